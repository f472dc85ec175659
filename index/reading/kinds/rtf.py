"""Rich text (.rtf), from word processors and press databases.

The libraries for it drop footnotes and text boxes, and keep hidden and deleted text.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.kinds.press import letters_of_fields, press_articles
from index.reading.letters import letters
from index.unread import Unread

_WHAT = "rich text (.rtf)"
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\"
)
# What is not text: a group that one of these begins, and what is in it.
_NO_TEXT = re.compile(
    r"aftnsepc?|annotation|atn(?:author|date|icn|id|ref)|atrf(?:end|start)|background|bkmk(?:end|start)"
    r"|colorschememapping|colortbl|comment|company|creatim|datafield|datastore|docvar|filetbl|fldinst"
    r"|(?:footer|header)[flr]?|formfield|ftnsepc?|generator|keywords|latentstyles|list(?:override)?table"
    r"|listtext|mailmerge|nonesttables|nonshppict|objdata|old[cpst]props|operator|panose|pict|pntext"
    r"|printim|private|rev(?:tbl|tim)|rsidtbl|shppict|shprslt|s[npv]|subject|tc|template|themedata"
    r"|userprops|wgrffmtfilter|xe|xmlnstbl"
)
# Groups that are marked to be passed over by who does not know them, and are text.
_KNOWN = frozenset(("shpinst", "footnote", "shptxt", "dptxbxtext", "fldrslt", "do", "ud", "shp"))
_APART = {"footnote": "note", "shptxt": "box", "dptxbxtext": "box"}
_NAMED = {"title": "title", "author": "author", "fonttbl": "fonts", "stylesheet": "styles"}
_ENDS = frozenset(("par", "sect", "page", "cell", "nestcell", "row", "nestrow"))
_SIGNS = {
    "line": " ",
    "tab": " ",
    "emspace": " ",
    "enspace": " ",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_SET = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_TITLE_STYLES = ("title", "heading 1", "titel", "kop 1")
_TITLE_WITHIN = 10
_DEEPEST = 5_000
_LONGEST_NAME = 500


def read_rtf(raw: bytes) -> list[ArticleDraft | SkippedPart]:
    """Read rich text: text boxes behind their paragraph, notes last, without what is hidden or deleted.

    The title is the one in its properties, else the first paragraph in the style Title or Heading 1. The
    dates in its properties are those of the file, not of the article. An export of a press database is read
    article by article.

    :raises ArticleError: it is not rich text, or has no text.
    """
    found = _parsed(raw)
    texts = [text for text in (one_line(each.text) for each in (*found.paragraphs, *found.notes)) if text]
    if not texts:
        raise ArticleError(Unread.NO_TEXT(kind="document"))
    exported = press_articles([line for text in texts for line in (text, "")])
    if exported:
        return exported
    styled = (
        one_line(each.text)
        for each in found.paragraphs[:_TITLE_WITHIN]
        if found.styles.get(each.style, "") in _TITLE_STYLES
    )
    title = one_line(found.title) or next(filter(None, styled), "")
    return [
        ArticleDraft(
            text=article_text(title, texts), title=title or None, author=one_line(found.author) or None
        )
    ]


def rtf_text(raw: bytes) -> str:
    """Return the paragraphs of rich text with blank lines between them, its notes last.

    :raises ArticleError: it is not rich text.
    """
    found = _parsed(raw)
    return "\n\n".join(filter(None, (one_line(each.text) for each in (*found.paragraphs, *found.notes))))


def letters_of_rtf(raw: bytes) -> int:
    """Return the letters of what is neither a command nor in a group that is no text.

    :raises ArticleError: it is not rich text.
    """
    text = rtf_text(raw)
    return letters(text) - letters_of_fields(text.split("\n"))


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: where its text goes, and how its bytes are read."""

    goes: str = "text"
    is_hidden: bool = False
    is_deleted: bool = False
    charset: str = ""
    replaced: int = 1
    style: int = 0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    style: int


@dataclass(slots=True)
class _Document:
    paragraphs: list[_Paragraph] = field(default_factory=list)
    notes: list[_Paragraph] = field(default_factory=list)
    styles: dict[int, str] = field(default_factory=dict)
    title: str = ""
    author: str = ""


def _parsed(raw: bytes) -> _Document:
    if not raw.lstrip()[:5].lower().startswith(b"{\\rtf"):
        raise ArticleError(Unread.DAMAGED(kind=_WHAT))
    return _Parser(raw.decode("latin-1")).parse()


