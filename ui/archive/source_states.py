"""What became of the articles of an answer since it was given."""

from collections.abc import Callable

from index.article import Article
from index.errors import IndexStoreError
from ui.archive.record import SourceState, TurnRecord


def source_states(turn: TurnRecord, article_of: Callable[[str], Article]) -> dict[str, SourceState]:
    """Return, by article id, what became of the articles of a turn since it was answered.

    :param article_of: the article that the index holds now; raises IndexStoreError where it is gone.
    """
    return {article_id: _state(article_id, digest, article_of) for article_id, digest in turn.articles}


def _state(article_id: str, digest: str, article_of: Callable[[str], Article]) -> SourceState:
    try:
        return "same" if article_of(article_id).digest == digest else "changed"
    except IndexStoreError:
        return "gone"
