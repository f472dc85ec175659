"""The paragraphs of an article that was found in a web page."""

from collections.abc import Iterator

from index.reading.draft import one_line
from index.reading.kinds.blocks import Element
from index.text.boilerplate import body_spans

_BLOCKS = frozenset(("p", "head", "item", "row", "quote", "list", "table", "cell", "body", "div", "ab"))


def paragraphs_of(body: Element) -> list[str]:
    """Return each paragraph, heading, list item and row of a table, in order, each on one line.

    The cells of a row have bars between them. What is plainly not the article, as ``Read more``, is left out.

    :param body: as ``trafilatura`` gives it.
    """
    lines = (one_line(line) for block in _lines(body) for line in block.split("\n"))
    return [line for line in lines if line and body_spans(line)]


def _lines(element: Element) -> Iterator[str]:
    if element.tag == "row":
        yield from _row(element)
        return
    words = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or element.tag == "body":
            yield "".join(words)
            yield from _lines(child)
            words = [child.tail or ""]
        else:
            words += ["\n" if child.tag == "lb" else _inline(child), child.tail or ""]
    yield "".join(words)


def _inline(element: Element) -> str:
    """Return the text within a sentence."""
    words = [element.text or ""]
    for child in element:
        words += ["\n" if child.tag == "lb" else _inline(child), child.tail or ""]
    return "".join(words)


def _row(row: Element) -> Iterator[str]:
    yield " | ".join(text for cell in row if (text := one_line(" ".join(_lines(cell)))))
