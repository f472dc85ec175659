from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import LANGUAGES, Language
from index.text.sentences import sentence_spans
from rag.facts import facts_in, unsupported_facts

SEEDS = Path(__file__).parent.parent / "seeds"

DRONES = (
    "In a $1.7 billion deal signed in late 2022, Iran agreed to supply Russia with hundreds of "
    "drones, for its "
    "offensive against Ukraine."
)
MISSILES = (
    "On Oct. 1, Iran’s Islamic Revolutionary Guard Corps (IRGC) launched some 180 ballistic "
    "missiles at Israel — "
    "the second such attack this year — in what Tehran said was a response to Israel’s "
    "assassination of Hezbollah "
    "Secretary-General Hassan Nasrallah and the IRGC's Quds Force deputy commander, Abbas "
    "Nilforoushan, in a strike "
    "in Beirut's southern suburbs on Sept. 27, as well as the killing of Hamas political "
    "leader Ismail Haniyeh in "
    "Tehran in July."
)
MEETING = (
    "Russian President Vladimir Putin met with Iranian President Masoud Pezeshkian in "
    "Ashgabat, Turkmenistan, "
    "Friday, in their first face-to-face meeting since Pezeshkian’s election in late July."
)
TRAVELS = (
    "Putin has travelled outside Russia 19 times since he launched the invasion of Ukraine on "
    "24 February 2022."
)
SIGNATURE = (
    "De voorzitter, Armenië’s premier Nikol Pasjinjan, legde zijn pen op tafel, en weigerde "
    "zijn handtekening te "
    "zetten onder een slotverklaring."
)
VISITS = (
    "Het was Poetins negende buitenlandse bezoek sinds het begin van zijn nieuwe ambtstermijn "
    "in mei van dit jaar. "
    "Vijfmaal bezocht hij daarbij voormalige Sovjetrepublieken, naast China, Noord-Korea, "
    "Vietnam en Mongolië."
)
SUMMIT = (
    "De bijeenkomst die van 22 tot 24 oktober plaatsvindt in Kazan is de eerste grote "
    "internationale topontmoeting "
    "op Russische bodem in meer dan tien jaar."
)
MARKETS = (
    "De Chinese economie kraakt en piept en de Europese en Amerikaanse markten zijn met hun "
    "honderden miljoenen "
    "consumenten voor Peking veel belangrijker dan de Russische economie met ‘slechts’ 145 miljoen zielen."
)
COURT = (
    "Of het toeval is dat het Internationaal Strafhof in Den Haag (ICC) drie dagen voor het "
    "staatsbezoek een "
    "arrestatiebevel tegen Poetin uitvaardigde wegens het ontvoeren van Oekraïense kinderen, "
    "laat zich raden."
)
JETS = (
    "Meanwhile, Iran finalized a deal last November to procure Sukhoi SU-35 fighters, Mil "
    "Mi-28 attack helicopters, "
    "and Yak-130 jet trainers, Iranian Deputy Defense Minister Mahdi Farahi announced at the time."
)
HOUSE = (
    "En zelfs Amerikaanse wapens kan Armenië wel krijgen, suggereerde de bezoekende Nancy "
    "Pelosi, voorzitter van het "
    "Amerikaanse Huis van Afgevaardigden."
)
POET = (
    "De bijeenkomst was gewijd aan de nalatenschap van de achttiende-eeuwse Turkmeense dichter "
    "Magtymguly Pyragy."
)
REGIME = "A month after the meeting with Xi, Putin visited North Korea for the first time in 24 years."


