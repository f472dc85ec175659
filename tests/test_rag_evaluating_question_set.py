import json
from collections import Counter
from pathlib import Path

import pytest

from index.article import Article
from index.errors import QuestionSetError
from index.span import Span
from rag.evaluating.question_set import (
    GoldEvidence,
    GoldParagraph,
    Question,
    QuestionSet,
    read_question_set,
    sample_questions,
)

DUTCH = {"id": "a-nl", "language": "nl", "title": "Drones", "text": "Intro.\n\nZe kochten zes drones."}
ENGLISH = {"id": "a-en", "language": "en", "title": "Rain", "text": "It rained.\n\nThe river rose by 2 m."}
QUESTION = {
    "id": "q1-en",
    "pair": "q1",
    "language": "en",
    "question": "How many drones?",
    "answerable": True,
    "answers": ["six", "zes"],
    "evidence": [{"article": "a-nl", "paragraph": "Ze kochten zes drones.", "spans": ["zes"]}],
}


def write_set(folder: Path, *, articles: list[object], questions: list[object]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in (("articles", articles), ("questions", questions)):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_reads_articles_and_questions(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "small", articles=[DUTCH, ENGLISH], questions=[QUESTION])

    question_set = read_question_set(folder)

    question = Question(
        id="q1-en",
        pair="q1",
        language="en",
        question="How many drones?",
        answerable=True,
        answers=("six", "zes"),
        evidence=(GoldEvidence("a-nl", "Ze kochten zes drones.", ("zes",)),),
    )
    assert question_set.name == "small"
    assert question_set.articles == {
        "a-nl": Article("a-nl", "a-nl", "Drones", "Intro.\n\nZe kochten zes drones.", "nl"),
        "a-en": Article("a-en", "a-en", "Rain", "It rained.\n\nThe river rose by 2 m.", "en"),
    }
    assert question_set.questions == (question,)
    assert question_set.gold(question) == (GoldParagraph("a-nl", Span(8, 30), ("zes",)),)
    assert question_set.direction(question) == "en>nl"


def test_evidence_that_the_article_does_not_hold_is_no_gold(tmp_path: Path) -> None:
    moved = QUESTION | {"evidence": [{"article": "a-nl", "paragraph": "Elders.", "spans": []}]}
    question_set = read_question_set(
        write_set(tmp_path / "s", articles=[DUTCH], questions=[moved | {"id": "x"}])
    )
    assert question_set.gold(question_set.questions[0]) == ()


def test_fingerprint_follows_the_content_and_not_the_place(tmp_path: Path) -> None:
    first = read_question_set(write_set(tmp_path / "a", articles=[DUTCH], questions=[QUESTION]))
    same = read_question_set(write_set(tmp_path / "b", articles=[DUTCH], questions=[QUESTION]))
    other = read_question_set(
        write_set(tmp_path / "c", articles=[DUTCH | {"title": "!"}], questions=[QUESTION])
    )
    assert first.fingerprint == same.fingerprint
    assert first.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("articles", "questions", "message"),
    [
        ([DUTCH, '{"id": '], [QUESTION], "articles.jsonl line 2: Invalid JSON: EOF while parsing a value"),
        ([DUTCH, "[]"], [QUESTION], "articles.jsonl line 2: field '' is '[]': Input should be an object"),
        ([DUTCH, DUTCH], [QUESTION], "articles.jsonl line 2: id 'a-nl' stands on line 1 too"),
        (
            [DUTCH, ENGLISH | {"language": "de"}],
            [QUESTION],
            "articles.jsonl line 2: field 'language' is 'de': Input should be 'nl' or 'en'",
        ),
        (
            [DUTCH],
            [{key: value for key, value in QUESTION.items() if key != "answers"}],
            "questions.jsonl line 1: field 'answers' is missing",
        ),
        (
            [DUTCH],
            [QUESTION, "", QUESTION | {"id": "q2", "evidence": [{"article": "a-nl", "spans": []}]}],
            "questions.jsonl line 3: field 'evidence.0.paragraph' is missing",
        ),
        (
            [DUTCH],
            [QUESTION | {"answerable": "yes"}],
            "questions.jsonl line 1: field 'answerable' is 'yes': Input should be a valid boolean",
        ),
        (
            [ENGLISH],
            [QUESTION],
            "questions.jsonl line 1: evidence names article 'a-nl', which articles.jsonl does not have",
        ),
        ([], [QUESTION], "articles.jsonl is empty: it should hold one JSON object a line"),
    ],
)
def test_bad_sets_are_named_by_file_and_line(
    tmp_path: Path, articles: list[object], questions: list[object], message: str
) -> None:
    folder = write_set(tmp_path / "bad", articles=articles, questions=questions)
    with pytest.raises(QuestionSetError) as caught:
        read_question_set(folder)
    assert str(caught.value).startswith(f"{folder}/{message}")
    assert "\n" not in str(caught.value)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError) as caught:
        read_question_set(tmp_path / "nothing")
    expected = f"{tmp_path}/nothing/articles.jsonl cannot be read (No such file or directory)"
    assert str(caught.value) == expected


def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "bad", articles=[DUTCH], questions=[QUESTION])
    (folder / "articles.jsonl").write_bytes(b'{"id": "caf\xe9"}\n')
    with pytest.raises(QuestionSetError, match=r"articles\.jsonl line 1: "):
        read_question_set(folder)


def mixed_set(tmp_path: Path) -> QuestionSet:
    """40 answerable questions of en>nl, 40 of nl>nl and 20 unanswerable ones."""
    questions: list[object] = [
        QUESTION | {"id": f"{language}-{n}", "language": language}
        for n in range(40)
        for language in ("en", "nl")
    ]
    questions += [
        QUESTION | {"id": f"no-{n}", "answerable": False, "answers": [], "evidence": []} for n in range(20)
    ]
    return read_question_set(write_set(tmp_path / "mixed", articles=[DUTCH], questions=questions))


def strata(questions: tuple[Question, ...]) -> Counter[str]:
    return Counter(question.id.partition("-")[0] for question in questions)


def test_a_sample_keeps_the_shares_of_the_set(tmp_path: Path) -> None:
    question_set = mixed_set(tmp_path)
    assert strata(sample_questions(question_set, 10, seed=1)) == {"en": 4, "nl": 4, "no": 2}
    assert strata(sample_questions(question_set, 3, seed=1)) == {"en": 1, "nl": 1, "no": 1}
    assert sample_questions(question_set, 1000, seed=1) == question_set.questions


def test_a_sample_follows_its_seed(tmp_path: Path) -> None:
    question_set = mixed_set(tmp_path)
    first = sample_questions(question_set, 20, seed=1)
    assert first == sample_questions(question_set, 20, seed=1)
    assert first != sample_questions(question_set, 20, seed=2)
    assert set(first) < set(sample_questions(question_set, 40, seed=1))
    order = [question_set.questions.index(question) for question in first]
    assert order == sorted(order)
