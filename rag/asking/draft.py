"""Reads what the model wrote: sentences, and the numbers of the evidence that each cites."""

import re
from dataclasses import dataclass

from index.article import Language
from index.span import Span
from index.text.sentences import sentence_spans

_MARK = re.compile(r"\s*[\[【]\s*(\d+(?:\s*[,;]\s*\d+)*)\s*[\]】]")
_UNFINISHED_MARK = re.compile(r"\s*[\[【][\d\s,;]*$")
_STRAY_BRACKETS = re.compile(r"\s*[\[【][^\]】]{0,3}[\]】]")
_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|[-*•][ \t]+|[0-9]{1,2}[.)][ \t]+(?=\S))", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__|`")
_HAS_A_WORD = re.compile(r"[^\W_]")
_ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ONE_FRAGMENT = 120
"""Characters that a lone answer without a final stop may have; a longer one was cut off."""
_ROUND_BRACKETS = str.maketrans("[]【】", "()()")
_FINAL_STOPS = re.compile(r"([.!?…]*)(\s*)$")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence without its marks, and the numbers that these named, in their order, each once.

    ``is_finished`` is false for a last sentence that stops in the middle, as at the most tokens allowed.
    """

    text: str
    marks: tuple[int, ...]
    is_finished: bool = True


def parse_draft(draft: str, language: Language) -> tuple[DraftSentence, ...]:
    """Split a draft into sentences; a mark belongs to the sentence that it stands in or right behind.

    Bullets, numbers of a list, headings' signs and emphasis are left out, and so is what holds no word.
    """
    clean, places = _without_marks(_EMPHASIS.sub("", _LINE_START.sub("", draft)))
    spans = sentence_spans(clean, language)
    sentences = []
    for index, span in enumerate(spans):
        marks = tuple(dict.fromkeys(number for at, number in places if _belongs(at, index, spans)))
        text = span.of(clean)
        if _HAS_A_WORD.search(text):
            is_last = index + 1 == len(spans)
            is_marked_behind = any(at >= span.end for at, _ in places)
            is_finished = not is_last or is_marked_behind or _is_finished(text, alone=index == 0)
            sentences.append(DraftSentence(text, marks, is_finished))
    return tuple(sentences)


def _is_finished(text: str, *, alone: bool) -> bool:
    """Whether an unmarked last sentence is whole: it has its stop, or is the answer's only, short phrase."""
    return _ENDS_LIKE_A_SENTENCE.search(text) is not None or (alone and len(text) <= _ONE_FRAGMENT)


def visible_draft(draft: str, evidence_numbers: range) -> str:
    """Return a draft as a reader may see it while it grows.

    Marks are numbered in the order of their first appearance, as the answer's will be; marks of numbers
    that do not exist are left out, and so is a mark whose end is still to come.
    """
    shown: dict[int, int] = {}

    def renumber(mark: re.Match[str]) -> str:
        numbers = [int(number) for number in re.findall(r"\d+", mark[1])]
        known = [number for number in numbers if number in evidence_numbers]
        return "".join(f" [{shown.setdefault(number, len(shown) + 1)}]" for number in known)

    return _MARK.sub(renumber, _UNFINISHED_MARK.sub("", draft)).strip()


def with_marks(sentence: str, numbers: list[int]) -> str:
    """Return a sentence with its marks before the final stop: ``Zo is het [1][2].``"""
    marks = "".join(f"[{number}]" for number in numbers)
    return _FINAL_STOPS.sub(lambda stops: f" {marks}{stops[1]}", sentence, count=1)


def without_brackets(text: str) -> str:
    """Return a sentence of an article as one line whose own bracketed numbers cannot pass for marks."""
    return " ".join(text.split()).translate(_ROUND_BRACKETS)


def _without_marks(draft: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without marks, and for each number cited the place in that text where it stood."""
    clean = ""
    places = []
    end = 0
    for mark in _MARK.finditer(draft):
        clean += _STRAY_BRACKETS.sub("", draft[end : mark.start()])
        places += [(len(clean), int(number)) for number in re.findall(r"\d+", mark[1])]
        end = mark.end()
    return clean + _STRAY_BRACKETS.sub("", _UNFINISHED_MARK.sub("", draft[end:])), places


def _belongs(at: int, index: int, spans: tuple[Span, ...]) -> bool:
    after_start = at > spans[index].start
    before_next = index + 1 == len(spans) or at <= spans[index + 1].start
    return after_start and before_next
