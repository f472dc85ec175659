"""Asking again, in a real browser: edited, repeated, brought back; what a card shows; what a reload keeps."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chat_scripts import (
    ASHGABAT,
    DRONES,
    MAYOR,
    MEETING,
    PEZESHKIAN,
    SIGNATURE,
)
from conftest import OpenPage, Visit
from playwright.sync_api import Locator, expect
from scripted_assistant import Script, ScriptedAssistant
from served_chat import kept_chat, seed_scripts
from test_ui_browser import AXE, answered, gated, in_phase, serious, turn

from rag.answer import QuestionKind
from ui.server.answer_queue import AnswerQueue, Stop
from ui.texts.by_language import DUTCH

GERMAN = "Wo traf Putin zum ersten Mal den iranischen Präsidenten?"


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return seed_scripts()


@pytest.fixture
def address(assistant: ScriptedAssistant, tmp_path: Path) -> Iterator[str]:
    with kept_chat(assistant, tmp_path) as address:
        yield address


def questions(visit: Visit) -> Locator:
    return visit.page.locator(".turn h2")


def edit(visit: Visit, number: int, question: str) -> Locator:
    """Open the question for editing, and fill in another."""
    turn(visit, number).get_by_role("button", name="Wijzig de vraag").click()
    field = visit.page.get_by_role("textbox", name="De gewijzigde vraag")
    expect(field).to_be_focused()
    field.fill(question)
    return field


def test_a_question_is_edited_and_what_came_after_it_can_be_brought_back(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    answered(visit, MEETING)
    answered(visit, SIGNATURE, number=2)
    field = edit(visit, 1, DRONES)
    expect(visit.page.locator(".editing .later")).to_have_text(DUTCH.edit_later)
    field.press("Enter")
    expect(questions(visit)).to_have_text([DRONES])
    first = in_phase(visit, 1, "answered")
    expect(first.locator(".answer")).to_contain_text("honderden drones")
    expect(first.locator(".panel .card.cited")).to_be_visible()
    expect(visit.page.locator("#question textarea")).to_be_focused()
    assert [(question, len(earlier)) for question, earlier in assistant.asked] == [
        (MEETING, 0),
        (SIGNATURE, 1),
        (DRONES, 0),
    ]
    visit.page.reload()
    expect(questions(visit)).to_have_text([DRONES])
    turn(visit, 1).get_by_role("button", name="Vorige versie terug").click()
    expect(questions(visit)).to_have_text([MEETING, SIGNATURE])
    expect(visit.page.get_by_role("button", name="Vorige versie terug")).to_have_count(0)
    answered(visit, DRONES, number=3)
    assert [earlier.question for earlier in assistant.asked[-1][1]] == [MEETING, SIGNATURE]


def test_an_edit_that_cannot_be_asked_stays_open(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    first = answered(visit, MEETING)
    field = edit(visit, 1, "x" * 20_000)
    expect(visit.page.locator(".editing .later")).to_have_text("")
    visit.page.locator(".editing .send").click()
    expect(visit.page.get_by_role("alert")).to_have_text(
        "De vraag heeft 20.000 tekens; er passen er 2.000. Maak hem korter, hij staat er nog."
    )
    expect(field).to_have_value("x" * 20_000)
    field.press("Escape")
    expect(field).to_have_count(0)
    expect(first.locator("h2")).to_have_text(MEETING)
    expect(first.get_by_role("button", name="Wijzig de vraag")).to_be_focused()
    assert len(assistant.asked) == 1


def test_the_same_question_asked_again_says_whether_its_answer_is_the_same(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    first = answered(visit, DRONES)
    first.get_by_role("button", name="Vraag opnieuw").click()
    same = "Beantwoord en nagekeken in 4,2 s · opnieuw gezocht en gevraagd: hetzelfde antwoord"
    expect(turn(visit, 1).locator(".status")).to_have_text(same)
    expect(questions(visit)).to_have_text([DRONES])
    other = replace(assistant.scripts[DRONES], draft="Iran leverde honderden drones [1].")
    assistant.scripts = {**assistant.scripts, DRONES: other}
    turn(visit, 1).get_by_role("button", name="Vraag opnieuw").click()
    expect(turn(visit, 1).locator(".status")).to_contain_text("een ander antwoord dan eerst")
    turn(visit, 1).get_by_role("button", name="Vorige versie terug").click()
    expect(turn(visit, 1).locator(".answer")).to_contain_text("Rusland kocht honderden drones")


def test_a_question_is_asked_again_as_one_of_another_kind(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    first = answered(visit, DRONES)
    summary = first.locator(".kinds summary")
    expect(summary).to_have_text("Opgevat als: één feit")
    summary.click()
    first.get_by_role("button", name="een lijst").click()
    expect(turn(visit, 1).locator(".status")).to_contain_text("opnieuw gezocht en gevraagd")
    edit(visit, 1, MEETING).press("Enter")
    expect(questions(visit)).to_have_text([MEETING])
    in_phase(visit, 1, "answered")
    assert assistant.kinds == [None, QuestionKind.LIST, None]


def test_two_windows_edit_the_same_question(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    here = open_page(address)
    answered(here, MEETING)
    there = open_page(f"{address}#1")
    in_phase(there, 1, "answered")
    edit(here, 1, DRONES).press("Enter")
    expect(questions(here)).to_have_text([DRONES])
    in_phase(here, 1, "answered")
    # The other window still shows the old question: it is told, and what was typed stays.
    field = edit(there, 1, SIGNATURE)
    field.press("Enter")
    expect(there.page.get_by_role("alert")).to_have_text(DUTCH.conversation_gone_asked)
    expect(field).to_have_value(SIGNATURE)
    assert [question for question, _ in assistant.asked] == [MEETING, DRONES]


def test_a_card_shows_the_sentences_around_the_cited_one_and_its_author(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    article = replace(assistant.articles[PEZESHKIAN], author="A. <b>Writer</b>", pages=(0, 1))
    assistant.articles = {**assistant.articles, PEZESHKIAN: article}
    visit = open_page(address)
    first = answered(visit, MEETING)
    card = first.locator('.card[data-number="1"]')
    assert [card.locator("mark").inner_text()] == [ASHGABAT]
    # The sentence is the passage's first; what stands before it comes from the article.
    before = article.text[: article.text.index(ASHGABAT)].strip().splitlines()[-1]
    expect(card.locator(".snippet")).to_contain_text(before)
    expect(card.locator(".meta")).to_contain_text("blz. 2")
    expect(card.locator(".meta")).to_contain_text("door A. <b>Writer</b>")
    card.get_by_role("button", name="Hele artikel").click()
    expect(visit.page.locator(".reader .meta")).to_contain_text("door A. <b>Writer</b>")


def test_filters_and_the_nearest_sentence_survive_a_reload(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    visit.page.locator("#filters select").select_option("nl")
    visit.ask(MAYOR)
    first = in_phase(visit, 1, "refused")
    nearest = first.locator(".nearest").inner_html()
    visit.page.reload()
    first = in_phase(visit, 1, "refused")
    expect(first.locator(".limits")).to_have_text("Alleen Nederlandse artikelen")
    assert first.locator(".nearest").inner_html() == nearest


def test_the_chosen_language_survives_a_reload(address: str, open_page: OpenPage) -> None:
    page = open_page(address).page
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.reload()
    expect(page.get_by_role("textbox", name="Uw vraag")).to_be_visible()


def test_a_reader_sees_the_line_go_on_also_behind_a_program(
    assistant: ScriptedAssistant, tmp_path: Path, open_page: OpenPage
) -> None:
    shared = AnswerQueue(assistant)
    after_sources, in_draft = gated(assistant, MEETING)
    in_draft.set()
    program = Stop()
    with kept_chat(assistant, tmp_path, shared=shared) as address:
        with shared.place(program):  # a program at the API asks
            one, other = open_page(address), open_page(address)
            one.ask(MEETING)
            expect(in_phase(one, 1, "waiting").locator(".status")).to_have_text(DUTCH.waiting)
            other.ask(SIGNATURE)
            expect(in_phase(other, 1, "waiting").locator(".status")).to_have_text(
                "Er worden eerst 2 andere vragen beantwoord…"
            )
        in_phase(one, 1, "writing")
        expect(turn(other, 1).locator(".status")).to_have_text(DUTCH.waiting)
        after_sources.set()
        in_phase(one, 1, "answered")
        in_phase(other, 1, "answered")


def test_a_german_question_is_answered_in_the_nearest_of_the_two_languages(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    refusal = Script("nl", "De artikelen geven hier geen antwoord op.", reason="nothing near")
    assistant.scripts = {**assistant.scripts, GERMAN: refusal}
    visit = open_page(address, locale="de-DE")
    visit.ask(GERMAN)
    first = in_phase(visit, 1, "refused")
    expect(first.locator(".limits")).to_have_text(
        "Deze vraag lijkt in het Duits; Tweespraak kent Nederlands en Engels. "
        "Het antwoord is in het Nederlands."
    )


def test_axe_finds_nothing_serious_while_a_question_is_edited(address: str, open_page: OpenPage) -> None:
    visit = open_page(address, width=390, height=844)
    answered(visit, MEETING)
    visit.page.evaluate(AXE.read_text("utf-8"))
    edit(visit, 1, DRONES)
    assert serious(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390
