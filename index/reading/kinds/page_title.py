"""The title of a web page: what its article is called, without the name of the site."""

import re
import unicodedata
from collections.abc import Iterable

from index.reading.draft import one_line
from index.reading.kinds.blocks import Element
from index.reading.kinds.page_unwanted import text_of

_BETWEEN = re.compile(r"\s+(?:[|–—»«·•:-]|::|//)\s+|\s*\|\s*|:\s+")
_NO_LETTER = re.compile(r"[\W_]+")
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "publisher")
_LONGEST_SITE = 50


def plain_title(title: str | None) -> str:
    """Return a title as it is compared: letters and digits, whatever its quotes and dashes."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", title or "").casefold())


def title_of_page(page: Element, hosts: Iterable[str]) -> str | None:
    """Return the title of the article.

    That is the page's only first heading, where its head names that too; else what its head gives, without
    the name of the site in front or behind.

    :param hosts: names of machines that the page is from, such as ``www.nos.nl``.
    """
    titles = list(filter(None, head_titles(page)))
    headings = [line for each in page.iter("h1") if (line := text_of(each))]
    for heading in headings:
        if any(_names(title, heading) for title in titles):
            return heading
    sites = {plain_title(name) for name in (*_site_names(page), *_of_hosts(hosts))} - {""}
    shown = {plain_title(text_of(each)) for each in page.iter("h1", "h2", "h3")} | set(
        map(plain_title, titles)
    )
    title = next(iter(titles), None) or next(iter(headings), None)
    return _without_site(title, sites, shown) if title else None


def _names(title: str, heading: str) -> bool:
    """Whether a title is a heading, or begins or ends with it beside something shorter."""
    whole, part = plain_title(title), plain_title(heading)
    if not part:
        return False
    if whole == part:
        return True
    return (whole.startswith(part) or whole.endswith(part)) and len(part) > len(whole) // 2


def head_titles(page: Element) -> list[str]:
    """Return the titles that the head of a page gives."""
    named = {"og:title", "twitter:title", "dc.title", "headline"}
    found = [
        one_line(each.get("content", ""))
        for each in page.iter("meta")
        if (each.get("property") or each.get("name") or "").lower() in named
    ]
    whole = next((text_of(each) for each in page.iter("title")), "")
    return [*found, whole]


def _site_names(page: Element) -> list[str]:
    return [
        each.get("content", "").lstrip("@")
        for each in page.iter("meta")
        if (each.get("property") or each.get("name") or "").lower() in _SITE_NAMES
    ]


def _of_hosts(hosts: Iterable[str]) -> list[str]:
    names = []
    for host in hosts:
        labels = host.removeprefix("www.").split(".")
        names += [host, host.removeprefix("www."), *labels[:-1]]
    return names


def _without_site(title: str, sites: set[str], shown: set[str]) -> str:
    for between in _BETWEEN.finditer(title):
        before, after = title[: between.start()], title[between.end() :]
        is_shown = plain_title(before) in shown and ":" not in between[0]
        if len(after) <= _LONGEST_SITE and (plain_title(after) in sites or is_shown):
            return before
        if plain_title(before) in sites and plain_title(after) not in sites:
            return _without_site(after, sites, shown)
    return title
