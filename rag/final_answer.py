"""Makes the answer that the reader gets of what the model wrote. Pure, so that it is measured by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.article import Language
from index.passage import Passage
from rag.answer import Answer, DroppedSentence, EvidenceSentence, Reason
from rag.asked_kind import Kind, can_answer, kind_asked_for
from rag.asking.answer_language import is_in_language
from rag.asking.draft import parse_draft, with_marks
from rag.asking.prompts import is_refusal
from rag.conflicts import Likeness, with_differences
from rag.deciding.relevance import answers_more_than_it_asks
from rag.finding.evidence import leans_on_the_one_before
from rag.quotation import quotation, with_quotation
from rag.relative_time import with_article_dates
from rag.verification import Score, refusal, verify

LIKELY_ENOUGH_TO_QUOTE: dict[Reason, float] = {
    "nothing near": 1.0,
    "model refused": 1.0,
    "nothing supported": 0.4,
}
"""The least probability of an answer for which a sentence is quoted where the model's words do not hold."""

MAY_WELL_ANSWER = 3.0
"""How far (``Asked.behind``) a sentence may be behind the likeliest to be quoted with it: 20 to 1."""
HARDLY_ANSWERS = 4.0
"""From where on words that lean on nothing nearer are replaced by a quotation of the likeliest: 55 to 1."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was found for it, and what the model made of that.

    ``passages`` and ``evidence`` are as in ``rag.answer.SourcesFound``; ``found`` are the best sentences
    that were found, whether the model read them or not. ``probability``, 0 to 1, is that the
    articles answer the question, and ``number`` is of the evidence that most likely does (1, 2, …);
    ``behind`` is how far each is behind it (``rag.deciding.answerability.behind_likeliest``).
    """

    question: str
    language: Language
    passages: tuple[Passage, ...]
    evidence: tuple[EvidenceSentence, ...]
    found: tuple[EvidenceSentence, ...]
    probability: float
    number: int
    behind: tuple[float, ...] = ()


def final_answer(
    asked: Asked, draft: str, score: Score, likeness: Likeness, *, may_quote: bool = True
) -> Answer:
    """Return what of a draft the reader gets, or else a quotation, or else a refusal.

    Sentences in another language than the question's are left out, then those that the evidence does not
    support (``rag.verification.verify``), then the whole where it only gives the question back or has no
    number or date where one is asked for. The sentence that most likely answers is quoted behind words that
    lean on another, or in their place. Where another article gives another figure, it says so, and times
    are dated by their article.

    :param may_quote: False for a draft that was stopped, which may yet have become an answer.
    """
    kind = kind_asked_for(asked.question, asked.language)
    if is_refusal(draft):
        answer = refusal(asked.language, asked.passages, "model refused")
    else:
        answer = _verified(asked, draft, kind, score)
    if may_quote:
        answer = _with_likely_sources(asked, answer, kind)
    return with_article_dates(with_differences(answer, asked.found, likeness))


def _with_likely_sources(asked: Asked, answer: Answer, kind: Kind | None) -> Answer:
    """Return a quotation where there is no answer; else the answer, and what it should have leaned on."""
    sources = [each for each in _likely_sources(asked) if can_answer(each.text, each.passage.language, kind)]
    likeliest = asked.evidence[asked.number - 1]
    reason = answer.reason
    if reason is None:
        if likeliest not in sources:
            return answer
        if not _leans_on_the_unlikely(asked, answer):
            return with_quotation(answer, likeliest)
        reason = "nothing supported"
    if not sources or asked.probability < LIKELY_ENOUGH_TO_QUOTE[reason]:
        return answer
    dropped = [DroppedSentence(each.text, "not an answer") for each in answer.sentences]
    return quotation(asked.language, sources, asked.passages, (*answer.dropped, *dropped))


def _likely_sources(asked: Asked) -> list[EvidenceSentence]:
    """Return the sentence that most likely answers and one more, if it is needed, in their order.

    That is the one before it, where it leans on that; else the next likely one.
    """
    likeliest = asked.evidence[asked.number - 1]
    before = [each for each in asked.evidence if _is_right_before(each, likeliest)]
    if before and leans_on_the_one_before(likeliest.text):
        return [*before, likeliest]
    others = sorted((far, number) for number, far in enumerate(asked.behind, 1) if number != asked.number)
    also = [number for far, number in others[:1] if far < MAY_WELL_ANSWER]
    return [asked.evidence[number - 1] for number in sorted((asked.number, *also))]


def _is_right_before(sentence: EvidenceSentence, other: EvidenceSentence) -> bool:
    spans = other.passage.chunk.sentences
    return sentence.passage.chunk.article_id == other.passage.chunk.article_id and any(
        (sentence.span, other.span) == pair for pair in pairwise(spans)
    )


def _leans_on_the_unlikely(asked: Asked, answer: Answer) -> bool:
    """Whether all that an answer cites is far behind the sentence that most likely answers."""
    cited = {(each.passage.chunk.article_id, each.span) for each in answer.citations}
    behind = [
        far
        for far, each in zip(asked.behind, asked.evidence, strict=False)
        if (each.passage.chunk.article_id, each.span) in cited
    ]
    return bool(behind) and min(behind) >= HARDLY_ANSWERS


def is_in_language_of(draft: str, asked: Asked) -> bool:
    """Whether no sentence of a draft is in another language than the question's."""
    return is_refusal(draft) or not _in_other_language(draft, asked.language)[1]


def _verified(asked: Asked, draft: str, kind: Kind | None, score: Score) -> Answer:
    ours, foreign = _in_other_language(draft, asked.language)
    answer = verify(ours, asked.language, asked.evidence, asked.passages, score)
    answer = replace(answer, dropped=(*foreign, *answer.dropped))
    answers = answers_more_than_it_asks(answer.text, asked.question, asked.language)
    if answer.abstained or (answers and can_answer(answer.text, asked.language, kind)):
        return answer
    empty = [DroppedSentence(sentence.text, "not an answer") for sentence in answer.sentences]
    return refusal(asked.language, asked.passages, "nothing supported", (*answer.dropped, *empty))


def _in_other_language(draft: str, language: Language) -> tuple[str, Sequence[DroppedSentence]]:
    """Return a draft without its sentences in another language, and these."""
    sentences = parse_draft(draft, language)
    foreign = [sentence for sentence in sentences if not is_in_language(sentence.text, language)]
    ours = [with_marks(each.text, list(each.marks)) for each in sentences if each not in foreign]
    return " ".join(ours), [DroppedSentence(each.text, "wrong language") for each in foreign]
