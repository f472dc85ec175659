"""Which words are ordinary words of Dutch or English, however they are capitalized."""

import functools
from pathlib import Path

COMMON_WORDS_FILE = Path(__file__).with_name("common_words.txt")
"""Made by ``rag/make_common_words.py``."""

_SHORTEST_TAIL = 6
_PLURALS = ("en", "s")


@functools.cache
def _common_words() -> frozenset[str]:
    return frozenset(COMMON_WORDS_FILE.read_text(encoding="utf-8").split())


def is_listed(word: str) -> bool:
    """Whether ``word``, in lower case, is one of the list, or the plural of one."""
    words = _common_words()
    return word in words or any(word.endswith(end) and word.removesuffix(end) in words for end in _PLURALS)


@functools.lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """Whether ``word`` is an ordinary word, or ends in one: ``Relations``, ``Slotverklaring``.

    ``Putin`` and ``Stone`` are not: more often than not they are written with a capital.
    """
    lowered = word.lower()
    if is_listed(lowered):
        return True
    return any(is_listed(lowered[at:]) for at in range(3, len(lowered) - _SHORTEST_TAIL + 1))
