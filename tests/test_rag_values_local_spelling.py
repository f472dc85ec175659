import pytest

from rag.values.local_spelling import respell

DUTCH = ("De Russische president Poetin sprak Pasjinjan in Jerevan.", "Loekasjenko’s bezoek. Sjojgoe kwam.")
ENGLISH = ("Russian President Vladimir Putin met Pashinyan.", "Tokayev and Lukashenko were there.")


@pytest.mark.parametrize(
    ("text", "known", "respelled"),
    [
        ("Putin sprak met Pashinyan.", DUTCH, "Poetin sprak met Pasjinjan."),
        ("Poetin met Loekasjenko and Tokajev.", ENGLISH, "Putin met Lukashenko and Tokayev."),
        ("Vladimir Putin kwam.", DUTCH, "Vladimir Poetin kwam."),
        ("Lukashenko ging weg.", DUTCH, "Loekasjenko ging weg."),
        # No article shows another spelling, or this one is shown too.
        ("Pezeshkian kwam.", DUTCH, "Pezeshkian kwam."),
        ("Putin kwam.", (*DUTCH, "Putin kwam."), "Putin kwam."),
        ("Putin kwam.", (), "Putin kwam."),
        # A quotation keeps its words.
        ("Hij zei: “Putin komt.” Putin kwam.", DUTCH, "Hij zei: “Putin komt.” Poetin kwam."),
        # Ordinary words and numbers are no names.
        ("He said: the present is 1998.", ENGLISH, "He said: the present is 1998."),
    ],
)
def test_names_are_spelled_as_the_articles_of_the_language_spell_them(
    text: str, known: tuple[str, ...], respelled: str
) -> None:
    assert respell(text, known) == respelled
