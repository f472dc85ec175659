"""The sentence that most likely answers, in a real browser: there until the answer is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chat_scripts import ASHGABAT, DEAL, DRONES, MAYOR
from conftest import OpenPage
from playwright.sync_api import Locator, expect
from scripted_assistant import ScriptedAssistant
from served_chat import kept_chat, seed_scripts
from test_ui_browser import AXE, gated, in_phase, serious

from ui.texts.by_language import DUTCH


@pytest.fixture
def assistant() -> ScriptedAssistant:
    assistant = seed_scripts()
    scripts = assistant.scripts
    assistant.scripts = {
        **scripts,
        DRONES: replace(scripts[DRONES], answering="hundreds of drones"),
        MAYOR: replace(scripts[MAYOR], answering="Ashgabat, Turkmenistan"),
    }
    return assistant


@pytest.fixture
def address(assistant: ScriptedAssistant, tmp_path: Path) -> Iterator[str]:
    with kept_chat(assistant, tmp_path) as address:
        yield address


def bottom(node: Locator) -> float:
    """Return where on the screen a node ends, in CSS pixels."""
    box = node.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("width", [1440, 390])
def test_it_stands_there_while_the_model_reads_and_gives_way_without_a_jump(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage, width: int
) -> None:
    after_sources, in_draft = gated(assistant, DRONES)
    visit = open_page(address, width=width, height=900)
    visit.page.emulate_media(reduced_motion="no-preference")  # so that the page scrolls in its own time
    visit.ask(DRONES)
    first = in_phase(visit, 1, "writing")
    likeliest, question, foot = first.locator(".likeliest"), first.locator("h2"), first.locator(".foot")
    expect(likeliest.locator(".label")).to_have_text(DUTCH.likeliest)
    expect(likeliest.locator("blockquote")).to_have_text(DEAL)
    expect(likeliest.locator("strong")).to_have_text("hundreds of drones")
    expect(first.locator(".answer")).to_have_text("")
    expect(question).to_be_in_viewport(ratio=1)
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.evaluate(AXE.read_text("utf-8"))
    assert serious(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width
    ends = [bottom(node) for node in (question, foot)]

    after_sources.set()
    expect(first.locator(".answer")).to_contain_text("Rusland kocht")
    expect(likeliest).to_be_hidden()
    assert [bottom(node) for node in (question, foot)] == pytest.approx(ends, abs=1)

    in_draft.set()
    in_phase(visit, 1, "answered")
    expect(likeliest).to_have_text("")
    assert bottom(question) == pytest.approx(ends[0], abs=1)
    expect(question).to_be_in_viewport(ratio=1)
    visit.page.reload()
    in_phase(visit, 1, "answered")
    expect(visit.page.locator(".likeliest")).to_have_text("")


def test_it_leads_to_its_place_and_a_refusal_takes_it_away(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    after_sources, in_draft = gated(assistant, MAYOR)
    in_draft.set()
    visit = open_page(address)
    visit.ask(MAYOR)
    first = in_phase(visit, 1, "writing")
    first.locator(".likeliest .open-article").click()
    here = visit.page.get_by_role("dialog").locator("mark.here")
    expect(here).to_have_text(ASHGABAT)
    expect(here).to_be_in_viewport(ratio=1)

    after_sources.set()
    in_phase(visit, 1, "refused")
    expect(first.locator(".likeliest")).to_have_text("")
