"""The reader of PDF files; what it makes of real ones is in ``test_index_read_corpus``."""

import io
import textwrap
from collections.abc import Callable

import pytest
from corpus_articles import DIJK
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.errors import ArticleError
from index.reading.draft import ArticleDraft
from index.reading.kinds.pdf import read_pdf


def test_the_limit_of_a_text_counts_while_its_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    for _ in range(40):
        canvas.drawString(50, 500, "De brug gaat open. " * 5)
        canvas.showPage()
    canvas.save()
    monkeypatch.setattr("index.reading.kinds.pdf.MAX_ARTICLE_BYTES", 250)

    with pytest.raises(ArticleError) as raised:
        read_pdf(made.getvalue())

    assert str(raised.value) == (
        "too long for an article: over 250 characters on 3 of its 40 pages; split it"
    )


WIDTH, HEIGHT = A4


def drawn(draw: Callable[[Canvas], None]) -> ArticleDraft:
    """Return what is read of a page with something drawn on it."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    [draft] = read_pdf(made.getvalue())
    return draft


def write(canvas: Canvas, *, top: float = HEIGHT - 100, width: int = 90) -> None:
    """Write an article under its title."""
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(50, top, DIJK.title)
    canvas.setFont("Helvetica", 10)
    for paragraph in DIJK.paragraphs:
        top -= 12
        for line in textwrap.wrap(paragraph, width):
            top -= 13
            canvas.drawString(50, top, line)


def aslant(canvas: Canvas) -> None:
    write(canvas)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(45)
    canvas.setFont("Helvetica-Bold", 72)
    canvas.drawCentredString(0, 0, "CONCEPT")


def across(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 60)
    canvas.drawString(60, HEIGHT - 220, "VERTROUWELIJK")
    write(canvas)


def to_the_left(canvas: Canvas) -> None:
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    write(canvas, top=WIDTH - 60)


def to_the_right(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.translate(0, HEIGHT)
    canvas.rotate(-90)
    write(canvas, top=WIDTH - 60)


def upside_down(canvas: Canvas) -> None:
    canvas.translate(WIDTH, HEIGHT)
    canvas.rotate(180)
    write(canvas)


@pytest.mark.parametrize("draw", [write, aslant, across, to_the_left, to_the_right, upside_down])
def test_a_page_however_it_is_turned_and_what_is_printed_over_it(draw: Callable[[Canvas], None]) -> None:
    draft = drawn(draw)
    assert (draft.title, draft.text) == (DIJK.title, DIJK.text)


def test_a_stamp_below_the_text_is_no_title() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.drawString(50, 100, "VERTROUWELIJK")

    draft = drawn(draw)
    assert (draft.title, draft.text) == (DIJK.title, f"{DIJK.text}\n\nVERTROUWELIJK")


def test_the_name_of_the_newspaper_is_no_title() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 40)
        canvas.drawString(50, HEIGHT - 60, "De Corpuskrant")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, HEIGHT - 75, "zaterdag 14 maart 2024 - jaargang 12")
        write(canvas, top=HEIGHT - 120)

    assert drawn(draw).title == DIJK.title


def test_the_title_is_in_the_outline_where_nothing_is_printed_larger() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("Inhoud", "a", 0)
        canvas.addOutlineEntry("De dijk blijft dicht", "a", 0)
        for number, line in enumerate(("Waterschap", "De dijk blijft dicht", *textwrap.wrap(DIJK.text, 90))):
            canvas.drawString(50, HEIGHT - 60 - 15 * number, line)

    assert drawn(draw).title == "De dijk blijft dicht"


def scanned(canvas: Canvas, number: int) -> None:
    canvas.drawInlineImage(Image.new("L", (20, 30), 200), 20, 60, WIDTH - 40, HEIGHT - 100)
    canvas.drawString(50, 30, f"Gescand met de telefoon, pagina {number}")
    canvas.showPage()


@pytest.mark.parametrize("pages", [1, 3])
def test_a_scan_on_which_a_program_printed_its_name(pages: int) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(pages):
            scanned(canvas, number)

    with pytest.raises(ArticleError, match="a scan: pictures of pages"):
        drawn(draw)


def test_the_pages_that_are_pictures_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        canvas.showPage()
        scanned(canvas, 2)
        scanned(canvas, 3)

    [remark] = drawn(draw).remarks
    assert str(remark) == (
        "read without its pages 2, 3, which are pictures; have a program for OCR add their text"
    )


def test_a_note_at_the_foot_of_a_column_stands_behind_the_paragraph_that_goes_on() -> None:
    lines = ["De weg over de dijk blijft nog", "twee weken langer dicht dan gepland"] * 9
    lines[-1] = "en dat is lang."

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        rows = len(lines) // 2
        for number, line in enumerate(lines):
            column, row = divmod(number, rows)
            canvas.drawString(50 + 270 * column, HEIGHT - 100 - 13 * row, line)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50, HEIGHT - 112 - 13 * rows, "1 Brief van het waterschap.")

    assert drawn(draw).text == " ".join(lines) + "\n\n1 Brief van het waterschap."
