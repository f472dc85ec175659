"""Tells by its words what kind of question it is: for one fact, a reason, yes or no, a list, an overview, ….

The signs of each kind are data (``question_signs.toml``). A question that shows none of them asks for one
fact, or for yes or no where it begins with a verb.
"""

import re

from index.article import LANGUAGES
from index.text.sentences import sentence_spans
from rag.answer import QuestionKind
from rag.finding.question_signs import question_signs
from rag.finding.question_words import QuestionWords

_WORD = re.compile(r"[\w'’-]+")
_BEGINS = re.compile(r"(?:^|[,;:])\s*[\w-]+(?: [\w-]+)?")
"""The first two words of each clause."""
_NEVER_RELATIVE = frozenset({"what", "whom", "welke", "welk", "hoeveel", "which"})
"""They ask wherever they stand; ``the man who`` and ``de stad waar`` do not."""
_WHETHER = frozenset({"of", "if", "whether", "dat", "that"})
_FEWEST_WORDS = 4
"""``En Iran?`` asks what was asked before."""


def question_kind(question: str) -> QuestionKind:
    """Return the kind of a question in Dutch or English."""
    asked = asking_sentence(question)
    opening = question_proper(asked)
    for signs in question_signs().kinds:
        if signs.anywhere.search(asked) or signs.opening.match(opening):
            return signs.kind
    return QuestionKind.YES_NO if _asks_yes_or_no(opening) else QuestionKind.FACT


def is_frame_word(word: str) -> bool:
    """Whether a word, in lower case, may stand around a question and says nothing of what it is about."""
    return word in question_signs().frame


def is_kind_word(word: str) -> bool:
    """Whether a word by itself tells what kind of question it stands in: ``samenvatting``, ``timeline``."""
    return any(signs.anywhere.fullmatch(word) for signs in question_signs().kinds)


def asking_sentence(question: str) -> str:
    """Return the sentence of a question that asks: the last with a question mark, if there is one."""
    sentences = [span.of(question) for span in sentence_spans(question, "en")]
    asking = [each for each in sentences if each.endswith("?")]
    return asking[-1] if asking else question.strip()


def question_proper(question: str) -> str:
    """Return a question from its first word that asks, where before that stand only words that frame it.

    >>> question_proper("Could you tell me who opened the bridge?")
    'who opened the bridge?'
    """
    frame = question_signs().frame
    for found in _WORD.finditer(question):
        word = found[0].lower()
        if _is_asking(word) or (found.start() and word in _WHETHER):
            return question[found.start() :]
        if word not in frame:
            break
    return question


def _is_asking(word: str) -> bool:
    return any(QuestionWords(word, language).is_asking(0) for language in LANGUAGES)


def _asks_yes_or_no(question: str) -> bool:
    """Whether a question begins with a verb and its subject, and no clause of it with a word that asks."""
    words = _WORD.findall(question)
    if (
        not question.rstrip().endswith("?")
        or len(words) < _FEWEST_WORDS
        or question_signs().choice.search(question)
    ):
        return False
    lowered = {word.lower() for word in words}
    if lowered & _NEVER_RELATIVE or any(
        _is_asking(word.lower()) for found in _BEGINS.finditer(question) for word in found[0].split()
    ):
        return False
    is_verb = any(QuestionWords(words[0], language).is_light_verb(0) for language in LANGUAGES)
    return is_verb or words[1][0].isupper() or words[1].lower() in question_signs().before_subject
