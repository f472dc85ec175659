"""Fits the coefficients of rag/support.py, and prints and draws what they reach.

    .venv/bin/python docs/measure/fit_support.py SET DRAFTS [--labels LABELS] [--picture PICTURE]

DRAFTS has one JSON line a question of SET: what the model wrote, and the evidence that it wrote it from. Each
draft sentence makes a pair with each sentence of its evidence. The labels are weak: supporting is a sentence
of the gold paragraph with the gold words, for a draft sentence with an accepted answer; not supporting is
every other sentence, and all evidence of an unanswerable question; a gold sentence for a draft sentence
without an accepted answer is left out. LABELS, written by hand, take their place where they say something.
What the fit reaches is seen under ten-fold cross-validation; folds keep the two forms of a question together.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from index.article import Language
from index.chunk import Chunk
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.language_means import measure_language_means
from index.encoding.prepared_files import default_cache_dir
from index.passage import Passage
from index.span import Span
from rag.answer import EvidenceSentence
from rag.asking.draft import parse_draft
from rag.asking.prompts import is_refusal
from rag.evaluating.json_lines import read_rows
from rag.evaluating.question_set import GoldParagraph, QuestionSet, read_question_set
from rag.evaluating.scores import covers_gold
from rag.support import SupportScorer, SupportSignals

NAMES = ("similarity", "lead", "shared_words", "missing_facts", "same_language")
BINS = 10
DENIED = 0.02


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A sentence of evidence in DRAFTS; ``chunk`` is the text of its passage."""

    number: int
    article: str
    start: int
    end: int
    text: str
    score: float
    language: Language
    title: str
    published: str | None
    chunk: str

    def evidence(self) -> EvidenceSentence:
        """Return it as verification gets it."""
        chunk = Chunk(self.article, 0, len(self.chunk), self.chunk, ())
        passage = Passage(
            chunk, self.title, self.language, self.published, self.article, None, self.score, self.score
        )
        return EvidenceSentence(self.number, passage, Span(self.start, self.end), self.text, self.score)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A line of DRAFTS."""

    id: str
    language: Language
    draft: str
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A line of LABELS: whether evidence ``number`` supports the sentence of the draft to question ``id``."""

    id: str
    question: str
    sentence: str
    number: int
    supported: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with its label; ``pair`` is that of its question.

    ``is_whole``: all facts of the draft sentence stand in the evidence or, names, its passage, so that it
    may be shown. ``by_hand``: so it was labelled.
    """

    pair: str
    signals: SupportSignals
    supported: bool
    is_whole: bool
    by_hand: bool


def main() -> None:
    """Read, fit, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    parser.add_argument("drafts", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--picture", type=Path)
    arguments = parser.parse_args()
    drafts = [row for _, row in read_rows(arguments.drafts, TypeAdapter(DraftRow)).values()]
    rows = read_rows(arguments.labels, TypeAdapter(LabelRow)).values() if arguments.labels else ()
    by_hand = {(row.question, row.sentence, row.number): row.supported for _, row in rows}
    labelled = list(labelled_pairs(read_question_set(arguments.question_set), drafts, by_hand))
    table = np.array([[float(getattr(each.signals, name)) for name in NAMES] for each in labelled])
    labels = np.array([each.supported for each in labelled])
    denied = np.array([each.signals.is_denied for each in labelled])
    model = LogisticRegression(C=10.0, max_iter=1000)
    groups = [each.pair for each in labelled]
    held_out = cross_val_predict(
        model, table, labels, groups=groups, cv=GroupKFold(10), method="predict_proba"
    )[:, 1]
    held_out = np.where(denied, np.minimum(held_out, DENIED), held_out)
    model.fit(table, labels)
    print(
        f"{len(drafts)} drafts, {len(labels)} pairs, {int(labels.sum())} supporting,"
        f" {sum(each.by_hand for each in labelled)} by hand"
    )
    print(f"intercept {float(model.intercept_[0]):.3f}")
    for name, weight in zip(NAMES, model.coef_[0], strict=True):
        print(f"{name:14} {weight:.3f}")
    print(f"denied: {int(denied.sum())}, of which labelled supporting {int((denied & labels).sum())}")
    report(labels, held_out, table[:, NAMES.index("same_language")] > 0)
    shown = np.array([each.by_hand and each.is_whole for each in labelled])
    print("labelled by hand, and all facts found:")
    report_thresholds(labels[shown], held_out[shown])
    if arguments.picture:
        arguments.picture.write_text(picture(bins(labels, held_out)), encoding="utf-8")


def labelled_pairs(
    question_set: QuestionSet, drafts: list[DraftRow], by_hand: dict[tuple[str, str, int], bool]
) -> Iterator[Labelled]:
    """Yield the pairs of all drafts that are no refusals, those without a label left out."""
    encoder = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    scorer = SupportScorer(encoder, measure_language_means(encoder.encode_passages))
    questions = {question.id: question for question in question_set.questions}
    for draft in drafts:
        question = questions[draft.id]
        evidence = [row.evidence() for row in draft.evidence]
        gold = question_set.gold(question)
        sentences = (
            [] if is_refusal(draft.draft) else [s.text for s in parse_draft(draft.draft, draft.language)]
        )
        signals_of = scorer.signals(sentences, draft.language, evidence)
        supports_of = scorer.score(sentences, draft.language, evidence)
        for sentence, row, supports in zip(sentences, signals_of, supports_of, strict=True):
            answers = holds_any(sentence, question.answers)
            for source, signals, support in zip(evidence, row, supports, strict=True):
                has_gold = says_gold(source, gold)
                told = by_hand.get((draft.id, sentence, source.number))
                supported = told
                if supported is None and not (question.answerable and has_gold and not answers):
                    supported = question.answerable and has_gold
                if supported is not None:
                    whole = not support.missing
                    yield Labelled(question.pair, signals, supported, whole, by_hand=told is not None)


def says_gold(source: EvidenceSentence, gold: Iterable[GoldParagraph]) -> bool:
    """Whether a sentence of a gold paragraph holds the gold words."""
    article = source.passage.chunk.article_id
    return any(
        covers_gold(article, source.span, [paragraph]) and holds_any(source.text, paragraph.answer_words)
        for paragraph in gold
    )


def holds_any(text: str, answers: Iterable[str]) -> bool:
    """Whether one of the answers stands in the text as whole words, whatever their case."""
    return any(re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text, re.IGNORECASE) for answer in answers)


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs whose probability is in one tenth: how many, their mean, and the share that is supporting."""

    pairs: int
    predicted: float
    observed: float


def bins(labels: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> list[Bin]:
    """Return the tenths that have pairs, lowest first."""
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return [
        Bin(int(here.sum()), float(probabilities[here].mean()), float(labels[here].mean()))
        for place in range(BINS)
        if (here := places == place).any()
    ]


def report(labels: NDArray[np.bool_], probabilities: NDArray[np.float64], same: NDArray[np.bool_]) -> None:
    """Print AUC and calibration."""
    print(f"held out: AUC {roc_auc_score(labels, probabilities):.3f}", end="")
    print(f" (one language {roc_auc_score(labels[same], probabilities[same]):.3f},", end="")
    print(f" across {roc_auc_score(labels[~same], probabilities[~same]):.3f})")
    rows = bins(labels, probabilities)
    error = sum(row.pairs * abs(row.predicted - row.observed) for row in rows) / len(labels)
    print(f"expected calibration error {error:.3f}")
    for row in rows:
        print(f"  predicted {row.predicted:.2f}  supporting {row.observed:.2f}  of {row.pairs}")


def report_thresholds(labels: NDArray[np.bool_], probabilities: NDArray[np.float64]) -> None:
    """Print what thresholds let through."""
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        above = probabilities >= threshold
        if above.any():
            precision, recall = labels[above].mean(), above[labels].mean()
            print(
                f"  from {threshold:.2f}: {precision:.3f} of {int(above.sum())} supporting,"
                f" {recall:.3f} of the supporting"
            )


def picture(rows: list[Bin]) -> str:
    """Return the reliability diagram as SVG: a dot for each tenth, as large as its pairs are many."""
    most = max(row.pairs for row in rows)
    dots = "\n".join(
        f'<circle cx="{60 + 300 * row.predicted:.1f}" cy="{330 - 300 * row.observed:.1f}" '
        f'r="{4 + 10 * (row.pairs / most) ** 0.5:.1f}" fill="#2563eb" fill-opacity="0.7">'
        f"<title>{row.pairs} pairs: predicted {row.predicted:.2f}, supporting {row.observed:.2f}</title>"
        "</circle>"
        for row in rows
    )
    ticks = "\n".join(
        f'<text x="{60 + 300 * at:.0f}" y="350" text-anchor="middle">{at:.1f}</text>'
        f'<text x="50" y="{334 - 300 * at:.0f}" text-anchor="end">{at:.1f}</text>'
        for at in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"
 font-family="sans-serif" font-size="12">
<rect width="400" height="400" fill="white"/>
<rect x="60" y="30" width="300" height="300" fill="none" stroke="#888"/>
<line x1="60" y1="330" x2="360" y2="30" stroke="#888" stroke-dasharray="4"/>
{dots}
{ticks}
<text x="210" y="378" text-anchor="middle">predicted probability of support, held out</text>
<text x="16" y="180" text-anchor="middle" transform="rotate(-90 16 180)">share labelled supporting</text>
</svg>
"""


if __name__ == "__main__":
    main()
