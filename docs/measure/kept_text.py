"""Measures how often a loss of text is told, rightly and wrongly, on the article-extraction-benchmark.

    python docs/measure/kept_text.py BENCHMARK

BENCHMARK is a checkout of https://github.com/scrapinghub/article-extraction-benchmark. A page has lost text
where less than .9 of the words that people marked as its article are kept. As few pages do, half of what is
kept of each other one is taken away, too.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from index.reading.kinds.html import read_html
from index.reading.kinds.page_letters import letters_of_page
from index.reading.letters import FEWEST_LOST, LEAST_KEPT, letters

WHOLE = 0.9
SHARES = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the share of its article's words that are kept, the letters kept, and those that it marks."""

    recall: float
    kept: int
    seen: int

    def is_told(self, share: float, *, kept: float = 1.0) -> bool:
        """Whether a loss is told below this share, where so much of what is kept were kept."""
        count = round(kept * self.kept)
        return self.seen - count >= FEWEST_LOST and count < share * self.seen


def main() -> None:
    """Print a line for each share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("benchmark", type=Path)
    pages = _pages(parser.parse_args().benchmark)
    lost = [page for page in pages if page.recall < WHOLE]
    whole = [page for page in pages if page.recall >= WHOLE]
    print(f"{len(pages)} pages, {len(lost)} of them with a loss; told below")
    for share in SHARES:
        print(
            f"{share:.2f}: {sum(page.is_told(share) for page in lost)} of these,"
            f" {sum(page.is_told(share) for page in whole)} of the others,"
            f" {sum(page.is_told(share, kept=2 / 3) for page in whole)} of which a third is taken away,"
            f" {sum(page.is_told(share, kept=0.5) for page in whole)} of which a half is"
            f"{' (in use)' if share == LEAST_KEPT else ''}"
        )


def _pages(benchmark: Path) -> list[Page]:
    truth = json.loads((benchmark / "ground-truth.json").read_text("utf-8"))
    return [
        _page(gzip.decompress((benchmark / "html" / f"{key}.html.gz").read_bytes()), each["articleBody"])
        for key, each in truth.items()
    ]


def _page(raw: bytes, body: str) -> Page:
    text = "\n".join(draft.text for draft in read_html(raw))
    wanted = _words(body)
    recall = (wanted & _words(text)).total() / max(1, wanted.total())
    return Page(recall, letters(text), letters_of_page(raw))


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


if __name__ == "__main__":
    main()