@pytest.mark.parametrize(
    ("sentence", "language", "evidence", "evidence_language", "unsupported"),
    [
        ("Rusland kocht honderden drones van Iran voor 1,7 miljard dollar [1].", "nl", DRONES, "en", ()),
        ("Rusland kocht duizenden drones van Iran.", "nl", DRONES, "en", ("duizenden",)),
        ("De deal van eind 2022 was 1,8 miljard dollar waard.", "nl", DRONES, "en", ("1,8 miljard dollar",)),
        ("De deal werd in 2023 gesloten met Irak.", "nl", DRONES, "en", ("2023", "Irak")),
        ("Iran vuurde op 1 oktober ongeveer 180 raketten af op Israël.", "nl", MISSILES, "en", ()),
        ("Iran vuurde op 11 oktober 180 raketten af.", "nl", MISSILES, "en", ("11 oktober",)),
        ("Iran vuurde op 1 oktober 200 raketten af.", "nl", MISSILES, "en", ("200",)),
        ("De Iraanse Revolutionaire Garde viel Israël aan.", "nl", MISSILES, "en", ()),
        ("Ismail Haniyeh kwam in juli om in Teheran.", "nl", MISSILES, "en", ()),
        ("Ismail Haniyeh kwam in augustus om in Bagdad.", "nl", MISSILES, "en", ("augustus", "Bagdad")),
        ("Poetin ontmoette Pezeshkian vrijdag in Asjchabad, Turkmenistan.", "nl", MEETING, "en", ()),
        ("Poetin ontmoette Erdogan in Kazan.", "nl", MEETING, "en", ("Erdogan", "Kazan")),
        ("De Iraanse president Masoud Pezeshkian werd in juli gekozen.", "nl", MEETING, "en", ()),
        ("De Iraakse president Masoud Pezeshkian", "nl", MEETING, "en", ("Iraakse",)),
        ("Poetin reisde negentien keer buiten Rusland.", "nl", TRAVELS, "en", ()),
        ("Poetin reisde negen keer sinds 24 februari 2022.", "nl", TRAVELS, "en", ("negen",)),
        ("De inval in Oekraïne begon op 24 februari 2021.", "nl", TRAVELS, "en", ("24 februari 2021",)),
        ("Pashinyan refused to sign the final declaration.", "en", SIGNATURE, "nl", ()),
        ("The Armenian prime minister Nikol Pashinyan refused.", "en", SIGNATURE, "nl", ()),
        ("Lukashenko refused to sign.", "en", SIGNATURE, "nl", ("Lukashenko",)),
        (
            "The Azerbaijani leader Ilham Aliyev refused.",
            "en",
            SIGNATURE,
            "nl",
            ("Azerbaijani", "Ilham Aliyev"),
        ),
        ("It was Putin's ninth trip, five to former Soviet republics.", "en", VISITS, "nl", ()),
        ("It was Putin's tenth trip since May.", "en", VISITS, "nl", ("tenth",)),
        ("He went to China, North Korea, Vietnam and Mongolia.", "en", VISITS, "nl", ()),
        ("He went to South Korea and Vietnam.", "en", VISITS, "nl", ("South Korea",)),
        ("The summit is held in Kazan on October 22-24.", "en", SUMMIT, "nl", ()),
        ("The summit is held in Kazan from Oct. 23 to 24.", "en", SUMMIT, "nl", ("Oct. 23 to 24",)),
        ("It is the first Russian summit in a decade.", "en", SUMMIT, "nl", ()),
        ("It is the first in twenty years.", "en", SUMMIT, "nl", ("twenty",)),
        ("Russia has 145 million people.", "en", MARKETS, "nl", ()),
        ("Russia has 145,000 people.", "en", MARKETS, "nl", ("145,000",)),
        ("American and European markets have hundreds of millions of consumers.", "en", MARKETS, "nl", ()),
        ("It matters to Beijing.", "en", MARKETS, "nl", ()),
        ("The ICC in The Hague issued a warrant three days before the visit.", "en", COURT, "nl", ()),
        (
            "The International Court of Justice issued it.",
            "en",
            COURT,
            "nl",
            ("International Court of Justice",),
        ),
        ("Iran koopt SU-35's, Mi-28's en Jak-130's.", "nl", JETS, "en", ()),
        ("Iran koopt Su-34's.", "nl", JETS, "en", ("Su-34",)),
        ("Nancy Pelosi of the US House of Representatives visited Armenia.", "en", HOUSE, "nl", ()),
        ("Nancy Pelosi of the British Parliament", "en", HOUSE, "nl", ("British", "Parliament")),
        ("The poet is from the 18th century.", "en", POET, "nl", ()),
        ("The poet is from the 19th century.", "en", POET, "nl", ("19th",)),
        ("Poetin was voor het eerst in 24 jaar in Noord-Korea.", "nl", REGIME, "en", ()),
        ("Poetin was voor het eerst in 24 jaar in Zuid-Korea.", "nl", REGIME, "en", ("Zuid-Korea",)),
        ("De artikelen geven hier geen antwoord op.", "nl", REGIME, "en", ()),
    ],
)
def test_unsupported_facts(
    sentence: str,
    language: Language,
    evidence: str,
    evidence_language: Language,
    unsupported: tuple[str, ...],
) -> None:
    found = unsupported_facts(sentence, language, evidence=evidence, evidence_language=evidence_language)
    assert found == unsupported


