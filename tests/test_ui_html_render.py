import html
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.chunk import Chunk
from index.passage import Passage
from index.span import Span
from rag.answer import Answer, AnswerSentence, Citation, DroppedSentence
from rag.deciding.policy import POLICY
from ui.html.checked import answer_text, dropped_sentences
from ui.html.render import Highlight, draft_text, escape, excerpt, paragraphs, plain_text, snippet
from ui.texts.by_language import DUTCH, ENGLISH

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


def checked(*sentences: AnswerSentence) -> Answer:
    """Return an answer of sentences that cite the first of two sources."""
    return replace(answer("", "A", "B"), sentences=sentences)


def test_a_sign_says_how_well_a_sentence_is_supported() -> None:
    drawn = answer_text(
        checked(
            AnswerSentence("Surely so [1].", (1,), POLICY.surely_said),
            AnswerSentence("Perhaps <so> [1][2].", (1, 2), POLICY.surely_said - 0.01),
        ),
        ENGLISH,
    )
    assert shown(drawn) == "Surely so[1]. Perhaps <so>[1][2]."
    assert re.findall(r'<span class="sentence" data-support="(\w+)">', drawn) == ["strong", "weak"]
    signs = re.findall(r'<button type="button" class="support" (.*?)></button>', drawn)
    strong = "Well supported: the cited sentence says this."
    weak = "Weakly supported: the cited sentence may say this only in part. Read it."
    assert signs == [
        f'data-support="strong" aria-label="{strong}" data-tip="{strong}"',
        f'data-support="weak" aria-label="{weak}" data-tip="{weak}"',
    ]
    # It stands behind the last mark, before the full stop, which no line begins with.
    assert drawn.endswith("</button>.</span></span></p>")


def test_a_quotation_is_in_its_own_language_and_said_to_be_one() -> None:
    drawn = answer_text(
        checked(AnswerSentence("Hierover staat er: “He said “<no>”.” [1]", (1,), 1.0, is_quotation=True)),
        DUTCH,
    )
    assert drawn.startswith(
        '<p>Hierover staat er:</p><blockquote class="quotation"><p><q lang="en">“He said “&lt;no&gt;”.”</q>'
        '<span class="kept">\u2060<button type="button" class="reference" data-number="1"'
    )
    assert drawn.endswith(
        '<p class="kind"><abbr class="badge" data-language="en" title="Engels">EN</abbr> '
        "letterlijk uit het artikel</p></blockquote>"
    )
    assert 'class="support"' not in drawn


def test_what_was_left_out_is_said_with_the_reason() -> None:
    left_out = (
        DroppedSentence("It cost <3> billion [2].", "facts missing", ("<3> billion", "2019")),
        DroppedSentence("It rained.", "no source"),
        DroppedSentence("Het regende.", "wrong language"),
        DroppedSentence("What did it cost?", "not an answer"),
    )
    drawn = dropped_sentences(replace(answer("No."), dropped=left_out), ENGLISH)
    assert re.findall(r'<p class="text" lang="(\w+)">(.*?)</p><p class="why">(.*?)</p>', drawn) == [
        (
            "en",
            "It cost &lt;3&gt; billion.",
            "Not in the sentences about this: “&lt;3&gt; billion”, “2019”.",
        ),
        ("en", "It rained.", "None of the sentences that were found supports this."),
        ("nl", "Het regende.", "This is not in the language of the question."),
        ("en", "What did it cost?", "This does not answer the question."),
    ]
    assert "<summary>4 sentences left out</summary>" in drawn
    one = dropped_sentences(replace(answer("Nee."), dropped=left_out[:1]), DUTCH)
    assert "<summary>1 zin weggelaten</summary>" in one
    assert dropped_sentences(answer("All."), ENGLISH) == ""


def test_the_words_that_answer_are_set_off_within_one_mark() -> None:
    lit = Highlight(Span(100, 113), 1, words=Span(104, 107))

    assert paragraphs("One <2> four.", 100, [lit]) == (
        '<p><mark class="cited" data-number="1">One <strong>&lt;2&gt;</strong> four.</mark></p>'
    )


def test_the_words_that_answer_are_found_behind_the_same_words_in_another_number() -> None:
    quote = "In 2024 won hij 24 zetels."
    cited = Citation(1, passage("Uitslag"), Span(50, 76), quote, 1.0, words=Span(66, 68))
    text = f"In de artikelen staat: “{quote}” [1]"
    sentence = AnswerSentence(text, (1,), 1.0, is_quotation=True)
    given_answer = Answer(text, "nl", (cited,), (), abstained=False, is_quotation=True, sentences=(sentence,))

    assert "In 2024 won hij <strong>24</strong> zetels." in answer_text(given_answer, DUTCH)
