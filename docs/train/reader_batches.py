"""Lists of sentences as tensors, in the form in which the reader gets them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from reader_lists import Shown, ShownList
from tokenizers import Tokenizer

from index.answer_reader import Excerpt
from index.encoding.answer_form import AnswerForm, answer_form
from index.span import Span

_PAD = 1
_UNKNOWN = (-1, -1)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of tokens, those of one list behind one another.

    ``ids`` and ``mask`` have shape (rows, tokens); ``texts``, shape (rows, 2), where the text's own tokens
    begin and end (exclusive); ``words``, shape (rows, 2), the first and last token that answer, -1 where they
    are not known; ``answered``, shape (lists,), whether the last row of each list answers.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    texts: torch.Tensor
    words: torch.Tensor
    answered: torch.Tensor

    def to(self, device: str) -> "Batch":
        """Return it on a device."""
        tensors = (self.ids, self.mask, self.texts, self.words, self.answered)
        return Batch(*(tensor.to(device) for tensor in tensors))


def batch_of(lists: Sequence[ShownList], tokenizer: Tokenizer) -> Batch:
    """Return lists of equal length as a batch."""
    rows = [row for each in lists for row in each.rows]
    forms = [answer_form(tokenizer, row.question, Excerpt(row.title, row.before, row.text)) for row in rows]
    longest = max(len(form.ids) for form in forms)
    lengths = torch.tensor([[len(form.ids)] for form in forms])
    return Batch(
        ids=torch.tensor([form.ids + [_PAD] * (longest - len(form.ids)) for form in forms]),
        mask=torch.arange(longest)[None] < lengths,
        texts=torch.tensor([(form.text_at, form.text_at + len(form.offsets)) for form in forms]),
        words=torch.tensor([_word_tokens(row, form) for row, form in zip(rows, forms, strict=True)]),
        answered=torch.tensor([each.answered for each in lists]),
    )


def _word_tokens(row: Shown, form: AnswerForm) -> tuple[int, int]:
    found = tokens_of(row.words, form) if row.words else None
    return found or _UNKNOWN


def tokens_of(words: Span, form: AnswerForm) -> tuple[int, int] | None:
    """Return the first and last token of a form that hold words of its text; None where these are cut off."""
    touched = [at for at, (start, end) in enumerate(form.offsets) if start < words.end and end > words.start]
    if not touched or form.offsets[touched[-1]][1] < words.end:
        return None
    return form.text_at + touched[0], form.text_at + touched[-1]
