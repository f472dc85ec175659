"""Web pages: which words are kept, which go, and what the article is called."""

import pytest

from index.errors import ArticleError
from index.reading.kinds.html import read_html

BRIDGE = "De brug over het kanaal blijft tot juli dicht, zegt de wethouder van verkeer in de raad."
FERRY = "Fietsers kunnen met een pontje over, dat elke tien minuten vaart en niets kost."
COSTS = "Het herstel kost de gemeente 2,4 miljoen euro, twee keer zoveel als was begroot."

BODE = '<meta property="og:site_name" content="De Bode">'


def page(body: str, head: str = "<title>Brug blijft dicht</title>") -> bytes:
    """Return a page with an article of three paragraphs; ``body`` stands behind the first."""
    return (
        f"<!DOCTYPE html><html lang=nl><head>{head}</head><body><nav><a href=/>Voorpagina</a></nav><main>"
        f"<article><h1>Brug blijft dicht</h1><p>{BRIDGE}</p>{body}<p>{FERRY}</p><p>{COSTS}</p></article>"
        "</main><footer>Copyright 2019-2025 De Kanaalbode</footer></body></html>"
    ).encode()


def between(body: str) -> list[str]:
    """Return the paragraphs that are read of what stands behind the first paragraph of a page."""
    (draft,) = read_html(page(body))
    title, first, *found, last_but_one, last = draft.text.split("\n\n")
    assert (title, first, last_but_one, last) == ("Brug blijft dicht", BRIDGE, FERRY, COSTS)
    return found


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "button",
            "cite",
            "code",
            "data",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
        ),
        *(
            "kbd",
            "label",
            "mark",
            "meter",
            "output",
            "progress",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
        ),
        *("time", "tt", "u", "var", "krant-term"),
    ],
)
def test_words_within_a_sentence_stay(tag: str) -> None:
    sentence = f"De kermis begint op <{tag}>zaterdag 5 juli</{tag}> en duurt negen dagen."
    assert between(f"<p>{sentence}</p>") == [sentence.replace(f"<{tag}>", "").replace(f"</{tag}>", "")]


def test_words_within_a_sentence_stay_whatever_their_class_is_called() -> None:
    body = '<p>Volgens <span class="author-tags">Joke Hamstra</span> is dat <time>morgen</time>.</p>'
    assert between(body) == ["Volgens Joke Hamstra is dat morgen."]


def test_a_quotation_within_a_sentence_has_its_marks() -> None:
    assert between("<p>Dat is <q>zeer <b>zeker</b></q> zo.</p>") == ["Dat is “zeer zeker” zo."]


@pytest.mark.parametrize("tag", ["del", "s", "strike", 'span style="display:none"', "span hidden"])
def test_words_that_are_struck_out_or_hidden_go(tag: str) -> None:
    end = tag.split(maxsplit=1)[0]
    assert between(f"<p>De politie zet <{tag}>dertig</{end}> <ins>veertig</ins> agenten in.</p>") == [
        "De politie zet veertig agenten in."
    ]


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="sf-hidden"><p>{BRIDGE}</p></div>',
        "<p class=visually-hidden>Ga naar de inhoud van dit artikel</p>",
        f"<template><p>{FERRY}</p></template>",
        f"<noscript><p>{FERRY}</p></noscript>",
        "<dialog><p>Wij gebruiken cookies voor een betere website.</p></dialog>",
        '<div class="Newsletter-box"><p>Ontvang iedere ochtend het nieuws in uw postvak.</p></div>',
        "<p><a href=/2>Wethouder Hamstra treedt af na ruzie over de brug</a></p>",
        "<ul><li><a href=/2>Wethouder Hamstra treedt af na ruzie over de brug</a></li></ul>",
        "<p>Lees ook: Wethouder treedt af</p>",
        "<h2>Brug blijft dicht</h2>",
    ],
)
def test_what_is_not_seen_and_what_is_offered_goes(body: str) -> None:
    assert between(body) == []


