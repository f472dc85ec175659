"""What a question in a conversation asks for, as one text to search with. Rules, no model.

A question that leans on what came before is searched for together with what the conversation is about: the
words that carry the earlier questions, and the names in the quotes of the last answer.
"""

from collections.abc import Sequence

from index.article import Language
from rag.answer import Turn
from rag.finding.anaphora import points_back
from rag.finding.question_words import QuestionWords

_MOST_TURNS = 4
"""How far back a chain of questions that lean on each other is followed."""
_MOST_QUOTES = 2
_MOST_NAMES = 6
_MOST_WORDS = 20
_SHORTEST_NOUN = 4


def standalone_question(question: str, language: Language, history: Sequence[Turn]) -> str:
    """Return the text to search for: the question itself where it names its subject, else after its subject.

    It is for the encoder, not for people: ``ontmoette Poetin Pezeshkian Turkmenistan. En wanneer was dat?``

    :param language: of the question.
    :param history: the conversation so far, oldest first, its questions in either language.
    """
    if not leans_on_history(question, language, history):
        return question
    turns = _turns_leant_on(history)
    quotes = _quotes(history[-1])
    if not quotes:
        return " ".join([*(turn.question for turn in turns), question])
    if any(QuestionWords(question, language).content()):
        quoted = [name for quote in quotes for name in quote.names()][:_MOST_NAMES]
    else:
        # ``Waarom?`` asks about what was just said, not only about those of whom it was said.
        quoted = [word for quote in quotes for word in quote.content()][:_MOST_WORDS]
    asked = [word for turn in turns for word in _question(turn).content()]
    return f"{' '.join(dict.fromkeys([*asked, *quoted]))}. {question}"


def leans_on_history(question: str, language: Language, history: Sequence[Turn]) -> bool:
    """Whether a question cannot be understood, or searched for, without the turns before it."""
    if not history:
        return False
    words = QuestionWords(question, language)
    return points_back(words) or (not any(words.names()) and _takes_up_a_noun(words, history[-1]))


def _takes_up_a_noun(words: QuestionWords, turn: Turn) -> bool:
    """``Who signed the deal?``, ``Wat kost het verdrag?``, where the last turn spoke of one."""
    spoken_of = {
        word.lower()
        for each in (_question(turn), *_quotes(turn))
        for word in each.content()
        if len(word) >= _SHORTEST_NOUN
    }
    return any(
        article in ("the", "de", "het") and noun in spoken_of
        for article, noun in zip(words.lower, words.lower[1:], strict=False)
    )


def _turns_leant_on(history: Sequence[Turn]) -> list[Turn]:
    """Return the last turn, and before it those that its question leans on, oldest first."""
    turn, earlier = history[-1], history[-_MOST_TURNS:-1]
    leans = leans_on_history(turn.question, turn.answer.language, earlier)
    return [*(_turns_leant_on(earlier) if leans else ()), turn]


def _question(turn: Turn) -> QuestionWords:
    return QuestionWords(turn.question, turn.answer.language)


def _quotes(turn: Turn) -> list[QuestionWords]:
    """Return the words of what the answer cited first; a refusal cites nothing."""
    return [
        QuestionWords(citation.quote, citation.passage.language)
        for citation in turn.answer.citations[:_MOST_QUOTES]
    ]
