import re
import socket
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from chat_scripts import DRONES, FOOTBALL, MEETING, MISSILES, POETIN, SIGNATURE, scripts, seed_articles
from conftest import ServeChat, free_port
from scripted_assistant import WAIT, ScriptedAssistant, passage_of

from index.article import Article
from index.errors import ModelError, SettingError
from ui.chat.asking import AskedTurn
from ui.chat.conversation import Conversation
from ui.chat.kept_conversation import KeptConversation
from ui.html.conversation_view import ConversationView
from ui.html.sources import whole_article
from ui.html.turn import TurnView
from ui.server.address import check_address
from ui.server.answer_queue import QUESTION_LIMIT, AnswerQueue, Stop
from ui.texts.by_language import DUTCH

STYLE = Path(__file__).parents[1] / "ui" / "static" / "chat.css"


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return seed_articles()


@pytest.fixture
def assistant(articles: dict[str, Article]) -> ScriptedAssistant:
    return ScriptedAssistant(articles, scripts(articles))


def conversation_with(assistant: ScriptedAssistant) -> Conversation:
    return conversation_over(AnswerQueue(assistant), assistant)


def conversation_over(shared: AnswerQueue, assistant: ScriptedAssistant) -> Conversation:
    return Conversation(
        shared,
        language="en",
        examples=[],
        archived=KeptConversation(None, assistant.article),
    )


def asked(conversation: Conversation, question: str, *, instead_of: TurnView | None = None) -> list[TurnView]:
    """Ask, and return the turn at every view that the page is given."""
    replaced = None if instead_of is None else AskedTurn(instead_of.number, instead_of.kept)
    assert conversation.receive(question, instead_of=replaced)
    return [turn_of(view) for view in conversation.answer()]


def turn_of(view: ConversationView) -> TurnView:
    assert view.turn is not None
    return view.turn


def test_a_question_goes_from_searching_to_answered(assistant: ScriptedAssistant) -> None:
    turns = asked(conversation_with(assistant), MISSILES)
    assert [turns[0].phase, turns[1].phase, turns[-2].phase, turns[-1].phase] == [
        "searching",
        "writing",
        "writing",
        "answered",
    ]
    assert [turns[place].status for place in (0, 1, -1)] == [
        "Searching the articles…",
        "2 sources found, answer is being written…",
        "Answered and checked in 4.2 s",
    ]
    # The sources are there before the first word, and what the model reads is lit up.
    assert turns[1].answer == ""
    assert turns[1].sources.count("<mark>On Oct. 1, Iran’s Islamic Revolutionary Guard Corps") == 1
    assert "<h3>Also found" not in turns[-1].sources
    assert turns[-1].sources.count('class="card cited"') == 1


def test_a_turn_speaks_the_language_of_its_question(assistant: ScriptedAssistant) -> None:
    conversation = conversation_with(assistant)
    turns = asked(conversation, FOOTBALL)
    assert conversation.view().language == "en"
    assert (turns[-1].language, turns[-1].status) == ("nl", "Geen antwoord")
    assert turns[-1].answer == (
        "<p>Dat staat niet in de artikelen.</p>"
        '<p class="reason">Geen zin die gevonden is, lijkt deze vraag te beantwoorden.</p>'
    )
    assert turns[-1].sources_heading == (
        '<h3>Dichtstbij gevonden</h3><p class="of">bij “Wie won het WK voetbal van 2022?”</p>'
    )
    assert "maar geven er geen antwoord op" in turns[-1].sources
    assert turns[-1].sources.count("<mark") == 0


def test_names_alone_are_asked_in_the_language_of_the_answer_before(
    articles: dict[str, Article], assistant: ScriptedAssistant
) -> None:
    scripts_with_names = {**assistant.scripts, "Xi Jinping?": assistant.scripts[MEETING]}
    assistant = ScriptedAssistant(articles, scripts_with_names)
    conversation = conversation_with(assistant)
    asked(conversation, FOOTBALL)
    assert {turn.language for turn in asked(conversation, "Xi Jinping?")} == {"nl"}
    assert assistant.asked_in == ["nl", "nl"]


def test_while_a_draft_grows_nothing_else_is_drawn_anew(assistant: ScriptedAssistant) -> None:
    first, *drafts = [
        turn for turn in asked(conversation_with(assistant), MISSILES) if turn.phase == "writing"
    ]
    assert len({turn.answer for turn in drafts}) == len(drafts) > 3
    # The same objects, not only equal ones.
    assert {(id(turn.sources), id(turn.foot), id(turn.question)) for turn in drafts} == {
        (id(first.sources), id(first.foot), id(first.question))
    }


