"""How many letters text files, mail, tables and feeds hold, whatever a reader makes of them."""

import csv
import email
import json
import re
from collections.abc import Iterator
from email.message import Message
from xml.etree import ElementTree as ET

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.kinds.blocks import block_texts
from index.reading.kinds.press import letters_of_fields
from index.reading.letters import letters

_NO_MARKDOWN_TEXT = re.compile(
    r"\A(---|\+\+\+)[ \t]*\n.{0,20000}?^\1[ \t]*$|%%.{0,5000}?%%|<!--.{0,5000}?-->|\]\([^)\n]{0,500}\)"
    r"|</?[a-z][^<>\n]{0,500}>",
    re.DOTALL | re.MULTILINE,
)
_TAG = re.compile(r"<[^<>]{1,500}>")
_QUOTED = re.compile(
    r"^[ \t]*>[^\n]*$|^(?:-{2,}[^\n]{0,30}(?:original|oorspronkelijk|forwarded|doorgestuurd)[^\n]{0,30}-{2,}"
    r"|(?:On|Op) [^\n]{5,200}(?:wrote|schreef)[^\n]{0,80}:)[ \t]*$.*\Z",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
# A line that only a mailbox program writes: the address and the time of a message, with headers below it.
_ENVELOPE = re.compile(rb"^From (?=[^\n]*\r?\n[A-Za-z-]+:)", re.MULTILINE)
_SHORTEST = 150
"""Letters of a value that is text rather than a name or an address; a summary is often shorter."""
_SHORTEST_BLOCK = 60
_OTHERS_WRITE = re.compile(r"comment|reacti|repl(?:y|ies)|related|gerelateerd", re.IGNORECASE)


def letters_of_text(raw: bytes) -> int:
    """Return the letters of a text file but for the fields of an export of a press database."""
    text = decode_text(raw)
    return letters(text) - letters_of_fields(text.split("\n"))


def letters_of_markdown(raw: bytes) -> int:
    """Return the letters of a Markdown file but for front matter, remarks, tags and addresses of links."""
    return letters(_NO_MARKDOWN_TEXT.sub(" ", decode_text(raw)))


def letters_of_mail(raw: bytes) -> int:
    """Return the letters of a message and of those in it; of alternatives, those of the longest one."""
    return _of_message(email.message_from_bytes(raw))


def letters_of_mailbox(raw: bytes) -> int:
    """Return the letters of all messages of a mailbox, wherever one of them begins."""
    return sum(letters_of_mail(b"From " + message) for message in _ENVELOPE.split(raw)[1:])


def _of_message(message: Message) -> int:
    inner = message.get_payload()
    if isinstance(inner, list):
        counts = [_of_message(each) for each in inner if isinstance(each, Message)]
        return max(counts, default=0) if message.get_content_subtype() == "alternative" else sum(counts)
    if message.get_content_maintype() != "text" or message.get_content_disposition() == "attachment":
        return 0
    content = message.get_payload(decode=True)
    try:
        text = decode_text(content) if isinstance(content, bytes) else ""
        if message.get_content_subtype() == "html":
            text = "\n".join(block for block in block_texts(text) if letters(block) >= _SHORTEST_BLOCK)
    except ArticleError:
        return 0
    return letters(_QUOTED.sub("", text))


def letters_of_csv(raw: bytes) -> int:
    """Return the letters of the values of a table that are text, each row's different ones."""
    text = decode_text(raw)
    delimiter = max(",;\t|", key=text[:20_000].count)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error:
        return 0
    return sum(different_letters(row) for row in rows)


def letters_of_json(raw: bytes) -> int:
    """Return the letters of the values of JSON in Unicode that are text, each object's different ones."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return 0
    listed = found if isinstance(found, list) else list(found.values()) if isinstance(found, dict) else []
    objects = [each for value in [listed, *listed] if isinstance(value, list) for each in value]
    return sum(
        different_letters(_strings(each)) for each in objects if isinstance(each, dict)
    ) or different_letters(_strings(found))


def letters_of_json_lines(raw: bytes) -> int:
    """Return the same of an object a line in UTF-8; lines that cannot be read have none."""
    count = 0
    for line in raw.splitlines():
        try:
            count += different_letters(_strings(json.loads(line or b"0")))
        except (ValueError, RecursionError):
            continue
    return count


def _strings(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            waiting += [inner for name, inner in each.items() if not _OTHERS_WRITE.search(str(name))]


def different_letters(values: Iterator[str] | list[str]) -> int:
    """Count the letters of the values that are text; one that begins as another does is a part of it."""
    longest: dict[str, int] = {}
    for value in values:
        if len(value) < _SHORTEST:
            continue
        text = " ".join(_TAG.sub(" ", value).split()) if "<" in value else value
        count = letters(text)
        if count >= _SHORTEST and " " in text:
            beginning = "".join(text[:100].split())[:60]
            longest[beginning] = max(longest.get(beginning, 0), count)
    return sum(longest.values())


def letters_of_feed(raw: bytes) -> int:
    """Return the letters of the longest text of each entry; 0 of XML that is broken."""
    try:
        root = ET.fromstring(raw)
    except (ET.ParseError, LookupError, ValueError):
        return 0
    entries = [each for each in root.iter() if each.tag.rpartition("}")[2] in {"item", "entry"}]
    return sum(
        max((different_letters([_whole(part)]) for part in entry), default=0)
        for entry in entries
        if _is_out(entry)
    )


def _whole(element: ET.Element) -> str:
    return "".join(element.itertext())


def _is_out(entry: ET.Element) -> bool:
    """Whether an entry of a WordPress export was published; other feeds do not say."""
    status = [each.text for each in entry if each.tag.endswith("}status")]
    return status in ([], ["publish"])
