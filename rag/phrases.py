"""Cuts a sentence into clauses, and these into the phrases that name someone, in Dutch or English.

Word lists and the places of names, no parser: what it is not sure of has no names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.article import Language
from index.text.keywords import word_set
from rag.dates import is_day_or_month
from rag.name_words import TITLES
from rag.names import Name, names_in, same_name
from rag.words import WORD

PREPOSITIONS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "in op te bij van naar uit met voor door tegen aan over tot onder tussen sinds via rond volgens"
        " namens tijdens wegens na om vanwege zonder binnen buiten per ten ter jegens vanuit ondanks"
    ),
    "en": word_set(
        "at of on in to from with for by against about under until between since through around near"
        " behind into over during without within as like amid across via despite toward towards upon"
    ),
}
_DETERMINERS: dict[Language, frozenset[str]] = {
    "nl": word_set("de het een deze dit haar hun diens mijn onze ons"),
    "en": word_set("the a an this these those his her its their our my"),
}
_PRONOUNS: dict[Language, frozenset[str]] = {
    "nl": word_set("hij zij ze hem hen wij we ik u jij je men iedereen niemand iemand elkaar"),
    "en": word_set("he she they it we i you him them us me everyone nobody someone each"),
}
_CLAUSE_WORDS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "die dat omdat nadat voordat terwijl hoewel als maar dan want toen waar wie zodat ervan of en doordat"
        " waardoor waarbij waarmee om indien mits wiens"
    ),
    "en": word_set(
        "that who which whom whose after before when while because although though if but than until"
        " where and or so whereas what why how"
    ),
}
"""Begin a clause, where they do not join two names."""
_TIMES: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "gisteren vandaag morgen eerder opnieuw ook al nog nu weer later daarna snel vervolgens inmiddels"
        " week jaar dag maand ochtend middag avond nacht zomer winter uur keer eeuw alsnog zelf zich er"
        " onlangs meteen direct bijna nooit niet wel vaak soms samen"
    ),
    "en": word_set(
        "yesterday today tomorrow earlier again also already still now later then soon week year day month"
        " morning evening night summer winter time once twice never not often recently finally formally"
    ),
}
"""Say when or how, and stand between phrases."""
_BREAK = re.compile(r"[,:](?!\d)|[;()\[\]–—\"“”„!?…]|\.(?=\s|$)|\s-\s")
OF = word_set("of van")
_DIGITS_OF_A_YEAR = 4
_AND = word_set("and en")
_OWNS = re.compile(r"(?<=\w)['’]s\s$")
_JOINS = re.compile(r"\s*,\s*|\s*,?\s(?:and|en|&)\s(?:de |het |the )?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name someone or something: from the token ``start`` to ``end`` (exclusive).

    ``preposition`` is the one that it stands behind. One without ``names`` is still someone: ``hij``,
    ``the army``.
    """

    start: int
    end: int
    preposition: str | None
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """Its words in lower case, and the phrases among them.

    ``opened_by`` is what it is joined to the clause before it with: ``who``; none where only a comma is.
    """

    words: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    opened_by: str | None


def clauses_in(
    text: str, language: Language, verbs: frozenset[str], others: Sequence[Name] = ()
) -> Iterator[Clause]:
    """Yield the clauses of a text.

    :param verbs: words, in lower case, at which a phrase ends.
    :param others: names by which two that stand side by side are told apart: ``Poetin Xi``.
    """
    names = [part for name in names_in(text) for part in apart(name, others)]
    cut = [
        0,
        *(found.start() for found in _BREAK.finditer(text) if not _is_listed(text, found.start(), names)),
        len(text),
    ]
    for start, end in pairwise(cut):
        within = [name for name in names if start <= name.span.start < end]
        tokens = [word for word in WORD.finditer(text, start, end) if not _is_genitive(text, word)]
        yield from _clauses(text, tokens, within, language, verbs)


def apart(name: Name, others: Sequence[Name]) -> Sequence[Name]:
    """Return two names for what reads as one, where ``others`` have them as two."""
    if name.known is not None or any(_same(name, other) for other in others):
        return [name]
    for space in re.finditer(r"\s", name.text):
        at = name.span.start + space.start()
        left, right = names_in(name.text[: space.start()]), names_in(name.text[space.end() :])
        if len(left) == len(right) == 1 and any(
            same_name(left[0].text, one.text) and same_name(right[0].text, other.text)
            for one in others
            for other in others
            if not same_name(one.text, other.text)
        ):
            first = replace(left[0], span=replace(name.span, end=at))
            return [first, replace(right[0], span=replace(name.span, start=at + 1))]
    return [name]


def _same(name: Name, other: Name) -> bool:
    """Whether all words of a name stand in another: not ``Poetin Xi`` and ``Poetin``."""
    return len(name.text.split()) <= len(other.text.split()) and same_name(name.text, other.text)


