"""The chat in a real browser, over the real articles; what is said is scripted, so each state is seen."""

import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from chat_scripts import (
    AGREEMENT,
    ASHGABAT,
    DEAL,
    DRONES,
    EMOJI,
    FOOTBALL,
    MAYOR,
    MEETING,
    MISSILES,
    PEZESHKIAN,
    SIGNATURE,
    barrage,
    scripts,
    seed_articles,
)
from conftest import OpenPage, ServeChat, Visit, free_port
from playwright.sync_api import Locator, expect
from scripted_assistant import Script, ScriptedAssistant

from index.article import Article
from index.errors import ModelError
from index.filters import NO_FILTERS, Filters
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.server.answer_queue import AnswerQueue
from ui.texts.by_language import DUTCH

AXE = Path(__file__).parent / "axe.min.js"
"""axe-core 4.14.1 from npm, unchanged; MPL-2.0, as its first lines say."""
Scheme = Literal["light", "dark"]
SCHEMES: dict[Scheme, str] = {"light": "rgb(253, 252, 250)", "dark": "rgb(23, 24, 26)"}
"""The page's background in each."""

EXAMPLES = (MEETING, MISSILES, DRONES, SIGNATURE)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return seed_articles()


@pytest.fixture
def assistant(articles: dict[str, Article]) -> ScriptedAssistant:
    return ScriptedAssistant(articles, scripts(articles))


@pytest.fixture
def address(assistant: ScriptedAssistant, serve_chat: ServeChat) -> str:
    return serve_chat(assistant, assistant.article, examples=EXAMPLES)


def gated(assistant: ScriptedAssistant, question: str) -> tuple[threading.Event, threading.Event]:
    """Put gates after the sources and amid the draft of a question, and return both."""
    after_sources, in_draft = threading.Event(), threading.Event()
    gates = replace(assistant.scripts[question], after_sources=after_sources, in_draft=in_draft)
    assistant.scripts = {**assistant.scripts, question: gates}
    return after_sources, in_draft


def turn(visit: Visit, number: int) -> Locator:
    return visit.page.locator(f'.turn[data-turn="{number}"]')


def in_phase(visit: Visit, number: int, phase: str) -> Locator:
    found = turn(visit, number)
    expect(found).to_have_attribute("data-phase", phase)
    return found


def answered(visit: Visit, question: str, number: int = 1) -> Locator:
    visit.ask(question)
    return in_phase(visit, number, "answered")


