import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article
from index.chunk import Chunk
from index.errors import QuestionSetError
from index.passage import Passage
from index.span import Span
from rag.answer import Answer, AnswerReady, AnswerSentence, Citation, QuestionKind
from rag.evaluating.evaluation import run_questions
from rag.evaluating.question_set import Question, QuestionSet
from rag.evaluating.results import (
    CitationRow,
    LineRow,
    PassageRow,
    Result,
    SecondsRow,
    read_results,
    result_of_answer,
    result_of_search,
)

TEXT = "De brug ging open in 1932. Zij kostte 4 miljoen gulden."
ARTICLE = Article(id="a", path="a", title="Brug", text=TEXT, language="nl")
QUESTIONS = tuple(Question(f"q{n}", f"q{n}", "nl", "Wat?", True, ("1932",), ()) for n in range(4))
SET = QuestionSet("small", {"a": ARTICLE}, QUESTIONS, "0" * 64)
PASSAGE = Passage(
    chunk=Chunk("a", 0, 26, TEXT[:26], (Span(0, 26),)),
    title="Brug",
    language="nl",
    published=None,
    path="a",
    url=None,
    score=1.25,
    similarity=0.9,
)


def search(question: Question) -> Result:
    return result_of_search(question.id, [PASSAGE], seconds=0.01234, made_with="this run")


def run(
    out: Path, ask: Callable[[Question], Result] = search, *, made_with: str = "this run"
) -> tuple[Result, ...]:
    return run_questions(SET, QUESTIONS, ask, out=out, made_with=made_with)


def ids(out: Path) -> list[str]:
    return [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()]


def test_writes_a_line_for_each_question(tmp_path: Path) -> None:
    out = tmp_path / "new" / "results.jsonl"
    results = run(out)
    passage = PassageRow("a", 0, 26, "De brug ging open in 1932.", "nl", 1.25)
    expected = tuple(
        Result(question.id, (passage,), SecondsRow(retrieve=0.0123), made_with="this run")
        for question in QUESTIONS
    )
    assert results == expected
    assert read_results(out, SET) == expected
    assert out.read_bytes().endswith(b"}\n")


def test_a_retrieval_line_has_no_answer(tmp_path: Path) -> None:
    run(tmp_path / "r.jsonl")
    first = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first) == {
        "id": "q0",
        "passages": [
            {
                "article": "a",
                "start": 0,
                "end": 26,
                "text": "De brug ging open in 1932.",
                "language": "nl",
                "score": 1.25,
            }
        ],
        "seconds": {"retrieve": 0.0123},
        "made_with": "this run",
    }


def test_an_answer_becomes_a_result() -> None:
    citation = Citation(1, PASSAGE, Span(0, 26), "De brug ging open in 1932.", 0.8)
    line = AnswerSentence("In 1932 [1].", (1,), 1.0, when="1932")
    answer = Answer(
        "In 1932 [1].",
        "nl",
        (citation,),
        (PASSAGE,),
        abstained=False,
        sentences=(line,),
        kind=QuestionKind.CHANGE,
    )
    ready = AnswerReady(answer, seconds_to_sources=0.1, seconds_to_first_token=2.0, seconds_total=5.55555)
    assert result_of_answer("q", ready) == Result(
        id="q",
        passages=(PassageRow("a", 0, 26, "De brug ging open in 1932.", "nl", 1.25),),
        seconds=SecondsRow(0.1, 2.0, 5.5556),
        answer="In 1932 [1].",
        abstained=False,
        citations=(
            CitationRow(1, "a", 0, 26, "De brug ging open in 1932.", title="Brug", language="nl", path="a"),
        ),
        kind=QuestionKind.CHANGE,
        lines=(LineRow("In 1932 [1].", (1,), "1932"),),
    )


@pytest.mark.parametrize(("start", "page"), [(0, 3), (11, 3), (12, 4), (20, 5)])
def test_a_citation_tells_the_page_that_it_begins_on(start: int, page: int) -> None:
    paged = replace(PASSAGE, first_page=3, page_breaks=(12, 18))
    citation = Citation(1, paged, Span(start, 26), TEXT[start:26], 0.8)
    answer = Answer("In 1932 [1].", "nl", (citation,), (), abstained=False)
    ready = AnswerReady(answer, seconds_to_sources=0.1, seconds_to_first_token=2.0, seconds_total=5.5)
    assert json.loads(result_of_answer("q", ready).to_json())["citations"] == [
        {
            "number": 1,
            "article": "a",
            "start": start,
            "end": 26,
            "quote": TEXT[start:26],
            "page": page,
            "answer_span": None,
            "title": "Brug",
            "language": "nl",
            "published": None,
            "author": None,
            "path": "a",
            "url": None,
        }
    ]


