from rag_samples import found, passage

from rag.finding.evidence import MAX_CHARACTERS, MAX_SENTENCES, choose_evidence, is_heading
from rag.finding.retrieval import FoundSentence


def chosen(*sentences: FoundSentence) -> list[tuple[int, str]]:
    best_first = sorted(sentences, key=lambda sentence: -sentence.score)
    return [(sentence.number, sentence.text) for sentence in choose_evidence(best_first)]


def test_the_best_are_taken_article_by_article_in_the_article_s_order() -> None:
    dutch = found(passage("Een is wit.", "Twee is rood.", "Drie is zwart.", article="nl.txt"), 0.3, 0.1, 0.5)
    english = found(passage("Four is green.", article="en.txt", language="en"), 0.4)

    assert chosen(*dutch, *english) == [(1, "Een is wit."), (2, "Drie is zwart."), (3, "Four is green.")]


def test_a_sentence_that_begins_with_a_pronoun_brings_the_one_before_it() -> None:
    sentences = found(passage("Pasjinjan stond op.", "Hij tekende niet.", "Het regende."), 0.1, 0.5, 0.0)

    assert chosen(*sentences) == [(1, "Pasjinjan stond op."), (2, "Hij tekende niet.")]


def test_a_pronoun_at_the_start_of_a_passage_has_nothing_to_bring() -> None:
    assert chosen(*found(passage("Hij tekende niet."), 0.5)) == [(1, "Hij tekende niet.")]


def test_headings_and_repetitions_are_left_out() -> None:
    first = found(passage("Enorme dienst", "Xi helpt Poetin.", article="a.txt"), 0.9, 0.5)
    again = found(passage("Xi helpt Poetin.", article="b.txt"), 0.5)

    assert chosen(*first, *again) == [(1, "Xi helpt Poetin.")]


def test_a_headline_is_left_out_as_it_stands_above_the_sentences() -> None:
    headline = "Poetin ontmoet zijn nieuwe Iraanse ambtgenoot in Turkmenistan"
    source = passage(headline, "Het was een warme ontmoeting.", title=headline)

    assert chosen(*found(source, 0.9, 0.5)) == [(1, "Het was een warme ontmoeting.")]


def test_no_more_sentences_than_the_model_should_read() -> None:
    source = passage(*[f"Dit is zin nummer {number}." for number in range(9)])

    assert len(chosen(*found(source, *[0.5] * 9))) == MAX_SENTENCES


def test_a_sentence_too_long_to_fit_is_passed_over_but_never_the_best() -> None:
    long_one = "Zo " * MAX_CHARACTERS + "is het."
    best_is_long = found(passage(long_one, "Kort is goed.", article="a.txt"), 0.9, 0.8)
    best_is_short = found(passage(long_one, "Kort is goed.", "Dat klopt.", article="a.txt"), 0.7, 0.8, 0.6)

    assert chosen(*best_is_long) == [(1, long_one)]
    assert chosen(*best_is_short) == [(1, "Kort is goed."), (2, "Dat klopt.")]


def test_no_sentences_give_no_evidence() -> None:
    assert choose_evidence([]) == ()


def test_a_heading_is_short_and_open_at_its_end() -> None:
    lines = [
        "In de coulissen",
        "Tirade",
        "‘Respect’, eiste Rachmon.",
        "Nieuw verdrag met Iran",
        "Hij zei: “Nee!”",
    ]

    assert [is_heading(line) for line in lines] == [True, True, False, True, False]
