"""What the reader learns from a batch, and that what is learned fits what is shipped."""

import math
from pathlib import Path

import pytest
import torch
from reader_batches import Batch
from reader_losses import loss_of, words_loss
from reader_model import FROZEN_LAYERS, ReaderModel, shipped_tensors
from transformers import BertConfig, BertModel

from index.encoding.answer_weights import read_answer_weights, write_answer_weights

IDS = torch.tensor([[0, 5, 2, 1, 1], [0, 6, 7, 8, 2], [0, 9, 9, 2, 1], [0, 3, 2, 1, 1]])


@pytest.fixture
def model() -> ReaderModel:
    config = BertConfig(
        vocab_size=10,
        hidden_size=12,
        intermediate_size=8,
        num_hidden_layers=FROZEN_LAYERS + 1,
        num_attention_heads=12,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    torch.manual_seed(1)
    return ReaderModel(BertModel(config, add_pooling_layer=False))


def batch(*, answered: bool, words: list[list[int]]) -> Batch:
    texts = torch.tensor([[1, 2], [1, 4], [1, 3], [1, 2]])
    return Batch(IDS, IDS != 1, texts, torch.tensor(words), torch.tensor([answered]))


def test_rows_of_like_length_together_are_read_as_all_at_once(model: ReaderModel) -> None:
    mask = IDS != 1
    odds, words = model(IDS, mask)
    odds_by_length, words_by_length = model.by_length(IDS, mask)
    assert torch.allclose(odds, odds_by_length, atol=1e-6)
    assert torch.allclose(words[mask], words_by_length[mask], atol=1e-6)


def test_words_are_learned_among_those_of_the_text_where_they_are_known() -> None:
    words = torch.zeros(4, 5, 2)
    words[:, 0] = 9.0  # before the text
    words[1, 3, 1] = math.log(2.0)
    unknown = [-1, -1]
    found = words_loss(words, batch(answered=True, words=[unknown, [1, 3], unknown, unknown]))
    assert found.item() == pytest.approx(math.log(3.0) + math.log(2.0))
    assert words_loss(words, batch(answered=True, words=[unknown] * 4)).item() == 0.0


def test_the_loss_of_a_list_with_an_answer_and_of_one_without() -> None:
    odds, words = torch.zeros(4), torch.zeros(4, 5, 2)
    unknown = [[-1, -1]] * 4
    answered = loss_of(odds, words, batch(answered=True, words=unknown))
    none = loss_of(odds, words, batch(answered=False, words=unknown))
    assert answered.item() == pytest.approx(2 * math.log(2.0) * 6 / 4 + math.log(4.0))
    assert none.item() == pytest.approx(2 * math.log(2.0))


def test_what_is_learned_is_what_is_shipped(model: ReaderModel, tmp_path: Path) -> None:
    trained = {name: each + 1 for name, each in model.trained().items()}
    tensors = shipped_tensors(model, trained)
    learns = f"encoder.layer.{FROZEN_LAYERS}."
    state = {name.removeprefix("bert."): each for name, each in model.state_dict().items()}
    assert all(
        torch.equal(each, state[name] + name.startswith((learns, "answer.", "span.")))
        for name, each in tensors.items()
    )
    path = tmp_path / "reader.safetensors"
    digest = write_answer_weights({name: each.numpy() for name, each in tensors.items()}, path)
    weights = read_answer_weights(path, digest=digest)
    assert weights.heads.answer.tolist() == tensors["answer.weight"][0].tolist()
