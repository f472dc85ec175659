from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import LANGUAGES, Language
from index.span import Span
from index.text.sentences import sentence_spans
from rag.values.compare import Value, ValueAgreement, compare

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


STANDS = [
    ("De wedstrijd begint om half negen.", "nl", "The match kicks off at 8:30 p.m.", "en", None),
    ("The shop opens at 3.15 p.m.", "en", "De winkel gaat om kwart over drie open.", "nl", None),
    ("The shop opens at quarter past three.", "en", "De winkel gaat om 15.15 uur open.", "nl", None),
    (
        "De zitting begint om 20.30 uur.",
        "nl",
        "The hearing starts at half past eight in the evening.",
        "en",
        None,
    ),
    ("De zitting duurde 14 uur.", "nl", "The hearing took 14 hours.", "en", None),
    ("The rate rose by 2 percentage points.", "en", "De rente steeg met 2 procentpunt.", "nl", None),
    ("The rate rose by half a percentage point.", "en", "De rente steeg met 0,5 procentpunt.", "nl", None),
    ("Het kost 3 mln euro.", "nl", "It costs €3m.", "en", None),
    ("It costs 3 million euros.", "en", "Het kost 3 mln euro.", "nl", None),
    ("It costs 3 billion euros.", "en", "Het kost 3 miljard euro.", "nl", None),
    ("It costs 3 trillion euros.", "en", "Het kost 3 biljoen euro.", "nl", None),
    ("Er waren 1.500 mensen.", "nl", "There were 1,500 people.", "en", None),
    ("Er waren 1,5 miljoen mensen.", "nl", "There were 1.5 million people.", "en", None),
    ("Er waren 1,5 miljoen mensen.", "nl", "There were one and a half million people.", "en", None),
    ("Er waren anderhalf miljoen mensen.", "nl", "There were 1,500,000 people.", "en", None),
    ("The band was big in the 1990s.", "en", "De band was groot in de jaren negentig.", "nl", None),
    ("The band was big in the nineties.", "en", "De band was groot in de jaren negentig.", "nl", None),
    ("It was built in the seventeenth century.", "en", "Het is gebouwd in de 17e eeuw.", "nl", None),
    ("She finished third.", "en", "Ze werd derde.", "nl", None),
    ("The attack was on 2 October 2024.", "en", "De aanval was gisteren.", "nl", "2024-10-03"),
    ("De aanval was gisteren.", "nl", "The attack was on Wednesday.", "en", "2024-10-03"),
    ("The talks were last Tuesday.", "en", "De gesprekken waren dinsdag.", "nl", "2024-10-03"),
    ("The talks were on 1 October 2024.", "en", "De gesprekken waren afgelopen dinsdag.", "nl", "2024-10-03"),
    ("The talks were last summer.", "en", "De gesprekken waren afgelopen zomer.", "nl", "2024-10-03"),
    (
        "The talks were in the summer of 2024.",
        "en",
        "De gesprekken waren afgelopen zomer.",
        "nl",
        "2024-10-03",
    ),
    ("The talks were last summer.", "en", "De gesprekken waren in juli.", "nl", "2024-10-03"),
    ("Er komen 5 tot 10 miljoen euro bij.", "nl", "Some 5 to 10 million euros will be added.", "en", None),
    ("Er komt 5 miljoen euro bij.", "nl", "Some 5 to 10 million euros will be added.", "en", None),
    ("De burgemeester is 45 jaar oud.", "nl", "The mayor (45) resigned.", "en", None),
    ("De 45-jarige burgemeester stapt op.", "nl", "The mayor, aged 45, resigned.", "en", None),
    ("Een vijfjarige jongen raakte gewond.", "nl", "A five-year-old boy was injured.", "en", None),
    ("Goede morgen, zei de minister.", "nl", "Good morning, said the minister.", "en", "2024-10-03"),
    ("De rechter acht bewezen dat hij reed.", "nl", "The court found that he was driving.", "en", None),
    ("Twee derde van de leden stemde voor.", "nl", "66 percent of the members voted in favour.", "en", None),
    ("Half of the farmers quit.", "en", "De helft van de boeren stopt.", "nl", None),
    ("Driekwart van de boeren stopt.", "nl", "75 percent of farmers quit.", "en", None),
    ("Hundreds of people fled.", "en", "Er vluchtten honderden mensen.", "nl", None),
    ("The house is 200 metres away.", "en", "Het huis ligt op 0,2 kilometer.", "nl", None),
    ("In 1953 kwamen mensen om.", "nl", "Bij de ramp van 1953 kwamen mensen om.", "nl", None),
    ("Bij de ramp kwamen 1836 mensen om.", "nl", "In 1953 1836 people died.", "en", None),
    ("Vladimir Putin spoke in Kazan.", "en", "Vladimir Poetin sprak in Kazan.", "nl", None),
    ("Zelensky sprak met Loekasjenko.", "nl", "Zelensky spoke with Lukashenko.", "en", None),
    ("De winnaar is Verstappen.", "nl", "The winner is Verstappen.", "en", None),
    ("House prices rose.", "en", "De huizenprijzen stegen.", "nl", None),
    ("The Russian army left.", "en", "Het leger van Rusland vertrok.", "nl", None),
    ("Het IMF waarschuwt.", "nl", "The International Monetary Fund warns.", "en", None),
    ("He lives in the United Kingdom.", "en", "Hij woont in Groot-Brittannië.", "nl", None),
    ("The European Commission objects.", "en", "De Europese Commissie heeft bezwaar.", "nl", None),
    ("De Raad voor de Veiligheid meldt het.", "nl", "The Safety Board reports it.", "en", None),
    ("Unemployment fell in March 2024.", "en", "De werkloosheid daalde in maart.", "nl", "2024-05-01"),
    (
        "Ten people died; two were police officers.",
        "en",
        "Er vielen 10 doden, onder wie twee agenten.",
        "nl",
        None,
    ),
    ("The vote was 5-4.", "en", "De stemming eindigde in 5-4.", "nl", None),
    ("He has been in prison for a decade.", "en", "Hij zit al tien jaar vast.", "nl", None),
    ("Hij zit al tien jaar vast.", "nl", "He has been in prison for a decade.", "en", None),
    ("Hij zit al twaalf maanden vast.", "nl", "He has been in prison for one year.", "en", None),
    ("De temperatuur steeg tot 31,5 graden.", "nl", "Temperatures rose to 31.5 degrees Celsius.", "en", None),
    ("More than 300 people came.", "en", "Er kwamen ruim driehonderd mensen.", "nl", None),
    ("He came second.", "en", "Hij werd tweede.", "nl", None),
    ("The second largest bank fell.", "en", "De op een na grootste bank viel om.", "nl", None),
    ("Six in ten voters agree.", "en", "Zes op de tien kiezers zijn het eens.", "nl", None),
    ("60 percent of voters agree.", "en", "Zes op de tien kiezers zijn het eens.", "nl", None),
    ("Resolution 242 was adopted in 1967.", "en", "Resolutie 242 is in 1967 aangenomen.", "nl", None),
    ("In 2024/25 stegen de prijzen.", "nl", "In 2024/25 prices rose.", "en", None),
    ("Two weeks ago he left.", "en", "Hij vertrok twee weken geleden.", "nl", "2024-10-03"),
    ("He left in 2022.", "en", "Hij vertrok twee jaar geleden.", "nl", "2024-10-03"),
    ("World War II ended.", "en", "De Tweede Wereldoorlog eindigde.", "nl", None),
    ("De Olympische Spelen beginnen in Parijs.", "nl", "The Olympic Games start in Paris.", "en", None),
    ("The Chamber of Deputies voted.", "en", "De Kamer van Afgevaardigden stemde.", "nl", None),
    ("They met at 12 noon.", "en", "Ze kwamen om 12 uur 's middags bijeen.", "nl", None),
    ("Dozens of people were hurt.", "en", "Er raakten 43 mensen gewond.", "nl", None),
    ("Ajax won 3-1.", "nl", "Ajax beat PSV 3-1.", "en", None),
    ("In 1986 the law changed.", "en", "Sinds 1986 geldt de wet.", "nl", None),
    ("Between 2010 and 2015 he lived in Paris.", "en", "Van 2010 tot 2015 woonde hij in Parijs.", "nl", None),
    ("He was born in 1950, aged 74 now.", "en", "Hij is geboren in 1950 en is nu 74 jaar.", "nl", None),
    ("De regering trekt 2,4 miljard uit.", "nl", "The government is spending 2.4 billion euros.", "en", None),
    ("The company has 12,000 employees.", "en", "Het bedrijf heeft twaalfduizend werknemers.", "nl", None),
    ("Het vliegtuig heeft 180 stoelen.", "nl", "The plane seats 180.", "en", None),
    ("The Kremlin denies it.", "en", "Rusland ontkent het.", "nl", None),
    ("Chinese troops crossed.", "en", "Troepen van China staken over.", "nl", None),
    ("Brussels wants new rules.", "en", "De EU wil nieuwe regels.", "nl", None),
    ("He met King Willem-Alexander.", "en", "Hij ontmoette koning Willem-Alexander.", "nl", None),
    (
        "Het kabinet praat met Von der Leyen.",
        "nl",
        "The cabinet is talking to Ursula von der Leyen.",
        "en",
        None,
    ),
    ("He left on Monday.", "en", "Hij vertrok maandag.", "nl", None),
    ("He left in May.", "en", "Hij vertrok in mei.", "nl", None),
    ("May left in June.", "en", "May vertrok in juni.", "nl", None),
    ("Het is de tweede keer dit jaar.", "nl", "It is the second time this year.", "en", None),
    ("Het regende twee dagen.", "nl", "It rained for 48 hours.", "en", None),
    ("De trein rijdt 300 km/u.", "nl", "The train runs at 300 kilometres per hour.", "en", None),
    ("De trein kost 300 euro per maand.", "nl", "The train costs 300 euros a month.", "en", None),
    ("About 5,000 people came.", "en", "Er kwamen zo'n 4.900 mensen.", "nl", None),
    ("Almost 5,000 people came.", "en", "Er kwamen 4.900 mensen.", "nl", None),
    ("The plan costs £20 million.", "en", "Het plan kost 20 miljoen pond.", "nl", None),
    ("The plan costs 20 million.", "en", "Het plan kost 20 miljoen pond.", "nl", None),
    ("Een miljoen mensen keken.", "nl", "A million people watched.", "en", None),
    ("De prijzen verdubbelden twee keer.", "nl", "Prices doubled twice.", "en", None),
    ("Both men were arrested.", "en", "Beide mannen zijn aangehouden.", "nl", None),
    ("Two men were arrested.", "en", "Beide mannen zijn aangehouden.", "nl", None),
    ("The first man was arrested.", "en", "De man is aangehouden.", "nl", None),
    ("Three countries joined.", "en", "Egypte, Iran en Ethiopië traden toe.", "nl", None),
    ("De G7 komt bijeen.", "nl", "The G7 meets.", "en", None),
    ("The A12 is closed.", "en", "De A12 is dicht.", "nl", None),
    ("Resolution 2254 was adopted.", "en", "Resolutie 2254 is aangenomen.", "nl", None),
    ("Op 1 mei is het Dag van de Arbeid.", "nl", "May 1 is Labour Day.", "en", None),
    ("On 3/10/2024 he left.", "en", "Hij vertrok op 3 oktober 2024.", "nl", None),
    ("Hij vertrok op 3-10-2024.", "nl", "He left on October 3rd, 2024.", "en", None),
    ("He died at the age of 91.", "en", "Hij overleed op 91-jarige leeftijd.", "nl", None),
    ("It was the hottest day since 1901.", "en", "Het was de heetste dag sinds 1901.", "nl", None),
    ("Een op de acht kinderen is arm.", "nl", "One in eight children is poor.", "en", None),
    ("12.5 percent of children are poor.", "en", "Een op de acht kinderen is arm.", "nl", None),
    (
        "De omzet was $94 miljoen en een winst van 26 cent.",
        "nl",
        "Sales were $94 million and 26 cents.",
        "en",
        None,
    ),
    ("The euro rose to $1.1935 last week.", "en", "De euro steeg vorige week tot $1,1935.", "nl", None),
    ("It was sold for $9.8m.", "en", "Het is verkocht voor 9,8 miljoen dollar.", "nl", None),
    ("It is 4,000 years old.", "en", "Het is 4000 jaar oud.", "nl", None),
    ("The truce lasts 24 hours.", "en", "Het is een 24-uurs wapenstilstand.", "nl", None),
    ("It grew in the 1950s and 1960s.", "en", "In de jaren vijftig en zestig groeide het.", "nl", None),
    ("It rained for four consecutive weeks.", "en", "Het regende vier weken achter elkaar.", "nl", None),
    ("By 2040 it will grow.", "en", "Tegen 2040 groeit het.", "nl", None),
    ("In juni een opening.", "nl", "In June an opening.", "en", None),
    ("Irans leider sprak.", "nl", "The leader of Iran spoke.", "en", None),
    ("De Londense politie kwam.", "nl", "The police of London came.", "en", None),
    ("Het Taksimplein is leeg.", "nl", "Taksim Square is empty.", "en", None),
]
MISSING = [
    ("Almost 200 missiles came.", "en", "Er kwamen 150 raketten.", "nl", None),
    ("Some 200 missiles came.", "en", "Er kwamen 180 raketten.", "nl", None),
    ("Ruim 200 raketten kwamen.", "nl", "390 missiles came.", "en", None),
    ("Hij ontmoette Williams.", "nl", "He met Johnson.", "en", None),
    ("De wedstrijd begint om half negen.", "nl", "The match kicks off at 9:30 p.m.", "en", None),
    ("The shop opens at quarter to three.", "en", "De winkel gaat om kwart over drie open.", "nl", None),
    (
        "De zitting begint om 20.30 uur.",
        "nl",
        "The hearing starts at half past eight in the morning.",
        "en",
        None,
    ),
    ("The hearing took 14 hours.", "en", "De zitting begon om 14.00 uur.", "nl", None),
    ("The rate rose by 2 percent.", "en", "De rente steeg met 2 procentpunt.", "nl", None),
    ("Het kost 3 miljoen euro.", "nl", "It costs 3 million dollars.", "en", None),
    ("It costs 3 billion euros.", "en", "Het kost 3 mln euro.", "nl", None),
    ("Er waren 1.500 mensen.", "nl", "There were 1.5 people.", "en", None),
    ("The band was big in the 1980s.", "en", "De band was groot in de jaren negentig.", "nl", None),
    ("It was built in the seventeenth century.", "en", "Het is gebouwd in de 18e eeuw.", "nl", None),
    ("She won three medals.", "en", "Ze werd derde.", "nl", None),
    ("She finished third.", "en", "Ze won drie medailles.", "nl", None),
    ("The attack was on 3 October 2024.", "en", "De aanval was gisteren.", "nl", "2024-10-03"),
    ("De aanval was gisteren.", "nl", "The attack was on Monday.", "en", "2024-10-03"),
    (
        "The talks were in the summer of 2023.",
        "en",
        "De gesprekken waren afgelopen zomer.",
        "nl",
        "2024-10-03",
    ),
    ("The talks were in July 2024.", "en", "De gesprekken waren afgelopen zomer.", "nl", "2024-10-03"),
    ("De 45-jarige burgemeester stapt op.", "nl", "The mayor resigned after 45 complaints.", "en", None),
    ("Een vijfjarige jongen raakte gewond.", "nl", "A six-year-old boy was injured.", "en", None),
    ("The minister spoke on 4 October 2024.", "en", '"Goede morgen", zei de minister.', "nl", "2024-10-03"),
    ("Twee derde van de leden stemde voor.", "nl", "60 percent of the members voted in favour.", "en", None),
    ("A quarter of the farmers quit.", "en", "De helft van de boeren stopt.", "nl", None),
    ("Thousands of people fled.", "en", "Er vluchtten honderden mensen.", "nl", None),
    ("Het kost 58 cent.", "nl", "It costs 58 euros.", "en", None),
    ("Bij de ramp kwamen 1953 mensen om.", "nl", "Bij de ramp van 1953 kwamen mensen om.", "nl", None),
    ("President Putin spoke in Kazan.", "en", "Xi sprak in Kazan.", "nl", None),
    ("De winnaar is Verstappen.", "nl", "The winner is Norris.", "en", None),
    ("The Russian army left.", "en", "Het Oekraïense leger vertrok.", "nl", None),
    ("He lives in Germany.", "en", "Hij woont in Groot-Brittannië.", "nl", None),
    ("Unemployment fell in April.", "en", "De werkloosheid daalde in maart.", "nl", "2024-05-01"),
    ("Fewer than 300 people came.", "en", "Er kwamen ruim driehonderd mensen.", "nl", None),
    ("He left three weeks ago.", "en", "Hij vertrok twee weken geleden.", "nl", "2024-10-03"),
    ("43 people were hurt.", "en", "Er raakten tientallen mensen gewond.", "nl", None),
    ("Dozens of people were hurt.", "en", "Er raakten 430 mensen gewond.", "nl", None),
    ("The law from 1986 changed.", "en", "De wet uit 1968 geldt.", "nl", None),
    ("The company has 12,000 employees.", "en", "Het bedrijf heeft 12 werknemers.", "nl", None),
    ("He met King Charles.", "en", "Hij ontmoette koning Willem-Alexander.", "nl", None),
    ("De film is van Steven Spielberg.", "nl", "The film is by Martin Scorsese.", "en", None),
    ("He left on Monday.", "en", "Hij vertrok dinsdag.", "nl", None),
    ("De trein kost 300 euro per maand.", "nl", "The train costs 300 euros a year.", "en", None),
    ("The ship is 90 feet long.", "en", "Het schip is 90 meter lang.", "nl", None),
    ("The plan costs $20 million.", "en", "Het plan kost 20 miljoen pond.", "nl", None),
    ("Twee miljoen mensen keken.", "nl", "A million people watched.", "en", None),
    ("Four countries joined.", "en", "Egypte, Iran en Ethiopië traden toe.", "nl", None),
    ("The A13 is closed.", "en", "De A12 is dicht.", "nl", None),
    ("He died at the age of 91.", "en", "Hij overleed op 19-jarige leeftijd.", "nl", None),
]


