import codecs
import gzip
import io
import zipfile

import pytest

from index.errors import ArticleError
from index.reading.decode import decode_labelled, decode_text

DUTCH = "De Oekraïense premier zei: ‘Wij betalen € 5 miljoen’ – coördinatie via Armenië’s café.\n"
ENGLISH = "Putin’s visit cost €5 million. “No comment,” he said.\n"


@pytest.mark.parametrize("text", [DUTCH, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_the_same_whatever_it_was_encoded_in(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
def test_a_utf16_mark_is_dropped(bom: bytes) -> None:
    codec = "utf-16-be" if bom == codecs.BOM_UTF16_BE else "utf-16-le"
    assert decode_text(bom + DUTCH.encode(codec)) == DUTCH


@pytest.mark.parametrize(
    "text", ["België", "’s Avonds", "één", "Mongolië.", "€", "coëfficiënt", "Zürich", "crème brûlée", "naïef"]
)
def test_very_short_windows_1252_is_read_right(text: str) -> None:
    assert decode_text(text.encode("cp1252")) == text


def test_plain_ascii_and_nothing() -> None:
    assert decode_text(b"Xi met Putin.") == "Xi met Putin."
    assert decode_text(b"") == ""
    assert decode_text(codecs.BOM_UTF8) == ""


def test_line_ends_become_newlines() -> None:
    assert decode_text("a\r\nb\rc\n\r\nd\u2028e\u2029f".encode()) == "a\nb\nc\n\nd\ne\nf"


def test_accents_written_as_two_characters_become_one() -> None:
    assert decode_text("Oekrai\u0308ne".encode()) == "Oekraïne"


def test_a_stray_control_character_becomes_a_space() -> None:
    assert decode_text((DUTCH * 5 + "Xi\x1fen Poetin").encode()) == DUTCH * 5 + "Xi en Poetin"


def test_other_unicode_is_kept() -> None:
    assert decode_text("Путин, 习近平, 🙂\t\f.".encode()) == "Путин, 习近平, 🙂\t\f."


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("article.txt", DUTCH)
    return file.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00",
        _zip(),
        gzip.compress(DUTCH.encode(), mtime=0),
        b"\x00" * 100,
        b"A\x00 few words with one NUL",
        bytes(range(256)),
        b"\x7fELF\x02\x01\x01" + b"\x00" * 9,
        DUTCH.encode("utf-32"),
        b"caf\x81 \x8d",
    ],
    ids=["png", "zip", "gzip", "nul", "one nul", "every byte", "elf", "utf-32", "undefined in cp1252"],
)
def test_what_is_not_text_is_refused(raw: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^not a text file; save it as plain text in UTF-8$"):
        decode_text(raw)


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(ArticleError) as raised:
        decode_text(codecs.BOM_UTF16_LE + "Xi".encode("utf-16-le") + b"!")
    assert str(raised.value) == "not a text file, or broken UTF-16 at byte 6; save it as UTF-8"


def test_utf8_with_a_broken_byte_is_not_read_as_windows_1252() -> None:
    with pytest.raises(ArticleError) as raised:
        decode_text("België en Oekraïne, ‘Armenië’".encode() + b"\xc3")
    assert str(raised.value) == "broken UTF-8 at byte 36; save it again as UTF-8"


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("ISO-8859-1", "“€ 2”".encode("cp1252"), "“€ 2”"),
        ("us-ascii", "“€ 2”".encode("cp1252"), "“€ 2”"),
        ("latin1", "“€ 2”".encode(), "“€ 2”"),
        ("windows-1251", "Пожар".encode("cp1251"), "Пожар"),
        ("no-such", "“€ 2”".encode("cp1252"), "“€ 2”"),
        ("punycode", b"De pont", "De pont"),
        (None, b"\xef\xbb\xbfDe pont", "De pont"),
        ("utf-8", b"\xef\xbb\xbfDe pont\r\n", "De pont\n"),
        ("utf-8", "“€ 2”".encode("cp1252"), "“€ 2”"),
    ],
)
def test_a_charset_that_a_file_gives(charset: str | None, raw: bytes, text: str) -> None:
    assert decode_labelled(raw, charset) == text
