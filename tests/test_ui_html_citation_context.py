from dataclasses import replace

from index.article import Article, LanguagePart
from index.chunk import Chunk
from index.passage import Passage
from index.span import Span
from rag.answer import Answer, Citation
from ui.html.citation_context import CitationContext, citation_contexts

ARTICLE = Article(
    id="a.pdf",
    path="a.pdf",
    title="Een brug",
    text="Kop boven\n\nEerste zin. Tweede zin. Derde zin. Vierde zin.\n\nVijfde zin. Zesde zin.",
    language="nl",
    author="Jan Ö.",
    pages=(0, 40),
)
SECOND, THIRD, FOURTH = (
    Span(at, at + len(text))
    for text in ("Tweede zin.", "Derde zin.", "Vierde zin.")
    for at in [ARTICLE.text.index(text)]
)


def chunk(*sentences: Span) -> Chunk:
    start, end = sentences[0].start, sentences[-1].end
    return Chunk(ARTICLE.id, start, end, ARTICLE.text[start:end], sentences)


def around(
    cited: Span, passage: Chunk, article: Article = ARTICLE
) -> tuple[tuple[int, CitationContext], ...]:
    found = Passage(passage, "Een brug", "nl", None, "a.pdf", None, 1.0, 0.5)
    citation = Citation(1, found, cited, cited.of(ARTICLE.text), 0.9)
    return citation_contexts(Answer("Ja [1].", "nl", (citation,), (found,), False), {ARTICLE.id: article})


def test_a_sentence_at_the_edge_of_its_passage_gets_its_neighbours_from_the_article() -> None:
    ((number, found),) = around(THIRD, chunk(THIRD))
    assert (number, found.page, found.author) == (1, 1, "Jan Ö.")
    assert found.chunk.text == "Tweede zin. Derde zin. Vierde zin."
    assert [span.of(ARTICLE.text) for span in found.chunk.sentences] == [
        "Tweede zin.",
        "Derde zin.",
        "Vierde zin.",
    ]
    ((_, found),) = around(FOURTH, chunk(SECOND, THIRD, FOURTH))
    assert found.chunk.text == "Tweede zin. Derde zin. Vierde zin.\n\nVijfde zin."
    assert found.page == 2


def test_a_neighbour_in_another_language_is_left_out() -> None:
    parts = (
        LanguagePart(SECOND.start, THIRD.end, "en"),
        LanguagePart(FOURTH.start, FOURTH.end, None, "French"),
    )
    mixed = replace(ARTICLE, parts=parts)

    ((_, found),) = around(THIRD, chunk(THIRD), mixed)
    assert found.chunk.text == "Tweede zin. Derde zin."
    ((_, found),) = around(THIRD, chunk(SECOND, THIRD), mixed)
    assert found.chunk.text == "Tweede zin. Derde zin."
    first = Span(ARTICLE.text.index("Eerste"), SECOND.start - 1)
    ((_, found),) = around(first, chunk(first), mixed)
    assert found.chunk.text == "Kop boven\n\nEerste zin."


def test_a_sentence_within_its_passage_needs_nothing() -> None:
    ((_, found),) = around(THIRD, chunk(SECOND, THIRD, FOURTH))
    assert found.chunk == chunk(SECOND, THIRD, FOURTH)


def test_the_first_and_the_last_sentence_of_an_article_have_one_neighbour() -> None:
    head = Span(0, len("Kop boven"))
    ((_, found),) = around(head, chunk(head))
    assert found.chunk.text == "Kop boven\n\nEerste zin."
    last = Span(ARTICLE.text.index("Zesde"), len(ARTICLE.text))
    ((_, found),) = around(last, chunk(last))
    assert found.chunk.text == "Vijfde zin. Zesde zin."


def test_nothing_is_said_of_an_article_that_is_another_text_now() -> None:
    assert around(THIRD, chunk(THIRD), replace(ARTICLE, text="Iets anders.")) == ()
