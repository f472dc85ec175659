"""Questions that lean on the conversation, searched for in the real index of seeds/."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from conversations import COMPLETE, FOLLOW_UPS, LEANING, NEW_SUBJECTS, Earlier

from index.article import LANGUAGES, Language
from index.encoder import Encoder
from index.passage import Passage
from index.span import Span
from index.storage.store import IndexStore
from index.text.language import detect_question_language
from rag.answer import Answer, Citation, Turn
from rag.asking.prompts import REFUSAL
from rag.finding.evidence import MAX_SENTENCES
from rag.finding.follow_up import leans_on_history, standalone_question
from rag.finding.retrieval import Retriever

MakeHistory = Callable[[Sequence[Earlier]], tuple[Turn, ...]]


@pytest.fixture(scope="module")
def make_history(seed_index: IndexStore) -> MakeHistory:
    """Build the turns of a conversation from sentences of seeds/."""
    anything = np.full(384, 384**-0.5, dtype=np.float32)
    sentences = [
        (span, candidate.passage)
        for language in LANGUAGES
        for candidate in seed_index.search(language, anything, 1000)
        for span in candidate.passage.chunk.sentences
    ]

    def make(earlier: Sequence[Earlier]) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        for question, start in earlier:
            language = question_language(question, turns)
            turns.append(Turn(question, answered(language, start) if start else refused(language)))
        return tuple(turns)

    def answered(language: Language, start: str) -> Answer:
        ((span, passage),) = [
            (span, passage) for span, passage in sentences if words_of(span, passage).startswith(start)
        ]
        quote = words_of(span, passage)
        citation = Citation(1, passage, span, quote, 0.9)
        return Answer(f"{quote} [1]", language, (citation,), (passage,), abstained=False)

    return make


def words_of(span: Span, passage: Passage) -> str:
    chunk = passage.chunk
    return chunk.text[span.start - chunk.start : span.end - chunk.start]


def refused(language: Language) -> Answer:
    return Answer(REFUSAL[language], language, (), (), abstained=True, reason="nothing near")


def question_language(question: str, history: Sequence[Turn]) -> Language:
    return detect_question_language(question, previous=history[-1].answer.language if history else None)


def condensed(question: str, history: Sequence[Turn]) -> str:
    return standalone_question(question, question_language(question, history), history)


def test_follow_ups_find_what_answers_them(
    make_history: MakeHistory, seed_index: IndexStore, encoder: Encoder
) -> None:
    retriever = Retriever(seed_index, encoder)

    def finds(searched: str, answer: str) -> bool:
        return any(answer in found.text for found in retriever.retrieve(searched).sentences[:MAX_SENTENCES])

    alone = [question for _, question, answer in FOLLOW_UPS if not finds(question, answer)]
    missed = [
        question
        for earlier, question, answer in FOLLOW_UPS
        if not finds(condensed(question, make_history(earlier)), answer)
    ]
    figures = f"of {len(FOLLOW_UPS)}, {len(alone)} are missed alone; in their conversation {missed}"
    assert len(alone) >= 0.4 * len(FOLLOW_UPS), figures
    assert len(missed) <= 0.14 * len(FOLLOW_UPS), figures


@pytest.mark.parametrize(("earlier", "question"), NEW_SUBJECTS, ids=[case[1] for case in NEW_SUBJECTS])
def test_a_new_subject_drops_the_old_one(
    earlier: tuple[Earlier, ...], question: str, make_history: MakeHistory
) -> None:
    assert condensed(question, make_history(earlier)) == question


@pytest.mark.parametrize("question", LEANING)
def test_leans_on_what_came_before(question: str) -> None:
    history = (Turn("Wat kost de BRICS-top?", refused("nl")),)
    assert leans_on_history(question, question_language(question, ()), history)
    assert not leans_on_history(question, question_language(question, ()), ())


@pytest.mark.parametrize("question", COMPLETE)
def test_says_itself_what_it_is_about(question: str) -> None:
    history = (Turn("Wat kost de BRICS-top?", refused("nl")),)
    assert not leans_on_history(question, question_language(question, ()), history)


def test_a_noun_with_the_that_was_just_spoken_of_leans() -> None:
    history = (Turn("Is there a deal between Iran and Russia?", refused("en")),)
    assert leans_on_history("What was the deal worth?", "en", history)
    assert not leans_on_history("What was the summit worth?", "en", history)
    assert not leans_on_history("What was the deal with Mongolia worth?", "en", history)


def test_the_first_question_is_searched_for_as_it_is() -> None:
    assert condensed("En wanneer was dat?", ()) == "En wanneer was dat?"


def test_the_subject_is_what_was_asked_and_who_was_quoted(make_history: MakeHistory) -> None:
    turn = ("Why did Putin visit North Korea?", "A month after the meeting with Xi")
    assert (
        condensed("Wat hebben ze getekend?", make_history([turn]))
        == "Putin visit North Korea Xi 24. Wat hebben ze getekend?"
    )


def test_a_bare_why_is_searched_for_with_what_was_said(make_history: MakeHistory) -> None:
    turn = ("Welke wapens levert Noord-Korea?", "Noord-Korea verstrekt vooral munitie")
    assert (
        condensed("Waarom?", make_history([turn]))
        == "wapens levert Noord-Korea verstrekt vooral munitie eveneens raketten resten aangetroffen"
        " Oekraïne. Waarom?"
    )


def test_after_a_refusal_the_question_before_is_all_there_is() -> None:
    history = (Turn("Wat kost de BRICS-top?", refused("nl")),)
    assert condensed("En wanneer is die?", history) == "Wat kost de BRICS-top? En wanneer is die?"


def test_a_chain_goes_back_to_the_question_that_named_the_subject() -> None:
    history = [Turn(question, refused("nl")) for question in ("Wie is Xi Jinping?", "Wat kost de BRICS-top?")]
    history.append(Turn("En wanneer is die?", refused("nl")))
    assert condensed("En waar?", history) == "Wat kost de BRICS-top? En wanneer is die? En waar?"


def test_a_chain_is_followed_four_turns_back() -> None:
    history = [Turn("Wat kost de BRICS-top?", refused("nl"))]
    history += [Turn(question, refused("nl")) for question in ("Waarom?", "Hoezo?", "Wanneer?", "Waar?")]
    assert condensed("Wie?", history) == "Waarom? Hoezo? Wanneer? Waar? Wie?"
