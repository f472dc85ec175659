"""In a real browser: an article as it was read beside its file, its correction, and what was left out."""

from pathlib import Path

import pytest
from chat_scripts import MEETING
from conftest import OpenPage, Visit
from listed_index import WAIT, ListedIndex
from playwright.sync_api import Locator, Page, expect
from test_ui_articles_article_files import DUTCH, ENGLISH
from test_ui_browser import AXE, answered, serious, set_width
from test_ui_browser_articles import Serve, Served, folder, row, serve, titles

__all__ = ["folder", "serve"]  # fixtures

PAGE = """<!doctype html><html lang="nl"><head><title>De dijk langs de rivier</title></head><body>
<nav><a href="/">Voorpagina</a> <a href="/sport">Sport</a></nav>
<article><h1>De dijk langs de rivier</h1>
<p>De dijk langs de rivier is gisteren versterkt door het waterschap, en dat duurde de hele dag.</p>
<p>Het werk kostte vier miljoen euro, zei de dijkgraaf tegen de verzamelde pers van het hele land.</p>
</article><script>alert(1)</script><img src="x" onerror="alert(2)"></body></html>"""
BIN = "application/octet-stream"


@pytest.fixture
def served(serve: Serve, folder: Path) -> Served:
    """A chat over the articles of seeds/, a dated one, a saved page, and files that are not wholly read."""
    (folder / "dijk.html").write_text(PAGE, "utf-8")
    (folder / "plan.dwg").write_bytes(b"AC1032")
    (folder / "haven.csv").write_text(
        f'title,text,date\nDe haven,"{ENGLISH.splitlines()[-1]}",ooit\n', "utf-8"
    )
    return serve(ListedIndex(), folder)


def whole(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog", name=name)


def opened(visit: Visit, served: Served, name: str) -> Locator:
    visit.page.goto(f"{served.tab}={name}")
    shown = visit.page.locator(".articles-tab .whole")
    expect(shown.locator(".as-read")).to_be_attached()
    return shown


def test_an_article_stands_beside_its_file(served: Served, open_page: OpenPage, folder: Path) -> None:
    page = open_page(served.tab).page
    row(page, "De dijk").locator(".open").click()
    shown = whole(page, "De dijk langs de rivier")
    read, file = (
        shown.get_by_role("region", name=name) for name in ("Zoals gelezen", "Zoals in het bestand")
    )
    expect(read).to_contain_text("Het werk kostte vier miljoen euro")
    expect(read).not_to_contain_text("Voorpagina")
    expect(file).to_contain_text("Het werk kostte vier miljoen euro")
    expect(file.locator(".not-so")).to_have_text(["niet zo gelezen: Voorpagina Sport"])
    expect(file).not_to_contain_text("alert")
    expect(shown.locator(".of-file code")).to_have_text(str(folder / "dijk.html"))
    with page.expect_download() as download:
        shown.get_by_role("link", name="Open het bestand").click()
    assert (download.value.suggested_filename, download.value.path().read_text("utf-8")) == (
        "dijk.html",
        PAGE,
    )


def test_what_is_not_searched_and_what_cannot_be_shown_is_said(
    served: Served, open_page: OpenPage, folder: Path
) -> None:
    article = served.index.articles["brug.md"]
    (folder / "brug.md").unlink()
    (folder / "brug.pdf").write_bytes(b"%PDF-1.7")
    shown = opened(open_page(served.tab), served, "haven.csv%231")
    expect(shown.locator(".caution")).to_contain_text("Weggelaten: ‘ooit’ is geen datum")
    expect(shown.locator(".as-file .source p").nth(1)).to_contain_text('De haven,"The harbour of the town')
    expect(shown.locator(".as-file .not-so")).to_have_count(0)
    shown = opened(open_page(served.tab), served, "brug.md")
    expect(shown.locator(".as-file")).to_contain_text("Het bestand is niet (meer) gevonden: brug.md.")
    served.index.articles["brug.md"] = type(article)(
        "brug.md", "brug.pdf", article.title, f"{article.text}\n\nLees ook: de dam", "nl"
    )
    shown = opened(open_page(served.tab), served, "brug.md")
    expect(shown.locator(".as-file")).to_contain_text("Dit soort bestand kan hier niet worden getoond.")
    expect(shown.locator(".as-read .unsearched")).to_have_text("niet doorzochtLees ook: de dam")


def test_a_title_and_a_date_are_corrected_and_taken_back(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.tab).page
    row(page, "De brug").locator(".open").click()
    shown = whole(page, "De brug")
    shown.locator(".correct summary").click()
    title, date = shown.get_by_label("Titel"), shown.get_by_label("Datum")
    expect(title).to_have_value("De brug")
    expect(date).to_have_value("2023-03-14")
    date.fill("03/04/2023")
    shown.get_by_role("button", name="Bewaar").click()
    expect(shown.locator(".told")).to_contain_text("“03/04/2023” is geen datum: schrijf 14 maart 2023")
    title.fill("De <b>nieuwe</b> brug")
    date.fill("3 mei 1932")
    page.keyboard.press("Enter")
    shown = whole(page, "De <b>nieuwe</b> brug")
    expect(shown.locator(".told")).to_have_text(
        "Verbeterd. Antwoorden, bronnen en filters gebruiken het vanaf nu."
    )
    expect(shown.locator("h3.title")).to_have_text("De <b>nieuwe</b> brug")
    expect(shown.locator(".meta time")).to_have_text("3 mei 1932")
    expect(shown.locator(".corrected")).to_contain_text(
        "Hier verbeterd. Het bestand zegt: titel “De brug”, 14 maart 2023."
    )
    page.keyboard.press("Escape")
    expect(row(page, "nieuwe").locator(".tag")).to_have_text("verbeterd")
    expect(row(page, "nieuwe").locator(".date")).to_have_text("3 mei 1932")
    assert served.changes.work.wait(WAIT)
    corrected = served.index.articles["brug.md"]
    assert (corrected.title, corrected.published) == ("De <b>nieuwe</b> brug", "1932-05-03")
    # It stays when all is indexed again, is found among what was corrected, and can be taken back.
    page.get_by_role("button", name="Indexeer opnieuw").click()
    expect(page.locator(".articles-tab .said")).to_have_text(
        "Opnieuw geïndexeerd: 0 erbij, 0 gewijzigd, 0 weg."
    )
    page.get_by_role("combobox", name="Toon").select_option("verbeterd")
    expect(titles(page)).to_have_count(1)
    row(page, "nieuwe").locator(".open").click()
    shown.get_by_role("button", name="Neem het terug").click()
    shown = whole(page, "De brug")
    expect(shown.locator(".told")).to_have_text("Teruggenomen: het is weer zoals het bestand het zegt.")
    expect(shown.locator(".corrected")).to_have_count(0)
    expect(shown.locator(".meta time")).to_have_text("14 maart 2023")
    assert served.changes.work.wait(WAIT)
    assert served.index.articles["brug.md"].published == "2023-03-14"


def test_what_was_left_out_is_one_click_away(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.tab).page
    summary = page.locator(".skipped summary")
    expect(summary).to_have_text("1 niet gelezen, 1 gelezen, maar niet geheel begrepen")
    summary.click()
    expect(page.locator(".skipped li").first).to_contain_text(
        "plan.dwg: dit soort bestand wordt niet gelezen"
    )
    page.get_by_role("button", name="haven.csv#1").click()
    expect(whole(page, "De haven").locator(".caution")).to_contain_text("‘ooit’ is geen datum")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="haven.csv#1")).to_be_focused()
    page.get_by_role("button", name="English").click()
    expect(page.locator(".skipped summary")).to_have_text("1 not read, 1 read, but not wholly understood")


