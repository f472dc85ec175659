import random
import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.storage.near_duplicates import (
    SAME_STORY,
    Signature,
    bands_of,
    connected,
    near_each,
    similarity,
    stars,
)
from index.storage.signatures import signature_of
from index.text.boilerplate import body_spans

AGENCY = (
    "De minister van Verkeer heeft dinsdag besloten dat de brug bij Kampen nog drie maanden dicht "
    "blijft. Uit een inspectie bleek dat twee van de vier kabels waren aangetast door roest. Volgens "
    "Rijkswaterstaat kost de reparatie ruim vier miljoen euro. Omwonenden moeten tot die tijd omrijden "
    "via Zwolle, wat per rit een halfuur langer duurt. De gemeente laat extra bussen rijden en vraagt "
    "het Rijk om een vergoeding."
)
IN_A_PAPER = AGENCY.replace("heeft dinsdag besloten", "besloot gisteren").replace(
    " De gemeente laat extra bussen rijden en vraagt het Rijk om een vergoeding.", ""
)
ON_THE_SAME_EVENT = (
    "Wie van Kampen naar Zwolle wil, heeft geduld nodig: de brug is voorlopig afgesloten voor al het "
    "verkeer. Roest in de kabels maakt haar onveilig, zegt de minister van Verkeer. Herstel duurt drie "
    "maanden en de kosten lopen op tot vier miljoen euro. De gemeente zet bussen in, maar veel bewoners"
    " nemen de auto en staan in de file."
)


def jaccard(one: str, other: str) -> float:
    """The similarity itself, over all runs of three words."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        return set(zip(words, words[1:], words[2:], strict=False))

    return len(runs(one) & runs(other)) / len(runs(one) | runs(other))


def _signature(text: str) -> Signature:
    return signature_of(text, body_spans(text))


@pytest.mark.parametrize("other", [AGENCY, IN_A_PAPER, ON_THE_SAME_EVENT])
def test_signatures_estimate_the_runs_shared(other: str) -> None:
    (estimate,) = similarity(_signature(AGENCY), _signature(other)[None, :])

    assert estimate == pytest.approx(jaccard(AGENCY, other), abs=0.12)


def test_an_edited_agency_text_is_the_same_story_and_another_report_is_not() -> None:
    signatures = np.stack([_signature(text) for text in (AGENCY, IN_A_PAPER, ON_THE_SAME_EVENT)])

    same = similarity(signatures[0], signatures) >= SAME_STORY

    assert same.tolist() == [True, True, False]
    assert set(bands_of(signatures[0])) & set(bands_of(signatures[1]))
    assert not set(bands_of(signatures[0])) & set(bands_of(signatures[2]))


def test_a_signature_is_the_same_at_every_run_and_leaves_furniture_out() -> None:
    signature = _signature(AGENCY)

    assert signature.dtype == np.uint32
    assert (signature.shape, len(bands_of(signature))) == ((128,), 32)
    assert _signature(f"{AGENCY}\n\nLees ook\n\nMeer lezen").tolist() == signature.tolist()
    assert signature[:3].tolist() == [56498963, 175701746, 199736488]
    assert bands_of(signature)[0] == 8719822462748027868


@pytest.mark.parametrize("text", ["", "een", "een twee", "een twee drie", "woord " * 100_000])
def test_any_text_has_a_signature(text: str) -> None:
    assert _signature(text).shape == (128,)


NEAR = ((1, 2), (2, 3), (3, 4), (6, 7))
EDGES = {
    number: np.array([one + other - number for one, other in NEAR if number in (one, other)], np.int64)
    for number in range(1, 8)
}


def edges_of(members: Sequence[int]) -> dict[int, NDArray[np.int64]]:
    return {member: EDGES[member] for member in members}


@pytest.mark.parametrize("seed", range(5))
def test_groups_are_what_is_near_what_is_near(seed: int) -> None:
    starts = random.Random(seed).sample(sorted(EDGES), len(EDGES))

    groups = sorted(connected(starts, edges_of), key=min)

    assert [sorted(group) for group in groups] == [[1, 2, 3, 4], [5], [6, 7]]
    assert all(group[number] is EDGES[number] for group in groups for number in group)
    assert [sorted(group) for group in connected([3], edges_of)] == [[1, 2, 3, 4]]
    assert list(connected([], edges_of)) == []


def test_a_group_is_asked_for_at_once() -> None:
    asked: list[list[int]] = []

    def all_near(members: Sequence[int]) -> dict[int, NDArray[np.int64]]:
        asked.append(list(members))
        return {member: np.setdiff1d(np.arange(1000), [member]) for member in members}

    (group,) = connected([7, 8], all_near)

    assert len(group) == 1000
    assert [len(members) for members in asked] == [1, 999]


def test_a_chain_is_divided_and_does_not_become_one_story() -> None:
    assert stars(EDGES, str) == [(1, 2, 3), (4,), (6, 7), (5,)]
    assert stars(EDGES, lambda member: str(9 - member)) == [(2, 3, 4), (6, 7), (1,), (5,)]


def test_many_are_compared_as_one_by_one() -> None:
    signatures = np.stack(
        [_signature(text) for text in (AGENCY, IN_A_PAPER, ON_THE_SAME_EVENT, f"{AGENCY} Einde.")]
    )

    near = np.stack(list(near_each(signatures, signatures)))

    assert near.tolist() == [
        [True, True, False, True],
        [True, True, False, True],
        [False, False, True, False],
        [True, True, False, True],
    ]
    assert [bands_of(each) for each in signatures][2] == bands_of(_signature(ON_THE_SAME_EVENT))


def test_a_signature_is_the_same_in_every_version() -> None:
    """Another one would find no story told by an article of before."""
    text = "Een brug ging open in Kampen en sloot weer."
    signature = signature_of(text, body_spans(text))
    assert signature[:3].tolist() == [531299199, 436562560, 950001705]
    assert (signature.dtype.name, zlib.crc32(signature.tobytes())) == ("uint32", 1707715306)
