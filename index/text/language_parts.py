"""Finds the parts of an article that are in another language than the article is.

A part is a run of whole paragraphs, or of whole sentences, that is surely in the other of the two languages,
or a long paragraph that is surely in neither. Function words decide, since names, titles and code have few of
them and seldom in lower case; a detector (lingua) must agree. Where there is doubt a sentence stays what its
article is: a missed part is found a little worse, a wrong one is read, stemmed and translated wrongly.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.article import Language, LanguagePart
from index.span import Span
from index.text.foreign_words import foreign_count
from index.text.keywords import word_set
from index.text.language import QUOTED, is_surely, surely_foreign
from index.text.sentences import sentence_spans

# Words of one of the two languages alone. What both have (in, is, was, of, over, me, we, die) is left out.
_OWN_WORDS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "de het een van en te op naar voor bij aan uit om tot tegen tussen tijdens volgens sinds omdat"
        " niet geen wel ook nog maar dan als er daar hier toen nu dit dat deze hij zij ze ik jij je u wij"
        " jullie hun hen zijn haar zich ben bent werd werden wordt worden heeft heb hebben hadden waren kan"
        " kunnen kon konden moet moeten moest zal zullen zou zouden gaat gaan ging doet doen deed zegt zei"
        " zeiden meer veel wie wat waar wanneer waarom hoe welke welk waarin waarvan alle andere onder"
        " zonder na binnen buiten zoals hoewel terwijl nadat voordat zodat ons onze mijn uw elkaar hem iets"
        " niets iemand altijd nooit soms door met"
    ),
    "en": word_set(
        "the and to an for by at from with about into against between during since because not no but"
        " than if on or there here then now this that these those he she they you it its his their them"
        " my our us your who which what where when why how are were been be has have do does did can could"
        " will would should shall may might must said says other such only also very just after before"
        " without while until through both each any some many most more out off all up down so"
    ),
}
# Those of the article's own language count at the beginning of a sentence too: doubt is on its side.
_OWN_WORDS_ANYWHERE = {
    language: words | {word.capitalize() for word in words} for language, words in _OWN_WORDS.items()
}
_LEAST_COUNTED = 4
_LEAST_DIFFERENT = 3
_LEAST_SHARE = 0.15  # of the words; prose has 0.2 to 0.5
_TIMES_THE_OTHER = 4
_LEAST_LOWER_CASE = 0.5
_MOST_SIGNS = 0.05
_LEAST_LETTERS = 60  # of whole paragraphs: some twelve words
_LEAST_LETTERS_WITHIN = 150  # of sentences in the midst of a paragraph
_LEAST_FOREIGN_LETTERS = 150
_NEUTRAL_BETWEEN = 3
_MOST_SHARE_OF_FOREIGN = 0.22
_LEAST_FOREIGN_SHARE = 0.18
_LAST_LATIN = "\u024f"
_JUDGED_CHARACTERS = 1000

_WORD = re.compile(r"[^\W\d_]+")
# Signs that prose has few of, and words with a capital inside (``oDocument``, ``DocPath``).
_SIGN_OF_CODE = re.compile(r"[=<>{}\[\]|\\_;@#~^$+*/]|\(\)|[a-z][A-Z]")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, or a sentence of one that has both languages; of its words, the function words of each."""

    span: Span
    own: int
    other: int
    words: int
    begins_paragraph: bool
    ends_paragraph: bool

    @property
    def leans(self) -> bool:
        return self.other > self.own

    @property
    def is_strong(self) -> bool:
        return self.other >= 2 and self.other > 2 * self.own


def language_parts(text: str, paragraphs: Sequence[Span], language: Language) -> tuple[LanguagePart, ...]:
    """Return the parts of an article that are not in its language, in order; they do not overlap.

    Takes time linear in the length: about a second for a million words that are all in one language.

    :param paragraphs: of the body, in order, as ``index.text.boilerplate.body_spans`` gives them.
    :param language: of the article.
    """
    parts: list[LanguagePart] = []
    units: list[_Unit] = []
    for paragraph in paragraphs:
        whole = _unit(text, paragraph, paragraph, language)
        foreign = _foreign_language(paragraph.of(text), whole)
        if foreign is None:
            units += _units_of(text, whole, language)
            continue
        parts += _parts_of(text, units, language)
        units.clear()
        parts.append(LanguagePart(paragraph.start, paragraph.end, None, foreign))
    return (*parts, *_parts_of(text, units, language))


def is_surely_in(language: Language, paragraph: str) -> bool:
    """Whether a paragraph is long enough to tell, and surely in one of the two languages."""
    return _is_surely(language, paragraph, the_other(language), _LEAST_LETTERS)


