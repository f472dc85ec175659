"""Whether a question points at something outside itself: ``En wanneer was dat?``, ``Why did he refuse?``

No parser: each word that can point back (``he``, ``dat``, ``there``) has a rule that looks at its place and
its neighbours, for most of these words do other work too (``zei dat``, ``is there``, ``het akkoord``). Where
a rule is in doubt, what stands before the word in the question is taken for what it points at.
"""

from collections.abc import Callable

from index.article import Language
from index.text.keywords import word_set
from rag.finding.question_words import QuestionWords

_OPENERS = (
    *(("what", "about"), ("how", "about"), ("hoe", "zit", "het", "met"), ("hoe", "zat", "het", "met")),
    *(("en",), ("and",), ("maar",), ("but",), ("of",), ("or",)),
)
_MOST_IN_FRAGMENT = 3
_TIMES = word_set(
    "jaar najaar voorjaar maand week weekend zomer winter herfst lente eeuw keer moment ogenblik"
    " year month summer autumn spring fall century time"
)
_BE = word_set("is are was were be been has have had")
_CLAUSE_STARTS = word_set("dat die of als omdat toen nadat voordat terwijl zodat hoewel")
_DUTCH_ADVERBS = word_set(
    "daar daarvan daarmee daarover daardoor daarop daarbij daarvoor daartegen daarna daarom daaraan daarin"
    " daaruit daarnaar ervan erover ermee erbij ertegen erop eraan erin eruit ervoor erna hiervan hiermee"
    " hierover"
)


def points_back(words: QuestionWords) -> bool:
    """Whether a question cannot be understood alone: it points back, only goes on, or says too little."""
    return (
        _is_fragment(words)
        or _says_too_little(words)
        or any(
            word in _RULES[words.language] and _RULES[words.language][word](words, place)
            for place, word in enumerate(words.lower)
        )
    )


def _is_fragment(words: QuestionWords) -> bool:
    """``En in Kazan?``, ``What about Iran?``, ``In Kazan?``: no question of its own."""
    opener = next((each for each in _OPENERS if words.lower[: len(each)] == each), ())
    rest = range(len(opener), len(words.lower))
    carried = sum(words.is_content(place) for place in rest)
    if any(words.is_asking(place) or words.is_light_verb(place) for place in rest):
        return bool(opener) and carried <= 1
    return carried <= _MOST_IN_FRAGMENT and (bool(opener) or words.is_preposition(0))


def _says_too_little(words: QuestionWords) -> bool:
    """``Waarom?``, ``Hoeveel doden?``, ``Hoe reageerde Israël?``; but ``Who is Xi?`` says enough."""
    content = [place for place in range(len(words.lower)) if words.is_content(place)]
    if not content:
        return True
    things = [place for place in content if not words.is_open_verb(place)]
    ends_open = words.lower[-1] in ("do", "done")
    if ends_open or any(words.is_open_verb(place) for place in range(len(words.lower))):
        # ``What did the Iranian president say?`` is about one thing, ``say about Israel`` about two.
        return all(place - 1 in things for place in things[1:])
    if any(words.names()):
        return False
    if words.lower[0] == "hoeveel" or words.lower[:2] in (("how", "many"), ("how", "much")):
        # ``Hoeveel doden vielen er?``: where, and when?
        return len(content) <= 2
    return len(content) == 1 and not _asks_what_a_word_means(words)


def _asks_what_a_word_means(words: QuestionWords) -> bool:
    """``Wat is inflatie?``, ``What is a ceasefire?``: no article or possessive says which one."""
    between = words.lower[2:-1]
    return words.is_asking(0) and words.is_light_verb(1) and between in ((), ("a",), ("an",), ("een",))


# Rules: whether the word at a place points outside the question.


def _subject(words: QuestionWords, place: int) -> bool:
    """``Why did he``, ``Waarom weigerde hij``; not ``Did Putin say he``, ``zei Poetin dat hij``."""
    before = range(place)
    if words.language == "nl":
        clauses = [each for each in before if words.lower[each] in _CLAUSE_STARTS]
        return not clauses or not any(words.is_content(each) for each in range(clauses[-1]))
    if place == 0 or words.is_light_verb(place - 1) or words.is_asking(place - 1):
        return True
    return sum(words.is_content(each) for each in before) < 2


def _object(words: QuestionWords, place: int) -> bool:
    """``Zal China hem uitleveren``: not China. With two names before it, it can be one of them."""
    return _groups_of_names(words, place) < 2


def _possessive(words: QuestionWords, place: int) -> bool:
    """``What was his goal``; not ``What does Putin think of his counterpart``."""
    carried = sum(words.is_content(each) for each in range(place))
    return carried < 2 and _groups_of_names(words, place) == 0


def _her(words: QuestionWords, place: int) -> bool:
    owns = place + 1 < len(words.lower) and words.is_content(place + 1)
    return _possessive(words, place) if owns else _object(words, place)


def _zijn(words: QuestionWords, place: int) -> bool:
    """``Wat is zijn functie``, ``over zijn bezoek``; elsewhere it is the verb."""
    follows = place > 1 and (words.is_light_verb(place - 1) or words.is_preposition(place - 1))
    owns = place + 1 < len(words.lower) and words.is_content(place + 1)
    return follows and owns and _possessive(words, place)


