"""Documents that are zip archives (Word, OpenDocument, EPUB), opened without trusting what they say."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

from index.errors import ArticleError
from index.reading.draft import one_line
from index.unread import Unread

MAX_MEMBER = 20_000_000
"""Bytes of one unpacked file: the text of any book is less."""
MAX_UNPACKED = 60_000_000
"""Bytes of all unpacked files that are read."""
MAX_RATIO = 300
"""Unpacked to packed. Text is packed to a tenth; a zip bomb to a thousandth."""
MAX_FILES = 5_000

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises for an archive that is damaged, or packed in a way it does not know."""

_RATIO_COUNTS_FROM = 1_000_000
_STEP = 65_536
_ENTITIES = b"<!ENTITY"
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"'>]*)""")
# Those in which ASCII stands as it is, once the NULs of UTF-16 are out; in UTF-7 "<" may be "+ADw-".
_PLAIN = re.compile(rb"(?i:utf-?8|utf-?16(le|be)?|(us-)?ascii|latin-?1|iso[-_]8859-\d+|(windows-|cp)125\d)")


def unzipped(raw: bytes, *, wanted: Callable[[str], bool], what: str) -> dict[str, bytes]:
    """Return the files of an archive by name: of those that are not wanted, such as pictures, no bytes.

    :param what: what the archive should be, for messages, such as ``a Word document (.docx)``.
    :raises ArticleError: it is not an archive, damaged, encrypted, or unpacks to more than the limits; or
        its XML defines entities, which no such document does.
    """
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if len(members) > MAX_FILES:
                raise ArticleError(Unread.TOO_MANY_FILES(count=len(members), kind=what))
            for member in members:
                files[member.filename] = b""
                if wanted(member.filename) and not member.is_dir():
                    room = min(MAX_MEMBER, MAX_UNPACKED - sum(map(len, files.values())))
                    files[member.filename] = unpacked(archive, member, room)
                    _refuse_entities(files[member.filename].replace(b"\0", b""))
    except ZIP_ERRORS as error:
        raise ArticleError(Unread.DAMAGED_ZIP(kind=what, error=str(error))) from error
    return files


def xml_of(files: Mapping[str, bytes], name: str, what: str) -> ET.Element:
    """Return the tree of one XML file of those that ``unzipped`` gave.

    :param what: as there.
    :raises ArticleError: there is no such file, or it is not XML.
    """
    if name not in files:
        raise ArticleError(Unread.PART_MISSING(kind=what, name=one_line(name)))
    try:
        return ET.fromstring(files[name])
    except (ET.ParseError, LookupError, ValueError) as error:
        raise ArticleError(Unread.PART_NOT_XML(name=one_line(name), error=str(error))) from error


def rezipped(files: dict[str, bytes]) -> io.BytesIO:
    """Return an archive of these files, which a library can open without care."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    made.seek(0)
    return made


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    """Return one file, read in steps: an archive may hold a thousand times what it says.

    :param room: the most bytes that it may have.
    :raises ArticleError: it is encrypted, or has more; ``ZIP_ERRORS`` are passed on.
    """
    if member.flag_bits & 0x1:
        raise ArticleError(Unread.ENCRYPTED())
    content = bytearray()
    with archive.open(member) as file:
        while step := file.read(_STEP):
            content += step
            much = len(content) > _RATIO_COUNTS_FROM
            if len(content) > room or (much and len(content) > MAX_RATIO * max(1, member.compress_size)):
                raise ArticleError(Unread.ZIP_BOMB())
    return bytes(content)


def _refuse_entities(content: bytes) -> None:
    """Raise ArticleError for XML that defines entities, or is in an encoding in which that cannot be seen.

    :param content: without its NULs, so that XML in UTF-16 reads as in ASCII.
    """
    if _ENTITIES in content:
        raise ArticleError(Unread.XML_ENTITIES())
    declared = _DECLARED.match(content.lstrip(b"\xef\xbb\xbf\xff\xfe"))
    if declared is not None and _PLAIN.fullmatch(declared[1]) is None:
        raise ArticleError(Unread.XML_ENCODING())
