import pytest

from index.article import Language
from rag.asking.answer_language import first_words, is_in_language

DUTCH = [
    "Iran vuurde 180 raketten af op Israël [1].",
    "De president ontmoette zijn ambtgenoot in Asjchabad [2].",
    "Het leger viel de stad aan.",
    "Hij weigerde.",
    "Omdat hij dat niet wilde.",
    "Ja.",
    "Nee, dat staat er niet.",
    "Raketten.",
    "Drones.",
    "In oktober 2024.",
    "Vladimir Poetin [1].",
    "180 [1].",
    "Nikol Pasjinjan, Alexander Loekasjenko en Emomali Rachmon.",
    "De top van de Shanghai Cooperation Organisation was in Astana.",
    "De Collective Security Treaty Organization telt zeven leden.",
    "Secretary of State Antony Blinken beschuldigde Teheran.",
    "Hij speelde in Gone with the Wind en in The Lord of the Rings.",
    "De New York Times en de Washington Post meldden dat eerder.",
    "Trump noemde het “a total disaster for the country” en liep weg.",
    "Het rapport heet 'The State of the World'.",
    "Iran levert drones, en Rusland betaalt in cash.",
    "De deal is goed voor de business, zei de manager.",
    "Het team won met een hattrick van de spits.",
    "Islamic Revolutionary Guard Corps vuurde de raketten af.",
    "De State of the Union was in maart.",
    "President Xi sprak in het Kremlin met Poetin over de Power of Siberia.",
    "Ursula von der Leyen en Jens Stoltenberg waren erbij.",
    "Het bedrijf Meta Platforms kocht WhatsApp voor 19 miljard dollar.",
    "Volgens Press TV was de reis een succes.",
    "Er kwamen 4.000 mensen naar Glastonbury.",
    "De CEO van OpenAI stapte op.",
    "Zij is de first lady van Frankrijk.",
    "Volgens BBC News en Al Jazeera vielen er twaalf doden.",
    "Het gen α-synucleïne speelt een rol.",
    "Hij studeerde aan de University of California in Los Angeles.",
]
ENGLISH = [
    "Iran launched 180 missiles at Israel [1].",
    "The president met his counterpart in Ashgabat [2].",
    "He refused.",
    "Because he did not want to.",
    "Yes.",
    "Missiles.",
    "Drones.",
    "In October 2024.",
    "Vladimir Putin [1].",
    "180 [1].",
    "I think so.",
    "Nikol Pashinyan, Alexander Lukashenko and Emomali Rahmon.",
    "The Partij van de Arbeid and the Partij voor de Vrijheid disagree.",
    "Queen Máxima opened the Rijksmuseum van Oudheden in Leiden.",
    "The Tweede Kamer passed the bill on Tuesday.",
    "Het Financieele Dagblad reported the sale.",
    "The minister called it “een zwarte dag voor Nederland” in parliament.",
    "His book is called 'De avonden'.",
    "Robin van Persie and Frenkie de Jong played for Feyenoord.",
    "The coup d'état failed, and Charles de Gaulle returned.",
    "The office is de facto closed.",
    "A bus stopped en route to Schiphol.",
    "The van was stolen in Den Haag.",
    "They met at the door and the war was over.",
    "People die in war.",
    "Gerrit van der Meer, the mayor of Den Bosch, resigned.",
    "The Bundesverfassungsgericht in Karlsruhe ruled against it.",
    "The paper Le Monde and the agency RIA Novosti reported it.",
    "Forces of the Islamic Republic fired ballistic missiles.",
    "Prices rose 4 percent.",
]
NEITHER_ALL_DUTCH = [
    "Iran launched 180 missiles at Israel [1].",
    "Poetin met Pezeshkian in Ashgabat on Friday.",
    "Poetin said so.",
    "Het leger attacked the city.",
    "De president said that the talks were good.",
    "De Russische president Poetin heeft met Pezeshkian gesproken during a summit in Turkmenistan.",
    "Rusland leverde wapens in exchange for oil.",
    "Hij werd in July verkozen after the death of Raisi.",
    "De raketten hit several military bases in Israël.",
    "Because he refused.",
    "Yes.",
    "The president.",
    "Ballistic missiles.",
    "Der russische Präsident hat das Abkommen nicht unterschrieben.",
    "Die Stadt wurde mit Raketen angegriffen und ist zerstört.",
    "Le président a refusé de signer the declaration.",
    "俄罗斯总统在阿什哈巴德会见了伊朗总统。",
    "De president zei dat 俄罗斯 de stad aanviel.",
    "Россия и Иран подписали договор.",
]
NEITHER_ALL_ENGLISH = [
    "Iran vuurde 180 raketten af op Israël [1].",
    "Putin ontmoette Pezeshkian vrijdag in Ashgabat.",
    "The army viel de stad aan.",
    "The president zei dat de gesprekken goed waren.",
    "Russian President Putin met with Pezeshkian tijdens een top in Turkmenistan.",
    "Russia supplied weapons in ruil voor olie.",
    "He was elected in juli na de dood van Raisi.",
    "Omdat hij weigerde.",
    "Nee.",
    "Ja, volgens de regering.",
    "Ballistische raketten.",
    "Hij weigerde.",
    "Der russische Präsident hat das Abkommen nicht unterschrieben.",
    "Die Stadt wurde mit Raketen angegriffen und ist zerstört.",
    "The president said that 俄罗斯 attacked the city.",
    "俄罗斯总统。",
]


@pytest.mark.parametrize(
    ("sentence", "language"), [(one, "nl") for one in DUTCH] + [(one, "en") for one in ENGLISH]
)
def test_a_sentence_in_the_reader_s_language_passes_whatever_it_names_or_quotes(
    sentence: str, language: Language
) -> None:
    assert is_in_language(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [(one, "nl") for one in NEITHER_ALL_DUTCH] + [(one, "en") for one in NEITHER_ALL_ENGLISH],
)
def test_a_sentence_in_another_language_or_in_two_is_caught(sentence: str, language: Language) -> None:
    assert not is_in_language(sentence, language)


def test_a_single_borrowed_word_is_let_through() -> None:
    assert is_in_language("Hij was elected president van Iran.", "nl")


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("nl", "Waarom weigerde Pasjinjan?", "Omdat"),
        ("en", "Why did Pashinyan refuse?", "Because"),
        ("nl", "Hoeveel raketten vuurde Iran af?", "Volgens de artikelen"),
        ("en", "How many missiles did Iran launch?", "According to the articles,"),
    ],
)
def test_a_retry_begins_in_the_reader_s_language(language: Language, question: str, words: str) -> None:
    assert first_words(language, question) == words
    assert is_in_language(words, language)
