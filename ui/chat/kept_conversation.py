"""Keeps a page's questions and answers in the archive, and brings them back with the sources they had."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Literal

from index.article import Article, Language
from index.errors import IndexStoreError
from index.filters import Filters
from rag.answer import Answer, AnswerReady
from ui.archive.archive import Archive
from ui.archive.record import Basis, ConversationRecord, SourceState, TurnRecord
from ui.archive.schema import ConversationGoneError
from ui.archive.source_states import source_states
from ui.html.sources import whole_article
from ui.texts.by_language import TEXTS


class KeptConversation:
    """The conversation of the archive that a page has open; keeps nothing where there is no archive.

    Everything may raise ``ArchiveError``, and ``ConversationGoneError`` where another page deleted it.
    """

    def __init__(self, archive: Archive | None, article_of: Callable[[str], Article]) -> None:
        self._archive = archive
        self._article_of = article_of
        self._number: int | None = None

    @property
    def number(self) -> int | None:
        """The conversation's number in the archive; None as long as nothing of it is kept."""
        return self._number

    def begin(
        self, question: str, language: Language, filters: Filters, *, replacing: int | None = None
    ) -> int | None:
        """Keep a question, in a new conversation where none is open; return the number of its turn.

        :param replacing: the turn that it is asked instead of; that one and all behind it are set aside.
        """
        if self._archive is None:
            return None
        number = self._archive.create(language) if self._number is None else self._number
        turn = self._archive.begin_turn(number, question, filters=filters, replacing=replacing)
        self._number = number
        return turn

    def articles_of(self, answer: Answer) -> dict[str, Article]:
        """Return the articles of an answer's passages as they are now, by id; without what has gone."""
        articles = {}
        for article_id in dict.fromkeys(passage.chunk.article_id for passage in answer.passages):
            # An article may leave the index while its question is answered; the passages stay in the answer.
            with suppress(IndexStoreError):
                articles[article_id] = self._article_of(article_id)
        return articles

    def finish(self, turn: int | None, ready: AnswerReady, basis: Basis, articles: Iterable[Article]) -> None:
        """Keep an answer, what it rests on, and the articles of its passages."""
        if self._archive is not None and turn is not None:
            self._archive.finish_turn(turn, ready, tuple(articles), basis=basis)

    def end(self, turn: int | None, state: Literal["stopped", "failed"], text: str, basis: Basis) -> None:
        """Keep how far a question came: the draft of one that was stopped, the error of one that failed."""
        if self._archive is not None and turn is not None:
            self._archive.end_turn(turn, state, text, basis=basis)

    def bring_back(self, turn: int) -> ConversationRecord:
        """Bring back what was set aside for a turn, which goes; return the conversation as it is then."""
        if self._archive is None or self._number is None:
            raise ConversationGoneError("no conversations are kept here")
        self._archive.undo_replace(turn)
        return self._archive.conversation(self._number)

    def open(self, number: int) -> ConversationRecord:
        """Go on with a conversation of the archive, and return it."""
        if self._archive is None:
            raise ConversationGoneError("no conversations are kept here")
        record = self._archive.conversation(number)
        self._number = number
        return record

    def forget(self) -> None:
        """Begin a new conversation at the next question."""
        self._number = None

    def articles_then(self, turn: TurnRecord) -> dict[str, Article]:
        """Return the articles of a turn, by id, as they were when it was answered."""
        if self._archive is None:
            return {}
        return {
            article_id: self._archive.kept_article(digest).article for article_id, digest in turn.articles
        }

    def since(self, turn: TurnRecord) -> dict[str, SourceState]:
        """Return, by id, what became of the articles of a turn that are not as they were."""
        states = source_states(turn, self._article_of)
        return {article_id: state for article_id, state in states.items() if state != "same"}


def article_then(
    archive: Archive, article_of: Callable[[str], Article], turn: int, request: Mapping[str, object]
) -> str:
    """Draw an article as it was when a turn rested on it, and say so where it is not so any more.

    :param turn: the turn's number in the archive.
    :param request: as for ``ui.html.sources.whole_article``.
    """
    texts = TEXTS["nl" if request.get("language") == "nl" else "en"]
    article_id = _article_id(request)
    with suppress(ConversationGoneError):  # what nobody keeps any more is shown as it is now
        record = archive.turn(turn)
        state = source_states(record, article_of).get(article_id, "same")
        if state != "same":
            kept = archive.kept_article(dict(record.articles)[article_id])
            note = texts.article_then_gone if state == "gone" else texts.article_then_changed
            return whole_article(lambda _: kept.article, request, note=note)
    return whole_article(article_of, request)


def _article_id(request: Mapping[str, object]) -> str:
    places = request.get("places")
    first = places[0] if isinstance(places, list) and places else None
    return str(first.get("article")) if isinstance(first, Mapping) else ""
