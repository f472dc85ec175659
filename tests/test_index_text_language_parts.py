"""Parts in another language: what is found, what is left alone, and what both come to in chunks."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mixed_articles import DUTCH, DUTCH_TOO, ENGLISH, ENGLISH_TOO, FRENCH, RUSSIAN

from index.article import Article, Language, LanguagePart
from index.text.boilerplate import body_spans
from index.text.chunking import split_article
from index.text.language_parts import language_parts

SEEDS = Path(__file__).parent.parent / "seeds"


def _parts(text: str, language: Language) -> list[tuple[str, Language | str | None]]:
    found = language_parts(text, body_spans(text), language)
    return [(text[part.start : part.end], part.language or part.foreign) for part in found]


def test_paragraphs_in_the_other_language_are_parts() -> None:
    assert _parts(f"{DUTCH}\n\n{ENGLISH}\n\n{DUTCH_TOO}", "nl") == [(ENGLISH, "en")]
    assert _parts(f"{ENGLISH}\n\n{DUTCH}\n\n{ENGLISH_TOO}", "en") == [(DUTCH, "nl")]


def test_paragraphs_on_end_are_one_part_with_what_says_nothing_between_them() -> None:
    between = f"{ENGLISH}\n\nVladimir Putin, 71\n\n{ENGLISH_TOO}"
    assert _parts(f"{DUTCH}\n\n{between}\n\n{DUTCH_TOO}\n\n{ENGLISH}", "nl") == [
        (between, "en"),
        (ENGLISH, "en"),
    ]


def test_sentences_within_a_paragraph_are_a_part_where_there_are_enough() -> None:
    inside = f"{ENGLISH} {ENGLISH_TOO}"
    assert _parts(f"{DUTCH} {inside} {DUTCH_TOO}", "nl") == [(inside, "en")]
    inside = f"{DUTCH} {DUTCH_TOO}"
    assert _parts(f"{ENGLISH} {inside} {ENGLISH_TOO}", "en") == [(inside, "nl")]


@pytest.mark.parametrize(
    ("kept", "language"),
    [
        (
            "De president noemde het “a matter for us, and it should be decided here by us and no one else”.",
            "nl",
        ),
        ("Hij citeerde ‘To be, or not to be, that is the question’ en ging daarna naar huis.", "nl"),
        ("“We shall overcome!”", "nl"),
        (
            "The Lord of the Rings: The Return of the King, A Song of Ice and Fire and The Man in the High",
            "nl",
        ),
        (
            "Frenkie de Jong, Virgil van Dijk, Matthijs de Ligt, Memphis Depay, Daley Blind, Steven Bergwijn",
            "en",
        ),
        (
            "Nederlandse Organisatie voor toegepast-natuurwetenschappelijk onderzoek, Den Haag, Zuid-Holland",
            "en",
        ),
        (
            "if not url in sys.path: sys.path.insert(0, url); for each in all_of_them: print(each, to=it)",
            "nl",
        ),
        ("Function OpenDocument(DocPath as String, Args(), Optional bDisposable as Boolean) as Object", "nl"),
        (
            "THE PRESIDENT SAID THAT HE WILL NOT BE TOLD BY ANYONE HOW TO DEFEND THE COUNTRY AND ITS PEOPLE",
            "nl",
        ),
        (
            "Kies Bestand - Exporteren als - Export as PDF, of klik op Save as Template in het venster.",
            "nl",
        ),
        (
            "Poetin, Xi, Erdogan, Tokajev, Pezeshkian, Pasjinjan, Loekasjenko, Sharif, Modi, Japarov, Rahmon",
            "en",
        ),
    ],
)
def test_quotations_names_titles_lists_and_code_stay_what_their_article_is(
    kept: str, language: Language
) -> None:
    first, last = (DUTCH, DUTCH_TOO) if language == "nl" else (ENGLISH, ENGLISH_TOO)
    assert _parts(f"{first}\n\n{kept}\n\n{last}", language) == []
    assert _parts(f"{first} {kept} {last}", language) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_long_paragraphs_in_neither_language_are_parts(language: Language) -> None:
    first, last = (DUTCH, DUTCH_TOO) if language == "nl" else (ENGLISH, ENGLISH_TOO)
    text = f"{first}\n\n{FRENCH}\n\n{last}\n\n{RUSSIAN}\n\nLa vie est belle, et la nuit est à nous."
    assert _parts(text, language) == [(FRENCH, "French"), (RUSSIAN, "Russian")]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds_are_in_one_language(path: Path) -> None:
    language: Language = "en" if path.stem[:3] in {"001", "003"} else "nl"
    assert _parts(path.read_text(encoding="utf-8"), language) == []


def _count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def _article(text: str, language: Language) -> Article:
    parts = language_parts(text, body_spans(text), language)
    return Article("a.txt", "a.txt", "T", text, language, parts=parts)


def _chunks(text: str, language: Language, max_tokens: int = 1000) -> list[tuple[str, Language]]:
    article = _article(text, language)
    chunks = split_article(
        article, body_spans(article.text), count_tokens=_count_words, max_tokens=max_tokens
    )
    return [(chunk.text, article.language_at(chunk.start)) for chunk in chunks]


def test_a_chunk_ends_where_the_language_changes() -> None:
    text = (
        f"{DUTCH}\n\n{DUTCH_TOO}\n\n{ENGLISH}\n\n{DUTCH} {ENGLISH} {ENGLISH_TOO}\n\n{ENGLISH}\n\n{DUTCH_TOO}"
    )
    assert _chunks(text, "nl") == [
        (f"{DUTCH}\n\n{DUTCH_TOO}", "nl"),
        (ENGLISH, "en"),
        (DUTCH, "nl"),
        (f"{ENGLISH} {ENGLISH_TOO}\n\n{ENGLISH}", "en"),
        (DUTCH_TOO, "nl"),
    ]


def test_what_is_in_neither_language_is_in_no_chunk() -> None:
    text = f"{ENGLISH}\n\n{FRENCH}\n\n{RUSSIAN}\n\n{ENGLISH_TOO}\n\n{DUTCH}"
    assert _chunks(text, "en") == [(ENGLISH, "en"), (ENGLISH_TOO, "en"), (DUTCH, "nl")]


def test_the_sentences_of_a_part_are_split_as_its_language_is() -> None:
    spoken = (
        "He will meet Mr. Smith and Mrs. Jones there, and they should be told about it before the end of May."
    )
    article = _article(f"{DUTCH}\n\n{spoken}", "nl")
    chunks = split_article(article, body_spans(article.text), count_tokens=_count_words, max_tokens=1000)
    assert [span.of(article.text) for chunk in chunks for span in chunk.sentences] == [DUTCH, spoken]


def test_an_article_whose_file_gives_the_wrong_language_is_found_as_what_it_is() -> None:
    text = f"{DUTCH}\n\n{DUTCH_TOO}"
    assert _chunks(text, "en") == [(text, "nl")]


def test_the_language_at_each_place() -> None:
    parts = (LanguagePart(2, 4, "en"), LanguagePart(4, 6, None, "French"), LanguagePart(7, 9, "en"))
    article = Article("a", "a", "T", "0123456789", "nl", parts=parts)
    assert [article.language_at(at) for at in range(10)] == [
        *("nl", "nl", "en", "en", "nl", "nl", "nl", "en", "en", "nl")
    ]


PIECES = st.sampled_from(
    [
        DUTCH,
        DUTCH_TOO,
        ENGLISH,
        ENGLISH_TOO,
        FRENCH,
        RUSSIAN,
        "Xi",
        "KEEP READING",
        "De kop",
        "“Kom!”",
        "it is",
    ]
)


@settings(max_examples=40)
@given(
    pieces=st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\n\n"])), min_size=1, max_size=14),
    language=st.sampled_from(["nl", "en"]),
    budget=st.integers(8, 80),
)
def test_chunks_cover_all_but_what_is_left_out_and_none_has_two_languages(
    pieces: list[tuple[str, str]], language: Language, budget: int
) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    article = _article(text, language)
    assert all(0 <= part.start < part.end <= len(text) for part in article.parts)
    assert all(a.end <= b.start for a, b in zip(article.parts, article.parts[1:], strict=False))
    chunks = split_article(article, body_spans(article.text), count_tokens=_count_words, max_tokens=budget)
    covered = {at for chunk in chunks for at in range(chunk.start, chunk.end) if not text[at].isspace()}
    body = {at for span in body_spans(text) for at in range(span.start, span.end) if not text[at].isspace()}
    out = {at for part in article.parts if part.language is None for at in range(part.start, part.end)}
    assert covered == body - out
    assert {len({article.language_at(at) for at in range(c.start, c.end)}) for c in chunks} <= {1}
