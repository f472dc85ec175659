"""What the reader is trained to make small."""

import torch
from reader_batches import Batch
from torch.nn import functional

_ANSWER_COUNTS = 3
"""One that answers counts as much as so many that do not."""
_YES_OR_NO, _IN_LIST, _WORDS = 2.0, 1.0, 0.5
_NOWHERE = -1e4


def loss_of(odds: torch.Tensor, words: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the loss of a batch, a scalar.

    :param odds: log-odds that each row answers, shape (rows,).
    :param words: logits of the first and last word, shape (rows, tokens, 2).
    """
    lists = odds.view(len(batch.answered), -1)
    return (
        _YES_OR_NO * _yes_or_no(lists, batch.answered)
        + _IN_LIST * _in_list(lists, batch.answered)
        + _WORDS * words_loss(words, batch)
    )


def _yes_or_no(lists: torch.Tensor, answered: torch.Tensor) -> torch.Tensor:
    labels = torch.zeros_like(lists)
    labels[:, -1] = answered.float()
    each = functional.binary_cross_entropy_with_logits(lists, labels, reduction="none")
    return (each * (1 + (_ANSWER_COUNTS - 1) * labels)).mean()


def _in_list(lists: torch.Tensor, answered: torch.Tensor) -> torch.Tensor:
    """Of the lists with an answer: it is the last."""
    if not answered.any():
        return lists.sum() * 0
    return -lists[answered].log_softmax(-1)[:, -1].mean()


def words_loss(words: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the cross-entropy of the first plus that of the last word, among the tokens of the text alone.

    Rows whose words are not known do not count.
    """
    known = batch.words[:, 0] >= 0
    if not known.any():
        return words.sum() * 0
    places = torch.arange(words.shape[1], device=words.device)[None]
    begins, ends = batch.texts[known].unbind(1)
    outside = (places < begins[:, None]) | (places >= ends[:, None])
    logits = words[known].masked_fill(outside[:, :, None], _NOWHERE)
    first, last = batch.words[known].unbind(1)
    return functional.cross_entropy(logits[:, :, 0], first) + functional.cross_entropy(logits[:, :, 1], last)
