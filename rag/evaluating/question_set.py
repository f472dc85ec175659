"""Question sets: articles and questions whose answers are known, in two files of JSON lines."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from index.article import Article, Language
from index.errors import QuestionSetError
from index.span import Span
from rag.evaluating.json_lines import read_rows

Direction = Literal["en>en", "nl>nl", "nl>en", "en>nl"]
"""Language of the question > language of the article that answers it."""
DIRECTIONS: tuple[Direction, ...] = ("en>en", "nl>nl", "nl>en", "en>nl")


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """Where an answer stands: a paragraph, verbatim in the article's text, and the words within it."""

    article: str
    paragraph: str
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldParagraph:
    """A gold paragraph found in its article; ``span`` is in characters of the article's text."""

    article: str
    span: Span
    answer_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set; its Dutch and English forms share ``pair``."""

    id: str
    pair: str
    language: Language
    question: str
    answerable: bool
    answers: tuple[str, ...]
    evidence: tuple[GoldEvidence, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question set as read; ``fingerprint`` is the SHA-256 of its two files."""

    name: str
    articles: Mapping[str, Article]
    questions: tuple[Question, ...]
    fingerprint: str

    def gold(self, question: Question) -> tuple[GoldParagraph, ...]:
        """Return the gold paragraphs, but for those that their article does not hold verbatim."""
        found = ((e, self.articles[e.article].text.find(e.paragraph)) for e in question.evidence)
        return tuple(
            GoldParagraph(e.article, Span(start, start + len(e.paragraph)), e.spans)
            for e, start in found
            if start >= 0
        )

    def direction(self, question: Question) -> Direction | None:
        """Return the question's direction, or None where the set gives it no evidence."""
        if not question.evidence:
            return None
        languages = (question.language, self.articles[question.evidence[0].article].language)
        return next(d for d in DIRECTIONS if d == ">".join(languages))


@dataclass(frozen=True, slots=True)
class _ArticleRow:
    id: str
    language: Language
    title: str
    text: str


def read_question_set(folder: Path) -> QuestionSet:
    """Read ``articles.jsonl`` and ``questions.jsonl`` of a folder.

    :raises QuestionSetError: a file is missing, or a line has not the expected form; names file and line.
    """
    articles_path, questions_path = folder / "articles.jsonl", folder / "questions.jsonl"
    article_rows = read_rows(articles_path, TypeAdapter(_ArticleRow))
    question_rows = read_rows(questions_path, TypeAdapter(Question))
    for path, rows in ((articles_path, article_rows), (questions_path, question_rows)):
        if not rows:
            raise QuestionSetError(f"{path} is empty: it should hold one JSON object a line")
    for line, question in question_rows.values():
        for evidence in question.evidence:
            if evidence.article not in article_rows:
                raise QuestionSetError(
                    f"{questions_path} line {line}: evidence names article {evidence.article!r}, "
                    f"which {articles_path.name} does not have"
                )
    digest = hashlib.sha256(articles_path.read_bytes() + b"\0" + questions_path.read_bytes())
    return QuestionSet(
        name=folder.resolve().name,
        articles={
            row.id: Article(id=row.id, path=row.id, title=row.title, text=row.text, language=row.language)
            for _, row in article_rows.values()
        },
        questions=tuple(question for _, question in question_rows.values()),
        fingerprint=digest.hexdigest(),
    )


def sample_questions(question_set: QuestionSet, size: int, *, seed: int) -> tuple[Question, ...]:
    """Choose questions so that each direction, and the unanswerable, keep their share of the set.

    The same seed gives the same questions in the order of the set, and a larger sample holds the smaller
    ones of its seed but for rounding. A size beyond the set gives the whole set.
    """
    strata: dict[str, list[Question]] = {}
    for question in question_set.questions:
        stratum = question_set.direction(question) or "no evidence" if question.answerable else "unanswerable"
        strata.setdefault(stratum, []).append(question)
    sizes = {name: len(questions) for name, questions in strata.items()}
    shares = _shares(sizes, min(size, len(question_set.questions)))
    chosen: set[str] = set()
    for name, questions in strata.items():
        drawn = sorted(questions, key=lambda q: hashlib.sha256(f"{seed}\0{q.id}".encode()).digest())
        chosen.update(q.id for q in drawn[: shares[name]])
    return tuple(q for q in question_set.questions if q.id in chosen)


def _shares(sizes: dict[str, int], total: int) -> dict[str, int]:
    """Divide ``total`` in proportion to the sizes, by largest remainder; ties go by name."""
    whole = sum(sizes.values())
    shares = {name: total * size // whole for name, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(total * sizes[name] % whole), name))
    for name in by_remainder[: total - sum(shares.values())]:
        shares[name] += 1
    return shares
