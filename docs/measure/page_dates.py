"""Measures the dates of web pages on htmldate's own set of pages, with htmldate itself beside.

    python docs/measure/page_dates.py HTMLDATE [--pages]

HTMLDATE is a copy of https://github.com/adbar/htmldate, whose ``tests`` hold the pages and their dates. The
date is right where it is the day of the set, wrong where it is another, else there is none. What the reader
does was made to fit the first half of the pages only. With ``--pages`` each page of that half that is wrong
or has no date is shown.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from htmldate import find_date

from index.errors import ArticleError
from index.reading.kinds.html import read_html

GOLD = ("eval_mediacloud_2020.json", "eval_default.json")
FOLDERS = ("test_set", "cache", "eval")


def read_gold(tests: Path) -> dict[Path, str]:
    """Return the day of each page that is there."""
    gold: dict[Path, str] = {}
    for name in GOLD:
        for each in json.loads((tests / name).read_text("utf-8")).values():
            found = [tests / folder / each["file"] for folder in FOLDERS]
            path = next((path for path in found if path.is_file()), None)
            if path is not None and isinstance(each["date"], str):
                gold[path] = each["date"]
    if not gold:
        sys.exit(f"{tests}: no pages in it; name a copy of htmldate's repository")
    return gold


def of_reader(page: bytes) -> str | None:
    """Return the date that the reader of web pages gives; none where it finds no article."""
    try:
        return read_html(page)[0].published
    except ArticleError:
        return None


def of_htmldate(page: bytes) -> str | None:
    """Return the first date that htmldate gives, by its widest search."""
    found: str | None = find_date(page, original_date=True, extensive_search=True)
    return found


WAYS: Mapping[str, Callable[[bytes], str | None]] = {"reader": of_reader, "htmldate": of_htmldate}


def outcome(found: str | None, true: str) -> str:
    """Return ``right``, ``wrong`` or ``none``."""
    return "none" if found is None else "right" if found == true else "wrong"


def halves(pages: Sequence[Path]) -> dict[str, list[Path]]:
    """Return every other page by name, from the first and from the second on, and all."""
    ordered = sorted(pages)
    return {"fitted": ordered[::2], "not fitted": ordered[1::2], "all": ordered}


def main() -> None:
    """Measure both on both halves and on all pages, or show the pages."""
    gold = read_gold(Path(sys.argv[1]) / "tests")
    if "--pages" in sys.argv:
        for page in halves(list(gold))["fitted"]:
            found = of_reader(page.read_bytes())
            if found != gold[page]:
                print(f"{outcome(found, gold[page])} {gold[page]} {found} {page}")
        return
    for way, date_of in WAYS.items():
        began = time.process_time()
        outcomes = {page: outcome(date_of(page.read_bytes()), true) for page, true in gold.items()}
        seconds = time.process_time() - began
        for half, pages in halves(list(gold)).items():
            counts = Counter(outcomes[page] for page in pages)
            print(
                f"{way}, {half} ({len(pages)} pages): right {counts['right']}, wrong {counts['wrong']},"
                f" none {counts['none']}"
            )
        print(f"{way}: {seconds:.0f} s")


if __name__ == "__main__":
    main()
