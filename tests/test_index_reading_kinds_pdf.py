"""The reader of PDF files; what it makes of real ones is in ``test_index_read_corpus``."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.errors import ArticleError
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