def test_the_assistant_hears_the_answers_before(assistant: ScriptedAssistant) -> None:
    conversation = conversation_with(assistant)
    for question in (MEETING, FOOTBALL, SIGNATURE):
        asked(conversation, question)
    assert [(question, [turn.question for turn in history]) for question, history in assistant.asked] == [
        (MEETING, []),
        (FOOTBALL, [MEETING]),
        (SIGNATURE, [MEETING, FOOTBALL]),
    ]
    conversation.start_anew()
    assert (conversation.view().conversation, conversation.view().turn) == (2, None)
    asked(conversation, DRONES)
    assert assistant.asked[-1] == (DRONES, ())


def test_stop_ends_the_turn_at_once_and_frees_the_model(assistant: ScriptedAssistant) -> None:
    conversation = conversation_with(assistant)
    assert conversation.receive(MEETING)
    views = conversation.answer()
    drafted = next(view for view in views if turn_of(view).answer)
    conversation.stop()
    assert turn_of(conversation.view()).phase == "stopped"
    assert turn_of(conversation.view()).answer == turn_of(drafted).answer
    assert turn_of(conversation.view()).status == "Gestopt. Wat hier staat is niet nagekeken."
    assert not conversation.busy
    assert list(views) == []
    assert assistant.freed == [MEETING]
    assert turn_of(conversation.view()).phase == "stopped"
    assert asked(conversation, SIGNATURE)[-1].phase == "answered"
    assert assistant.asked[-1] == (SIGNATURE, ())


def test_a_question_stopped_while_it_waits_is_never_asked(assistant: ScriptedAssistant) -> None:
    shared = AnswerQueue(assistant)
    conversation = conversation_over(shared, assistant)
    with shared.place(Stop()):
        assert conversation.receive(MEETING)
        assert turn_of(conversation.view()).phase == "waiting"
        conversation.stop()
        assert turn_of(conversation.view()).status == "Gestopt voordat er een antwoord was."
        assert list(conversation.answer()) == []
    assert assistant.asked == []


def test_a_waiting_reader_is_told_the_place_in_the_line(assistant: ScriptedAssistant) -> None:
    shared = AnswerQueue(assistant)
    conversation = conversation_over(shared, assistant)
    with ExitStack() as second, ExitStack() as first:
        first.enter_context(shared.place(Stop()))
        second.enter_context(shared.place(Stop()))
        assert conversation.receive(MEETING)
        views = (turn_of(view) for view in conversation.answer())
        said = [turn_of(conversation.view()).status, next(views).status]
        first.close()
        said.append(next(views).status)
        second.close()
        said.append(next(views).status)
    assert said == [
        "Er worden eerst 2 andere vragen beantwoord…",
        "Er worden eerst 2 andere vragen beantwoord…",
        DUTCH.waiting,
        DUTCH.searching,
    ]
    assert list(views)[-1].phase == "answered"
    assert shared.asking == 0


def test_a_full_line_is_said_in_the_readers_language(assistant: ScriptedAssistant) -> None:
    shared = AnswerQueue(assistant, queue_limit=0)
    conversation = conversation_over(shared, assistant)
    with shared.place(Stop()):
        assert not conversation.receive(MEETING)
        said = [conversation.hint]
        conversation.switch_language()
        assert not conversation.receive(MEETING)
        said.append(conversation.hint)
    assert said == [
        "Too many questions are waiting for an answer. Ask this one again in a while.",
        "Er wachten te veel vragen op antwoord. Stel deze straks opnieuw.",
    ]
    assert (conversation.view().turn, assistant.asked) == (None, [])
    assert conversation.receive(MEETING)
    with shared.place(Stop()):
        full = [turn_of(view) for view in conversation.answer()]
    assert [(turn.phase, turn.answer) for turn in full] == [("failed", f"<p>{DUTCH.queue_full}</p>")]
    assert asked(conversation, MEETING)[-1].phase == "answered"


