import numpy as np
import pytest

from index.answer_reader import Reading
from index.encoding.answer_form import AnswerForm
from index.encoding.answer_heads import AnswerHeads, best_words
from index.span import Span

TEXT = "Zo'n 1,7 miljard (dollar), zei Poetin."
OFFSETS = [
    (0, 2),
    (2, 4),
    (4, 6),
    (6, 8),
    (8, 16),
    (16, 18),
    (18, 24),
    (24, 26),
    (26, 30),
    (30, 33),
    (33, 38),
]


def marked(first: int, last: int) -> str | None:
    starts, ends = np.zeros((2, len(OFFSETS)), np.float32)
    starts[first], ends[last] = 5, 5
    words = best_words(starts, ends, OFFSETS, TEXT)
    return None if words is None else words.of(TEXT)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2, 4, "1,7 miljard"),
        (3, 3, "1,7"),  # not "7"
        (1, 4, "Zo'n 1,7 miljard"),
        (9, 10, "Poetin"),
        (8, 9, "zei Poetin"),
        (0, 10, "Zo'n 1,7 miljard (dollar), zei Poetin"),
    ],
)
def test_words_are_whole_and_without_what_stands_around_them(first: int, last: int, expected: str) -> None:
    assert marked(first, last) == expected


def test_words_end_where_they_start_or_behind_it() -> None:
    starts = np.array([0, 0, 3, 0], np.float32)
    ends = np.array([9, 0, 0, 1], np.float32)

    assert best_words(starts, ends, [(0, 1), (1, 3), (3, 5), (5, 7)], "a b c d") == Span(0, 1)
    ends[0] = 2
    assert best_words(starts, ends, [(0, 1), (1, 3), (3, 5), (5, 7)], "a b c d") == Span(4, 7)


def test_words_are_of_sixteen_tokens_at_most() -> None:
    text = " ".join("abcdefghijklmnopqrst")
    offsets = [(max(0, 2 * at - 1), 2 * at + 1) for at in range(20)]
    starts, ends = np.zeros((2, 20), np.float32)
    starts[1], ends[16], ends[17] = 5, 3, 4

    words = best_words(starts, ends, offsets, text)

    assert words is not None
    assert words.of(text) == "b c d e f g h i j k l m n o p q"


def test_no_text_and_no_word_are_no_words() -> None:
    nothing = np.zeros(0, np.float32)

    assert best_words(nothing, nothing, [], "") is None
    assert best_words(np.zeros(1, np.float32), np.zeros(1, np.float32), [(0, 3)], "...") is None


def test_the_first_token_says_whether_and_the_text_s_own_say_which() -> None:
    heads = AnswerHeads(
        np.array([2, 0], np.float32),
        -0.5,
        np.array([[0, 1], [1, 0]], np.float32),
        np.array([0.25, 0.5], np.float32),
    )
    states = np.array([[1.5, 0], [9, 9], [0, 1], [3, 0], [9, 9]], np.float32)

    reading = heads.reading(states, AnswerForm([0, 7, 8, 9, 2], 2, ((0, 4), (4, 9))), "twee drie vier")

    assert reading == Reading(2.5, Span(0, 9))