def test_a_dutch_question_is_answered_before_the_reader_s_eyes(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    after_sources, in_draft = gated(assistant, MEETING)
    visit = open_page(address)
    visit.ask(MEETING)

    first = in_phase(visit, 1, "writing")
    expect(first.locator("h2")).to_have_text(MEETING)
    expect(first.locator(".status")).to_have_text("5 bronnen gevonden, antwoord wordt geschreven…")
    expect(first.locator(".card")).to_have_count(5)
    expect(first.locator(".card").first.locator("mark")).to_have_text(ASHGABAT)
    expect(first.locator(".answer")).to_have_text("")
    expect(first.locator(".answer")).to_have_attribute("aria-busy", "true")
    expect(visit.page.get_by_role("button", name="Stop")).to_be_visible()

    after_sources.set()
    expect(first.locator(".answer")).to_have_text(re.compile("^Poetin ontmoette .* Hij maakte er kennis met"))
    expect(first.locator(".answer button")).to_have_count(0)
    draft_colour = first.locator(".answer").evaluate("node => getComputedStyle(node).color")
    question_at = first.locator("h2").bounding_box()
    answer_at = first.locator(".answer").bounding_box()

    in_draft.set()
    first = in_phase(visit, 1, "answered")
    expect(first.locator(".answer")).to_have_text(re.compile(r"een verdrag tekenen\u2060\[3\]\.$"))
    expect(first.locator(".answer")).not_to_contain_text("23 landen")
    expect(first.locator(".answer")).to_have_attribute("aria-busy", "false")
    expect(first.locator(".status")).to_have_text("Beantwoord en nagekeken in 4,2 s")
    expect(first.locator(".answer")).not_to_have_css("color", draft_colour)
    # The checked answer stands where the draft stood.
    assert first.locator("h2").bounding_box() == question_at
    answer_now = first.locator(".answer").bounding_box()
    assert answer_at is not None
    assert answer_now is not None
    assert (answer_now["x"], answer_now["y"]) == (answer_at["x"], answer_at["y"])
    expect(visit.page.get_by_role("button", name="Vraag", exact=True)).to_be_visible()

    first.get_by_role("button", name="Bron 1: Russia's Putin holds first meeting").click()
    card = first.locator('.card.chosen[data-number="1"]')
    expect(card).to_be_in_viewport(ratio=1)
    expect(card.locator("mark")).to_have_text(ASHGABAT)
    expect(card.locator(".badge")).to_have_text("EN")
    expect(card.locator(".meta")).to_contain_text("datum onbekend")

    card.get_by_role("button", name="Hele artikel: Russia's Putin").click()
    reader = visit.page.get_by_role("dialog")
    expect(reader.locator(".title")).to_have_text(re.compile("^Russia's Putin holds first meeting"))
    expect(reader.locator("mark.here")).to_have_text(ASHGABAT)
    expect(reader.locator("mark.here")).to_be_in_viewport(ratio=1)


def test_an_english_question_is_answered_in_english(
    articles: dict[str, Article], address: str, open_page: OpenPage
) -> None:
    visit = open_page(address, locale="en-GB")
    first = answered(visit, MISSILES)
    expect(first).to_have_attribute("lang", "en")
    expect(first.locator(".status")).to_have_text("Answered and checked in 4.2 s")
    expect(first.locator(".answer")).to_have_text(
        "Iran launched some 180 ballistic missiles at Israel on October 1\u2060[1]."
    )
    first.get_by_role("button", name="Source 1: Russia's Putin").click()
    card = first.locator(".card.chosen")
    expect(card.locator("mark")).to_have_text(barrage(articles))
    expect(card.locator("mark")).to_be_in_viewport(ratio=1)
    card.get_by_role("button", name="Whole article").click()
    here = visit.page.get_by_role("dialog").locator("mark.here")
    expect(here).to_have_text(barrage(articles))
    expect(here).to_be_in_viewport(ratio=1)
    # It was far down, so the article was scrolled to it.
    assert visit.page.locator(".reader .article").evaluate("node => node.scrollTop") > 0


def test_marks_and_sources_light_each_other_up(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, MEETING)
    mark, card = first.locator('.reference[data-number="2"]'), first.locator('.card[data-number="2"]')
    mark.hover()
    expect(card).to_have_class(re.compile(r"\blit\b"))
    first.locator("h2").hover()
    expect(card).not_to_have_class(re.compile(r"\blit\b"))
    card.hover()
    expect(mark).to_have_class(re.compile(r"\blit\b"))
    first.get_by_role("button", name="Toon waar het antwoord bron 2 aanhaalt").click()
    expect(mark).to_be_focused()
    expect(mark).to_have_class(re.compile(r"\bchosen\b"))
    expect(first.locator(".chosen")).to_have_count(2)


def test_marks_and_the_open_article_light_each_other_up(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, MEETING)
    first.locator('.card[data-number="2"] .open-article').click()
    reader = visit.page.get_by_role("dialog")
    expect(reader.locator("mark.here")).to_have_attribute("data-number", "2")
    sentence, mark = reader.locator('mark[data-number="2"]'), first.locator('.reference[data-number="2"]')
    mark.hover()
    expect(sentence).to_have_class(re.compile(r"\blit\b"))
    first.locator("h2").hover()
    expect(sentence).not_to_have_class(re.compile(r"\blit\b"))
    sentence.hover()
    expect(mark).to_have_class(re.compile(r"\blit\b"))
    # A mark whose sentence is in the open article leads there; another one, back to its card.
    first.locator('.reference[data-number="3"]').click()
    expect(reader.locator("mark.here")).to_have_attribute("data-number", "3")
    expect(reader.locator("mark.here")).to_be_in_viewport(ratio=1)
    first.locator('.reference[data-number="1"]').click()
    expect(reader).to_be_hidden()
    expect(first.locator('.card.chosen[data-number="1"]')).to_be_in_viewport(ratio=1)


def test_everything_can_be_done_with_the_keyboard(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    keyboard = visit.page.keyboard
    expect(visit.page.get_by_role("textbox", name="Uw vraag")).to_be_focused()
    keyboard.type(MEETING)
    keyboard.press("Enter")
    first = in_phase(visit, 1, "answered")
    first.locator('.reference[data-number="3"]').focus()
    keyboard.press("Enter")
    expect(first.locator('.card[data-number="3"]')).to_be_focused()
    expect(first.locator('.card[data-number="3"]')).to_be_in_viewport(ratio=1)
    keyboard.press("Tab")
    expect(first.locator('.card[data-number="3"] .number')).to_be_focused()
    expect(first.locator('.card[data-number="3"] .number')).to_have_css("outline-style", "solid")
    keyboard.press("Tab")
    keyboard.press("Enter")
    reader = visit.page.get_by_role("dialog")
    expect(reader.locator("mark.here")).to_be_in_viewport(ratio=1)
    expect(reader.locator(".place")).to_have_text("2 van 2")
    reader.get_by_role("button", name="Vorige aangehaalde zin").focus()
    keyboard.press("Enter")
    expect(reader.locator(".place")).to_have_text("1 van 2")
    expect(reader.locator("mark.here")).to_have_attribute("data-number", "2")
    expect(reader.locator("mark.here")).to_be_in_viewport(ratio=1)
    keyboard.press("Escape")
    expect(reader).to_be_hidden()
    expect(first.locator('.card[data-number="3"] .open-article')).to_be_focused()


def test_stop_works_at_once_and_the_next_question_is_answered(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    after_sources, _ = gated(assistant, MEETING)
    after_sources.set()
    visit = open_page(address)
    visit.ask(MEETING)
    first = in_phase(visit, 1, "writing")
    expect(first.locator(".answer")).to_contain_text("Poetin")
    visit.page.get_by_role("button", name="Stop").click()
    first = in_phase(visit, 1, "stopped")
    expect(first.locator(".status")).to_have_text("Gestopt. Wat hier staat is niet nagekeken.")
    expect(visit.page.get_by_role("button", name="Stop")).to_be_hidden()
    answered(visit, SIGNATURE, number=2)
    assert assistant.freed[0] == MEETING
    expect(turn(visit, 1)).to_have_attribute("data-phase", "stopped")


def test_closing_the_page_frees_the_model(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    gated(assistant, MEETING)
    visit = open_page(address)
    visit.ask(MEETING)
    in_phase(visit, 1, "writing")
    visit.page.close()
    # The next reader is answered although nobody opened the gate.
    answered(open_page(address), SIGNATURE)
    assert assistant.freed[0] == MEETING


def test_a_second_reader_sees_the_queue(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    after_sources, in_draft = gated(assistant, MEETING)
    one, other = open_page(address), open_page(address)
    one.ask(MEETING)
    in_phase(one, 1, "writing")
    other.ask(SIGNATURE)
    waiting = in_phase(other, 1, "waiting")
    expect(waiting.locator(".status")).to_have_text(DUTCH.waiting)
    in_draft.set()
    after_sources.set()
    in_phase(one, 1, "answered")
    in_phase(other, 1, "answered")


def test_a_refusal_shows_what_was_nearest(address: str, open_page: OpenPage) -> None:
    visit = open_page(address, locale="en-GB")
    visit.ask(FOOTBALL)
    first = in_phase(visit, 1, "refused")
    expect(first.locator(".answer p").first).to_have_text("Dat staat niet in de artikelen.")
    expect(first.locator(".panel h3")).to_have_text("Dichtstbij gevonden")
    expect(first.locator(".panel .caution")).to_have_text(
        "Deze passages lijken op de vraag, maar geven er geen antwoord op."
    )
    expect(first.locator(".panel .card")).to_have_count(2)
    expect(first.locator("time")).to_have_text("maart 2023")


def test_each_sentence_says_how_well_it_is_supported(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, MEETING)
    signs = first.locator(".answer .support")
    said = [DUTCH.support_strong, DUTCH.support_strong, DUTCH.support_weak]
    for number, text in enumerate(said):
        expect(signs.nth(number)).to_have_accessible_name(text)
    # Not by colour alone: the words of a weak sentence are dotted, and its sign has another form.
    sentences = first.locator(".answer .sentence")
    expect(sentences.nth(0)).to_have_css("text-decoration-style", "solid")
    expect(sentences.nth(0)).to_have_css("text-decoration-line", "none")
    expect(sentences.nth(2)).to_have_css("text-decoration-line", "underline")
    expect(sentences.nth(2)).to_have_css("text-decoration-style", "dotted")
    assert [form(signs.nth(number)) for number in (0, 2)] == ['""', '"≈"']
    # The explanation comes on hover and on focus, and Escape puts it away.
    assert tip(signs.nth(2)) == ("hidden", f'"{DUTCH.support_weak}"')
    signs.nth(2).hover()
    assert tip(signs.nth(2)) == ("visible", f'"{DUTCH.support_weak}"')
    first.locator("h2").hover()
    first.locator('.reference[data-number="3"]').focus()
    visit.page.keyboard.press("Tab")
    expect(signs.nth(2)).to_be_focused()
    assert tip(signs.nth(2))[0] == "visible"
    visit.page.keyboard.press("Escape")
    assert tip(signs.nth(2))[0] == "hidden"


def form(sign: Locator) -> str:
    return str(sign.evaluate("node => getComputedStyle(node, '::before').content"))


def tip(sign: Locator) -> tuple[str, str]:
    visibility, content = sign.evaluate(
        "node => ['visibility', 'content'].map((name) => getComputedStyle(node, '::after')[name])"
    )
    return visibility, content


def test_a_quotation_stands_out_in_its_own_language(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, AGREEMENT)
    expect(first.locator(".answer > p")).to_have_text("In de artikelen staat hierover:")
    quotation = first.locator(".answer blockquote")
    expect(quotation.locator("q")).to_have_text(f"“{DEAL}”")
    expect(quotation.locator("q")).to_have_attribute("lang", "en")
    expect(quotation.locator(".kind")).to_have_text("EN letterlijk uit het artikel")
    quotation.locator(".reference").click()
    expect(first.locator(".card.chosen mark")).to_have_text(DEAL)


def test_what_was_left_out_is_shown_to_who_asks(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, MEETING)
    expect(first.locator(".dropped li")).to_be_hidden()
    first.get_by_text("1 zin weggelaten").click()
    expect(first.locator(".dropped .text")).to_have_text(
        "Aan de conferentie over een dichter deden 23 landen mee."
    )
    expect(first.locator(".dropped .why")).to_have_text("In de zinnen die hierover gaan staat niet: ‘23’.")
    expect(first.locator(".dropped .why")).to_be_visible()


def test_a_refusal_shows_the_nearest_sentence_and_what_was_left_out(
    address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    visit.ask(MAYOR)
    first = in_phase(visit, 1, "refused")
    nearest = first.locator(".answer .nearest")
    expect(nearest.locator(".reason")).to_have_text(DUTCH.nearest_sentence)
    expect(nearest.locator("blockquote")).to_have_text(ASHGABAT)
    expect(nearest.locator("blockquote")).to_have_attribute("lang", "en")
    expect(nearest.locator(".meta")).to_contain_text("003_f1ba9c45c6fe6858.txt")
    # Each near passage has its nearest sentence lit; the one that was only found has none.
    marked = [card.locator("mark").count() for card in first.locator(".card").all()]
    assert marked == [1, 1, 0]
    expect(first.locator(".card mark").first).to_have_text(ASHGABAT)
    first.get_by_text("2 zinnen weggelaten").focus()
    visit.page.keyboard.press("Enter")
    expect(first.locator(".dropped .why")).to_have_text(
        [
            "In de zinnen die hierover gaan staat niet: ‘Serdar Meredov’.",
            "Dit is niet in de taal van de vraag.",
        ]
    )
    expect(first.locator(".dropped .text").nth(1)).to_have_attribute("lang", "en")
    nearest.get_by_role("button", name="Hele artikel").click()
    expect(visit.page.get_by_role("dialog").locator("mark.here")).to_have_text(ASHGABAT)
    expect(visit.page.get_by_role("dialog").locator("mark.here")).to_be_in_viewport(ratio=1)


def test_an_error_stands_in_the_chat_and_the_next_question_is_answered(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    failing = replace(assistant.scripts[DRONES], error=ModelError("model x.gguf: <b>no such file</b>"))
    assistant.scripts = {**assistant.scripts, DRONES: failing}
    visit = open_page(address)
    visit.ask(DRONES)
    first = in_phase(visit, 1, "failed")
    expect(first.locator(".status")).to_have_text("Dit lukte niet")
    expect(first.locator(".answer")).to_have_text("model x.gguf: <b>no such file</b>")
    answered(visit, SIGNATURE, number=2)


def test_an_error_that_nobody_foresaw_does_not_end_the_conversation(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = replace(assistant.scripts[DRONES], error=ZeroDivisionError("seen by nobody but the terminal"))
    assistant.scripts = {**assistant.scripts, DRONES: broken}
    visit = open_page(address)
    visit.ask(DRONES)
    first = in_phase(visit, 1, "failed")
    expect(first.locator(".answer")).to_contain_text("Er ging iets mis dat niemand voorzag")
    expect(visit.page.locator("body")).not_to_contain_text("seen by nobody")
    answered(visit, SIGNATURE, number=2)
    assert "seen by nobody but the terminal" in capfd.readouterr().err


def test_earlier_answers_keep_their_own_sources(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, MEETING)
    second = answered(visit, SIGNATURE, number=2)
    expect(first.locator(".panel")).to_be_hidden()
    expect(second.locator(".panel .card.cited")).to_have_count(2)
    expect(first.locator(".answer")).to_be_visible()
    first.locator('.reference[data-number="1"]').click()
    expect(second.locator(".panel")).to_be_hidden()
    expect(first.locator('.card[data-number="1"]')).to_be_in_viewport(ratio=1)
    expect(first.locator('.card[data-number="1"] mark')).to_have_text(ASHGABAT)
    second.get_by_role("button", name="2 bronnen").click()
    expect(second.locator('.card[data-number="1"]')).to_be_in_viewport(ratio=1)
    visit.page.get_by_role("button", name="Nieuw gesprek").click()
    expect(visit.page.locator(".turn")).to_have_count(0)
    expect(visit.page.get_by_role("button", name=MEETING)).to_be_visible()


def test_an_example_is_asked_with_one_click(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address, locale="en-GB")
    expect(visit.page.locator(".example")).to_have_text(
        [f"NL{MEETING}", f"EN{MISSILES}", f"NL{DRONES}", f"NL{SIGNATURE}"]
    )
    visit.page.get_by_role("button", name=MISSILES).click()
    in_phase(visit, 1, "answered")
    expect(visit.page.locator(".welcome")).to_be_hidden()
    assert assistant.asked == [(MISSILES, ())]


def test_the_interface_follows_the_browser_and_can_be_switched(address: str, open_page: OpenPage) -> None:
    page = open_page(address, locale="de-DE").page
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("textbox", name="Uw vraag")).to_have_attribute("placeholder", "Stel een vraag")
    expect(page.get_by_role("button", name="Vraag", exact=True)).to_be_visible()
    expect(page.locator(".welcome h2")).to_have_text("Wat wilt u weten uit uw artikelen?")


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("", "Typ eerst een vraag."),
        ("   ", "Typ eerst een vraag."),
        (
            "é" * 20_000,
            "De vraag heeft 20.000 tekens; er passen er 2.000. Maak hem korter, hij staat er nog.",
        ),
    ],
    ids=["empty", "spaces", "20000 characters"],
)
def test_a_question_that_cannot_be_asked_stays_where_it_is(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage, question: str, hint: str
) -> None:
    visit = open_page(address)
    visit.ask(question)
    expect(visit.page.get_by_role("alert")).to_have_text(hint)
    expect(visit.page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    assert visit.page.get_by_role("textbox").input_value() == question
    assert assistant.asked == []
    answered(visit, SIGNATURE)
    expect(visit.page.get_by_role("alert")).to_have_count(0)


def test_a_question_of_emoji_is_asked_and_refused(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    visit.ask(EMOJI)
    first = in_phase(visit, 1, "refused")
    expect(first.locator("h2")).to_have_text(EMOJI)
    assert assistant.asked == [(EMOJI, ())]


def test_a_question_can_be_limited_by_language_and_date(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    bar = visit.page.get_by_role("group", name="Zoek alleen in")
    expect(bar).to_be_in_viewport(ratio=1)
    clear = bar.get_by_role("button", name="Wis filter")
    expect(clear).to_be_hidden()
    bar.get_by_role("combobox", name="Taal").select_option("Nederlands")
    bar.get_by_role("searchbox", name="Vanaf").fill("maart 2023")
    # It stays chosen when the interface changes its language.
    visit.page.get_by_role("button", name="English").click()
    bar = visit.page.get_by_role("group", name="Search only in")
    expect(bar.get_by_role("combobox", name="Language")).to_have_value("nl")
    expect(bar.get_by_role("searchbox", name="From")).to_have_value("maart 2023")
    visit.page.get_by_role("button", name="Nederlands").click()
    bar = visit.page.get_by_role("group", name="Zoek alleen in")
    bar.get_by_role("searchbox", name="T/m").fill("2024")
    bar.get_by_role("searchbox", name="T/m").press("Enter")
    expect(visit.page.get_by_role("textbox", name="Uw vraag")).to_be_focused()
    expect(visit.page.get_by_role("alert")).to_have_count(0)
    first = answered(visit, MEETING)
    expect(first.locator(".limits")).to_have_text(
        "Alleen Nederlandse artikelen, vanaf maart 2023, tot en met 2024, "
        "artikelen zonder datum doen niet mee"
    )
    clear.click()
    expect(bar.get_by_role("searchbox", name="Vanaf")).to_have_value("")
    expect(clear).to_be_hidden()
    second = answered(visit, SIGNATURE, number=2)
    expect(second.locator(".limits")).to_be_hidden()
    assert assistant.limits == [Filters(("nl",), "2023-03", "2024"), NO_FILTERS]


def test_a_filter_that_is_no_date_is_said_to_be_none_and_nothing_is_lost(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address, locale="en-GB")
    visit.page.get_by_role("searchbox", name="From").fill("<b>soon</b>")
    visit.ask(SIGNATURE)
    expect(visit.page.get_by_role("alert")).to_have_text(
        "“<b>soon</b>” is not a date: write 2023, March 2023 or 2023-03-14."
    )
    expect(visit.page.get_by_role("textbox", name="Your question")).to_have_value(SIGNATURE)
    assert assistant.asked == []
    visit.page.get_by_role("button", name="Clear filter").click()
    visit.page.get_by_role("textbox").press("Enter")
    in_phase(visit, 1, "answered")
    expect(visit.page.get_by_role("alert")).to_have_count(0)


def test_axe_finds_nothing_serious(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    visit.page.evaluate(AXE.read_text("utf-8"))
    found = {"empty": serious(visit)}
    first = answered(visit, MEETING)
    first.locator(".dropped summary").click()
    visit.page.locator("#filters select").select_option("nl")
    found["answered"] = serious(visit)
    first.locator(".open-article").nth(1).click()
    expect(visit.page.get_by_role("dialog").locator("mark.here")).to_be_visible()
    found["article open"] = serious(visit)
    visit.ask(MAYOR)
    in_phase(visit, 2, "refused")
    found["refused"] = serious(visit)
    assert found == {"empty": [], "answered": [], "article open": [], "refused": []}


def serious(visit: Visit) -> list[str]:
    """Return what axe-core finds of serious or critical impact in light and in dark: the rule, and where."""
    found = []
    for scheme in SCHEMES:
        show_in(visit, scheme)
        violations = visit.page.evaluate("axe.run().then((results) => results.violations)")
        found += [
            f"{scheme}: {violation['id']}: {node['html']}"
            for violation in violations
            for node in violation["nodes"]
            if violation["impact"] in {"serious", "critical"}
        ]
    return found


def show_in(visit: Visit, scheme: Scheme) -> None:
    """Set the colours that the reader's system asks for, and wait for the page to follow."""
    visit.page.emulate_media(color_scheme=scheme)
    expect(visit.page.locator("body")).to_have_css("background-color", SCHEMES[scheme])


def set_width(visit: Visit, width: int) -> None:
    """Make the window so wide, which all that the page shows must fit."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.page.wait_for_function("width => document.documentElement.scrollWidth === width", arg=width)


def test_the_checked_answer_takes_the_draft_s_place_without_a_jump(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    after_sources, in_draft = gated(assistant, MEETING)
    visit = open_page(address, width=900, height=420)
    visit.ask(MEETING)
    after_sources.set()
    first = in_phase(visit, 1, "writing")
    expect(first.locator(".answer")).to_contain_text("Hij maakte er kennis met")
    # From here on the browser notes at every frame where the answer stands and how far the page is scrolled.
    visit.page.evaluate(
        """() => {
            const answer = document.querySelector(".answer");
            window.places = new Set();
            const note = () => {
                window.places.add(`${answer.getBoundingClientRect().top} ${window.scrollY}`);
                requestAnimationFrame(note);
            };
            note();
            window.block = answer;
        }"""
    )
    in_draft.set()
    first = in_phase(visit, 1, "answered")
    expect(first.locator(".answer .support")).to_have_count(3)
    visit.page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")
    assert visit.page.evaluate("[...window.places].length") == 1
    assert first.locator(".answer").evaluate("node => node === window.block")


HOSTILE = (
    '<script>window.broken = 1</script> <img src=x onerror="window.broken = 2"> </mark></p> '
    "![picture](http://192.0.2.1/picture.png) [link](javascript:alert(3)) ${window.broken = 4} {{value}} `x` "
    '<style>body { display: none }</style> <iframe src="http://192.0.2.1/"></iframe> &lt;b&gt;'
)


def test_a_hostile_article_is_shown_as_text(serve_chat: ServeChat, open_page: OpenPage) -> None:
    sentence = f"The council met on Monday and spoke of {HOSTILE} for hours."
    title = f"Council {HOSTILE}"
    article = Article('a"><b>.txt', 'a"><b>.txt', title, f"First came this. {sentence} Then it ended.", "en")
    question = f"What did they say? {HOSTILE}"
    draft = f"They spoke of {HOSTILE} for hours [1]."
    hostile = Script("en", draft, quotes=((article.id, "The council met on Monday"),), others=())
    assistant = ScriptedAssistant({article.id: article}, {question: hostile})
    visit = open_page(serve_chat(assistant, assistant.article, examples=(question,)), locale="en-GB")

    expect(visit.page.locator(".example span")).to_have_text(question)
    first = answered(visit, question)
    expect(first.locator("h2")).to_have_text(question)
    expect(first.locator(".answer")).to_contain_text(HOSTILE)
    expect(first.locator(".card .title")).to_have_text(title)
    expect(first.locator(".card .snippet")).to_contain_text("The council met on Monday")
    expect(first.locator(".card .origin")).to_have_text('a"><b>.txt')
    first.locator(".reference").click()
    first.locator(".open-article").click()
    reader = visit.page.get_by_role("dialog")
    expect(reader.locator(".title")).to_have_text(title)
    expect(reader.locator(".text")).to_have_text(article.text)
    expect(reader.locator("mark.here")).to_have_text("The council met on Monday")

    assert visit.page.evaluate("window.broken") is None
    inside = "img, iframe, a:not(.to-file > a), style, script, b, svg, object, link"
    expect(visit.page.locator("#page").locator(".reading, .reader").locator(inside)).to_have_count(0)
    assert visit.elsewhere == []


def test_the_page_asks_nothing_of_another_machine(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, MEETING)
    first.locator(".open-article").first.click()
    expect(visit.page.get_by_role("dialog").locator("mark.here")).to_be_visible()
    assert len(visit.requests) > 5
    assert visit.elsewhere == []
    assert [url for url in visit.requests if re.search(r"\.(woff2?|ttf|otf)\b", url)] == []


def test_markup_that_slipped_through_could_not_reach_another_machine(
    address: str, open_page: OpenPage
) -> None:
    """The page's own policy, tried from inside: the browser refuses before anything is sent."""
    visit = open_page(address)
    refused = visit.page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => resolve(event.blockedURI));
            const image = new Image();
            image.src = "http://192.0.2.1/picture.png";
        })"""
    )
    assert refused == "http://192.0.2.1/picture.png"
    assert visit.elsewhere == ["http://192.0.2.1/picture.png"]
    visit.requests.clear()  # It was noted, but blocked before it left.


def test_nothing_is_cut_off_at_any_width(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    widths = (320, 400, 720, 1440)  # 720 is what 200% zoom leaves of 1440
    for width in widths:
        set_width(visit, width)
    first = answered(visit, MEETING)
    reader = visit.page.get_by_role("dialog")
    for scheme in SCHEMES:
        show_in(visit, scheme)
        for width in widths:
            set_width(visit, width)
            first.locator('.reference[data-number="2"]').click()
            expect(first.locator('.card.chosen[data-number="2"] mark')).to_be_in_viewport(ratio=1)
            first.locator('.card[data-number="2"] .open-article').click()
            expect(reader.locator("mark.here")).to_be_in_viewport(ratio=1)
            box = reader.bounding_box()
            assert box is not None
            assert (box["width"] == width) == (width < 900)
            reader.get_by_role("button", name="Terug naar de bronnen").click()
            expect(reader).to_be_hidden()
            expect(visit.page.locator("footer:visible")).to_have_count(0)


def test_on_a_phone_the_sources_stand_below_the_answer(address: str, open_page: OpenPage) -> None:
    first = answered(open_page(address, width=390, height=844), MEETING)
    answer, panel = first.locator(".answer").bounding_box(), first.locator(".panel").bounding_box()
    assert answer is not None
    assert panel is not None
    assert panel["y"] >= answer["y"] + answer["height"]


def test_an_article_that_is_gone_is_said_to_be(
    assistant: ScriptedAssistant, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    first = answered(visit, DRONES)
    assistant.articles = {name: a for name, a in assistant.articles.items() if name != PEZESHKIAN}
    first.locator(".open-article").click()
    expect(visit.page.locator(".reader .article")).to_have_text("Dit artikel staat niet meer in de index.")


def test_the_server_ends_in_mid_answer_and_lets_go_of_the_model(
    assistant: ScriptedAssistant, open_page: OpenPage
) -> None:
    gated(assistant, MEETING)
    chat = build_chat(AnswerQueue(assistant), assistant.article, examples=())
    with running_chat(chat, port=free_port()) as address:
        visit = open_page(address)
        visit.ask(MEETING)
        in_phase(visit, 1, "writing")
    assert assistant.freed == [MEETING]
    in_phase(visit, 1, "stopped")
