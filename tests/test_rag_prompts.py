import pytest
from rag_samples import evidence, passage

from index.article import Language
from rag.engine import Message
from rag.prompts import REFUSAL, answer_prompt, could_become_refusal, is_refusal

DUTCH = passage("Een is wit.", "Twee is [3] rood.", article="nl.txt", title="Kleuren")
ENGLISH = passage("Three is\nblack.", article="en.txt", language="en", title="Colours")


def test_the_last_message_holds_numbered_sources_by_article_and_the_question() -> None:
    messages = answer_prompt("Wat is wit?", "nl", evidence(DUTCH, ENGLISH))

    assert messages[-1] == Message(
        "user",
        "Artikel: Kleuren (2024-10)\n[1] Een is wit.\n[2] Twee is (3) rood.\n"
        "Artikel: Colours (2024-10)\n[3] Three is black.\n\nVraag: Wat is wit?",
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_but_the_last_message_is_the_same_for_every_question(language: Language) -> None:
    one = answer_prompt("Wat is wit?", language, evidence(DUTCH))
    other = answer_prompt("Wat is zwart?", language, evidence(ENGLISH))

    assert one[:-1] == other[:-1]
    assert [message.role for message in one] == ["system", *["user", "assistant"] * 3, "user"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_instructions_and_an_example_teach_the_refusal(language: Language) -> None:
    messages = answer_prompt("Wat is wit?", language, evidence(DUTCH))

    assert messages[0].content.endswith(REFUSAL[language])
    assert [message.content for message in messages].count(REFUSAL[language]) == 1


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
