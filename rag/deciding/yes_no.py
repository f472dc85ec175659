"""Answers whether something is so: yes or no where a source surely says so, else by the sentence alone."""

from collections.abc import Callable

from index.article import Language
from rag.answer import Answer, EvidenceSentence, QuestionKind
from rag.deciding.asked import Asked
from rag.deciding.policy import Policy
from rag.deciding.quotation import quoting, with_the_one_before
from rag.finding.statement import statement_of
from rag.judging.support import Verdict

VerdictOf = Callable[[str, Language, EvidenceSentence], Verdict]
"""Returns how likely a source says, and denies, a sentence in a language."""

_MOST_JUDGED = 2
"""Sentences that are judged: each costs the model a reading."""
_YES: dict[Language, str] = {
    "nl": "Ja, dat staat er:",
    "en": "Yes, the articles say so:",
}
_NO: dict[Language, str] = {
    "nl": "Nee, er staat iets anders:",
    "en": "No, the articles say otherwise:",
}
_UNDECIDED: dict[Language, str] = {
    "nl": "Oordeel zelf; hierover staat er:",
    "en": "Judge for yourself; on this the articles say:",
}


def yes_or_no(asked: Asked, verdict_of: VerdictOf, policy: Policy) -> Answer:
    """Return yes or no with the sentence that says so; where none surely does, the likeliest alone.

    Never yes because the subject is there: each sentence is judged, and one that lacks a number, date or name
    of what is asked says neither.
    """
    claim = statement_of(asked.question, asked.language)
    ordered = sorted(asked.evidence, key=lambda each: each.number != asked.number)
    for source in ordered[:_MOST_JUDGED]:
        verdict = verdict_of(claim, asked.language, source)
        if verdict.says >= policy.said:
            return _answer(asked, source, _YES)
        if verdict.denies >= policy.denied:
            return _answer(asked, source, _NO)
    return undecided(asked)


def undecided(asked: Asked) -> Answer:
    """Return the likeliest sentence alone, of which nothing was judged."""
    return _answer(asked, asked.likeliest, _UNDECIDED)


def _answer(asked: Asked, source: EvidenceSentence, introduction: dict[Language, str]) -> Answer:
    empty = Answer("", asked.language, (), asked.passages, abstained=False, kind=QuestionKind.YES_NO)
    return quoting(empty, with_the_one_before(source), introduction[asked.language])
