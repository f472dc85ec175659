"""The wordings of the prompts and their worked examples, in both languages.

The examples are made up, and about nothing that is likely to be asked, so that verification finds a small
model out that copies from them. One joins two sources, two cross the languages, two have no answer.
"""

from dataclasses import dataclass

from index.article import Language

REFUSAL: dict[Language, str] = {
    "nl": "De artikelen geven hier geen antwoord op.",
    "en": "The articles do not answer this.",
}
"""What is said where there is no answer: in the prompt, in the chat and in the tests."""


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """An article's sentences, a question, the number of the one that answers (0: none), and the answer."""

    title: str
    published: str
    sentences: tuple[str, ...]
    question: str
    number: int
    answer: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What the prompt says in one language.

    ``which`` asks for the number of the sentence that answers, ``then`` for the answer, and ``again`` for it
    once more, to begin with ``{first_words}``, where it was in the other language.
    """

    instructions: str
    article: str
    undated: str
    question: str
    which: str
    then: str
    again: str
    examples: tuple[WorkedExample, ...]


WORDING: dict[Language, Wording] = {
    "nl": Wording(
        instructions=(
            "Je beantwoordt vragen met alleen de genummerde zinnen uit krantenartikelen. "
            "Sommige zinnen zijn Engels; vertaal wat je ervan gebruikt. "
            "Een tijd als 'vorige maand' telt vanaf de datum van het artikel."
        ),
        article="Artikel",
        undated="zonder datum",
        question="Vraag",
        which=(
            "Welke zin beantwoordt de vraag? Geef alleen het nummer, of 0 als geen zin de vraag beantwoordt."
        ),
        then="Beantwoord de vraag nu in het Nederlands, met het nummer erachter.",
        again=(
            "Dat was geen Nederlands. "
            "Beantwoord de vraag opnieuw, in het Nederlands, met het nummer erachter. "
            "Begin met: “{first_words}”"
        ),
        examples=(
            WorkedExample(
                title="Brug bij Veldzicht dicht",
                published="2019-03",
                sentences=(
                    "De brug bij Veldzicht gaat in mei zes weken dicht voor onderhoud.",
                    "Fietsers kunnen de pont nemen, die om het kwartier vaart.",
                ),
                question="Hoe lang is de brug bij Veldzicht dicht en wat kunnen fietsers doen?",
                number=1,
                answer="De brug bij Veldzicht is zes weken dicht [1]. Fietsers kunnen de pont nemen [2].",
            ),
            WorkedExample(
                title="Zwembad De Golf krijgt glijbaan",
                published="2023-01-12",
                sentences=(
                    "Zwembad De Golf in Marum krijgt een glijbaan van 40 meter.",
                    "Het bad trok vorig jaar 90.000 bezoekers.",
                    "Directeur Els Kamp begon er in 2015.",
                ),
                question="Wie ontwierp de glijbaan van zwembad De Golf?",
                number=0,
                answer=REFUSAL["nl"],
            ),
            WorkedExample(
                title="Bakery wins prize",
                published="2021-06-04",
                sentences=(
                    "Baker Ann Tolley won the Golden Loaf for her rye bread on Friday.",
                    "Her shop opened in 1998.",
                ),
                question="Waarmee won Ann Tolley de prijs?",
                number=1,
                answer="Ann Tolley won de prijs met haar roggebrood [1].",
            ),
            WorkedExample(
                title="Nieuwe school in Oostkapel",
                published="2020-08",
                sentences=(
                    "In Oostkapel gaat maandag een nieuwe school open.",
                    "De wethouder noemde het gebouw een aanwinst voor het dorp.",
                ),
                question="Hoeveel leerlingen heeft de nieuwe school in Oostkapel?",
                number=0,
                answer=REFUSAL["nl"],
            ),
            WorkedExample(
                title="Market moves to new square",
                published="2022-10",
                sentences=(
                    "The weekly market in Holby draws some two hundred visitors.",
                    "From May the market will be held on Station Square, said alderman Pete Moss.",
                    "Stallholders pay 20 pounds a day.",
                ),
                question="Waar wordt de markt in Holby vanaf mei gehouden?",
                number=2,
                answer="De markt in Holby wordt vanaf mei op Station Square gehouden [2].",
            ),
        ),
    ),
    "en": Wording(
        instructions=(
            "You answer questions using only the numbered sentences from newspaper articles. "
            "Some sentences are Dutch; translate what you use of them. "
            "A time such as 'last month' counts from the date of the article."
        ),
        article="Article",
        undated="undated",
        question="Question",
        which="Which sentence answers the question? Give only its number, or 0 if none answers it.",
        then="Now answer the question in English, with the number behind it.",
        again=(
            "That was not English. Answer the question again, in English, with the number behind it. "
            "Begin with: “{first_words}”"
        ),
        examples=(
            WorkedExample(
                title="Bridge at Fairview to close",
                published="2019-03",
                sentences=(
                    "The bridge at Fairview will close for six weeks of repairs in May.",
                    "Cyclists can take the ferry, which sails every fifteen minutes.",
                ),
                question="How long will the bridge at Fairview be closed and what can cyclists do?",
                number=1,
                answer=(
                    "The bridge at Fairview will be closed for six weeks [1]. "
                    "Cyclists can take the ferry [2]."
                ),
            ),
            WorkedExample(
                title="Swimming pool The Wave gets slide",
                published="2023-01-12",
                sentences=(
                    "Swimming pool The Wave in Marham gets a slide of 40 metres.",
                    "The pool drew 90,000 visitors last year.",
                    "Director Ellen Kemp started there in 2015.",
                ),
                question="Who designed the slide of swimming pool The Wave?",
                number=0,
                answer=REFUSAL["en"],
            ),
            WorkedExample(
                title="Bakker wint prijs",
                published="2021-06-04",
                sentences=(
                    "Bakker Anna Tol won vrijdag het Gouden Brood met haar roggebrood.",
                    "Haar winkel ging in 1998 open.",
                ),
                question="What did Anna Tol win the prize for?",
                number=1,
                answer="Anna Tol won the prize for her rye bread [1].",
            ),
            WorkedExample(
                title="New school in Westbury",
                published="2020-08",
                sentences=(
                    "A new school opens in Westbury on Monday.",
                    "The mayor called the building an asset to the village.",
                ),
                question="How many pupils does the new school in Westbury have?",
                number=0,
                answer=REFUSAL["en"],
            ),
            WorkedExample(
                title="Markt verhuist naar nieuw plein",
                published="2022-10",
                sentences=(
                    "De weekmarkt in Holterveen trekt zo'n tweehonderd bezoekers.",
                    "Vanaf mei is de markt op het Stationsplein, zei wethouder Piet Mos.",
                    "Kooplieden betalen 20 euro per dag.",
                ),
                question="Where will the market in Holterveen be held from May?",
                number=2,
                answer="The market in Holterveen will be held on the Stationsplein from May [2].",
            ),
        ),
    ),
}
