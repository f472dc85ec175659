"""Learns which Dutch words an English one becomes, from the same sentences in both languages.

    .venv/bin/python docs/train/aligned_words.py STSB OUT [--translated FILE]

IBM's Model 1 (Brown et al., The Mathematics of Statistical Machine Translation, 1993) in both directions.
STSB is the folder stsb_multi_mt; FILE has JSON lines with ``text`` in English and ``nl``. Kept are the words
that are each other's translation often enough; OUT is JSON, each English word with its Dutch ones, the
likeliest first.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

ROUNDS = 5
LEAST_SEEN = 5
LEAST_LIKELY, LEAST_LIKELY_BACK = 0.2, 0.1
LONGEST = 40
"""Words of a sentence: longer ones align badly, and cost the square of their length."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOTHING = ""
Pair = tuple[list[str], list[str]]
Table = dict[str, dict[str, float]]
"""How likely each word of the one language becomes each of the other."""


def main() -> None:
    """Read the arguments, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("stsb", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--translated", type=Path)
    args = parser.parse_args()
    write_aligned_words(args.stsb, args.out, args.translated)


def write_aligned_words(stsb: Path, file: Path, translated: Path | None = None) -> None:
    """Write the words, and print how many there are."""
    texts = dict.fromkeys([*_stsb(stsb), *(_translated(translated) if translated else ())])
    pairs = [(_words(english), _words(dutch)) for english, dutch in texts]
    pairs = [pair for pair in pairs if pair[0] and pair[1] and max(map(len, pair)) <= LONGEST]
    found = aligned(pairs)
    file.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    print(f"{len(pairs)} sentences, {len(found)} words")


def _stsb(folder: Path) -> Iterator[tuple[str, str]]:
    for part in ("train", "dev", "test"):
        with (
            (folder / f"stsb-en-{part}.csv").open(encoding="utf-8", newline="") as english,
            (folder / f"stsb-nl-{part}.csv").open(encoding="utf-8", newline="") as dutch,
        ):
            for row, translated in zip(csv.reader(english), csv.reader(dutch), strict=True):
                yield from zip(row[:2], translated[:2], strict=True)


def _translated(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], row["nl"]


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def aligned(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    """Return for each English word the Dutch ones that it becomes and that become it, likeliest first."""
    forth = likelihoods(pairs)
    back = likelihoods([(dutch, english) for english, dutch in pairs])
    seen = Counter(word for english, _ in pairs for word in set(english))
    found = {}
    for word, becomes in forth.items():
        if not word.isalpha() or seen[word] < LEAST_SEEN:  # the empty word too
            continue
        mutual = {
            other: likely
            for other, likely in becomes.items()
            if likely >= LEAST_LIKELY and back[other].get(word, 0.0) >= LEAST_LIKELY_BACK
        }
        if mutual:
            found[word] = sorted(mutual, key=lambda other: -mutual[other])
    return found


def likelihoods(pairs: Sequence[Pair]) -> Table:
    """Return how likely each word of the first language becomes each of the second."""
    likely: Table = {}
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for first, second in pairs:
            froms = [_NOTHING, *first]
            rows = [likely.get(word) for word in froms]
            for other in second:
                shares = [row.get(other, 0.0) if row else 1.0 for row in rows]
                whole = sum(shares) or 1.0
                for word, share in zip(froms, shares, strict=True):
                    if share:
                        counts[word][other] += share / whole
        likely = {word: _normalised(others) for word, others in counts.items()}
    return likely


def _normalised(counts: dict[str, float]) -> dict[str, float]:
    whole = sum(counts.values())
    return {word: count / whole for word, count in counts.items() if count > 1e-4 * whole}


if __name__ == "__main__":
    main()
