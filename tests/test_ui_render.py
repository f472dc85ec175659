import html
import re

from hypothesis import given
from hypothesis import strategies as st

from index.chunk import Chunk
from index.passage import Passage
from index.span import Span
from rag.answer import Answer, Citation
from ui.render import Highlight, answer_text, draft_text, escape, excerpt, paragraphs, plain_text, snippet
from ui.texts import ENGLISH

HOSTILE = '<script>alert(1)</script> <img src=x onerror="alert(2)"> </mark> [a](b) `${x}` {{y}} & \' "'


def shown(markup: str) -> str:
    """Return what a reader sees of markup: without tags, entities resolved."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).replace("\u2060", "")


def chunk_of(*sentences: str) -> Chunk:
    """Return a chunk at offset 10 whose sentences are apart by one space."""
    spans, start = [], 10
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    text = " ".join(sentences)
    return Chunk("a.txt", 10, 10 + len(text), text, tuple(spans))


def answer(text: str, *titles: str) -> Answer:
    citations = tuple(
        Citation(number, passage(title), Span(10, 13), "One", 0.9) for number, title in enumerate(titles, 1)
    )
    return Answer(text, "en", citations, (), abstained=False)


def passage(title: str) -> Passage:
    return Passage(chunk_of("One."), title, "en", None, "a.txt", None, 1.0, 0.8)


def test_escape_leaves_nothing_that_markup_is_made_of() -> None:
    assert escape("<b a=\"x\" c='y'>&") == "&lt;b a=&quot;x&quot; c=&#x27;y&#x27;&gt;&amp;"


def test_a_highlight_is_cut_at_code_points() -> None:
    # 🇳🇱 is two code points and four UTF-16 units.
    text = "🇳🇱 Café. Dit is de zin. Einde."
    start = text.index("Dit")
    drawn = paragraphs(text, 0, [Highlight(Span(start, start + 14), 2)])
    assert drawn == '<p>🇳🇱 Café. <mark class="cited" data-number="2">Dit is de zin.</mark> Einde.</p>'


def test_a_highlight_over_two_lines_is_marked_in_both() -> None:
    assert paragraphs("One two\n\n three four.", 0, [Highlight(Span(4, 15))]) == (
        '<p class="subheading">One <mark>two</mark></p><p><mark>three</mark> four.</p>'
    )


def test_overlapping_highlights_share_their_middle() -> None:
    drawn = paragraphs("abcdef.", 100, [Highlight(Span(100, 104), 1), Highlight(Span(102, 106), 2)])
    assert drawn == (
        '<p><mark class="cited" data-number="1">ab</mark><mark class="cited" data-number="1 2">cd</mark>'
        '<mark class="cited" data-number="2">ef</mark>.</p>'
    )


def test_hostile_text_is_shown_as_its_characters() -> None:
    drawn = paragraphs(HOSTILE, 0, [Highlight(Span(3, 40), 1)])
    assert shown(drawn) == HOSTILE
    assert set(re.findall(r"<(/?\w+)", drawn)) == {"p", "/p", "mark", "/mark"}


@given(
    text=st.text(alphabet=st.sampled_from("ab<>&\"'é🎈 \n\r"), max_size=60),
    spans=st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 20), st.one_of(st.none(), st.integers(1, 3))), max_size=4
    ),
)
def test_no_character_is_lost_whatever_is_highlighted(
    text: str, spans: list[tuple[int, int, int | None]]
) -> None:
    lit = [Highlight(Span(start, start + length), number) for start, length, number in spans]
    drawn = paragraphs(text, 0, lit)
    assert shown(drawn).replace(" ", "") == re.sub(r"\s", "", text)
    marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", drawn))
    inside = {place for each in lit for place in range(each.span.start, min(each.span.end, len(text)))}
    assert re.sub(r"\s", "", html.unescape(marked)) == re.sub(
        r"\s", "", "".join(text[place] for place in sorted(inside))
    )


def test_an_excerpt_is_a_sentence_with_its_neighbours() -> None:
    chunk = chunk_of("One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight.")
    one, two, three, four, five, six, _, eight = chunk.sentences
    assert excerpt(chunk, [two]) == (Span(one.start, three.end),)
    assert excerpt(chunk, [one, six]) == (Span(one.start, two.end), Span(five.start, chunk.sentences[6].end))
    assert excerpt(chunk, [Span(four.start + 1, four.end - 1)]) == (Span(three.start, five.end),)
    assert excerpt(chunk, [eight]) == (Span(chunk.sentences[6].start, eight.end),)
    assert excerpt(chunk, []) == (Span(one.start, two.end),)


def test_a_snippet_says_where_text_is_left_out() -> None:
    chunk = chunk_of("One.", "Two.", "Three.", "Four.", "Five.")
    assert snippet(chunk, [Highlight(chunk.sentences[2], 1)]) == (
        '<div class="run cut-before cut-after">'
        '<p>Two. <mark class="cited" data-number="1">Three.</mark> Four.</p></div>'
    )
    assert snippet(chunk, [Highlight(chunk.sentences[0])]) == (
        '<div class="run cut-after"><p><mark>One.</mark> Two.</p></div>'
    )
    assert snippet(chunk_of("One."), []) == '<div class="run"><p>One.</p></div>'


def test_a_mark_is_a_button_that_names_its_source() -> None:
    assert answer_text(answer('It is <so> [1]."', 'A "title"'), ENGLISH) == (
        '<p>It is &lt;so&gt;<span class="kept">\u2060<button type="button" class="reference" data-number="1" '
        'aria-label="Source 1: A &quot;title&quot;"><span class="unseen">[</span>1'
        '<span class="unseen">]</span></button>.&quot;</span></p>'
    )


def test_a_mark_without_a_citation_is_never_shown() -> None:
    drawn = answer_text(answer("Here [1] and there [2].\nAnd [7].", "A"), ENGLISH)
    assert shown(drawn) == "Here[1] and there.And."
    assert drawn.count("<button") == 1


def test_a_number_that_is_no_mark_is_text() -> None:
    assert shown(answer_text(answer("In [2022] and [sic]."), ENGLISH)) == "In [2022] and [sic]."


def test_marks_of_a_draft_cannot_be_pressed() -> None:
    drawn = draft_text("So [1], not <b>so</b> [5]", {1, 2})
    assert shown(drawn) == "So[1], not <b>so</b>"
    assert "<button" not in drawn


def test_plain_text_has_no_marks() -> None:
    assert plain_text("No [1] <i>\n\nhere") == "<p>No [1] &lt;i&gt;</p><p>here</p>"
