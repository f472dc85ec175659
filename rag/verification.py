"""Lets through what the evidence supports, and nothing else."""

from collections.abc import Callable, Sequence

from index.article import Language
from index.passage import Passage
from rag.answer import Answer, AnswerSentence, Citation, DroppedSentence, DropReason, EvidenceSentence, Reason
from rag.asking.draft import DraftSentence, parse_draft, with_marks
from rag.asking.prompts import REFUSAL, is_refusal
from rag.local_spelling import respell
from rag.support import Support

Score = Callable[[Sequence[str], Language, Sequence[EvidenceSentence]], tuple[tuple[Support, ...], ...]]

LEAST_SUPPORT = 0.14
"""A sentence whose best evidence supports it with a smaller probability is not shown."""
STRONG_SUPPORT = 0.75
"""From here on 97% (of 36) of the development set's sentences that were labelled by hand are supported."""
_MOST_CITATIONS = 2


def refusal(
    language: Language, passages: Sequence[Passage], reason: Reason, dropped: Sequence[DroppedSentence] = ()
) -> Answer:
    """Return the answer that says that there is none."""
    return Answer(
        REFUSAL[language],
        language,
        (),
        tuple(passages),
        abstained=True,
        reason=reason,
        dropped=tuple(dropped),
    )


def verify(
    draft: str,
    language: Language,
    evidence: Sequence[EvidenceSentence],
    passages: Sequence[Passage],
    score: Score,
) -> Answer:
    """Return the answer that a draft amounts to: its supported sentences, each with its citations.

    What the model cited is kept where it supports the sentence; where it does not, or nothing was cited,
    the best evidence takes its place if that does. A sentence without any is left out, and so is one with a
    number, date or name that does not stand in what it would cite; ``Answer.dropped`` has these. So is a
    question, and a last sentence that stops in the middle. Names are spelled as the passages in the reader's
    language spell them.

    :param passages: what retrieval found; they are shown with the answer.
    """
    if is_refusal(draft):
        return refusal(language, passages, "model refused")
    sentences = parse_draft(draft, language)
    if not sentences:
        return refusal(language, passages, "nothing supported")
    kept = []
    dropped = []
    supports = score([sentence.text for sentence in sentences], language, evidence)
    for sentence, row in zip(sentences, supports, strict=True):
        if not sentence.is_finished or sentence.text.endswith("?"):
            reason: DropReason = "not an answer" if sentence.is_finished else "unfinished"
            dropped.append(DroppedSentence(sentence.text, reason))
            continue
        cited = _citations(sentence, evidence, row)
        if cited:
            kept.append((sentence, cited))
        else:
            dropped.append(_dropped(sentence.text, row))
    if not kept:
        return refusal(language, passages, "nothing supported", dropped)
    return _answer(kept, dropped, language, passages)


def _citations(
    sentence: DraftSentence, evidence: Sequence[EvidenceSentence], supports: Sequence[Support]
) -> list[tuple[EvidenceSentence, Support]]:
    """Return the evidence to cite behind a sentence with its support, best first; none if there is none."""
    ranked = sorted(
        (pair for pair in zip(evidence, supports, strict=True) if pair[1].probability >= LEAST_SUPPORT),
        key=lambda pair: (-pair[1].probability, pair[0].number),
    )
    cited = [pair for pair in ranked if pair[0].number in sentence.marks][:_MOST_CITATIONS]
    whole = [pair for pair in ranked if not pair[1].missing]
    whole_and_cited = [pair for pair in cited if not pair[1].missing]
    return whole_and_cited or (cited if _hold_all_facts_together(cited) else whole[:1])


def _hold_all_facts_together(cited: Sequence[tuple[EvidenceSentence, Support]]) -> bool:
    """Whether every number, date and name stands in one or other of two sources or more."""
    missing = [set(support.missing) for _, support in cited]
    return len(missing) > 1 and not set.intersection(*missing)


def _dropped(sentence: str, supports: Sequence[Support]) -> DroppedSentence:
    """Return why a sentence is not shown: what stands in no evidence, or else that none supports it."""
    near = [support for support in supports if support.probability >= LEAST_SUPPORT]
    missing = _missing_from_all(near or supports)
    if not missing and near:
        missing = max(near, key=lambda support: support.probability).missing
    return DroppedSentence(sentence, "facts missing" if missing else "no source", missing)


def _missing_from_all(supports: Sequence[Support]) -> tuple[str, ...]:
    if not supports:
        return ()
    everywhere = set.intersection(*(set(support.missing) for support in supports))
    return tuple(fact for fact in supports[0].missing if fact in everywhere)


def _answer(
    kept: Sequence[tuple[DraftSentence, list[tuple[EvidenceSentence, Support]]]],
    dropped: Sequence[DroppedSentence],
    language: Language,
    passages: Sequence[Passage],
) -> Answer:
    known_texts = [f"{each.title}\n{each.chunk.text}" for each in passages if each.language == language]
    numbers: dict[int, int] = {}
    citations: dict[int, Citation] = {}
    sentences = []
    for sentence, cited in kept:
        marks = [numbers.setdefault(source.number, len(numbers) + 1) for source, _ in cited]
        text = with_marks(respell(sentence.text, known_texts), marks)
        sentences.append(AnswerSentence(text, tuple(marks), _support_of_all(cited)))
        for mark, (source, support) in zip(marks, cited, strict=True):
            earlier = citations.get(mark)
            # Cited twice, a quote is as good as the weaker of the sentences that lean on it.
            least = support.probability if earlier is None else min(support.probability, earlier.support)
            citations[mark] = Citation(mark, source.passage, source.span, source.text, least)
    return Answer(
        " ".join(sentence.text for sentence in sentences),
        language,
        tuple(citations[number] for number in sorted(citations)),
        tuple(passages),
        abstained=False,
        sentences=tuple(sentences),
        dropped=tuple(dropped),
    )


def _support_of_all(cited: Sequence[tuple[EvidenceSentence, Support]]) -> float:
    """Return the best support of a source that holds all facts; else, held together, the weakest counts."""
    whole = [support.probability for _, support in cited if not support.missing]
    return max(whole) if whole else min(support.probability for _, support in cited)
