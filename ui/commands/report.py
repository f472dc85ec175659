"""What the command line prints of reports, answers and scores."""

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from index.encoding.prepared_files import human_bytes
from rag.answer import Answer, Citation
from rag.engines.models import InstalledModel
from rag.evaluating.question_set import DIRECTIONS
from rag.evaluating.scores import DirectionScores, Scores

if TYPE_CHECKING:  # it brings the encoder's libraries along, and they take seconds
    from index.reading.skipped import SkippedFile
    from index.syncing.changes import Rename
    from index.syncing.plan import Plan
    from index.syncing.sync import SyncReport

NEAREST_SHOWN = 3


def for_terminal(text: str) -> str:
    """Return the text on one line, without characters by which an article could steer a terminal."""
    visible = (c for c in text if unicodedata.category(c) != "Cf")
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in visible).split())


def sync_lines(report: "SyncReport") -> str:
    """Return the report of an indexing run, one line a fact and one line a file that was skipped."""
    return "\n".join(
        [
            _fact("read", report.read),
            _fact("added", report.added),
            _fact("changed", report.changed),
            *_listed("renamed", _renames(report.renamed)),
            _fact("removed", report.removed),
            *_kept(report.kept),
            _fact("unchanged", report.unchanged),
            *_skipped(report.skipped),
            *_foreign(report),
            *_listed("copies", _copies(report.copies)),
            *([_fact("stories", report.stories)] if report.stories else []),
            _fact("passages", report.passages),
            _fact("seconds", f"{report.seconds:.1f}"),
        ]
    )


def plan_lines(plan: "Plan") -> str:
    """Return what an indexing run would do, one line a fact and one line an article."""
    changes = plan.changes
    return "\n".join(
        [
            *_listed("added", changes.added, always=True),
            *_listed("changed", changes.changed, always=True),
            *_listed("renamed", _renames(changes.renamed), always=True),
            *_listed("removed", changes.removed, always=True),
            *_kept(changes.kept),
            _fact("unchanged", changes.unchanged),
            *_skipped(plan.skipped),
            *_foreign(plan),
            *_listed("copies", _copies(plan.copies)),
            "The index is as it was.",
        ]
    )


def _fact(name: str, value: int | str) -> str:
    return f"{name:9} {value:>6}"


def _listed(name: str, lines: Sequence[str], *, always: bool = False) -> list[str]:
    """Return a fact with what it counts below it; nothing where there is none, unless ``always``."""
    if not lines and not always:
        return []
    return [_fact(name, len(lines)), *(f"          {for_terminal(line)}" for line in lines)]


def _renames(renames: Sequence["Rename"]) -> list[str]:
    return [f"{each.old} is now {each.new}" for each in renames]


def _copies(copies: Sequence[tuple[str, ...]]) -> list[str]:
    return [f"{first} is also {', '.join(others)}" for first, *others in copies]


def _skipped(files: Sequence["SkippedFile"]) -> list[str]:
    """Return what is not read, and what is not of articles that are."""
    skipped = [f"{file.path}: {file.why}" for file in files if not file.is_remark]
    remarks = [f"{file.path}: {file.why}" for file in files if file.is_remark]
    return [*_listed("skipped", skipped, always=True), *_listed("remarks", remarks)]


def _kept(articles: Sequence[str]) -> list[str]:
    first, *rest = _listed("kept", articles) or [""]
    return [f"{first}  (though it cannot be read now)", *rest] if first else []


def kept_line(articles: Sequence[str]) -> str:
    """Return what to do about articles that the index keeps though their files cannot be read."""
    return (
        f"articles that cannot be read now and stay in the index as they were: {len(articles)}; see to the "
        "rights and the connection of what the report names, and index again"
    )


