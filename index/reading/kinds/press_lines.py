"""What exports of press databases have in common: paragraphs that are broken over lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.reading.dates import date_readings
from index.reading.draft import ArticleDraft, SkippedPart, article_text, one_line
from index.reading.metadata import date_remarks
from index.unread import Unread

_BY = re.compile(r"(?:by|door)\b:?\s+", re.IGNORECASE)
_WRAPPED_AT_MOST = 100
"""Characters: a line that is longer is a paragraph of its own."""


def paragraphs_of(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs: what blank lines divide, and each line where one is too long to be broken off."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            if any(len(each) > _WRAPPED_AT_MOST for each in block):
                yield from block
            else:
                yield " ".join(block)
            block = []


def press_draft(
    title: str, date: str, author: str, lines: Sequence[str], key: str
) -> ArticleDraft | SkippedPart:
    """Return an article; a date that cannot be told becomes a remark, and one without text is skipped."""
    head = one_line(title)
    text = article_text(head, paragraphs_of(lines))
    if len(text) <= len(head):
        return SkippedPart(key, Unread.NO_TEXT(kind="document"))
    readings = date_readings(date)
    return ArticleDraft(
        text=text,
        title=head or None,
        published=readings[0] if len(readings) == 1 else None,
        author=_BY.sub("", one_line(author)) or None,
        key=key,
        remarks=date_remarks(date, readings),
    )


def whole_file(parts: Sequence[ArticleDraft | SkippedPart]) -> list[ArticleDraft | SkippedPart]:
    """Return the articles of a file; where there is only one, it is the file's own."""
    return [replace(parts[0], key="")] if len(parts) == 1 else list(parts)