def test_a_page_that_is_hidden_until_its_scripts_have_run_is_read() -> None:
    raw = page("").replace(b"<main>", b'<main style="display: none">')
    assert read_html(raw)[0].text == "\n\n".join(("Brug blijft dicht", BRIDGE, FERRY, COSTS))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<figure><img src=x><figcaption>De brug maandag.</figcaption></figure>", ["De brug maandag."]),
        ("<aside><p>Het pontje vaart van zes tot tien.</p></aside>", ["Het pontje vaart van zes tot tien."]),
        ("<div>Losse tekst zonder alinea</div>", ["Losse tekst zonder alinea"]),
        ("Losse tekst<br><br>en <b>nog</b> meer<p>Einde.</p>", ["Losse tekst", "en nog meer", "Einde."]),
        ("<center>Een regel in het midden</center>", ["Een regel in het midden"]),
        ("<details><summary>Meer</summary><p>Uitleg hiervan.</p></details>", ["Meer", "Uitleg hiervan."]),
        ("<dl><dt>NAP</dt><dd>Normaal Amsterdams Peil</dd></dl>", ["NAP", "Normaal Amsterdams Peil"]),
        (
            "<div class=embed><blockquote class=tweet-embed><p>De brug is open.</p>— Joke</blockquote></div>",
            ["De brug is open.", "— Joke"],
        ),
        (
            "<table><tr><th>Club</th><th>Punten</th></tr><tr><td>Ajax</td><td>61</td></tr></table>",
            ["Club | Punten", "Ajax | 61"],
        ),
    ],
)
def test_all_that_is_part_of_the_article_stays(body: str, found: list[str]) -> None:
    assert between(body) == found


def test_an_aside_that_is_a_list_of_links_goes() -> None:
    links = "".join(f"<p>Nieuws: <a href=/{n}>Wethouder {n} treedt af na ruzie</a></p>" for n in range(3))
    assert between(f"<aside>{links}</aside>") == []


def test_a_table_that_is_the_layout_of_the_page_is_none() -> None:
    long = " ".join([BRIDGE, FERRY, COSTS, BRIDGE])
    assert between(f"<table><tr><td><p>{long}</p></td><td><p>Dat is veel.</p></td></tr></table>") == [
        long,
        "Dat is veel.",
    ]


def test_a_live_blog_keeps_the_title_of_the_page_its_times_and_its_heads() -> None:
    entries = "".join(
        f'<div class="update"><time>14:0{n}</time><h2>Kop {n}</h2><p>{n} {BRIDGE}</p></div>' for n in range(3)
    )
    (draft,) = read_html(page(entries))
    assert draft.title == "Brug blijft dicht"
    assert draft.text.split("\n\n")[2:-2] == [
        line for n in range(3) for line in (f"14:0{n}", f"Kop {n}", f"{n} {BRIDGE}")
    ]


@pytest.mark.parametrize(
    "head",
    [
        "<title>Brug blijft dicht | De Kanaalbode</title>",
        "<title>De Kanaalbode - Brug blijft dicht</title>",
        '<title>Kanaal</title><meta property="og:title" content="Brug blijft dicht">',
    ],
)
def test_the_title_is_the_heading_that_the_head_of_the_page_names(head: str) -> None:
    assert read_html(page("", head))[0].title == "Brug blijft dicht"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{BODE}<title>Pont vaart weer - De Bode</title>", "Pont vaart weer"),
        (f"{BODE}<title>De Bode: Pont vaart</title>", "Pont vaart"),
        ("<link rel=canonical href=https://bode.nl/x><title>Pont vaart » bode.nl</title>", "Pont vaart"),
        ("<title>Pont vaart weer: wat nu</title>", "Pont vaart weer: wat nu"),
        ("<title>Pont – en brug</title>", "Pont – en brug"),
    ],
)
def test_the_name_of_the_site_goes(head: str, title: str) -> None:
    raw = page("", head).replace(b"<h1>Brug blijft dicht</h1>", b"")
    assert read_html(raw)[0].title == title


def test_the_title_does_not_stand_twice_where_its_quotes_and_dashes_differ() -> None:
    head = "<title>'Brug' - dicht | Bode</title><meta property=\"og:title\" content=\"'Brug' - dicht\">"
    raw = page("", head).replace(b"<h1>Brug blijft dicht</h1>", "<h1>‘Brug’ – dicht</h1>".encode())
    (draft,) = read_html(raw)
    assert (draft.title, draft.text.split("\n\n")[:2]) == ("‘Brug’ – dicht", ["‘Brug’ – dicht", BRIDGE])


def test_a_page_that_is_all_menu_is_no_article() -> None:
    with pytest.raises(ArticleError, match="no article in this page"):
        read_html(b"<html><body><nav><a href=/>Home</a></nav></body></html>")


@pytest.mark.parametrize("control", ["\x0b", "&#11;", "&#x00000000b;", "&#0000000000011;"])
def test_a_control_character_however_it_is_written_becomes_a_space(control: str) -> None:
    assert between(f"<div>De pont{control}vaart.<p>Zij kost niets, zegt de wethouder.</p></div>") == [
        "De pont vaart.",
        "Zij kost niets, zegt de wethouder.",
    ]