def test_a_citation_tells_what_is_known_of_its_article() -> None:
    told = replace(PASSAGE, published="1932-05", author="Jan de Vries", url="https://krant.example/brug")
    citation = Citation(1, told, Span(0, 26), TEXT[:26], 0.8, words=Span(21, 25))
    answer = Answer("In 1932 [1].", "nl", (citation,), (), abstained=False)
    ready = AnswerReady(answer, seconds_to_sources=0.1, seconds_to_first_token=2.0, seconds_total=5.5)
    (written,) = json.loads(result_of_answer("q", ready).to_json())["citations"]
    assert {name: written[name] for name in ("title", "published", "author", "url", "answer_span")} == {
        "title": "Brug",
        "published": "1932-05",
        "author": "Jan de Vries",
        "url": "https://krant.example/brug",
        "answer_span": [21, 25],
    }


def test_a_refusal_keeps_its_empty_list_of_citations() -> None:
    answer = Answer("Dat staat er niet.", "nl", (), (), abstained=True, reason="nothing near")
    ready = AnswerReady(answer, seconds_to_sources=0.1, seconds_to_first_token=None, seconds_total=0.2)
    assert json.loads(result_of_answer("q", ready).to_json()) == {
        "id": "q",
        "passages": [],
        "seconds": {"retrieve": 0.1, "total": 0.2},
        "answer": "Dat staat er niet.",
        "abstained": True,
        "citations": [],
        "kind": "fact",
        "lines": [],
    }


@pytest.mark.parametrize("reached", range(4))
def test_an_interrupted_run_goes_on(tmp_path: Path, reached: int) -> None:
    out = tmp_path / "r.jsonl"

    def interrupted(question: Question) -> Result:
        if question.id == f"q{reached}":
            raise KeyboardInterrupt
        return search(question)

    with pytest.raises(KeyboardInterrupt):
        run(out, interrupted)
    assert ids(out) == [f"q{n}" for n in range(reached)]

    asked: list[str] = []

    def remembered(question: Question) -> Result:
        asked.append(question.id)
        return search(question)

    results = run(out, remembered)
    assert asked == [f"q{n}" for n in range(reached, 4)]
    assert [result.id for result in results] == ids(out) == ["q0", "q1", "q2", "q3"]


def test_a_line_torn_at_any_byte_is_asked_again(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    run(out)
    whole = out.read_bytes()
    last = whole.rfind(b"\n", 0, -1) + 1
    for end in range(last, len(whole)):
        out.write_bytes(whole[:end])
        run(out)
        assert out.read_bytes() == whole


def test_progress_counts_what_was_done_before(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    run_questions(SET, QUESTIONS[:2], search, out=out, made_with="this run")
    seen: list[tuple[str, int, int]] = []
    run_questions(
        SET,
        QUESTIONS,
        search,
        out=out,
        made_with="this run",
        progress=lambda label, done, total: seen.append((label, done, total)),
    )
    assert seen == [("Asking", 2, 4), ("Asking", 3, 4), ("Asking", 4, 4)]


def test_results_of_another_run_are_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    run(out)
    before = out.read_bytes()
    message = (
        f"{out} holds results of another run (this run; this run is that run): name another file with --out"
    )
    with pytest.raises(QuestionSetError, match=re.escape(message)):
        run(out, made_with="that run")
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id":"other","passages":[],"seconds":{"retrieve":1}}\n', "line 1: small has no question 'other'"),
        ('{"id":"q0"}\n', "line 1: field 'passages' is missing"),
        ("# My notes\n", "line 1: Invalid JSON"),
        ("my notes, without a line end", "is not a file of results"),
        (
            '{"id":"q0","passages":[],"seconds":{"retrieve":1},"answer":"x"}\n',
            "line 1: answer, abstained and citations go together or not at all",
        ),
    ],
)
def test_another_file_is_left_alone(tmp_path: Path, content: str, message: str) -> None:
    out = tmp_path / "r.jsonl"
    out.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionSetError) as caught:
        run(out)
    assert str(caught.value).startswith(f"{out} {message}")
    assert out.read_text(encoding="utf-8") == content


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "r.jsonl"
    with pytest.raises(QuestionSetError, match=re.escape(f"{out} cannot be written (Not a directory)")):
        run(out)
