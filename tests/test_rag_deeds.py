import pytest

from index.article import Language
from rag.deeds import deeds_in
from rag.names import names_in

READ = [
    ("In 1939 viel Duitsland Polen aan.", "nl", "attack: Duitsland > Polen"),
    ("Duitsland heeft Polen aangevallen.", "nl", "attack: Duitsland > Polen"),
    ("De kanselier zegt dat Duitsland Polen aanviel.", "nl", "attack: Duitsland > Polen"),
    ("Polen werd door Duitsland aangevallen.", "nl", "attack: Duitsland > Polen"),
    ("Het Duitse leger viel in september Polen binnen.", "nl", "invade: Duitse > Polen"),
    ("Gisteren ontsloeg Rutte Wilders.", "nl", "dismiss: Rutte > Wilders"),
    ("Iran leverde Rusland honderden drones.", "nl", "give: Iran > Rusland"),
    ("Iran kocht honderden drones van Rusland.", "nl", "give: Rusland > Iran"),
    ("Rusland verkocht het systeem aan Turkije.", "nl", "give: Rusland > Turkije"),
    ("De Russische president Poetin bezocht vorige week Iran.", "nl", "visit: Russische, Poetin > Iran"),
    ("De president van Rusland bezocht China.", "nl", "visit: Rusland > China"),
    ("PSV verloor met 2-1 van Ajax.", "nl", "defeat: Ajax > PSV"),
    ("Rusland, Iran en China steunen Syrië.", "nl", "support: Rusland, Iran, China > Syrië"),
    ("Ukraine was invaded by Russia in 2022.", "en", "invade: Russia > Ukraine"),
    ("Iran agreed to supply Russia with drones.", "en", "give: Iran > Russia"),
    ("Turkey was sold the system by Russia.", "en", "give: Russia > Turkey"),
    ("Drones were supplied to Russia by Iran.", "en", "give: Iran > Russia"),
    (
        "Iran’s Revolutionary Guard Corps (IRGC) launched rockets at Israel.",
        "en",
        "fire: Iran, Revolutionary Guard, Corps > Israel",
    ),
    ("The president of Russia accused the government of Ukraine.", "en", "accuse: Russia > Ukraine"),
    ("He fell with Jack Ruby, who killed Oswald.", "en", "kill: Jack Ruby > Oswald"),
]


@pytest.mark.parametrize(("text", "language", "expected"), READ)
def test_who_does_what_to_whom(text: str, language: Language, expected: str) -> None:
    others = names_in("Rutte zag Wilders.")

    (deed,) = deeds_in(text, language, others)

    doers, those = (", ".join(name.text for name in names) for names in (deed.doers, deed.others))
    assert f"{deed.deed}: {doers} > {those}" == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Putin asked Xi to visit Iran.", "en"),
        ("He visited Iran.", "en"),
        ("Forces in Ukraine attacked Russia.", "en"),
        ("The attack of Russia on Ukraine went on.", "en"),
        ("Hij bezocht Iran.", "nl"),
        ("Het leger viel Polen aan.", "nl"),
        ("Polen werd aangevallen.", "nl"),
        ("Poetin bezocht China en ontmoette Xi.", "en"),
        ("", "nl"),
    ],
)
def test_where_it_is_not_sure_nothing_is_said(text: str, language: Language) -> None:
    assert deeds_in(text, language) == ()
