import pytest

from index.article import Language
from rag.finding.statement import statement_of


@pytest.mark.parametrize(
    ("question", "language", "statement"),
    [
        (
            "Heeft Ilse Brandt in 2024 de sluis geopend?",
            "nl",
            "Het is zo dat Ilse Brandt in 2024 de sluis geopend heeft.",
        ),
        ("Vaart de pont?", "nl", "Het is zo dat de pont vaart."),
        ("Klopt het dat de brug dicht is?", "nl", "Het is zo dat de brug dicht is."),
        ("Is het waar dat de brug dicht is?", "nl", "Het is zo dat de brug dicht is."),
        ("Weet je of de brug dicht is?", "nl", "Het is zo dat de brug dicht is."),
        (
            "Did Ilse Brandt open the lock in 2024?",
            "en",
            "It is so that Ilse Brandt did open the lock in 2024.",
        ),
        ("Has anyone been hurt?", "en", "It is so that anyone has been hurt."),
        ("Is it true that the bridge is closed?", "en", "It is so that the bridge is closed."),
        ("Is the old bridge closed?", "en", "The answer to “Is the old bridge closed?” is yes."),
        ("Isn't Ilse Brandt a member?", "en", "It is so that Ilse Brandt is a member."),
        ("Have China and Russia signed?", "en", "It is so that China and Russia have signed."),
        ("Hallo! Is de brug open? Alvast bedankt", "nl", "Het is zo dat de brug open is."),
        ("Brandt heeft gewonnen, toch?", "nl", "Brandt heeft gewonnen."),
        ("?", "en", "."),
    ],
)
def test_a_question_becomes_what_it_asks_about(question: str, language: Language, statement: str) -> None:
    assert statement_of(question, language) == statement