class _Parser:
    """One pass over the file; a group is a state on a stack, so that none is too deep."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._found = _Document()
        self._state = _State()
        self._stack: list[tuple[_State, list[_Paragraph] | None]] = []
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._words: list[str] = []
        # Where paragraphs go: those of the text, of a note, of a box; and the words before it began.
        self._into: list[tuple[list[_Paragraph], list[str]]] = [(self._found.paragraphs, [])]
        self._boxes: list[_Paragraph] = []
        self._skip = 0
        self._is_starred = False

    def parse(self) -> _Document:
        at = 0
        while at < len(self._source):
            token = _TOKEN.match(self._source, at)
            if token is None:
                at += 1
                continue
            at = token.end()
            if token["word"] == "bin":
                at += max(0, int(token["number"] or 0))
            else:
                self._apply(token)
        while self._stack:
            self._close()
        self._end_paragraph()
        return self._found

    def _apply(self, token: re.Match[str]) -> None:
        if token["text"]:
            self._take(token["text"].encode("latin-1"))
            return
        if token["byte"]:
            self._take(bytes.fromhex(token["byte"]))
            return
        self._flush()
        self._skip = 0
        if token["brace"]:
            self._open() if token["brace"] == "{" else self._close()
        elif token["word"]:
            number = token["number"]
            self._word(token["word"], None if number is None else int(number))
        elif token["sign"]:
            self._sign(token["sign"])

    def _open(self) -> None:
        if len(self._stack) > _DEEPEST:
            raise ArticleError(Unread.TOO_DEEP())
        self._stack.append((self._state, None))
        self._is_starred = False

    def _close(self) -> None:
        self._flush()
        if not self._stack:
            return
        goes = self._state.goes
        self._state, apart = self._stack.pop()
        self._is_starred = False
        if apart is None:
            return
        self._end_paragraph()
        paragraphs, words = self._into.pop()
        self._words = words
        if goes == "note":
            self._found.notes += paragraphs
        else:
            self._boxes += paragraphs

    def _word(self, word: str, number: int | None) -> None:
        if _NO_TEXT.fullmatch(word) or (self._is_starred and word not in _KNOWN and word not in _NAMED):
            self._state = replace(self._state, goes="nowhere")
        elif self._state.goes == "nowhere":
            pass
        elif word in _APART and self._stack:
            self._begin_apart(_APART[word])
        elif word in _NAMED:
            self._state = replace(self._state, goes=_NAMED[word])
        elif word in _ENDS:
            self._end_paragraph()
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._skip = self._state.replaced
        elif word in {"v", "deleted", "mvf", "plain"}:
            self._show(word, is_on=number != 0)
        else:
            self._set(word, number or 0)
        self._is_starred = False

    def _show(self, word: str, *, is_on: bool) -> None:
        """Begin or end text that is hidden (``v``), deleted, or moved elsewhere (``mvf``)."""
        state = self._state
        if word == "v":
            self._state = replace(state, is_hidden=is_on)
        else:
            is_hidden = state.is_hidden and word != "plain"
            self._state = replace(state, is_hidden=is_hidden, is_deleted=is_on and word != "plain")

    def _set(self, word: str, number: int) -> None:
        if word == "uc":
            self._state = replace(self._state, replaced=max(0, min(number, 10)))
        elif word in {"s", "pard"}:
            self._state = replace(self._state, style=number if word == "s" else 0)
        elif word == "ansicpg":
            self._default = _codec(f"cp{number}" if number != 65001 else "utf-8")
        elif word in _SET:
            self._default = _SET[word]
        elif word == "fcharset" and self._state.goes == "fonts":
            self._fonts[self._font] = _CHARSETS.get(number, "")
        elif word == "f":
            self._font = number
            self._state = replace(self._state, charset=self._fonts.get(number, ""))

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._is_starred = True
        elif sign in "\r\n":
            self._end_paragraph()
        elif sign in "{}\\":
            self._say(sign)
        elif sign == "~":
            self._say(" ")
        elif sign == "_":
            self._say("-")

    def _take(self, raw: bytes) -> None:
        """Keep bytes of text, but for those that stand for a character that was given as Unicode before."""
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        self._bytes += raw[skipped:]
        self._is_starred = False

    def _flush(self) -> None:
        if self._bytes:
            raw = bytes(self._bytes)
            self._bytes.clear()
            self._say(raw.decode(self._state.charset or self._default, "replace"))

    def _say(self, text: str) -> None:
        self._flush()
        state = self._state
        if state.goes == "title":
            self._found.title = (self._found.title + text)[:_LONGEST_NAME]
        elif state.goes == "author":
            self._found.author = (self._found.author + text)[:_LONGEST_NAME]
        elif state.goes == "styles":
            name = self._found.styles.get(state.style, "") + text
            self._found.styles[state.style] = name.strip().rstrip(";").lower()[:_LONGEST_NAME]
        elif state.goes in {"text", "note", "box"} and not state.is_hidden and not state.is_deleted:
            self._words.append(text)

    def _begin_apart(self, kind: str) -> None:
        """Begin what stands apart from the paragraph that it is anchored in: a note, or a text box."""
        paragraphs: list[_Paragraph] = []
        self._into.append((paragraphs, self._words))
        self._words = []
        before, _ = self._stack[-1]
        self._stack[-1] = before, paragraphs
        self._state = replace(self._state, goes=kind)

    def _end_paragraph(self) -> None:
        self._flush()
        if self._state.goes not in {"text", "note", "box"}:
            return
        text = "".join(self._words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._words.clear()
        paragraphs, _ = self._into[-1]
        paragraphs.append(_Paragraph(text, self._state.style))
        if len(self._into) == 1:
            paragraphs += self._boxes
            self._boxes = []


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
