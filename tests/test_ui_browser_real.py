"""The chat in a real browser with everything real behind it: encoder, Chroma and the built-in model."""

from threading import Event

from chat_scripts import CSTO, PEN, seed_articles
from conftest import OpenPage, ServeChat
from playwright.sync_api import expect
from scripted_assistant import Script, ScriptedAssistant
from served_chat import translating_chat

from index.article import Language
from index.storage.store import IndexStore
from rag.asking.prompts import REFUSAL
from rag.asking.translation import Translation, translate
from rag.assistant import Assistant
from rag.engines.engine import Engine
from ui.texts.translation_texts import TRANSLATION_TEXTS

# Reading a prompt on two cores that other tests use as well.
SLOW_MILLISECONDS = 180_000


def test_a_typed_question_is_answered_and_its_mark_opens_the_sentence(
    seed_assistant: Assistant, seed_index: IndexStore, serve_chat: ServeChat, open_page: OpenPage
) -> None:
    visit = open_page(serve_chat(seed_assistant, seed_index.article))
    visit.ask("How many ballistic missiles did Iran launch at Israel on October 1?")
    turn = visit.page.locator('.turn[data-turn="1"]')

    # The sources stand there while the model still reads.
    expect(turn.locator(".card").first).to_be_visible()
    expect(turn).to_have_attribute("data-phase", "answered", timeout=SLOW_MILLISECONDS)
    turn.locator('.reference[data-number="1"]').first.click()
    card = turn.locator(".card.chosen")
    expect(card.locator("mark")).to_contain_text("180")
    expect(card.locator("mark")).to_be_in_viewport()
    expect(card).to_contain_text("003_f1ba9c45c6fe6858.txt")


def test_what_the_articles_do_not_say_is_refused_and_the_nearest_is_shown(
    seed_assistant: Assistant, seed_index: IndexStore, serve_chat: ServeChat, open_page: OpenPage
) -> None:
    visit = open_page(serve_chat(seed_assistant, seed_index.article))
    visit.ask("Who is the mayor of Amsterdam?")
    turn = visit.page.locator('.turn[data-turn="1"]')

    expect(turn).to_contain_text(REFUSAL["en"], timeout=SLOW_MILLISECONDS)
    expect(turn.locator(".card").first).to_be_visible()
    expect(turn.locator(".reference")).to_have_count(0)


def test_an_overview_has_lines_from_both_languages_and_each_mark_opens_its_sentence(
    seed_assistant: Assistant, seed_index: IndexStore, serve_chat: ServeChat, open_page: OpenPage
) -> None:
    visit = open_page(serve_chat(seed_assistant, seed_index.article), locale="en-GB")
    visit.ask("Summarise the relations between Russia and Iran")
    turn = visit.page.locator('.turn[data-turn="1"]')

    expect(turn).to_have_attribute("data-phase", "answered", timeout=SLOW_MILLISECONDS)
    lines = turn.locator(".lines li")
    assert {lines.nth(at).locator("q").get_attribute("lang") for at in range(lines.count())} == {"nl", "en"}
    last = lines.last
    last.locator(".reference").click()
    expect(turn.locator(".card.chosen mark")).to_be_in_viewport()
    assert (last.locator("q").inner_text()[1:20]) in turn.locator(".card.chosen").inner_text()
    expect(turn.locator(".kinds summary")).to_have_text("Taken as: an overview")


def test_a_question_is_asked_as_what_the_reader_says_it_is(
    seed_assistant: Assistant, seed_index: IndexStore, serve_chat: ServeChat, open_page: OpenPage
) -> None:
    visit = open_page(serve_chat(seed_assistant, seed_index.article))
    visit.ask("Erkent Rusland het Internationaal Strafhof?")
    turn = visit.page.locator('.turn[data-turn="1"]')

    expect(turn).to_have_attribute("data-phase", "answered", timeout=SLOW_MILLISECONDS)
    expect(turn.locator(".kinds summary")).to_have_text("Opgevat als: ja of nee")
    expect(turn.locator(".answer")).to_contain_text("Rusland noch China het ICC erkent")
    turn.locator(".kinds summary").click()
    turn.get_by_role("button", name="een overzicht").click()
    expect(turn.locator(".kinds summary")).to_have_text("Opgevat als: een overzicht")
    expect(turn.locator(".lines li").first).to_be_visible()


def test_an_english_reader_gets_a_dutch_source_in_english(
    builtin_engine: Engine, open_page: OpenPage
) -> None:
    """The answer is scripted, so that what is translated is known; the model is real."""
    question = "What did Pashinyan do with his pen?"
    script = Script("en", "He laid it on the table [1].", quotes=((CSTO, PEN),))
    assistant = ScriptedAssistant(seed_articles(), {question: script})

    def translated(sentence: str, to: Language, stop: Event) -> Translation | None:
        return translate(builtin_engine, sentence, to, stop=stop)

    with translating_chat(assistant, translated) as address:
        visit = open_page(address, locale="en-GB")
        visit.ask(question)
        card = visit.page.locator('.turn[data-phase="answered"] .card[data-number="1"]')
        card.get_by_role("button", name="Translate into English").click()
        expect(card.locator(".lit[data-done]")).to_have_count(1, timeout=SLOW_MILLISECONDS)
        expect(card.locator(".lit")).to_contain_text("pen on the table")
        expect(card.locator(".lit")).to_contain_text("Pasjinjan")
        card.get_by_role("button", name=TRANSLATION_TEXTS["en"].stop).or_(
            card.get_by_role("button", name=TRANSLATION_TEXTS["en"].hide)
        ).click()
