"""Web pages: the article without menus, advertisements and cookie walls, and what its metadata says."""

import re
from urllib.parse import urlsplit

import trafilatura

from index.errors import ArticleError
from index.reading.dates import iso_date
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, article_text, one_line
from index.reading.kinds.blocks import parse_page
from index.reading.kinds.page_body import paragraphs_of
from index.reading.kinds.page_title import plain_title, title_of_page
from index.reading.kinds.page_tree import prepare_page
from index.reading.kinds.page_unwanted import text_of
from index.reading.metadata import web_address
from index.unread import Unread

_SHORTEST_ARTICLE = 80  # characters: of a page that is all menu, a word or two may be left
# What a browser's "save page as" and the SingleFile extension leave at the head of a page.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<url>\S+)"
)
_BYLINE = re.compile(r"(?:Door|By):? (?P<author>[A-Z][\w.’'-]*(?: [\w.’'-]+){1,4})")


def read_html(raw: bytes) -> list[ArticleDraft]:
    """Read the one article of a web page.

    Its tables are kept, a row a line; those that are the layout of an old page are none. The date is the one
    that the page's metadata gives as that of publication; nothing is guessed from the text.

    :raises ArticleError: there is no article in it.
    """
    html = decode_text(raw)
    page = parse_page(html)
    prepare_page(page)
    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict):
        raise ArticleError(Unread.ONLY_MENUS())
    saved_from = _SAVED_FROM.search(html[:5000])
    url = web_address(found.url) or (web_address(saved_from["url"]) if saved_from else None)
    title = title_of_page(page, found.title, [urlsplit(url).hostname or ""] if url else [])
    headlines = {plain_title(title), *(plain_title(text_of(each)) for each in page.iter("h1"))}
    paragraphs = [line for line in paragraphs_of(found.body) if plain_title(line) not in headlines]
    if len("".join(paragraphs)) < _SHORTEST_ARTICLE:
        raise ArticleError(Unread.ONLY_MENUS())
    byline = _BYLINE.fullmatch(paragraphs[0]) if paragraphs else None
    if byline is not None:
        del paragraphs[0]
    return [
        ArticleDraft(
            text=article_text(title, paragraphs),
            title=title,
            published=iso_date(found.date or ""),
            url=url,
            author=one_line(found.author or "") or (byline["author"] if byline else None),
        )
    ]
