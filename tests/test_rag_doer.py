import pytest
from deed_pairs import DEED_PAIRS, LATER_PAIRS, DeedPair

from index.article import Language
from rag.doer import gives_part_to_another, repeats_a_name

IRAN_SELLS = "In 2022 Iran supplied Russia with hundreds of drones."
ISRAEL_HIT = "Iran launched some 180 ballistic missiles at Israel on October 1."
MET_NL = "Poetin ontmoette Xi Jinping in Kazan."
TWO_MET_NL = "President Poetin heeft kennisgemaakt met zijn Iraanse ambtgenoot Masoud Pezeshkian."


@pytest.mark.parametrize(
    ("sentence", "source", "language"),
    [
        ("North Korea supplied Russia with drones.", IRAN_SELLS, "en"),
        ("Russia has supplied Iran with drones.", IRAN_SELLS, "en"),
        ("Israel launched 180 missiles.", ISRAEL_HIT, "en"),
        ("Some 180 missiles at Iran were fired.", ISRAEL_HIT, "en"),
        ("The Iranian president spoke to Xi.", "The president spoke to Putin and Modi.", "en"),
        ("Modi ontmoette Xi Jinping.", "Poetin ontmoette Trump.", "nl"),
        ("De president van China kwam.", "De president van Rusland kwam.", "nl"),
    ],
)
def test_a_part_is_given_to_another(sentence: str, source: str, language: Language) -> None:
    assert gives_part_to_another(sentence, language, source, language)


@pytest.mark.parametrize(
    ("sentence", "source", "language"),
    [
        ("Iran supplied drones.", IRAN_SELLS, "en"),
        ("Iran’s army launched missiles.", ISRAEL_HIT, "en"),
        ("Vladimir Putin supplied drones.", "The president supplied drones; Putin supplied more.", "en"),
        # The same, in the passive and in another order.
        ("Russia was supplied with drones by Iran.", IRAN_SELLS, "en"),
        ("In Kazan ontmoette Poetin Xi.", MET_NL, "nl"),
        ("Iran and Russia signed.", "Russia and Iran signed.", "en"),
        ("Moscow and Tehran signed.", "Tehran, Moscow and Beijing signed.", "en"),
        # Who meets another is met.
        ("Xi Jinping ontmoette Poetin.", MET_NL, "nl"),
        ("Modi spoke to Xi.", "On Friday Xi spoke with Modi.", "en"),
        # Another name of the same place, person or country.
        ("He landed in Russia.", "He landed in Kazan.", "en"),
        ("Putin spoke to Xi.", "Vladimir Putin spoke to Xi Jinping.", "en"),
        ("De Russen steunden hem.", "Rusland steunde hem.", "nl"),
        ("The UMC opposes conscription.", "The United Methodist Church opposes conscription.", "en"),
        # The name before a Dutch verb that stands last may be the object.
        ("Rutte zei dat Wilders Omtzigt vertrouwde.", "Rutte zei dat Wilders vertrouwde op Omtzigt.", "nl"),
        # What stands right behind the names is not the same.
        ("China en India hebben de verklaring getekend.", "Rusland en Iran hebben getekend.", "nl"),
        ("No name at all is here.", ISRAEL_HIT, "en"),
        ("", "", "en"),
    ],
)
def test_nothing_is_said_against_it(sentence: str, source: str, language: Language) -> None:
    assert not gives_part_to_another(sentence, language, source, language)


MISSED = {
    # A name that is also a word is not seen at the start of a sentence.
    "Verstappen was beaten by Hamilton.",
    # The subject stands before a clause between commas, or in the clause before.
    "Rwanda heeft België veroordeeld.",
    "Tsjaad bombardeerde Libië.",
    # In other words.
    "Schröder volgde Merkel op.",
}
"""A change shows here."""


@pytest.mark.parametrize("pair", DEED_PAIRS + LATER_PAIRS, ids=lambda pair: pair.swapped)
def test_swapped_parts_are_told_from_right_ones(pair: DeedPair) -> None:
    refused = [
        gives_part_to_another(sentence, pair.language, pair.source, pair.source_language)
        for sentence in (pair.said, pair.swapped)
    ]

    assert refused == [False, pair.swapped not in MISSED]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Poetin Pezeshkian ontmoette Poetin.", "nl"),
        ("Poetin ontmoette Poetin Pezeshkian.", "nl"),
        ("Poetin heeft Poetin ontmoet.", "nl"),
        ("Putin met Putin in Ashgabat.", "en"),
        ("Masoud Pezeshkian has met Pezeshkian.", "en"),
    ],
)
def test_one_name_on_both_sides_of_a_verb(sentence: str, language: Language) -> None:
    assert repeats_a_name(sentence, language, TWO_MET_NL, "nl")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Poetin ontmoette Pezeshkian.", "nl"),
        ("Gisteren ontmoette Poetin Pezeshkian.", "nl"),
        ("Poetin zei: Poetin komt.", "nl"),
        ("De vrouw van Poetin verliet Poetin.", "nl"),
        ("Putin's mother raised Putin.", "en"),
        ("The Putin government backed Putin.", "en"),
        ("Putin says Putin will come.", "en"),
        ("Putin met Putin's envoy.", "en"),
        ("Shell bought Shell Nederland.", "en"),
        ("Putin of Putin en Putin.", "nl"),
        ("De Russen bevrijdden Rusland.", "nl"),
    ],
)
def test_a_name_may_stand_twice(sentence: str, language: Language) -> None:
    assert not repeats_a_name(sentence, language, TWO_MET_NL, "nl")


def test_a_name_may_stand_twice_where_it_does_in_the_source() -> None:
    assert not repeats_a_name("Ford fired Ford.", "en", "In 1978 Ford ontsloeg Ford.", "nl")
