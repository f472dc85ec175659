"""Makes the answer that the reader gets of what the model wrote, by one policy.

Each form that an answer can have is described in ``docs/answers.md``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.span import Span
from rag.answer import Answer, AnswerSentence, Citation, DroppedSentence, EvidenceSentence, Reason
from rag.asking.answer_language import is_in_language
from rag.asking.draft import DraftSentence, parse_draft, with_marks
from rag.asking.prompts import REFUSAL, is_refusal
from rag.deciding.answer_words import answer_words
from rag.deciding.asked import Asked
from rag.deciding.policy import Policy
from rag.deciding.quotation import with_quotation, with_the_one_before
from rag.deciding.relevance import answers_more_than_it_asks
from rag.finding.asked_value import asked_kinds, has_one_of
from rag.judging.support import Support, SupportOf
from rag.values.local_spelling import respell

_MOST_SOURCES = 2
"""Sources that a sentence is judged by: each costs the model a reading."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A sentence of the draft with the sources that say it, best first, each with how surely."""

    text: str
    sources: tuple[tuple[EvidenceSentence, Support], ...]


def refusal(asked: Asked, reason: Reason, dropped: Sequence[DroppedSentence] = ()) -> Answer:
    """Return the answer that says that there is none."""
    return Answer(
        REFUSAL[asked.language],
        asked.language,
        (),
        asked.passages,
        abstained=True,
        reason=reason,
        dropped=tuple(dropped),
    )


def decided(
    asked: Asked, draft: str, support: SupportOf, policy: Policy, *, may_quote: bool = True
) -> Answer:
    """Return what of a draft the reader gets, or else a quotation, or else a refusal.

    Where the sentence that most likely answers is in the reader's language and no longer than the draft, it
    is quoted, and nothing need be judged. Else a sentence of the draft stands where a source says it and it
    tells more than the question does. Where none stands, the likeliest sentence is quoted.

    :param may_quote: False for a draft that was stopped, which may yet have become an answer.
    """
    sentences = () if is_refusal(draft) else parse_draft(draft, asked.language)
    may_quote = may_quote and bool(asked.evidence)
    if may_quote and sentences and _source_says_it_as_shortly(asked, sentences, policy):
        return _quoting(asked, draft)
    held, dropped, source = _held(asked, sentences, support, policy)
    if held:
        return _in_own_words(asked, held, dropped)
    if may_quote:
        return _quoting(replace(asked, number=source.number), draft, dropped)
    return refusal(asked, "model refused" if is_refusal(draft) else "nothing supported", dropped)


def quoted(asked: Asked) -> Answer:
    """Return the answer where nothing was drafted: the likeliest sentence as it stands."""
    return _quoting(asked, REFUSAL[asked.language])


def _source_says_it_as_shortly(asked: Asked, sentences: Sequence[DraftSentence], policy: Policy) -> bool:
    """Whether a draft rests on the likeliest sentence alone, which is as short and in its language."""
    source = asked.likeliest
    marks = {mark for each in sentences for mark in each.marks}
    said = sum(len(each.text) for each in sentences)
    return (
        source.passage.language == asked.language
        and marks <= {source.number}
        and said > policy.shorter * len(source.text)
    )


def _held(
    asked: Asked, sentences: Sequence[DraftSentence], support: SupportOf, policy: Policy
) -> tuple[list[_Held], list[DroppedSentence], EvidenceSentence]:
    """Return the sentences that stand, those that do not with the reason, and what to quote where none does.

    That is the likeliest sentence, or what a draft cites where that has all its values and the likeliest
    lacks a figure of it.
    """
    held: list[_Held] = []
    dropped: list[DroppedSentence] = []
    source = asked.likeliest
    for sentence in sentences:
        objection = _objection(asked, sentence)
        if objection is not None:
            dropped.append(objection)
            continue
        supports = [
            (each, support(sentence.text, asked.language, each)) for each in _sources(asked, sentence)
        ]
        says = sorted(
            (pair for pair in supports if pair[1].probability >= policy.said),
            key=lambda pair: -pair[1].probability,
        )
        if says:
            held.append(_Held(sentence.text, tuple(says)))
        else:
            dropped.append(_unsupported(sentence.text, [each for _, each in supports]))
            lacking = {each.number for each, found in supports if _lacks_a_figure(found)}
            if source.number in lacking:
                source = next((each for each, found in supports if not found.missing), source)
    return held, dropped, source


