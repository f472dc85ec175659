"""Lets through what the evidence supports, and nothing else."""

from collections.abc import Callable, Sequence

from index.article import Language
from index.passage import Passage
from rag.answer import Answer, Citation, EvidenceSentence, Reason
from rag.draft import DraftSentence, parse_draft, with_marks
from rag.prompts import REFUSAL, is_refusal
from rag.support import Support

Score = Callable[[Sequence[str], Language, Sequence[EvidenceSentence]], tuple[tuple[Support, ...], ...]]

LEAST_SUPPORT = 0.5
"""A sentence whose best evidence supports it with a smaller probability is not shown."""
_MOST_CITATIONS = 2


def refusal(language: Language, passages: Sequence[Passage], reason: Reason) -> Answer:
    """Return the answer that says that there is none."""
    return Answer(REFUSAL[language], language, (), tuple(passages), abstained=True, reason=reason)


def verify(
    draft: str,
    language: Language,
    evidence: Sequence[EvidenceSentence],
    passages: Sequence[Passage],
    score: Score,
) -> Answer:
    """Return the answer that a draft amounts to: its supported sentences, each with its citations.

    What the model cited is kept where it supports the sentence; where it does not, or nothing was cited,
    the best evidence takes its place if that does. A sentence without any is left out.

    :param passages: what retrieval found; they are shown with the answer.
    """
    if is_refusal(draft):
        return refusal(language, passages, "model refused")
    sentences = parse_draft(draft, language)
    if not sentences:
        return refusal(language, passages, "nothing supported")
    supports = score([sentence.text for sentence in sentences], language, evidence)
    kept = [
        (sentence, cited)
        for sentence, row in zip(sentences, supports, strict=True)
        if (cited := _citations(sentence, evidence, row))
    ]
    if not kept:
        return refusal(language, passages, "nothing supported")
    return _answer(kept, language, passages)


def _citations(
    sentence: DraftSentence, evidence: Sequence[EvidenceSentence], supports: Sequence[Support]
) -> list[tuple[EvidenceSentence, float]]:
    """Return the evidence to cite behind a sentence with its support, best first; none if there is none."""
    ranked = sorted(
        zip(evidence, (support.probability for support in supports), strict=True),
        key=lambda pair: (-pair[1], pair[0].number),
    )
    good = [(source, support) for source, support in ranked if support >= LEAST_SUPPORT]
    cited = [(source, support) for source, support in good if source.number in sentence.marks]
    return cited[:_MOST_CITATIONS] or good[:1]


def _answer(
    kept: Sequence[tuple[DraftSentence, list[tuple[EvidenceSentence, float]]]],
    language: Language,
    passages: Sequence[Passage],
) -> Answer:
    numbers: dict[int, int] = {}
    citations: dict[int, Citation] = {}
    lines = []
    for sentence, cited in kept:
        marks = [numbers.setdefault(source.number, len(numbers) + 1) for source, _ in cited]
        lines.append(with_marks(sentence.text, marks))
        for mark, (source, support) in zip(marks, cited, strict=True):
            earlier = citations.get(mark)
            # Cited twice, a quote is as good as the weaker of the sentences that lean on it.
            least = support if earlier is None else min(support, earlier.support)
            citations[mark] = Citation(mark, source.passage, source.span, source.text, least)
    return Answer(
        " ".join(lines),
        language,
        tuple(citations[number] for number in sorted(citations)),
        tuple(passages),
        abstained=False,
    )