@pytest.mark.parametrize("width", [1440, 390])
def test_from_a_citation_to_what_was_read_of_its_file(
    served: Served, open_page: OpenPage, width: int
) -> None:
    visit = open_page(served.address)
    page = visit.page
    set_width(visit, width)
    answered(visit, MEETING).locator("button.reference").first.click()
    source = page.locator(".turn.active .open-article").first
    if source.is_visible():
        source.click()
    else:
        page.locator(".open-article").first.click()
    title = page.locator(".reader h3.title").inner_text()
    page.get_by_role("link", name="Vergelijk met het bestand").click()
    shown = whole(page, title)
    expect(shown.locator(".as-read")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox", name="Zoek op titel")).to_be_focused()
    expect(page).to_have_url(served.tab)
    page.get_by_role("link", name="Gesprek").click()
    expect(page.get_by_role("textbox", name="Uw vraag")).to_be_visible()


def test_one_of_the_two_texts_is_shown_on_a_phone(served: Served, open_page: OpenPage) -> None:
    visit = open_page(served.tab)
    set_width(visit, 390)
    shown = opened(visit, served, "dijk.html")
    read, file = shown.locator(".as-read"), shown.locator(".as-file")
    expect(read).to_be_visible()
    expect(file).to_be_hidden()
    shown.get_by_role("button", name="Zoals in het bestand").click()
    expect(file).to_be_visible()
    expect(read).to_be_hidden()
    expect(shown.get_by_role("button", name="Zoals in het bestand")).to_have_attribute("aria-pressed", "true")


def test_axe_finds_nothing_serious_in_an_article(served: Served, open_page: OpenPage) -> None:
    visit = open_page(served.tab)
    for width in (1440, 390):
        set_width(visit, width)
        shown = opened(visit, served, "haven.csv%231")
        visit.page.evaluate(AXE.read_text("utf-8"))
        shown.locator(".correct summary").click()
        shown.get_by_label("Titel").fill(f"De haven {width}")
        shown.get_by_role("button", name="Bewaar").click()
        expect(shown.locator(".corrected")).to_be_visible()
        shown.locator(".correct summary").click()
        assert serious(visit) == []


def test_a_correction_is_made_by_keyboard_alone(served: Served, open_page: OpenPage) -> None:
    visit = open_page(served.tab)
    page = visit.page
    row(page, "De brug").locator(".open").focus()
    page.keyboard.press("Enter")
    shown = whole(page, "De brug")
    shown.locator(".correct summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(shown.get_by_label("Titel")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(shown.locator(".told")).to_contain_text("Verbeterd.")
    expect(shown.locator(".correct summary")).to_be_focused()
    expect(shown.locator(".corrected")).to_have_text(
        "Hier verbeterd. Het bestand zegt: 14 maart 2023. Neem het terug"
    )


def test_only_files_of_articles_are_given(served: Served, open_page: OpenPage, folder: Path) -> None:
    request = open_page(served.address).page.request
    (folder.parent / "secret.txt").write_text(DUTCH, "utf-8")
    for name in ("../secret.txt", "plan.dwg", "", str(folder.parent / "secret.txt")):
        assert request.get(f"{served.address}articles/file", params={"id": name}).status == 404
    given = request.get(f"{served.address}articles/file", params={"id": "brug.md"})
    assert (given.status, given.headers["content-type"]) == (200, BIN)
    assert given.headers["content-disposition"] == 'attachment; filename="brug.md"'
    assert given.body() == (folder / "brug.md").read_bytes()
