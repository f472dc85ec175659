"""What the head of a web page says of its article: JSON-LD, microdata and ``meta``."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from index.reading.draft import one_line
from index.reading.kinds.blocks import Element
from index.reading.kinds.page_title import plain_title
from index.reading.kinds.page_unwanted import text_of

Node = Mapping[str, object]

_ARTICLE = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|Review|\w*NewsArticle)$"
)
_OTHER = re.compile(
    r"comment|reactie|related|gerelateerd|teaser|recommend|aanbevolen|popul|most-?|trending", re.I
)
_WRAPPERS = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$")
_MAX_NODES = 1000
_LEAST_SHARED = 0.5
# Names of ``meta`` that say when an article was published; those of what was changed are not among them.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "published_time",
    "rnews:datepublished",
    "datepublished",
    "date_published",
    "date-published",
    "sailthru.date",
    "parsely-pub-date",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "shareaholic:article_published_time",
    "article_date_original",
    "originalpublicationdate",
    "pubdate",
    "pub_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "publication-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "ptime",
    "timestamp",
)
_GENERIC = ("dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "date")


def article_nodes(page: Element, titles: Sequence[str]) -> list[Node]:
    """Return what JSON-LD says of the article, and of nothing else on the page.

    :param titles: what the page is called; a node with another headline is of another article.
    """
    nodes = [node for node in _nodes(page) if any(map(_ARTICLE.search, _texts(node.get("@type"))))]
    named = [node for node in nodes if _headline(node)]
    ours = [node for node in named if any(_is_same(_headline(node), title) for title in titles)]
    if ours:
        return ours
    if named and titles:
        return []
    return nodes if len(nodes) == 1 else []


def meta_values(page: Element, names: Sequence[str]) -> list[str]:
    """Return what the ``meta`` elements of these names hold, in the order of the names."""
    found: dict[str, list[str]] = {}
    for each in page.iter("meta"):
        content = one_line(each.get("content", ""))
        for name in {each.get(kind, "").lower() for kind in ("property", "name", "itemprop")} - {""}:
            if content:
                found.setdefault(name, []).append(content)
    return [content for name in names for content in found.get(name, ())]


def published_in_head(page: Element) -> list[str]:
    """Return the dates of publication that ``meta`` elements give, as they are written."""
    return meta_values(page, _PUBLISHED)


def dated_in_head(page: Element) -> list[str]:
    """Return the dates that ``meta`` elements give without saying of what."""
    return meta_values(page, _GENERIC)


def published_in_microdata(page: Element) -> list[str]:
    """Return the dates of publication that elements of the page give with ``itemprop``."""
    found = []
    for each in page.iter():
        names = f"{each.get('itemprop', '')} {each.get('property', '')}".lower().split()
        if each.tag == "meta" and each.get("itemprop") is None:
            continue
        if not {"datepublished", "schema:datepublished"}.isdisjoint(names) and not is_of_another_item(each):
            found.append(each.get("content") or each.get("datetime") or text_of(each))
    return [one_line(each) for each in found if each.strip()]


def is_of_another_item(element: Element) -> bool:
    """Whether an element belongs to another article or to a comment, or to a list beside the article."""
    for each in (element, *element.iterancestors()):
        if each is not element and each.get("itemscope") is not None:
            return _ARTICLE.search(each.get("itemtype", "Article")) is None
        if each.tag in {"nav", "aside"} or _OTHER.search(f"{each.get('class', '')} {each.get('id', '')}"):
            return each.tag not in {"body", "html", "main"}
    return False


def _nodes(page: Element) -> Iterator[Node]:
    for script in page.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                waiting = [json.loads(_WRAPPERS.sub("", script.text or ""), strict=False)]
            except (ValueError, RecursionError):
                continue
            seen = 0
            while waiting and seen < _MAX_NODES:
                node = waiting.pop(0)
                seen += 1
                if isinstance(node, list):
                    waiting[:0] = node[:_MAX_NODES]
                elif isinstance(node, dict):
                    yield node
                    waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _texts(value: object) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _headline(node: Node) -> str:
    return next(
        (one_line(text) for key in ("headline", "name") for text in _texts(node.get(key)) if text), ""
    )


def _is_same(headline: str, title: str) -> bool:
    """Whether two names are of one article: one holds the other, or they share half of their words."""
    one, other = plain_title(headline), plain_title(title)
    if not one or not other:
        return False
    words, others = set(headline.casefold().split()), set(title.casefold().split())
    return one in other or other in one or len(words & others) >= _LEAST_SHARED * min(len(words), len(others))