def _lacks_a_figure(support: Support) -> bool:
    return any(letter.isdigit() for value in support.missing for letter in value)


def _objection(asked: Asked, sentence: DraftSentence) -> DroppedSentence | None:
    """Return why a sentence need not be judged; None where it must be."""
    if not sentence.is_finished:
        return DroppedSentence(sentence.text, "unfinished")
    if not is_in_language(sentence.text, asked.language):
        return DroppedSentence(sentence.text, "wrong language")
    if sentence.text.endswith("?") or not answers_more_than_it_asks(
        sentence.text, asked.question, asked.language
    ):
        return DroppedSentence(sentence.text, "not an answer")
    kinds = asked_kinds(asked.question, asked.language)
    if kinds and not has_one_of(kinds, sentence.text, asked.language):
        return DroppedSentence(sentence.text, "not an answer")
    return None


def _sources(asked: Asked, sentence: DraftSentence) -> list[EvidenceSentence]:
    """Return what a sentence is judged by: what it cites, then what most likely answers."""
    cited = [each for each in asked.evidence if each.number in sentence.marks]
    return list(dict.fromkeys((*cited, asked.likeliest)))[:_MOST_SOURCES]


def _unsupported(text: str, supports: Sequence[Support]) -> DroppedSentence:
    """Return a sentence with its values that no source has, or else as one that no source says."""
    everywhere = set.intersection(*(set(each.missing) for each in supports)) if supports else set[str]()
    missing = tuple(value for value in (supports[0].missing if supports else ()) if value in everywhere)
    return DroppedSentence(text, "facts missing" if missing else "no source", missing)


def _in_own_words(asked: Asked, held: Sequence[_Held], dropped: Sequence[DroppedSentence]) -> Answer:
    known = [f"{each.title}\n{each.chunk.text}" for each in asked.passages if each.language == asked.language]
    marks: dict[int, int] = {}
    citations: dict[int, Citation] = {}
    sentences = []
    for each in held:
        numbers = [marks.setdefault(source.number, len(marks) + 1) for source, _ in each.sources]
        for number, (source, support) in zip(numbers, each.sources, strict=True):
            before = citations.get(number)
            least = support.probability if before is None else min(before.support, support.probability)
            words = _words(asked, each.text, source)
            citations[number] = Citation(number, source.passage, source.span, source.text, least, words=words)
        sentences.append(
            AnswerSentence(
                with_marks(respell(each.text, known), numbers), tuple(numbers), _together(each.sources)
            )
        )
    return Answer(
        " ".join(each.text for each in sentences),
        asked.language,
        tuple(citations[number] for number in sorted(citations)),
        asked.passages,
        abstained=False,
        sentences=tuple(sentences),
        dropped=tuple(dropped),
    )


def _together(sources: Sequence[tuple[EvidenceSentence, Support]]) -> float:
    """Return how surely one of the sources says a sentence: two that do strengthen each other."""
    unsaid = 1.0
    for _, support in sources:
        unsaid *= 1 - support.probability
    return 1 - unsaid


def _quoting(asked: Asked, draft: str, dropped: Sequence[DroppedSentence] = ()) -> Answer:
    """Return the answer that quotes the likeliest sentence, with the words of it that answer."""
    answer = Answer("", asked.language, (), asked.passages, abstained=False, dropped=tuple(dropped))
    return with_quotation(answer, with_the_one_before(asked.likeliest), _words(asked, draft, asked.likeliest))


def _words(asked: Asked, said: str, source: EvidenceSentence) -> Span | None:
    """Return the words of a source that answer, by the reader, or else by what is said from it."""
    if source.words is not None:
        return source.words
    return None if is_refusal(said) else answer_words(asked.question, said, asked.language, source)


def is_in_language_of(draft: str, asked: Asked) -> bool:
    """Whether no sentence of a draft is in another language than the question's."""
    sentences = parse_draft(draft, asked.language)
    return is_refusal(draft) or all(is_in_language(each.text, asked.language) for each in sentences)
