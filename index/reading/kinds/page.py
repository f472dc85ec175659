"""Web pages: an article, or an export of a press database as a page."""

from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.blocks import block_texts
from index.reading.kinds.europresse import europresse_articles
from index.reading.kinds.html import read_html
from index.reading.kinds.press import press_articles

# One of these is on a page of an export; looking for a word is quick, and most pages are none.
_MARKS = ("Factiva", "LexisNexis", "Nexis", "End of Document", " DOCUMENTS", " DOCUMENTEN")


def read_page(raw: bytes) -> list[ArticleDraft | SkippedPart]:
    """Read the one article of a web page, or those of an export of Factiva, Nexis or Europresse.

    :raises ArticleError: there is no article in it.
    """
    html = decode_text(raw)
    exported = europresse_articles(html) if "DocPublicationName" in html else []
    if not exported and any(mark in html for mark in _MARKS):
        exported = press_articles([line for block in block_texts(html) for line in (block, "")])
    return exported or [*read_html(raw)]
