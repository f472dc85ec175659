import pytest

from index.article import Language
from rag.deciding.relevance import answers_more_than_it_asks


@pytest.mark.parametrize(
    ("question", "answer", "language", "adds"),
    [
        ("Why did Pashinyan refuse to sign?", "Pashinyan refused to sign.", "en", False),
        ("Why did Pashinyan refuse to sign?", "Pashinyan refused to sign [12].", "en", False),
        ("Why did Pashinyan refuse to sign?", "Pashinyan refused to sign as nobody helped.", "en", True),
        ("Waarom weigerde Pasjinjan te tekenen?", "Pasjinjan weigerde te tekenen.", "nl", False),
        ("Hoeveel raketten vuurde Iran af?", "Iran vuurde 180 raketten af.", "nl", True),
        ("Hoeveel raketten vuurde Iran af?", "Iran vuurde raketten af.", "nl", False),
        ("In welk jaar viel Rusland Oekraïne binnen?", "Rusland viel Oekraïne binnen in 2022.", "nl", True),
        ("Is Turkey a member of NATO?", "Turkey is a member of NATO.", "en", True),
        ("Tekende Pasjinjan?", "Pasjinjan tekende.", "nl", True),
    ],
)
def test_an_answer_needs_a_word_of_its_own_where_one_is_asked_for(
    question: str, answer: str, language: Language, adds: bool
) -> None:
    assert answers_more_than_it_asks(answer, question, language) is adds
