"""What a run over a question set writes: one JSON line a question."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from index.article import Language
from index.errors import QuestionSetError
from index.passage import Passage
from rag.answer import AnswerReady, Citation, QuestionKind
from rag.evaluating.json_lines import read_rows
from rag.evaluating.question_set import QuestionSet


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage that retrieval returned; ``text`` is the article's characters ``start`` to ``end``."""

    article: str
    start: int
    end: int
    text: str
    language: Language
    score: float


@dataclass(frozen=True, slots=True)
class CitationRow:
    """The snippet behind mark ``number``; ``quote`` is the article's characters ``start`` to ``end``.

    ``page`` is the one it begins on, from 1; None where the article has no pages. ``answer_span`` are the
    offsets of the words that answer, where they are known. What follows is said of the article, where it is
    known.
    """

    number: int
    article: str
    start: int
    end: int
    quote: str
    page: int | None = None
    answer_span: tuple[int, int] | None = None
    title: str | None = None
    language: Language | None = None
    published: str | None = None
    author: str | None = None
    path: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SecondsRow:
    """Seconds from the question's arrival to each stage, models loaded; None where it was not reached."""

    retrieve: float
    first_token: float | None = None
    total: float | None = None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A sentence of an answer, the numbers of its citations, and in a list by time when it was."""

    text: str
    citations: tuple[int, ...]
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one question.

    ``answer``, ``abstained`` and ``citations`` are None in a run of retrieval alone. ``made_with`` names
    question set, encoder and model, so that a run is not resumed with others.
    """

    id: str
    passages: tuple[PassageRow, ...]
    seconds: SecondsRow
    answer: str | None = None
    abstained: bool | None = None
    citations: tuple[CitationRow, ...] | None = None
    made_with: str | None = None
    kind: QuestionKind | None = None
    lines: tuple[LineRow, ...] | None = None

    def to_json(self) -> str:
        """Return the result as one line of JSON, without a line end.

        What is None is left out, but of a citation it stands as null.
        """
        told = _ADAPTER.dump_python(self, mode="json", exclude_none=True)
        if self.citations is not None:
            told["citations"] = list(map(asdict, self.citations))
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


_ADAPTER = TypeAdapter(Result)


def result_of_search(
    question_id: str, passages: Sequence[Passage], *, seconds: float, made_with: str | None = None
) -> Result:
    """Return the result of retrieval alone; ``seconds`` is what it took."""
    return Result(
        id=question_id,
        passages=tuple(_passage_row(passage) for passage in passages),
        seconds=SecondsRow(retrieve=round(seconds, 4)),
        made_with=made_with,
    )


def result_of_answer(question_id: str, ready: AnswerReady, *, made_with: str | None = None) -> Result:
    """Return the result of a whole answer."""
    first_token = ready.seconds_to_first_token
    return Result(
        id=question_id,
        passages=tuple(_passage_row(passage) for passage in ready.answer.passages),
        seconds=SecondsRow(
            retrieve=round(ready.seconds_to_sources, 4),
            first_token=None if first_token is None else round(first_token, 4),
            total=round(ready.seconds_total, 4),
        ),
        answer=ready.answer.text,
        abstained=ready.answer.abstained,
        citations=tuple(_citation_row(citation) for citation in ready.answer.citations),
        made_with=made_with,
        kind=ready.answer.kind,
        lines=tuple(LineRow(each.text, each.citations, each.when) for each in ready.answer.sentences),
    )


def read_results(path: Path, question_set: QuestionSet) -> tuple[Result, ...]:
    """Read the results of a run over a question set.

    :raises QuestionSetError: a line is not a result, or is one of another set; names file and line.
    """
    results = read_rows(path, _ADAPTER)
    known = {question.id for question in question_set.questions}
    for line, result in results.values():
        if result.id not in known:
            raise QuestionSetError(
                f"{path} line {line}: {question_set.name} has no question {result.id!r}; "
                "these are results of another set"
            )
        answer_fields = (result.answer, result.abstained, result.citations)
        if len({field is None for field in answer_fields}) > 1:
            raise QuestionSetError(
                f"{path} line {line}: answer, abstained and citations go together or not at all"
            )
    return tuple(result for _, result in results.values())


def _passage_row(passage: Passage) -> PassageRow:
    chunk = passage.chunk
    return PassageRow(
        chunk.article_id, chunk.start, chunk.end, chunk.text, passage.language, round(passage.score, 6)
    )


def _citation_row(citation: Citation) -> CitationRow:
    passage = citation.passage
    return CitationRow(
        citation.number,
        passage.chunk.article_id,
        citation.span.start,
        citation.span.end,
        citation.quote,
        passage.page_of(citation.span.start),
        None if citation.words is None else (citation.words.start, citation.words.end),
        title=passage.title,
        language=passage.language,
        published=passage.published,
        author=passage.author,
        path=passage.path,
        url=passage.url,
    )
