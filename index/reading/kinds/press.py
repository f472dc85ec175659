"""Exports of press databases, as plain lines: many articles in one file, each with a head and a foot."""

from collections.abc import Sequence

from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.factiva import factiva_articles, is_factiva_field, is_factiva_mark
from index.reading.kinds.nexis import is_nexis_field, is_nexis_mark, nexis_articles
from index.reading.letters import letters


def press_articles(lines: Sequence[str]) -> list[ArticleDraft | SkippedPart]:
    """Return the articles of an export of Nexis, Lexis or Factiva; none where the lines are something else.

    :param lines: of a text file, or the paragraphs of a document with an empty line between two.
    """
    return nexis_articles(lines) or factiva_articles(lines)


def letters_of_fields(lines: Sequence[str]) -> int:
    """Return the letters of the lines that are fields of such an export, not text; 0 for other lines."""
    if not any(map(_is_mark, lines)):
        return 0
    return sum(letters(line) for line in lines if is_nexis_field(line) or is_factiva_field(line))


def _is_mark(line: str) -> bool:
    """Whether a line divides two articles of an export."""
    return is_nexis_mark(line) or is_factiva_mark(line)