@pytest.mark.parametrize(("claim", "language", "source", "source_language", "published"), STANDS)
def test_a_source_has_the_values_of_a_claim(
    claim: str, language: Language, source: str, source_language: Language, published: str | None
) -> None:
    found = compare(claim, source, languages=(language, source_language), published=published)
    assert [one for one in found.values if one.agreement != "stands"] == []


@pytest.mark.parametrize(("claim", "language", "source", "source_language", "published"), MISSING)
def test_a_value_of_a_claim_is_missing_from_its_source(
    claim: str, language: Language, source: str, source_language: Language, published: str | None
) -> None:
    assert compare(claim, source, languages=(language, source_language), published=published).missing != ()


def test_the_whole_agreement() -> None:
    found = compare(
        "Op 3 mei 2024 sprak Kallas drie keer met Scholz [1].",
        "Kallas spoke to him.",
        languages=("nl", "en"),
        context="Three talks",
        published="2024-05-04",
    )
    assert found == ValueAgreement(
        numbers=(Value("number", "drie", Span(27, 31), "stands"),),
        dates=(Value("date", "3 mei 2024", Span(3, 13), "missing"),),
        names=(
            Value("name", "Kallas", Span(20, 26), "stands"),
            Value("name", "Scholz", Span(41, 47), "missing"),
        ),
    )
    assert found.missing == ("3 mei 2024", "Scholz")
    assert found.unmatched_kinds == {"date", "name"}


