from dataclasses import replace

from rag_samples import evidence, passage

from index.answer_reader import Reading
from index.article import Language
from index.span import Span
from rag.answer import AnswerSentence, EvidenceSentence, QuestionKind
from rag.deciding.asked import Asked
from rag.deciding.members import listing

DUTCH = "Egypte, Iran en Ethiopië kwamen erbij."
ENGLISH = "Iran and Ethiopia joined this year."


def marked(source: EvidenceSentence, words: str) -> EvidenceSentence:
    at = source.text.index(words)
    return replace(source, reading=Reading(3.0, Span(at, at + len(words))))


def asked(*sources: EvidenceSentence, language: Language = "en") -> Asked:
    return Asked("…", language, (), sources, (), probability=0.9, number=1, kind=QuestionKind.LIST)


def test_a_member_stands_once_in_the_readers_language_with_all_its_sources() -> None:
    dutch, english = evidence(passage(DUTCH), passage(ENGLISH, article="b.txt", language="en"))
    answer = listing(asked(marked(dutch, "Egypte"), marked(english, "Iran and Ethiopia")))
    assert answer.text == "The articles name at least:\nEgypt [1]\nIran [1][2]\nEthiopia [1][2]"
    assert answer.sentences[1] == AnswerSentence("Iran [1][2]", (1, 2), 1.0)
    assert [each.quote for each in answer.citations] == [DUTCH, ENGLISH]
    assert answer.kind == QuestionKind.LIST


def test_of_two_lists_in_a_sentence_none_is_taken() -> None:
    (source,) = evidence(passage("Brazilië en India waren er al, Egypte en Iran kwamen erbij."))
    answer = listing(asked(marked(source, "Egypte en Iran"), language="nl"))
    assert answer.text == (
        "De artikelen zeggen hierover:\n“Brazilië en India waren er al, Egypte en Iran kwamen erbij.” [1]"
    )


def test_a_list_that_the_reader_does_not_mark_is_quoted() -> None:
    (source,) = evidence(passage("Egypte en Iran zagen dat de brug sloot."))
    answer = listing(asked(marked(source, "de brug"), language="nl"))
    assert [each.text for each in answer.sentences] == ["“Egypte en Iran zagen dat de brug sloot.” [1]"]


def test_common_words_are_listed_in_their_own_language_alone() -> None:
    (source,) = evidence(passage("Het land levert vooral munitie en raketten."))
    source = marked(source, "munitie en raketten")
    assert listing(asked(source, language="nl")).text == (
        "De artikelen noemen in elk geval:\nmunitie [1]\nraketten [1]"
    )
    assert listing(asked(source)).sentences[0].is_quotation


def test_of_what_is_denied_no_member_is_taken() -> None:
    (source,) = evidence(passage("Egypte en Iran tekenden niet."))
    assert listing(asked(marked(source, "Egypte en Iran"), language="nl")).sentences[0].is_quotation
