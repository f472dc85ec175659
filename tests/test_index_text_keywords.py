import pytest

from index.article import Language
from index.text.keywords import index_words, query_words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Oekraïnes oorlog, en de oorlogen", "nl", "oekrain oorlog oorlog"),
        ("Oekraine", "nl", "oekrain"),
        ("Drones, een drone", "nl", "dron dron"),
        ("De huizen van het huis; brieven, een brief", "nl", "huis huis brief brief"),
        ("Het was de dag van de naam, de dagen van de namen", "nl", "dag nam dag nam"),
        ("Vredesonderhandelingen", "nl", "vredesonderhandel"),
        ("vredes-onderhandelingen", "nl", "vred onderhandel"),
        ("Poetin's foto's", "nl", "poetin foto"),
        ("Putin’s negotiations, PUTIN negotiated", "en", "putin negoti putin negoti"),
        ("The cities of Łódź and Århus", "en", "citi lodz arhus"),
        ("1,7 miljard, 1.700.000 en 1.700,50", "nl", "1.7 miljard 1700000 1700.50"),
        ("1.7 billion, 1,700,000 and 1,700.50.", "en", "1.7 billion 1700000 1700.50"),
        ("24 oktober 2023, 5G en de SU-35, F-16's", "nl", "24 oktober 2023 5g su 35 f 16"),
        ("Straße, naïef, ﬁnanciën, H₂O", "nl", "stras naief financien h2o"),
        ("Wat zou er niet zijn?", "nl", ""),
        ("— … “!”", "en", ""),
        ("Москва 東京", "en", "москва 東京"),
    ],
)
def test_words_are_kept_by_their_stems(text: str, language: Language, words: str) -> None:
    assert " ".join(index_words(text, language)) == words


@pytest.mark.parametrize(
    ("question", "asked_in", "language", "words"),
    [
        ("Hoeveel dagen duurden de onderhandelingen?", "nl", "nl", "dag duurd onderhandel"),
        ("War, the wars and that war", "en", "en", "war"),
        ("Wat zei Zelensky over de 1,7 miljard van 24 oktober en de F-16's?", "nl", "en", "1.7 24 16"),
        ("What did Zelensky say of the 1,700 drones and 5G in 2023?", "en", "nl", "1700 5g 2023"),
        ("Wie is Poetin?", "nl", "en", ""),
        ("Who was he?", "en", "en", ""),
    ],
)
def test_a_question_has_each_word_once_in_the_form_of_the_articles(
    question: str, asked_in: Language, language: Language, words: str
) -> None:
    assert " ".join(query_words(question, asked_in=asked_in, language=language)) == words