def test_the_same_question_asked_again_says_what_became_of_its_answer(assistant: ScriptedAssistant) -> None:
    conversation = conversation_with(assistant)
    first = asked(conversation, MISSILES)[-1]
    again = asked(conversation, MISSILES, instead_of=first)
    assert again[0].status == "Searching the articles…"
    assert (again[-1].number, again[-1].version) == (1, 2)
    assert again[-1].status == "Answered and checked in 4.2 s · searched and asked again: the same answer"
    other = replace(assistant.scripts[MISSILES], draft="Some 180 [1].", checked=())
    assistant.scripts = {**assistant.scripts, MISSILES: other}
    third = asked(conversation, MISSILES, instead_of=again[-1])[-1]
    assert third.status.endswith(" · searched and asked again: another answer than before")
    quote = (POETIN, "Poetin citeerde hem uitvoerig in zijn speech.")
    elsewhere = replace(other, quotes=(quote,), others=())
    assistant.scripts = {**assistant.scripts, MISSILES: elsewhere}
    fourth = asked(conversation, MISSILES, instead_of=third)[-1]
    assert fourth.status.endswith(" · searched and asked again: the same words, other sources")
    assert [len(history) for _, history in assistant.asked] == [0, 0, 0, 0]


def test_an_edited_question_takes_the_place_of_the_old_and_of_what_came_after(
    assistant: ScriptedAssistant,
) -> None:
    conversation = conversation_with(assistant)
    turns = [asked(conversation, question)[-1] for question in (MEETING, DRONES, FOOTBALL)]
    edited = asked(conversation, SIGNATURE, instead_of=turns[1])[-1]
    shown = conversation.view(whole=True)
    assert [turn.question for turn in (*shown.earlier, turn_of(shown))] == [MEETING, SIGNATURE]
    assert (edited.number, edited.status) == (2, "Beantwoord en nagekeken in 4,2 s")
    assert [turn.question for turn in assistant.asked[-1][1]] == [MEETING]


def test_a_turn_that_the_page_no_longer_has_cannot_be_asked_again(assistant: ScriptedAssistant) -> None:
    conversation = conversation_with(assistant)
    asked(conversation, MISSILES)
    assert not conversation.receive(MISSILES, instead_of=AskedTurn(2, None))
    assert not conversation.receive(MISSILES, instead_of=AskedTurn(1, 7))
    assert conversation.hint.startswith("This conversation was deleted, perhaps in another window.")
    assert not conversation.busy


def test_a_page_that_goes_away_frees_the_model(assistant: ScriptedAssistant) -> None:
    conversation = conversation_with(assistant)
    conversation.receive(MEETING)
    views = conversation.answer()
    next(view for view in views if turn_of(view).answer)
    views.close()  # as Gradio does
    assert (assistant.freed, [stop.is_set() for stop in assistant.stops]) == ([MEETING], [True])


def test_an_error_is_said_and_the_conversation_goes_on(assistant: ScriptedAssistant) -> None:
    failing = replace(
        assistant.scripts[MEETING], error=ModelError("model x.gguf: no such file; name another")
    )
    assistant.scripts = {**assistant.scripts, DRONES: failing}
    conversation = conversation_with(assistant)
    asked(conversation, MEETING)
    last = asked(conversation, DRONES)[-1]
    assert (last.phase, last.status) == ("failed", "Dit lukte niet")
    assert last.answer == "<p>model x.gguf: no such file; name another</p>"
    assert asked(conversation, SIGNATURE)[-1].phase == "answered"
    assert [turn.question for turn in assistant.asked[-1][1]] == [MEETING]


def test_an_unforeseen_error_closes_the_turn(assistant: ScriptedAssistant) -> None:
    broken = replace(assistant.scripts[MEETING], error=ZeroDivisionError("not meant for people"))
    assistant.scripts = {MEETING: broken}
    conversation = conversation_with(assistant)
    conversation.receive(MEETING)
    with pytest.raises(ZeroDivisionError):
        list(conversation.answer())
    conversation.fail()
    assert turn_of(conversation.view()).answer == (
        "<p>Something went wrong that nobody foresaw; the terminal says what. You can ask on.</p>"
    )
    assert not conversation.busy


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("", "Type a question first."),
        (" \n\t ", "Type a question first."),
        ("?" * 2001, "The question has 2,001 characters; 2,000 fit. Shorten it, it is still there."),
    ],
)
def test_a_question_that_cannot_be_asked_gets_a_hint(
    assistant: ScriptedAssistant, question: str, hint: str
) -> None:
    conversation = conversation_with(assistant)
    assert not conversation.receive(question)
    assert (conversation.hint, conversation.view().turn) == (hint, None)
    assert conversation.receive(MEETING)
    assert conversation.hint == ""


def test_the_longest_question_fits(assistant: ScriptedAssistant) -> None:
    assert conversation_with(assistant).receive("?" * QUESTION_LIMIT)


