"""Makes the files of the test corpus that are not text: PDF, Word, OpenDocument, e-books."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import docx
from corpus_articles import (
    BRIDGE,
    COMET,
    DIJK,
    FERRY,
    LIBRARY,
    MUSEUM,
    SEEDS,
    TREIN,
    ZONNEPARK,
    CorpusArticle,
)
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEADING = "Helvetica", 10.0, 13.0
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def docx_of(article: CorpusArticle, *, styled: bool = True) -> bytes:
    """Return a Word document; where it is not styled, it has no title but the first line."""
    document = docx.Document()
    document.core_properties.title = ""
    document.core_properties.author = article.author
    if styled:
        document.add_heading(article.title, 0)
    else:
        document.add_paragraph(article.title)
    for paragraph in article.paragraphs:
        document.add_paragraph(paragraph)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def zip_of(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def odt_of(article: CorpusArticle, *, body: str = "") -> bytes:
    """Return an OpenDocument text; ``body`` is further XML at the head of the text."""
    names = "".join(f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "meta", "manifest"))
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    paragraphs = "".join(f"<text:p>{escape(text)}</text:p>" for text in article.paragraphs)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.3">'
        f'<office:body><office:text>{body}<text:h text:outline-level="1">{escape(article.title)}</text:h>'
        f"{paragraphs}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta{names} office:version="1.3">'
        "<office:meta>"
        f"<meta:initial-creator>{escape(article.author)}</meta:initial-creator>"
        "</office:meta></office:document-meta>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest{names} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return zip_of(
        {"mimetype": mimetype, "content.xml": content, "meta.xml": meta, "META-INF/manifest.xml": manifest}
    )


def epub_of(title: str, articles: Sequence[CorpusArticle]) -> bytes:
    """Return an e-book with a cover, a list of contents and an article a chapter."""
    page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{0}</title></head>{1}</html>'
    chapters = {
        f"OEBPS/text/chapter{number}.xhtml": page.format(
            escape(article.title),
            f"<body><section><h1>{escape(article.title)}</h1>"
            + "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
            + "</section></body>",
        )
        for number, article in enumerate(articles, 1)
    }
    items = "".join(
        f'<item id="c{number}" href="text/chapter{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(1, len(articles) + 1)
    )
    refs = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(articles) + 1))
    package = (
        '<?xml version="1.0"?>'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        '<dc:identifier id="i">x</dc:identifier><dc:creator>De redactie</dc:creator>'
        "<dc:date>2024-07-01</dc:date></metadata>"
        f'<manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f'<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>{items}</manifest>'
        f'<spine><itemref idref="cover"/><itemref idref="nav"/>{refs}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    return zip_of(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/package.opf": package,
            "OEBPS/cover.xhtml": page.format("Cover", f"<body><h1>{escape(title)}</h1></body>"),
            "OEBPS/nav.xhtml": page.format("Inhoud", "<body><nav><ol><li>1</li></ol></nav></body>"),
            **chapters,
        }
    )


def pdf_of(
    article: CorpusArticle,
    *,
    columns: int = 1,
    lines_a_page: int = 45,
    password: str | None = None,
    divide: bool = True,
    running_heads: bool = True,
) -> bytes:
    """Return a PDF with running heads, page numbers and divided words, as a newspaper sets it.

    A paragraph begins with an indent; the first one does not. ``divide`` puts hyphens in words at line ends.
    """
    made = io.BytesIO()
    encrypt = None if password is None else StandardEncryption(password)
    canvas = Canvas(made, pagesize=A4, encrypt=encrypt, invariant=1)
    width = (A4[0] - 100 - 20 * (columns - 1)) / columns
    lines = [
        line
        for number, paragraph in enumerate(article.paragraphs)
        for line in _set(canvas, paragraph, width, indent=12 if number else 0, divide=divide)
    ]
    page = 0
    while lines:
        page += 1
        top = A4[1] - 80
        if running_heads:
            canvas.setFont(FONT, 8)
            canvas.drawString(50, A4[1] - 40, "De Corpuskrant - zaterdag")
            canvas.drawCentredString(A4[0] / 2, 30, f"Pagina {page}")
        if page == 1:
            canvas.setFont("Helvetica-Bold", 18)
            for part in _wrapped(canvas, article.title, A4[0] - 100, "Helvetica-Bold", 18):
                canvas.drawString(50, top, part)
                top -= 24
        for column in range(columns):
            for row in range(lines_a_page):
                if lines:
                    indent, text = lines.pop(0)
                    canvas.setFont(FONT, SIZE)
                    canvas.drawString(50 + column * (width + 20) + indent, top - row * LEADING, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def scanned_pdf() -> bytes:
    """Return a PDF of a page that is only drawn."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    for row in range(40):
        canvas.rect(50, 100 + row * 15, 400, 8, fill=1)
    canvas.save()
    return made.getvalue()


def _set(
    canvas: Canvas, paragraph: str, width: float, *, indent: float, divide: bool
) -> list[tuple[float, str]]:
    lines: list[tuple[float, str]] = []
    line = ""
    room = width - indent
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if canvas.stringWidth(longer, FONT, SIZE) <= room:
            line = longer
            continue
        cut = len(word) // 2
        half = f"{line} {word[:cut]}-".strip()
        fits = canvas.stringWidth(half, FONT, SIZE) <= room
        if divide and fits and len(word) >= 8 and word.isalpha() and word.islower():
            lines.append((indent, half))
            line = word[cut:]
        elif "-" in word and canvas.stringWidth(f"{line} {word[: word.index('-') + 1]}", FONT, SIZE) <= room:
            lines.append((indent, f"{line} {word[: word.index('-') + 1]}"))
            line = word[word.index("-") + 1 :]
        else:
            lines.append((indent, line))
            line = word
        indent, room = 0, width
    return [*lines, (indent, line)]


def _wrapped(canvas: Canvas, text: str, width: float, font: str, size: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if canvas.stringWidth(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def built_files() -> dict[str, bytes]:
    """Return the files of the corpus that are made when the tests run, by name."""
    return {
        "dijk.docx": docx_of(DIJK),
        "brug.docx": docx_of(BRIDGE, styled=False),
        "nachtboot.docx": docx_of(FERRY),
        "museum.odt": odt_of(MUSEUM),
        "seeds.odt": odt_of(SEEDS),
        "zomernummer.epub": epub_of("Zomernummer", [TREIN, ZONNEPARK]),
        "weekly.epub": epub_of("The Weekly", [COMET, LIBRARY]),
        "dijk-een-kolom.pdf": pdf_of(DIJK, lines_a_page=10),
        "brug-twee-kolommen.pdf": pdf_of(BRIDGE, columns=2, lines_a_page=8),
        "trein-drie-kolommen.pdf": pdf_of(TREIN, columns=3, lines_a_page=5),
        "comet.pdf": pdf_of(COMET, running_heads=False),
    }


def write_corpus(folder: Path) -> None:
    """Put all files of the corpus in a folder."""
    for path in sorted((Path(__file__).parent / "corpus").iterdir()):
        (folder / path.name).write_bytes(path.read_bytes())
    for name, content in built_files().items():
        (folder / name).write_bytes(content)