def _het(words: QuestionWords, place: int) -> bool:
    """``Wanneer begint het``, ``Wat heeft het gekost``; elsewhere an article, or it stands for nothing."""
    rest = words.lower[place + 1 :]
    return not rest or (len(rest) == 1 and words.is_light_verb(place - 1) and rest[0].startswith("ge"))


def _it(words: QuestionWords, place: int) -> bool:
    """``When is it``, ``about it``; not ``Is it true that``, ``How long does it take``."""
    rest = words.lower[place + 1 :]
    if {"that", "to", "take", "takes", "took"} & set(rest):
        return False
    return not rest or words.is_light_verb(place - 1) or words.is_preposition(place - 1)


def _dat(words: QuestionWords, place: int) -> bool:
    """``Is dat genoeg``, ``na dat bezoek``; not ``zei dat``, ``het land dat``, ``kan het zijn dat``."""
    if _too_short_for_a_clause(words, place):
        return True
    if "het" in words.lower[:place]:
        return False
    after_preposition = words.is_preposition(place - 1) and words.lower[place - 1] != "zonder"
    return _starts(words, place) or words.is_light_verb(place - 1) or after_preposition


def _die(words: QuestionWords, place: int) -> bool:
    """``Wanneer is die``, ``Wie bracht die boodschap``; not ``De politicoloog die``."""
    after_verb = place == 2 and words.is_asking(0) and words.lower[0] not in ("welk", "welke", "hoeveel")
    return (
        _is_last(words, place)
        or _starts(words, place)
        or after_verb
        or words.is_light_verb(place - 1)
        or words.is_preposition(place - 1)
    )


def _that(words: QuestionWords, place: int) -> bool:
    """``Who said that``, ``after that meeting``; not ``said that he``, ``the deal that``."""
    after_preposition = words.is_preposition(place - 1) and words.lower[place - 1] != "in"
    return (
        _too_short_for_a_clause(words, place)
        or _starts(words, place)
        or words.is_light_verb(place - 1)
        or after_preposition
    )


def _this(words: QuestionWords, place: int) -> bool:
    """``these drones``, ``dit akkoord``; not ``this year``, ``deze maand``, ``those who``."""
    following = words.lower[place + 1 : place + 2]
    return not following or (following[0] not in _TIMES and following[0] != "who")


def _there(words: QuestionWords, place: int) -> bool:
    """``Who did he meet there``, ``Who was there``; not ``Is there``, ``There is``."""
    if _is_last(words, place):
        return True
    return place > 0 and words.lower[place - 1] not in _BE and words.lower[place + 1] not in _BE


def _daar(words: QuestionWords, place: int) -> bool:
    """``Wie was daar``, ``Wat vond hij daarvan``; not ``ervan dat``, which points ahead."""
    return _is_last(words, place) or words.lower[place + 1] not in ("dat", "of", "om", "te")


def _toen(words: QuestionWords, place: int) -> bool:
    """``Wat deed de CSTO toen wel``; not ``toen Azerbeidzjan Armenië aanviel``."""
    return len(words.lower) - place <= 2 or words.is_preposition(place + 1)


def _then(words: QuestionWords, place: int) -> bool:
    return "if" not in words.lower[:place]


def _is_last(words: QuestionWords, place: int) -> bool:
    return place == len(words.lower) - 1


def _too_short_for_a_clause(words: QuestionWords, place: int) -> bool:
    """``Wie zei dat``, ``Who signed that deal``: what follows has no room for a subject and a verb."""
    return len(words.lower) - place <= 2


def _starts(words: QuestionWords, place: int) -> bool:
    return place == 0 or (place == 1 and (words.lower[0],) in _OPENERS)


def _groups_of_names(words: QuestionWords, end: int) -> int:
    """Count the names before a place; words that follow each other are one name."""
    return sum(words.is_name(each) and not words.is_name(each - 1) for each in range(1, end)) + (
        end > 0 and words.is_name(0)
    )


_Rule = Callable[[QuestionWords, int], bool]
_RULES: dict[Language, dict[str, _Rule]] = {
    "nl": {
        **dict.fromkeys(("hij", "zij", "ze"), _subject),
        **dict.fromkeys(("hem", "hen"), _object),
        **dict.fromkeys(("haar", "hun"), _her),
        **dict.fromkeys(("dit", "deze", "zo'n", "zulke", "zoiets"), _this),
        **dict.fromkeys(_DUTCH_ADVERBS, _daar),
        "zijn": _zijn,
        "het": _het,
        "dat": _dat,
        "die": _die,
        "toen": _toen,
    },
    "en": {
        **dict.fromkeys(("he", "she", "they"), _subject),
        **dict.fromkeys(("him", "them"), _object),
        **dict.fromkeys(("his", "their", "its", "theirs", "hers"), _possessive),
        **dict.fromkeys(("this", "these", "those"), _this),
        "her": _her,
        "it": _it,
        "that": _that,
        "there": _there,
        "then": _then,
    },
}
