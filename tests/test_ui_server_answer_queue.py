import threading

import pytest
from api_server import ANSWERS, OPEN, WAIT, Scripted

from index.errors import ModelError
from ui.server.answer_queue import AnswerQueue, QueueFullError, Stop


def test_as_many_wait_as_may() -> None:
    line = AnswerQueue(Scripted(ANSWERS), queue_limit=2)
    with line.place(Stop()), line.place(Stop()), line.place(Stop()):
        assert (line.asking, line.is_full) == (3, True)
        with pytest.raises(QueueFullError) as refused:
            list(line.ask(OPEN))
    assert str(refused.value) == (
        "as many questions wait as may (the setting queue_limit is 2); ask again in a moment"
    )
    assert (line.asking, line.is_full) == (0, False)
    assert len(list(line.ask(OPEN))) == 3


def test_where_nobody_may_wait_one_is_answered() -> None:
    line = AnswerQueue(Scripted(ANSWERS), queue_limit=0)
    assert not line.is_full
    assert len(list(line.ask(OPEN))) == 3


def test_who_has_a_place_is_asked_in_it_though_the_line_is_full() -> None:
    line, stop = AnswerQueue(Scripted(ANSWERS), queue_limit=0), Stop()
    with line.place(stop):
        assert len(list(line.ask(OPEN, stop=stop))) == 3


@pytest.mark.parametrize("wakes", ["its turn", "a stop", "the end"])
def test_who_waits_sleeps_until_something_happens(monkeypatch: pytest.MonkeyPatch, wakes: str) -> None:
    slept: list[float | None] = []
    asleep = threading.Event()
    wait = threading.Condition.wait

    def noted(condition: threading.Condition, timeout: float | None = None) -> bool:
        if threading.current_thread().name == "waiter":
            slept.append(timeout)
            asleep.set()
        return wait(condition, timeout)

    monkeypatch.setattr(threading.Condition, "wait", noted)
    line, stop, told = AnswerQueue(Scripted(ANSWERS)), Stop(), list[int]()

    def waits() -> None:
        with line.place(stop):
            told.extend(line.ahead_of(stop))

    first = line.place(Stop())
    first.__enter__()
    waiter = threading.Thread(target=waits, name="waiter")
    waiter.start()
    assert asleep.wait(WAIT)
    if wakes == "a stop":
        stop.set()
    elif wakes == "the end":
        line.close(patience=0)
    else:
        first.__exit__(None, None, None)
    waiter.join(WAIT)
    assert not waiter.is_alive()
    assert (told, slept) == ([1], [None])
    assert stop.is_set() == (wakes != "its turn")


def test_after_the_end_nobody_is_taken() -> None:
    line = AnswerQueue(Scripted(ANSWERS))
    line.close()
    with pytest.raises(ModelError, match="the server is ending"):
        list(line.ask(OPEN))
