"""What of a message is read: the form that says it all, what is attached, who wrote which words."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from corpus_articles import BRIDGE, DIJK, MUSEUM, TREIN, CorpusArticle
from corpus_files import docx_of, pdf_of

from index.article import Article
from index.reading.reader import SkippedFile, read_file
from index.unread import Unread

HEAD = (
    b"From: Karin Veldstra <k@voorbeeld.example>\nSubject: De pont\nDate: Fri, 15 Mar 2024 08:00:00 +0100\n"
)
PLAIN = b"Content-Type: text/plain; charset=utf-8\n\n"
STUB = (
    "Deze nieuwsbrief is opgemaakt in HTML. Kunt u hem niet goed lezen, open dan de webversie via de "
    f"koppeling hieronder.\n\nhttps://nieuws.example/{'jdhlkujtdd' * 30}\n\n"
    "U ontvangt deze mail omdat u zich hebt ingeschreven."
)


def read(tmp_path: Path, raw: bytes, name: str = "a.eml") -> list[Article | SkippedFile]:
    (tmp_path / name).write_bytes(raw)
    return list(read_file(tmp_path / name, root=tmp_path))


def articles(tmp_path: Path, raw: bytes) -> list[Article]:
    found = read(tmp_path, raw)
    assert [each for each in found if isinstance(each, SkippedFile)] == []
    return [each for each in found if isinstance(each, Article)]


def text_of(tmp_path: Path, raw: bytes) -> str:
    """Return the text below the title of the one article in a message."""
    (article,) = articles(tmp_path, raw)
    assert article.text.startswith("De pont\n\n")
    return article.text.removeprefix("De pont\n\n")


def message(*, plain: str = "", html: str = "", subject: str = "De pont") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["Subject"] = "Karin Veldstra <k@voorbeeld.example>", subject
    made["Date"] = "Fri, 15 Mar 2024 08:00:00 +0100"
    if plain:
        made.set_content(plain)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def page_of(article: CorpusArticle) -> str:
    return f"<h1>{article.title}</h1>" + "".join(f"<p>{each}</p>" for each in article.paragraphs)


TWO = page_of(DIJK) + page_of(MUSEUM)
MENU = "<p>Bekijk deze e-mail in je browser</p>"


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        (STUB, TWO, f"{DIJK.text}\n\n{MUSEUM.text}"),
        # Half of what the page says, and longer than any stub.
        (DIJK.text, TWO, f"{DIJK.text}\n\n{MUSEUM.text}"),
        (
            DIJK.text,
            MENU + page_of(DIJK) + "<p>Klik hier om af te melden of lees de voorwaarden</p>",
            DIJK.text,
        ),
        (DIJK.text, "<p>Uw programma toont geen opmaak.</p>", DIJK.text),
        ("", MENU + page_of(DIJK), DIJK.text),
    ],
    ids=["stub", "one of two", "the same", "stub of HTML", "HTML alone"],
)
def test_of_two_forms_the_one_that_says_it_all(tmp_path: Path, plain: str, html: str, text: str) -> None:
    assert text_of(tmp_path, message(plain=plain, html=html).as_bytes()) == text


def test_what_a_page_does_not_show_is_left_out(tmp_path: Path) -> None:
    html = (
        '<div style="display:none;max-height:0">Win een fietstas!&zwnj;&nbsp;</div><p hidden>Niet dit.</p>'
        "<p>De pont vaart weer, zegt de <span style='visibility: hidden'>niet deze</span> gemeente.</p>"
    )
    assert text_of(tmp_path, message(html=html).as_bytes()) == "De pont vaart weer, zegt de gemeente."


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "latin1", "windows-1252", "x-unknown", "utf-8"])
@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
def test_windows_1252_under_the_labels_that_it_comes_in(tmp_path: Path, label: str, encoding: str) -> None:
    raw = "“De brug is ‘op’.” Het kost € 2,4 miljoen – Foto’s volgen…".encode("cp1252")
    if encoding == "quoted-printable":
        raw = b"".join(b"=%02X" % byte if byte >= 128 else bytes([byte]) for byte in raw)
        raw = raw.replace(b" brug", b" b=\nrug")
    head = HEAD.replace(b"De pont", b"=?iso-8859-1?Q?De_pont_=96_=80_5?=")
    whole = head + f"Content-Type: text/plain; charset={label}\n".encode()
    (article,) = articles(tmp_path, whole + f"Content-Transfer-Encoding: {encoding}\n\n".encode() + raw)
    assert article.text == ("De pont – € 5\n\n“De brug is ‘op’.” Het kost € 2,4 miljoen – Foto’s volgen…")


def test_utf_8_that_says_it_is_something_else(tmp_path: Path) -> None:
    raw = HEAD + b"Content-Type: text/plain; charset=iso-8859-1\n\n" + "Eén café voor € 5.".encode()
    assert text_of(tmp_path, raw) == "Eén café voor € 5."


@pytest.mark.parametrize("charset", ["punycode", "idna", "zlib", "undefined", "no-such"])
def test_what_is_no_charset_is_passed_over(tmp_path: Path, charset: str) -> None:
    raw = HEAD + f"Content-Type: text/plain; charset={charset}\n\nDe pont vaart weer elke dag.".encode()
    assert text_of(tmp_path, raw) == "De pont vaart weer elke dag."


@pytest.mark.parametrize(
    ("parameters", "body", "text"),
    [
        ("", "De pont vaart \nweer.\nEn dit\n", "De pont vaart weer.\nEn dit"),
        ("; delsp=yes", "De pont va \nart weer.\n", "De pont vaart weer."),
        ("", " From nu af vaart \nde pont. \n-- \nKarin\n", "From nu af vaart de pont.\n--\nKarin"),
        ("", "Het pontje \n> vaart \n> weer.\n", "Het pontje\n> vaart weer."),
    ],
)
def test_flowed_text(tmp_path: Path, parameters: str, body: str, text: str) -> None:
    kind = f"Content-Type: text/plain; charset=utf-8; format=flowed{parameters}\n\n"
    assert text_of(tmp_path, HEAD + (kind + body).encode()) == text


def test_what_is_attached_is_read_as_articles_of_its_own_or_reported(tmp_path: Path) -> None:
    made = message(plain="Hierbij de knipsels.")
    made.add_attachment(
        pdf_of(BRIDGE, running_heads=False), maintype="application", subtype="pdf", filename="brug.pdf"
    )
    # Named by its type alone, and one whose name has signs of its own.
    made.add_attachment(
        docx_of(DIJK), maintype="application", subtype="octet-stream", filename="Één dijk.docx"
    )
    made.add_attachment(MUSEUM.text, subtype="plain", cte="quoted-printable")
    made.add_attachment("Vertrouwelijk.", filename="disclaimer.txt")
    made.add_attachment(b"xx", maintype="application", subtype="vnd.ms-excel", filename="cijfers.xls")
    made.add_attachment(b"xx", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="stuk.pdf")
    found = read(tmp_path, made.as_bytes())
    assert [
        (each.id, each.title, each.text.strip().split("\n\n")[-1])
        for each in found
        if isinstance(each, Article)
    ] == [
        ("a.eml", "De pont", "Hierbij de knipsels."),
        ("a.eml#brug-pdf", BRIDGE.title, BRIDGE.paragraphs[-1]),
        ("a.eml#n-dijk-docx", DIJK.title, DIJK.paragraphs[-1]),
        ("a.eml#attachment-txt", MUSEUM.title, MUSEUM.paragraphs[-1]),
    ]
    assert {each.path for each in found if isinstance(each, Article)} == {"a.eml"}
    assert [(each.path, str(each.why)) for each in found if isinstance(each, SkippedFile)] == [
        ("a.eml#disclaimer-txt", "'disclaimer.txt' in it: too short for an article: 14 characters"),
        ("a.eml#cijfers-xls", "'cijfers.xls' in it: .xls files are not read; save it as .xlsx"),
        (
            "a.eml#stuk-pdf",
            f"'stuk.pdf' in it: {Unread.DAMAGED_PDF()}",
        ),
    ]


def test_a_message_with_nothing_but_an_attachment(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(docx_of(TREIN), maintype="application", subtype="octet-stream", filename="t.docx")
    assert [(each.id, each.title) for each in articles(tmp_path, made.as_bytes())] == [
        ("a.eml#t-docx", TREIN.title)
    ]


def test_a_message_in_a_message_in_a_message(tmp_path: Path) -> None:
    inner = message(plain=DIJK.text, subject=DIJK.title)
    inner.replace_header("From", "Pim Ouwerkerk <pim@voorbeeld.example>")
    inner.replace_header("Date", "Thu, 2 Nov 2023 06:00:00 +0100")
    middle = message(subject="Fwd: dijk")
    middle.add_attachment(inner)
    outer = message(plain="Zie bijlage.", subject="Fwd: Fwd: dijk")
    outer.add_attachment(middle)
    assert [(a.id, a.title, a.author, a.published) for a in articles(tmp_path, outer.as_bytes())] == [
        ("a.eml", "Fwd: Fwd: dijk", "Karin Veldstra", "2024-03-15"),
        ("a.eml#message-1-message-1", DIJK.title, "Pim Ouwerkerk", "2023-11-02"),
    ]


QUOTE = "> De brug gaat op 1 mei open.\n> Klopt dat?\n>\n> Groet"


@pytest.mark.parametrize(
    "line",
    [
        "Op do 14 mrt 2024 om 09:12 schreef Pim Ouwerkerk <pim@voorbeeld.example>:",
        "Op do 14 mrt 2024 om 09:12 schreef Pim Ouwerkerk\n<pim@voorbeeld.example>:",
        "On Thu, Mar 14, 2024 at 9:12 AM Pim Ouwerkerk <pim@voorbeeld.example> wrote:",
        "On 14 Mar 2024, at 09:12, Pim Ouwerkerk <pim@voorbeeld.example> wrote:",
        "Op 14 mrt. 2024, om 09:12 heeft Pim Ouwerkerk <pim@x.example> het volgende geschreven:",
        "Op 14-03-2024 om 09:12 schreef Pim Ouwerkerk:",
        "On 14/03/2024 09:12, Pim Ouwerkerk wrote:",
        "Pim Ouwerkerk <pim@voorbeeld.example> schreef op 14 maart 2024 09:12:",
    ],
)
def test_the_words_that_a_reply_repeats_are_those_of_who_wrote_them(tmp_path: Path, line: str) -> None:
    text = f"Nee, op 1 juli.\n\n{line}\n\n{QUOTE}\n\nKarin\n"
    own, earlier = articles(tmp_path, HEAD + PLAIN + text.encode())
    assert (own.id, own.author, own.published) == ("a.eml", "Karin Veldstra", "2024-03-15")
    assert own.text == "De pont\n\nNee, op 1 juli.\n\nKarin"
    assert (earlier.id, earlier.author, earlier.published) == (
        "a.eml#earlier-1",
        "Pim Ouwerkerk",
        "2024-03-14",
    )
    assert earlier.text == "De pont\n\nDe brug gaat op 1 mei open.\nKlopt dat?\n\nGroet"


@pytest.mark.parametrize(
    "header",
    [
        """-----Oorspronkelijk bericht-----