def test_a_name_may_stand_in_the_context_a_number_may_not() -> None:
    sentence = "Masoud Pezeshkian sprak 19 keer met Poetin."
    evidence, context = "Pezeshkian spoke with Putin.", "Masoud Pezeshkian, 19 times"
    assert unsupported_facts(sentence, "nl", evidence=evidence, evidence_language="en") == (
        "Masoud Pezeshkian",
        "19",
    )
    assert unsupported_facts(sentence, "nl", evidence=evidence, evidence_language="en", context=context) == (
        "19",
    )


def test_the_day_of_the_article_gives_a_date_its_year() -> None:
    sentence = "Iran viel Israël op 1 oktober 2024 aan."
    assert unsupported_facts(sentence, "nl", evidence=MISSILES, evidence_language="en") == ("1 oktober 2024",)
    assert (
        unsupported_facts(sentence, "nl", evidence=MISSILES, evidence_language="en", published="2024-10")
        == ()
    )


def test_a_year_may_be_a_number_and_a_number_a_year() -> None:
    assert unsupported_facts("2000 soldaten", "nl", evidence="2,000 soldiers", evidence_language="en") == ()
    assert unsupported_facts("2,000 soldiers", "en", evidence="2000 soldaten", evidence_language="nl") == ()


def test_no_number_comes_from_a_date() -> None:
    assert unsupported_facts("24 soldaten", "nl", evidence="on 24 February", evidence_language="en") == (
        "24",
    )


def test_facts_in() -> None:
    facts = facts_in("Op 24 februari 2022 kocht Iran 30 Su-35's.", "nl")
    assert [one.value for one in facts.quantities] == [Decimal(30)]
    assert [(one.year, one.month, one.day) for one in facts.dates] == [(2022, 2, 24)]
    assert [one.text for one in facts.names] == ["Iran", "Su-35"]


SEED_SENTENCES = [
    span.of(text)
    for path in sorted(SEEDS.glob("*.txt"))
    for text in (path.read_text(encoding="utf-8"),)
    for span in sentence_spans(text, "nl")
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_the_seeds_supports_itself(language: Language) -> None:
    wrong = [
        found
        for sentence in SEED_SENTENCES
        if (found := unsupported_facts(sentence, language, evidence=sentence, evidence_language=language))
    ]
    assert wrong == []


WORDS = (
    "Poetin Putin's de Russische Iran van der Leyen 1,7 miljard $1.7 billion negende 24 "
    "februari 2022 Oct. 1, SU-35"
    " hundreds of millions jaren negentig 1990s vrijdag Friday May 14:30 2 p.m. 45 procent "
    "145.000 U.S. (ICC) Xi"
    " en een half five - – ’s-Gravenhage “ ” . ? 31-02-2022 '90s 5 tot 10 miljoen [1] 18e ½ ² İ ǅ ٣"
)
TEXTS = (
    st.lists(st.sampled_from(WORDS.split(" ")) | st.text(max_size=6), max_size=14).map(" ".join) | st.text()
)


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_every_text_supports_itself(text: str, language: Language) -> None:
    assert unsupported_facts(text, language, evidence=text, evidence_language=language) == ()


@given(one=TEXTS, other=TEXTS, published=st.sampled_from([None, "2024", "2024-02", "2024-02-29"]))
def test_any_two_texts_can_be_compared(one: str, other: str, published: str | None) -> None:
    found = unsupported_facts(
        one, "nl", evidence=other, evidence_language="en", context=one, published=published
    )
    assert all(text in one for text in found)
