"""What of an e-book is an article: its chapters, and not what leads from one to another."""

import zipfile
from io import BytesIO

import pytest
from corpus_articles import BRIDGE, DIJK, MUSEUM, TREIN, CorpusArticle
from corpus_files import epub_of, zip_of

from index.errors import ArticleError
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.epub import read_epub

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="content.opf"/></rootfiles></container>'
)
ENCRYPTED = (
    '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
    '<e:EncryptionMethod Algorithm="{}"/><e:CipherData><e:CipherReference URI="{}"/>'
    "</e:CipherData></e:EncryptedData></encryption>"
)


def page(body: str, title: str = "x") -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body>{body}</body></html>'


def body_of(article: CorpusArticle, *, heading: bool = True) -> str:
    head = f"<h2>{article.title}</h2>" if heading else ""
    return head + "".join(f"<p>{each}</p>" for each in article.paragraphs)


def book(
    pages: dict[str, str], *, metadata: str = "", more: dict[str, str] | None = None, package: str = ""
) -> bytes:
    """Return a book of pages by name, in order; ``package`` is XML at the end of the package document."""
    items = "".join(f'<item id="i{n}" href="{name}"/>' for n, name in enumerate(pages))
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:opf="http://www.idpf.org/2007/opf"><metadata><dc:title>Het boek</dc:title>'
        f"{metadata}</metadata><manifest>{items}</manifest><spine>{refs}</spine>{package}</package>"
    )
    return zip_of({"META-INF/container.xml": CONTAINER, "content.opf": opf, **pages, **(more or {})})


def read(raw: bytes) -> list[ArticleDraft]:
    found = list(read_epub(raw))
    assert [each for each in found if isinstance(each, SkippedPart)] == []
    return [each for each in found if isinstance(each, ArticleDraft)]


def with_file(raw: bytes, name: str, content: str) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        files: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return zip_of(files | {name: content})


@pytest.mark.parametrize(
    "algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
)
def test_fonts_that_work_in_the_book_alone_are_no_protection_of_its_text(algorithm: str) -> None:
    raw = epub_of("Zomernummer", [DIJK])
    encryption = ENCRYPTED.format(algorithm, "OEBPS/fonts/a.otf")
    assert read(with_file(raw, "META-INF/encryption.xml", encryption)) == read(raw)


def test_of_a_book_that_is_protected_in_part_the_rest_is_read() -> None:
    encryption = ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "OEBPS/text/chapter1.xhtml")
    raw = with_file(epub_of("Zomernummer", [DIJK, MUSEUM]), "META-INF/encryption.xml", encryption)
    locked, free = read_epub(raw)
    assert isinstance(locked, SkippedPart)
    assert str(locked.why) == "protected against copying (DRM); its text cannot be read"
    assert isinstance(free, ArticleDraft)
    assert free.text == MUSEUM.text


def test_a_book_that_is_protected_as_a_whole_is_refused() -> None:
    encryption = ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "OEBPS/text/chapter1.xhtml")
    raw = with_file(epub_of("Zomernummer", [DIJK]), "META-INF/encryption.xml", encryption)
    with pytest.raises(ArticleError, match=r"^protected against copying \(DRM\); its text cannot be read$"):
        list(read_epub(raw))


def news_book(*, link_class: str = "calibre_navbar") -> bytes:
    """Return a book as calibre makes it of two feeds: pages of contents, and bars that lead on."""

    def bar(*links: str) -> str:
        inside = " | ".join(
            f'<a href="{href}">{text}</a>' for href, text in (each.split("=") for each in links)
        )
        return f'<div class="{link_class}">| {inside} |<hr/></div>'

    def article(made_of: CorpusArticle, dated: str, address: str) -> str:
        return page(
            bar(
                "../article_1/index.html=Next",
                "../index.html#article_0=Section Menu",
                "../../index.html=Main Menu",
            )
            + body_of(made_of).replace("</h2>", f"</h2><p>{dated}</p>")
            + f'<div class="{link_class}"><hr/><p>This article was downloaded by <strong>calibre</strong>'
            f' from <a href="{address}">{address}</a></p><br/>'
            '| <a href="../index.html#article_0">Section Menu</a> | <a href="../../x.html">Main</a></div>',
            made_of.title,
        )

    def section(title: str, *articles: CorpusArticle) -> str:
        entries = "".join(
            f'<li id="article_{n}"><a href="article_{n}/index.html">{each.title}</a>'
            f"<span> [do, 14 mrt 06:30]</span><div>{each.paragraphs[0]}</div></li>"
            for n, each in enumerate(articles)
        )
        return page(
            f"<div><h2>{title}</h2><ul>{entries}</ul>{bar('../index.html=Up one level')}</div>", title
        )

    return book(
        {
            "index.html": page(
                '<div><p>donderdag 14 maart 2024</p><ul><li id="feed_0">'
                '<a href="feed_0/index.html">Nieuws</a></li>'
                '<li id="feed_1"><a href="feed_1/index.html">Cultuur</a></li></ul></div>'
            ),
            "feed_0/index.html": section("Nieuws", DIJK, TREIN),
            "feed_0/article_0/index.html": article(DIJK, "Gepubliceerd op 19 februari 2024", DIJK.url),
            "feed_0/article_1/index.html": article(TREIN, "Door Thomas de Ruiter", TREIN.url),
            "feed_1/index.html": section("Cultuur", MUSEUM),
            "feed_1/article_0/index.html": article(MUSEUM, "4 november 2023", MUSEUM.url),
        },
        metadata="<dc:creator>calibre</dc:creator><dc:date>2024-03-15T05:00:00+00:00</dc:date>",
    )


