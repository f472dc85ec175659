"""Thumbs on answers and sources, in a real browser: pressed, explained, kept over a reload, taken back."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from chat_scripts import FOOTBALL, MEETING
from conftest import OpenPage, Visit
from playwright.sync_api import Locator, Route, expect
from served_chat import kept_chat, seed_scripts
from test_ui_browser import AXE, answered, in_phase, serious
from test_ui_browser_conversations import reload

from rag.evaluating.question_set import read_question_set
from ui.archive.archive import Archive
from ui.archive.feedback import FeedbackStore
from ui.archive.feedback_export import export_feedback


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with kept_chat(seed_scripts(), tmp_path) as address:
        yield address


def on_answer(visit: Visit, number: int = 1) -> Locator:
    return visit.page.locator(f'.turn[data-turn="{number}"] .foot .feedback')


def on_source(visit: Visit, citation: int) -> Locator:
    return visit.page.locator(f'.turn.active .card[data-number="{citation}"] .feedback')


def thumb(place: Locator, name: str) -> Locator:
    return place.get_by_role("button", name=name, exact=True)


def given(folder: Path, turn: int = 1) -> list[tuple[int | None, str, str | None, str]]:
    with closing(Archive.open(folder)) as archive:
        found = FeedbackStore(archive.file).of_turn(turn)
    return [(each.citation, each.verdict, each.reason, each.note) for each in found]


def is_pressed(place: Locator, name: str, *, pressed: bool = True) -> None:
    expect(thumb(place, name)).to_have_attribute("aria-pressed", "true" if pressed else "false")


def kept(place: Locator) -> None:
    expect(place.get_by_role("status")).to_have_text("Bewaard op deze machine")


def test_thumbs_are_kept_over_a_reload_and_come_out_as_a_question_set(
    address: str, tmp_path: Path, open_page: OpenPage
) -> None:
    visit = open_page(address)
    answered(visit, MEETING)
    answer, second = on_answer(visit), on_source(visit, 2)
    expect(answer).to_have_attribute("aria-label", "Uw oordeel over het antwoord")
    expect(second).to_have_attribute("aria-label", "Uw oordeel over bron 2")
    thumb(answer, "Goed").click()
    is_pressed(answer, "Goed")
    kept(answer)
    thumb(second, "Niet goed").click()
    second.get_by_role("button", name="steunt de zin niet").click()
    expect(second.locator(".why")).to_have_text("steunt de zin niet")
    expect(second.locator(".why")).to_be_focused()
    kept(second)
    assert given(tmp_path) == [(None, "up", None, ""), (2, "down", "does not support it", "")]

    reload(visit.page)
    in_phase(visit, 1, "answered")
    is_pressed(answer, "Goed")
    is_pressed(second, "Niet goed")
    expect(second.locator(".why")).to_have_text("steunt de zin niet")
    is_pressed(on_source(visit, 1), "Goed", pressed=False)

    with closing(Archive.open(tmp_path)) as archive:
        export_feedback(archive, tmp_path / "set")
    (question,) = read_question_set(tmp_path / "set").questions
    assert (question.question, question.language, question.answerable) == (MEETING, "nl", True)
    assert len(question.evidence) == 2  # of three citations, the second is not evidence


def test_a_thumb_can_be_taken_back_and_changed(address: str, tmp_path: Path, open_page: OpenPage) -> None:
    visit = open_page(address)
    answered(visit, MEETING)
    answer = on_answer(visit)
    thumb(answer, "Goed").click()
    kept(answer)
    thumb(answer, "Goed").click()
    is_pressed(answer, "Goed", pressed=False)
    expect(answer.get_by_role("status")).to_have_text("Teruggenomen")
    assert given(tmp_path) == []
    thumb(answer, "Goed").click()
    thumb(answer, "Niet goed").click()
    is_pressed(answer, "Goed", pressed=False)
    is_pressed(answer, "Niet goed")
    kept(answer)
    assert given(tmp_path) == [(None, "down", None, "")]


def test_what_was_thought_last_is_kept_however_slow_the_connection(
    address: str, tmp_path: Path, open_page: OpenPage
) -> None:
    visit = open_page(address)
    answered(visit, MEETING)
    answer = on_answer(visit)
    thumbs_up: list[Route] = []

    def hold(route: Route) -> None:
        if '"up"' in (route.request.post_data or ""):
            thumbs_up.append(route)
        else:
            route.continue_()

    visit.page.route("**/component_server**", hold)
    thumb(answer, "Goed").click()
    thumb(answer, "Niet goed").click()
    answer.get_by_role("button", name="mist een artikel").click()
    expect(answer.get_by_role("status")).to_have_text("")
    while not thumbs_up:
        visit.page.wait_for_timeout(20)
    thumbs_up[0].continue_()
    kept(answer)
    is_pressed(answer, "Niet goed")
    assert given(tmp_path) == [(None, "down", "missed an article", "")]


def test_all_is_done_by_keyboard_and_nothing_moves(address: str, tmp_path: Path, open_page: OpenPage) -> None:
    visit = open_page(address)
    visit.ask(FOOTBALL)
    in_phase(visit, 1, "refused")
    answer = on_answer(visit)
    before = [visit.page.locator(part).bounding_box() for part in (".turn h2", ".turn .foot", "#composer")]
    keyboard = visit.page.keyboard
    thumb(answer, "Goed").focus()
    keyboard.press("Tab")
    keyboard.press("Enter")
    first = answer.locator(".reason-choice").first
    expect(first).to_be_focused()
    expect(answer.locator(".reasons")).to_be_in_viewport(ratio=1)
    keyboard.press("Escape")
    expect(answer.locator(".reasons")).to_be_hidden()
    expect(answer.locator(".why")).to_be_focused()
    keyboard.press("Enter")
    expect(first).to_be_focused()
    for _ in range(3):
        keyboard.press("Tab")
    keyboard.press("Space")  # missed an article
    expect(answer.locator(".why")).to_have_text("mist een artikel")
    kept(answer)
    assert given(tmp_path) == [(None, "down", "missed an article", "")]
    after = [visit.page.locator(part).bounding_box() for part in (".turn h2", ".turn .foot", "#composer")]
    assert after == before


def test_something_else_is_said_in_words(address: str, tmp_path: Path, open_page: OpenPage) -> None:
    visit = open_page(address, locale="en-GB")
    answered(visit, MEETING)  # a Dutch question: its thumbs are Dutch in either interface
    answer = on_answer(visit)
    thumb(answer, "Niet goed").click()
    answer.get_by_role("button", name="iets anders").click()
    note = answer.get_by_role("textbox", name="In uw eigen woorden")
    expect(note).to_be_focused()
    note.fill("Het was <b>geen</b> eerste ontmoeting.")
    answer.get_by_role("button", name="Bewaar").click()
    expect(answer.locator(".reasons")).to_be_hidden()
    kept(answer)
    assert given(tmp_path) == [(None, "down", "other", "Het was <b>geen</b> eerste ontmoeting.")]


def test_axe_finds_nothing_serious_in_the_thumbs(address: str, open_page: OpenPage) -> None:
    visit = open_page(address, width=390, height=844)
    answered(visit, MEETING)
    thumb(on_answer(visit), "Niet goed").click()
    expect(on_answer(visit).locator(".reasons")).to_be_visible()
    visit.page.evaluate(AXE.read_text("utf-8"))
    assert serious(visit) == []
