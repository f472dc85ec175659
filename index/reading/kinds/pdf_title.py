"""What a PDF is called."""

import re
from collections import Counter
from collections.abc import Sequence

from index.reading.draft import one_line
from index.reading.kinds.pdf_layout import Line

_TALLER = 1.25
_LONGEST = 200
# What stands below the name of a newspaper, or of a report's series.
_ISSUE = re.compile(
    r"\b(?:jaargang|nummer|nr|editie|uitgave|volume|vol|issue|no|edition|week)\b\.?\s*\d"
    r"|\b(?:maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|satur|sun)da[gy]\b.{0,30}\d{4}",
    re.IGNORECASE,
)


def title_of(pages: Sequence[Sequence[Line]], *, properties: str, outline: Sequence[str]) -> str | None:
    """Return the title in the document's properties or outline where the first page has it, else what is
    printed largest there.

    The name of a newspaper, below which its date or its number stands, is passed over for what is the next
    in size; so is what has most of the page before it. None where nothing is larger than the text.

    :param outline: what it calls places on the first page.
    """
    first = next((lines for lines in pages if lines), [])
    printed = one_line(" ".join(line.text for line in first)).casefold()
    if properties and properties.casefold() in printed:
        return properties
    heights = Counter[float]()
    for line in first:
        heights[round(line.height, 1)] += len(line.text)
    if not heights:
        return None
    usual = heights.most_common(1)[0][0]
    for height in sorted((each for each in heights if each > _TALLER * usual), reverse=True):
        at = [number for number, line in enumerate(first) if round(line.height, 1) == height]
        title = one_line(" ".join(first[number].text for number in at))
        below = first[at[-1] + 1].text if at[-1] + 1 < len(first) else ""
        before, after = (
            sum(len(line.text) for line in part) for part in (first[: at[0]], first[at[-1] + 1 :])
        )
        if before <= after and not _ISSUE.search(below):
            return title if len(title) <= _LONGEST else None
    return next((each for each in outline if each and each.casefold() in printed), None)
