"""The whole way on the real encoder, the real Chroma and the real built-in model."""

from itertools import pairwise
from threading import Event

import pytest
from rag_samples import LengthReader, NeverAsked, ScriptedReader
from seed_questions import SEED_QUESTIONS, SeedQuestion

from index.answer_reader import AnswerReader, Reading
from index.encoder import Encoder, Vectors
from index.storage.store import IndexStore
from rag.answer import Answer, AnswerReady, DraftGrew, QuestionKind, SourcesFound, Turn
from rag.asking.prompts import REFUSAL
from rag.assistant import Assistant
from rag.finding.evidence import MAX_READ_SENTENCES
from rag.finding.kind_model import kind_model
from rag.finding.readings import likeliest_of
from rag.finding.retrieval import Retriever

ANSWERABLE = [question for question in SEED_QUESTIONS if question.facts]
UNANSWERABLE = [question for question in SEED_QUESTIONS if not question.facts]


def last(assistant: Assistant, question: str, history: tuple[Turn, ...] = ()) -> AnswerReady:
    *_, ready = assistant.ask(question, history=history)
    assert isinstance(ready, AnswerReady)
    return ready


@pytest.mark.parametrize("asked", ANSWERABLE, ids=lambda asked: asked.question)
def test_an_answer_cites_a_snippet_that_holds_the_fact(
    asked: SeedQuestion, seed_assistant: Assistant, seed_index: IndexStore
) -> None:
    answer = last(seed_assistant, asked.question).answer

    assert (answer.abstained, answer.language) == (False, asked.language)
    for citation in answer.citations:
        article = seed_index.article(citation.passage.chunk.article_id)
        assert article.text[citation.span.start : citation.span.end] == citation.quote
        assert f"[{citation.number}]" in answer.text
    quotes = [(citation.passage.chunk.article_id, citation.quote) for citation in answer.citations]
    assert any(fact in quote for article, quote in quotes for fact in asked.facts.get(article, ())), quotes


@pytest.mark.parametrize("asked", UNANSWERABLE, ids=lambda asked: asked.question)
def test_what_the_articles_do_not_say_is_not_answered(asked: SeedQuestion, seed_assistant: Assistant) -> None:
    answer = last(seed_assistant, asked.question).answer

    assert (answer.text, answer.abstained, answer.citations) == (REFUSAL[asked.language], True, ())
    assert answer.reason is not None
    assert answer.passages


def test_the_evidence_has_been_read_with_the_question_that_was_searched_for(
    encoder: Encoder, seed_index: IndexStore
) -> None:
    reader = LengthReader()
    assistant = Assistant(Retriever(seed_index, encoder), NeverAsked(), reader=reader)
    question = "How many ballistic missiles did Iran launch at Israel?"

    sources = next(iter(assistant.ask(question)))

    assert isinstance(sources, SourcesFound)
    readings = {each.text: each.reading for each in sources.evidence if each.reading is not None}
    assert readings == {text: Reading(float(len(text))) for text in readings}
    assert len(readings) >= MAX_READ_SENTENCES
    assert [each for each, _ in reader.given] == [question]
    assert sources.likeliest == likeliest_of(sources.evidence)


def test_the_model_is_not_asked_what_the_reader_finds_no_answer_to(
    encoder: Encoder, seed_index: IndexStore
) -> None:
    question = "How many ballistic missiles did Iran launch at Israel?"
    assistant = Assistant(Retriever(seed_index, encoder), NeverAsked(), reader=ScriptedReader({question: {}}))

    sources, ready = assistant.ask(question)

    assert isinstance(sources, SourcesFound)
    assert isinstance(ready, AnswerReady)
    assert (len(sources.evidence) > 0, sources.likeliest) == (True, None)
    assert ready.answer == Answer(
        REFUSAL["en"], "en", (), sources.passages, abstained=True, reason="nothing near"
    )


def test_without_a_reader_no_sentence_is_shown_as_the_likeliest(
    encoder: Encoder, seed_index: IndexStore
) -> None:
    assistant = Assistant(Retriever(seed_index, encoder), NeverAsked())

    sources = next(iter(assistant.ask("How many ballistic missiles did Iran launch at Israel?")))

    assert isinstance(sources, SourcesFound)
    assert (len(sources.evidence) > 0, sources.likeliest) == (True, None)


def test_sources_come_first_then_the_draft_grows_then_the_answer_stands(seed_assistant: Assistant) -> None:
    first, *drafts, ready = seed_assistant.ask("How many ballistic missiles did Iran launch at Israel?")

    assert isinstance(first, SourcesFound)
    assert isinstance(ready, AnswerReady)
    texts = [event.text for event in drafts if isinstance(event, DraftGrew)]
    assert len(texts) == len(drafts) > 1
    assert all(later.startswith(earlier[:10]) for earlier, later in pairwise(texts))
    assert ready.answer.passages == first.passages
    assert ready.seconds_to_first_token is not None
    assert 0 < ready.seconds_to_sources <= ready.seconds_to_first_token <= ready.seconds_total


