import pytest
from support_pairs import ICC_NL, NO_COMMENT_EN, PESKOV_EN, REFUSAL_NL, SAUDI_NL, ZELENSKY_NL

from index.article import Language
from rag.negation import denies

NL_FIRED = "Iran vuurde raketten af."
EN_FIRED = "Iran launched missiles."
NL_NEVER = "Iran vuurde nooit raketten af."
EN_NOT = "Iran didn't launch missiles."


@pytest.mark.parametrize(
    ("sentence", "language", "source", "source_language"),
    [
        (NL_NEVER, "nl", NL_FIRED, "nl"),
        (EN_NOT, "en", EN_FIRED, "en"),
        (NL_NEVER, "nl", EN_FIRED, "en"),
        (EN_NOT, "en", NL_FIRED, "nl"),
        (NL_FIRED, "nl", EN_NOT, "en"),
        (EN_FIRED, "en", NL_NEVER, "nl"),
        ("Russia and China recognise the ICC.", "en", ICC_NL.text, "nl"),
        ("Moskou en Teheran reageerden.", "nl", NO_COMMENT_EN.text, "en"),
        ("Peskov said that he had negotiated with Trump.", "en", PESKOV_EN.text, "en"),
        # The clause that is nearest by its words, and the only one that names him.
        ("Saoedi-Arabië heeft bevestigd dat het toetreedt.", "nl", SAUDI_NL.text, "nl"),
        ("Pasjinjan zette zijn handtekening onder de slotverklaring.", "nl", REFUSAL_NL.text, "nl"),
        ("Xi talked with Zelensky.", "en", ZELENSKY_NL.text, "nl"),
    ],
)
def test_one_denies_what_the_other_says(
    sentence: str, language: Language, source: str, source_language: Language
) -> None:
    assert denies(sentence, language, source, source_language)


@pytest.mark.parametrize(
    ("sentence", "language", "source", "source_language"),
    [
        (NL_FIRED, "nl", EN_FIRED, "en"),
        (NL_NEVER, "nl", EN_NOT, "en"),
        # In other words.
        ("Pashinyan did not sign the declaration.", "en", REFUSAL_NL.text, "nl"),
        ("Het was de eerste stemming zonder Polen.", "nl", "Poland did not vote.", "en"),
        ("De afspraak is onbekend.", "nl", "The deal has not been published.", "en"),
        ("De oefening ging niet door.", "nl", "The exercise was called off.", "en"),
        # Another clause has the denial.
        ("China zegt neutraal te zijn.", "nl", ZELENSKY_NL.text, "nl"),
        ("China says it is neutral.", "en", ZELENSKY_NL.text, "nl"),
        ("Pasjinjan legde zijn pen neer.", "nl", REFUSAL_NL.text, "nl"),
        ("Saudi Arabia would join.", "en", SAUDI_NL.text, "nl"),
        # No denials.
        ("De winkel ging in 1998 open.", "nl", "It was not until 1998 that the shop opened.", "en"),
        ("The shop opened in 1998.", "en", "Niet alleen de winkel ging in 1998 open.", "nl"),
        ("It was the first visit.", "en", "Nooit eerder kwam hij er.", "nl"),
        ("He came in No. 7.", "en", "Hij kwam in nummer 7.", "nl"),
        ("Nee, hij kwam.", "nl", "He came.", "en"),
        ("Hij gaat naar Notting Hill.", "nl", "He goes to Notting Hill.", "en"),
    ],
)
def test_nothing_is_denied(sentence: str, language: Language, source: str, source_language: Language) -> None:
    assert not denies(sentence, language, source, source_language)


def test_what_takes_grammar_is_missed() -> None:
    # No word of the clause with the denial stands in the sentence, in the other language.
    assert not denies("Pashinyan signed the declaration.", "en", REFUSAL_NL.text, "nl")
