from rag_samples import evidence, passage

from rag.answer import Answer, QuestionKind
from rag.deciding.asked import Asked
from rag.deciding.overview import overview
from ui.html.checked import answer_text
from ui.html.question_kinds import question_kinds
from ui.texts.by_language import TEXTS


def told(kind: QuestionKind) -> Answer:
    lines = evidence(passage("In 1932 <kwam> de brug.", "The ferry sails.", language="en"))
    return overview(Asked("…", "nl", (), lines, (), probability=1.0, number=1, kind=kind))


def button(number: int) -> str:
    return (
        f'<span class="kept">\u2060<button type="button" class="reference" data-number="{number}" '
        f'aria-label="Bron {number}: Titel"><span class="unseen">[</span>{number}'
        '<span class="unseen">]</span></button></span>'
    )


BADGE = '<abbr class="badge" data-language="en" title="Engels">EN</abbr>'


def test_lines_are_a_list_each_with_its_quotation_and_mark() -> None:
    assert answer_text(told(QuestionKind.OVERVIEW), TEXTS["nl"]) == (
        '<p>Dit zeggen de artikelen hierover:</p><ul class="lines">'
        '<li><span class="lead">Artikel uit oktober 2024:</span> '
        f'<q lang="en">“In 1932 &lt;kwam&gt; de brug.”</q>{button(1)} {BADGE}</li>'
        f'<li><q lang="en">“The ferry sails.”</q>{button(2)} {BADGE}</li></ul>'
    )


def test_lines_in_the_order_of_time_say_when() -> None:
    drawn = answer_text(told(QuestionKind.CHANGE), TEXTS["nl"])
    assert '<ul class="timeline"><li><span class="lead"><time datetime="1932">1932:</time></span> ' in drawn


def test_a_kind_can_be_corrected_to_each_other() -> None:
    drawn = question_kinds(QuestionKind.LIST, TEXTS["en"])
    assert drawn.startswith('<details class="kinds"><summary>Taken as: a list</summary>')
    assert [kind for kind in QuestionKind if f'data-kind="{kind}"' in drawn] == [
        kind for kind in QuestionKind if kind != QuestionKind.LIST
    ]
