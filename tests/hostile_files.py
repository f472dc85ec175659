"""Makes files that a reader must survive: damaged, mislabelled, encrypted, bombs, too deep, too long."""

import json
import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from corpus_articles import BRIDGE, DIJK, CorpusArticle
from corpus_files import built_files, docx_of, pdf_of, scanned_pdf, zip_of
from ole_files import msg_tree, ole_of
from spreadsheets import xlsx_of

CORPUS = Path(__file__).parent / "corpus"
_ENTITIES = (
    f'<!DOCTYPE x [<!ENTITY a "{"lol" * 10}">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def good_files() -> dict[str, bytes]:
    """Return a file of each format: what is damaged below."""
    names = (
        "krant-cookiewall.html trein.md newsletter.eml archive.mbox export.csv cms.json stream.jsonl"
        " regio.rss weekly.atom dijk.txt seed-bank.mht"
    )
    built = built_files()
    return (
        {name: (CORPUS / name).read_bytes() for name in names.split()}
        | {name: built[name] for name in ("dijk.docx", "museum.odt", "weekly.epub", "dijk-een-kolom.pdf")}
        | {"brug.xlsx": xlsx_of({"Blad1": [["kop", "tekst"], [BRIDGE.title, "\n".join(BRIDGE.paragraphs)]]})}
        | {
            "brug.rtf": rtf_of(BRIDGE),
            "dijk.msg": ole_of(msg_tree({"0037": DIJK.title, "1000": "\n\n".join(DIJK.paragraphs)})),
            "week.zip": zip_of(
                {"dijk.txt": DIJK.text, "brug.rtf": rtf_of(BRIDGE), "dijk.docx": docx_of(DIJK)}
            ),
        }
    )


def rtf_of(article: CorpusArticle) -> bytes:
    """Return rich text in which all but ASCII is written by its number."""
    text = r"\par ".join((article.title, *article.paragraphs))
    plain = "".join(each if each.isascii() else f"\\u{ord(each)}?" for each in text)
    return rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\pard " + plain.encode() + rb"\par}"


def archives_in_one_another(times: int) -> bytes:
    """Return an archive that holds an archive, so many times."""
    raw = zip_of({"dijk.txt": DIJK.text})
    for _ in range(times):
        raw = zip_of({"a.zip": raw})
    return raw