def _is_listed(text: str, at: int, names: Sequence[Name]) -> bool:
    """Whether a comma or ``and`` at a place joins two names: ``Russia, Iran and China``."""
    return any(
        one.span.end <= at < other.span.start
        and _JOINS.fullmatch(text, one.span.end, other.span.start) is not None
        for one, other in pairwise(names)
    )


def _is_genitive(text: str, word: re.Match[str]) -> bool:
    return word[0] == "s" and text[word.start() - 1 : word.start()] in {"'", "’"}


def _clauses(
    text: str,
    tokens: Sequence[re.Match[str]],
    names: Sequence[Name],
    language: Language,
    verbs: frozenset[str],
) -> Iterator[Clause]:
    start = 0
    opened_by = None
    for at, token in enumerate(tokens):
        if token[0].lower() in _CLAUSE_WORDS[language] and not _is_listed(text, token.start(), names):
            yield replace(_clause(text, tokens[start:at], names, language, verbs), opened_by=opened_by)
            start = at + 1
            opened_by = token[0].lower()
    yield replace(_clause(text, tokens[start:], names, language, verbs), opened_by=opened_by)


def _clause(
    text: str,
    tokens: Sequence[re.Match[str]],
    names: Sequence[Name],
    language: Language,
    verbs: frozenset[str],
) -> Clause:
    reader = _Reader(language, verbs)
    for at, token in enumerate(tokens):
        name = next((one for one in names if one.span.start <= token.start() < one.span.end), None)
        is_joined = name is not None and (
            _is_listed(text, name.span.start - 1, names) or _OWNS.search(text[: name.span.start]) is not None
        )
        reader.read(at, token[0], name, is_joined=is_joined)
    return Clause(tuple(token[0].lower() for token in tokens), reader.read_phrases(len(tokens)), None)


class _Reader:
    """Reads the words of a clause one by one, and gathers its phrases."""

    def __init__(self, language: Language, verbs: frozenset[str]) -> None:
        self._language: Language = language
        self._verbs = verbs
        self._phrases: list[Phrase] = []
        self._start: int | None = None
        self._preposition: str | None = None
        self._names: list[Name] = []
        self._is_someone = False
        self._last = ""

    def read(self, at: int, word: str, name: Name | None, *, is_joined: bool) -> None:
        """Take in the word at a place, and the name that it is of; ``is_joined``: with the one before it."""
        lower = word.lower()
        language = self._language
        if name is not None:
            self._read_name(at, name, is_joined=is_joined)
        elif lower in _PRONOUNS[language]:
            self._close(at)
            self._open(at)
            self._is_someone = True
            self._close(at + 1)
        elif lower in self._verbs or self._says_when_or_how(word):
            self._close(at)
            self._preposition = None
        elif lower in PREPOSITIONS[language]:
            self._is_someone |= lower in OF and self._start is not None
            self._close(at)
            self._preposition = lower
        elif lower in _DETERMINERS[language] and not (self._names and self._last in _AND):
            self._close(at, keeps_preposition=self._start is None)
            self._open(at)
            self._is_someone = True
        elif self._start is None:
            self._open(at)
        self._last = lower

    def _says_when_or_how(self, word: str) -> bool:
        is_adverb = self._language == "en" and word.endswith("ly") and word.islower()
        is_date = (word.isdigit() and len(word) == _DIGITS_OF_A_YEAR) or is_day_or_month(word.lower())
        return is_adverb or is_date or word.lower() in _TIMES[self._language]

    def read_phrases(self, end: int) -> tuple[Phrase, ...]:
        """Return the phrases of a clause that ends at a place."""
        self._close(end)
        return tuple(self._phrases)

    def _read_name(self, at: int, name: Name, *, is_joined: bool) -> None:
        if self._names and name not in self._names and not is_joined and self._is_another(name):
            self._close(at)
        if self._start is None:
            self._open(at)
        if name not in self._names:
            self._names.append(name)

    def _is_another(self, name: Name) -> bool:
        """Whether a name is not of the phrase before it: ``Duitsland Polen``; but ``kanselier Scholz``."""
        if self._last in TITLES:
            return False
        before = self._names[-1]
        if name.known is not None or before.known is not None:
            return name.known is not None
        # ``Apple chief Tim Cook`` is one, as ``Apple-topman Tim Cook`` is in Dutch.
        return self._language == "nl" or name.span.start - before.span.end == 1

    def _open(self, at: int) -> None:
        self._start = at

    def _close(self, at: int, *, keeps_preposition: bool = False) -> None:
        if self._start is not None and (self._names or self._is_someone or self._preposition):
            self._phrases.append(Phrase(self._start, at, self._preposition, tuple(self._names)))
        self._start = None
        self._names = []
        self._is_someone = False
        if not keeps_preposition:
            self._preposition = None
