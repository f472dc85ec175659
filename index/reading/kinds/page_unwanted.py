"""Takes out of the tree of a web page what is hidden, struck out or offered."""

import re

from index.reading.draft import one_line
from index.reading.kinds.blocks import HEADINGS, Element

_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HIDDEN_CLASSES = frozenset(
    # The first are for screen readers; the last is what SingleFile puts on all that was not shown.
    ("visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screenreader-text", "sf-hidden")
)
_NOT_SHOWN = ("template", "noscript", "rp")
_STRUCK = ("del", "s", "strike")
_OFFER = re.compile(
    r"newsletter|nieuwsbrief|related|gerelateerd|teaser|promo|recirc|most-?read|meest-?gelezen|read-?also"
    r"|also-?read|lees-?ook|read-?more|lees-?meer|lees-?verder|trending|outbrain|taboola|sign-?up|inschrij"
    r"|\bcta\b",
    re.I,
)
_BESIDE = re.compile(
    _OFFER.pattern
    + r"|comment|reactie|recommend|aanbevolen|shar(?:e|ing)|social|advert|sponsor|sidebar|navig"
    r"|breadcrumb|subscri|abonne|cookie|consent|popular|more-?on|widget|author|auteur|\bbio\b|\bmeta\b|\btags?\b"
    r"|topics|toolbar|footer|login|paywall|gallery|poll",
    re.I,
)
_SMALL_SHARE = 0.2
_WORDS_OF_TEASER = 4
_LINKED_SHARE = 0.9


def remove_unwanted(page: Element) -> None:
    """Take out what is not seen, struck out, an offer to subscribe or to read on, or nothing but a link."""
    letters = _letters_of_paragraphs(page)
    for element in list(page.iter()):
        # A page may hide all of its article until a script has run.
        if _is_unseen(element) and 2 * _letters_of_paragraphs(element) <= letters:
            element.drop_tree()
    for element in list(page.iter("div", "section", "aside", "ul", "ol", "p", "form")):
        is_offer = _OFFER.search(_names(element)) and next(element.iter("h1"), None) is None
        if is_offer and len(text_of(element)) < _SMALL_SHARE * letters:
            element.drop_tree()
    for element in list(page.iter("p", "li")):
        if _is_teaser(element):
            element.drop_tree()


def is_beside(element: Element) -> bool:
    """Whether an element, or one that it stands in, is named as comments, teasers, menus and the like are."""
    return any(
        each.tag in {"nav", "form", "footer"} or _BESIDE.search(_names(each))
        for each in (element, *element.iterancestors())
        if each.tag not in {"body", "html", "main"}
    )


def text_of(element: Element) -> str:
    """Return the text in an element, on one line."""
    return one_line(str(element.text_content()))


def _names(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def _is_unseen(element: Element) -> bool:
    if element.tag in {"html", "body"}:
        return False
    return (
        element.tag in _NOT_SHOWN
        or element.tag in _STRUCK
        or element.get("hidden", "until-found") != "until-found"
        or (element.tag == "dialog" and "open" not in element.attrib)
        or _HIDDEN_STYLE.search(element.get("style", "")) is not None
        or not _HIDDEN_CLASSES.isdisjoint(element.get("class", "").split())
    )


def _letters_of_paragraphs(element: Element) -> int:
    return sum(len(text_of(each)) for each in element.iter("p"))


def _is_teaser(block: Element) -> bool:
    linked = sum(len(text_of(link)) for link in block.iter("a"))
    if not linked or any(each.tag in HEADINGS for each in block.iter()):
        return False
    text = text_of(block)
    return len(text.split()) >= _WORDS_OF_TEASER and linked >= _LINKED_SHARE * len(text)
