import pytest

from index.article import Language
from rag.doer import gives_part_to_another

IRAN_SELLS = "In 2022 Iran supplied Russia with hundreds of drones."
ISRAEL_HIT = "Iran launched some 180 ballistic missiles at Israel on October 1."
MET_NL = "Poetin ontmoette Xi Jinping in Kazan."


@pytest.mark.parametrize(
    ("sentence", "source", "language"),
    [
        ("North Korea supplied Russia with drones.", IRAN_SELLS, "en"),
        ("Russia has supplied Iran with drones.", IRAN_SELLS, "en"),
        ("Israel launched 180 missiles.", ISRAEL_HIT, "en"),
        ("Some 180 missiles at Iran were fired.", ISRAEL_HIT, "en"),
        ("The Iranian president spoke to Xi.", "The president spoke to Putin and Modi.", "en"),
        ("Xi Jinping ontmoette Poetin.", MET_NL, "nl"),
        ("De president van China kwam.", "De president van Rusland kwam.", "nl"),
    ],
)
def test_a_part_is_given_to_another(sentence: str, source: str, language: Language) -> None:
    assert gives_part_to_another(sentence, source, language)


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
        # Another name of the same place, person or country.
        ("He landed in Russia.", "He landed in Kazan.", "en"),
        ("Putin spoke to Xi.", "Vladimir Putin spoke to Xi Jinping.", "en"),
        ("De Russen steunden hem.", "Rusland steunde hem.", "nl"),
        # What stands right behind the names is not the same.
        ("China en India hebben de verklaring getekend.", "Rusland en Iran hebben getekend.", "nl"),
        ("No name at all is here.", ISRAEL_HIT, "en"),
        ("", "", "en"),
    ],
)
def test_nothing_is_said_against_it(sentence: str, source: str, language: Language) -> None:
    assert not gives_part_to_another(sentence, source, language)
