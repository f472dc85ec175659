"""What question and answer have to do with each other, in words.

Small models like to give a question back as a statement: ``Why did she refuse?`` ``She refused [1].`` Every
word of that is supported, and nothing is answered.
"""

import re

from index.article import Language
from index.text.keywords import index_words
from rag.answer import EvidenceSentence
from rag.finding.question_words import QuestionWords
from rag.values.compare import compare
from rag.values.named import stands_in
from rag.values.names import names_in

_MARK = re.compile(r"\[\d+\]")


def answers_more_than_it_asks(answer: str, question: str, language: Language) -> bool:
    """Whether ``answer`` has a word of its own, where ``question`` asks for one (who, what, hoeveel, …).

    A question that asks yes or no may well be answered in its own words. Both texts are in ``language``;
    the citation marks of the answer do not count.
    """
    asked = QuestionWords(question, language)
    asks_for_something = any(asked.is_asking(place) for place in range(len(asked.lower)))
    own_words = set(index_words(_MARK.sub("", answer), language)) - set(index_words(question, language))
    return bool(own_words) or not asks_for_something


def unknown_facts(question: str, language: Language, source: EvidenceSentence) -> tuple[str, ...]:
    """Return the numbers, dates and names of a question that do not stand in a source's passage or title.

    A near miss often shows so: the article tells of another year, or another of the family.
    """
    passage = source.passage
    text = f"{passage.title}\n{passage.chunk.text}"
    return facts_missing_from(question, language, text, passage.language, passage.published)


def facts_missing_from(
    question: str, language: Language, text: str, text_language: Language, published: str | None
) -> tuple[str, ...]:
    """Return the numbers, dates and names of a question that do not stand in a text.

    :param published: when its article appeared, ISO 8601, as precise as known.
    """
    found = compare(question, text, languages=(language, text_language), published=published)
    return tuple(fact for fact in found.missing if not _are_names_side_by_side(fact, text))


def _are_names_side_by_side(fact: str, text: str) -> bool:
    """Whether what reads as one name may be two, as a question has them: ``Waar ontmoette Poetin Xi``."""
    words = fact.split()
    return len(words) > 1 and all(names_in(word) and stands_in(word, text) for word in words)
