"""How many letters documents that are zip archives hold by their XML, whatever a reader makes of it."""

import re
from xml.etree import ElementTree as ET

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.kinds.page_letters import letters_of_prose
from index.reading.kinds.press import letters_of_fields
from index.reading.kinds.zip import unzipped
from index.reading.letters import letters

_WORD_PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
_SHORTEST_CHAPTER = 200
# What was deleted or moved away under review, and the older copy of what newer programs read elsewhere.
_NOT_WORD = frozenset(("del", "moveFrom", "Fallback"))
# What was deleted under review, remarks, and lists that repeat what stands in the text.
_NOT_OPEN = frozenset(
    ("tracked-changes", "annotation", "table-of-content", "alphabetical-index", "sequence-decls")
)


def letters_of_docx(raw: bytes) -> int:
    """Return the letters of a Word document with those of its notes; 0 where they cannot be counted.

    :raises ArticleError: as ``index.reading.kinds.zip.unzipped``.
    """
    files = unzipped(raw, wanted=lambda name: _WORD_PARTS.fullmatch(name) is not None, what="a Word document")
    count = sum(_letters(content, "t", _NOT_WORD) for content in files.values() if content)
    return count - letters_of_fields(_paragraphs(files.get("word/document.xml", b"")))


def letters_of_odt(raw: bytes) -> int:
    """Return the letters of an OpenDocument text with those of its notes; 0 where they cannot be counted.

    :raises ArticleError: as ``index.reading.kinds.zip.unzipped``.
    """
    files = unzipped(raw, wanted=lambda name: name == "content.xml", what="an OpenDocument text")
    return _letters(files.get("content.xml", b""), "", _NOT_OPEN)


def letters_of_epub(raw: bytes) -> int:
    """Return the letters of the paragraphs of an e-book, but for those of covers and lists of contents.

    :raises ArticleError: as ``index.reading.kinds.zip.unzipped``.
    """
    files = unzipped(raw, wanted=lambda name: _PAGE.search(name) is not None, what="an e-book (.epub)")
    chapters = (_prose(content) for content in files.values() if content)
    return sum(count for count in chapters if count >= _SHORTEST_CHAPTER)


def _prose(page: bytes) -> int:
    try:
        return letters_of_prose(decode_text(page))
    except ArticleError:
        return 0  # the reader reports it


def _paragraphs(xml: bytes) -> list[str]:
    try:
        root = ET.fromstring(xml)
    except (ET.ParseError, LookupError, ValueError):
        return []
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(text.text or "" for text in each.iter(f"{word}t")) for each in root.iter(f"{word}p")]


def _letters(xml: bytes, only: str, left_out: frozenset[str]) -> int:
    """Count the letters in elements of one name, or in all of them where it is empty."""
    try:
        root = ET.fromstring(xml)
    except (ET.ParseError, LookupError, ValueError):
        return 0
    count = 0
    waiting = [root]
    while waiting:  # and no recursion: elements may stand deeper in each other than Python calls
        element = waiting.pop()
        if not only or _name(element) == only:
            count += letters(element.text or "")
        inside = [each for each in element if _name(each) not in left_out]
        if not only:
            count += sum(letters(each.tail or "") for each in element)
        waiting += inside
    return count


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
