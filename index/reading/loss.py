"""Says of a file of which much less is kept than it holds."""

import shlex
from collections.abc import Callable, Iterable, Iterator

from index.article import Article
from index.errors import ArticleError
from index.reading.letters import letters, percent_kept
from index.reading.skipped import SkippedFile
from index.unread import Unread


def with_loss(
    items: Iterable[Article | SkippedFile], name: str, seen: Callable[[], int]
) -> Iterator[Article | SkippedFile]:
    """Yield what a file gives, and a remark at the end where too little of its letters is kept.

    What was left out and said so counts as long as what was kept: so many parts are not missing.

    :param name: of the file, as its articles name it.
    :param seen: counts the letters that the file holds; asked only where an article was read.
    """
    kept = articles = left_out = 0
    for item in items:
        if isinstance(item, Article):
            kept += letters(item.text)
            articles += 1
        else:
            left_out += not item.is_remark
        yield item
    if not articles:
        return
    try:
        percent = percent_kept(kept, seen() * articles // (articles + left_out))
    except (ArticleError, RecursionError):
        return  # nothing to compare with, for instance too many elements; what was read stands
    if percent is not None:
        yield SkippedFile(name, Unread.KEPT_PART(percent=percent, path=shlex.quote(name)), is_remark=True)
