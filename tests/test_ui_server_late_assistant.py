import threading
from concurrent.futures import Future
from typing import Any

import pytest
from api_server import ANSWERS, OPEN, WAIT, Scripted

from index.errors import ModelError
from rag.answer import AnswerReady, DraftGrew, SourcesFound
from ui.server.answer_queue import AnswerQueue, Answers, StillStarting
from ui.server.late_assistant import LateAssistant

ANSWERED = [SourcesFound, DraftGrew, AnswerReady]


def there(assistant: Answers) -> Future[Answers]:
    coming = Future[Answers]()
    coming.set_result(assistant)
    return coming


def kinds(events: Any) -> list[type]:
    return [type(event) for event in events]


def test_who_asks_waits_until_there_is_an_assistant_and_is_told_so() -> None:
    coming, scripted = Future[Answers](), Scripted(ANSWERS)
    events = LateAssistant(coming).ask(OPEN, stop=threading.Event())

    assert (next(events), scripted.asked) == (StillStarting(), [])
    coming.set_result(scripted)
    assert kinds(events) == ANSWERED


def test_the_best_that_is_there_answers() -> None:
    best, other = Future[Answers](), Scripted(ANSWERS)
    late = LateAssistant(best, there(other))

    assert kinds(late.ask(OPEN, stop=threading.Event())) == ANSWERED
    whole = Scripted(ANSWERS)
    best.set_result(whole)
    assert kinds(late.ask(OPEN, stop=threading.Event())) == ANSWERED
    assert (len(other.asked), len(whole.asked)) == (1, 1)


def test_who_is_stopped_waits_no_longer() -> None:
    stop = threading.Event()
    events = LateAssistant(Future[Answers]()).ask(OPEN, stop=stop)

    assert next(events) == StillStarting()
    stop.set()
    assert list(events) == []


def test_who_waits_and_who_asks_later_is_told_why_there_is_none() -> None:
    coming = Future[Answers]()
    late = LateAssistant(coming)
    waiting = late.ask(OPEN, stop=threading.Event())
    assert next(waiting) == StillStarting()
    coming.set_exception(ModelError("the model m.gguf is not a GGUF file"))

    for events in (waiting, late.ask(OPEN, stop=threading.Event())):
        with pytest.raises(ModelError, match=r"^the model m\.gguf is not a GGUF file$"):
            list(events)


def test_in_the_queue_a_program_waits_for_the_whole_and_a_reader_does_not() -> None:
    best, quoting, whole = Future[Answers](), Scripted(ANSWERS), Scripted(ANSWERS)
    queue = AnswerQueue(LateAssistant(best, there(quoting)), whole=LateAssistant(best))

    assert kinds(queue.ask(OPEN)) == ANSWERED
    events = queue.ask(OPEN, waits=True)
    assert next(events) == StillStarting()
    best.set_result(whole)
    assert kinds(events) == ANSWERED
    assert (len(quoting.asked), len(whole.asked)) == (1, 1)


def test_whoever_waits_for_the_queue_to_be_empty_waits_as_long_as_that() -> None:
    queue, gate = AnswerQueue(Scripted(ANSWERS)), threading.Event()
    queue.wait(0.01)
    events = queue.ask(OPEN)
    next(events)

    def end() -> None:
        gate.wait(WAIT)
        list(events)

    ends = threading.Thread(target=end)
    ends.start()
    queue.wait(0.01)
    assert queue.asking == 1
    gate.set()
    queue.wait(WAIT)
    assert queue.asking == 0
    ends.join()
