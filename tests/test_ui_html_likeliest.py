from dataclasses import replace

from kept_conversations import HARBOUR, OPENED, passage_of

from index.answer_reader import Reading
from index.span import Span
from rag.answer import DraftGrew, EvidenceSentence, SourcesFound
from ui.html.likeliest import likeliest_sentence
from ui.html.turn import TurnState, after, draw
from ui.texts.by_language import DUTCH, ENGLISH

_MEN = "It took *two hundred* men."
_START = HARBOUR.text.index(_MEN)
SENTENCE = EvidenceSentence(
    2,
    passage_of(HARBOUR),
    Span(_START, _START + len(_MEN)),
    _MEN,
    1.5,
    Reading(3.0, Span(9, 20)),
)
FOUND = SourcesFound((SENTENCE.passage,), (SENTENCE,), SENTENCE)


def test_the_likeliest_sentence_is_quoted_with_the_way_to_its_place() -> None:
    assert likeliest_sentence(FOUND, DUTCH) == (
        '<p class="label">Staat waarschijnlijk hier</p>'
        '<blockquote class="quote" lang="en"><p>It took *<strong>two hundred</strong>* men.</p></blockquote>'
        '<p class="meta"><abbr class="badge" data-language="en" title="Engels">EN</abbr>'
        '<button type="button" class="open-article" data-place="'
        "{&quot;article&quot;: &quot;harbour.txt&quot;, &quot;number&quot;: null, "
        "&quot;start&quot;: 30, &quot;end&quot;: 56, "
        '&quot;quote&quot;: &quot;It took *two hundred* men.&quot;}" '
        'aria-label="Hele artikel: The harbour &lt;b&gt;&amp; more&lt;/b&gt;">'
        '<cite lang="en">The harbour &lt;b&gt;&amp; more&lt;/b&gt;</cite></button>'
        '<time datetime="1999-10">oktober 1999</time></p>'
    )


def test_without_words_that_answer_it_is_quoted_alone() -> None:
    untold = replace(FOUND, likeliest=replace(SENTENCE, text="<b> men.", reading=Reading(3.0)))

    assert "<p>&lt;b&gt; men.</p></blockquote>" in likeliest_sentence(untold, ENGLISH)


def test_a_long_sentence_is_cut_around_the_words_that_answer() -> None:
    begin, end = "before ", " afterward" * 12
    text = f"{begin * 13}($<7>){end}\nthree."
    at = text.index("<7>")
    long = replace(SENTENCE, span=Span(30, 30 + len(text)), text=text, reading=Reading(3.0, Span(at, at + 3)))

    assert (
        f'<blockquote class="quote cut-before cut-after" lang="en"><p>{begin * 12}'
        f"($<strong>&lt;7&gt;</strong>){end}</p></blockquote>"
    ) in likeliest_sentence(replace(FOUND, likeliest=long), ENGLISH)


def test_it_stands_there_from_the_sources_until_there_is_an_answer() -> None:
    searching = TurnState(1, "Hoeveel mannen?", "nl", "searching")
    reading = after(searching, FOUND)
    writing = after(reading, DraftGrew("Er werkten"))
    ended = [
        after(writing, OPENED),
        after(writing, replace(OPENED, answer=replace(OPENED.answer, abstained=True))),
        replace(writing, phase="stopped"),
        replace(writing, phase="failed", error="Stuk."),
    ]

    drawn = likeliest_sentence(FOUND, DUTCH)
    assert draw(reading).likeliest == drawn != ""
    # It keeps its room while the answer is written.
    assert draw(writing, (reading, draw(reading))).likeliest == drawn
    assert [draw(state).likeliest for state in (searching, *ended)] == [""] * 5
    assert draw(after(searching, replace(FOUND, likeliest=None))).likeliest == ""
