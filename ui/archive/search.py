"""Searches the conversations by words, and marks where they stand."""

import re
from collections.abc import Iterator

from ui.archive.record import Fragment
from ui.archive.schema import ArchiveFile

_WORD = re.compile(r"\w+")
_MATCH_START, _MATCH_END = "\x02", "\x03"
_NO_MARKS = str.maketrans("", "", _MATCH_START + _MATCH_END)
_SEARCH = """
select conversation, turn, marked from (
    select t.conversation as conversation, t.number as turn,
        snippet(turn_words, -1, char(2), char(3), '…', 16) as marked
    from turn_words join turn t on t.number = turn_words.rowid
    where turn_words match ?1 and t.set_aside_for is null
    union all
    select rowid, null, highlight(conversation_words, 0, char(2), char(3))
    from conversation_words where conversation_words match ?1
) join conversation c on c.number = conversation
where c.deleted is null order by c.changed desc, c.number desc, turn nulls last
"""


def searchable(text: str) -> str:
    """Return a text as it goes into the full-text tables: without the signs that mark a match."""
    return text.translate(_NO_MARKS)


def found_conversations(
    file: ArchiveFile, text: str, *, limit: int
) -> tuple[tuple[int, int | None, tuple[Fragment, ...]], ...]:
    """Return the numbers of the conversations that have all words of ``text``, the last changed first.

    With each comes the first turn that has them (None where only the title does) and what stands around them.
    """
    words = " ".join(f'"{word}"*' for word in _WORD.findall(text))
    first: dict[int, tuple[int | None, str]] = {}
    for number, turn, marked in file.rows(_SEARCH, words) if words else ():
        first.setdefault(number, (turn, marked))
    return tuple(
        (number, turn, tuple(_fragments(marked))) for number, (turn, marked) in list(first.items())[:limit]
    )


def _fragments(marked: str) -> Iterator[Fragment]:
    for place, part in enumerate(re.split(f"[{_MATCH_START}{_MATCH_END}]", marked)):
        if part:
            yield Fragment(part, is_match=place % 2 == 1)
