"""Writes clapnq's questions as found_sentences.py does a question set's, with its passages as what was found.

    .venv/bin/python docs/train/found_clapnq.py CLAPNQ OUT

Nothing was searched, so every score is 0. Its answers are written out, not marked, so ``answer`` is empty.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from plain_text import plain_text


def main() -> None:
    """Write the answerable questions, then the unanswerable."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("clapnq", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with args.out.open("w", encoding="utf-8") as out:
        for kind in ("answerable", "unanswerable"):
            path = args.clapnq / f"clapnq_dev_{kind}.jsonl"
            for line in path.read_text("utf-8").splitlines():
                row = row_of(json.loads(line), answerable=kind == "answerable")
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def row_of(record: dict[str, Any], *, answerable: bool) -> dict[str, Any]:
    """Return a question as it is written; gold are the sentences that its answers were written from."""
    chosen = {_bare(text) for answer in record["output"] for text in answer.get("selected_sentences", ())}
    sentences = [
        {
            "text": _plain(text),
            "title": passage["title"],
            "before": _plain(passage["sentences"][at - 1]) if at else "",
            "language": "en",
            "score": 0.0,
            "gold": answerable and _bare(text) in chosen,
        }
        for passage in record["passages"]
        for at, text in enumerate(passage["sentences"])
        if _bare(text)
    ]
    return {
        "id": f"clapnq-{record['id']}",
        "pair": record["id"],
        "question": _plain(record["input"]),
        "question_language": "en",
        "direction": "en>en",
        "answerable": answerable,
        "answer": [],
        "gold_known": any(each["gold"] for each in sentences),
        "sentences": sentences,
    }


def _plain(text: str) -> str:
    return plain_text(text, parted_hyphens=True).text


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
