"""The words of a question or a quote, and what each does: asks, names, carries content, or joins.

Word lists and capitals, no tagger. A word that is in no list carries content.
"""

import re
from collections.abc import Iterator

from index.article import Language
from index.text.keywords import word_set

_WORD = re.compile(r"[^\W_]+(?:[-.,'’][^\W_]+)*")
"""``Noord-Korea``, ``1.7``, ``didn't``, ``zo’n`` are one word each."""
_GENITIVE = re.compile(r"(?<=\w)['’]s\b")


_ASKING: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "wie wiens wat waar wanneer waarom hoe hoeveel hoelang hoezo welk welke waarmee waarvoor"
        " waarover waardoor waarin waarvan waaraan waarop waaruit waartoe waarheen waartegen"
        " waarbij waarnaar"
    ),
    "en": word_set("who whom whose what where when why how which"),
}
_LIGHT_VERBS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "is was ben bent waren zijn heeft heb hebt hebben had hadden geweest gehad wordt worden"
        " werd werden kan kun kunnen kon konden zal zult zullen zou zouden moet moeten moest"
        " moesten mag mogen mocht gaat gaan ging gingen komt kwam kwamen ligt lag doet doen deed"
        " deden gedaan gebeurt gebeurde gebeurd betekent heet heette klopt vertel vertellen noem geef leg"
    ),
    "en": word_set(
        "is was are were be been am has have had having do does did done can could cannot will"
        " would shall should may might must go goes went happen happens happened mean means come"
        " came isn't wasn't aren't weren't hasn't haven't don't doesn't didn't can't couldn't"
        " won't wouldn't tell name explain describe give"
    ),
}
# Alone with one name these leave open what is meant: ``How did Iran react?``
_OPEN_VERBS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "zegt zeggen zei zeiden gezegd vindt vinden vond vonden denkt denken dacht reageert"
        " reageren reageerde reageerden gereageerd antwoordt antwoordde geantwoord weigert"
        " weigerde weigerden geweigerd ontkent ontkende weet wist doet doen deed deden gedaan wil"
        " wilde wilden"
    ),
    "en": word_set(
        "say says said think thinks thought react reacts reacted respond responds responded"
        " answer answered refuse refused refuses deny denied know knew want wants wanted"
    ),
}
_PREPOSITIONS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "van naar voor bij op aan uit om tot tegen tussen tijdens volgens sinds onder over door"
        " met in na per rond wegens zonder af mee toe ten ter binnen buiten boven"
    ),
    "en": word_set(
        "of to for by at from with about into against between during under on in after before"
        " since over through according without within up off out around near"
    ),
}
_JOINING: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "de het een dat die dit deze hij zij ze hem haar hun hen ik mij me jij je u wij we ons er"
        " daar hier toen nu dan als of en maar want omdat nadat voordat terwijl te niet geen wel"
        " ook nog al meer veel zo zich elkaar alle allemaal anders eigenlijk precies zoiets zo'n"
        " zulke daarna daarvan daarmee daarover daardoor daarom daarop daarbij daarvoor daartegen"
        " ervan erover ermee erbij ertegen vervolgens"
    ),
    "en": word_set(
        "the a an that this these those he she they him her them his hers its their theirs it i"
        " you me we us my your there here then now than as or and but because if so not no also"
        " else more much many such all both long still already exactly while until though next"
        " other others"
    ),
}


class QuestionWords:
    """The words of a question in the language that it is asked in, by their place (0, 1, …)."""

    def __init__(self, question: str, language: Language) -> None:
        self.language: Language = language
        self.spelled = tuple(_WORD.findall(_GENITIVE.sub("", question)))
        self.lower = tuple(word.lower().replace("’", "'") for word in self.spelled)

    def is_asking(self, place: int) -> bool:
        """Whether the word is ``wie``, ``how`` or the like."""
        return self._is_in(_ASKING, place)

    def is_light_verb(self, place: int) -> bool:
        """Whether the word is ``was``, ``did`` or the like."""
        return self._is_in(_LIGHT_VERBS, place)

    def is_open_verb(self, place: int) -> bool:
        """Whether the word is a verb that, alone with one name, leaves open what is meant."""
        return self._is_in(_OPEN_VERBS, place)

    def is_preposition(self, place: int) -> bool:
        """Whether the word is ``van``, ``about`` or the like."""
        return self._is_in(_PREPOSITIONS, place)

    def is_content(self, place: int) -> bool:
        """Whether the word is worth searching for: a name, a number, or in none of the lists."""
        return not any(
            self._is_in(listed, place) for listed in (_ASKING, _LIGHT_VERBS, _PREPOSITIONS, _JOINING)
        )

    def is_name(self, place: int) -> bool:
        """Whether the word is written as a name, or is a number; a word that we know never is."""
        written_so = not self.spelled[place][0].islower()
        return written_so and self.is_content(place) and not self.is_open_verb(place)

    def content(self) -> Iterator[str]:
        """Yield the words worth searching for."""
        return (word for place, word in enumerate(self.spelled) if self.is_content(place))

    def names(self) -> Iterator[str]:
        """Yield the words that are written as names, and the numbers."""
        return (word for place, word in enumerate(self.spelled) if self.is_name(place))

    def _is_in(self, lists: dict[Language, frozenset[str]], place: int) -> bool:
        return 0 <= place < len(self.lower) and self.lower[place] in lists[self.language]
