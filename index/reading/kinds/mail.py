"""E-mail: one message, with the messages and files in it."""

import email
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from index.errors import ArticleError
from index.reading.characters import normalized
from index.reading.dates import iso_date
from index.reading.decode import decode_labelled
from index.reading.draft import ArticleDraft, EnclosedFile, SkippedPart, name_in_key, one_line
from index.reading.kinds.mail_text import fuller, holds, html_text, message_text, unflowed
from index.reading.kinds.mail_thread import split_thread
from index.unread import Unread

MailPart = ArticleDraft | SkippedPart | EnclosedFile

_MAX_PARTS = 500
_MAX_NESTED = 20
_SHORTEST_ATTACHED_TEXT = 80
"""Characters: what is attached as plain text and is shorter is a disclaimer or a signature."""

# By which name a file of a type is read, where its own does not say it.
_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/epub+zip": ".epub",
    "application/rtf": ".rtf",
    "application/zip": ".zip",
    "application/json": ".json",
    "application/vnd.ms-outlook": ".msg",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/mbox": ".mbox",
    "application/xhtml+xml": ".xhtml",
    "text/rtf": ".rtf",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/csv": ".csv",
}
# No article is in a signature, a key, or a note of delivery.
_NO_FILES = ("pgp-signature", "pgp-keys", "pgp-encrypted", "pkcs7-signature", "x-pkcs7-signature")


def read_mail(raw: bytes) -> list[MailPart]:
    """Read one message: the subject is the title, the sender the author, the date that of sending.

    A message within it, attached or repeated below, is an article of its own, with its own sender and date.

    :raises ArticleError: it has no headers, or no text and nothing attached.
    """
    message = email.message_from_bytes(raw)
    if not message.keys() or not (message.get("From") or message.get("Subject")):
        raise ArticleError(Unread.NO_MESSAGE())
    return list(message_parts(message, ""))


def message_parts(message: Message, key: str, depth: int = 0) -> Iterator[MailPart]:
    """Yield what is in a message: its own text, earlier messages, then what is attached.

    :param key: of the message in its file.
    :raises ArticleError: there is nothing in it.
    """
    if depth > _MAX_NESTED:
        raise ArticleError(Unread.TOO_DEEP())
    contents = _Contents(key)
    text = contents.read(message, 0)
    drafts = list(
        thread_drafts(
            text,
            ArticleDraft(
                text="",
                title=one_line(header(message, "Subject")) or None,
                published=iso_date(header(message, "Date")),
                author=one_line(_sender(message)) or None,
                key=key,
            ),
        )
    )
    yield from drafts
    yield from contents.files
    for number, inner in enumerate(contents.messages, 1):
        inner_key = f"{key}-message-{number}".strip("-")
        try:
            yield from message_parts(inner, inner_key, depth + 1)
        except ArticleError as error:
            yield SkippedPart(inner_key, error.reason)
    if not drafts and not contents.files and not contents.messages:
        raise ArticleError(Unread.ONLY_ATTACHMENTS())


def thread_drafts(text: str, draft: ArticleDraft) -> Iterator[ArticleDraft]:
    """Yield an article of what a message says itself, and one of each earlier message that it repeats.

    :param draft: what is known of the message; where it says nothing itself, the first takes its place.
    """
    own, earlier = split_thread(text)
    if own_text := message_text(None, own):
        yield replace(draft, text=message_text(draft.title, own) if own_text else "")
    for number, each in enumerate(earlier, 1):
        is_first = number == 1 and not own_text
        title = each.title or draft.title
        body = message_text(title, each.text)
        if message_text(None, each.text):
            key = draft.key if is_first else f"{draft.key}-earlier-{number}".strip("-")
            yield ArticleDraft(body, title=title, published=each.published, author=each.author, key=key)


def header(message: Message, name: str) -> str:
    """Return a header as it is meant, its encoded words decoded."""
    return decoded_words(_as_written(message, name))


