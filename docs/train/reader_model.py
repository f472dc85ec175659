"""The encoder with two heads, as the reader is trained."""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional
from transformers import BertModel

FROZEN_LAYERS = 4
"""They and the embeddings stay the encoder's, which makes a step shorter."""
_CHUNKS = 4
_TABLES = ("word_embeddings", "position_embeddings", "token_type_embeddings")


class ReaderModel(nn.Module):
    """BERT, with what is read from the first token (whether it answers) and from each (with which words)."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        width = bert.config.hidden_size
        self.answer = nn.Linear(width, 1)
        self.span = nn.Linear(width, 2)
        for part in (bert.embeddings, *bert.encoder.layer[:FROZEN_LAYERS]):
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return log-odds, shape (rows,), and logits of first and last word, shape (rows, tokens, 2).

        :param ids: shape (rows, tokens), as ``mask``, which is false where a row is filled up.
        """
        states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        return self.answer(states[:, 0])[:, 0], self.span(states)

    def by_length(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same as ``forward``, rows of like length run together, so that little is filled up."""
        lengths = mask.sum(1)
        order = lengths.argsort()
        odds, words = [], []
        for rows in order.chunk(_CHUNKS):
            longest = int(lengths[rows].max())
            of_rows, in_rows = self(ids[rows, :longest], mask[rows, :longest])
            odds.append(of_rows)
            words.append(functional.pad(in_rows, (0, 0, 0, ids.shape[1] - longest)))
        back = order.argsort()
        return torch.cat(odds)[back], torch.cat(words)[back]

    def trained(self) -> dict[str, nn.Parameter]:
        """Return the parameters that are trained, by name."""
        return {name: each for name, each in self.named_parameters() if each.requires_grad}


def untrained_reader(encoder: Path) -> ReaderModel:
    """Return a reader with the encoder's weights, and heads made up by PyTorch's random numbers.

    :param encoder: the folder of the built-in encoder in floats.
    """
    # Without dropout: a run this short sees no example twice.
    bert = BertModel.from_pretrained(
        encoder,
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        local_files_only=True,
    )
    return ReaderModel(bert)


def shipped_tensors(model: ReaderModel, trained: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Return all weights as reader_weights.py takes them, the trained ones from ``trained``.

    The tables of embeddings are left out: they are the encoder's own.
    """
    tensors = {
        name.removeprefix("bert."): trained.get(name, each)
        for name, each in model.named_parameters()
        if not any(table in name for table in _TABLES)
    }
    return {name: each.detach().float().cpu().contiguous() for name, each in tensors.items()}
