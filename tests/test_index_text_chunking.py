"""Chunks: small articles in full, the contract under hard input, and the five seeds."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Language
from index.chunk import Chunk
from index.span import Span
from index.text.boilerplate import body_spans
from index.text.chunking import split_article
from index.text.long_sentences import TokenCounter

SEEDS = Path(__file__).parent.parent / "seeds"


def _article(text: str, language: Language = "nl") -> Article:
    return Article(id="a.txt", path="a.txt", title="T", text=text, language=language)


def _count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def _count_characters(texts: Sequence[str]) -> list[int]:
    return [len(text) for text in texts]


def _chunks(article: Article, *, count_tokens: TokenCounter, max_tokens: int) -> tuple[Chunk, ...]:
    return split_article(article, body_spans(article.text), count_tokens=count_tokens, max_tokens=max_tokens)


def _split(text: str, max_tokens: int) -> list[str]:
    chunks = _chunks(_article(text), count_tokens=_count_words, max_tokens=max_tokens)
    return [chunk.text for chunk in chunks]


def test_a_chunk_says_where_it_and_its_sentences_stand() -> None:
    text = "  Hij kwam. Zij ging.\n\nHet regende.\n"
    assert _chunks(_article(text), count_tokens=_count_words, max_tokens=4) == (
        Chunk("a.txt", 2, 21, "Hij kwam. Zij ging.", (Span(2, 11), Span(12, 21))),
        Chunk("a.txt", 23, 35, "Het regende.", (Span(23, 35),)),
    )


@pytest.mark.parametrize("text", ["", " \n\t\u2028", "KEEP READING\n_\n#Putin"])
def test_without_a_body_there_are_no_chunks(text: str) -> None:
    assert _split(text, 10) == []


def test_small_paragraphs_share_a_chunk_and_stay_whole() -> None:
    text = "Een twee. Drie vier.\nVijf zes. Zeven acht.\nNegen tien. Elf twaalf."
    assert _split(text, 12) == [text]
    assert _split(text, 8) == ["Een twee. Drie vier.\nVijf zes. Zeven acht.", "Negen tien. Elf twaalf."]
    assert _split(text, 7) == ["Een twee. Drie vier.", "Vijf zes. Zeven acht.", "Negen tien. Elf twaalf."]


def test_a_long_paragraph_is_shared_out_evenly() -> None:
    text = "Een twee. Drie vier. Vijf zes. Zeven acht. Negen tien. Elf twaalf."
    assert _split(text, 10) == ["Een twee. Drie vier. Vijf zes.", "Zeven acht. Negen tien. Elf twaalf."]


def test_a_heading_goes_with_what_follows() -> None:
    text = "Een twee drie vier.\nDe kop\nVijf zes zeven acht."
    assert _split(text, 6) == ["Een twee drie vier.", "De kop\nVijf zes zeven acht."]


def test_a_lead_in_goes_with_what_follows() -> None:
    text = "Een twee drie vier.\nDit zei hij:\n“Vijf zes zeven.”"
    assert _split(text, 7) == ["Een twee drie vier.", "Dit zei hij:\n“Vijf zes zeven.”"]


def test_the_items_of_a_list_are_no_headings() -> None:
    text = "• een twee drie\n• vier vijf zes\nZeven acht negen tien."
    assert _split(text, 8) == ["• een twee drie\n• vier vijf zes", "Zeven acht negen tien."]


def test_no_chunk_reaches_across_furniture() -> None:
    assert _split("Een twee.\nKEEP READING\nDrie vier.", 100) == ["Een twee.", "Drie vier."]
    assert _split(" date 2023-03 Of het zo is.", 100) == ["Of het zo is."]


def test_a_sentence_that_is_too_long_is_cut_after_a_clause() -> None:
    text = "Eén twee drie vier, vijf zes zeven acht negen tien."
    assert _split(text, 7) == ["Eén twee drie vier,", "vijf zes zeven acht negen tien."]


def test_without_a_clause_it_is_cut_between_words() -> None:
    assert _split("aa bb cc dd ee ff gg hh", 4) == ["aa bb cc dd", "ee ff gg hh"]


def test_a_word_that_is_too_long_is_cut_within() -> None:
    chunks = _chunks(_article("abcdefgh"), count_tokens=_count_characters, max_tokens=3)
    assert [chunk.text for chunk in chunks] == ["ab", "cde", "fgh"]


def test_the_rest_of_a_long_sentence_shares_a_chunk_with_the_next() -> None:
    chunks = _chunks(_article("Aaaa bbbb cccc. Ja."), count_tokens=_count_characters, max_tokens=10)
    assert [chunk.text for chunk in chunks] == ["Aaaa bbbb", "cccc. Ja."]


def test_lines_of_a_wrapped_paragraph_are_one_sentence() -> None:
    line = "en de minister zei dat het kabinet nog geen besluit had genomen over"
    text = "\n".join([line] * 5) + "\nde steun."
    (chunk,) = _chunks(_article(text), count_tokens=_count_words, max_tokens=100)
    assert chunk.sentences == (Span(0, len(text)),)


def test_the_whole_text_of_a_chunk_is_counted_not_the_sum_of_its_sentences() -> None:
    def count_gaps_too(texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + 3 * text.count(". ") for text in texts]

    text = "Een twee. Drie vier. Vijf zes. Zeven acht."
    chunks = _chunks(_article(text), count_tokens=count_gaps_too, max_tokens=8)
    assert [chunk.text for chunk in chunks] == ["Een twee. Drie vier.", "Vijf zes. Zeven acht."]


def test_a_budget_that_no_character_fits_is_an_error() -> None:
    def count_bytes(texts: Sequence[str]) -> list[int]:
        return [len(text.encode()) for text in texts]

    with pytest.raises(ValueError, match="max_tokens=3 is too small for the character '👩'"):
        _chunks(_article("abc 👩"), count_tokens=count_bytes, max_tokens=3)
    with pytest.raises(ValueError, match="max_tokens=0 must be 1 or more"):
        _chunks(_article("abc"), count_tokens=count_bytes, max_tokens=0)


def test_ten_million_characters_without_a_stop_are_cut_into_what_fits() -> None:
    counted = 0

    def count(texts: Sequence[str]) -> list[int]:
        nonlocal counted
        counted += sum(map(len, texts))
        return _count_words(texts)

    text = "woord " * 1_666_667
    chunks = _chunks(_article(text), count_tokens=count, max_tokens=200)
    assert max(_count_words([chunk.text for chunk in chunks])) <= 200
    assert " ".join(chunk.text for chunk in chunks) == text.strip()
    assert counted < 5 * len(text)


def _check(article: Article, chunks: tuple[Chunk, ...], budget: int, *, characters: bool = False) -> None:
    count = _count_characters if characters else _count_words
    for chunk in chunks:
        assert chunk.article_id == article.id
        assert article.text[chunk.start : chunk.end] == chunk.text
        assert (chunk.start, chunk.end) == (chunk.sentences[0].start, chunk.sentences[-1].end)
        assert all(before.end <= after.start for before, after in pairwise(chunk.sentences))
        held = "".join(sentence.of(article.text) for sentence in chunk.sentences)
        assert "".join(held.split()) == "".join(chunk.text.split())
    assert max(count([chunk.text for chunk in chunks]), default=0) <= budget
    covered = {at for chunk in chunks for at in range(chunk.start, chunk.end)}
    body = {at for span in body_spans(article.text) for at in range(span.start, span.end)}
    assert {at for at in body if not article.text[at].isspace()} == {
        at for at in covered if not article.text[at].isspace()
    }
    assert len({chunk.id for chunk in chunks}) == len(chunks)


PARTS = st.sampled_from(
    [
        *[
            "Hij kwam. ",
            "De kop\n",
            "drs. ",
            "woord ",
            "woord, ",
            "“Kom!” ",
            "Dit zei hij:\n",
            "(ja. nee) ",
            "… ",
        ],
        *["\n", "\n\n", "\r\n", "\u2028", "\x1c", "\xa0", "\u200b", "e\u0301", "👩\u200d🚀", "zeer" * 12],
        *["KEEP READING\n", "_\n"],
    ]
)


@given(
    parts=st.lists(PARTS, max_size=60),
    language=st.sampled_from(["nl", "en"]),
    budget=st.integers(1, 40),
    characters=st.booleans(),
)
def test_the_contract_holds_for_hard_input(
    parts: list[str], language: Language, budget: int, characters: bool
) -> None:
    article = _article("".join(parts), language)
    count = _count_characters if characters else _count_words
    chunks = _chunks(article, count_tokens=count, max_tokens=budget)
    _check(article, chunks, budget, characters=characters)
    assert bool(chunks) == bool(body_spans(article.text))
    assert all(before.end <= after.start for before, after in pairwise(chunks))


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("000_10440192c8925282.txt", "nl", [76, 100, 90, 112, 110, 109, 121]),
        ("001_b23909d84b658e04.txt", "en", [70, 84, 67, 84, 79, 80, 109, 118, 107, 72, 69, 64, 76]),
        ("002_751534bd2bbd9e0e.txt", "nl", [95, 118, 118, 82, 63, 106]),
        ("003_f1ba9c45c6fe6858.txt", "en", [120, 129, 107, 97, 122, 120, 106, 102]),
        ("004_a75c4f9da770a8f6.txt", "nl", [82, 115, 118, 75, 94, 76, 62]),
    ],
)
def test_the_seeds(name: str, language: Language, words: list[int]) -> None:
    article = _article((SEEDS / name).read_text(encoding="utf-8"), language)
    chunks = _chunks(article, count_tokens=_count_words, max_tokens=130)
    _check(article, chunks, 130)
    assert _count_words([chunk.text for chunk in chunks]) == words


def test_the_subheadings_of_a_seed_stand_before_their_paragraphs() -> None:
    article = _article((SEEDS / "004_a75c4f9da770a8f6.txt").read_text(encoding="utf-8"))
    chunks = _chunks(article, count_tokens=_count_words, max_tokens=130)
    for heading in ("Amerikaanse wapens", "Tirade", "Oekraïne-Georgië-scenario"):
        (chunk,) = [chunk for chunk in chunks if f"{heading}\n" in chunk.text]
        assert not chunk.text.endswith(heading)
