import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from rag_samples import evidence, passage

from index.article import Language
from rag.answer import Answer, AnswerSentence, Citation, DroppedSentence, EvidenceSentence
from rag.asking.prompts import REFUSAL
from rag.support import Support
from rag.verification import LEAST_SUPPORT, verify

NL = passage("Iran vuurde 180 raketten af.", "Israël dreigde met wraak.", article="nl.txt")
EN = passage("Iran launched 180 missiles.", article="en.txt", language="en")
EVIDENCE = evidence(NL, EN)
PASSAGES = (NL, EN)


class Table:
    """Support as written down: for each draft sentence a row, a pair for each sentence of the evidence."""

    def __init__(self, *rows: Sequence[tuple[float, tuple[str, ...]]]) -> None:
        self._rows = rows

    def __call__(
        self, sentences: Sequence[str], language: Language, sources: Sequence[EvidenceSentence]
    ) -> tuple[tuple[Support, ...], ...]:
        assert len(sentences) == len(self._rows)
        assert (language, sources) == ("nl", EVIDENCE)
        return tuple(tuple(Support(*pair) for pair in row) for row in self._rows)


def citation(number: int, source: int, support: float) -> Citation:
    cited = EVIDENCE[source - 1]
    return Citation(number, cited.passage, cited.span, cited.text, support)


def answer(
    sentences: Sequence[AnswerSentence], *citations: Citation, dropped: Sequence[DroppedSentence] = ()
) -> Answer:
    text = " ".join(sentence.text for sentence in sentences)
    return Answer(
        text,
        "nl",
        citations,
        PASSAGES,
        abstained=False,
        sentences=tuple(sentences),
        dropped=tuple(dropped),
    )


def test_a_supported_sentence_keeps_what_the_model_cited() -> None:
    score = Table([(0.7, ()), (0.1, ()), (0.9, ())])

    verified = verify("Het waren er 180 [1].", "nl", EVIDENCE, PASSAGES, score)

    assert verified == answer(
        [AnswerSentence("Het waren er 180 [1].", (1,), 0.7)], citation(1, source=1, support=0.7)
    )


def test_marks_are_numbered_as_they_appear_and_a_source_keeps_its_number() -> None:
    score = Table([(0.1, ()), (0.1, ()), (0.9, ())], [(0.8, ()), (0.1, ()), (0.6, ())])

    verified = verify("Eerst dit [3]. Dan dat [1][3].", "nl", EVIDENCE, PASSAGES, score)

    assert verified == answer(
        [AnswerSentence("Eerst dit [1].", (1,), 0.9), AnswerSentence("Dan dat [2][1].", (2, 1), 0.8)],
        citation(1, source=3, support=0.6),
        citation(2, source=1, support=0.8),
    )


def test_a_wrong_mark_is_replaced_by_the_best_evidence() -> None:
    score = Table([(0.2, ()), (0.1, ()), (0.9, ())])

    assert verify("Het waren er 180 [2].", "nl", EVIDENCE, PASSAGES, score) == answer(
        [AnswerSentence("Het waren er 180 [1].", (1,), 0.9)], citation(1, source=3, support=0.9)
    )


def test_a_missing_mark_and_one_that_does_not_exist_are_replaced_too() -> None:
    score = Table([(0.2, ()), (0.1, ()), (0.9, ())])
    expected = answer(
        [AnswerSentence("Het waren er 180 [1].", (1,), 0.9)], citation(1, source=3, support=0.9)
    )

    assert verify("Het waren er 180.", "nl", EVIDENCE, PASSAGES, score) == expected
    assert verify("Het waren er 180 [9].", "nl", EVIDENCE, PASSAGES, score) == expected


def test_an_unsupported_sentence_is_left_out() -> None:
    score = Table([(0.9, ()), (0.1, ()), (0.1, ())], [(0.13, ()), (0.1, ()), (0.05, ())])

    assert verify("Het waren er 180 [1]. De maan is groen [2].", "nl", EVIDENCE, PASSAGES, score) == answer(
        [AnswerSentence("Het waren er 180 [1].", (1,), 0.9)],
        citation(1, source=1, support=0.9),
        dropped=[DroppedSentence("De maan is groen.", "no source")],
    )


def test_a_number_that_stands_nowhere_keeps_a_sentence_out_however_alike_it_is() -> None:
    missing = ("200",)
    score = Table([(0.99, missing), (0.99, missing), (0.99, missing)])

    assert verify("Het waren er 200 [1].", "nl", EVIDENCE, PASSAGES, score) == Answer(
        REFUSAL["nl"],
        "nl",
        (),
        PASSAGES,
        abstained=True,
        reason="nothing supported",
        dropped=(DroppedSentence("Het waren er 200.", "facts missing", ("200",)),),
    )


