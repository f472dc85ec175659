"""Why a file, or an article in it, is not read: a code with the values that it was seen in."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


class Unread(enum.Enum):
    """Every reason; its value says it in English, with the names of the values in braces.

    The sentence does not name the file. What people read in other languages is in ``ui.texts``, by the name
    of the member.
    """

    EMPTY = "empty: 0 bytes; copy it again"
    BLANK = "empty: nothing but white space; put its text in it"
    NOT_TEXT = "not a text file; save it as plain text in UTF-8"
    BROKEN_UTF16 = "not a text file, or broken UTF-16 at byte {byte}; save it as UTF-8"
    BROKEN_UTF8 = "broken UTF-8 at byte {byte}; save it again as UTF-8"
    NO_WORDS = "no words in it: nothing but digits and signs"
    OTHER_LANGUAGE = (
        "in {language}; only Dutch and English articles are indexed; others too with --other-languages index"
    )
    TOO_LARGE = "too large for an article: {megabytes} MB, the limit is {limit} MB; split it"
    TOO_LONG = "too long for an article: {millions} million characters; split it"
    TOO_MANY_PAGES = "too long for an article: {pages} pages, the limit is {limit}; split it"
    TOO_LONG_PAGES = (
        "too long for an article: over {limit} characters on {read} of its {pages} pages; split it"
    )
    NO_ARTICLE = "no article in it, not one row or entry"
    ONLY_BOILERPLATE = "no article in it, only such lines as 'Read more'"
    ONLY_MENUS = "no article in this page, only menus and the like; save the article's own page"
    ONLY_MARKS = "no text in it, only marks and pictures"
    ONLY_ATTACHMENTS = "no text in this message, only attachments or pictures"
    NO_TEXT_IN_ENTRY = "no text in this entry, only a title or a link; save the page itself, and put it here"
    NO_TEXT = "no text in this {kind}; if it is a picture of text, have a program for OCR add that"
    NO_TEXT_IN_FIELD = "no text in {field!r}"
    NO_CHAPTER = (
        "no chapter with text in this e-book; if its pages are pictures, have a program for OCR add the text"
    )
    NO_CONTENTS = "not {kind}: it does not say where its contents are listed; download it again"
    CHAPTER_MISSING = "the chapter {name!r} is missing from the book; download it again"
    UNKNOWN_FORMAT = "not a format that is read; save it as one of those in docs/formats.md"
    SAVE_AS = "{suffix} files are not read; save it as {instead}"
    PICTURE = "a picture; have a program for OCR make a PDF with text of it"
    RECORDING = "sound or film; put its text beside it as .txt"
    PACKED = "packed; unpack it here"
    OLD_OFFICE = "an old or encrypted Office file; save it as .docx or .xlsx without a password"
    MISLABELLED = "not what its name says but {kind}; name it {suffix}"
    DAMAGED = "not {kind}, or damaged; open it and save it again, or download it again"
    DAMAGED_ZIP = "not {kind}, or damaged ({error}); open it and save it again, or download it again"
    DAMAGED_PDF = "not a PDF, or damaged; if it still opens, print it to PDF again, else download it"
    ARCHIVE_EMPTY = "an archive without files, or with hidden ones alone; pack the articles again"
    ARCHIVE_FILES = "{count} files in it, the limit is {limit}; divide it over some archives"
    ENCLOSED = "{name!r} in it: {why}"
    ENCLOSED_TOO_DEEP = "more than {limit} files within one another; take it out"
    ENCLOSED_TOO_MUCH = "more than {limit} MB of files in one; take them out"
    TOO_SHORT = "too short for an article: {characters} characters"
    PART_MISSING = "not {kind}, or damaged: {name} is missing; download it again"
    PART_NOT_XML = "damaged: {name} is not XML ({error}); save it again"
    BREAKS_OFF = "damaged: {error}; what could be read of it was read"
    KEPT_PART = "kept {percent}% of the text that is in it; look with: tweespraak articles show {path}"
    ENCRYPTED = "encrypted; save it without a password"
    PROTECTED = "protected against copying (DRM); its text cannot be read"
    SCAN = "a scan: pictures of pages, without text; have a program for OCR add the text"
    SCANNED_PAGES = (
        "read without its pages {pages}, which are pictures; have a program for OCR add their text"
    )
    ZIP_BOMB = "unpacks to far more than an article: damaged, or a zip bomb; save its text alone"
    TOO_MANY_FILES = "{count} files in it: not {kind}; name it for what it is"
    XML_ENTITIES = "its XML defines entities, which no such document needs; save it again"
    XML_ENCODING = "its XML is in an encoding that no such document has; save it again"
    TOO_MANY_ELEMENTS = "too many elements for an article, or too deep in each other; save its text as .txt"
    TOO_DEEP = "nested too deep to be read; save its text as .txt"
    NO_MESSAGE = "no e-mail message: there is no From or Subject at its head; save the message itself as .eml"
    NO_MAILBOX = "not a mailbox: it does not begin with a line 'From …'; name a single message .eml"
    NO_FEED = "not an RSS or Atom feed; other XML is not read: save its articles as .txt, or as a table"
    NO_ENTRIES = "a feed without entries; download it again when it has some"
    NO_TABLE = "not a table after row {row}: {error}; save it again as CSV in UTF-8"
    BAD_ROW = (
        "line {line} is no row of the table; put values that hold a quotation mark or a {delimiter!r} in "
        "quotes, and double the marks in them"
    )
    BAD_ROWS = (
        "lines {first} to {last} are no row of the table; put values that hold a quotation mark, a line end "
        "or a {delimiter!r} in quotes, and double the marks in them"
    )
    ROW_LENGTH = (
        "row {row} has {values} values, the first row has {names} names; put values that hold a "
        "{delimiter!r} in quotes"
    )
    LINKS_ONLY = (
        "no text of articles in it, only {names}; save the articles themselves, for instance as web pages, "
        "and put those here"
    )
    NOT_PUBLISHED = "not published: the file calls it {status!r}"
    PASSED_OVER = "{count} of its entries left out: what others wrote, notices, or messages without text"
    LIST_LEFT_OUT = (
        "another list in it is left out: {path}; to read that one, name it in a file beside this one, of the "
        "same name but with .yaml at its end: 'articles: {path}'"
    )
    SHEET_LEFT_OUT = "the sheet {name!r} has no column for a text, and is left out; name one 'text'"
    NO_LIST = "no list of articles {path!r}; there are: {names}"
    TEXT_CUT = "its text breaks off: {count} characters more are not in the file; save the article itself"
    NO_TEXT_COLUMN = (
        "no text of an article in it; there are: {names}. If one of these is the text, name it in a file "
        "beside this one, of the same name but with .yaml at its end: 'fields: {{text: NAME}}'"
    )
    NO_FIELD_SEEN = "nothing in it has the name {name!r}, which a file beside it gives for the {field}"
    NO_COLUMN = "no column {name!r} for the {field}; there are: {names}"
    NO_FIELD = "{what} names a field {name!r}, which there is not; the fields are {fields}"
    NO_FIELDS = "'fields' in {what} is not a mapping; write for instance 'fields: {{text: body}}'"
    NO_DATE = "{written!r} is no date that can be told, and none is taken; write it as 2023-03-14"
    TWO_DATES = (
        "{written!r} may be {first} or {second}, and neither is taken; write the one that is meant as {first}"
    )
    NO_OBJECTS = "no articles in it; write a list of objects, each with a title and a text"
    NO_OBJECT = 'not an object with names and values; write it as {{"title": …, "text": …}}'
    NO_JSON = "not JSON: {error}; export it again; with an object on each line, name it .jsonl"
    NO_YAML = "{what} is not YAML: {error}; put a value that holds a colon in quotes"
    NOT_POSTS = "of this export the published posts are read, and left out: {counts}"
    NO_FRONT_MATTER = "read, but without its front matter, which is not what it begins as: {error}"
    DRAFT = "a draft, by its own words ({says}); publish it, or take that out"
    TEMPLATE = "a template: {hole} is still to be filled in"
    NO_NAMES = "{what} has no names with values, such as 'title: …'"
    TOO_MANY_BRACKETS = "{what} has more than {limit} brackets; take them out"
    OWN_ARTICLE = "it holds an article of its own; give it another name"
    SIDECAR = "its sidecar file {name!r}: {why}"
    SIDECAR_TOO_LARGE = "its sidecar file {name!r} is larger than {limit} kB; give it another name"
    SIDECAR_UNREADABLE = "its sidecar file {name!r} cannot be read: {error}"
    FOREIGN_PART = "read, but for {characters} characters in {language}, which are not searched"
    UNREADABLE = "cannot be read: {error}"
    UNLISTABLE = "cannot be listed: {error}"
    LINK_TO_FOLDER = "a link to a folder; put the folder itself here"
    OF_SAVED_PAGE = "belongs to the saved page beside it"
    FOLDER = "a folder, not a file"
    NO_FILE = "not a file but a pipe or a device"
    NAME_TAKEN = "the folder of articles has one of this name, which is read instead; rename one of the two"

    def __call__(self, **values: "Value") -> "UnreadReason":
        """Return this reason with its values."""
        return UnreadReason(self, values)


@dataclass(frozen=True, slots=True)
class UnreadReason:
    """Why one file is not read; as a string it is one line in English.

    ``values`` has all that the sentence of ``code`` names; one may be the reason why a file beside it is not.
    """

    code: Unread
    values: "Mapping[str, Value]" = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.code.value.format(**self.values)


LeftOutKind = Literal["skipped", "remark", "foreign"]
"""A file or an article that is not read; what an article that is read lacks; text in another language."""
Value = str | int | float | UnreadReason
