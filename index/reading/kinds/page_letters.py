"""How many letters the article of a web page has by its marks, whatever a reader makes of it."""

import json
import re
from collections import Counter
from collections.abc import Iterator

from index.reading.decode import decode_text
from index.reading.kinds.blocks import Element, parse_page
from index.reading.letters import letters

_NOT_ARTICLE = (
    *("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button"),
    *("select", "nav", "footer", "aside", "form", "header", "figure"),
)
_READERS_WRITE = re.compile(
    r"(?:^|\s)(?:user-?|post-?)?(?:comment|reactie|respon[ds]|disqus|repl(?:y|ies))", re.I
)
_LINKED_DATA = re.compile(
    r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(?P<json>.{1,1000000}?)</script>", re.S | re.I
)
_TAG = re.compile(r"<[^<>]{1,500}>")
_SHORTEST_PARAGRAPH = 60
_LINKED_SHARE = 0.5


def letters_of_page(raw: bytes) -> int:
    """Return the letters of what a page marks as its article; 0 where it marks none.

    That is the most of: the paragraphs in one ``article`` or ``main``, or of the element that has most of
    them where there is neither; what is marked as ``articleBody``; the ``articleBody`` of linked data.

    :raises ArticleError: as ``index.reading.kinds.blocks.parse_page``.
    """
    html = decode_text(raw)
    described = max(map(letters, _described(html)), default=0)
    tree = _bare(html)
    inside = Counter[Element]()
    beside = Counter[Element]()
    for paragraph, count in _paragraphs(tree):
        above = list(paragraph.iterancestors())
        inside.update({each: count for each in above if each.tag in {"article", "main"}})
        beside.update(dict.fromkeys(above[:1], count))
    marked = [letters(_text(each)) for each in tree.iterfind(".//*[@itemprop='articleBody']")]
    return max([described, *marked, *(inside or beside).values()], default=0)


def letters_of_prose(html: str) -> int:
    """Return the letters of all paragraphs of a page that are text and not mostly links.

    :raises ArticleError: as ``index.reading.kinds.blocks.parse_page``.
    """
    return sum(count for _, count in _paragraphs(_bare(html)))


def _bare(html: str) -> Element:
    """Return the tree of a page without menus, forms and what readers wrote below it."""
    tree = parse_page(html)
    for element in list(tree.iter(*_NOT_ARTICLE)):
        _drop(element)
    for element in list(tree.iter("div", "section", "ol", "ul")):
        if _READERS_WRITE.search(f"{element.get('class', '')} {element.get('id', '')}"):
            _drop(element)
    return tree


def _drop(element: Element) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _paragraphs(tree: Element) -> Iterator[tuple[Element, int]]:
    """Yield the paragraphs that are text and not mostly links, and their letters."""
    for paragraph in tree.iter("p"):
        count = letters(_text(paragraph))
        linked = sum(letters(_text(link)) for link in paragraph.iter("a"))
        if count >= _SHORTEST_PARAGRAPH and linked < _LINKED_SHARE * count:
            yield paragraph, count


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _described(html: str) -> Iterator[str]:
    """Yield what linked data gives as the body of an article."""
    for found in _LINKED_DATA.finditer(html):
        try:
            waiting = [json.loads(found["json"], strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                if isinstance(body := value.get("articleBody"), str):
                    yield _TAG.sub(" ", body)
                waiting += value.values()
