"""Questions that need more than one sentence, on the real encoder, reader and index, without the model."""

from dataclasses import replace

import pytest
from rag_samples import NeverAsked

from index.answer_reader import AnswerReader
from index.encoder import Encoder
from index.filters import Filters
from index.storage.store import IndexStore
from rag.answer import Answer, AnswerReady, QuestionKind, SourcesFound, Turn
from rag.assistant import Assistant
from rag.finding.kind_model import kind_model
from rag.finding.retrieval import Retriever


@pytest.fixture(scope="module")
def assistant(encoder: Encoder, answer_reader: AnswerReader, seed_index: IndexStore) -> Assistant:
    return Assistant(Retriever(seed_index, encoder), NeverAsked(), reader=answer_reader, kinds=kind_model())


def asked(
    assistant: Assistant,
    question: str,
    *history: Turn,
    kind: QuestionKind | None = None,
    filters: Filters | None = None,
) -> Answer:
    found, ready = assistant.ask(question, history=history, kind=kind, filters=filters or Filters())
    assert isinstance(found, SourcesFound)
    assert isinstance(ready, AnswerReady)
    assert found.kind == ready.answer.kind
    assert found.likeliest is None
    return ready.answer


def test_an_overview_quotes_both_languages(assistant: Assistant, seed_index: IndexStore) -> None:
    answer = asked(assistant, "Summarise the relations between Russia and Iran")

    assert answer.kind == QuestionKind.OVERVIEW
    assert {each.passage.language for each in answer.citations} == {"nl", "en"}
    assert 4 <= len(answer.sentences) == len(answer.citations) <= 8
    for citation in answer.citations:
        article = seed_index.article(citation.passage.chunk.article_id)
        assert citation.span.of(article.text) == citation.quote
    assert "Relations with Iran are a priority" in answer.text


def test_a_person_is_found_under_both_spellings(assistant: Assistant) -> None:
    quotes = [
        each.quote for each in asked(assistant, "Wat staat er in de artikelen over Pasjinjan?").citations
    ]
    assert any("weigerde zijn handtekening" in quote for quote in quotes)
    assert any("Nikol Pashinyan is considering leaving the CSTO" in quote for quote in quotes)


def test_a_timeline_is_in_the_order_of_time(assistant: Assistant) -> None:
    answer = asked(assistant, "Give me a timeline of the contacts between Moscow and Tehran")
    times = [each.when for each in answer.sentences if each.when]
    assert answer.kind == QuestionKind.CHANGE
    assert times == sorted(times)
    assert "2023-10-23" in times


def test_a_list_has_a_line_for_each_member(assistant: Assistant) -> None:
    answer = asked(assistant, "Naar welke landen ging Poetin sinds zijn nieuwe ambtstermijn?")
    named = [each.text for each in answer.sentences if not each.is_quotation]
    assert named == ["China [1]", "Noord-Korea [1]", "Vietnam [1]", "Mongolië [1]"]


def test_the_articles_are_counted_and_listed(assistant: Assistant) -> None:
    assert asked(assistant, "Hoeveel artikelen zijn er?").text == (
        "5 artikelen: 3 in het Nederlands en 2 in het Engels."
    )
    dutch = Filters(languages=("nl",))
    assert asked(assistant, "How many articles are there?", filters=dutch).text == "3 articles: 3 in Dutch."
    answer = asked(assistant, "Which articles mention Pezeshkian?")
    assert answer.introduction == "2 articles mention Pezeshkian:"
    assert [each.passage.chunk.article_id[:3] for each in answer.citations] == ["000", "003"]
    assert all("Pezeshkian" in each.quote for each in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Vertel me alles over de Tour de France",
        "Hoe heeft de Nederlandse inflatie zich ontwikkeld?",
        "Noem de medailles die Rusland op de Olympische Spelen won",
        "Summarise the news about Brexit",
        "... [1] 2024?",
    ],
)
def test_where_nothing_is_there_that_is_said(assistant: Assistant, question: str) -> None:
    answer = asked(assistant, question)
    assert (answer.abstained, answer.reason, answer.citations) == (True, "nothing near", ())


def test_the_reader_can_say_what_is_asked_for(assistant: Assistant) -> None:
    answer = asked(assistant, "Who is the leader of Armenia, Pashinyan?", kind=QuestionKind.OVERVIEW)
    assert answer.kind == QuestionKind.OVERVIEW
    assert not answer.abstained


def test_the_same_of_another_and_more(assistant: Assistant) -> None:
    question = "Wat staat er in de artikelen over Poetin?"
    first = asked(assistant, question)
    other = asked(assistant, "En Tokajev?", Turn(question, first))
    assert other.kind == QuestionKind.OVERVIEW
    assert any("Tokajev" in each.quote or "Tokayev" in each.quote for each in other.citations)
    more = asked(assistant, "Meer", Turn(question, first))
    told = {(each.passage.chunk.article_id, each.span) for each in first.citations}
    assert more.citations
    assert not told & {(each.passage.chunk.article_id, each.span) for each in more.citations}


def test_more_repeats_nothing_until_all_is_told(assistant: Assistant) -> None:
    """Nor does it where, as from a client of the API, only the texts of the answers come back."""
    question, told = "Wat staat er in de artikelen over Poetin?", list[str]()
    history: list[Turn] = []
    for _ in range(20):
        answer = asked(assistant, question, *history)
        history.append(Turn(question, replace(answer, citations=(), sentences=())))
        question = "Meer"
        assert not [each.quote for each in answer.citations if any(each.quote in quote for quote in told)]
        told += [each.quote for each in answer.citations]
    assert answer.abstained
