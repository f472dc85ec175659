"""A page that is there before what answers is, in a real browser."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from chat_scripts import MISSILES, scripts, seed_articles
from conftest import OpenPage, chat_port
from playwright.sync_api import expect
from scripted_assistant import ScriptedAssistant
from test_ui_browser import AXE, in_phase, serious, turn

from rag.answer import AnswerSentence
from ui.archive.archive import Archive
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.server.answer_queue import AnswerQueue, Answers
from ui.server.late_assistant import LateAssistant
from ui.texts.by_language import ENGLISH


@dataclass(frozen=True, slots=True)
class Coming:
    """What a chat is waiting for; it comes when the test says so."""

    examples: Future[Sequence[str]] = field(default_factory=Future)
    quoting: Future[Answers] = field(default_factory=Future)
    whole: Future[Answers] = field(default_factory=Future)


@pytest.fixture
def coming() -> Coming:
    return Coming()


@pytest.fixture
def address(coming: Coming, tmp_path: Path) -> Iterator[str]:
    articles = seed_articles()
    late = LateAssistant(coming.whole, coming.quoting)
    with closing(Archive.open(tmp_path)) as archive, closing(AnswerQueue(late)) as shared:
        chat = build_chat(shared, articles.__getitem__, examples=coming.examples, archive=archive)
        with running_chat(chat, port=chat_port()) as served:
            yield served


def answering(*, without_model: bool) -> ScriptedAssistant:
    """Return what answers with a quotation, or in own words."""
    articles = seed_articles()
    script = scripts(articles)[MISSILES]
    if without_model:
        quote = script.quotes[0][1]
        quoted = AnswerSentence(f"The articles say: “{quote}” [1]", (1,), 1.0, is_quotation=True)
        script = replace(
            script, quotes=script.quotes[:1], draft="", checked=(quoted,), dropped=(), without_model=True
        )
    return ScriptedAssistant(articles, {MISSILES: script})


def test_a_question_waits_for_the_index_is_quoted_without_the_model_and_asked_again_with_it(
    coming: Coming, address: str, open_page: OpenPage
) -> None:
    visit = open_page(address, locale="en-GB")
    expect(visit.page.locator(".welcome h2")).to_have_text(ENGLISH.welcome_heading)
    expect(visit.page.locator(".welcome .example")).to_have_count(0)
    coming.examples.set_result(("Who is the minister?", "Wie is de minister?"))
    expect(visit.page.locator(".welcome .example")).to_have_count(2)

    visit.ask(MISSILES)
    asked = turn(visit, 1)
    in_phase(visit, 1, "starting")
    expect(asked.locator(".status")).to_have_text(ENGLISH.starting)
    coming.quoting.set_result(answering(without_model=True))
    in_phase(visit, 1, "answered")
    said = ENGLISH.without_model.format(again=ENGLISH.ask_again)
    expect(asked.locator(".answer .reason")).to_have_text(said)
    expect(asked.locator(".status")).to_have_text("Quoted in 4.2 s")
    expect(asked.locator(".answer blockquote")).to_have_count(1)
    visit.page.add_script_tag(path=AXE)
    assert serious(visit) == []

    visit.page.reload()
    expect(turn(visit, 1).locator(".answer .reason")).to_have_text(said)

    coming.whole.set_result(answering(without_model=False))
    turn(visit, 1).get_by_role("button", name=ENGLISH.ask_again, exact=True).click()
    expect(turn(visit, 1).locator(".status")).to_contain_text("Answered and checked")
    expect(turn(visit, 1).locator(".answer .reason")).to_have_count(0)