@pytest.mark.parametrize(
    ("claim", "language", "source", "source_language", "unknown"),
    [
        # Reckoned from two numbers, or from a date that stands before.
        ("Er blijven 48 huishoudens over.", "nl", "Of 260 households, 212 are back.", "en", ["48"]),
        (
            "The verdict is due on 25 November.",
            "en",
            "Drie weken later volgt het vonnis.",
            "nl",
            ["25 November"],
        ),
        # What the date of the article would tell.
        ("De top was op 22 oktober 2024.", "nl", "De top begon dinsdag.", "nl", ["22 oktober 2024"]),
        # A title is translated, and a Dutch paper need not say of which country the cabinet is.
        ("The film ‘The Assault’ won.", "en", "De film De aanslag won.", "nl", ["Assault"]),
        ("The Dutch government falls.", "en", "Het kabinet valt.", "nl", ["Dutch"]),
    ],
)
def test_what_cannot_be_told(
    claim: str, language: Language, source: str, source_language: Language, unknown: list[str]
) -> None:
    found = compare(claim, source, languages=(language, source_language))
    assert [one.text for one in found.values if one.agreement == "unknown"] == unknown
    assert found.missing == ()


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
        ("It was Lukashenko who refused to sign.", "en", SIGNATURE, "nl", ("Lukashenko",)),
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
        ("It is the first in twenty years.", "en", SUMMIT, "nl", ("twenty years",)),
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
        ("Nancy Pelosi of the British Parliament", "en", HOUSE, "nl", ("British",)),
        ("The poet is from the 18th century.", "en", POET, "nl", ()),
        ("The poet is from the 19th century.", "en", POET, "nl", ("19th century",)),
        ("Poetin was voor het eerst in 24 jaar in Noord-Korea.", "nl", REGIME, "en", ()),
        ("Poetin was voor het eerst in 24 jaar in Zuid-Korea.", "nl", REGIME, "en", ("Zuid-Korea",)),
        ("De artikelen geven hier geen antwoord op.", "nl", REGIME, "en", ()),
    ],
)
def test_what_is_missing_from_a_sentence_of_an_article(
    sentence: str,
    language: Language,
    evidence: str,
    evidence_language: Language,
    unsupported: tuple[str, ...],
) -> None:
    found = compare(sentence, evidence, languages=(language, evidence_language))
    assert found.missing == unsupported


