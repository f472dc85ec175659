"""Conversations that are kept, in a real browser: reload, restart, list, search, undo, two windows, files."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from chat_scripts import (
    ASHGABAT,
    DRONES,
    FOOTBALL,
    MEETING,
    PEZESHKIAN,
    SIGNATURE,
)
from conftest import OpenPage, Visit, free_port
from playwright.sync_api import Locator, Page, expect
from scripted_assistant import ScriptedAssistant
from served_chat import kept_chat, seed_scripts
from test_ui_browser import AXE, answered, gated, in_phase, serious, set_width, turn

from ui.archive.archive import Archive
from ui.texts.by_language import DUTCH


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return seed_scripts()


@pytest.fixture
def address(assistant: ScriptedAssistant, tmp_path: Path) -> Iterator[str]:
    with kept_chat(assistant, tmp_path) as address:
        yield address


def reload(page: Page) -> None:
    page.reload()
    page.locator("#page .head h1").wait_for()


def open_list(page: Page) -> Locator:
    page.get_by_role("button", name="Gesprekken", exact=True).click()
    drawer = page.get_by_role("dialog", name="Gesprekken")
    expect(drawer).to_be_visible()
    return drawer


def titles(drawer: Locator) -> Locator:
    return drawer.locator("li .title")


def act(drawer: Locator, title: str, name: str) -> None:
    entry = drawer.locator("li", has_text=title)
    entry.locator("summary").click()
    entry.get_by_role("button", name=name).click()


def two_conversations(visit: Visit) -> None:
    answered(visit, MEETING)
    visit.page.get_by_role("button", name="Nieuw gesprek").click()
    expect(visit.page.locator(".turn")).to_have_count(0)
    answered(visit, SIGNATURE)


def test_a_conversation_survives_a_reload_and_goes_on(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    before = answered(visit, MEETING).locator(".answer").inner_html()
    visit.ask(FOOTBALL)
    in_phase(visit, 2, "refused")
    expect(visit.page).to_have_url(address + "#1")
    reload(visit.page)
    first = in_phase(visit, 1, "answered")
    in_phase(visit, 2, "refused")
    assert first.locator(".answer").inner_html() == before
    first.locator('.reference[data-number="1"]').click()
    expect(first.locator('.card[data-number="1"] mark')).to_have_text(ASHGABAT)
    # What comes next is understood together with what came before.
    answered(visit, SIGNATURE, number=3)
    assert [earlier.question for earlier in assistant.asked[-1][1]] == [MEETING, FOOTBALL]


def test_a_conversation_survives_a_restart_of_the_server(
    assistant: ScriptedAssistant, tmp_path: Path, open_page: OpenPage
) -> None:
    port = free_port()
    with kept_chat(assistant, tmp_path, port=port) as address:
        visit = open_page(address)
        answered(visit, MEETING)
    with kept_chat(assistant, tmp_path, port=port):
        reload(visit.page)
        in_phase(visit, 1, "answered")
        answered(visit, SIGNATURE, number=2)
    assert [earlier.question for earlier in assistant.asked[-1][1]] == [MEETING]


def test_a_page_left_open_while_the_server_restarts_goes_on_with_its_conversation(
    assistant: ScriptedAssistant, tmp_path: Path, open_page: OpenPage
) -> None:
    port = free_port()
    with kept_chat(assistant, tmp_path, port=port) as address:
        visit = open_page(address)
        answered(visit, MEETING)
    with kept_chat(assistant, tmp_path, port=port):
        answered(visit, SIGNATURE, number=2)
        in_phase(visit, 1, "answered")
    assert [earlier.question for earlier in assistant.asked[-1][1]] == [MEETING]


def test_an_answer_cut_off_by_a_crash_is_said_to_be(
    assistant: ScriptedAssistant, tmp_path: Path, open_page: OpenPage
) -> None:
    with closing(Archive.open(tmp_path)) as archive:
        number = archive.create("nl")
        archive.begin_turn(number, MEETING)
        archive.end_turn(archive.begin_turn(number, DRONES), "stopped", "Rusland kocht")
        archive.end_turn(archive.begin_turn(number, SIGNATURE), "failed", "model x.gguf: no such file")
    with kept_chat(assistant, tmp_path) as address:
        visit = open_page(f"{address}#{number}")
        expect(in_phase(visit, 1, "cut off").locator(".status")).to_have_text(DUTCH.cut_off)
        expect(in_phase(visit, 2, "stopped").locator(".answer")).to_have_text("Rusland kocht")
        expect(in_phase(visit, 3, "failed").locator(".answer")).to_have_text("model x.gguf: no such file")


def test_a_reload_in_mid_answer_keeps_the_question(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    after_sources, _ = gated(assistant, MEETING)
    after_sources.set()
    visit = open_page(address)
    visit.ask(MEETING)
    expect(in_phase(visit, 1, "writing").locator(".answer")).to_contain_text("Poetin")
    reload(visit.page)
    expect(turn(visit, 1).locator("h2")).to_have_text(MEETING)
    answered(visit, SIGNATURE, number=2)
    reload(visit.page)
    expect(in_phase(visit, 1, "stopped").locator(".answer")).to_contain_text("Poetin")


def test_the_list_is_newest_first_and_opens_what_is_chosen(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    two_conversations(visit)
    drawer = open_list(visit.page)
    expect(titles(drawer)).to_have_text([SIGNATURE, MEETING])
    expect(drawer.locator("[aria-current] .title")).to_have_text(SIGNATURE)
    drawer.get_by_role("button", name=MEETING).first.click()
    expect(visit.page.locator(".turn h2")).to_have_text([MEETING])
    expect(drawer.locator("[aria-current] .title")).to_have_text(MEETING)
    expect(visit.page.get_by_role("textbox", name="Uw vraag")).to_be_focused()
    # The list grows with what is asked.
    visit.page.get_by_role("button", name="Nieuw gesprek").click()
    expect(visit.page.locator(".turn")).to_have_count(0)
    answered(visit, DRONES)
    expect(titles(drawer)).to_have_text([DRONES, SIGNATURE, MEETING])


def test_a_menu_stays_open_when_the_list_comes_anew(address: str, open_page: OpenPage) -> None:
    here = open_page(address)
    answered(here, MEETING)
    drawer = open_list(here.page)
    drawer.locator("li summary").click()
    rename = drawer.get_by_role("button", name="Hernoem")
    rename.focus()
    answered(open_page(address), SIGNATURE)  # another window
    here.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(titles(drawer)).to_have_text([SIGNATURE, MEETING])
    expect(rename).to_be_focused()


def test_a_conversation_is_renamed(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    answered(visit, MEETING)
    drawer = open_list(visit.page)
    act(drawer, MEETING, "Hernoem")
    field = drawer.get_by_role("textbox", name="Naam van het gesprek")
    expect(field).to_have_value(MEETING)
    field.fill("Top in <b>Asjchabad</b>")
    field.press("Enter")
    expect(titles(drawer)).to_have_text(["Top in <b>Asjchabad</b>"])
    expect(drawer.get_by_role("status")).to_have_text("Het gesprek heet nu “Top in <b>Asjchabad</b>”.")
    expect(drawer.locator(".choose")).to_be_focused()
    act(drawer, "Asjchabad", "Hernoem")
    field.fill("Iets anders")
    field.press("Escape")
    expect(titles(drawer)).to_have_text(["Top in <b>Asjchabad</b>"])
    reload(visit.page)
    expect(titles(drawer)).to_have_text(["Top in <b>Asjchabad</b>"])


def test_what_is_deleted_can_be_brought_back(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    two_conversations(visit)
    drawer = open_list(visit.page)
    act(drawer, SIGNATURE, "Verwijder")
    expect(titles(drawer)).to_have_text([MEETING])
    expect(drawer.get_by_role("status")).to_have_text(f"“{SIGNATURE}” is verwijderd.")
    # It was open, so the chat is empty now.
    expect(visit.page.locator(".turn")).to_have_count(0)
    expect(visit.page).to_have_url(address)
    expect(drawer.get_by_role("button", name="Maak ongedaan")).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(titles(drawer)).to_have_text([SIGNATURE, MEETING])
    expect(drawer.get_by_role("status")).to_have_text(f"“{SIGNATURE}” is terug.")
    expect(drawer.get_by_role("button", name="Maak ongedaan")).to_be_hidden()
    expect(visit.page.locator(".turn h2")).to_have_text([SIGNATURE])


def test_search_finds_words_of_questions_and_answers(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    two_conversations(visit)
    drawer = open_list(visit.page)
    field = drawer.get_by_role("searchbox", name="Zoek in gesprekken")
    expect(field).to_be_focused()
    field.fill("hoofdstad")
    expect(titles(drawer)).to_have_text([MEETING])
    expect(drawer.locator(".fragment b")).to_have_text("hoofdstad")
    field.fill("hoofdstad pen <b>")
    expect(drawer.locator(".list")).to_have_text("In geen gesprek staan deze woorden.")
    field.fill("")
    expect(titles(drawer)).to_have_text([SIGNATURE, MEETING])


def test_two_windows_delete_the_same_conversation(address: str, open_page: OpenPage) -> None:
    here = open_page(address)
    answered(here, MEETING)
    there = open_page(f"{address}#1")
    in_phase(there, 1, "answered")
    here_list, there_list = open_list(here.page), open_list(there.page)
    expect(titles(there_list)).to_have_text([MEETING])
    act(here_list, MEETING, "Verwijder")
    expect(here_list.locator(".none")).to_have_text(DUTCH.conversations_none)
    # The other window is told, whatever it tries, and loses nothing of what was typed.
    there.page.get_by_role("textbox", name="Uw vraag").fill(SIGNATURE)
    there.page.get_by_role("textbox", name="Uw vraag").press("Enter")
    expect(there.page.get_by_role("alert")).to_have_text(DUTCH.conversation_gone_asked)
    expect(there.page.get_by_role("textbox", name="Uw vraag")).to_have_value(SIGNATURE)
    act(there_list, MEETING, "Verwijder")
    expect(there_list.get_by_role("status")).to_have_text(DUTCH.conversation_gone)
    here_list.get_by_role("button", name="Maak ongedaan").click()
    expect(titles(here_list)).to_have_text([MEETING])
    # It is back, and the other window goes on with it.
    there.page.get_by_role("button", name="Nieuw gesprek").click()
    expect(there.page.locator(".turn")).to_have_count(0)
    there.page.goto(f"{address}#1")
    in_phase(there, 1, "answered")
    answered(there, SIGNATURE, number=2)


def test_an_address_of_a_conversation_that_is_gone(address: str, open_page: OpenPage) -> None:
    visit = open_page(f"{address}#7")
    expect(visit.page.get_by_role("alert")).to_have_text(DUTCH.conversation_gone)
    expect(visit.page).to_have_url(address)
    answered(visit, MEETING)


@pytest.mark.parametrize(
    ("button", "ending"), [("Bewaar als Markdown", ".md"), ("Bewaar als HTML", ".html")], ids=["md", "html"]
)
def test_a_conversation_is_saved_with_its_sources(
    address: str, open_page: OpenPage, button: str, ending: str
) -> None:
    visit = open_page(address)
    answered(visit, MEETING)
    drawer = open_list(visit.page)
    with visit.page.expect_download() as download:
        act(drawer, MEETING, button)
    assert download.value.suggested_filename == f"Waar-ontmoette-Poetin-Pezeshkian-voor-het-eerst{ending}"
    text = Path(download.value.path()).read_text("utf-8")
    for part in (MEETING, "een verdrag tekenen", ASHGABAT):
        assert part in text
    assert visit.elsewhere == []


def test_an_answer_is_copied_with_its_sources(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, DRONES)
    first.get_by_role("button", name="Kopieer met bronnen").click()
    expect(first.locator(".copied")).to_have_text("Gekopieerd")
    box = visit.page.get_by_role("textbox", name="Uw vraag")
    box.focus()
    visit.page.keyboard.press("Control+V")
    said = "Rusland kocht honderden drones van Iran, in een akkoord van 1,7 miljard dollar [1].\n"
    expect(box).to_have_value(re.compile(f"^{re.escape(said)}"))
    pasted = box.input_value()
    assert "[1] Russia's Putin holds first meeting" in pasted
    assert "“In a $1.7 billion deal signed in late 2022, Iran agreed" in pasted


def test_an_answer_keeps_its_sources_when_the_article_changes_or_goes(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    first = answered(visit, DRONES)
    expect(first.locator(".since")).to_have_count(0)
    article = assistant.articles[PEZESHKIAN]
    changed = replace(article, text=article.text.replace("hundreds of drones", "no drones at all"))
    assistant.articles = {**assistant.articles, PEZESHKIAN: changed}
    reload(visit.page)
    expect(first.locator(".since")).to_have_text(DUTCH.source_changed.format(title=article.title))
    expect(first.locator(".card mark")).to_contain_text("hundreds of drones")
    first.locator(".open-article").first.click()
    reader = visit.page.get_by_role("dialog")
    expect(reader.locator(".caution")).to_have_text(DUTCH.article_then_changed)
    expect(reader.locator("mark.here")).to_contain_text("hundreds of drones")
    assistant.articles = {name: a for name, a in assistant.articles.items() if name != PEZESHKIAN}
    reload(visit.page)
    expect(first.locator(".since")).to_have_text(DUTCH.source_gone.format(title=article.title))
    first.locator(".open-article").first.click()
    expect(reader.locator(".caution")).to_have_text(DUTCH.article_then_gone)
    expect(reader.locator("mark.here")).to_contain_text("hundreds of drones")


def test_the_list_is_operated_with_the_keyboard(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    two_conversations(visit)
    page, keyboard = visit.page, visit.page.keyboard
    opener = page.get_by_role("button", name="Gesprekken", exact=True)
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Gesprekken")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(drawer.get_by_role("searchbox")).to_be_focused()
    expect(titles(drawer)).to_have_count(2)
    for _ in range(3):
        keyboard.press("Tab")
    expect(drawer.locator(".choose").nth(1)).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Enter")
    keyboard.press("Tab")
    expect(drawer.get_by_role("button", name="Hernoem")).to_be_focused()
    keyboard.press("Escape")
    expect(drawer.get_by_role("button", name="Hernoem")).to_be_hidden()
    keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    expect(page.locator(".turn h2")).to_have_text([MEETING])
    expect(page.get_by_role("textbox", name="Uw vraag")).to_be_focused()
    drawer.get_by_role("searchbox").focus()
    keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


def test_axe_finds_nothing_serious_in_the_list(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    visit.page.evaluate(AXE.read_text("utf-8"))
    two_conversations(visit)
    drawer = open_list(visit.page)
    expect(titles(drawer)).to_have_count(2)
    drawer.locator("summary").first.click()
    found = serious(visit)
    visit.page.keyboard.press("Escape")
    act(drawer, MEETING, "Verwijder")
    expect(drawer.get_by_role("button", name="Maak ongedaan")).to_be_focused()
    assert found + serious(visit) == []


def test_the_list_fits_a_phone_and_goes_when_something_is_chosen(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    answered(visit, MEETING)
    for width in (320, 400, 1000):
        set_width(visit, width)
        drawer = open_list(visit.page)
        expect(titles(drawer)).to_have_count(1)
        box = drawer.bounding_box()
        assert box is not None
        assert (box["width"] == width) == (width < 900)
        drawer.get_by_role("button", name=MEETING).first.click()
        assert drawer.is_visible() == (width >= 900)
