import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from kept_conversations import BRIDGE, DUG, HARBOUR, OPENED, answered, citation, passage_of
from markdown_it import MarkdownIt

from index.span import Span
from rag.answer import Answer
from ui.archive.record import ConversationRecord, ConversationSummary, TurnRecord
from ui.html.export import States, answer_with_citations, conversation_as_html, conversation_as_markdown
from ui.texts.export_texts import EXPORT_TEXTS

NASTY = (
    '<script>alert(1)</script> ![x](http://evil.example/x.png) [y](javascript:alert(2)) **b** `c` "q" &amp;'
)
SUMMARY = ConversationSummary(3, "De brug & de *haven*", "nl", "2026-03-01T12:00:01.000000+00:00", "", 3)
REFUSED = Answer("Dat staat niet in de artikelen.", "nl", (), (passage_of(BRIDGE),), True, "nothing near")
TURNS = (
    TurnRecord(1, "Wanneer ging de brug open?", "", "finished", "", OPENED, (), False),
    TurnRecord(2, "When was it dug?", "", "finished", "", DUG, (), False),
    TurnRecord(4, "Wie?", "", "finished", "", replace(OPENED, answer=REFUSED), (), True),
    TurnRecord(5, "En?", "", "stopped", "Half een", None, (), False),
    TurnRecord(6, "Nog?", "", "unfinished", "", None, (), False),
)
RECORD = ConversationRecord(SUMMARY, TURNS)
STATES: States = {2: {HARBOUR.id: "changed"}}

MARKDOWN = """\
# De brug \\& de \\*haven\\*

*Gesprek met Tweespraak, begonnen op 1 maart 2026. \
De antwoorden zijn door een taalmodel geschreven; elk nummer \
verwijst naar de zin uit een artikel waarop het antwoord rust.*

## Wanneer ging de brug open?

De brug ging open in 1932 \\[1\\].

**Bronnen**

1. **De brug van Één** (Nederlands, 3 mei 1932, brug.txt)

   > De brug ging open in 1932.


## When was it dug?

The harbour was dug in 1874 \\[1\\].

**Bronnen**

1. **The harbour \\<b\\>\\& more\\</b\\>** \
(Engels, oktober 1999, sub/harbour.txt, https://news.example/harbour)

   > The harbour was dug in 1874.

   *Dit artikel is sindsdien gewijzigd.*


## Wie?

Dat staat niet in de artikelen.

*Geen antwoord. Geen zin die gevonden is, lijkt deze vraag te beantwoorden.*

## En?

Half een

*Gestopt. Wat hier staat, is niet gecontroleerd.*

## Nog?

*Niet beantwoord.*
"""


def test_a_conversation_as_markdown() -> None:
    assert conversation_as_markdown(RECORD, language="nl", states=STATES) == MARKDOWN


SECTION = """\
<section lang="en">
<h2>When was it dug?</h2>
<p>The harbour was dug in 1874 <a href="#source-2-1">[1]</a>.</p>
<h3 lang="en">Sources</h3>
<ol>
<li value="1" id="source-2-1"><b lang="en">The harbour &lt;b&gt;&amp; more&lt;/b&gt;</b> \
<span class="meta">English, October 1999, sub/harbour.txt, \
<a href="https://news.example/harbour" rel="noreferrer noopener">\
https://news.example/harbour</a></span><blockquote lang="en">The harbour was dug in 1874.</blockquote>\
<p class="note">This article has changed since.</p></li>
</ol>
</section>
"""


def test_a_conversation_as_html() -> None:
    page = conversation_as_html(replace(RECORD, turns=TURNS[1:2]), language="en", states=STATES)
    head, _, rest = page.partition("<body>\n")
    assert rest == (
        "<h1>De brug &amp; de *haven*</h1>\n"
        '<p class="about">Conversation with Tweespraak, begun on 1 March 2026. The answers were written by a '
        "language model; each number refers to the sentence of an article on which the answer rests.</p>\n"
        f"{SECTION}</body>\n</html>\n"
    )
    assert head.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" in head
    assert "@media print" in head


def test_a_refusal_and_a_stop_as_html() -> None:
    page = conversation_as_html(replace(RECORD, turns=TURNS[2:]), language="nl")
    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)
    refusal, stopped, unfinished = sections
    assert refusal == (
        '<section lang="nl">\n<h2>Wie?</h2>\n<p>Dat staat niet in de artikelen.</p>\n'
        '<p class="note" lang="nl">Geen antwoord. '
        "Geen zin die gevonden is, lijkt deze vraag te beantwoorden.</p>\n</section>"
    )
    assert stopped == (
        '<section lang="nl">\n<h2>En?</h2>\n<p>Half een</p>\n'
        '<p class="note" lang="nl">Gestopt. Wat hier staat, is niet gecontroleerd.</p>\n</section>'
    )
    assert unfinished == (
        '<section lang="nl">\n<h2>Nog?</h2>\n<p class="note" lang="nl">Niet beantwoord.</p>\n</section>'
    )