def _as_written(message: Message, name: str) -> str:
    """Return a header with its encoded words; letters that are not ASCII, which some programs leave, too."""
    value = next((str(value) for each, value in message.raw_items() if each.lower() == name.lower()), "")
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def decoded_words(value: str) -> str:
    """Return the value of a header, ``=?utf-8?Q?caf=C3=A9?=`` decoded; as written where it is broken."""
    try:
        pieces = decode_header(value)
        return normalized(
            "".join(
                piece if isinstance(piece, str) else decode_labelled(piece, charset)
                for piece, charset in pieces
            )
        )
    except (MessageError, ArticleError, ValueError):
        return normalized(value)


def _sender(message: Message) -> str:
    # Taken apart first: a comma within an encoded name divides no addresses.
    name, address = parseaddr(_as_written(message, "From"))
    return decoded_words(name or address) or header(message, "From")


@dataclass(slots=True)
class _Contents:
    """What is found in a message beside its text: files, and messages."""

    key: str
    files: list[EnclosedFile | SkippedPart] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def read(self, part: Message, depth: int) -> str:
        """Return the text of a part of the message, and keep what is attached to it."""
        if depth > _MAX_NESTED:
            raise ArticleError(Unread.TOO_DEEP())
        kind, inner = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and isinstance(inner, list):
            self.messages += [each for each in inner if isinstance(each, Message)]
        elif part.get_content_maintype() == "message":
            pass  # a note of delivery
        elif isinstance(inner, list):
            texts = [self.read(each, depth + 1) for each in inner[:_MAX_PARTS] if isinstance(each, Message)]
            texts = [text for text in texts if text.strip()]
            return fuller(texts) if kind == "multipart/alternative" else _in_turn(texts)
        elif kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
            return self._text(part, kind)
        else:
            self._keep(part, kind)
        return ""

    def _text(self, part: Message, kind: str) -> str:
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes) or not raw:
            return ""
        try:
            return _text_of(raw, part, kind)
        except ArticleError as error:
            self.files.append(SkippedPart(self.key, error.reason))
            return ""

    def _keep(self, part: Message, kind: str) -> None:
        raw = part.get_payload(decode=True)
        is_of_the_form = part.get_content_maintype() == "image" or kind.split("/")[1] in _NO_FILES
        if is_of_the_form or not isinstance(raw, bytes) or not raw:
            return
        name = _file_name(part, kind)
        try:
            text = _decoded(raw, part).strip() if kind in {"text/plain", "text/html"} else ""
        except ArticleError:
            text = ""  # what reads it will say why
        if kind == "text/plain" and 0 < len(text) < _SHORTEST_ATTACHED_TEXT:
            why = Unread.ENCLOSED(name=name, why=Unread.TOO_SHORT(characters=len(text)))
            self.files.append(SkippedPart(f"{self.key}-{name_in_key(name)}".strip("-"), why))
        else:
            self.files.append(EnclosedFile(name, text.encode() or raw, self.key))


def _in_turn(texts: list[str]) -> str:
    """Return texts that stand below each other, without one that the next, its HTML form, says whole."""
    below = [*texts, ""][1:]
    return "\n\n".join(text for text, after in zip(texts, below, strict=True) if not holds(after, text))


def _text_of(raw: bytes, part: Message, kind: str) -> str:
    text = _decoded(raw, part)
    if kind == "text/html":
        return html_text(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(text, deletes_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _decoded(raw: bytes, part: Message) -> str:
    return decode_labelled(raw, part.get_content_charset())


def _file_name(part: Message, kind: str) -> str:
    written = part.get_filename() or ""
    name = one_line(decoded_words(written)).replace("\\", "/").rpartition("/")[2] or "attachment"
    suffix = _SUFFIXES.get(kind, "")
    return name if not suffix or name.lower().endswith(tuple(_SUFFIXES.values())) else f"{name}{suffix}"
