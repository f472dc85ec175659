"""Questions that go on with the one before: ``En Iran?`` asks the same of another, ``more`` for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import OF_MANY_LINES, Answer, QuestionKind, Turn
from rag.finding.question_signs import question_signs
from rag.values.names import Name, names_in

_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Continuation:
    """The whole question that a short one stands for, its kind, and the answers that it goes on from.

    ``question`` is None where it is of the kind of the one before, and to be searched for with what it leans
    on (``rag.finding.follow_up``): of two names in a question for a list it is not plain which it takes the
    place of.
    """

    question: str | None
    kind: QuestionKind
    told: tuple[Answer, ...] = ()


def continuation_of(question: str, history: Sequence[Turn]) -> Continuation | None:
    """Return what a question stands for that goes on with the turn before it; None where it stands by itself.

    :param history: the conversation so far, oldest first.
    """
    going_on: Continuation | None = None
    following = [*(turn.question for turn in history[1:]), question]
    # Each may go on with one that goes on: a loop, for a conversation may be longer than Python recurses.
    for turn, asked in zip(history, following, strict=False):
        going_on = goes_on(turn, asked, going_on)
    return going_on


def goes_on(turn: Turn, question: str, before: Continuation | None) -> Continuation | None:
    """Return what a question stands for that goes on with one turn; None where it stands by itself.

    :param before: what the question of ``turn`` stands for.
    """
    if len(question.split()) > _MOST_WORDS:
        return None
    whole = (before and before.question) or turn.question
    if question_signs().more.match(question.strip()):
        kind = turn.answer.kind if turn.answer.kind in OF_MANY_LINES else QuestionKind.OVERVIEW
        return Continuation(whole, kind, (*(before.told if before else ()), turn.answer))
    swapped = _swapped(question.strip(), whole)
    if swapped is None or turn.answer.kind not in OF_MANY_LINES:
        return None
    return Continuation(None if turn.answer.kind == QuestionKind.LIST else swapped, turn.answer.kind)


def _swapped(question: str, whole: str) -> str | None:
    """Return the question before with the name of this one for its last of that sort; None without names."""
    same = question_signs().same_of.match(question)
    if same is None:
        return None
    # Behind a word of no weight, so that the name is not the first word of a sentence.
    new = names_in(f"over {same['name']}")
    olds = [name for name in names_in(whole) if not name.opens]
    if len(new) != 1 or new[0].text != same["name"].strip() or not olds:
        return None
    old = next((each for each in reversed(olds) if _sort(each) == _sort(new[0])), olds[-1])
    return f"{whole[: old.span.start]}{new[0].text}{whole[old.span.end :]}"


def _sort(name: Name) -> bool:
    return name.known is not None
