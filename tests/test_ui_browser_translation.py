"""Translations of sources in a real browser; what the model says is scripted."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from chat_scripts import DEAL, DRONES, SIGNATURE
from conftest import OpenPage, Visit
from playwright.sync_api import Locator, expect
from scripted_assistant import WAIT, ScriptedAssistant
from served_chat import seed_scripts, translating_chat
from test_ui_browser import AXE, answered, in_phase, serious

from index.article import Language
from index.errors import ModelError
from rag.asking.translation import Translation
from ui.texts.translation_texts import TRANSLATION_TEXTS

IN_DUTCH = "In een akkoord van <b>1,7 miljard</b> dollar leverde Iran drones."
TEXTS = TRANSLATION_TEXTS["nl"]


@dataclass(slots=True)
class ScriptedTranslator:
    """Translates one sentence, and no other; notes what it was asked and what was stopped."""

    gate: threading.Event = field(default_factory=threading.Event)
    error: ModelError | None = None
    begun: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, Language]] = field(default_factory=list)
    stopped: list[bool] = field(default_factory=list)

    def __call__(self, sentence: str, to: Language, stop: threading.Event) -> Translation | None:
        self.asked.append((sentence, to))
        self.begun.set()
        while not (self.gate.wait(0.02) or stop.is_set()):
            pass
        self.stopped.append(stop.is_set())
        if self.error is not None:
            raise self.error
        if stop.is_set() or sentence != DEAL:
            return None
        return Translation(IN_DUTCH, ("1,7 miljard",))


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return seed_scripts()


@pytest.fixture
def translator() -> ScriptedTranslator:
    return ScriptedTranslator()


@pytest.fixture
def address(assistant: ScriptedAssistant, translator: ScriptedTranslator) -> Iterator[str]:
    with translating_chat(assistant, translator) as address:
        yield address


def card_of(visit: Visit) -> Locator:
    return answered(visit, DRONES).locator('.card[data-number="1"]')


def test_a_source_in_the_other_language_is_translated_beside_the_original(
    translator: ScriptedTranslator, address: str, open_page: OpenPage
) -> None:
    translator.gate.set()
    visit = open_page(address)
    card = card_of(visit)
    button = card.get_by_role("button", name="Vertaal in het Nederlands")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    place = card.locator(".translation")
    expect(place.locator(".lit")).to_have_text(IN_DUTCH)
    expect(place.locator(".beside")).to_have_text([TEXTS.impossible] * 2)
    expect(place.locator(".why")).to_have_text(TEXTS.why)
    expect(place.locator(".why")).to_be_visible()
    expect(place.locator(".kind")).to_have_text(TEXTS.machine_made)
    expect(place.locator(".unknown")).to_have_text("Staat niet zo in het origineel: ‘1,7 miljard’.")
    expect(place).to_have_attribute("lang", "nl")
    expect(card.locator("mark")).to_have_text(DEAL)
    assert translator.asked[0] == (DEAL, "nl")
    # It can be put away and shown again without asking again.
    count = len(translator.asked)
    card.get_by_role("button", name=TEXTS.hide).click()
    expect(place).to_be_hidden()
    card.get_by_role("button", name=TEXTS.show).click()
    expect(place.locator(".lit")).to_have_text(IN_DUTCH)
    assert len(translator.asked) == count
    visit.page.evaluate(AXE.read_text("utf-8"))
    assert serious(visit) == []


def test_a_source_in_the_readers_language_has_no_translation(address: str, open_page: OpenPage) -> None:
    visit = open_page(address)
    first = answered(visit, SIGNATURE)
    expect(first.locator(".card.cited")).to_have_count(2)
    expect(first.locator(".translate")).to_have_count(0)


def test_a_translation_is_stopped_at_once_and_the_next_question_answered(
    translator: ScriptedTranslator, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address)
    card = card_of(visit)
    card.get_by_role("button", name="Vertaal in het Nederlands").click()
    expect(card.locator(".busy")).to_have_text(TEXTS.busy)
    # A question waits behind it, and is told so.
    assert translator.begun.wait(WAIT)
    visit.ask(SIGNATURE)
    in_phase(visit, 2, "waiting")
    visit.page.locator('.turn[data-turn="1"] .show-sources').click()
    card.get_by_role("button", name=TEXTS.stop).click()
    expect(card.locator(".translation")).to_be_hidden()
    in_phase(visit, 2, "answered")
    assert translator.stopped == [True]
    # It can be asked for anew.
    translator.gate.set()
    card.get_by_role("button", name="Vertaal in het Nederlands").click()
    expect(card.locator(".lit")).to_have_text(IN_DUTCH)


def test_a_model_that_fails_is_said_to(
    translator: ScriptedTranslator, address: str, open_page: OpenPage
) -> None:
    translator.gate.set()
    translator.error = ModelError("the server does not <answer>")
    card = card_of(open_page(address))
    card.get_by_role("button", name="Vertaal in het Nederlands").click()
    expect(card.locator(".lit")).to_have_text("Vertalen lukte niet: the server does not <answer>")
