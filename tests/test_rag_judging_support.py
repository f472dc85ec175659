from collections.abc import Iterator, Sequence
from threading import Event

import pytest
from rag_samples import evidence, passage

from rag.engines.engine import Message
from rag.judging.calibration import PROMPTED, JudgeSignals, probability_of, signals_of
from rag.judging.judge import Judge
from rag.judging.judgement import Judgement
from rag.judging.support import Sourced, Support, SupportScorer

BEFORE, OPENED = "Burgemeester Anna Vos is boos.", "Zij opende op 3 mei de brug."
SOURCE = evidence(passage(BEFORE, OPENED, title="Brug open"))[1]


class Letters:
    """An engine that gives the letters these probabilities, and keeps the last message of each request."""

    name = "letters"
    trained = None

    def __init__(self, says: float, denies: float, neither: float) -> None:
        self._probabilities = (says, denies, neither)
        self.asked: list[str] = []

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:
        raise NotImplementedError

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        assert (tuple(choices), stop.is_set()) == (("A", "B", "C"), False)
        self.asked.append(messages[-1].content)
        return self._probabilities

    def close(self) -> None: ...


def test_the_judge_reads_the_title_and_the_sentence_before() -> None:
    engine = Letters(0.8, 0.1, 0.1)

    found = SupportScorer(Judge(engine)).support("Anna Vos opende de brug.", "nl", SOURCE, stop=Event())

    assert engine.asked == [
        f"Zin: Anna Vos opende de brug.\nTitel: Brug open\nErvoor: {BEFORE}\nBron: {OPENED}",
    ]
    judged = signals_of(
        Judgement(0.8, 0.1, 0.1), "Anna Vos opende de brug.", f"{SOURCE.before} {SOURCE.text}", ("nl", "nl")
    )
    assert found == Support(probability_of(judged, PROMPTED))


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("De brug ging op 4 mei open.", ("4 mei",)),
        ("De brug kostte 300 euro.", ("300 euro",)),
        ("De brug werd geopend door Piet Bakker.", ("Piet Bakker",)),
    ],
)
def test_a_value_that_the_source_has_not_is_never_shown_and_nothing_is_asked(
    claim: str, missing: tuple[str, ...]
) -> None:
    engine = Letters(1.0, 0.0, 0.0)

    assert SupportScorer(Judge(engine)).support(claim, "nl", SOURCE, stop=Event()) == Support(0.0, missing)
    assert engine.asked == []


def test_what_is_denied_is_asked_whatever_its_values() -> None:
    engine = Letters(0.1, 0.7, 0.2)

    assert SupportScorer(Judge(engine)).denied("De brug ging op 4 mei open.", SOURCE, stop=Event()) == 0.7


def test_the_more_the_judge_finds_it_said_and_the_fewer_words_are_new_the_likelier_it_is() -> None:
    good = JudgeSignals(over_denied=3.0, over_neither=3.0, over_both=2.3, same_language=True, new_words=0.0)
    worse = [
        JudgeSignals(over_denied=0.0, over_neither=3.0, over_both=2.3, same_language=True, new_words=0.0),
        JudgeSignals(over_denied=3.0, over_neither=0.0, over_both=0.0, same_language=True, new_words=0.0),
        JudgeSignals(over_denied=3.0, over_neither=3.0, over_both=2.3, same_language=True, new_words=0.8),
    ]
    assert all(0 < probability_of(each, PROMPTED) < probability_of(good, PROMPTED) < 1 for each in worse)


def test_signals_of_a_sentence() -> None:
    judgement = Judgement(says=0.8, denies=0.1, neither=0.1)
    source = "De brug van Lommen is open."

    same = signals_of(judgement, "De brug van Lommen is geschilderd.", source, ("nl", "nl"))
    other = signals_of(judgement, "The bridge of Lommen was painted.", source, ("en", "nl"))

    assert (same.over_denied, same.over_neither, same.over_both) == pytest.approx(
        (2.0794, 2.0794, 1.3863), abs=1e-4
    )
    assert (same.same_language, round(same.new_words, 4)) == (True, 0.3333)
    assert (other.same_language, other.new_words) == (False, 0.0)


def test_a_claim_that_stands_by_itself_is_judged_likewise() -> None:
    engine = Letters(0.5, 0.0, 0.5)
    sourced = Sourced("The bridge is open.", "De brug is open.", ("en", "nl"), before="Er was feest.")

    found = SupportScorer(Judge(engine)).support_of(sourced, stop=Event())

    assert found == Support(probability_of(sourced.signals(Judgement(0.5, 0.0, 0.5)), PROMPTED))
    assert engine.asked == ["Zin: The bridge is open.\nErvoor: Er was feest.\nBron: De brug is open."]
