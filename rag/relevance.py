"""Whether an answer says anything that its question did not.

Small models like to give a question back as a statement: ``Why did she refuse?`` ``She refused [1].`` Every
word of that is supported, and nothing is answered.
"""

import re

from index.article import Language
from index.keywords import index_words
from rag.question_words import QuestionWords

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
