"""One question and how far its answer has come: states, the steps between them, and how each is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from babel import Locale

from index.article import Language
from index.filters import NO_FILTERS, Filters
from rag.answer import (
    Answer,
    AnswerReady,
    DraftGrew,
    Event,
    EvidenceSentence,
    QuestionKind,
    SourcesFound,
)
from ui.archive.record import SourceState
from ui.html.checked import answer_text, dropped_sentences
from ui.html.citation_context import CitationContext
from ui.html.export import answer_with_citations
from ui.html.feedback_buttons import feedback_buttons
from ui.html.filter_bar import limits
from ui.html.likeliest import likeliest_sentence
from ui.html.question_kinds import question_kinds
from ui.html.render import draft_text, escape, plain_text
from ui.html.sources import cited_sources, found_sources, nearest_of, nearest_sentence, nearest_sources
from ui.server.answer_queue import StillStarting
from ui.texts.by_language import TEXTS, Texts

Phase = Literal[
    "waiting", "starting", "searching", "writing", "answered", "refused", "stopped", "failed", "cut off"
]
"""``starting``: what is to answer is still being loaded. ``cut off``: nobody finished it, for the server was
killed; or another page is still at it."""
UNFINISHED: frozenset[Phase] = frozenset({"waiting", "starting", "searching", "writing"})


@dataclass(frozen=True, slots=True)
class TurnState:
    """A question at one moment. ``language`` is the question's; ``error`` is for people, one line.

    ``number`` is its place in the conversation, from 1; ``version`` counts what was asked there, and
    ``kept`` is the turn's number in the archive. ``ahead`` is how many questions are answered before it.
    ``since`` says of articles, by id, that they are not any more what they were when the answer was given.
    ``before`` is the answer that the same question had, where it is asked again, and ``replaces`` whether
    what stood in its place can be brought back. ``around`` is what stands around each citation.
    ``foreign`` is the ISO 639-1 code of the question's language where that is neither of ours. ``kind`` is
    what the reader wants it to be taken for; None leaves that to its words.
    """

    number: int
    question: str
    language: Language
    phase: Phase
    filters: Filters = NO_FILTERS
    found: SourcesFound | None = None
    draft: str = ""
    ready: AnswerReady | None = None
    error: str = ""
    kept: int | None = None
    since: tuple[tuple[str, SourceState], ...] = ()
    version: int = 1
    ahead: int = 0
    before: Answer | None = None
    replaces: bool = False
    around: tuple[tuple[int, CitationContext], ...] = ()
    foreign: str | None = None
    kind: QuestionKind | None = None


@dataclass(frozen=True, slots=True)
class TurnView:
    """What the page shows of a turn. The texts are HTML, escaped, but ``copy``: that is for the clipboard."""

    number: int
    version: int
    kept: int | None
    phase: Phase
    language: Language
    question: str
    limits: str
    status: str
    likeliest: str
    answer: str
    foot: str
    sources_heading: str
    sources: str
    copy: str


def after(state: TurnState, event: Event | StillStarting) -> TurnState:
    """Return the state once ``event`` has come from the assistant."""
    match event:
        case StillStarting():
            return replace(state, phase="starting")
        case SourcesFound():
            return replace(state, phase="writing", found=event)
        case DraftGrew():
            return replace(state, phase="writing", draft=event.text)
        case AnswerReady():
            phase: Phase = "refused" if event.answer.abstained else "answered"
            return replace(state, phase=phase, ready=event, language=event.answer.language)


def answered_in(turns: Sequence[TurnState]) -> Language | None:
    """Return the language of the last answer among turns; a question of names alone keeps to it."""
    return next((turn.ready.answer.language for turn in reversed(turns) if turn.ready), None)


def draw(state: TurnState, before: tuple[TurnState, TurnView] | None = None) -> TurnView:
    """Draw a turn in the language of its question.

    :param before: a state of it and how that was drawn: where only the draft has grown since, all else stays.
    """
    texts = TEXTS[state.language]
    if before is not None and state.phase == "writing" and replace(before[0], draft=state.draft) == state:
        return replace(before[1], answer=_answer(state, texts))
    return TurnView(
        number=state.number,
        version=state.version,
        kept=state.kept,
        phase=state.phase,
        language=state.language,
        question=escape(state.question),
        limits=escape(_limits(state, texts)),
        status=escape(_status(state, texts)),
        likeliest=likeliest_sentence(state.found, texts) if state.phase == "writing" else "",
        answer=_answer(state, texts),
        foot=_foot(state, texts),
        sources_heading=_sources_heading(state, texts),
        sources=_since(state, texts) + _sources(state, texts),
        copy=_copy(state),
    )


def _limits(state: TurnState, texts: Texts) -> str:
    """Say which articles the question was limited to, and that it is in a language that is not known."""
    limited = limits(state.filters, texts)
    if state.foreign is None:
        return limited
    name = Locale(state.language).languages.get(state.foreign, state.foreign)
    return " ".join(filter(None, (texts.foreign_question.format(language=name), limited)))


def _status(state: TurnState, texts: Texts) -> str:
    seconds = state.ready.seconds_total if state.ready else 0.0
    is_quoted = state.ready is not None and state.ready.answer.without_model
    status: dict[Phase, str] = {
        "waiting": texts.waiting_for(state.ahead),
        "starting": texts.starting,
        "searching": texts.searching,
        "writing": texts.found(len(state.found.passages) if state.found else 0),
        "answered": (texts.quoted_in if is_quoted else texts.answered).format(seconds=texts.seconds(seconds)),
        "refused": texts.refused,
        "stopped": texts.stopped if state.draft else texts.stopped_before_answer,
        "failed": texts.failed,
        "cut off": texts.cut_off,
    }
    return " · ".join(filter(None, (status[state.phase], _compared(state, texts))))


def _compared(state: TurnState, texts: Texts) -> str:
    """Say, of a question that was asked again, whether its answer is the one that it had."""
    before, now = state.before, _given(state)
    if before is None or now is None:
        return ""
    if before.text != now.text:
        return texts.again_other
    quotes = [
        [(cited.passage.chunk.article_id, cited.quote) for cited in each.citations] for each in (before, now)
    ]
    return texts.again_same if quotes[0] == quotes[1] else texts.again_other_sources


def _answer(state: TurnState, texts: Texts) -> str:
    if state.phase == "failed":
        return plain_text(state.error)
    answer = _given(state)
    if answer is None:
        return draft_text(state.draft, {sentence.number for sentence in _evidence(state)})
    if answer.abstained and answer.reason is not None:
        reason = f'<p class="reason">{escape(texts.reason(answer.reason))}</p>'
        nearest = nearest_of(_evidence(state))
        return plain_text(answer.text) + reason + (nearest_sentence(nearest, texts) if nearest else "")
    return answer_text(answer, texts) + _without_model(answer, texts)


def _without_model(answer: Answer, texts: Texts) -> str:
    """Say that the language model has not looked at an answer, and which button has it look."""
    said = texts.without_model.format(again=texts.ask_again)
    return f'<p class="reason">{escape(said)}</p>' if answer.without_model else ""


def _foot(state: TurnState, texts: Texts) -> str:
    """Draw the buttons under an answer, and what was left out of it."""
    answer = _given(state)
    shown = (answer.citations or answer.passages) if answer else (state.found.passages if state.found else ())
    label = escape(texts.show_sources(len(shown)))
    button = f'<button type="button" class="show-sources">{label}</button>' if shown else ""
    copy = f'<button type="button" class="copy">{escape(texts.copy)}</button>' if _copy(state) else ""
    said = '<span class="copied" role="status"></span>' if copy else ""
    thumbs = feedback_buttons(state.kept, state.language) if answer else ""
    return (
        button
        + copy
        + _again(state, texts)
        + said
        + thumbs
        + (question_kinds(answer.kind, texts) if answer else "")
        + (dropped_sentences(answer, texts) if answer else "")
    )


def _again(state: TurnState, texts: Texts) -> str:
    """Draw what asks the question once more, as it is or edited, or brings back what stood in its place."""
    if state.phase in UNFINISHED:
        return ""
    buttons = [("ask-again", texts.ask_again), ("edit", texts.edit)]
    if state.replaces:
        buttons.append(("bring-back", texts.bring_back))
    return "".join(
        f'<button type="button" class="{name}">{escape(label)}</button>' for name, label in buttons
    )


def _copy(state: TurnState) -> str:
    answer = _given(state)
    cited = answer is not None and not answer.abstained
    return answer_with_citations(answer, language=state.language) if answer and cited else ""


def _since(state: TurnState, texts: Texts) -> str:
    """Say of each source that is not any more what it was, what became of it."""
    answer = _given(state)
    titles = {passage.chunk.article_id: passage.title for passage in (answer.passages if answer else ())}
    lines = [
        (texts.source_gone if became == "gone" else texts.source_changed).format(title=titles[article_id])
        for article_id, became in state.since
        if article_id in titles
    ]
    return "".join(f'<p class="caution since">{escape(line)}</p>' for line in lines)


def _sources_heading(state: TurnState, texts: Texts) -> str:
    answer = _given(state)
    heading = texts.found_sources if answer is None else texts.nearest if answer.abstained else texts.sources
    question = escape(texts.sources_of.format(question=state.question))
    return f'<h3>{escape(heading)}</h3><p class="of">{question}</p>'


def _sources(state: TurnState, texts: Texts) -> str:
    answer = _given(state)
    if answer is None:
        drawn = found_sources(state.found, texts) if state.found else ""
    else:
        drawn = (
            nearest_sources(answer, _evidence(state), texts)
            if answer.abstained
            else cited_sources(answer, texts, turn=state.kept, around=dict(state.around))
        )
    return drawn or f'<p class="caution nothing">{escape(texts.sources_empty)}</p>'


def _evidence(state: TurnState) -> tuple[EvidenceSentence, ...]:
    return state.found.evidence if state.found else ()


def _given(state: TurnState) -> Answer | None:
    return state.ready.answer if state.ready else None
