"""What an article is called, read from its text."""

import re
from collections.abc import Sequence

from index.span import Span

MAX_TITLE = 90
"""Characters of a title that is made from a sentence."""

_MAX_HEADLINE = 120
_HEAD = 10

# Followed by a capital, and after a word of four letters or more: "Mr. Putin" and "Oct. 1" do not end one.
_SENTENCE_END = re.compile(r"(?<=\w{4})[.!?…]+[’”\"')\]]*(?=\s+[A-ZÀ-Þ‘“\"'„])")
_CLOSED = re.compile(r"[.,;:][’”\"')\]]*$")


def headline_of(text: str, paragraphs: Sequence[Span], not_title: frozenset[str] = frozenset()) -> str:
    """Return the article's headline where it has one, else its first sentence, shortened.

    A headline is a first line of at most 120 characters that does not end as a sentence does and has a body
    below it. A sentence of more than ``MAX_TITLE`` characters is cut between words and ends in ``…``. The
    title is one line; it is empty only where there are no paragraphs.

    :param paragraphs: of the body, in order, as ``index.text.boilerplate.body_spans`` gives them.
    :param not_title: lines that say only when it was published or who wrote it.
    """
    if not paragraphs:
        return ""
    titles = [title for each in paragraphs[:_HEAD] if (title := _without(each.of(text), not_title))]
    first = titles[0] if titles else " ".join(paragraphs[0].of(text).split())
    if len(paragraphs) > 1 and len(first) <= _MAX_HEADLINE and not _CLOSED.search(first):
        return first
    end = _SENTENCE_END.search(first)
    return _shortened(first[: end.end()] if end else first)


def _without(paragraph: str, left_out: frozenset[str]) -> str:
    lines = (" ".join(line.split()) for line in paragraph.split("\n"))
    return " ".join(line for line in lines if line and line not in left_out)


def _shortened(sentence: str) -> str:
    if len(sentence) <= MAX_TITLE:
        return sentence
    cut = sentence[:MAX_TITLE]
    words = cut[: cut.rfind(" ")] if " " in cut else cut[:-1]
    return words.rstrip(" ,;:-–—(‘“\"'") + "…"
