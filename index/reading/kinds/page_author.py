"""Who wrote the article of a web page, from what the page says of it."""

import re
from collections.abc import Iterator, Sequence

from index.reading.draft import one_line
from index.reading.kinds.blocks import Element
from index.reading.kinds.page_facts import Node, is_of_another_item, meta_values
from index.reading.kinds.page_unwanted import text_of
from index.reading.publication_lines import author_in

_META = (
    "author",
    "article:author",
    "article:author_name",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "citation_author",
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:author|auteur|byline|writer)(?:[-_]+_?(?:name|naam|text))?(?:$|\s)", re.I
)
_NAME = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){1,5}")
_PREFIX = re.compile(r"^(?:door|by|auteur|author|von|tekst|text)\b:?\s+", re.I)
_LONGEST = 150
_MOST_AUTHORS = 10


def author_of_page(page: Element, nodes: Sequence[Node]) -> str | None:
    """Return the names of who wrote the article, with commas between.

    :param nodes: what JSON-LD says of the article.
    """
    for names in (_of_nodes(nodes), _cleaned(meta_values(page, _META)), _shown(page)):
        found = tuple(dict.fromkeys(names))[:_MOST_AUTHORS]
        if found:
            return ", ".join(found)
    return None


def _of_nodes(nodes: Sequence[Node]) -> list[str]:
    return next(filter(None, (_cleaned(_names(node.get("author"))) for node in nodes)), [])


def _names(value: object) -> Iterator[str]:
    """Yield the names in the value of ``author``: a name, a person or an organisation, or several."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        yield from (text for text in (name if isinstance(name, list) else [name]) if isinstance(text, str))


def _cleaned(values: Sequence[str] | Iterator[str]) -> list[str]:
    found = []
    for value in values:
        name = _PREFIX.sub("", one_line(value)).strip(" ,|")
        if name and len(name) <= _LONGEST and "://" not in name and any(map(str.isalpha, name)):
            found.append(name)
    return found


def _shown(page: Element) -> list[str]:
    """Return the names in an element that is named for who wrote the article."""
    for each in page.iter():
        is_named = (
            "author" in each.get("rel", "").split()
            or "author" in each.get("itemprop", "").split()
            or _BYLINE.search(each.get("class", "")) is not None
        )
        if is_named and not is_of_another_item(each):
            text = text_of(each)[:_LONGEST]
            name = author_in(text) or (text if _NAME.fullmatch(text) else None)
            if name:
                return _cleaned([name])
    return []
