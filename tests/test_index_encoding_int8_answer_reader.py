from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from answer_weights_files import Tensors, untrained_tensors, written_and_read
from transformers import BertModel

from index.answer_reader import Excerpt, Reading
from index.encoder import Encoder
from index.encoding.answer_form import answer_form
from index.encoding.answer_heads import AnswerHeads
from index.encoding.answer_weights import read_answer_weights
from index.encoding.e5_weights import builtin_encoder
from index.encoding.int8_answer_reader import Int8AnswerReader
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.prepared_files import default_cache_dir
from index.encoding.token_tables import TokenTables

QUESTION = "Hoeveel drones schoot Rusland af?"
EXCERPTS = (
    Excerpt("Drones over Kyiv", "It was dark.", "Russia fired 479 drones, Ukraine’s air force said."),
    Excerpt("", "", "Geen."),
    Excerpt("Rente", "", "De centrale bank verhoogde de rente met een kwart procentpunt."),
    Excerpt("", "", ""),
)


@pytest.fixture(scope="module")
def tables(encoder: Encoder) -> TokenTables:
    assert isinstance(encoder, Int8Encoder)
    return encoder.tables


@pytest.fixture(scope="module")
def tensors() -> Tensors:
    return untrained_tensors(builtin_encoder(default_cache_dir()), layers=12)


@pytest.fixture(scope="module")
def heads(tensors: Tensors) -> AnswerHeads:
    return AnswerHeads(
        tensors["answer.weight"][0],
        float(tensors["answer.bias"][0]),
        tensors["span.weight"],
        tensors["span.bias"],
    )


@pytest.fixture(scope="module")
def reader(
    tables: TokenTables, tensors: Tensors, tmp_path_factory: pytest.TempPathFactory
) -> Int8AnswerReader:
    return Int8AnswerReader(tables, written_and_read(tensors, tmp_path_factory.mktemp("reader")))


def test_reads_about_what_the_model_in_floats_reads(
    reader: Int8AnswerReader, tables: TokenTables, heads: AnswerHeads
) -> None:
    model = BertModel.from_pretrained(builtin_encoder(default_cache_dir()))

    def in_floats(excerpt: Excerpt) -> Reading:
        form = answer_form(tables.tokenizer, QUESTION, excerpt)
        with torch.inference_mode():
            states = model(torch.tensor([form.ids])).last_hidden_state[0].numpy()
        return heads.reading(states, form, excerpt.text)

    readings = reader.read(QUESTION, EXCERPTS)

    expected = [in_floats(each) for each in EXCERPTS]
    log_odds = [each.log_odds for each in expected]
    assert max(log_odds) - min(log_odds) > 1
    assert [each.log_odds for each in readings] == pytest.approx(log_odds, abs=0.3)
    assert [each.words for each in readings] == [each.words for each in expected]


def test_a_reading_depends_on_its_own_excerpt_alone(reader: Int8AnswerReader) -> None:
    together = reader.read(QUESTION, EXCERPTS)

    assert together == tuple(reader.read(QUESTION, [each])[0] for each in EXCERPTS)
    assert len({each.log_odds for each in together}) == len(EXCERPTS)
    assert reader.read(QUESTION, []) == ()


def test_threads_may_share_it(reader: Int8AnswerReader) -> None:
    expected = reader.read(QUESTION, EXCERPTS)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: reader.read(QUESTION, EXCERPTS), range(8)))

    assert found == [expected] * 8


DUTCH = (
    "De burgemeester van Lomen opende dinsdag de nieuwe brug.",
    "De brug kostte 2,4 miljoen euro.",
    "Wethouder Ilse Brandt noemde de bouw een succes.",
)
ENGLISH = (
    "The mayor of Lomen opened the new bridge on Tuesday.",
    "The bridge cost 2.4 million euros.",
    "Alderman Ilse Brandt called the work a success.",
)


@pytest.mark.parametrize(
    ("question", "sentences", "answering", "words"),
    [
        ("Hoeveel kostte de brug?", DUTCH, 1, "2,4 miljoen euro"),
        ("Wanneer werd de brug geopend?", ENGLISH, 0, "Tuesday"),
        ("How much did the bridge cost?", DUTCH, 1, "2,4 miljoen euro"),
        ("Who called the work a success?", ENGLISH, 2, "Alderman Ilse Brandt"),
        ("When was the bridge opened?", DUTCH, 0, "dinsdag"),
    ],
)
def test_the_weights_that_are_shipped_know_which_sentence_answers_and_with_which_words(
    tables: TokenTables, question: str, sentences: tuple[str, ...], answering: int, words: str
) -> None:
    reader = Int8AnswerReader(tables, read_answer_weights())
    befores = ("", *sentences)
    excerpts = [Excerpt("", before, text) for before, text in zip(befores, sentences, strict=False)]

    readings = reader.read(question, excerpts)

    best = max(range(len(readings)), key=lambda at: readings[at].log_odds)
    assert (best, sentences[best][slice(*_ends(readings[best]))]) == (answering, words)
    unanswered = reader.read("Hoe hoog is de toren van Parijs?", excerpts)
    assert max(each.log_odds for each in unanswered) < -2


def _ends(reading: Reading) -> tuple[int, int]:
    assert reading.words is not None
    return reading.words.start, reading.words.end
