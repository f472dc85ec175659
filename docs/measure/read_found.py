"""Has a reader read the sentences that found_sentences.py keeps, for reader_pairs.py.

    .venv/bin/python docs/measure/read_found.py FOUND OUT [--cross-encoder MODEL]

Without MODEL, a folder or a Hub id, it is the built-in one.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from index.answer_reader import AnswerReader, Excerpt
from index.encoding.answer_weights import read_answer_weights
from index.encoding.cross_encoder_reader import CrossEncoderReader
from index.encoding.int8_answer_reader import Int8AnswerReader
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.encoding.token_tables import TokenTables


def main() -> None:
    """Add ``reader`` and ``words`` to every sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("found", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cross-encoder")
    args = parser.parse_args()
    reader: AnswerReader = (
        CrossEncoderReader(args.cross_encoder)
        if args.cross_encoder
        else Int8AnswerReader(TokenTables(int8_encoder_folder(default_cache_dir())), read_answer_weights())
    )
    with args.out.open("w", encoding="utf-8") as out:
        for line in args.found.read_text("utf-8").splitlines():
            out.write(json.dumps(read(json.loads(line), reader), ensure_ascii=False) + "\n")


def read(row: dict[str, Any], reader: AnswerReader) -> dict[str, Any]:
    """Return a question with what the reader makes of each of its sentences."""
    excerpts = [Excerpt(each["title"], each["before"], each["text"]) for each in row["sentences"]]
    readings = reader.read(row["question"], excerpts)
    sentences = [
        sentence
        | {
            "reader": round(reading.log_odds, 4),
            "words": None if reading.words is None else [reading.words.start, reading.words.end],
        }
        for sentence, reading in zip(row["sentences"], readings, strict=True)
    ]
    return row | {"sentences": sentences}


if __name__ == "__main__":
    main()
