"""Questions of each kind and their golden sets: sound they are, and what is said to them is scored."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from golden_replies import GoldenQuestion, Reply, ask, facts_told, in_wrong_language, read_golden, tells
from question_kinds import line, must_not, remarks, told_kinds
from scripted_assistant import Script, ScriptedAssistant

from index.article import Article
from index.reading.reader import read_folder
from index.text.language import detect_question_language
from rag.answer import AnswerSentence, QuestionKind

TESTS = Path(__file__).parent
QUESTIONS = TESTS / "questions"
ARTICLES = {each.id: each for each in read_folder(TESTS.parent / "seeds") if isinstance(each, Article)}
GOLDEN = read_golden(QUESTIONS / "golden_seeds.jsonl")
VISIT = "002_751534bd2bbd9e0e.txt"
NOT_RECOGNISED = "Allereerst omdat Rusland noch China het ICC erkent."
COURT = GoldenQuestion(
    "court", "Erkent Rusland het Strafhof?", "nl", "yes_no", (("noch China",),), ("Ja,",), (VISIT,), "no"
)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(text) for text in (QUESTIONS / name).read_text("utf-8").splitlines()]


def test_the_questions_fitted_on_and_the_others_are_of_the_same_kinds() -> None:
    parts = [rows(name) for name in ("kinds.jsonl", "kinds_unseen.jsonl", "kinds_later.jsonl")]
    counts = [Counter((row["kind"], row["language"]) for row in part) for part in parts]
    kinds = {"fact": 7, "yes_no": 4, "list": 4, "why": 4, "overview": 4, "change": 3, "collection": 4}

    assert counts == [{(kind, code): n for kind, n in kinds.items() for code in ("nl", "en")}] * 3
    assert len({row["question"] for part in parts for row in part}) == 180


@pytest.mark.parametrize(
    "name",
    [
        "kinds.jsonl",
        "kinds_unseen.jsonl",
        "kinds_hard.jsonl",
        "kinds_later.jsonl",
        "golden_seeds.jsonl",
        "golden_news.jsonl",
    ],
)
def test_the_language_of_each_question_is_recognised(name: str) -> None:
    strange = [
        row["question"] for row in rows(name) if detect_question_language(row["question"]) != row["language"]
    ]

    assert strange == []


@pytest.mark.parametrize(("name", "count"), [("golden_seeds.jsonl", 40), ("golden_news.jsonl", 30)])
def test_a_golden_question_has_what_its_kind_has(name: str, count: int) -> None:
    golden = read_golden(QUESTIONS / name)

    assert len({each.id for each in golden}) == count
    assert Counter(each.language for each in golden) == {"nl": count // 2, "en": count // 2}
    assert [each.id for each in golden if (each.verdict is None) is (each.kind == "yes_no")] == []
    assert [each.id for each in golden if each.refuse and (each.facts or each.articles)] == []
    assert [each.id for each in golden if not each.facts and not each.wants_nothing] == []


@pytest.mark.parametrize(
    "question", [each for each in GOLDEN if each.kind != "collection"], ids=lambda question: question.id
)
def test_each_fact_stands_in_the_articles_named(question: GoldenQuestion) -> None:
    text = "\n".join(ARTICLES[each].text for each in question.articles)

    assert [fact for fact in question.facts if not any(tells(text, words) for words in fact)] == []


def test_which_kinds_are_taken_for_which_is_told() -> None:
    lines = told_kinds(
        [
            ("Waarom stortte de brug in?", "nl", QuestionKind.WHY),
            ("Who opened the bridge?", "en", QuestionKind.LIST),
        ]
    )
    table = [row.split() for row in lines[4:-1]]

    assert [*lines[:3], lines[-1]] == [
        "all: 1 of 2 (50%)",
        "nl: 1 of 1 (100%)",
        "en: 0 of 1 (0%)",
        "list told as fact: Who opened the bridge?",
    ]
    assert [row for row in table if set(row[1:]) != {"."}] == [
        ["list", "1", *"......"],
        ["why", *"...", "1", *"..."],
    ]


def said(*sentences: AnswerSentence, draft: str = "", kind: str = "yes_no") -> Reply:
    script = Script("nl", draft, quotes=((VISIT, NOT_RECOGNISED),), checked=sentences)
    assistant = ScriptedAssistant(ARTICLES, {COURT.question: script})
    reply = ask(assistant, COURT, assistant.article)  # type: ignore[arg-type]
    return replace(reply, kind=kind, seconds_to_sources=0.0, seconds_to_first_line=1.0, seconds_total=2.0)


def test_a_reply_is_kept_and_scored() -> None:
    reply = said(
        AnswerSentence("Nee, dat doet het land niet. [1]", (1,), 0.9),
        AnswerSentence(f"In een artikel staat: “{NOT_RECOGNISED}” [1]", (1,), 0.9, is_quotation=True),
        kind="fact",
    )

    assert reply == Reply(
        "court",
        "fact",
        f"Nee, dat doet het land niet. [1] In een artikel staat: “{NOT_RECOGNISED}” [1]",
        False,
        ("Nee, dat doet het land niet. [1]",),
        (f"In een artikel staat: “{NOT_RECOGNISED}” [1]",),
        (NOT_RECOGNISED,),
        (),
        0.0,
        1.0,
        2.0,
    )
    assert (reply.verdict, remarks(COURT, reply)) == ("no", ["taken for fact, is yes_no"])
    assert line([(COURT, reply)]).split() == (
        ["1", "0", "100%", "100%", "1", "of", "1", "1", "1", "0", "0", "1.0", "2.0"]
    )


def test_all_that_is_wrong_with_a_reply_is_told() -> None:
    reply = said(
        AnswerSentence("Ja, dat doet het land. [2]", (1,), 0.9),
        AnswerSentence("The court is in The Hague.", (), 0.9),
    )

    assert remarks(replace(COURT, facts=(("Peking",),)), reply) == [
        "must not be shown: Ja,",
        "wrong language: The court is in The Hague.",
        "marks without citations: Ja, dat doet het land. [2]",
        "no source: The court is in The Hague.",
        "says yes, is no: Ja, dat doet het land. [2] The court is in The Hague.",
        "lacks Peking",
    ]
    assert in_wrong_language(COURT, replace(reply, kind="collection")) == []


def test_what_must_not_be_shown_is_told_apart_where_a_quotation_alone_has_it() -> None:
    reply = said(
        AnswerSentence("Peking zegt niets. [1]", (1,), 0.9),
        AnswerSentence(f"“{NOT_RECOGNISED}” [1]", (1,), 0.9, is_quotation=True),
    )

    assert must_not(replace(COURT, must_not=("ICC", "Peking", "Ja,")), reply) == ["ICC (quoted)", "Peking"]


def test_a_refusal_is_right_where_nothing_is_there_and_wrong_elsewhere() -> None:
    refused = replace(said(draft="Dat staat er niet."), abstained=True)
    nothing = replace(COURT, facts=(), must_not=(), verdict=None, refuse=True)

    assert [remarks(each, refused) for each in (nothing, replace(COURT, verdict="not said"))] == [[], []]
    assert remarks(COURT, refused) == ["says not said, is no: Dat staat er niet.", "refused wrongly"]
    assert remarks(nothing, replace(refused, abstained=False)) == ["should be refused: Dat staat er niet."]


def test_a_verdict_is_a_first_word_behind_which_a_sign_stands() -> None:
    reply = said(draft="")
    texts = ["Ja, zeker.", "**No:** it does not.", "Nee.", "No article says so.", "Noord-Korea, ja."]

    assert [replace(reply, text=text).verdict for text in texts] == [
        "yes",
        "no",
        "no",
        "not said",
        "not said",
    ]


def test_a_fact_is_told_in_any_of_its_words_in_one_line() -> None:
    facts = [["Egypt"], ["UAE", "Emirat"], ["niet … erken"], ["2"]]

    assert facts_told(facts, "Egypte en de Ver. Arabische Emiraten, in 2022: 2 landen.") == 3
    assert facts_told(facts, "Dat zal het land niet\nerkennen") == 0