@pytest.mark.parametrize("link_class", ["calibre_navbar", "calibre3"])
def test_a_news_book_of_calibre_gives_its_articles_alone(link_class: str) -> None:
    drafts = read(news_book(link_class=link_class))
    assert [(each.key, each.title, each.published, each.author, each.url) for each in drafts] == [
        ("3", DIJK.title, "2024-02-19", None, DIJK.url),
        ("4", TREIN.title, None, "Thomas de Ruiter", TREIN.url),
        ("6", MUSEUM.title, "2023-11-04", None, MUSEUM.url),
    ]
    assert [each.text.split("\n\n") for each in drafts] == [
        [DIJK.title, "Gepubliceerd op 19 februari 2024", *DIJK.paragraphs],
        [TREIN.title, "Door Thomas de Ruiter", *TREIN.paragraphs],
        [MUSEUM.title, "4 november 2023", *MUSEUM.paragraphs],
    ]


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<dc:date>2024-03-14T00:00:00+00:00</dc:date>", "2024-03-14"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ('<dc:date opf:event="modification">2024-03-14</dc:date>', None),
        (
            '<dc:date opf:event="creation">2024</dc:date><dc:date opf:event="publication">2023</dc:date>',
            "2023",
        ),
        ('<dc:date>2024-03-14</dc:date><meta name="calibre:publication_type" content="periodical:x"/>', None),
    ],
)
def test_the_date_of_a_book(dates: str, published: str | None) -> None:
    (draft,) = read(book({"a.html": page(body_of(BRIDGE))}, metadata=dates))
    assert draft.published == published


def test_the_date_of_a_chapter_goes_before_that_of_the_book() -> None:
    body = body_of(BRIDGE).replace("</h2>", "</h2><p>Published on 3 June 2024</p>")
    marked = '<time itemprop="datePublished" datetime="2024-06-04T10:00">Tuesday</time>'
    pages = {"a.html": page(body), "b.html": page(f"{body_of(BRIDGE)}<p>{marked}</p>")}
    drafts = read(book(pages, metadata="<dc:date>2024-07-01</dc:date>"))
    assert [each.published for each in drafts] == ["2024-06-03", "2024-06-04"]


def test_a_chapter_without_a_heading_is_called_as_in_the_list_of_contents() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint>'
        '<navLabel><text>De brug</text></navLabel><content src="text/a.html#top"/></navPoint></navMap></ncx>'
    )
    pages = {
        "text/a.html": page(body_of(BRIDGE, heading=False)),
        "b.html": page(body_of(DIJK, heading=False)),
    }
    assert [each.title for each in read(book(pages, more={"toc.ncx": ncx}))] == ["De brug", "Het boek"]


def test_lists_of_contents_are_passed_over_and_links_within_articles_are_not() -> None:
    contents = "".join(
        f'<p><a href="a.html#{n}">Hoofdstuk {n} over de brug en het water</a></p>' for n in range(20)
    )
    linked = (
        '<h1><a href="toc.html">De brug</a></h1><p><a href="b.html">Kesteren</a> ligt aan de Rijn.</p>'
        + body_of(BRIDGE, heading=False)
    )
    pages = {
        "toc.html": page(contents),
        "guide.html": page(body_of(TREIN)),
        "a.html": page(linked),
        "b.html": page(body_of(DIJK)),
    }
    drafts = read(book(pages, package='<guide><reference type="toc" href="guide.html"/></guide>'))
    assert [each.text for each in drafts] == [
        "\n\n".join(("De brug", "Kesteren ligt aan de Rijn.", *BRIDGE.paragraphs)),
        DIJK.text,
    ]
