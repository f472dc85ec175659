"""Sentences: a table of hard cases, the contract of the offsets, and the five seeds."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from index.span import Span
from index.text.sentences import sentence_spans

SEEDS = Path(__file__).parent.parent / "seeds"

# A bar stands where a sentence begins; the text is the same without the bars.
DUTCH = (
    "Hij sprak met drs. Jansen over het plan. |Zij zweeg.",
    "Er kwamen o.a. Duitse en Franse gasten. |Het was druk.",
    "Dat geldt bijv. voor Rotterdam. |Elders niet.",
    "De club, d.w.z. het bestuur, trad af. |Niemand bleef.",
    "Advocaat mr. De Vries pleitte voor vrijspraak. |De rechter luisterde.",
    "Minister dr. H. Jansen opende de zaal. |Daarna ging zij weg.",
    "Volgens prof. dr. ir. Van den Berg klopt dat niet. |Hij rekende het na.",
    "Ir. Kok en ing. Smit tekenden het ontwerp.",
    "Op 3 oktober jl. vergaderde de raad. |Het duurde lang.",
    "Zie nr. 5 op blz. 12 en art. 3 van de wet. |Daar staat het.",
    "Het kost ca. 300 euro. |Dat is veel.",
    "Er waren appels, peren, enz. op de markt te koop.",
    "Ze verkochten appels, peren, enz. |De markt sloot om vijf uur.",
    "Het treinverkeer ligt stil i.v.m. Koningsdag. |Morgen rijdt alles weer.",
    "M.b.t. Oekraïne is niets besloten. |De top gaat door.",
    "Hij reisde naar St. Petersburg en Moskou. |Daar bleef hij.",
    "Het boek van J.K. Rowling verscheen in 1997. |Het werd een succes.",
    "J. R. R. Tolkien schreef het. |Wij lazen het.",
    "De heer A.B. van Dam en mevr. De Wit kwamen.",
    "De omzet steeg met 1,7 miljard euro. |De winst daalde.",
    "De omzet was 1.700.000 euro. |De winst niet.",
    "Pi is 3.14. |Dat weet iedereen.",
    "De wedstrijd begint om 14.30 uur in Utrecht. |Kaarten zijn op.",
    "De inval begon op 24.2.2022. |De oorlog duurt voort.",
    "Hij wist het niet… of toch wel.",
    "Hij wist het niet… |Zij ook niet.",
    "Hij wist het niet... maar zei niets.",
    "Hij wist het niet... |Zij wel.",
    "“Kom!” riep hij. |Niemand kwam.",
    "‘Wie is daar?’ vroeg ze. |Het bleef stil.",
    "‘Wie is daar?’, vroeg ze. |Het bleef stil.",
    "„Kom binnen!” zei hij. |Ze kwam.",
    '"Wat nu?" vroeg Poetin. |Niemand wist het.',
    "‘’Want Xi zal iets moeten beloven’’, zegt Galljamov. |‘’Xi wil niet dat hij valt.’’",
    "‘’Dit bezoek is erg belangrijk. |De elites twijfelen.’’ |Dat zei hij.",
    "‘Respect’, eiste Rachmon van zijn ambtgenoot. |Hij is het beu.",
    "Hij zei: “Rusland wint.” |Daarna ging hij weg.",
    "Hij sprak van “een nieuw begin”. |Daarna ging hij weg.",
    "Dat is ‘klein bier’. |Toch telt het.",
    "Rusland levert (hoewel Peking dat ontkent. En Moskou ook) wapens.",
    "Dat ontkent Peking. |(Moskou zweeg.) |Later kwam er bericht.",
    "Volgens Yahoo! was het verlies groot. |De koers daalde.",
    "Lees meer op www.nos.nl/artikel.html of mail info@nos.nl. |Dat helpt.",
    "Ga naar https://www.nos.nl/a?b=c.d!e voor meer. |Of bel.",
    "Het 1e en 2e elftal wonnen. |Het 3e verloor.",
    "’s Avonds regent het. |’s Morgens niet.",
    "Het regende. |'s Middags werd het droog.",
    "In de 20e eeuw v.Chr. bestond dat niet. |Nu wel.",
    "De a.s. koning groet. |Het volk juicht.",
    "Het CDA e.a. stemden tegen. |De VVD stemde voor.",
    "Jansen c.s. verloren het geding. |Zij gaan in beroep.",
    "Philips N.V. maakt winst. |ASML ook.",
    "Bedrijf Jansen B.V. ging failliet. |Het personeel staat op straat.",
    "De temp. bleef laag. |Het vroor.",
    "Zie vgl. p. 12 e.v. voor meer.",
    "Hij woont op de Prof. Dr. Dorgelolaan. |Zij niet.",
    "Dat was dat. |Hij ging naar huis.",
    "Hij wil het niet. |Maar hij moet.",
    "Hij gaf zijn fiets aan hem. |Hij fietste weg.",
    "Ze kozen voor plan B. |Dat werkte.",
    "Het leger van de V.S. trok zich terug. |De oorlog was voorbij.",
    "Wat?! |Dat kan niet!",
    "Nee! |Nooit! |Echt niet!",
    "Hij zei (en dat is waar!) dat het kon.",
    "Een stap vooruit? |Nee, zegt de minister.",
    "Eerste regel zonder punt\n|Tweede regel. |Derde zin.",
    "• Punt een\n|• Punt twee\n|- Punt drie.",
    "1. Eerst dit.\n|2. Dan dat.",
    "Dat kostte 5 mln. euro aan subsidie. |Te veel.",
    "De min. van Defensie kwam. |Hij sprak kort.",
    "Dat is a.h.w. een wet, n.a.v. de motie van mw. Bos, t.o.v. vorig jaar.",
    "Zij is geb. 3 mei 1970 te Delft, zgn. als tweede kind.",
    "Op 1 jan. 2024 en 3 sept. 2024 stemt men. |Dat staat vast.",
    "Hij is o.m. schrijver, resp. dichter en evt. zanger, m.n. in Gent.",
    "‘Waarom?’ |Niemand wist het.",
    "De raad (excl. de heer Bos, incl. mevr. Smit) ging uiteen.",
    "Hij zei ‘ja’. |Zij ‘nee’.",
    "Dit is 'nepnieuws'. |Dat zegt Moskou.",
    "De vlucht ging om 9 uur n.m. weg.",
    "Daar stond: ‘Verboden toegang!’ |Toch liep hij door.",
    "Bel 06-12345678, tel. 010-1234567 of fax.",
    "Zij won in 2022. |In 2023 verloor ze.",
    "Hij werd 3e. |Zijn broer 2e.",
    "De prijs is € 3. |Dat is goedkoop.",
    "De gemeente vroeg 5 mln. |Dat kwam er niet.",
    "Jan-Peter Balkenende jr. sprak met Bush sr. over Irak.",
    "Vgl. art. 12 lid 3 Sr. |Daar staat de straf.",
    "Iran levert drones. |Én raketten. |Óók munitie.",
    "Dat zei hij.’ |Daarna stond hij op.",
    "Zij kwam om 14.30 uur.|Hij kwam later.",
    "En toen ... gebeurde er niets. |Helemaal niets.",
    "Het was stil . |Niemand sprak .",
    "Hij riep ‘Stop!’ en rende weg. |Zij bleef.",
    "‘Kom je?’ |‘Nee.’",
    "Volgens Jones et al. 1998 klopt dat. |Anderen twijfelen.",
)
ENGLISH = (
    "Mr. Smith met Mrs. Jones and Ms. Brown. |They talked.",
    "Dr. Who left. |Prof. X stayed.",
    "Gen. Mark Milley spoke to Sen. John McCain and Rep. Nancy Pelosi. |They agreed.",
    "On Oct. 1, Iran launched missiles. |Israel responded.",
    "The strike came on Sept. 27, as well. |It was late.",
    "It happened in London Sept. 10, Secretary of State Antony Blinken said.",
    "The summit in Kazan Oct. 23–24 is near. |Putin attends.",
    "The U.S. economy grew. |The U.K. economy shrank.",
    "He moved to the U.S. in 2020. |She stayed.",
    "He lives in the U.S. |She lives in the U.K. |They meet often.",
    "The U.S. Army and the U.S. Supreme Court disagreed.",
    "The U.S. President Joe Biden and U.N. Secretary-General Guterres met.",
    "He arrived at 9 a.m. on Monday. |She came at 5 p.m. |They left.",
    "The train leaves at 5 p.m. Monday. |It is full.",
    "It was Ajax vs. Feyenoord and Roe v. Wade. |Nobody won.",
    "He lives at No. 5 Downing Street. |No. 10 is next door.",
    "Did he agree? |No. |He refused.",
    "Apple Inc. makes phones. |Google Inc. does too.",
    "He works for Apple Inc. |She works for Jones Ltd. |They compete.",
    "Acme Corp. and Jones & Co. merged. |Shares rose.",
    "In a $1.7 billion deal, Iran supplied drones. |Russia paid.",
    "Pi is 3.14. |Everyone knows.",
    "“Kom!” he shouted. |Nobody came.",
    "“Who is there?” she asked. |Silence.",
    "“We won!” he said. |“We really won.” |They cheered.",
    'He called it "sincere and strategic." |She agreed.',
    '"Relations are a priority," Putin said. |He left.',
    'It would be a "serious provocation." |Russian Foreign Minister Lavrov spoke.',
    "They discussed “all the sensitive issues between the two countries.” |Ankara supplies arms.",
    "“Iran made a big mistake tonight — and it will pay for it,” he said. |He left.",
    "‘It is over,’ he said. |‘We lost.’",
    "'It is over,' he said. |'We lost.'",
    "He wondered… and then left.",
    "He wondered… |Then he left.",
    "He wondered... and then left.",
    "He wondered. . . . and then left.",
    "She went (he stayed. It rained) home.",
    "He left. |(She stayed.) |It rained.",
    "See www.example.com/index.html for more. |Or write to a.b@example.com. |Thanks.",
    "Visit https://example.com/a.b?c=d!e now. |It is free.",
    "J.K. Rowling and George W. Bush met John F. Kennedy Jr. in St. Petersburg. |They ate.",
    "It was the 1st of May. |The 2nd was a Friday.",
    "He bought apples, pears, etc. at the market.",
    "He bought apples, pears, etc. |Then he went home.",
    "Some fruit, e.g. apples, i.e. the red ones, are sweet. |Others are not.",
    "Researchers (Smith et al. 2020) agree. |Others do not.",
    "See Fig. 3 and pp. 4-5 in vol. 2, approx. 3 pages. |It is clear.",
    "He has a Ph.D. in physics. |She has an M.A. |They teach.",
    "What?! |That cannot be!",
    "Stop! |Go! |Wait!",
    "Yahoo! said profits fell. |Shares dropped.",
    "Bullet one\n|• Bullet two.\n|• Bullet three",
    "1. First this.\n|2. Then that.",
    "The war began on 24 February 2022. |It goes on.",
    "Vitamin C is good for you and me. |So is D. |She eats well.",
    "It was I. |He knew.",
    "Capt. Jack, Lt. Col. Ryan, Maj. Tom and Sgt. Pepper of Ft. Worth, Tex. stood up.",
    "Gov. Ron DeSantis of Fla. and Pres. Biden met Rev. Al Sharpton and Hon. Ann Day.",
    "The company, est. 1999, is big. |It grows.",
    "The temperature was 3.5 degrees. |It froze.",
    "He said: “Who won?” |Nobody knew.",
    "‘’Two quotes,’’ he said. |‘’They are odd.’’",
    "He asked, “Why?” |She shrugged.",
    "Is it 5 p.m.? |Yes.",
    "Washington, D.C. is the capital. |New York is not.",
    "He lives in Washington, D.C. |It is hot there.",
    "The Jan. 6 attack and the Feb. vote were close. |March was calm.",
    "It rained. |iPhone sales rose.",
    "He ate.|He slept.",
    "The case is over.[1] |The judge left.[2]",
    "He left at once. |20 people stayed.",
    "“I am sad.” |“Me too.”",
    "It was needed.[citation needed] |Then it was not.",
)


def _sentences(text: str, language: Language) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language)]


@pytest.mark.parametrize(
    ("marked", "language"), [(case, "nl") for case in DUTCH] + [(case, "en") for case in ENGLISH]
)
def test_splits_where_a_reader_would(marked: str, language: Language) -> None:
    expected = [sentence.strip() for sentence in marked.split("|")]
    assert _sentences(marked.replace("|", ""), language) == expected


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\n\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_the_end_of_a_line_ends_a_sentence(separator: str) -> None:
    assert _sentences(f"een kop{separator}en de rest", "nl") == ["een kop", "en de rest"]


def test_a_wrapped_sentence_runs_over_the_end_of_its_lines() -> None:
    text = "Zij sprak met drs.\nJansen over\r\nhet plan. Hij\nzweeg.\u2028Kop"
    spans = sentence_spans(text, "nl", wrapped=True)
    assert [span.of(text) for span in spans] == [
        "Zij sprak met drs.\nJansen over\r\nhet plan.",
        "Hij\nzweeg.",
        "Kop",
    ]


def test_no_text_has_no_sentences() -> None:
    assert sentence_spans("", "nl") == ()
    assert sentence_spans(" \n\u2028\x1c\xa0 ", "en") == ()


def test_within_gives_offsets_of_the_whole_text() -> None:
    text = "Mr. Smith left. He ran. She stayed."
    assert sentence_spans(text, "en", within=Span(4, 30)) == (Span(4, 15), Span(16, 23), Span(24, 30))


@pytest.mark.parametrize(
    ("name", "language", "count", "last"),
    [
        ("000_10440192c8925282.txt", "nl", 43, "Sjojgoe bracht volgens Russische media een"),
        ("001_b23909d84b658e04.txt", "en", 42, "#Putin #shows #closeness #Erdogan"),
        ("002_751534bd2bbd9e0e.txt", "nl", 42, "Xi wil niet dat Poetin ten val komt.’’"),
        ("003_f1ba9c45c6fe6858.txt", "en", 37, "Putin, in his first trip abroad after"),
        ("004_a75c4f9da770a8f6.txt", "nl", 37, "“Als Rusland wint, dan blijft de CSTO overeind,"),
    ],
)
def test_seeds_split_as_they_were_read(name: str, language: Language, count: int, last: str) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    sentences = _sentences(text, language)
    assert len(sentences) == count
    assert sentences[-1].startswith(last)


NASTY = st.lists(
    st.sampled_from(
        [
            *"aBé1 .,!?…:;\"'“”‘’„»«()[]{}–•*\n\r\t\v\f\xa0\x1c\x1f\x85\u2028\u2029\u200b\u0301\u202f👩",
            *["\u200d", "🇳", "drs.", "U.S.", " De ", "’s ", "o.a. "],
        ]
    ),
    max_size=60,
).map("".join)


@given(text=NASTY | st.text(max_size=40), language=st.sampled_from(["nl", "en"]), data=st.data())
def test_every_character_is_in_exactly_one_sentence(
    text: str, language: Language, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = sentence_spans(text, language, within=Span(start, end))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(len(span.of(text).splitlines()) == 1 for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    covered = [at for span in spans for at in range(span.start, span.end)]
    expected = [at for at in range(start, end) if not text[at].isspace()]
    assert [at for at in covered if not text[at].isspace()] == expected
