"""Draws what a question was taken to ask for, folded away, and the way to have it taken otherwise."""

from rag.answer import QuestionKind
from ui.html.render import escape
from ui.texts.by_language import Texts


def question_kinds(kind: QuestionKind, texts: Texts) -> str:
    """Draw the kind of a question, and a button for each other kind, which asks it again as that."""
    others = "".join(
        f'<button type="button" class="ask-as" data-kind="{each}">{escape(texts.kinds[each])}</button>'
        for each in QuestionKind
        if each != kind
    )
    taken = escape(texts.taken_as.format(kind=texts.kinds[kind]))
    return (
        f'<details class="kinds"><summary>{taken}</summary>'
        f'<p class="take-as">{escape(texts.take_as)} {others}</p></details>'
    )
