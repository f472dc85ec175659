"""The form in which the built-in reader gets a question and an excerpt.

What the reader was trained on has this form to the token: change neither alone.
"""

from dataclasses import dataclass

from tokenizers import Tokenizer

from index.answer_reader import Excerpt

_BEGIN, _END = 0, 2
_QUESTION_TOKENS, _TITLE_TOKENS, _BEFORE_TOKENS, _TEXT_TOKENS = 48, 24, 48, 160


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The token ids of a question and an excerpt, 286 at most.

    The text's own tokens begin at ``text_at``; ``offsets`` are where each begins and ends in the text.
    """

    ids: list[int]
    text_at: int
    offsets: tuple[tuple[int, int], ...]


def answer_form(tokenizer: Tokenizer, question: str, excerpt: Excerpt) -> AnswerForm:
    """Return ``<s> query: QUESTION </s></s> passage: TITLE </s> BEFORE </s> TEXT </s>``, each part cut.

    Prefixes count in the lengths. Of what comes before, the last tokens are kept.
    """

    def ids(part: str) -> list[int]:
        found: list[int] = tokenizer.encode(part, add_special_tokens=False).ids
        return found

    text = tokenizer.encode(excerpt.text, add_special_tokens=False)
    ahead = [
        _BEGIN,
        *ids(f"query: {question}")[:_QUESTION_TOKENS],
        _END,
        _END,
        *ids(f"passage: {excerpt.title}")[:_TITLE_TOKENS],
        _END,
        *ids(excerpt.before)[-_BEFORE_TOKENS:],
        _END,
    ]
    return AnswerForm(
        [*ahead, *text.ids[:_TEXT_TOKENS], _END], len(ahead), tuple(text.offsets[:_TEXT_TOKENS])
    )