Van: Pim Ouwerkerk <pim@x.example>
Verzonden: donderdag 14 maart 2024 09:12
Aan: Karin
Onderwerp: De brug
""",
        """________________________________
From: Pim Ouwerkerk [mailto:pim@x.example]
Sent: Thursday, March 14, 2024 9:12 AM
To: Karin; Jan
Subject: De brug
""",
        """---------- Forwarded message ---------
Van: *Pim Ouwerkerk* <pim@x.example>
Date: do 14 mrt 2024 om 09:12
Subject: De brug
To: Karin <k@x.example>
""",
        """Begin doorgestuurd bericht:

Van: Pim Ouwerkerk <pim@x.example>

Onderwerp: De brug

Datum: 14 maart 2024 09:12
""",
    ],
)
@pytest.mark.parametrize("note", ["Ter info.", ""])
def test_a_message_that_is_passed_on_keeps_its_sender_and_date(
    tmp_path: Path, header: str, note: str
) -> None:
    text = f"{note}\n\n{header}\nDe brug gaat op 1 mei open, zegt de gemeente.\n"
    *notes, passed_on = articles(tmp_path, HEAD + PLAIN + text.encode())
    assert [(each.text, each.author) for each in notes] == (
        [(f"De pont\n\n{note}", "Karin Veldstra")] if note else []
    )
    assert passed_on.id == ("a.eml#earlier-1" if note else "a.eml")
    assert (passed_on.title, passed_on.author, passed_on.published) == (
        "De brug",
        "Pim Ouwerkerk",
        "2024-03-14",
    )
    assert passed_on.text == "De brug\n\nDe brug gaat op 1 mei open, zegt de gemeente."


def test_a_reply_in_html(tmp_path: Path) -> None:
    html = (
        "<div>Nee, op 1 juli.</div><div class='gmail_quote'><div>Op do 14 mrt 2024 om 09:12 schreef Pim"
        " Ouwerkerk &lt;<a href='mailto:p'>pim@x.example</a>&gt;:<br></div><blockquote class='gmail_quote'>"
        "<p>De brug gaat op 1 mei open.</p><p>Klopt dat?</p></blockquote></div>"
    )
    own, earlier = articles(tmp_path, message(html=html).as_bytes())
    assert (own.text, earlier.text) == (
        "De pont\n\nNee, op 1 juli.",
        "De pont\n\nDe brug gaat op 1 mei open.\n\nKlopt dat?",
    )
    assert (earlier.author, earlier.published) == ("Pim Ouwerkerk", "2024-03-14")


def test_a_quotation_that_nobody_is_said_to_have_sent_stays(tmp_path: Path) -> None:
    text = (
        "De wethouder schreef:\n\nBeste burgers.\n\n> Tot 1 juli dicht\n\nVan: links naar rechts op de foto."
    )
    raw = HEAD + PLAIN + text.encode()
    assert text_of(tmp_path, raw) == text
    html = "<p>Zij zegt:</p><blockquote><p>Tot 1 juli dicht.</p></blockquote>"
    assert text_of(tmp_path, message(html=html).as_bytes()) == "Zij zegt:\n\nTot 1 juli dicht."


def test_the_text_of_a_message_whose_parts_stand_below_each_other(tmp_path: Path) -> None:
    raw = HEAD + (
        b'Content-Type: multipart/mixed; boundary="B"\n\n'
        b"--B\nContent-Type: text/plain\n\nDe pont vaart weer elke dag.\n"
        b"--B\nContent-Type: text/html\n\n<p>De pont vaart weer elke dag.</p>\n"
        b"--B\nContent-Type: text/plain\n\nDeze brief gaat naar leden van de lijst.\n--B--\n"
    )
    assert (
        text_of(tmp_path, raw) == "De pont vaart weer elke dag.\n\nDeze brief gaat naar leden van de lijst."
    )


def test_a_part_that_cannot_be_read_is_told_of_and_the_others_are_read(tmp_path: Path) -> None:
    raw = HEAD + (
        b'Content-Type: multipart/mixed; boundary="B"\n\n'
        b"--B\nContent-Type: text/plain\n\nDe pont vaart weer elke dag.\n"
        b"--B\nContent-Type: text/html; charset=utf-8\n\n" + b"<div>" * 200 + b"Meer.\n--B--\n"
    )
    article, skipped = read(tmp_path, raw)
    assert isinstance(article, Article)
    assert article.text == "De pont\n\nDe pont vaart weer elke dag."
    assert isinstance(skipped, SkippedFile)
    assert str(skipped.why).startswith("too many elements for an article, or too deep in each other")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_header_in_letters_that_should_have_been_encoded(tmp_path: Path, encoding: str) -> None:
    head = "From: José Müller <j@voorbeeld.example>\nSubject: Café “De Dijk” dicht\n\n".encode(encoding)
    [article] = read(tmp_path, head + BRIDGE.text.encode("ascii", "ignore"))
    assert isinstance(article, Article)
    assert (article.title, article.author) == ("Café “De Dijk” dicht", "José Müller")
