"""What of a message that Outlook saved is read: as of other mail, from its own kind of file."""

import struct
from pathlib import Path

import pytest
from corpus_articles import BRIDGE, DIJK, MUSEUM
from corpus_files import docx_of
from ole_files import Tree, attached, msg_tree, ole_of

from index.article import Article
from index.errors import ArticleError
from index.reading.draft import ArticleDraft
from index.reading.kinds.msg import read_msg
from index.reading.kinds.rtf_packed import _BEGUN_WITH, unpacked_rtf
from index.reading.reader import SkippedFile, read_file

SENT = 1_710_489_600  # 15 March 2024, 08:00 UTC
TEXTS = {"0037": "De pont", "0C1A": "Karin Veldstra", "1000": "De pont vaart weer.\r\nElke dag."}


def read(tmp_path: Path, tree: Tree) -> list[Article | SkippedFile]:
    (tmp_path / "a.msg").write_bytes(ole_of(tree))
    return list(read_file(tmp_path / "a.msg", root=tmp_path))


def draft_of(tree: Tree) -> ArticleDraft:
    (draft,) = read_msg(ole_of(tree))
    assert isinstance(draft, ArticleDraft)
    return draft


def test_a_message() -> None:
    assert draft_of(msg_tree(TEXTS, sent=SENT)) == ArticleDraft(
        text="De pont\n\nDe pont vaart weer.\nElke dag.",
        title="De pont",
        published="2024-03-15",
        author="Karin Veldstra",
    )


def test_the_day_of_sending_is_that_of_the_sender() -> None:
    headers = "Received: x\r\nDate: Sat, 16 Mar 2024 00:30:00 +0100\r\nSubject: x\r\n\r\n"
    assert draft_of(msg_tree(TEXTS | {"007D": headers}, sent=SENT)).published == "2024-03-16"
    assert draft_of(msg_tree(TEXTS)).published is None


@pytest.mark.parametrize("codepage", [1252, 1250])
def test_text_in_a_code_page(codepage: int) -> None:
    draft = draft_of(msg_tree(TEXTS | {"1000": "“Zo’n café kost € 5”"}, codepage=codepage))
    assert draft.text == "De pont\n\n“Zo’n café kost € 5”"


def test_html_where_the_plain_form_is_a_stub() -> None:
    html = f"<h1>{DIJK.title}</h1>" + "".join(f"<p>{each}</p>" for each in DIJK.paragraphs)
    texts = TEXTS | {"1000": "Bekijk dit bericht in HTML."}
    draft = draft_of(msg_tree(texts, raw={"10130102": html.encode("cp1252")}))
    assert draft.text == f"De pont\n\n{DIJK.text}"


def packed(rtf: bytes) -> bytes:
    """Return rich text as Outlook packs it: all bytes as they are, but for the window that it begins with."""
    body = bytearray()
    for at in range(0, len(rtf), 8):
        body += b"\0" + rtf[at : at + 8]
    return struct.pack("<II4sI", len(body) + 12, len(rtf), b"LZFu", 0) + bytes(body)


def test_rich_text_where_there_is_nothing_else() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252 De pont vaart weer\par Elke dag, caf\'e9.}"
    texts = {"0037": "De pont", "0C1A": "Karin Veldstra"}
    draft = draft_of(msg_tree(texts, raw={"10090102": packed(rtf)}))
    assert draft.text == "De pont\n\nDe pont vaart weer\n\nElke dag, café."


def test_packed_rich_text_refers_to_what_stands_before_it() -> None:
    # The example of [MS-OXRTFCP]: literals, and references into the window.
    raw = bytes.fromhex(
        "2d000000 2b000000 4c5a4675 f1c5c7a7 03000a0072637067313235 42320af32068656c0900206277"
        "05b06c647d0a800fa0"
    )
    assert len(_BEGUN_WITH) == 207
    assert unpacked_rtf(raw) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_attachments_and_a_message_within(tmp_path: Path) -> None:
    inner = msg_tree(
        {"0037": MUSEUM.title, "0C1A": "Sietse Hoekstra", "1000": "\r\n\r\n".join(MUSEUM.paragraphs)},
        sent=1_699_078_500,
        header=24,
    )
    tree = msg_tree(
        TEXTS,
        sent=SENT,
        attachments=[
            attached("dijk.docx", docx_of(DIJK)),
            attached("brief", inner),
            attached("logo.png", b"x"),
            attached("cijfers.xls", b"x"),
        ],
    )
    found = read(tmp_path, tree)
    assert [(a.id, a.title, a.author, a.published) for a in found if isinstance(a, Article)] == [
        ("a.msg", "De pont", "Karin Veldstra", "2024-03-15"),
        ("a.msg#dijk-docx", DIJK.title, DIJK.author, None),
        ("a.msg#message-2", MUSEUM.title, "Sietse Hoekstra", "2023-11-04"),
    ]
    assert [(each.path, str(each.why)) for each in found if isinstance(each, SkippedFile)] == [
        ("a.msg#cijfers-xls", "'cijfers.xls' in it: .xls files are not read; save it as .xlsx")
    ]


def test_what_it_repeats_of_an_earlier_message_is_of_its_sender() -> None:
    text = (
        "Ter info.\r\n\r\nVan: Pim Ouwerkerk <p@x.example>\r\nVerzonden: donderdag 14 maart 2024 09:12\r\n"
        f"Aan: Karin\r\nOnderwerp: De brug\r\n\r\n{BRIDGE.paragraphs[0]}"
    )
    own, earlier = read_msg(ole_of(msg_tree(TEXTS | {"1000": text}, sent=SENT)))
    assert isinstance(own, ArticleDraft)
    assert own.text == "De pont\n\nTer info."
    assert earlier == ArticleDraft(
        text=f"De brug\n\n{BRIDGE.paragraphs[0]}",
        title="De brug",
        author="Pim Ouwerkerk",
        published="2024-03-14",
        key="earlier-1",
    )


@pytest.mark.parametrize(
    "raw", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ole_of({"WordDocument": b"x"})]
)
def test_what_is_no_message(raw: bytes) -> None:
    with pytest.raises(
        ArticleError,
        match=r"^not an Outlook message \(.msg\), or damaged; open it",
    ):
        read_msg(raw)
