from pathlib import Path

import pytest

from index.article import Language
from index.errors import ArticleError
from index.text.language import ArticleLanguage, detect_article_language, detect_question_language, is_surely

SEEDS = Path(__file__).parent.parent / "seeds"

DUTCH = [
    "Wie is Pasjinjan?",
    "Wie is Masoud Pezeshkian?",
    "WIE IS POETIN",
    "Wat is BRICS?",
    "Wat is de Shanghai Cooperation Organisation?",
    "Waar ligt Kazan?",
    "Waar is Astana?",
    "Wanneer was dat?",
    "Waarom?",
    "Hoe dan?",
    "Hoeveel drones?",
    "Welke landen?",
    "welk verdrag?",
    "En Xi?",
    "En Erdogan dan?",
    "Vertel meer",
    "Volgens Politico?",
    "Wat voor wapens?",
    "Wat kost een Sukhoi Su-35?",
    "Heeft Iran raketten?",
    "Raketten op Israël",
    "staatsbezoek Xi",
    "Noem drie leden van BRICS",
    "Hoe heet de premier van Armenië?",
    "Waarover sprak Erdogan?",
    "Wie won het WK voetbal van 2022?",
    "Waar ontmoette Poetin Pezeshkian voor het eerst?",
    "Wie schreef The New York Times aan?",
    "Wie zei “friendship forever”?",
    "Wat zei Putin over 'Iran'?",
    "Xi ging naar Moskou. Waar verbleef hij?",
    'Wat bedoelt Blinken met "short-range ballistic missiles"?',
    "Wat betekent ‘What we know’?",
]
ENGLISH = [
    "Who is Pashinyan?",
    "Who is Nikol Pasjinjan?",
    "Who is Kassym-Jomart Tokayev?",
    "WHO IS PUTIN",
    "What is BRICS?",
    "What's new?",
    "What’s the CSTO?",
    "Where is Kazan?",
    "Where is Jerevan?",
    "When was that?",
    "Why?",
    "How so?",
    "How many drones?",
    "Which treaty?",
    "And Xi?",
    "Tell me more",
    "What about Erdogan?",
    "Did Iran sell drones?",
    "Has Xi met Poetin?",
    "Yak-130 delivered?",
    "ballistic missiles Iran",
    "Name three members of BRICS",
    "How much was the deal?",
    "Who won the 2022 World Cup?",
    "Where did Putin meet Pezeshkian?",
    "Why did Pasjinjan refuse to sign?",
    "Who was Marinus van der Lubbe?",
    "What did De Telegraaf write?",
    "What did Poetin say about Oekraïne?",
    'Who said "nepnieuws"?',
    "What does 'ambtgenoot' mean here?",
    "What does “De betrekkingen met Iran” refer to?",
    "Xi went to Moscow. Where did he stay?",
]


@pytest.mark.parametrize("question", DUTCH)
@pytest.mark.parametrize("previous", [None, "nl", "en"])
def test_dutch_questions(question: str, previous: Language | None) -> None:
    assert detect_question_language(question, previous=previous) == "nl"


@pytest.mark.parametrize("question", ENGLISH)
@pytest.mark.parametrize("previous", [None, "nl", "en"])
def test_english_questions(question: str, previous: Language | None) -> None:
    assert detect_question_language(question, previous=previous) == "en"


@pytest.mark.parametrize(
    "question", ["Kazan BRICS?", "Xi?", "Erdogan Astana", "Is Xi in Astana?", "2022?", "", "?"]
)
@pytest.mark.parametrize("previous", ["nl", "en"])
def test_names_alone_keep_the_language_of_the_conversation(question: str, previous: Language) -> None:
    assert detect_question_language(question, previous=previous) == previous


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Poetin?", "nl"),
        ("Putin?", "en"),
        ("Oekraïne?", "nl"),
        ("Ukraine?", "en"),
        ("Is Xi in Moskou?", "nl"),
        ("Is Xi in Moscow?", "en"),
        ("2022?", "nl"),
        ("", "nl"),
    ],
)
def test_without_a_conversation_the_spelling_of_names_decides(question: str, language: Language) -> None:
    assert detect_question_language(question) == language


