"""Makes a question set of the feedback, so that real failures become tests (``tweespraak eval``)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.article import Article
from index.errors import QuestionSetError
from index.span import Span
from rag.answer import Answer, Citation
from rag.evaluating.question_set import GoldEvidence, Question
from ui.archive.archive import Archive
from ui.archive.feedback import Feedback, FeedbackStore
from ui.archive.record import TurnRecord

FILES = ("articles.jsonl", "questions.jsonl")


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """How many questions and articles an exported set has."""

    questions: int
    articles: int


def export_feedback(archive: Archive, folder: Path) -> FeedbackReport:
    """Write the questions that have feedback, and the articles of their sources as they were, as a set.

    A question counts as answerable where its answer or a citation of it was found good, or an answer was
    missed; as not answerable where silence was found good, or missed. Evidence is what was found good: a
    citation with its thumb up, or of an answer with its thumb up. A question that is answerable without
    evidence counts where silence is counted, and nowhere else.

    :raises QuestionSetError: there is no feedback, or the folder holds a set already or cannot be written.
    :raises ArchiveError: the archive is damaged.
    """
    store = FeedbackStore(archive.file)
    articles: dict[str, Article] = {}
    questions = []
    for number in store.turns():
        turn = archive.turn(number)
        if turn.ready is None:
            continue
        named = _named(archive, turn, articles)
        articles |= {article.id: article for article in named.values()}
        questions.append(_question(turn, turn.ready.answer, store.of_turn(number), named))
    if not questions:
        raise QuestionSetError("there is no feedback on any answer yet: give some in the chat")
    rows = (
        [
            {"id": each.id, "language": each.language, "title": each.title, "text": each.text}
            for each in articles.values()
        ],
        [asdict(question) for question in questions],
    )
    _write(folder, rows)
    return FeedbackReport(len(questions), len(articles))


def _named(archive: Archive, turn: TurnRecord, taken: Mapping[str, Article]) -> dict[str, Article]:
    """Return the articles of a turn by their id there; an article that has changed since gets a new one."""
    named = {}
    for article_id, digest in turn.articles:
        article = archive.kept_article(digest).article
        if taken.get(article_id, article) != article:
            new_id = f"{article_id}@{digest[:12]}"
            article = Article(new_id, article.path, article.title, article.text, article.language)
        named[article_id] = article
    return named


def _question(
    turn: TurnRecord, answer: Answer, feedback: Sequence[Feedback], articles: Mapping[str, Article]
) -> Question:
    on_answer = next((each for each in feedback if each.citation is None), None)
    thumbs = {each.citation: each.verdict for each in feedback if each.citation is not None}
    default = "up" if on_answer is not None and on_answer.verdict == "up" else "down"
    good = [cited for cited in answer.citations if thumbs.get(cited.number, default) == "up"]
    return Question(
        id=f"turn-{turn.number}",
        pair=f"turn-{turn.number}",
        language=answer.language,
        question=turn.question,
        answerable=_is_answerable(answer, on_answer),
        answers=(),
        evidence=tuple(_evidence(cited, articles[cited.passage.chunk.article_id]) for cited in good),
    )


def _is_answerable(answer: Answer, on_answer: Feedback | None) -> bool:
    if on_answer is None:
        return not answer.abstained
    if on_answer.verdict == "up":
        return not answer.abstained
    return on_answer.reason != "not in the articles"


def _evidence(citation: Citation, article: Article) -> GoldEvidence:
    return GoldEvidence(article.id, _paragraph(article.text, citation.span), (citation.quote,))


def _paragraph(text: str, span: Span) -> str:
    """Return the line of a text in which a span stands, or the lines, where it goes over several."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : len(text) if end < 0 else end].strip()


def _write(folder: Path, files: Iterable[Sequence[Mapping[str, object]]]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in zip(FILES, files, strict=True):
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    except FileExistsError as error:
        raise QuestionSetError(
            f"{folder} holds a question set already, or is a file: name another folder"
        ) from error
    except OSError as error:
        raise QuestionSetError(
            f"{folder} cannot be written ({error.strerror}): name another folder"
        ) from error
