"""What the assistant says to golden questions, and how much of it is what a good answer has.

A golden question names facts, each as the words that may tell it, in either language; words that would be
wrong; and, where nothing is there to be said, that it is to be refused.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from index.article import Article, Language
from rag.answer import Answer, AnswerReady, AnswerSentence, QuestionKind, SourcesFound
from rag.asking.answer_language import is_in_language
from rag.assistant import Assistant

_VERDICTS = {"ja": "yes", "yes": "yes", "nee": "no", "no": "no"}
_FIRST_WORD = re.compile(r"\W*(\w+)(?=[^\w\s-]|$)")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "‑": "-", "\u00a0": " "})
_ANYTHING_BETWEEN = " … "
_END = r"(?!\d|[.,]\d)"
"""What may not stand behind a number."""


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question of a golden set; ``verdict`` ("yes", "no", "not said") is that of a question of yes or no.

    ``facts`` are what a good answer has, each as the words that tell it, one of which is enough. ``articles``
    are the ids of those that hold them.
    """

    id: str
    question: str
    language: Language
    kind: str
    facts: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    articles: tuple[str, ...]
    verdict: str | None = None
    refuse: bool = False

    @property
    def wants_nothing(self) -> bool:
        """Whether it is right to say that the articles do not tell."""
        return self.refuse or self.verdict == "not said"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to a question.

    ``lines`` are those of the answer in the assistant's words, ``quoted`` those that quote; ``quotes`` are
    what is cited. ``mismatches`` are citations whose quote does not stand there, and marks and lines that
    have none. ``kind`` is what the question was taken to ask for. Seconds count from the question.
    """

    id: str
    kind: str
    text: str
    abstained: bool
    lines: tuple[str, ...]
    quoted: tuple[str, ...]
    quotes: tuple[str, ...]
    mismatches: tuple[str, ...]
    seconds_to_sources: float
    seconds_to_first_line: float
    seconds_total: float

    @property
    def verdict(self) -> str:
        """What it says to a question of yes or no, by its first word, behind which a sign stands."""
        word = _FIRST_WORD.match(self.text)
        return _VERDICTS.get(word[1].lower(), "not said") if word and not self.abstained else "not said"


def read_golden(file: Path) -> tuple[GoldenQuestion, ...]:
    """Return the questions of a golden set, one JSON object a line."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return tuple(
        GoldenQuestion(
            **row
            | {name: tuple(row[name]) for name in ("must_not", "articles")}
            | {"facts": tuple(map(tuple, row["facts"]))}
        )
        for row in rows
    )


def read_replies(file: Path) -> dict[str, Reply]:
    """Return the replies that a file holds, by their question's id."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    named = ("lines", "quoted", "quotes", "mismatches")
    replies = [Reply(**row | {name: tuple(row[name]) for name in named}) for row in rows]
    return {reply.id: reply for reply in replies}


def keep_reply(file: Path, reply: Reply) -> None:
    """Add a reply to a file."""
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(reply), ensure_ascii=False) + "\n")


def ask(assistant: Assistant, question: GoldenQuestion, article: Callable[[str], Article]) -> Reply:
    """Ask a golden question without a conversation before it, and return what was said."""
    began = perf_counter()
    sources = first = None
    for event in assistant.ask(question.question):
        now = perf_counter() - began
        if isinstance(event, SourcesFound):
            sources = now
        elif first is None:
            first = now
        if isinstance(event, AnswerReady):
            return reply_of(question.id, event.answer, article, (sources or now, first or now, now))
    raise AssertionError(f"no answer to {question.id}")


def reply_of(
    name: str, answer: Answer, article: Callable[[str], Article], seconds: tuple[float, float, float]
) -> Reply:
    """Return an answer as it is kept; ``article`` gives an article of the index by its id."""
    return Reply(
        name,
        answer.kind,
        answer.text,
        answer.abstained,
        tuple(each.text for each in answer.sentences if not each.is_quotation),
        tuple(each.text for each in answer.sentences if each.is_quotation),
        tuple(each.quote for each in answer.citations),
        tuple(_mismatches(answer, article)),
        *(round(each, 2) for each in seconds),
    )


def _mismatches(answer: Answer, article: Callable[[str], Article]) -> Iterator[str]:
    for each in answer.citations:
        if each.span.of(article(each.passage.chunk.article_id).text) != each.quote:
            yield f"[{each.number}] is not in its article"
    numbers = {each.number for each in answer.citations}
    for sentence in answer.sentences:
        # Articles are counted from the catalogue, which no sentence of theirs says.
        if sentence.citations or answer.kind != QuestionKind.COLLECTION:
            yield from _unsourced(sentence, numbers)


def _unsourced(sentence: AnswerSentence, numbers: set[int]) -> Iterator[str]:
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", sentence.text)}
    if not sentence.citations:
        yield f"no source: {sentence.text}"
    if marks != set(sentence.citations) or not marks <= numbers:
        yield f"marks without citations: {sentence.text}"


def in_wrong_language(question: GoldenQuestion, reply: Reply) -> list[str]:
    """Return the lines, quotations and titles of articles aside, that are not in the question's language."""
    if reply.kind == QuestionKind.COLLECTION:
        return []
    return [line for line in reply.lines if not is_in_language(line, question.language)]


def facts_told(facts: Sequence[Sequence[str]], text: str) -> int:
    """Return how many facts a text tells, each in any of its words."""
    return sum(any(tells(text, words) for words in fact) for fact in facts)


def tells(text: str, words: str) -> bool:
    """Whether words stand in one line of a text, where a word of it begins.

    Accents, the kind of quotation mark or dash, and a longer ending do not count; a capital in ``words``
    does. A number stands there whole. ``…`` is anything between.

    >>> tells("Egypte en Ethiopië traden toe.", "Ethiopi"), tells("In 2022", "2"), tells("Ze leed", "Lee")
    (True, False, False)
    >>> tells("Pasjinjan weigerde zijn handtekening", "weiger … handtekening")
    True
    """
    parts = [_plain(part) for part in words.split(_ANYTHING_BETWEEN)]
    pattern = ".*".join(rf"(?<!\w){re.escape(part)}{_END if part[-1].isdigit() else ''}" for part in parts)
    flags = re.NOFLAG if any(map(str.isupper, words)) else re.IGNORECASE
    return re.search(pattern, _plain(text), flags) is not None


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(each for each in letters if not unicodedata.combining(each))
