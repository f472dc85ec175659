"""What the reader is trained on: where words went, which article a line is of, and what is held out."""

import json
import random
from pathlib import Path

import pytest
from aligned_words import aligned
from groups import Group, Sentence
from leaks import HeldOut
from plain_text import plain_text
from read_nqg import article_of_lines
from replaced_words import read_words, replaced

from index.span import Span


@pytest.mark.parametrize(
    ("tokens", "parted", "words", "written", "moved"),
    [
        (
            "He said `` no '' -LRB- in 1958 -RRB- , did n't he ?",
            False,
            "1958",
            "He said “no” (in 1958), didn't he?",
            "1958",
        ),
        ("a one - year plan , 1940 -- 1942 .", True, "one - year", "a one-year plan, 1940–1942.", "one-year"),
        ("It cost $ 4 million .", False, "$ 4 million", "It cost $4 million.", "$4 million"),
        ('The film " Jaws " won .', False, '" Jaws "', "The film “Jaws” won.", "“Jaws”"),
    ],
)
def test_words_are_found_again_in_the_text_as_people_write_it(
    tokens: str, parted: bool, words: str, written: str, moved: str
) -> None:
    plain = plain_text(tokens, parted_hyphens=parted)
    start = tokens.index(words)
    span = plain.span(Span(start, start + len(words)))
    assert (plain.text, span and span.of(plain.text)) == (written, moved)


def test_lines_are_divided_among_the_articles_in_their_order() -> None:
    lines = ["the dog barks", "it is old", "a dog sleeps", "solar power grew", "no energy", "the solar cell"]
    assert article_of_lines(["Dog", "Solar_energy"], lines) == [0, 0, 0, 1, 1, 1]


def _group(title: str, question: str, text: str) -> Group:
    return Group("1", "source", "en", question, title, (Sentence(text, answers=True),))


def test_what_stands_in_a_question_set_is_held_out(tmp_path: Path) -> None:
    articles, questions = tmp_path / "articles.jsonl", tmp_path / "clapnq.jsonl"
    text = "Old mills. The wind turned the sails of nine white mills that day."
    articles.write_text(json.dumps({"title": "Mills_of_Kent", "text": text}), encoding="utf-8")
    questions.write_text(json.dumps({"input": "Who ground it?", "passages": []}), encoding="utf-8")
    held_out = HeldOut([articles], [questions])
    shared = "so the wind turned the sails of nine white goats"
    assert [
        held_out.why(_group("Mills of Kent", "Why?", "New.")),
        held_out.why(_group("Black Death", "Why?", "New.")),
        held_out.why(_group("Other", "who ground it", "New.")),
        held_out.why(_group("Other", "Why?", shared)),
        held_out.why(_group("", "Why?", "Tesla's rival. Nikola Tesla lost.")),
        held_out.why(_group("Other", "Why?", "the wind turned the sails of nine")),
    ] == ["title", "title", "question", "words in a row", "names such an article", None]


WORDS = {"the": ("de",), "city": ("stad",), "grow": ("groeien",), "king": ("koning",)}


def test_replaced_words_keep_names_numbers_and_the_places_of_spans() -> None:
    text = "The city of King Arthur had 4 kings, grew."
    spans = [(text.index("King Arthur"), text.index(" had")), (text.index("4"), text.index(","))]
    new, moved = replaced(WORDS, text, spans, 1.0, random.Random(1))
    assert (new, [new[start:end] for start, end in moved]) == (
        "De stad of King Arthur had 4 koningen, grew.",
        ["King Arthur", "4 koningen"],
    )
    assert replaced(WORDS, text, spans, 0.0, random.Random(1)) == (text, spans)


def test_the_usual_translation_comes_before_the_dictionarys(tmp_path: Path) -> None:
    lexicon, seen = tmp_path / "words.tsv", tmp_path / "seen.json"
    lexicon.write_text("show\tvoorstelling\tn\nshow\ttonen\tv\nOslo\tOslo\tprop\n", encoding="utf-8")
    seen.write_text(json.dumps({"show": ["laat", "tonen"], "wrote": ["schreef"]}), encoding="utf-8")
    words = read_words(lexicon, seen)
    assert [words.get(word) for word in ("show", "wrote", "oslo")] == [("tonen",), ("schreef",), None]


def test_words_that_become_each_other_are_aligned() -> None:
    pairs = [
        (["the", "dog"], ["de", "hond"]),
        (["the", "cat"], ["de", "kat"]),
        (["a", "dog"], ["een", "hond"]),
        (["a", "cat"], ["een", "kat"]),
    ] * 5
    found = aligned(pairs)
    assert {word: dutch[0] for word, dutch in found.items()} == {
        "the": "de",
        "dog": "hond",
        "a": "een",
        "cat": "kat",
    }
