import pytest
from rag_samples import evidence, passage

from index.article import Language
from rag.asking.prompts import (
    REFUSAL,
    again_prompt,
    answer_prompt,
    could_become_refusal,
    is_refusal,
)
from rag.engines.engine import Message

DUTCH = passage("Een is wit.", "Twee is [3] rood.", article="nl.txt", title="Kleuren")
ENGLISH = passage("Three is\nblack.", article="en.txt", language="en", title="Colours")


def test_the_question_stands_under_numbered_sources_and_the_model_has_named_the_one_that_answers() -> None:
    messages = answer_prompt("Wat is wit?", "nl", evidence(DUTCH, ENGLISH), number=3)

    assert messages[-3:] == (
        Message(
            "user",
            "Artikel: Kleuren (2024-10)\n[1] Een is wit.\n[2] Twee is (3) rood.\n"
            "Artikel: Colours (2024-10)\n[3] Three is black.\n\nVraag: Wat is wit?\n"
            "Welke zin beantwoordt de vraag? Geef alleen het nummer, of 0 als geen zin de vraag beantwoordt.",
        ),
        Message("assistant", "3"),
        Message("user", "Beantwoord de vraag nu in het Nederlands, met het nummer erachter."),
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_before_the_sources_is_the_same_for_every_question(language: Language) -> None:
    one = answer_prompt("Wat is wit?", language, evidence(DUTCH), number=1)
    other = answer_prompt("Wat is zwart?", language, evidence(DUTCH, ENGLISH), number=3)

    assert one[:-3] == other[:-3]
    assert [message.role for message in one] == [
        "system",
        *["user", "assistant"] * 10,
        "user",
        "assistant",
        "user",
    ]


def test_an_answer_in_the_wrong_language_is_asked_for_again_where_it_stands() -> None:
    first = answer_prompt("Wat is wit?", "nl", evidence(DUTCH), number=1)

    assert again_prompt("Wat is wit?", "nl", first, "One is white [1].") == (
        *first,
        Message("assistant", "One is white [1]."),
        Message(
            "user",
            "Dat was geen Nederlands. "
            "Beantwoord de vraag opnieuw, in het Nederlands, met het nummer erachter. "
            "Begin met: “Volgens de artikelen”",
        ),
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_examples_have_no_answer_and_teach_the_refusal(language: Language) -> None:
    messages = answer_prompt("", language, (), number=1)[:-3]
    replies = [message.content for message in messages if message.role == "assistant"]

    refused = [answer for number, answer in zip(replies[::2], replies[1::2], strict=True) if number == "0"]
    assert replies[::2] == ["1", "0", "1", "0", "2"]
    assert refused == [REFUSAL[language]] * 2


def test_a_draft_refuses_only_where_it_begins_with_the_refusal() -> None:
    drafts = [
        "De artikelen geven hier geen antwoord op.",
        " the articles do not answer this",
        "Poetin zei niets. De artikelen geven hier geen antwoord op.",
        "",
    ]

    assert [is_refusal(draft) for draft in drafts] == [True, True, False, False]


def test_what_may_become_a_refusal_is_known_from_its_beginning() -> None:
    drafts = ["", "De art", "The articles do not answer this.", "De armen", "Putin"]

    assert [could_become_refusal(draft) for draft in drafts] == [True, True, True, False, False]
