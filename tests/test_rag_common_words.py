import pytest

from rag.common_words import COMMON_WORDS_FILE, is_common
from rag.make_common_words import common_words


def test_common_words_are_those_seldom_written_with_a_capital() -> None:
    shares = {"talks": 1e-5, "bush": 1e-5, "drones": 2e-6, "rare": 1e-9, "a1": 1e-2, "sanctie": 6e-7}
    scores = {"▁talks": -12.0, "▁Talks": -14.0, "▁bush": -13.0, "▁Bush": -11.0, "▁sanctie": -13.0}
    assert common_words(shares, scores) == ["drones", "sanctie", "talks"]


def test_the_list_is_sorted_and_holds_each_word_once() -> None:
    words = COMMON_WORDS_FILE.read_text(encoding="utf-8").split()
    assert words == sorted(set(words))


@pytest.mark.parametrize(
    "word", ["Relations", "betrekkingen", "Slotverklaring", "President", "huis", "Raketten"]
)
def test_common(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize(
    "word", ["Putin", "Poetin", "Pezeshkian", "Trump", "Bush", "Iran", "Peking", "Kazan"]
)
def test_not_common(word: str) -> None:
    assert not is_common(word)
