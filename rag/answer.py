"""What the assistant says: the answer, its citations, and the events on the way to it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from index.answer_reader import Reading
from index.article import Language
from index.passage import Passage
from index.span import Span


class QuestionKind(StrEnum):
    """What a question asks for."""

    FACT = "fact"
    YES_NO = "yes_no"
    LIST = "list"
    WHY = "why"
    """A reason, or how something went or works."""
    OVERVIEW = "overview"
    """All there is on a subject or a person."""
    CHANGE = "change"
    """What is different: over time, or between two."""
    COLLECTION = "collection"
    """Something about the articles themselves: how many, which, the newest."""


OF_MANY_LINES = frozenset(
    {QuestionKind.LIST, QuestionKind.OVERVIEW, QuestionKind.CHANGE, QuestionKind.COLLECTION}
)
"""The kinds of questions whose answers are lists of lines."""
Reason = Literal["nothing near", "model refused", "nothing supported"]
"""Why there is no answer: retrieval found nothing near, the model said so, or no sentence held."""


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence that the model reads, with the number by which it cites it (1, 2, …).

    ``span`` lies within ``passage.chunk`` and is in offsets of the article's text; ``text`` is exactly
    that slice. ``reading`` is what the reader of answers makes of it, where it was read.
    """

    number: int
    passage: Passage
    span: Span
    text: str
    score: float
    reading: Reading | None = None

    @property
    def before(self) -> str:
        """The sentence before it in its passage; empty where there is none."""
        return self.passage.chunk.before(self.span)

    @property
    def words(self) -> Span | None:
        """Its words that answer by its reading, in offsets of the article's text; None: none are told."""
        words = None if self.reading is None else self.reading.words
        return words and Span(self.span.start + words.start, self.span.start + words.end)


@dataclass(frozen=True, slots=True)
class Citation:
    """The snippet behind a mark ``[number]`` in the answer.

    ``quote`` is exactly ``article.text[span.start:span.end]``. ``support`` is how well the quote supports
    the sentences that cite it, 0 to 1. ``words`` are those of it that answer, where they are known, in
    offsets of the article's text.
    """

    number: int
    passage: Passage
    span: Span
    quote: str
    support: float
    words: Span | None = None


DropReason = Literal["no source", "facts missing", "not an answer", "wrong language", "unfinished"]
"""Why a draft sentence is not shown: no evidence supports it, it has a number, date or name that stands in
none that does, it only repeats the question or leans on what hardly answers it, or it is not in the reader's
language."""


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of the answer, with its marks, and the numbers of its citations, in order of their marks.

    ``support`` is the calibrated probability, 0 to 1, that what it cites supports it. With ``is_quotation``
    it repeats what it cites word for word, behind an introduction in the reader's language. ``when`` is the
    time that it tells of where it stands in a list by time, ISO 8601, as precise as known.
    """

    text: str
    citations: tuple[int, ...]
    support: float
    is_quotation: bool = False
    when: str | None = None


@dataclass(frozen=True, slots=True)
class DroppedSentence:
    """A sentence of the draft that is not shown; ``missing`` are its facts that no evidence for it has."""

    text: str
    reason: DropReason
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader sees. Every mark in ``text`` has its citation, numbered 1, 2, … as they appear.

    ``text`` is ``sentences`` joined by spaces; where there is an ``introduction``, they are a list, and
    ``text`` is that and each of them on a line of its own. ``passages`` are what retrieval found, best first.
    With ``abstained`` the text is the refusal sentence, there are no sentences and no citations, and
    ``reason`` says why. With ``is_quotation`` the text is sentences of the articles in their own words and
    language, each behind a short introduction in the reader's. ``dropped`` is what the model wrote that is
    not shown. ``kind`` is what the question was taken to ask for. With ``without_model`` the language model
    was still being loaded: it wrote and judged nothing, and a sentence is quoted that it might not choose.
    """

    text: str
    language: Language
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    abstained: bool
    reason: Reason | None = None
    is_quotation: bool = False
    sentences: tuple[AnswerSentence, ...] = ()
    dropped: tuple[DroppedSentence, ...] = ()
    kind: QuestionKind = QuestionKind.FACT
    introduction: str = ""
    without_model: bool = False

    def with_sentences(self, sentences: tuple[AnswerSentence, ...]) -> "Answer":
        """Return the answer with these sentences, and the text that they make."""
        texts = [each.text for each in sentences]
        text = "\n".join((self.introduction, *texts)) if self.introduction else " ".join(texts)
        return replace(self, text=text, sentences=sentences)


@dataclass(frozen=True, slots=True)
class SourcesFound:
    """First event: what retrieval found, best first, and the sentences that the model will read.

    ``likeliest`` is the sentence that most likely answers by search and reader, with the words of it that do
    where the reader tells them; None where none is likely enough to be shown. ``kind`` is what the question
    is taken to ask for.
    """

    passages: tuple[Passage, ...]
    evidence: tuple[EvidenceSentence, ...]
    likeliest: EvidenceSentence | None = None
    kind: QuestionKind = QuestionKind.FACT


@dataclass(frozen=True, slots=True)
class DraftGrew:
    """The model wrote on: ``text`` is the whole draft so far, its marks numbered as in the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """Last event: the answer that stands, and the seconds since the question until each stage."""

    answer: Answer
    seconds_to_sources: float
    seconds_to_first_token: float | None
    seconds_total: float


Event = SourcesFound | DraftGrew | AnswerReady


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and its answer."""

    question: str
    answer: Answer
