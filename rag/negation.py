"""Tells whether a sentence denies what its source says, or says what its source denies.

A draft is short and a source may be long, so that a source is read clause by clause: it denies a sentence
only where the clause nearest to it does, by the words that they share, or where a name or number of the
sentence stands in such clauses alone. Words, no grammar: ``he is innocent`` does not deny ``he is guilty``.
"""

import re

from index.article import Language
from index.text.keywords import index_words, word_set
from rag.names import names_in
from rag.spelling import readings
from rag.words import WORD

_NEGATORS = word_set(
    # Dutch
    "niet geen nooit niemand niets nergens noch evenmin nimmer weiger weigert weigeren weigerde weigerden"
    " geweigerd weigering ontken ontkent ontkennen ontkende ontkenden ontkend ontkenning"
    # English
    " not no never nobody nothing nowhere nor neither none cannot refuse refuses refused refusing refusal"
    " deny denies denied denying denial"
)
_NEARLY_NEGATORS = word_set(
    # Dutch
    "nee zonder nauwelijks amper onmogelijk onbekend onduidelijk onwaar ontbreekt ontbreken ontbrak ontbraken"
    " mislukt mislukte mislukken faalde faalt afgewezen verworpen verwierp verwerpt"
    " voorkomen verboden verbiedt verbood onvoldoende minder ondanks hoewel pas uitgesloten"
    " weinig stopte gestopt beu gebrek afwezig afgelast geannuleerd"
    # English
    " without hardly barely scarcely impossible unknown unclear untrue unable lack lacks lacked lacking"
    " fail fails failed failing reject rejects rejected prevent prevents prevented forbid forbids forbidden"
    " banned prohibited prohibits insufficient few little less despite although only stopped declined"
    " cancelled canceled off absent excluded unconfirmed unwilling rather instead avoid avoided"
)
"""May say in other words what a negator says: ``did not sign`` and ``signed without``; they deny nothing."""

# What holds a negator and denies nothing, or no more than another language says without one (``not until``,
# ``pas``).
_NO_DENIAL = re.compile(
    r"\b(?:not only|not just|not merely|not least|not until|no (?:later|sooner|fewer|less|more) than|no doubt"
    r"|nothing but|whether or not|or not|never before|no\. ?(?=\d)"
    r"|niet (?:alleen|slechts|enkel|louter)|niet (?:eerder|later|minder|meer) dan|niet tot"
    r"|nooit (?:eerder|meer zo)|niets anders dan|al dan niet|of niet|niet voor niets)\b",
    re.IGNORECASE,
)
_AS_AN_INTERJECTION = re.compile(r"(?<![^\s\"'“‘«(])(?:no|nee)\s*(?=[,!.])", re.IGNORECASE)
_NOT_CONTRACTED = re.compile(r"n['’]t\b", re.IGNORECASE)
# ``,`` also stands in numbers, and ``and`` in names; a clause that is cut too short only shares less.
_CLAUSE_END = re.compile(
    r"[;:()–—]|\s-\s|,(?!\d)|\b(?:maar|terwijl|hoewel|omdat|want|doch|zodat|toen|nadat|voordat"
    r"|but|while|whereas|although|though|because|so that|when|after|before|(?:and|en)(?=\s+(?-i:[a-z])))\b",
    re.IGNORECASE,
)


def denies(sentence: str, language: Language, source: str, source_language: Language) -> bool:
    """Whether one of the two denies what the other says, as far as negating words show it.

    :param sentence: of a draft.
    :param source: the evidence for it.
    """
    source_negates = _negates(source, nearly=True)
    if _negates(sentence):
        return not source_negates
    if not source_negates or _negates(sentence, nearly=True):
        return False
    denied, said = _clauses(source)
    names = _names(sentence)
    if not said or names & _names(" ".join(denied)) - _names(" ".join(said)):
        return True
    if language != source_language:
        return False
    # A clause leaves out the names that the one before it has; what is done stands in its own.
    words = set(index_words(_without_names(sentence), language))
    return _share(words, denied, language) > _share(words, said, language)


def _clauses(source: str) -> tuple[list[str], list[str]]:
    """Return the clauses with a negator and those without."""
    clauses = [clause for clause in _CLAUSE_END.split(_without_idioms(source)) if clause.strip()]
    return [c for c in clauses if _negates(c)], [c for c in clauses if not _negates(c)]


def _share(words: set[str], clauses: list[str], language: Language) -> int:
    """Return how many of the words stand in the clause that has most of them."""
    return max((len(words.intersection(index_words(clause, language))) for clause in clauses), default=0)


def _negates(text: str, *, nearly: bool = False) -> bool:
    plain = _without_idioms(text)
    words = {word.lower() for word in WORD.findall(plain)}
    listed = _NEGATORS | _NEARLY_NEGATORS if nearly else _NEGATORS
    return bool(words & listed) or _NOT_CONTRACTED.search(plain) is not None


def _without_idioms(text: str) -> str:
    return _AS_AN_INTERJECTION.sub("", _NO_DENIAL.sub("", text))


def _names(text: str) -> set[str]:
    """Return how the names sound, in either language, and the numbers."""
    heard = [readings(word) for name in names_in(text) for word in WORD.findall(name.text)]
    return {word for word in WORD.findall(text) if word[0].isdigit()}.union(*heard)


def _without_names(text: str) -> str:
    for name in reversed(names_in(text)):
        text = text[: name.span.start] + text[name.span.end :]
    return text