def test_one_question_at_a_time(assistant: ScriptedAssistant) -> None:
    conversation = conversation_with(assistant)
    assert conversation.receive(MEETING)
    assert not conversation.receive(DRONES)
    assert conversation.hint == "The previous question is still being answered. Wait a moment, or press Stop."
    assert turn_of(conversation.view()).question == MEETING


def test_every_cited_sentence_of_an_article_is_lit(articles: dict[str, Article]) -> None:
    article = articles[POETIN]
    quotes = scripts(articles)[MEETING].quotes[1:]
    places = [place(article, number, quote) for number, (_, quote) in enumerate(quotes, 2)]
    drawn = whole_article(articles.__getitem__, {"language": "nl", "places": places})
    marks = re.findall(r'<mark class="cited" data-number="(\d)">(.*?)</mark>', drawn)
    assert marks == [("2", quotes[0][1]), ("3", quotes[1][1])]
    assert '<p class="subheading">In de coulissen</p>' in drawn
    assert "datum onbekend" in drawn


def place(article: Article, number: int, quote: str) -> dict[str, object]:
    _, span = passage_of(article, quote)
    return {"article": article.id, "number": number, "start": span.start, "end": span.end, "quote": quote}


def test_a_sentence_that_changed_is_not_lit(articles: dict[str, Article]) -> None:
    article = articles[POETIN]
    quote = scripts(articles)[MEETING].quotes[1][1]
    changed = replace(article, text=article.text.replace("Turkmenistan", "Kazachstan"))
    drawn = whole_article(lambda _: changed, {"language": "en", "places": [place(article, 1, quote)]})
    assert "<mark" not in drawn
    assert "The article has changed since; the cited sentence no longer stands in it as it was." in drawn


def test_an_article_that_is_gone_is_said_to_be(assistant: ScriptedAssistant) -> None:
    places = [{"article": "../../etc/passwd", "number": 1, "start": 0, "end": 3, "quote": "abc"}]
    drawn = whole_article(assistant.article, {"language": "nl", "places": places})
    assert drawn == '<p class="caution">Dit artikel staat niet meer in de index.</p>'


def test_a_port_in_use_is_one_line_that_names_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingError) as caught:
            check_address("127.0.0.1", port)
    assert str(caught.value) == (
        f"port {port} on 127.0.0.1 cannot be used (address already in use); choose another one with --port"
    )


def test_a_host_that_is_not_this_machine_is_refused() -> None:
    with pytest.raises(SettingError) as caught:
        check_address("192.0.2.1", free_port())
    assert str(caught.value) == (
        "host 192.0.2.1 cannot be used (cannot assign requested address); "
        "choose an address of this machine, such as 127.0.0.1"
    )


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_does_not_exist_is_refused(port: int) -> None:
    with pytest.raises(SettingError, match=f"^port {port}: choose one from 1 to 65535 with --port$"):
        check_address("127.0.0.1", port)


def test_a_free_port_can_be_used() -> None:
    check_address("127.0.0.1", free_port())


def test_the_server_keeps_to_this_machine(assistant: ScriptedAssistant, serve_chat: ServeChat) -> None:
    address = serve_chat(assistant, assistant.article)
    served = httpx.get(address, timeout=WAIT)
    assert served.status_code == 200
    assert "default-src 'self'" in served.headers["content-security-policy"]
    assert served.headers["referrer-policy"] == "no-referrer"
    # A web page elsewhere that points its own name at this address gets nothing.
    assert httpx.get(address, headers={"host": "news.example"}, timeout=WAIT).status_code == 403


def test_the_colours_can_be_told_apart() -> None:
    """WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for the edge of what can be operated."""
    style = STYLE.read_text("utf-8")
    too_faint = {
        (theme, front, back): round(ratio, 2)
        for theme in (":root", ".dark")
        for colours in [
            dict(re.findall(r"--([\w-]+): (#\w{6});", style.partition(f"{theme} {{")[2].partition("}")[0]))
        ]
        for front, backs, least in (
            ("ink", ("paper", "shade", "card", "marker", "marker-here"), 4.5),
            ("ink-soft", ("paper", "shade", "card"), 4.5),
            ("accent", ("paper", "shade", "card", "accent-soft"), 4.5),
            ("accent-ink", ("accent",), 4.5),
            ("warn", ("paper",), 4.5),
            ("dutch", ("paper", "card"), 4.5),
            ("english", ("paper", "card"), 4.5),
            ("line-strong", ("paper", "card"), 3.0),
        )
        for back in backs
        if (ratio := contrast(colours[front], colours[back])) < least
    }
    assert too_faint == {}


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