def _foreign(told: "SyncReport | Plan") -> list[str]:
    """Return what is in neither Dutch nor English: articles that are indexed, and parts that are left out."""
    count = sum(count for _, count in told.foreign)
    languages = ", ".join(f"{count} in {foreign}" for foreign, count in told.foreign)
    return [
        *([f"{_fact('foreign', count)}  ({for_terminal(languages)})"] if count else []),
        *_listed(
            "left out",
            [f"{each.path}: {each.characters} characters in {each.foreign}" for each in told.left_out],
        ),
    ]


def answer_lines(answer: Answer) -> str:
    """Return the answer and its numbered sources; of a refusal, the nearest articles that were found."""
    text = "\n".join(for_terminal(line) for line in answer.text.splitlines())
    if answer.citations:
        return "\n\n".join([text, *(_source(citation) for citation in answer.citations)])
    titles = (
        f"  {for_terminal(passage.title)} ({passage.language}, {for_terminal(passage.path)})"
        for passage in answer.passages
    )
    nearest = list(dict.fromkeys(titles))[:NEAREST_SHOWN]
    return "\n".join([text, *(["", "Nearest:", *nearest] if nearest else [])])


def model_lines(models: Sequence[InstalledModel]) -> str:
    """Return a line for each model: its name (for the setting ``model``), its size and its place."""
    width = max((len(model.name) for model in models), default=0)
    return "\n".join(
        f"{model.name:{width}}  {human_bytes(model.bytes):>8}  "
        f"{model.path}{'' if model.is_ready else ' (made when first used)'}"
        for model in models
    )


def _source(citation: Citation) -> str:
    passage = citation.passage
    page = passage.page_of(citation.span.start)
    place = passage.path if page is None else f"{passage.path}, page {page}"
    by = passage.author and f"by {passage.author}"
    facts = ", ".join(for_terminal(fact) for fact in (passage.published, by, passage.language, place) if fact)
    return (
        f"[{citation.number}] {for_terminal(passage.title)} ({facts})\n    “{for_terminal(citation.quote)}”"
    )


def direction_table(scores: Scores) -> Table:
    """Return the figures of each direction: a row a figure, a column a direction."""
    table = Table("", *DIRECTIONS, box=None)
    columns = [_direction_figures(scores.directions[direction]) for direction in DIRECTIONS]
    for name in dict.fromkeys(name for column in columns for name in column):
        table.add_row(name, *(column.get(name, "") for column in columns))
    return table


def overall_lines(scores: Scores) -> str:
    """Return the figures over all directions, one a line."""
    figures = {"questions": f"{scores.asked} of {scores.questions}"}
    if scores.answers is not None:
        answers = scores.answers
        figures |= {
            "refuses_unanswerable": _figure(answers.refuses_unanswerable),
            "false_refusal": _figure(answers.false_refusal),
            "right_language": _figure(answers.right_language),
            "uncited_answers": _figure(answers.uncited_answers),
            "quote_words_median": f"{answers.quote_words_median or 0:g}",
            "quotes_not_in_article": str(answers.quotes_not_in_article),
        }
    figures["passages_not_in_article"] = str(scores.passages_not_in_article)
    for stage, timing in scores.seconds.items():
        figures[f"seconds_{stage} p50, p95"] = f"{timing.p50:.3f}, {timing.p95:.3f}"
    return "\n".join(f"{name:28} {value}" for name, value in figures.items())


def _direction_figures(scores: DirectionScores) -> dict[str, str]:
    figures = {"n": str(scores.questions)}
    figures |= {f"hit@{depth}": _figure(share) for depth, share in scores.hits.items()}
    if scores.answers is not None:
        answers = scores.answers
        figures |= {
            "false_refusal": _figure(answers.false_refusal),
            "answer_correct": _figure(answers.answer_correct),
            "answer_or_quote_has_it": _figure(answers.answer_or_quote_has_it),
            "citation_recall": _figure(answers.citation_recall),
            "citation_precision": _figure(answers.citation_precision),
        }
    return figures


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