def _units_of(text: str, whole: _Unit, language: Language) -> Iterator[_Unit]:
    """Yield a paragraph as it is, or its sentences where some of them may be in the other language."""
    if whole.other < _LEAST_COUNTED or not whole.own:
        yield whole
        return
    for sentence in sentence_spans(text, language, within=whole.span, wrapped=True):
        unit = _unit(text, sentence, whole.span, language)
        # A quotation stays with the words around it where these are in the article's language.
        own, other = _counts(_WORD.findall(QUOTED.sub(" ", sentence.of(text)[:_JUDGED_CHARACTERS])), language)
        yield replace(unit, other=0) if own and own >= other else unit


def _unit(text: str, span: Span, paragraph: Span, language: Language) -> _Unit:
    words = _WORD.findall(text, span.start, span.end)
    own, other = _counts(words, language)
    return _Unit(
        span,
        own=own,
        other=other,
        words=len(words),
        begins_paragraph=span.start == paragraph.start,
        ends_paragraph=span.end == paragraph.end,
    )


def _counts(words: Sequence[str], language: Language) -> tuple[int, int]:
    """Return how many words are of a language alone, and how many of the other."""
    own, other = _OWN_WORDS_ANYWHERE[language], _OWN_WORDS[the_other(language)]
    return sum(map(own.__contains__, words)), sum(map(other.__contains__, words))


def _parts_of(text: str, units: Sequence[_Unit], language: Language) -> Iterator[LanguagePart]:
    other = the_other(language)
    for run in _runs(units):
        span = Span(run[0].span.start, run[-1].span.end)
        is_whole = run[0].begins_paragraph and run[-1].ends_paragraph
        least = _LEAST_LETTERS if is_whole else _LEAST_LETTERS_WITHIN
        if _is_surely(other, span.of(text), language, least):
            yield LanguagePart(span.start, span.end, other)


def _runs(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Yield runs of units that lean to the other language; a few between them may lean to neither."""
    run: list[_Unit] = []
    between: list[_Unit] = []
    for unit in units:
        if unit.leans:
            run += [*between, unit] if run else [unit]
            between = []
        elif unit.own or len(between) == _NEUTRAL_BETWEEN:
            yield from _trimmed(run)
            run, between = [], []
        elif run:
            between.append(unit)
    yield from _trimmed(run)


def _trimmed(run: list[_Unit]) -> Iterator[list[_Unit]]:
    """Yield a run from its first unit that leans strongly to its last."""
    strong = [place for place, unit in enumerate(run) if unit.is_strong]
    if strong:
        yield run[strong[0] : strong[-1] + 1]


def _is_surely(other: Language, part: str, language: Language, least_letters: int) -> bool:
    """Whether a part is prose in the language that its article is not in."""
    words = _WORD.findall(part)
    ours = [word for word in words if word in _OWN_WORDS[other]]
    theirs, _ = _counts(words, language)
    letters = sum(map(len, words))
    return (
        letters >= least_letters
        and len(ours) >= max(_LEAST_COUNTED, _LEAST_SHARE * len(words))
        and len(set(ours)) >= _LEAST_DIFFERENT
        and len(ours) >= _TIMES_THE_OTHER * theirs
        and _is_prose(part, words)
        and foreign_count(words) < len(ours)
        and is_surely(part[:_JUDGED_CHARACTERS], other)
    )


def _is_prose(part: str, words: Sequence[str]) -> bool:
    lower = sum(word[0].islower() for word in words)
    signs = len(_SIGN_OF_CODE.findall(part))
    return lower >= _LEAST_LOWER_CASE * len(words) and signs <= _MOST_SIGNS * len(words)


def _foreign_language(paragraph: str, counted: _Unit) -> str | None:
    """Return the name of the language of a paragraph that is surely in neither Dutch nor English."""
    ours = counted.own + counted.other
    if len(paragraph) < _LEAST_FOREIGN_LETTERS or ours > _MOST_SHARE_OF_FOREIGN * counted.words:
        return None
    paragraph = paragraph[:_JUDGED_CHARACTERS]
    words = _WORD.findall(paragraph)
    letters = "".join(words)
    if len(letters) < _LEAST_FOREIGN_LETTERS:
        return None
    if sum(letter > _LAST_LATIN for letter in letters) < len(letters) / 2:
        told = foreign_count(words)
        most = max(sum(map(own.__contains__, words)) for own in _OWN_WORDS.values())
        if told < max(_LEAST_COUNTED, _LEAST_FOREIGN_SHARE * len(words), 2 * most) or not _is_prose(
            paragraph, words
        ):
            return None
    return surely_foreign(paragraph)


def the_other(language: Language) -> Language:
    """Return Dutch for English, and English for Dutch."""
    return "en" if language == "nl" else "nl"
