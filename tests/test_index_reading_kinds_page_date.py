"""When the article of a page was published, and who wrote it."""

import json

import pytest

from index.reading.kinds.html import read_html

TEXT = (
    "<p>De brug over het kanaal blijft tot juli dicht, zegt de wethouder van verkeer in de raad.</p>"
    "<p>Fietsers kunnen met een pontje over, dat elke tien minuten vaart en dat niets kost voor hen.</p>"
    "<p>Het herstel kost de gemeente 2,4 miljoen euro, twee keer zoveel als vorig jaar was begroot.</p>"
)


def page(head: str = "", body: str = "", after: str = "", before: str = "") -> bytes:
    """Return a page; ``body`` stands below the title of its article, ``after`` and ``before`` around it."""
    return (
        f"<html lang=nl><head><title>Brug blijft dicht | De Bode</title>{head}</head><body>{before}"
        f"<main><article><h1>Brug blijft dicht</h1>{body}{TEXT}</article></main>{after}</body></html>"
    ).encode()


def ld(value: object) -> str:
    """Return a script of JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Brug blijft dicht",
    "datePublished": "2024-03-14T09:00:00+01:00",
}
PUBLISHED = '<meta property="article:published_time" content="2024-03-14T09:00:00+01:00">'
MODIFIED = (
    '<meta property="article:modified_time" content="2024-04-01">'
    '<meta property="og:updated_time" content="2024-04-02">'
)


@pytest.mark.parametrize(
    "raw",
    [
        page(ld(ARTICLE)),
        page(ld({**ARTICLE, "dateCreated": "2024-03-12", "dateModified": "2024-03-20"})),
        page(ld({**ARTICLE, "@type": ["NewsArticle", "Article"], "datePublished": "14-03-2024 09:00"})),
        page(ld({"@graph": [{"@type": "WebPage", "name": "Home", "datePublished": "2018-01-01"}, ARTICLE]})),
        page(ld([{**ARTICLE, "headline": "Wethouder treedt af", "datePublished": "2023-01-01"}, ARTICLE])),
        page(PUBLISHED + MODIFIED),
        page('<meta name="DC.date.issued" content="2024-03-14">'),
        page('<meta name="date" content="14-03-2024">'),
        page('<!-- <rdf:RDF><rdf:Description rdf:about="x" dc:date="2024-03-14T09:00:00" /></rdf:RDF> -->'),
        page('<link rel=canonical href="https://bode.nl/2024/03/14/brug-dicht.html">'),
        page('<link rel=canonical href="https://bode.nl/nieuws/20240314-brug-dicht">'),
        page(
            body='<p class=byline>Door Karin Veldstra, <time datetime="2024-03-14T09:00">14 maart</time></p>'
        ),
        page(body="<p class=datum>Gepubliceerd op 14 maart 2024 om 09:00</p>"),
        page(body="<p>14 maart 2024</p><p>Laatst gewijzigd: 20 maart 2024</p>"),
        page(body="<p>Published March 14, 2024 · Updated March 20, 2024</p>"),
        page(body="<div class=meta><b class=author>Karin Veldstra</b> <i>14-03-2024, 9:00</i></div>"),
        page(body="<time itemprop=datePublished datetime=2024-03-14>vorige week</time>"),
        page(after="<p>Dit artikel is op 14 maart 2024 door Karin Veldstra geplaatst.</p>"),
    ],
)
def test_the_date_of_publication(raw: bytes) -> None:
    assert read_html(raw)[0].published == "2024-03-14"


@pytest.mark.parametrize(
    "raw",
    [
        page(MODIFIED),
        page('<meta property="article:published_time" content="2024-13-45T00:00:00Z">'),
        page(ld({"@type": "WebPage", "name": "Brug blijft dicht", "datePublished": "2018-01-01"})),
        page(ld({"@type": "Event", "name": "Brug blijft dicht", "startDate": "2024-07-01"})),
        page(ld({**ARTICLE, "headline": "Wethouder treedt af na ruzie"})),
        page(ld({"@type": "ItemList", "itemListElement": [ARTICLE]})),
        page('<link rel=canonical href="https://bode.nl/2023/10/3-vragen-over-de-brug">'),
        page('<link rel=canonical href="https://bode.nl/2023/10/brug">'),
        page(body="<p>Laatste update: 1 april 2024</p>"),
        page(body="<p>De opening is op 14 maart 2025.</p>"),
        page(body="<p>Wanneer: 14 maart 2025, aanvang 20:00</p>"),
        page(after="<article class=comment><p>14 maart 2024</p><p>Goed zo</p></article>"),
        page(after="<div class=related><h3>Wethouder weg</h3><time datetime=2024-03-10></time></div>"),
        page(before="<nav><p>Donderdag 14 maart 2024</p></nav>"),
        page(after="<aside><h3>Meer nieuws</h3><p>14 maart 2024</p></aside>"),
        page(after="<footer>Copyright 14 maart 2024 De Bode</footer>"),
    ],
)
def test_no_date_of_something_else(raw: bytes) -> None:
    assert read_html(raw)[0].published is None


@pytest.mark.parametrize(
    ("written", "shown", "published"),
    [
        ("2024-03-13T23:00:00Z", "14 maart 2024", "2024-03-14"),
        ("2024-03-13T23:00:00Z", "13 maart 2024", "2024-03-13"),
        ("2024-03-13T23:00:00Z", "", "2024-03-13"),
        ("20240315T01:30:00+00:00", "March 14, 2024", "2024-03-14"),
        ("2024-03-14T11:30:00Z", "13 maart 2024", "2024-03-14"),
    ],
)
def test_a_moment_in_utc_is_of_the_day_that_is_shown(written: str, shown: str, published: str) -> None:
    raw = page(f'<meta property="article:published_time" content="{written}">', f"<p>{shown}</p>")
    assert read_html(raw)[0].published == published


def test_a_date_that_may_be_one_of_two_is_reported_as_in_tables() -> None:
    (draft,) = read_html(page('<meta name="pubdate" content="11/01/2023 12:43">'))
    assert (draft.published, len(draft.remarks), "11/01/2023 12:43" in str(draft.remarks[0])) == (
        None,
        1,
        True,
    )


@pytest.mark.parametrize("shown", ["1 november 2023", "Gepubliceerd op 11 januari 2023"])
def test_another_date_tells_which_of_two_is_meant(shown: str) -> None:
    (draft,) = read_html(page('<meta name="pubdate" content="11/01/2023 12:43">', f"<p>{shown}</p>"))
    assert (draft.published, draft.remarks) == ("2023-11-01" if shown[0] == "1" else "2023-01-11", ())


PERSON = {"@type": "Person", "name": "Karin Veldstra"}


@pytest.mark.parametrize(
    ("raw", "author"),
    [
        (page(ld({**ARTICLE, "author": PERSON})), "Karin Veldstra"),
        (
            page(ld({**ARTICLE, "author": [PERSON, {"name": "Pim Ouwerkerk"}]})),
            "Karin Veldstra, Pim Ouwerkerk",
        ),
        (page(ld({**ARTICLE, "author": "Door Karin Veldstra"})), "Karin Veldstra"),
        (page(ld({**ARTICLE, "headline": "Iets anders", "author": "Pim Ouwerkerk"})), None),
        (page('<meta name="author" content="Karin Veldstra">'), "Karin Veldstra"),
        (page('<meta property="article:author" content="https://facebook.com/bode">'), None),
        (page(body="<p class=byline>Door Karin Veldstra, <time>14 maart 2024</time></p>"), "Karin Veldstra"),
        (page(body="<p>Door: Karin Veldstra</p>"), "Karin Veldstra"),
        (page(body="<p>By Jane Doe, Political Editor</p>"), "Jane Doe"),
        (page(body='<a rel="author" href="/kv">Karin Veldstra</a>'), "Karin Veldstra"),
        (page(after='<div class="comment"><span class="author">Piet Reageert</span></div>'), None),
    ],
)
def test_who_wrote_it(raw: bytes, author: str | None) -> None:
    assert read_html(raw)[0].author == author


def test_lines_of_date_and_author_are_not_in_the_text() -> None:
    raw = page(body="<p>Door Karin Veldstra</p><p>Gepubliceerd op 14 maart 2024 om 09:00</p>")
    assert read_html(raw)[0].text.split("\n\n")[:2] == [
        "Brug blijft dicht",
        "De brug over het kanaal blijft tot juli dicht, zegt de wethouder van verkeer in de raad.",
    ]
