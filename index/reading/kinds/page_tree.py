"""Makes the tree of a web page ready for what finds the article in it: what is read there stays.

The library that finds the article judges by the names of elements and classes. It takes a ``time`` or a
``label`` for a part of a form, also in the middle of a sentence, and every figure for a picture alone.
"""

from collections import Counter
from collections.abc import Iterator

from index.reading.draft import one_line
from index.reading.kinds.blocks import BLOCKS, HEADINGS, Element
from index.reading.kinds.page_unwanted import is_beside, remove_unwanted, text_of

_WITHIN_SENTENCES = frozenset(
    ("time", "label", "output", "button", "data", "meter", "progress", "q", "span", "legend", "rt")
)
"""What stands in sentences as well as in forms, menus and heads."""
_TEXT_BLOCKS = HEADINGS | {"p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption", "caption"}
_WORDS_OF_SENTENCE = 4
_CONTAINERS = ("article", "main", "section", "div", "center", "blockquote", "details", "aside")
_LONGEST_CELL = 300
"""Characters: a cell with more is a part of the layout."""
_LETTERS_OF_ENTRY = 40
_LEAST_ENTRIES = 3


def prepare_page(page: Element) -> None:
    """Change the tree of a page, which ``blocks.parse_page`` gave."""
    remove_unwanted(page)
    _keep_quotations(page)
    _unmake_layout_tables(page)
    _wrap_loose_text(page)
    _keep_within_sentences(page)
    _keep_captions(page)
    _keep_asides(page)
    _keep_times(page)


def _keep_quotations(page: Element) -> None:
    """Take the names of embedded things off quoted messages, and off what holds nothing but one."""
    for quotation in page.iter("blockquote"):
        text = text_of(quotation)
        for each in (quotation, *quotation.iterancestors()):
            if each.tag in {"body", "article", "main"} or text_of(each) != text:
                break
            each.attrib.clear()


def _unmake_layout_tables(page: Element) -> None:
    """Make plain divisions of tables that are the layout: they hold other tables, or much text in a cell."""
    for table in list(page.iter("table")):
        is_layout = (
            table.get("role") == "presentation"
            or any(each is not table for each in table.iter("table"))
            or any(len(text_of(cell)) > _LONGEST_CELL for cell in table.iter("td", "th"))
        )
        if is_layout:
            for each in list(table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")):
                if next(each.iterancestors("table"), table) is table:
                    each.tag = "div"


def _wrap_loose_text(page: Element) -> None:
    """Make paragraphs of text that stands between paragraphs, bare or in a ``div`` of its own."""
    for container in list(page.iter(*_CONTAINERS)):
        if any(each.tag in BLOCKS and each.tag != "br" for each in container):
            for before, inside in list(_loose_runs(container)):
                _wrap(container, before, inside)
            _name_paragraphs(container)


def _loose_runs(container: Element) -> Iterator[tuple[Element | None, list[Element]]]:
    """Yield the element before each run of text and inline elements, and the elements in it."""
    before: Element | None = None
    inside: list[Element] = []
    for child in (*container, None):
        if child is not None and child.tag not in BLOCKS:
            inside.append(child)
            continue
        head = container.text if before is None else before.tail
        words = " ".join([head or "", *(each.tail or "" for each in inside)])
        if any(letter.isalpha() for letter in words):
            yield before, inside
        before, inside = child, []


def _wrap(container: Element, before: Element | None, inside: list[Element]) -> None:
    paragraph = container.makeelement("p")
    if before is None:
        paragraph.text, container.text = container.text, None
        container.insert(0, paragraph)
    else:
        paragraph.text, before.tail = before.tail, None
        before.addnext(paragraph)
    for each in inside:
        paragraph.append(each)


def _name_paragraphs(container: Element) -> None:
    lines = [each for each in container if each.tag in {"div", "center"} and _is_line(each)]
    letters = sum(len(text_of(each)) for each in container if each.tag == "p")
    # Where most of the text is in divisions, what finds articles knows them for paragraphs.
    if letters > sum(len(text_of(each)) for each in lines):
        for each in lines:
            each.tag = "p"


def _is_line(element: Element) -> bool:
    """Whether an element holds text and no block."""
    is_block = any(each.tag in BLOCKS and each.tag != "br" for each in element.iter() if each is not element)
    return not is_block and any(letter.isalpha() for letter in text_of(element))


def _keep_within_sentences(page: Element) -> None:
    words: dict[Element, int] = {}
    for element in list(page.iter(*_WITHIN_SENTENCES)):
        block = next((each for each in element.iterancestors() if each.tag in BLOCKS), None)
        if block is None:
            continue
        if block not in words:
            words[block] = _own_words(block)
        around = words[block] - len(text_of(element).split())
        if around < (1 if block.tag in _TEXT_BLOCKS else _WORDS_OF_SENTENCE):
            continue
        if element.tag == "q":
            _quote(element)
        element.tag = "span"
        element.attrib.clear()


def _own_words(block: Element) -> int:
    """Return how many words a block has outside of the blocks within it."""
    words = [block.text or ""]
    for child in block:
        if child.tag not in BLOCKS and child.tag not in {"script", "style"}:
            words.append(str(child.text_content()))
        words.append(child.tail or "")
    return len(one_line(" ".join(words)).split())


def _quote(element: Element) -> None:
    """Write the quotation marks that a browser shows around a ``q``."""
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def _keep_captions(page: Element) -> None:
    """Put the caption of each picture of the article behind the picture, as a paragraph."""
    for caption in list(page.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        if figure is None or next(figure.iterancestors("a"), None) is not None or is_beside(figure):
            continue
        paragraph = figure.makeelement("p")
        paragraph.text = text_of(caption)
        caption.drop_tree()
        paragraph.tail, figure.tail = figure.tail, None
        figure.addnext(paragraph)


def _keep_asides(page: Element) -> None:
    """Make a part of the article what is set beside its text, but for lists of links and the like."""
    for aside in list(page.iter("aside")):
        if next(aside.iterancestors("article", "main"), None) is None or is_beside(aside):
            continue
        text, linked = text_of(aside), sum(len(text_of(link)) for link in aside.iter("a"))
        if len(text.split()) >= _WORDS_OF_SENTENCE and 3 * linked < len(text):
            aside.tag = "div"
            aside.attrib.clear()


def _keep_times(page: Element) -> None:
    """Make a line of each time that stands above a piece of text, as in a live blog."""
    entries = [
        (time, entry.getparent())
        for time in page.iter("time")
        if (entry := _entry_of(time)) is not None and not is_beside(time)
    ]
    beside = Counter(parent for _, parent in entries)
    for time, parent in entries:
        if beside[parent] >= _LEAST_ENTRIES:
            time.tag = "p"


def _entry_of(time: Element) -> Element | None:
    """Return the smallest element around a time that has text, where there is no other time in it."""
    for each in time.iterancestors():
        if sum(1 for _ in each.iter("time")) > 1:
            return None
        if sum(len(text_of(paragraph)) for paragraph in each.iter("p")) >= _LETTERS_OF_ENTRY:
            return each
    return None
