"""Web pages: the article without menus, advertisements and cookie walls, and what the page says of it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import trafilatura

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, article_text
from index.reading.kinds.blocks import Element, parse_page
from index.reading.kinds.page_author import author_of_page
from index.reading.kinds.page_body import paragraphs_of
from index.reading.kinds.page_date import date_of_page
from index.reading.kinds.page_facts import article_nodes, meta_values
from index.reading.kinds.page_title import head_titles, plain_title, title_of_page
from index.reading.kinds.page_tree import prepare_page
from index.reading.kinds.page_unwanted import text_of
from index.reading.metadata import web_address
from index.reading.publication_lines import publication_lines
from index.unread import Unread

_SHORTEST_ARTICLE = 80  # characters: of a page that is all menu, a word or two may be left
# What a browser's "save page as" and the SingleFile extension leave at the head of a page.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<url>\S+)"
)
# A picture or a font within a page that was saved as one file.
_DATA = re.compile(r"data:[\w/+.-]{1,80}(?:;[\w=-]{1,40})*;base64,[A-Za-z0-9+/=\s%]+")


def read_html(raw: bytes) -> list[ArticleDraft]:
    """Read the one article of a web page, also of one that SingleFile or a browser saved.

    :raises ArticleError: there is no article in it.
    """
    return [article_of_page(decode_text(raw))]


def article_of_page(html: str, saved_from: str | None = None) -> ArticleDraft:
    """Read the article of a page.

    Its tables are kept, a row a line; those that are the layout of an old page are none. Lines at its head
    and foot that say when and by whom it was published become its date and its author.

    :param saved_from: where the page is from, if that is known.
    :raises ArticleError: there is no article in it.
    """
    page = parse_page(_DATA.sub("data:,", html))
    addresses = [each for each in _addresses(page, html, saved_from) if web_address(each)]
    title = title_of_page(page, [urlsplit(each).hostname or "" for each in addresses])
    titles = list(filter(None, [title, *head_titles(page)]))
    nodes = article_nodes(page, titles)
    date = date_of_page(html, page, nodes, titles, addresses)
    author = author_of_page(page, nodes)
    paragraphs = _paragraphs(page, title)
    said = publication_lines([title or "", *paragraphs])
    return ArticleDraft(
        text=article_text(title, (line for line in paragraphs if line not in said.lines)),
        title=title,
        published=date.published or said.published,
        url=next(iter(addresses), None),
        author=author or said.author,
        remarks=() if date.published or said.published else date.remarks or said.remarks,
    )


def _paragraphs(page: Element, title: str | None) -> list[str]:
    """Return the paragraphs of the article; the tree of the page is changed."""
    headlines = {plain_title(title), *(plain_title(text_of(each)) for each in page.iter("h1"))}
    prepare_page(page)
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict):
        raise ArticleError(Unread.ONLY_MENUS())
    paragraphs = [line for line in paragraphs_of(found.body) if plain_title(line) not in headlines]
    if len("".join(paragraphs)) < _SHORTEST_ARTICLE:
        raise ArticleError(Unread.ONLY_MENUS())
    return paragraphs


def _addresses(page: Element, html: str, saved_from: str | None) -> Iterator[str]:
    """Yield the addresses that a page gives as its own, the one that lasts first."""
    yield from (each.get("href", "") for each in page.iter("link") if each.get("rel") == "canonical")
    yield from meta_values(page, ("og:url", "twitter:url"))
    found = _SAVED_FROM.search(html[:5000])
    yield from filter(None, (saved_from, found and found["url"]))
