"""Rounds the weights of a trained reader to the file that is shipped, and prints its SHA-256.

    .venv/bin/python docs/train/reader_weights.py TRAINED.safetensors [--out FILE]

TRAINED holds floats by their names in transformers' BERT, and the two heads. The SHA-256 belongs into
index/encoding/answer_weights.py.
"""

import argparse
from pathlib import Path

from safetensors.numpy import load_file

from index.encoding.answer_weights import ANSWER_WEIGHTS, write_answer_weights


def main() -> None:
    """Write, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("--out", type=Path, default=ANSWER_WEIGHTS)
    args = parser.parse_args()
    digest = write_answer_weights(load_file(args.trained), args.out)
    print(f"{digest}  {args.out}  {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
