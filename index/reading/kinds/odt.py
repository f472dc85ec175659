"""OpenDocument texts (.odt).

Their XML is walked here: what libraries give as the text of a paragraph has its footnotes, remarks and text
boxes run into the sentence in which they are anchored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.press import press_articles
from index.reading.kinds.zip import unzipped, xml_of
from index.unread import Unread

_WHAT = "an OpenDocument text (.odt)"
_TITLE_STYLES = ("Title", "Titel")
_SPACES = frozenset(("s", "tab", "line-break"))
# What was deleted under review, remarks, fields to be filled in, lists of contents, readings of characters.
_NOT_THE_TEXT = frozenset(
    [
        "tracked-changes",
        "annotation",
        "placeholder",
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "ruby-text",
    ]
)
_STYLED = frozenset(("p", "h", "span", "section"))


def read_odt(raw: bytes) -> list[ArticleDraft | SkippedPart]:
    """Read an OpenDocument text; a text box follows the paragraph that it is anchored in, notes come last.

    Hidden text and what was deleted under review are left out. The title is the one in its properties, else
    the paragraph in the style Title, else a heading that it begins with. The properties' date is that of the
    file, not of the article, so it is not taken. An export of a press database is read article by article.

    :raises ArticleError: it is not such a document, damaged, encrypted or without text.
    """
    files = unzipped(raw, wanted=lambda name: name.endswith(".xml") or name == "mimetype", what=_WHAT)
    if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
        raise ArticleError(Unread.ENCRYPTED())
    content = xml_of(files, "content.xml", _WHAT)
    styles = _Styles.of(content, *([xml_of(files, "styles.xml", _WHAT)] if "styles.xml" in files else []))
    text = _Text(styles)
    for body in _all(content, "body"):
        text.read(body)
    paragraphs = [*text.paragraphs, *_notes(text.notes, styles)]
    if not paragraphs:
        raise ArticleError(Unread.NO_TEXT(kind="document"))
    exported = press_articles([line for _, text in paragraphs for line in (text, "")])
    if exported:
        return exported
    meta = xml_of(files, "meta.xml", _WHAT) if "meta.xml" in files else Element("meta")
    title = _property(meta, "title")
    first, first_text = paragraphs[0]
    if not title and (_tag(first) == "h" or styles.is_title(first)):
        title = first_text
    return [
        ArticleDraft(
            text=article_text(title, (text for _, text in paragraphs)),
            title=title or None,
            author=_property(meta, "initial-creator") or _property(meta, "creator") or None,
        )
    ]


@dataclass(frozen=True, slots=True)
class _Styles:
    """Which style each one is made from, and those that are not shown."""

    parents: Mapping[str, str]
    hidden: frozenset[str]

    @classmethod
    def of(cls, *documents: Element) -> "_Styles":
        styles = [(_value(style, "name"), style) for each in documents for style in _all(each, "style")]
        hidden = [
            name
            for name, style in styles
            if any(_value(each, "display") == "none" for each in _all(style, "text-properties"))
        ]
        return cls({name: _value(style, "parent-style-name") for name, style in styles}, frozenset(hidden))

    def _with_parents(self, node: Element) -> Iterator[str]:
        name, seen = _value(node, "style-name"), set[str]()
        while name and name not in seen:
            yield name
            seen.add(name)
            name = self.parents.get(name, "")

    def is_title(self, node: Element) -> bool:
        return any(name in _TITLE_STYLES for name in self._with_parents(node))

    def is_hidden(self, node: Element) -> bool:
        """Whether a paragraph, a section or a piece of text is not shown."""
        if _tag(node) not in _STYLED:
            return _tag(node) == "hidden-text" and _value(node, "is-hidden") != "false"
        return (
            _value(node, "display") == "none"
            or any(name in self.hidden for name in self._with_parents(node))
            or any(_tag(each) == "hidden-paragraph" and _value(each, "is-hidden") != "false" for each in node)
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """The paragraphs of a document in order, and the notes in them."""

    styles: _Styles
    paragraphs: list[tuple[Element, str]] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)

    def read(self, node: Element) -> None:
        """Add the paragraphs below a node."""
        for child in node:
            if _tag(child) in _NOT_THE_TEXT or self.styles.is_hidden(child):
                continue
            if _tag(child) not in {"p", "h"}:
                self.read(child)
                continue
            words: list[str] = []
            boxes: list[Element] = []
            self._read_inline(child, words, boxes)
            text = one_line("".join(words))
            if text:
                self.paragraphs.append((child, text))
            for box in boxes:
                self.read(box)

    def _read_inline(self, node: Element, words: list[str], boxes: list[Element]) -> None:
        words.append(node.text or "")
        for child in node:
            tag = _tag(child)
            if tag in _SPACES:
                words.append(" ")
            elif tag == "note":
                self.notes.append(child)
            elif ":drawing:" in child.tag:
                boxes.append(child)
            elif tag not in _NOT_THE_TEXT and not self.styles.is_hidden(child):
                self._read_inline(child, words, boxes)
            words.append(child.tail or "")


def _notes(notes: list[Element], styles: _Styles) -> list[tuple[Element, str]]:
    text = _Text(styles)
    for note in notes:
        for body in _all(note, "note-body"):
            text.read(body)
    return text.paragraphs


def _property(meta: Element, name: str) -> str:
    return next((text for each in _all(meta, name) if (text := one_line(each.text or ""))), "")


def _all(tree: Element, name: str) -> Iterator[Element]:
    return (node for node in tree.iter() if _tag(node) == name)


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _value(node: Element, name: str) -> str:
    """Return an attribute by its name without namespace."""
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