def damaged(raw: bytes, seed: int) -> bytes:
    """Return bytes cut off, with wrong bits, with a piece taken out, doubled, or overwritten with NULs."""
    chance = random.Random(seed)  # the same damage at every run
    at = chance.randrange(len(raw))
    match seed % 5:
        case 0:
            return raw[:at]
        case 1:
            flipped = bytearray(raw)
            for _ in range(chance.randrange(1, 30)):
                flipped[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case 2:
            return raw[:at] + raw[at + chance.randrange(1, 2000) :]
        case 3:
            return raw[:at] + raw[max(0, at - 1500) :]
        case _:
            return raw[:at] + bytes(chance.randrange(1, 300)) + raw[at:]


def damaged_inside(raw: bytes, seed: int) -> bytes:
    """Return an archive of which one file is damaged, packed as if it were whole."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(files)[seed % len(files)]
    content = files[name]
    if isinstance(content, bytes) and content:
        files[name] = damaged(content, seed)
    return zip_of(files)


def random_damage() -> Iterator[tuple[str, bytes]]:
    """Yield each good file in ten damaged states, and each under the suffix of another format."""
    good = good_files()
    for name, raw in good.items():
        stem, suffix = name.rsplit(".", 1)
        for seed in range(10):
            yield f"{stem}-{seed}.{suffix}", damaged(raw, seed * 7919 + len(name))
            if raw.startswith(b"PK"):
                yield f"{stem}-inside-{seed}.{suffix}", damaged_inside(raw, seed)
    suffixes = [name.rsplit(".", 1)[1] for name in good]
    for shift in (1, 4, 7):
        for number, (name, raw) in enumerate(good.items()):
            yield f"{name}-as-{shift}.{suffixes[(number + shift) % len(suffixes)]}", raw


def round_ole() -> bytes:
    """Return an OLE file of which each sector is followed by itself."""
    raw = bytearray(ole_of({"__properties_version1.0": b"x" * 9_000}))
    table = raw.index(b"\xfd\xff\xff\xff", 512) // 512 * 512
    for at in range(table, len(raw), 4):
        raw[at : at + 4] = ((at - table) // 4).to_bytes(4, "little")
    return bytes(raw)


def lying_zip(unpacked: int) -> bytes:
    """Return a Word document whose text unpacks to far more than the archive says."""
    bomb = BytesIO(zip_of({"word/document.xml": b" " * unpacked}))
    raw = bytearray(bomb.getvalue())
    says = unpacked.to_bytes(4, "little")
    while (at := raw.find(says)) >= 0:
        raw[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(raw)


def without_targets(raw: bytes) -> bytes:
    """Return a Word document whose relations do not say to what."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"Target=", b"Goal=")
    return zip_of(files)


def encrypted_zip() -> bytes:
    """Return a Word document whose archive says that its text is encrypted."""
    raw = bytearray(docx_of(DIJK))
    with zipfile.ZipFile(BytesIO(bytes(raw))) as archive:
        member = archive.getinfo("word/document.xml")
    raw[member.header_offset + 6] |= 1
    central = raw.index(b"PK\x01\x02")
    while raw[central + 46 :].startswith(b"word/document.xml") is False:
        central = raw.index(b"PK\x01\x02", central + 1)
    raw[central + 8] |= 1
    return bytes(raw)


def traps() -> dict[str, tuple[bytes, str]]:
    """Return by name what is made on purpose, and the beginning of the reason that is given for it."""
    nested = '{"a":' * 100_000 + "1" + "}" * 100_000
    nodes = '{"content":[' * 100 + '{"type":"text","text":"x"}' + "]}" * 100
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    multipart = b"From: a@b.example\nSubject: x\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2_000)
    )
    page = (CORPUS / "portside.html").read_bytes()
    entities = f'<?xml version="1.0"?>{_ENTITIES}'
    flowed = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\n" + b"De pont \n" * 400_000
    return {
        "bomb.zip": (zip_of({"a.txt": b" " * 30_000_000}), "'a.txt' in it: unpacks to far more than an"),
        "many.zip": (
            zip_of({f"{n}.txt": b"" for n in range(20_001)}),
            "20001 files in it, the limit is 20000",
        ),
        "within.zip": (archives_in_one_another(9), "'a.zip' in it: 'a.zip' in it: 'a.zip' in it: "),
        "word.zip": (docx_of(DIJK), "not what its name says but a Word document; name it .docx"),
        "cut.zip": (zip_of({"a.txt": DIJK.text})[:-30], "not an archive (.zip), or damaged"),
        "deep.rtf": (b"{\\rtf1 " + b"{" * 100_000 + b"tekst", "nested too deep to be read"),
        "long.rtf": (b"{\\rtf1{\\info{\\title " + rb"\'e9" * 1_000_000, "no text in this document"),
        "far.rtf": (b"{\\rtf1 \\bin9999999999 tekst}", "no text in this document"),
        "word.msg": (ole_of({"WordDocument": b"x" * 5_000}), "not an Outlook message (.msg), or damaged"),
        "round.msg": (round_ole(), "no text in this message"),
        "flowed.eml": (flowed, ""),
        "fields.eml": (b"From: a@b.example\n\n" + b"Aan: de lezers van de krant\n" * 20_000, ""),
        "page.pdf": (page, "not what its name says but a web page; name it .html"),
        "pdf.html": (pdf_of(DIJK), "not what its name says but a PDF; name it .pdf"),
        "word.pdf": (docx_of(DIJK), "not what its name says but a Word document; name it .docx"),
        "old.docx": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an old or encrypted Office file; save it as .docx or .xlsx",
        ),
        "rich.docx": (
            b"{\\rtf1\\ansi Hallo}",
            "not what its name says but rich text (RTF); name it .rtf",
        ),
        "locked.pdf": (pdf_of(BRIDGE, password="geheim"), "encrypted; save it without a password"),
        "scan.pdf": (
            scanned_pdf(),
            "a scan: pictures of pages, without text; have a program for OCR add the text",
        ),
        "locked.docx": (encrypted_zip(), "encrypted; save it without a password"),
        "bomb.docx": (
            zip_of({"word/document.xml": b" " * 30_000_000}),
            "unpacks to far more than an article",
        ),
        "no-target.docx": (without_targets(docx_of(DIJK)), "not a Word document (.docx), or damaged"),
        "lying.docx": (lying_zip(50_000_000), "not a Word document (.docx), or damaged"),
        "bomb.odt": (zip_of({"content.xml": b"<a>" * 9_000_000}), "unpacks to far more than an article"),
        "bomb.epub": (zip_of({"META-INF/container.xml": b" " * 30_000_000}), "unpacks to far more than an"),
        "many.epub": (zip_of({f"{n}.html": b"" for n in range(6_000)}), "6000 files in it: not an e-book"),
        "entities.docx": (zip_of({"word/document.xml": entities + "<x>&i;</x>"}), "its XML defines entities"),
        "entities.odt": (zip_of({"content.xml": entities}), "its XML defines"),
        "entities-utf-16.docx": (
            zip_of({"word/document.xml": f"{entities}<x>&i;</x>".encode("utf-16")}),
            "its XML defines entities",
        ),
        "entities-utf-16.odt": (
            zip_of({"content.xml": entities.encode("utf-16-be")}),
            "its XML defines entities",
        ),
        "entities-utf-16.epub": (
            zip_of({"META-INF/container.xml": entities.encode("utf-16")}),
            "its XML defines entities",
        ),
        "entities-utf-7.odt": (
            zip_of({"content.xml": '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-ENTITY a "b">'}),
            "its XML is in an encoding that no such document has",
        ),
        "entities.rss": (
            f"{entities}<rss><channel><title>&i;</title></channel></rss>".encode(),
            "a feed without",
        ),
        "entities.html": (
            f"{entities}<html><body><p>&i;</p></body></html>".encode(),
            "no article in this page",
        ),
        "deep.html": (b"<div>" * 100_000 + b"tekst", "too many elements for an article, or too deep"),
        "wide.html": (b"<p>Een zin over de brug.</p>" * 40_000, "too many elements for an article"),
        "deep.json": (nested.encode(), "nested too deep to be read"),
        "deep.md": (b"> " * 50_000 + b"tekst", "no text in it, only marks and pictures"),
        "deep.yaml.md": (b"---\na: " + b"[" * 9_000 + b"\n---\nTekst.\n", "its front matter has more"),
        "deep.eml": (multipart, "nested too deep to be read; save its text as .txt"),
        "deep.rss": (b"<rss>" + b"<channel>" * 50_000, "nested too deep to be read"),
        "line.txt": (b"woord " * 100_000, ""),
        "line.csv": (b"title,text\n" + b'"a","' + b"x" * 11_000_000, "not a table after row 0"),
        "open.csv": (b"title,text\n" + b'a,"b\n""c\n' * 50_000, "not a table after row"),
        "names.csv": (b"text," * 200_000 + b"\nx", "row 1 has 1 values, the first row has 200000 names"),
        "far.xlsx": (xlsx_of({"a": [["kop", "tekst"]]}, extra=far), "unpacks to far more than an article"),
        "bomb.xlsx": (zip_of({"xl/workbook.xml": b" " * 30_000_000}), "unpacks to far more than an article"),
        "entities.xlsx": (zip_of({"xl/workbook.xml": entities}), "its XML defines entities"),
        "nodes.json": (f'[{{"title": "x", "text": {nodes}}}]'.encode(), "no text of an article in it"),
        "lists.json": (b"[" * 900 + b"]" * 900, "no articles in it"),
        "marks.json": (json.dumps({"text": "<p>" * 40_000 + "x"}).encode(), "too many elements for an"),
        "entities.json": (json.dumps({"text": "De brug &amp; de pont " * 50_000 + DIJK.text}).encode(), ""),
        "number.json": (
            b'{"title": ' + b"9" * 10_000 + b', "text": "Een zin."}',
            "not JSON: Exceeds the limit",
        ),
        "surrogate.jsonl": (json.dumps({"text": "\ud800 " + DIJK.text}).encode(), ""),
        "nul.txt": (b"a\0b" * 100, "not a text file; save it as plain text in UTF-8"),
        "nul.csv": (b"title,text\na,b\0c\n", "not a text file"),
        "quotes.csv": (b'title,text\n"open', "not a table after row 0"),
        "columns.csv": (b"kop,verhaal\na,b\n", "no text of an article in it; there are: kop, verhaal."),
        "empty.docx": (b"", "empty: 0 bytes; copy it again"),
        "empty.pdf": (b"", "empty: 0 bytes; copy it again"),
        "nothing.pdf": (
            b"%PDF-1.7\n%%EOF",
            "not a PDF, or damaged; if it still opens, print it to PDF again, else download it",
        ),
        "character.atom": (
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x&#x110000;</title></entry>',
            "not a feed, or damaged",
        ),
        "control.html": (
            page.replace(b"<p>", b"&#2; loose &#x1F;text &#xFFFF; <b>here</b><p>"),
            "",
        ),
        "no-date.html": (
            page.replace(
                b"<head>", b'<head><meta property="article:published_time" content="0001-01-01T00:00:00Z">', 1
            ),
            "",
        ),
        "address.html": (
            page.replace(b"<head>", b'<head><link rel="canonical" href="https://[">', 1),
            "",
        ),
        "other.xml": (b"<note><to>Jan</to></note>", "not an RSS or Atom feed; other XML is not read"),
        "page.mhtml": (page, "not what its name says but a web page; name it .html"),
        "deep.mhtml": (multipart, "nested too deep to be read; save its text as .txt"),
        "mail.mht": (b"From: a@b.example\nSubject: x\n\nHallo\n", "not a page saved as one file"),
        "menu.html": (
            b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
            "no article in this page",
        ),
        "plain.mbox": (b"Hello there\n", "not a mailbox: it does not begin with a line 'From "),
        "head.eml": (
            b"just text\n\nand more\n",
            "no e-mail message: there is no From or Subject at its head",
        ),
        "picture.eml": (
            b"From: a@b.example\nSubject: x\nContent-Type: image/png\n\nxx",
            "no text in this message",
        ),
    }
