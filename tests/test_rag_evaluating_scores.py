import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rag.evaluating.question_set import DIRECTIONS, read_question_set
from rag.evaluating.results import read_results
from rag.evaluating.scores import STAGES, Scores, language_by_function_words, score

REFERENCE = Path(__file__).with_name("reference_score.py")
NL_TEXT = "De brug ging open in 1932.\n\nDe bouw kostte 4 miljoen gulden en duurde zes jaar.\n\nSlot."
EN_TEXT = "The bridge opened in 1932.\n\nIt cost four million and took six years to build.\n\nEnd."
ARTICLES = [
    {"id": "nl", "language": "nl", "title": "Brug", "text": NL_TEXT},
    {"id": "en", "language": "en", "title": "Bridge", "text": EN_TEXT},
]


def piece(article: str, words: str, *, key: str, shift: int = 0, **rest: object) -> dict[str, object]:
    text = {"nl": NL_TEXT, "en": EN_TEXT}.get(article, words)
    start = text.index(words) + shift
    return {"article": article, "start": start, "end": start + len(words), key: words, **rest}


def passage(article: str, words: str, *, shift: int = 0) -> dict[str, object]:
    language = "nl" if article == "nl" else "en"
    return piece(article, words, key="text", shift=shift, language=language, score=0.5)


def citation(article: str, words: str, *, shift: int = 0) -> dict[str, object]:
    return piece(article, words, key="quote", shift=shift, number=1)


def question(name: str, language: str, article: str | None, answers: list[str]) -> dict[str, object]:
    paragraph = {"nl": NL_TEXT.split("\n\n")[1], "en": EN_TEXT.split("\n\n")[1], None: ""}[article]
    evidence = [{"article": article, "paragraph": paragraph, "spans": [answers[0]]}] if article else []
    return {
        "id": name,
        "pair": name,
        "language": language,
        "question": "?",
        "answerable": article is not None,
        "answers": answers,
        "evidence": evidence,
    }


OTHER = [passage("nl", "Slot."), passage("en", "End."), passage("en", "The bridge opened in 1932.")]
NL_GOLD = "De bouw kostte 4 miljoen gulden en duurde zes jaar."
EN_GOLD = "It cost four million and took six years to build."
QUESTIONS = [
    question("found-first", "nl", "nl", ["zes jaar"]),
    question("found-fourth", "nl", "nl", ["4 miljoen gulden"]),
    question("half-covered", "en", "nl", ["zes jaar", "six years"]),
    question("barely-covered", "en", "nl", ["zes jaar"]),
    question("answer-in-quote", "nl", "en", ["four million", "vier miljoen"]),
    question("refused", "nl", "en", ["six years"]),
    question("uncited", "en", "en", ["Six   YEARS!"]),
    question("wrong-offsets", "en", "en", ["six"]),
    question("stray-article", "en", "en", ["four million"]),
    question("no-and-refused", "nl", None, []),
    question("no-but-answered", "en", None, []),
    question("not-asked", "nl", "nl", ["1932"]),
]
RESULTS = [
    {
        "id": "found-first",
        "passages": [passage("nl", NL_GOLD), *OTHER],
        "answer": "De bouw van de brug duurde zes jaar [1].",
        "abstained": False,
        "citations": [citation("nl", "kostte 4 miljoen gulden en duurde zes jaar")],
        "seconds": {"retrieve": 0.1, "first_token": 2.0, "total": 5.0},
    },
    {
        "id": "found-fourth",
        "passages": [*OTHER, passage("nl", NL_GOLD)],
        "answer": "That it was four million is what the article says of it [1].",
        "abstained": False,
        "citations": [citation("nl", "Slot."), citation("nl", "4 miljoen")],
        "seconds": {"retrieve": 0.3, "first_token": 1.0, "total": 6.0},
    },
    {
        "id": "half-covered",
        "passages": [passage("nl", "1932.\n\nDe bouw kostte 4 miljoen gulden en duurde")],
        "answer": "Six-years, “that is what they said of it” [1].",
        "abstained": False,
        "citations": [citation("nl", "in 1932.")],
        "seconds": {"retrieve": 0.2},
    },
    {
        "id": "barely-covered",
        "passages": [passage("nl", "De brug ging open in 1932.\n\nDe bouw")],
        "answer": "Zes.",
        "abstained": False,
        "citations": [],
        "seconds": {"retrieve": 0.25, "total": 7.0},
    },
    {
        "id": "answer-in-quote",
        "passages": [*OTHER, *OTHER, passage("en", EN_GOLD)],
        "answer": "Dat staat in het artikel over de brug [1].",
        "abstained": False,
        "citations": [citation("en", EN_GOLD)],
        "seconds": {"retrieve": 0.15, "first_token": 3.0, "total": 5.5},
    },
    {
        "id": "refused",
        "passages": [],
        "answer": "De artikelen geven hier geen antwoord op: zes jaar, six years.",
        "abstained": True,
        "citations": [],
        "seconds": {"retrieve": 0.1, "total": 0.2},
    },
    {
        "id": "uncited",
        "passages": [passage("en", "took six years to build")],
        "answer": "It took \uff53ix years to build the bridge.",
        "abstained": False,
        "citations": [],
        "seconds": {"retrieve": 0.1, "first_token": 2.5, "total": 8.0},
    },
    {
        "id": "wrong-offsets",
        "passages": [passage("en", "six years", shift=1)],
        "answer": "Six.",
        "abstained": False,
        "citations": [citation("en", "six years", shift=-2)],
        "seconds": {"retrieve": 0.1, "first_token": 2.5, "total": 8.0},
    },
    {
        "id": "stray-article",
        "passages": [passage("gone", "four million")],
        "answer": "De brug is van de stad en het is niet duur [1].",
        "abstained": False,
        "citations": [citation("gone", "four million")],
        "seconds": {"retrieve": 0.4, "first_token": 2.5, "total": 9.0},
    },
    {
        "id": "no-and-refused",
        "passages": OTHER,
        "answer": "Niet gevonden.",
        "abstained": True,
        "citations": [],
        "seconds": {"retrieve": 0.1, "total": 0.3},
    },
    {
        "id": "no-but-answered",
        "passages": OTHER,
        "answer": "It is the end of the road [1].",
        "abstained": False,
        "citations": [citation("en", "End.")],
        "seconds": {"retrieve": 0.1, "first_token": 1.5, "total": 3.0},
    },
]


