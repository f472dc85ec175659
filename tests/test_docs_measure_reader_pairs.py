"""What a reader is worth: the first sentence, whether there is an answer, and the words."""

import json
from pathlib import Path

import numpy as np
from reader_pairs import auc, first_is_gold, marks_in_gold, read_scored, refused, weighed

ROW = {
    "id": "1-en",
    "pair": "1",
    "question": "Who?",
    "question_language": "en",
    "direction": "en>nl",
    "answerable": True,
    "answer": ["the king", "de koning"],
    "gold_known": True,
}


def _sentence(text: str, score: float, reader: float, *, gold: bool = False) -> dict[str, object]:
    return {"text": text, "score": score, "reader": reader, "gold": gold, "words": [3, 9]}


def test_the_reader_is_weighed_by_what_it_sets_right(tmp_path: Path) -> None:
    path = tmp_path / "scored.jsonl"
    rows = [
        {
            **ROW,
            "sentences": [_sentence("Er was iets.", 0.3, -2), _sentence("De koning.", 0.2, 3, gold=True)],
        },
        {**ROW, "sentences": [_sentence("De koning.", 0.4, 1, gold=True), _sentence("Een boom.", 0.1, 2)]},
        {**ROW, "answerable": False, "sentences": [_sentence("Een boom.", 0.1, -3)]},
        {**ROW, "sentences": []},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    questions = read_scored(path)
    assert len(questions) == 3
    np.testing.assert_equal(first_is_gold(questions, lambda each: each.search), [0, 1, np.nan])
    np.testing.assert_equal(first_is_gold(questions, lambda each: each.reader), [1, 0, np.nan])
    np.testing.assert_equal(first_is_gold(questions, weighed(0.05)), [1, 1, np.nan])
    np.testing.assert_equal(marks_in_gold(questions, lambda each: each.search), [1, 1, np.nan])


def test_ties_count_half_and_silence_is_counted_at_a_tenth() -> None:
    scores = np.array([3.0, 2.0, 2.0, 1.0])
    answerable = np.array([True, True, False, False])
    assert (auc(scores, answerable), refused(scores, answerable)) == (0.875, 1.0)
