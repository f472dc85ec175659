"""The forms of OpenAI's chat API: what a request may hold, and how answers and errors are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from index.article import Language
from index.passage import Passage
from index.span import Span
from index.text.language import detect_question_language
from rag.answer import Answer, Citation, QuestionKind, SourcesFound, Turn
from rag.finding.continuation import Continuation, goes_on
from rag.finding.question_kind import question_kind

MODEL = "tweespraak"
EXTRA = "tweespraak"
"""The field, in requests and in replies, for what OpenAI's protocol has no place for."""


class TextPart(BaseModel):
    """A piece of a message; only text is taken."""

    type: Literal["text"]
    text: str


class ChatMessage(BaseModel):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant"]
    content: str | list[TextPart]

    def text(self) -> str:
        """Return the text of the message."""
        if isinstance(self.content, str):
            return self.content
        return "".join(part.text for part in self.content)


class Limits(BaseModel):
    """Which articles may be used (``index.filters.Filters``) and what is asked for, as a request says."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    languages: list[Language] | None = None
    published_from: str | None = Field(default=None, alias="from")
    published_to: str | None = Field(default=None, alias="to")
    articles: list[str] | None = None
    kind: QuestionKind | None = None


class ChatRequest(BaseModel):
    """The body of a request; settings of sampling are taken and have no effect, as answers are greedy."""

    model: str
    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    stream: bool = False
    n: Literal[1] | None = None
    tools: list[object] | None = Field(default=None, max_length=0)
    tweespraak: Limits = Limits()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """The question of a request, the turns before it, and what it asks for where the request says so."""

    question: str
    history: tuple[Turn, ...]
    kind: QuestionKind | None = None


def asked_question_of(messages: Sequence[ChatMessage]) -> AskedQuestion | None:
    """Return the last user's message as the question, those before it as turns; None if it is not the last.

    Messages of the system are passed over: what the model is told is Tweespraak's own.
    """
    spoken = [message for message in messages if message.role in {"user", "assistant"}]
    if not spoken or spoken[-1].role != "user":
        return None
    history: list[Turn] = []
    asked: str | None = None
    going_on: Continuation | None = None
    for message in spoken[:-1]:
        if message.role == "user":
            asked = message.text()
        elif asked is not None:
            previous = history[-1].answer.language if history else None
            language = detect_question_language(asked, previous=previous)
            going_on = goes_on(history[-1], asked, going_on) if history else None
            kind = going_on.kind if going_on else question_kind(asked)
            answer = Answer(message.text(), language, (), (), abstained=False, kind=kind)
            history.append(Turn(asked, answer))
            asked = None
    return AskedQuestion(spoken[-1].text().strip(), tuple(history))


def completion(name: str, created: int, answer: Answer) -> dict[str, object]:
    """Write an answer as a ``chat.completion``. There is no ``usage``: nothing counts tokens."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": answer.text},
        "logprobs": None,
        "finish_reason": "stop",
    }
    head = {"id": name, "object": "chat.completion", "created": created, "model": MODEL}
    return {**head, "choices": [choice], EXTRA: answer_facts(answer)}


def chunk(
    name: str, created: int, delta: dict[str, str], *, is_last: bool = False, extra: object = None
) -> dict[str, object]:
    """Write a piece of a streamed answer as a ``chat.completion.chunk``."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": "stop" if is_last else None}
    head = {"id": name, "object": "chat.completion.chunk", "created": created, "model": MODEL}
    return {**head, "choices": [choice], **({} if extra is None else {EXTRA: extra})}


def answer_facts(answer: Answer) -> dict[str, object]:
    """Return what is known of an answer beside its text: its citations, and why there is none."""
    return {
        "language": answer.language,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "kind": answer.kind,
        "lines": [
            {"text": each.text, "citations": list(each.citations), "when": each.when}
            for each in answer.sentences
        ],
        "citations": [_citation(each) for each in answer.citations],
    }


def found_facts(found: SourcesFound) -> dict[str, object]:
    """Return the articles that were found, and which sentence of them most likely answers."""
    likeliest = found.likeliest
    return {
        "kind": found.kind,
        "sources": [source_facts(passage) for passage in found.passages],
        "likeliest": likeliest
        and _sentence_facts(likeliest.passage, likeliest.span, likeliest.text, likeliest.words),
    }


def source_facts(passage: Passage) -> dict[str, object]:
    """Return what a program wants to know of a passage's article."""
    return {
        "article": passage.chunk.article_id,
        "title": passage.title,
        "language": passage.language,
        "published": passage.published,
        "author": passage.author,
        "path": passage.path,
        "url": passage.url,
    }


def error_body(
    message: str, *, kind: str, param: str | None = None, code: str | None = None
) -> dict[str, object]:
    """Write an error in OpenAI's form."""
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def _citation(citation: Citation) -> dict[str, object]:
    return {
        "number": citation.number,
        **_sentence_facts(citation.passage, citation.span, citation.quote, citation.words),
        "support": citation.support,
    }


def _sentence_facts(passage: Passage, span: Span, quote: str, words: Span | None) -> dict[str, object]:
    return {
        **source_facts(passage),
        "start": span.start,
        "end": span.end,
        "page": passage.page_of(span.start),
        "quote": quote,
        "answer_span": None if words is None else [words.start, words.end],
    }
