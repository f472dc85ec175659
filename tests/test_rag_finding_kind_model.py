import json
from pathlib import Path

import numpy as np
import pytest

from index.encoder import Encoder
from rag.answer import QuestionKind
from rag.finding.kind_model import KindModel, kind_model, words_of

QUESTIONS = Path(__file__).with_name("questions")
KINDS = list(QuestionKind)


def test_words_count_by_themselves_in_pairs_and_by_their_place() -> None:
    assert list(words_of("Who is it?")) == [
        "who",
        "0:who",
        "is",
        "1:is",
        "who is",
        "it",
        "2:it",
        "is it",
        "?",
        "3:?",
        "it ?",
        "last:?",
    ]
    assert list(words_of("")) == []


def weights(rows: int, **of: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    held = np.zeros((rows, len(KINDS)), np.float32)
    for kind, weight in of.items():
        held[:, KINDS.index(QuestionKind(kind))] = weight
    return held


def test_vector_signs_and_words_add_up() -> None:
    model = KindModel(
        of_vector=weights(1, overview=2.0),
        of_signs=weights(len(KINDS), list=4.0),
        of_words=weights(1, why=10.0),
        bias=np.zeros(len(KINDS), np.float32),
        places={"how": 0},
    )
    assert model.kind("Alps", np.array([2.0], np.float32)) == QuestionKind.OVERVIEW
    assert model.kind("Alps", np.array([-2.0], np.float32)) == QuestionKind.LIST
    assert model.kind("how", np.array([0.0], np.float32)) == QuestionKind.WHY


def test_what_is_not_sure_asks_for_a_fact() -> None:
    nothing = np.zeros(len(KINDS), np.float32)
    model = KindModel(weights(1, overview=1.0), weights(len(KINDS)), weights(1), nothing, {})
    assert model.kind("Alps", np.array([0.5], np.float32)) == QuestionKind.FACT


@pytest.mark.parametrize(
    ("name", "least"), [("kinds_unseen", 0.85), ("kinds_later", 0.75), ("kinds_hard", 0.85)]
)
def test_most_questions_that_it_was_not_fitted_on_are_told_right(
    encoder: Encoder, name: str, least: float
) -> None:
    rows = [json.loads(line) for line in (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    right = sum(
        kind_model().kind(row["question"], encoder.encode_query(row["question"])) == row["kind"]
        for row in rows
    )
    assert right / len(rows) >= least
