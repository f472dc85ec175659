"""One question and how far its answer has come: states, the steps between them, and how each is drawn."""

from dataclasses import dataclass, replace
from typing import Literal

from index.article import Language
from index.filters import NO_FILTERS, Filters
from rag.answer import Answer, AnswerReady, DraftGrew, Event, EvidenceSentence, SourcesFound
from ui.checked import answer_text, dropped_sentences
from ui.filter_bar import limits
from ui.render import draft_text, escape, plain_text
from ui.sources import cited_sources, found_sources, nearest_of, nearest_sentence, nearest_sources
from ui.texts import TEXTS, Texts

Phase = Literal["waiting", "searching", "writing", "answered", "refused", "stopped", "failed"]
UNFINISHED: frozenset[Phase] = frozenset({"waiting", "searching", "writing"})


@dataclass(frozen=True, slots=True)
class TurnState:
    """A question at one moment. ``language`` is the question's; ``error`` is for people, one line."""

    number: int
    question: str
    language: Language
    phase: Phase
    filters: Filters = NO_FILTERS
    found: SourcesFound | None = None
    draft: str = ""
    ready: AnswerReady | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class TurnView:
    """What the page shows of a turn. All but ``number`` and ``phase`` is HTML, escaped."""

    number: int
    phase: Phase
    language: Language
    question: str
    limits: str
    status: str
    answer: str
    foot: str
    sources_heading: str
    sources: str


def after(state: TurnState, event: Event) -> TurnState:
    """Return the state once ``event`` has come from the assistant."""
    match event:
        case SourcesFound():
            return replace(state, phase="writing", found=event)
        case DraftGrew():
            return replace(state, phase="writing", draft=event.text)
        case AnswerReady():
            phase: Phase = "refused" if event.answer.abstained else "answered"
            return replace(state, phase=phase, ready=event, language=event.answer.language)


def draw(state: TurnState) -> TurnView:
    """Draw a turn in the language of its question."""
    texts = TEXTS[state.language]
    return TurnView(
        number=state.number,
        phase=state.phase,
        language=state.language,
        question=escape(state.question),
        limits=escape(limits(state.filters, texts)),
        status=escape(_status(state, texts)),
        answer=_answer(state, texts),
        foot=_foot(state, texts),
        sources_heading=_sources_heading(state, texts),
        sources=_sources(state, texts),
    )


def _status(state: TurnState, texts: Texts) -> str:
    seconds = state.ready.seconds_total if state.ready else 0.0
    status: dict[Phase, str] = {
        "waiting": texts.waiting,
        "searching": texts.searching,
        "writing": texts.found(len(state.found.passages) if state.found else 0),
        "answered": texts.answered.format(seconds=texts.seconds(seconds)),
        "refused": texts.refused,
        "stopped": texts.stopped if state.draft else texts.stopped_before_answer,
        "failed": texts.failed,
    }
    return status[state.phase]


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
    return answer_text(answer, texts)


def _foot(state: TurnState, texts: Texts) -> str:
    """Draw the button that shows the sources of this turn again, and what was left out of its answer."""
    answer = _given(state)
    shown = (answer.citations or answer.passages) if answer else (state.found.passages if state.found else ())
    label = escape(texts.show_sources(len(shown)))
    button = f'<button type="button" class="show-sources">{label}</button>' if shown else ""
    return button + (dropped_sentences(answer, texts) if answer else "")


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
            else cited_sources(answer, texts)
        )
    return drawn or f'<p class="caution nothing">{escape(texts.sources_empty)}</p>'


def _evidence(state: TurnState) -> tuple[EvidenceSentence, ...]:
    return state.found.evidence if state.found else ()


def _given(state: TurnState) -> Answer | None:
    return state.ready.answer if state.ready else None
