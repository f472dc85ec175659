"""Has the model write an answer, and decides what of it the reader gets."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from threading import Event

from rag.answer import Answer, DraftGrew, DroppedSentence
from rag.asking.draft import visible_draft
from rag.asking.prompts import (
    MAX_ANSWER_TOKENS,
    again_prompt,
    answer_prompt,
    could_become_refusal,
    is_refusal,
)
from rag.asking.source_prompt import source_prompt
from rag.deciding.asked import Asked
from rag.deciding.decision import decided, is_in_language_of
from rag.deciding.policy import Policy
from rag.engines.engine import Engine, LanguageModel, Message
from rag.finding.readings import combined_score
from rag.judging.support import SupportOf, source_text

_MOST_TRIED = 2
"""Sentences from which an answer is tried: each costs the model a draft and a judgement."""
_ANY_LENGTH = 99.0


def drafted_answer(
    engine: Engine, asked: Asked, support: SupportOf, policy: Policy, stop: Event
) -> Generator[DraftGrew, None, Answer]:
    """Yield what the model writes as it grows, and return what it comes to.

    A model that was trained for it writes from one sentence after the other; any other from all evidence.

    :param stop: once set, the model stops soon, and what it wrote is decided on.
    :raises ModelError: the engine failed.
    """
    if engine.trained is None:
        return (yield from _from_all_evidence(engine, asked, support, policy, stop))
    return (yield from _from_one_source(engine.trained, asked, support, policy, stop))


def _from_all_evidence(
    model: LanguageModel, asked: Asked, support: SupportOf, policy: Policy, stop: Event
) -> Generator[DraftGrew, None, Answer]:
    """Yield a draft from all evidence together as it grows, and return what it comes to."""
    prompt = answer_prompt(asked.question, asked.language, asked.evidence, asked.number)
    draft = yield from _drafted(model, prompt, asked, stop)
    if not is_in_language_of(draft, asked):
        prompt = again_prompt(asked.question, asked.language, prompt, draft)
        draft = yield from _drafted(model, prompt, asked, stop)
    return decided(asked, draft, support, policy, may_quote=not stop.is_set())


def _from_one_source(
    model: LanguageModel, asked: Asked, support: SupportOf, policy: Policy, stop: Event
) -> Generator[DraftGrew, None, Answer]:
    """Yield a draft from the likeliest sentence alone, then from the next, until one comes to an answer.

    Only the likeliest is quoted; of the next its own words alone count. Where none comes to an answer, what
    the likeliest comes to is returned: most often its quotation.
    """
    first: Answer | None = None
    dropped: tuple[DroppedSentence, ...] = ()
    for one in _alone_with_each(asked)[:_MOST_TRIED]:
        source = one.likeliest
        prompt = source_prompt(source_text(source), question=asked.question)
        draft = yield from _drafted(model, prompt, one, stop)
        allowed = policy if first is None else replace(policy, shorter=_ANY_LENGTH)
        answer = decided(one, draft, support, allowed, may_quote=first is None and not stop.is_set())
        dropped += answer.dropped
        if stop.is_set() or _has_settled(answer, draft):
            return replace(answer, dropped=dropped)
        first = answer if first is None else first
    assert first is not None
    return replace(first, dropped=dropped)


def _drafted(
    model: LanguageModel, prompt: Sequence[Message], asked: Asked, stop: Event
) -> Generator[DraftGrew, None, str]:
    """Yield what the model has written so far, as it may be seen, and return all of it."""
    draft = ""
    for piece in model.stream(prompt, max_tokens=MAX_ANSWER_TOKENS, stop=stop):
        draft += piece
        if not could_become_refusal(draft):
            yield DraftGrew(visible_draft(draft, range(1, len(asked.evidence) + 1)))
    return draft


def _alone_with_each(asked: Asked) -> list[Asked]:
    """Return the question with each sentence of its evidence by itself, the likeliest first."""
    others = sorted(
        (each for each in asked.evidence if each.number != asked.number),
        key=lambda each: -combined_score(each.score, each.reading),
    )
    ordered = (asked.likeliest, *others)
    return [replace(asked, evidence=(replace(each, number=1),), number=1) for each in ordered]


def _has_settled(answer: Answer, draft: str) -> bool:
    """Whether a draft came to own words, or to its source's words as these are as short."""
    in_own_words = not answer.abstained and not answer.is_quotation
    return in_own_words or not (answer.dropped or answer.abstained or is_refusal(draft))
