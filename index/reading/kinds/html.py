"""Web pages: the article without menus, advertisements and cookie walls, and what its metadata says."""

import re

import trafilatura

from index.errors import ArticleError
from index.reading.dates import iso_date
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, article_text, one_line
from index.reading.kinds.blocks import parse_page
from index.reading.metadata import web_address
from index.unread import Unread

_SHORTEST_ARTICLE = 80  # characters: of a page that is all menu, a word or two may be left
# What a browser's "save page as" and the SingleFile extension leave at the head of a page.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<url>\S+)"
)
_BYLINE = re.compile(r"(?:Door|By):? (?P<author>[A-Z][\w.’'-]*(?: [\w.’'-]+){1,4})")
_SITE_AFTER_TITLE = re.compile(r"\s+[|–—-]\s+(?P<site>[^|–—]{1,40})$")


def read_html(raw: bytes) -> list[ArticleDraft]:
    """Read the one article of a web page.

    Tables are left out: on old pages they are the layout. The date is the one that the page's metadata gives
    as that of publication; nothing is guessed from the text.

    :raises ArticleError: there is no article in it.
    """
    html = decode_text(raw)
    found = trafilatura.bare_extraction(
        parse_page(html),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    if found is None or isinstance(found, dict) or len(text.strip()) < _SHORTEST_ARTICLE:
        raise ArticleError(Unread.ONLY_MENUS())
    title = _title(found.title, html)
    paragraphs = [line for line in map(one_line, text.split("\n")) if line and line != title]
    byline = _BYLINE.fullmatch(paragraphs[0]) if paragraphs else None
    if byline is not None:
        del paragraphs[0]
    saved_from = _SAVED_FROM.search(html[:5000])
    return [
        ArticleDraft(
            text=article_text(title, paragraphs),
            title=title,
            published=iso_date(found.date or ""),
            url=web_address(found.url) or (web_address(saved_from["url"]) if saved_from else None),
            author=one_line(found.author or "") or (byline["author"] if byline else None),
        )
    ]


def _title(title: str | None, html: str) -> str | None:
    """Return the title without the name of the site, where the page has the shorter form in a heading."""
    line = one_line(title or "")
    site = _SITE_AFTER_TITLE.search(line)
    if site is not None and re.search(rf">\s*{re.escape(line[: site.start()])}\s*<", html):
        line = line[: site.start()]
    return line or None