def test_that_the_model_was_not_there_yet_stands_beside_the_answer() -> None:
    early = replace(OPENED, answer=replace(OPENED.answer, without_model=True))
    record = replace(RECORD, turns=(replace(TURNS[0], ready=early),))
    note = "Geciteerd toen het taalmodel nog werd geladen; dat heeft hier niet naar gekeken."

    assert f"\n\n*{note}*\n\n**Bronnen**" in conversation_as_markdown(record, language="nl")
    assert f'<p class="note" lang="nl">{note}</p>' in conversation_as_html(record, language="nl")


def test_an_answer_to_paste() -> None:
    assert answer_with_citations(DUG.answer, language="nl") == (
        "The harbour was dug in 1874 [1].\n\n"
        "[1] The harbour <b>& more</b> (Engels, oktober 1999, sub/harbour.txt)\n"
        "“The harbour was dug in 1874.”\n"
    )
    assert answer_with_citations(REFUSED, language="en") == "Dat staat niet in de artikelen.\n"


def test_a_source_of_a_file_with_pages_names_its_page() -> None:
    cited = citation(1, BRIDGE, "De brug ging open in 1932.")
    paged = replace(cited, passage=replace(cited.passage, first_page=3, page_breaks=(10, 40)))
    answer = answered("In 1932 [1].", paged).answer
    assert answer_with_citations(answer, language="nl") == (
        "In 1932 [1].\n\n[1] De brug van Één (Nederlands, 3 mei 1932, brug.txt, blz. 4)\n"
        "“De brug ging open in 1932.”\n"
    )


def test_the_words_that_answer_are_set_off() -> None:
    quote = "It took *two hundred* men."
    cited = citation(1, HARBOUR, quote)
    start = cited.span.start + quote.index("*two")
    turn = replace(
        TURNS[1],
        ready=answered("200 [1].", replace(cited, words=Span(start, start + len("*two hundred*")))),
    )
    record = replace(RECORD, turns=(turn,))
    markdown = conversation_as_markdown(record, language="en")
    assert "\n   > It took **\\*two hundred\\*** men.\n" in markdown
    assert "It took <strong>*two hundred*</strong> men." in MarkdownIt().render(markdown)
    page = conversation_as_html(record, language="en")
    assert '<blockquote lang="en">It took <strong>*two hundred*</strong> men.</blockquote>' in page


def test_without_a_title_and_a_turn() -> None:
    empty = ConversationRecord(replace(SUMMARY, title="", language="en"), ())
    assert conversation_as_markdown(empty, language="en").startswith("# Conversation\n\n*Conversation with")


def nasty_record() -> ConversationRecord:
    text = f"{NASTY}\n# heading\n- item\n1. one\n    code\n> quote\n| a | b |\n---\n===\n{NASTY} [1] [7]"
    article = replace(
        HARBOUR,
        title=NASTY,
        text=f"{NASTY}\n<img src=x onerror=alert(3)>",
        path='"><b>',
        url="javascript:alert(4)",
    )
    ready = answered(text, citation(1, article, article.text))
    turn = TurnRecord(9, NASTY, "", "finished", "", ready, (), False)
    return ConversationRecord(replace(SUMMARY, title=NASTY), (turn, replace(turn, ready=None, draft=text)))


class Tags(HTMLParser):
    """The elements and attributes of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name if name != "href" else f"href={value}") for name, value in attrs} or {
            (tag, "")
        }

    def handle_data(self, data: str) -> None:
        self.text += data


def test_no_markup_of_others_gets_into_the_html() -> None:
    tags = Tags()
    tags.feed(conversation_as_html(nasty_record(), language="nl").partition("<body>")[2])
    assert {tag for tag, _ in tags.found} <= {
        "h1",
        "h2",
        "h3",
        "p",
        "section",
        "ol",
        "li",
        "b",
        "span",
        "blockquote",
        "a",
    }
    assert {name for tag, name in tags.found if tag == "a"} == {"href=#source-9-1"}
    assert {name for _, name in tags.found} <= {"", "class", "lang", "value", "id", "href=#source-9-1"}
    assert tags.text.count(NASTY) == 9
    assert "[7]" in tags.text
    assert "javascript:alert(4)" in tags.text


def test_no_markup_of_others_gets_into_the_markdown() -> None:
    """Read by a real CommonMark reader, with raw HTML, tables and strike-through on."""
    drawn = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render(conversation_as_markdown(nasty_record(), language="nl"))
    )
    tags = Tags()
    tags.feed(drawn)
    assert {tag for tag, _ in tags.found} == {"h1", "h2", "p", "em", "strong", "ol", "li", "blockquote"}
    assert tags.text.count(NASTY) == 9


def test_texts_are_complete_and_differ() -> None:
    dutch, english = EXPORT_TEXTS["nl"], EXPORT_TEXTS["en"]
    for name in dutch.__slots__:
        assert getattr(dutch, name)
        assert getattr(dutch, name) != getattr(english, name)


def test_files_hold_nothing_from_elsewhere(tmp_path: Path) -> None:
    page = conversation_as_html(RECORD, language="nl", states=STATES)
    (tmp_path / "gesprek.html").write_text(page, "utf-8")
    assert re.findall(r"(?:src|action|data|@import|url)\s*[=(]", page) == []
    assert re.findall(r"<(?:script|link|img|iframe|object|form)", page) == []
