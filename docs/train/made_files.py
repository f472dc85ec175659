"""What more than one training makes from the public data before it begins."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from aligned_words import write_aligned_words
from replaced_words import Words, read_words


def made(path: Path, write: Callable[[Path], None]) -> Path:
    """Return a file, made first where it is not there; an interruption leaves none."""
    if not path.exists():
        part = path.with_name(f"{path.name}.part")
        write(part)
        part.replace(path)
    return path


def dutch_words(training: Path, out: Path) -> Words:
    """Return English words with their translations, by way of aligned_words.json in ``out``.

    :param training: holds the folders stsb_multi_mt and lexicon_en_nl.
    """
    write = partial(write_aligned_words, training / "stsb_multi_mt")
    aligned = made(out / "aligned_words.json", write)
    return read_words(training / "lexicon_en_nl" / "wiktionary_en_nl.tsv", aligned)