def test_a_value_may_stand_in_the_context() -> None:
    claim, source = "Masoud Pezeshkian sprak 19 keer met Poetin.", "Pezeshkian spoke with Putin."
    alone = compare(claim, source, languages=("nl", "en"))
    assert alone.missing == ("19",)
    assert compare(claim, source, languages=("nl", "en"), context="Masoud Pezeshkian, 19 times").missing == ()


def test_a_first_word_is_a_name_where_other_text_shows_it() -> None:
    claim, source = "Tokajev weigerde te tekenen.", "Pashinyan refused to sign."
    assert compare(claim, source, languages=("nl", "en")).values == ()
    shown = compare(claim, source, languages=("nl", "en"), elsewhere="President Tokayev came.")
    assert shown.missing == ("Tokajev",)


def test_the_day_of_the_article_gives_a_date_its_year() -> None:
    claim = "Iran viel Israël op 1 oktober 2024 aan."
    found = compare(claim, MISSILES, languages=("nl", "en"), published="2024-10")
    assert [one.agreement for one in found.dates] == ["stands"]


def test_no_number_comes_from_a_date() -> None:
    assert compare("24 soldaten", "on 24 February", languages=("nl", "en")).missing == ("24",)


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
        if (found := compare(sentence, sentence, languages=(language, language)).missing)
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
    assert compare(text, text, languages=(language, language)).missing == ()


@given(one=TEXTS, other=TEXTS, published=st.sampled_from([None, "2024", "2024-02", "2024-02-29"]))
def test_any_two_texts_can_be_compared(one: str, other: str, published: str | None) -> None:
    found = compare(one, other, languages=("nl", "en"), context=one, published=published)
    assert all(value.span.of(one).startswith(value.text) for value in found.values)
