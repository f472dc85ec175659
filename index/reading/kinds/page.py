"""Web pages: an article, or an export of a press database as a page."""

import re

from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.blocks import block_texts
from index.reading.kinds.europresse import europresse_articles
from index.reading.kinds.html import read_html
from index.reading.kinds.press import press_articles

_MAY_BE_EXPORT = re.compile(
    r"\b\d+ (?:of|van) \d+ DOCUMENT|End of Document|\bDocument(?:\s|&nbsp;){1,5}[A-Z][A-Za-z0-9]{2,12}\d{8}"
)


def read_page(raw: bytes) -> list[ArticleDraft | SkippedPart]:
    """Read the one article of a web page, or those of an export of Factiva, Nexis or Europresse.

    :raises ArticleError: there is no article in it.
    """
    html = decode_text(raw)
    exported = europresse_articles(html)
    if not exported and _MAY_BE_EXPORT.search(html):
        exported = press_articles([line for block in block_texts(html) for line in (block, "")])
    return exported or [*read_html(raw)]