def test_a_question_that_is_one_quotation_is_judged_by_its_words() -> None:
    assert detect_question_language('"Waar ligt Kazan?"', previous="en") == "nl"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("000_10440192c8925282.txt", "nl"),
        ("001_b23909d84b658e04.txt", "en"),
        ("002_751534bd2bbd9e0e.txt", "nl"),
        ("003_f1ba9c45c6fe6858.txt", "en"),
        ("004_a75c4f9da770a8f6.txt", "nl"),
    ],
)
def test_seeds(name: str, language: Language) -> None:
    found = detect_article_language((SEEDS / name).read_text(encoding="utf-8"))
    assert found == ArticleLanguage(language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello world.", "en"),
        ("Minister treedt af", "nl"),
        ("Jacksonville is qua inwonertal de grootste stad in de Amerikaanse staat Florida.", "nl"),
        ("The Amazon (Portuguese: Floresta Amazônica; Spanish: Selva Amazónica) is a forest.", "en"),
        ("Minister resigns", "en"),
        ("Of het toeval is dat", "nl"),
        ("De premier zei dinsdag dat het kabinet met de boeren wil praten.", "nl"),
        (
            "De minister zei: “The situation is critical.” Daarna sprak hij over de levering van wapens.",
            "nl",
        ),
        (
            "Der Spiegel and Le Monde reported on Tuesday that the president had left for Astana.",
            "en",
        ),
    ],
)
def test_short_articles(text: str, language: Language) -> None:
    assert detect_article_language(text) == ArticleLanguage(language)


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        (
            (
                "Der Bundeskanzler erklärte am Dienstag in Berlin, dass die Regierung weiter verhandeln"
                " werde. Die Opposition forderte dagegen einen sofortigen Abbruch der Gespräche mit"
                " Moskau, weil sie keinen Fortschritt sieht."
            ),
            "German",
            "nl",
        ),
        (
            (
                "Le président a déclaré mardi que la France continuerait à soutenir l'Ukraine. Il doit"
                " rencontrer jeudi son homologue turc à Ankara, où les deux hommes parleront de la"
                " guerre et de la livraison de nouvelles armes."
            ),
            "French",
            "en",
        ),
        (
            (
                "El presidente dijo el martes que España seguirá apoyando a Ucrania. El jueves se"
                " reunirá en Ankara con su homólogo turco, con quien hablará de la guerra y de la"
                " entrega de nuevas armas a la región."
            ),
            "Spanish",
            "en",
        ),
        (
            (
                "Die president het gister in Pretoria gesê dat hy nie sal bedank nie, omdat die mense"
                " van die land hom nodig het. Hy het ook gesê dat daar nog baie werk is om te doen"
                " voordat hy sy pos sal verlaat."
            ),
            "Afrikaans",
            "nl",
        ),
        (
            (
                "Statsministeren sagde tirsdag, at Danmark fortsat vil støtte Ukraine i krigen. Torsdag"
                " skal hun mødes med sin tyrkiske kollega i Ankara, hvor de blandt andet vil tale om"
                " levering af nye våben."
            ),
            "Danish",
            "nl",
        ),
        (
            (
                "Statsministeren sa tirsdag at Norge fortsatt vil støtte Ukraina i krigen mot Russland."
                " Torsdag skal han møte sin tyrkiske kollega i Ankara, hvor de blant annet vil snakke"
                " om levering av nye våpen."
            ),
            "Norwegian",
            "nl",
        ),
        ("Президент заявил во вторник, что Россия продолжит.", "Russian", "nl"),
        ("总统周二表示中国将继续", "Chinese", "nl"),
        ("ελληνικά", "another language", "nl"),
    ],
)
def test_articles_in_other_languages_have_a_name_and_a_nearest(
    text: str, name: str, nearest: Language
) -> None:
    assert detect_article_language(text) == ArticleLanguage(nearest, name)


@pytest.mark.parametrize("text", ["", "12345 67", "…\n"])
def test_text_without_words_has_no_language(text: str) -> None:
    with pytest.raises(ArticleError) as raised:
        detect_article_language(text)
    assert str(raised.value) == "no words in it: nothing but digits and signs"


def test_what_is_surely_in_one_of_the_two() -> None:
    assert is_surely("The prime minister said on Tuesday that he would not resign.", "en")
    assert not is_surely("The prime minister said on Tuesday that he would not resign.", "nl")
    assert not is_surely("Putin, Xi, Erdogan", "en")
