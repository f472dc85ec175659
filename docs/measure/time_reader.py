"""Times the built-in reader on pairs of a length as they come: milliseconds a pair.

.venv/bin/python docs/measure/time_reader.py [--pairs 24] [--runs 20] [--weights FILE]
"""

import argparse
import os
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter

from index.answer_reader import Excerpt
from index.encoding.answer_weights import ANSWER_WEIGHTS, read_answer_weights
from index.encoding.int8_answer_reader import Int8AnswerReader
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.encoding.token_tables import TokenTables

QUESTION = "Hoeveel mensen moesten volgens de burgemeester hun huis verlaten?"
EXCERPT = Excerpt(
    "Duizenden mensen geëvacueerd na overstroming",
    "Het water steeg in de nacht van dinsdag op woensdag ruim twee meter, sneller dan was verwacht.",
    "Volgens burgemeester Jansen hebben zo'n 3.400 mensen hun huis moeten verlaten, van wie de meesten bij "
    "familie of in een sporthal in de buurt terechtkonden.",
)


def main() -> None:
    """Time, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pairs", type=int, default=24)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--weights", type=Path, default=ANSWER_WEIGHTS)
    args = parser.parse_args()
    tables = TokenTables(int8_encoder_folder(default_cache_dir()))
    began = perf_counter()
    weights = read_answer_weights(args.weights, digest=sha256(args.weights.read_bytes()).hexdigest())
    reader = Int8AnswerReader(tables, weights)
    print(f"loaded in {perf_counter() - began:.2f} s beside the encoder's tables")
    times = []
    for _ in range(args.runs):
        began = perf_counter()
        reader.read(QUESTION, [EXCERPT] * args.pairs)
        times.append((perf_counter() - began) / args.pairs)
    print(
        f"{1000 * median(times):.1f} ms a pair ({1000 * min(times):.1f} to {1000 * max(times):.1f}), "
        f"{args.pairs} at a time on {os.cpu_count()} processors"
    )


if __name__ == "__main__":
    main()