def test_warming_up_reads_nothing_once_it_is_stopped(seed_assistant: Assistant) -> None:
    stop = Event()
    stop.set()
    seed_assistant.warm_up(stop)

    assert not last(seed_assistant, "How many ballistic missiles did Iran launch at Israel?").answer.abstained


def test_stop_ends_the_answer_and_leaves_the_assistant_usable(seed_assistant: Assistant) -> None:
    stop = Event()
    events = seed_assistant.ask("Wat zei Loekasjenko over de CSTO?", stop=stop)
    assert isinstance(next(events), SourcesFound)
    stop.set()
    rest = list(events)

    assert isinstance(rest[-1], AnswerReady)
    assert not any(isinstance(event, DraftGrew) for event in rest[:-1])
    assert not last(seed_assistant, "How many ballistic missiles did Iran launch at Israel?").answer.abstained


@pytest.fixture(scope="module")
def quoting_assistant(encoder: Encoder, answer_reader: AnswerReader, seed_index: IndexStore) -> Assistant:
    """The real assistant over seeds/ while its language model is being loaded."""
    return Assistant(Retriever(seed_index, encoder), None, reader=answer_reader, kinds=kind_model())


@pytest.mark.parametrize(
    ("question", "kind", "introduction"),
    [
        ("How many ballistic missiles did Iran launch at Israel?", QuestionKind.FACT, "The articles say: “"),
        (
            "Hoeveel drones kocht Rusland van Iran en voor hoeveel geld?",
            QuestionKind.FACT,
            "In een Engels artikel staat: “",
        ),
        (
            "Erkent Rusland het Internationaal Strafhof?",
            QuestionKind.YES_NO,
            "Oordeel zelf; hierover staat er: “",
        ),
    ],
)
def test_while_the_model_is_loaded_the_likeliest_sentence_is_quoted_and_the_answer_says_so(
    quoting_assistant: Assistant, question: str, kind: QuestionKind, introduction: str
) -> None:
    sources, ready = quoting_assistant.ask(question, kind=kind)

    assert isinstance(sources, SourcesFound)
    assert isinstance(ready, AnswerReady)
    answer = ready.answer
    assert (answer.without_model, answer.is_quotation, answer.kind) == (True, True, kind)
    assert answer.text.startswith(introduction)
    assert sources.likeliest is not None
    assert (answer.citations[0].quote, answer.citations[0].words) == (
        sources.likeliest.text,
        None if kind == QuestionKind.YES_NO else sources.likeliest.words,
    )
    assert ready.seconds_to_first_token is None


def test_while_the_model_is_loaded_why_is_answered_by_several_sentences(quoting_assistant: Assistant) -> None:
    answer = last(quoting_assistant, "Waarom weigerde Pasjinjan de slotverklaring te tekenen?").answer

    assert (answer.kind, answer.without_model, bool(answer.introduction)) == (QuestionKind.WHY, True, True)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who is the mayor of Amsterdam?", QuestionKind.FACT),
        ("Which countries are members of the CSTO?", QuestionKind.LIST),
        ("Summarise the relations between Russia and Iran", QuestionKind.OVERVIEW),
        ("Hoeveel artikelen zijn er?", QuestionKind.COLLECTION),
    ],
)
def test_what_needs_no_model_is_answered_without_one_as_always(
    quoting_assistant: Assistant,
    encoder: Encoder,
    answer_reader: AnswerReader,
    seed_index: IndexStore,
    question: str,
    kind: QuestionKind,
) -> None:
    with_model = Assistant(
        Retriever(seed_index, encoder), NeverAsked(), reader=answer_reader, kinds=kind_model()
    )
    *_, always = with_model.ask(question, kind=kind)
    *_, ready = quoting_assistant.ask(question, kind=kind)

    assert isinstance(always, AnswerReady)
    assert isinstance(ready, AnswerReady)
    assert (ready.answer, ready.answer.without_model) == (always.answer, False)


def test_a_question_is_encoded_once(
    encoder: Encoder, seed_index: IndexStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[str] = []
    encode = encoder.encode_query

    def counted(question: str) -> Vectors:
        encoded.append(question)
        return encode(question)

    monkeypatch.setattr(encoder, "encode_query", counted)
    assistant = Assistant(Retriever(seed_index, encoder), NeverAsked(), kinds=kind_model())

    for question in ("Waar ontmoette Poetin Pezeshkian?", "Wie is Pasjinjan?"):
        next(iter(assistant.ask(question)))

    assert encoded == ["Waar ontmoette Poetin Pezeshkian?", "Wie is Pasjinjan?"]
