"""Plain text: one article, or an export of a press database."""

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.divided_words import with_whole_words
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.press import press_articles
from index.unread import Unread


def read_text(raw: bytes) -> list[ArticleDraft | SkippedPart]:
    """Read a text file: what it holds is the article, or the articles of an export.

    Words that are divided at line ends are joined.

    :raises ArticleError: it is not text, or empty.
    """
    text = decode_text(raw)
    if not text.strip():
        raise ArticleError(Unread.BLANK())
    text = with_whole_words(text)
    return press_articles(text.split("\n")) or [ArticleDraft(text=text)]
