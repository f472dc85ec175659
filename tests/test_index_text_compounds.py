from collections.abc import Iterable

import pytest

from index.text.compounds import MOST_COMPOUNDS, Vocabulary, may_be_part
from index.text.keywords import index_words, query_words


def vocabulary_of(words: Iterable[str]) -> Vocabulary:
    """Keep words as an index does, in a list."""
    held = {word for word in words if may_be_part(word)}
    backwards = {word[::-1]: word for word in held}
    return Vocabulary(
        held=held.intersection,
        since=lambda start, most: sorted(word for word in held if word >= start)[:most],
        since_backwards=lambda start, most: [backwards[word] for word in sorted(backwards) if word >= start][
            :most
        ],
    )


TEXT = (
    "De vrede en de onderhandeling. Vredesonderhandelingen, onderhandelingstafel met een tafel. Boeren en hun"
    " protest: boerenprotesten. De regeringsleider: een leider van de regering. Staatshoofd, staat, hoofd."
    " Een verstand, een stand. Kolen en kolencentrale zonder dat andere woord."
)


@pytest.mark.parametrize(
    ("word", "related"),
    [
        ("onderhandelingen", "vredesonderhandel onderhandelingstafel"),
        ("vrede", "vredesonderhandel"),
        ("vredesonderhandeling", "onderhandel vred"),
        ("onderhandelingstafels", "tafel onderhandel"),
        ("boeren", "boerenprotest"),
        ("protest", "boerenprotest"),
        ("leiders", "regeringsleider"),
        ("regering", "regeringsleider"),
        ("hoofden", "staatshoofd"),
        ("stand", ""),  # "ver" is too short to be a part
        ("kool", ""),
        ("centrale", ""),  # no word of the index
        ("onbekend", ""),
        ("2023", ""),
    ],
)
def test_a_compound_is_found_by_its_parts_and_they_by_it(word: str, related: str) -> None:
    vocabulary = vocabulary_of(index_words(TEXT, "nl"))
    (stemmed,) = query_words(word, asked_in="nl", language="nl")

    assert " ".join(vocabulary.related(stemmed)) == related


def test_what_is_found_does_not_depend_on_the_order_of_the_words() -> None:
    words = index_words(TEXT, "nl")
    forward, backward = vocabulary_of(words), vocabulary_of(reversed(words))

    assert [forward.related(word) for word in words] == [backward.related(word) for word in words]


def test_of_many_compounds_the_shortest_are_taken() -> None:
    tails = ["a" * length + "wiel" for length in range(1, 30)]
    vocabulary = vocabulary_of(["fiets", *tails, *(f"fiets{tail}" for tail in tails)])

    assert vocabulary.related("fiets") == tuple(f"fiets{tail}" for tail in tails[:MOST_COMPOUNDS])


def test_a_word_twice_over_is_a_compound_of_itself() -> None:
    assert vocabulary_of(["tamtam", "tam", "fiets", "fietsfiets"]).related("fiets") == ("fietsfiets",)