def reference_figures(folder: Path, results: Path) -> dict[str, Any]:
    command = [sys.executable, str(REFERENCE), str(folder), str(results), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def our_figures(scores: Scores) -> dict[str, Any]:
    """The scores under the names and with the rounding of the reference."""
    figures: dict[str, Any] = {
        "questions": scores.questions,
        "answered_by_run": scores.asked,
        "missing": scores.questions - scores.asked,
        "passages_not_in_article": scores.passages_not_in_article,
    }
    for direction in DIRECTIONS:
        of = scores.directions[direction]
        figures[direction] = {"n": of.questions} | {f"hit@{k}": rounded(v) for k, v in of.hits.items()}
        if of.answers is not None:
            figures[direction] |= {
                "false_refusal": rounded(of.answers.false_refusal),
                "answer_correct": rounded(of.answers.answer_correct),
                "answer_or_quote_has_it": rounded(of.answers.answer_or_quote_has_it),
                "citation_recall": rounded(of.answers.citation_recall),
                "citation_precision": rounded(of.answers.citation_precision),
            }
    if scores.answers is not None:
        figures |= {
            "refuses_unanswerable": rounded(scores.answers.refuses_unanswerable),
            "false_refusal": rounded(scores.answers.false_refusal),
            "right_language": rounded(scores.answers.right_language),
            "uncited_answers": rounded(scores.answers.uncited_answers),
            "quote_words_median": scores.answers.quote_words_median,
            "quotes_not_in_article": scores.answers.quotes_not_in_article,
        }
    for stage in STAGES:
        if stage in scores.seconds:
            timing = scores.seconds[stage]
            figures[f"seconds_{stage}_p50_p95"] = [rounded(timing.p50), rounded(timing.p95)]
    return figures


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_rows(tmp_path / "articles.jsonl", ARTICLES)
    write_rows(tmp_path / "questions.jsonl", QUESTIONS)
    return tmp_path


def retrieval_only(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("id", "passages")} | {
        "seconds": {"retrieve": row["seconds"]["retrieve"]}
    }


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(RESULTS, id="answers"),
        pytest.param([retrieval_only(row) for row in RESULTS], id="retrieval only"),
        pytest.param([*RESULTS[:4], *(retrieval_only(row) for row in RESULTS[4:])], id="both in one"),
        pytest.param([row for row in RESULTS if row["abstained"]], id="refusals alone"),
        pytest.param([], id="nothing"),
    ],
)
def test_every_figure_is_the_reference_scorers(folder: Path, rows: list[dict[str, Any]]) -> None:
    path = write_rows(folder / "results.jsonl", rows)
    question_set = read_question_set(folder)
    assert our_figures(score(question_set, read_results(path, question_set))) == reference_figures(
        folder, path
    )


def test_the_small_set_tells_the_figures_apart(folder: Path) -> None:
    """The comparison above is worth something only where the figures are neither all 0 nor all 1."""
    path = write_rows(folder / "results.jsonl", RESULTS)
    question_set = read_question_set(folder)
    figures = our_figures(score(question_set, read_results(path, question_set)))
    assert figures["nl>nl"]["hit@1"] == 0.5
    assert figures["nl>nl"]["hit@5"] == 1.0
    assert figures["en>nl"]["hit@1"] == 0.5
    assert figures["nl>en"]["hit@10"] == 0.5
    assert figures["nl>nl"]["citation_precision"] == 0.667
    assert figures["en>nl"]["answer_correct"] == 0.5
    assert figures["nl>en"]["answer_correct"] == 0.0
    assert figures["nl>en"]["answer_or_quote_has_it"] == 0.5
    assert figures["refuses_unanswerable"] == 0.5
    assert figures["right_language"] == 0.667
    assert figures["passages_not_in_article"] == 2
    assert figures["quotes_not_in_article"] == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De brug is van de stad.", "nl"),
        ("The bridge is of the town.", "en"),
        ("De brug.", None),
        ("Poetin Pezeshkian Asjchabad Turkmenistan", None),
        ("De minister zei in de Kamer “that is what they said to the press of it”.", "nl"),
        ("Volgens de krant staat er: “It’s what the mayor’s office said to the press”.", "nl"),
    ],
)
def test_language_by_function_words(text: str, language: str | None) -> None:
    assert language_by_function_words(text) == language
