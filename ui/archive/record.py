"""What the archive of conversations gives back: frozen records, and how an answer is written in a row."""

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from index.article import Article, Language
from index.filters import NO_FILTERS, Filters
from rag.answer import AnswerReady, SourcesFound

TurnState = Literal["unfinished", "finished", "stopped", "failed"]
"""How a turn stands: ``unfinished`` after a crash means that nobody finished it."""
SourceState = Literal["same", "changed", "gone"]
"""What became of an article since it was a source: as it was, changed, or no longer in the index."""


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A conversation as a list shows it. Times are ISO 8601, UTC. ``turns`` counts those not set aside."""

    number: int
    title: str
    language: Language
    created: str
    changed: str
    turns: int


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """A source's article as it was when the answer was given; ``digest`` names this state of it."""

    digest: str
    article: Article


@dataclass(frozen=True, slots=True)
class Basis:
    """Which articles a question could be answered from, and what was found for it; None: nothing was yet."""

    filters: Filters = NO_FILTERS
    found: SourcesFound | None = None


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """A question and what came of it.

    :param draft: what had been written when the turn was stopped, or the error of one that failed.
    :param ready: the answer as it was given, whole, with its timings; None unless ``finished``.
    :param articles: digest by article id, of the sources' articles as they were then, by id.
    :param replaces: whether earlier turns wait, set aside for this one (``Archive.undo_replace``).
    :param basis: nothing of it is known of turns that an earlier version kept.
    """

    number: int
    question: str
    asked: str
    state: TurnState
    draft: str
    ready: AnswerReady | None
    articles: tuple[tuple[str, str], ...]
    replaces: bool
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """A whole conversation; its turns in order, without those set aside."""

    summary: ConversationSummary
    turns: tuple[TurnRecord, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of found text; ``is_match`` where it is what was searched for."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A conversation that was found: in ``turn``, or None where in its title; around it, ``fragments``."""

    summary: ConversationSummary
    turn: int | None
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class _KeptReady:
    version: Literal[1]
    ready: AnswerReady


@dataclass(frozen=True, slots=True)
class _KeptArticleRow:
    version: Literal[1]
    article: Article


@dataclass(frozen=True, slots=True)
class _KeptBasis:
    version: Literal[1]
    basis: Basis


_READY = TypeAdapter(_KeptReady)
_ARTICLE = TypeAdapter(_KeptArticleRow)
_BASIS = TypeAdapter(_KeptBasis)


def write_ready(ready: AnswerReady) -> str:
    """Write an answer as versioned JSON."""
    return _READY.dump_json(_KeptReady(1, ready)).decode()


def read_ready(text: str) -> AnswerReady | None:
    """Read what ``write_ready`` wrote; None where it is damaged or of a later version."""
    try:
        return _READY.validate_json(text).ready
    except ValidationError:
        return None


def write_basis(basis: Basis) -> str:
    """Write what a turn rests on as versioned JSON."""
    # What was likeliest stood there until the answer did, and is no part of it.
    passing = {"basis": {"found": {"likeliest"}}}
    return _BASIS.dump_json(_KeptBasis(1, basis), exclude=passing).decode()


def read_basis(text: str) -> Basis | None:
    """Read what ``write_basis`` wrote; None where it is damaged or of a later version."""
    try:
        return _BASIS.validate_json(text).basis
    except ValidationError:
        return None


def write_article(article: Article) -> str:
    """Write an article as versioned JSON."""
    return _ARTICLE.dump_json(_KeptArticleRow(1, article)).decode()


def read_article(text: str) -> Article | None:
    """Read what ``write_article`` wrote; None where it is damaged or of a later version."""
    try:
        return _ARTICLE.validate_json(text).article
    except ValidationError:
        return None
