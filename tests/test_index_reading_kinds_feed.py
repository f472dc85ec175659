"""Feeds: the whole text, the date of publication, and what an entry without a text is told."""

from collections.abc import Sequence
from html import escape

from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.feed import read_feed
from index.unread import Unread

BRUG = "De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke Hamstra."
PONT = "Fietsers kunnen met een pontje over, dat elke tien minuten vaart."
HTML = f"<p>{BRUG}</p><p>{PONT}</p>"
TEASER = escape(f"<p><img src=x srcset={'a' * 900}>{BRUG} [&#8230;]</p>")
NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rss(*items: str) -> bytes:
    inside = "".join(f"<item>{each}</item>" for each in items)
    head = f'<?xml version="1.0"?><rss version="2.0" {NAMES}><channel><title>Bode</title>'
    return f"{head}{inside}</channel></rss>".encode()


def atom(entry: str, head: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Bode</title>'
        f"<updated>2024-03-20T10:00:00Z</updated>{head}<entry><id>e</id><title>Brug</title>{entry}</entry></feed>"
    ).encode()


def drafts(raw: bytes) -> Sequence[ArticleDraft]:
    found = list(read_feed(raw))
    assert [each for each in found if isinstance(each, SkippedPart)] == []
    return [each for each in found if isinstance(each, ArticleDraft)]


def test_the_whole_text_and_not_the_teaser_nor_where_it_is_from() -> None:
    (draft,) = drafts(
        rss(
            "<title>Brug &amp;#8216;dicht&amp;#8217;</title><guid>g1</guid><link>https://k.example/brug</link>"
            "<pubDate>Thu, 14 Mar 2024 23:30:00 -0500</pubDate><dc:creator>Jo Smit</dc:creator>"
            f"<description>{TEASER}</description>"
            f"<content:encoded><![CDATA[{HTML}<p>The post <a href='x'>Brug</a> appeared first on"
            " <a href='y'>Bode</a>.</p>]]></content:encoded>"
        )
    )
    assert draft == ArticleDraft(
        text=f"Brug ‘dicht’\n\n{BRUG}\n\n{PONT}",
        title="Brug ‘dicht’",
        published="2024-03-14",
        url="https://k.example/brug",
        author="Jo Smit",
        key="g1",
    )


def test_a_summary_where_there_is_no_more_and_plain_lines_are_paragraphs() -> None:
    (draft,) = drafts(rss(f"<title>Brug</title><description>{BRUG}\n\n{PONT}</description>"))
    assert (draft.text, draft.key) == (f"Brug\n\n{BRUG}\n\n{PONT}", "1")


def test_a_picture_is_no_whole_text() -> None:
    (draft,) = drafts(
        rss(
            f"<title>B</title><description>{BRUG}</description>"
            "<content:encoded>&lt;img src='x'&gt;</content:encoded>"
        )
    )
    assert draft.text == f"B\n\n{BRUG}"


def test_when_an_entry_was_updated_is_not_when_it_appeared() -> None:
    content = f"<content type='html'>{escape(HTML)}</content>"
    (draft,) = drafts(atom(f"<updated>2024-03-20T10:00:00Z</updated>{content}"))
    assert draft.published is None
    (draft,) = drafts(
        atom(
            f"<published>2024-03-14T23:00:00-05:00</published><updated>2024-03-20T10:00:00Z</updated>{content}"
        )
    )
    assert draft.published == "2024-03-14"
    (draft,) = drafts(rss(f"<description>{BRUG}</description><dc:date>2024-03-14T10:00:00Z</dc:date>"))
    assert draft.published == "2024-03-14"
    (draft,) = drafts(
        rss(f"<description>{BRUG}</description><atom:updated>2024-03-14T10:00:00Z</atom:updated>")
    )
    assert draft.published is None


def test_who_wrote_all_of_a_feed_and_more_than_one() -> None:
    content = f"<content type='html'>{escape(HTML)}</content>"
    (draft,) = drafts(atom(content, "<author><name>Jo Smit</name><email>jo@k.example</email></author>"))
    assert draft.author == "Jo Smit"
    both = "<author><name>An Bos</name></author><author><name>Bo Kok</name></author>"
    (draft,) = drafts(atom(both + content, "<author><name>Jo Smit</name></author>"))
    assert draft.author == "An Bos, Bo Kok"


def test_a_date_that_cannot_be_told_and_an_entry_without_a_text() -> None:
    first, second = read_feed(
        rss(
            f"<guid>a</guid><description>{BRUG}</description><pubDate>gisteren</pubDate>",
            "<guid>b</guid><title>x</title>",
        )
    )
    assert isinstance(first, ArticleDraft)
    assert (first.published, first.remarks) == (None, (Unread.NO_DATE(written="gisteren"),))
    assert second == SkippedPart("b", Unread.NO_TEXT_IN_ENTRY())


def test_of_an_export_of_blogger_only_published_posts() -> None:
    kinds = (
        ("post", ""),
        ("comment", ""),
        ("comment", ""),
        ("template", ""),
        ("post", "<app:draft>yes</app:draft>"),
    )
    entries = "".join(
        f"<entry><id>{number}</id><title>Brug</title><published>2024-03-14T10:00:00Z</published>"
        f'<app:control xmlns:app="http://purl.org/atom/app#">{draft}</app:control>'
        '<category scheme="http://schemas.google.com/g/2005#kind"'
        f' term="http://schemas.google.com/blogger/2008/kind#{kind}"/>'
        f'<content type="html">{BRUG}</content></entry>'
        for number, (kind, draft) in enumerate(kinds)
    )
    raw = (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Bode</title>{entries}</feed>'
    )
    post, left_out = read_feed(raw.encode())
    assert post == ArticleDraft(text=f"Brug\n\n{BRUG}", title="Brug", published="2024-03-14", key="0")
    assert left_out == SkippedPart("", Unread.NOT_POSTS(counts="2 comment, 1 draft, 1 template"))


def test_of_a_feed_that_breaks_off_it_is_said_how() -> None:
    *_, break_off = read_feed(
        b"<rss version='2.0'><channel><item><title>x</title>\n<description>" + BRUG.encode()
    )
    assert break_off == SkippedPart("", Unread.BREAKS_OFF(error="no element found"))
