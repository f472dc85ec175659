from dataclasses import replace

import pytest
from rag_samples import LengthReader, ScriptedReader, found, passage

from index.answer_reader import Excerpt, Reading
from index.span import Span
from rag.finding.evidence import as_evidence, choose_evidence
from rag.finding.readings import READ_SENTENCES, combined_score, likeliest_of, with_readings

ZELENSKY = passage("Zelensky sprak.", "Enorme dienst", "Hij tekende niet.", title="Topoverleg")


def test_sentences_are_read_with_their_title_and_the_one_before_but_no_headings() -> None:
    sentences = found(ZELENSKY, 0.3, 0.9, 0.5)
    reader = LengthReader()

    read = with_readings("Wie tekende?", "nl", sentences, reader)

    assert reader.given == [
        (
            "Wie tekende?",
            (
                Excerpt("Topoverleg", "", "Zelensky sprak."),
                Excerpt("Topoverleg", "Enorme dienst", "Hij tekende niet."),
            ),
        )
    ]
    assert [each.reading for each in read] == [Reading(17.0), Reading(15.0), None]
    assert [replace(each, reading=None) for each in read] == [sentences[2], sentences[0], sentences[1]]


def test_only_the_best_are_read() -> None:
    texts = [f"Dit is zin nummer {number}." for number in range(READ_SENTENCES + 2)]
    sentences = found(passage("Enorme dienst", *texts), *[0.5] * (READ_SENTENCES + 3))
    reader = LengthReader()

    read = with_readings("Welke zin?", "nl", sentences, reader)

    ((_, excerpts),) = reader.given
    assert [each.text for each in excerpts] == texts[:READ_SENTENCES]
    read_texts = [each.text for each in read if each.reading is not None]
    assert sorted(read_texts) == sorted(texts[:READ_SENTENCES])
    assert [each.text for each in read[READ_SENTENCES:]] == ["Enorme dienst", *texts[READ_SENTENCES:]]


def test_without_a_reader_the_sentences_are_as_they_were() -> None:
    sentences = found(ZELENSKY, 0.3, 0.9, 0.5)

    assert with_readings("Wie tekende?", "nl", sentences, None) == tuple(sentences)


def test_what_is_chosen_keeps_its_reading_and_what_comes_along_has_none() -> None:
    read = with_readings("Wie tekende?", "nl", found(ZELENSKY, 0.3, 0.9, 0.5), LengthReader())

    assert [(each.text, each.reading) for each in choose_evidence(read)] == [
        ("Zelensky sprak.", Reading(15.0)),
        ("Enorme dienst", None),
        ("Hij tekende niet.", Reading(17.0)),
    ]
    assert [each.reading for each in as_evidence(read)] == [Reading(17.0), Reading(15.0), None]


def test_the_sentence_that_answers_each_of_two_questions_comes_before_the_others() -> None:
    lomen = passage("De pont vaart om het kwartier.", "De brug gaat open.", "Ada sneed het lint door.")
    reader = ScriptedReader(
        {
            "Wie opende de brug": {"De brug gaat open.": 1.0, "Ada sneed het lint door.": 4.0},
            "welke boot vaart om het kwartier?": {
                "De pont vaart om het kwartier.": 3.0,
                "De brug gaat open.": 2.0,
            },
        }
    )
    question = "Wie opende de brug en welke boot vaart om het kwartier?"

    read = with_readings(question, "nl", found(lomen, 0.5, 0.5, 0.5), reader)

    assert [(each.text, each.reading) for each in read] == [
        ("Ada sneed het lint door.", Reading(4.0)),
        ("De pont vaart om het kwartier.", Reading(3.0)),
        ("De brug gaat open.", Reading(2.0)),
    ]


def test_the_likeliest_is_the_best_of_those_that_were_read() -> None:
    evidence = as_evidence(
        with_readings("Wie tekende?", "nl", found(ZELENSKY, 0.3, 0.9, 0.5), LengthReader())
    )

    assert likeliest_of(evidence) == evidence[0]
    assert likeliest_of(evidence[1:]) == evidence[1]


def test_the_words_that_answer_are_told_in_offsets_of_the_article() -> None:
    second = as_evidence(found(ZELENSKY, 0.3, 0.9, 0.5))[1]

    assert second.words is None
    start = second.span.start
    assert replace(second, reading=Reading(1.0, Span(2, 5))).words == Span(start + 2, start + 5)


def test_a_sentence_that_was_not_read_has_the_score_of_search() -> None:
    assert combined_score(0.3, None) == 0.3


def test_where_a_number_is_asked_for_a_sentence_without_one_comes_later() -> None:
    lomen = passage("De brug kostte een vermogen.", "De brug kostte 2,4 miljoen euro.")
    question = "Hoeveel kostte de brug?"
    reader = ScriptedReader({question: {}})

    first, second = with_readings(question, "nl", found(lomen, 0.31, 0.3), reader)

    assert (first.text, first.score) == ("De brug kostte 2,4 miljoen euro.", 0.3)
    assert second.text == "De brug kostte een vermogen."
    assert second.score == pytest.approx(0.26)