def test_what_is_missing_is_what_no_near_evidence_has() -> None:
    near_and_far = Table([(0.9, ("200", "Rusland")), (0.8, ("200",)), (0.1, ("Iran", "200", "Rusland"))])
    only_far = Table([(0.1, ("200", "Rusland")), (0.1, ("Rusland",)), (0.1, ("Rusland", "Iran"))])
    not_together = Table([(0.9, ("200",)), (0.8, ("Rusland",)), (0.1, ())])
    draft = "Rusland kreeg er 200 van Iran."

    def missing(score: Table) -> tuple[DroppedSentence, ...]:
        return verify(draft, "nl", EVIDENCE, PASSAGES, score).dropped

    assert missing(near_and_far) == (DroppedSentence(draft, "facts missing", ("200",)),)
    assert missing(only_far) == (DroppedSentence(draft, "facts missing", ("Rusland",)),)
    assert missing(not_together) == (DroppedSentence(draft, "facts missing", ("200",)),)


def test_two_cited_sources_may_hold_the_facts_between_them() -> None:
    score = Table([(0.8, ("Israël",)), (0.7, ("180",)), (0.1, ("180", "Israël"))])

    assert verify("Na 180 raketten dreigde Israël [1][2].", "nl", EVIDENCE, PASSAGES, score) == answer(
        [AnswerSentence("Na 180 raketten dreigde Israël [1][2].", (1, 2), 0.7)],
        citation(1, source=1, support=0.8),
        citation(2, source=2, support=0.7),
    )


def test_a_refusal_and_an_empty_draft_are_no_answer() -> None:
    assert verify(REFUSAL["nl"], "nl", EVIDENCE, PASSAGES, Table()) == Answer(
        REFUSAL["nl"], "nl", (), PASSAGES, abstained=True, reason="model refused"
    )
    assert verify(" ", "nl", EVIDENCE, PASSAGES, Table()) == Answer(
        REFUSAL["nl"], "nl", (), PASSAGES, abstained=True, reason="nothing supported"
    )


def test_a_question_and_an_unfinished_sentence_are_no_answer() -> None:
    score = Table([(0.9, ())] * 3, [(0.9, ())] * 3, [(0.9, ())] * 3)

    assert verify(
        "Hoeveel waren het er? Het waren er 180 [1]. Het", "nl", EVIDENCE, PASSAGES, score
    ) == answer(
        [AnswerSentence("Het waren er 180 [1].", (1,), 0.9)],
        citation(1, source=1, support=0.9),
        dropped=[
            DroppedSentence("Hoeveel waren het er?", "not an answer"),
            DroppedSentence("Het", "unfinished"),
        ],
    )


def test_names_are_spelled_as_the_reader_s_language_does() -> None:
    score = Table([(0.9, ()), (0.1, ()), (0.1, ())])
    dutch = passage("Loekasjenko zag 180 raketten.", article="by.txt")

    verified = verify("Lukashenko zag er 180 [1].", "nl", EVIDENCE, (*PASSAGES, dutch), score)

    assert verified.text == "Loekasjenko zag er 180 [1]."


SENTENCES = (
    "Iran vuurde 180 raketten af",
    "Israël dreigde",
    "De brug bij Veldzicht",
    "Iran had er 7",
    "- **Ja**",
)
MARKS = ("", " [1]", "[3][1]", " [9]", " [1, 2]", " [a]", " [")
SCORES = st.tuples(st.floats(0, 1), st.sampled_from([(), ("180",), ("7", "Iran")]))


@settings(deadline=None)
@given(
    draft=st.lists(
        st.tuples(st.sampled_from(SENTENCES), st.sampled_from(MARKS), st.sampled_from([". ", "? ", "\n", ""]))
    ),
    scores=st.lists(SCORES, min_size=60, max_size=60),
)
def test_whatever_is_written_only_what_holds_is_shown(
    draft: list[tuple[str, str, str]], scores: list[tuple[float, tuple[str, ...]]]
) -> None:
    rows: list[tuple[Support, ...]] = []

    def score(
        sentences: Sequence[str], _: Language, sources: Sequence[EvidenceSentence]
    ) -> tuple[tuple[Support, ...], ...]:
        supports = [Support(*pair) for pair in scores]
        size = len(sources)
        rows[:] = [
            tuple(supports[(at * size + place) % len(supports)] for place in range(size))
            for at in range(len(sentences))
        ]
        return tuple(rows)

    verified = verify("".join(map("".join, draft)), "nl", EVIDENCE, PASSAGES, score)

    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", verified.text)]
    assert list(dict.fromkeys(marks)) == [each.number for each in verified.citations]
    assert sorted(set(marks)) == list(range(1, len(verified.citations) + 1))
    assert all(each.quote in {source.text for source in EVIDENCE} for each in verified.citations)
    assert len({(each.passage.chunk.id, each.span) for each in verified.citations}) == len(verified.citations)
    assert len(verified.sentences) + len(verified.dropped) == len(rows)
    if verified.abstained:
        assert (verified.text, verified.sentences, verified.citations) == (REFUSAL["nl"], (), ())
    else:
        assert verified.text == " ".join(sentence.text for sentence in verified.sentences)
    for sentence in verified.sentences:
        assert sentence.citations
        assert sentence.support >= LEAST_SUPPORT
    # A fact that no evidence has keeps its sentence out.
    shown = len([row for row in rows if not set.intersection(*(set(each.missing) for each in row))])
    assert len(verified.sentences) <= shown
