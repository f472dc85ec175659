from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from rag_samples import found, passage

from index.answer_reader import Reading
from index.article import Language
from rag.finding.collection import collection_question
from rag.finding.lines import MOST_LINES, list_sentences, overview_lines, reason_sentences, telling
from rag.finding.retrieval import FoundSentence
from rag.finding.subject import subject_of


def sentence(
    text: str,
    score: float,
    vector: Sequence[float],
    *,
    article: str = "a.txt",
    language: Language = "nl",
    published: str | None = None,
) -> FoundSentence:
    source = replace(passage(text, article=article, language=language), published=published)
    (one,) = found(source, score)
    return replace(one, vector=np.array(vector, np.float32) / np.float32(np.linalg.norm(vector)))


def texts(lines: Sequence[object]) -> list[str]:
    return [str(getattr(line, "text", "")) for line in lines]


def test_each_thing_is_told_once_the_newest_article_first() -> None:
    opened = sentence("De brug is vrijdag geopend.", 0.5, (1, 0, 0), published="2024-05")
    again = sentence("Vrijdag ging de brug open.", 0.45, (1, 0.1, 0), article="b.txt", published="2024-06")
    cost = sentence("Zij kostte drie miljoen.", 0.4, (0, 1, 0), article="b.txt", published="2024-06")
    far = sentence("Het regende.", 0.1, (0, 0, 1))
    assert texts(overview_lines([opened, again, cost, far], "nl")) == [
        "Zij kostte drie miljoen.",
        "De brug is vrijdag geopend.",
    ]


def test_of_two_languages_the_readers_is_taken() -> None:
    english = sentence("The bridge opened on Friday.", 0.5, (1, 0.2), article="b.txt", language="en")
    dutch = sentence("De brug ging vrijdag open.", 0.3, (1, 0.9), language="nl")
    assert texts(overview_lines([english, dutch], "nl")) == ["De brug ging vrijdag open."]
    assert texts(overview_lines([english, dutch], "en")) == ["The bridge opened on Friday."]


def test_headings_what_leads_on_and_what_is_very_long_are_no_lines() -> None:
    unfit = ["Enorme dienst", "Zij zeiden het volgende:", "Heel " * 100 + "lang."]
    sentences = [sentence(text, 0.5, np.eye(3)[at].tolist()) for at, text in enumerate(unfit)]
    assert overview_lines(sentences, "nl") == ()


def test_an_article_leaves_room_for_others() -> None:
    vectors = np.eye(12).tolist()
    own = [sentence(f"De brug heeft {n} pijlers.", 0.5, vectors[n], article="a.txt") for n in range(10)]
    other = [sentence(f"De sluis heeft {n} deuren.", 0.3, vectors[n], article="b.txt") for n in (10, 11)]
    chosen = overview_lines([*own, *other], "nl")
    assert [each.passage.chunk.article_id for each in chosen] == ["a.txt"] * 6 + ["b.txt"] * 2
    assert len(overview_lines(own, "nl")) == MOST_LINES


def test_by_time_those_are_better_that_tell_when() -> None:
    vectors = np.eye(9).tolist()
    undated = [sentence(f"De brug heeft {n} pijlers.", 0.5, vectors[n]) for n in range(8)]
    dated = sentence("De brug ging op 3 mei 1932 open.", 0.48, vectors[8])
    assert dated.text not in texts(overview_lines([*undated, dated], "nl"))
    assert dated.text in texts(overview_lines([*undated, dated], "nl", by_time=True))


def test_a_list_takes_the_sentences_that_nearly_answer_as_well_as_the_best() -> None:
    read = [
        replace(each, reading=Reading(log_odds))
        for each, log_odds in zip(
            found(
                passage("Eén kwam.", "Twee kwam.", "Drie kwam.", "Vier kwam.", "Vijf kwam."), 5, 4, 3, 2, 1
            ),
            (1.0, 3.0, 1.6, 2.9, 1.4),
            strict=True,
        )
    ]
    assert texts(list_sentences(read)) == ["Twee kwam.", "Drie kwam.", "Vier kwam."]
    unlikely = [replace(each, reading=Reading(-1.6)) for each in read]
    assert list_sentences(unlikely) == ()


def test_of_each_article_the_best_sentence_on_a_subject_is_told() -> None:
    one = found(passage("Iran won.", "Iran verloor.", article="a.txt"), 0.2, 0.1)
    two = found(passage("Het regende.", article="b.txt"), 0.3)
    told = telling(subject_of("Welke artikelen noemen Iran?", "nl"), [*one, *two])
    assert {article: source.text for article, source in told.items()} == {"a.txt": "Iran won."}


def test_a_subject_without_a_name_must_be_near() -> None:
    sentences = found(passage("De bal ging erin.", "Het regende."), 0.2, 0.1)
    told = telling(subject_of("Welke artikelen gaan over voetbal?", "nl"), sentences)
    assert {article: source.text for article, source in told.items()} == {"a.txt": "De bal ging erin."}
    assert telling(subject_of("Welke artikelen gaan over voetbal?", "nl"), sentences[1:]) == {}
    rain = collection_question("Welke artikelen gaan over regenen?", "nl").subject
    assert list(telling(rain, found(passage("Regenen deed het."), 0.0))) == ["a.txt"]


def test_a_reason_counts_beside_search_and_half_of_what_the_reader_makes_of_it() -> None:
    read = [
        replace(each, reading=Reading(log_odds))
        for each, log_odds in zip(
            found(
                passage(
                    "Zij ging weg.", "Zij ging weg omdat het regende.", "Het was laat.", "Nee.", "Ver weg."
                ),
                *(0.2, 0.19, 0.15, 0.14, 0.05),
            ),
            (2.0, 0.0, 0.0, 0.0, 9.0),
            strict=True,
        )
    ]
    assert texts(reason_sentences(read)) == ["Zij ging weg omdat het regende.", "Zij ging weg."]
    assert reason_sentences([]) == ()
