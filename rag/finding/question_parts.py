"""Several questions in one, as the questions that they are: each may be answered by another sentence."""

import re

from index.article import Language
from rag.finding.question_words import QuestionWords

_JOINT = re.compile(r"[,;]?\s+(?:en|and)\s+|\?\s+(?=\S)", re.IGNORECASE)
_FEWEST_OWN_WORDS = 2
"""Words worth searching for; a part with fewer leans on the one before."""


def question_parts(question: str, language: Language) -> tuple[str, ...]:
    """Return the questions that stand in one, in their order; most often that is the question itself.

    A part begins where ``and`` or a question mark is followed by a word that asks, a preposition before it
    perhaps. What such a part leaves out is added from the one before it.

    >>> question_parts("How many drones did it order, and for how much?", "en")
    ('How many drones did it order', 'for how much? drones order')
    """
    texts = [question]
    for joint in reversed(list(_JOINT.finditer(question))):
        after = texts[0][joint.end() :]
        if _asks_at_once(after, language):
            texts[:1] = [texts[0][: joint.start()], after]
    parts = texts[:1]
    for text in texts[1:]:
        parts.append(_whole(text, parts[-1], language))
    return tuple(parts)


def _asks_at_once(text: str, language: Language) -> bool:
    words = QuestionWords(text, language)
    return words.is_asking(0) or (words.is_preposition(0) and words.is_asking(1))


def _whole(part: str, before: str, language: Language) -> str:
    own, about = (list(QuestionWords(text, language).content()) for text in (part, before))
    return part if len(own) >= _FEWEST_OWN_WORDS else " ".join([part, *about])
