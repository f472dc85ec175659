"""Trains the adapter with which the built-in model judges claims and answers from one source.

    .venv/bin/python docs/train/adapter.py TRAINING OUT [--steps 430] [--seed 1]

First on public English pairs, then on the records of adapter_records.jsonl with some public pairs among them.
Writes OUT/trained_adapter.gguf and prints its SHA-256, which belongs into rag/engines/trained_adapter.py.
"""

import argparse
import random
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import torch
from adapter_groups import Group, groups_of, read_public, read_records
from adapter_model import Encoded, TrainedModel, length_of, packed, write_adapter
from training_run import Schedule, TrainingRun

from index.encoding.prepared_files import default_cache_dir
from rag.engines.generator_weights import builtin_gguf

_RECORDS = Path(__file__).with_name("adapter_records.jsonl")
_TOKENS = 2300
"""Of a batch, with what fills up its rows."""
_WINDOW = 80
"""Groups among which those of like length are put together."""
_FIRST = {"fever_symmetric": 648, "fm2": 600, "cad_nli": 500, "snli": 350}
_AMONG_RECORDS = {"fever_symmetric": 120, "fm2": 180, "cad_nli": 160}


def main() -> None:
    """Train, and write the adapter."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("training", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=430)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    draw = random.Random(args.seed)
    torch.manual_seed(args.seed)
    model = TrainedModel(builtin_gguf(default_cache_dir()))
    batches = [
        batch
        for part in course(args.training, draw)
        for batch in batched(list(map(model.encoded, part)), draw)
    ]
    run = TrainingRun(
        model.parameters(),
        Schedule(steps=min(args.steps, len(batches)), rate=3e-4, warm_up=12, floor=0.05),
        args.out / "run.pt",
        seed=args.seed,
        weight_decay=0.01,
        kept_every=30,
    )
    run.train(lambda step: model.loss(packed(batches[step])))
    path = args.out / "trained_adapter.gguf"
    write_adapter(model.parameters(), path)
    print(path, sha256(path.read_bytes()).hexdigest())


def course(training: Path, draw: random.Random) -> tuple[list[Group], list[Group]]:
    """Return what is read first and what then, each in an order that is drawn."""
    public = read_public(training, draw)
    first = [group for name, count in _FIRST.items() for group in public[name][:count]]
    then = [group for name, count in _AMONG_RECORDS.items() for group in public[name][-count:]]
    for record in read_records([_RECORDS]):
        then += groups_of(record, draw)
    draw.shuffle(first)
    draw.shuffle(then)
    return first, then


def batched(groups: Sequence[Encoded], draw: random.Random) -> list[list[Encoded]]:
    """Return groups in batches of like length."""
    batches = []
    for start in range(0, len(groups), _WINDOW):
        window: list[list[Encoded]] = [[]]
        for group in sorted(groups[start : start + _WINDOW], key=length_of):
            if window[-1] and length_of(group) * (len(window[-1]) + 1) > _TOKENS:
                window.append([])
            window[-1].append(group)
        draw.shuffle(window)
        batches += window
    return batches


if __name__ == "__main__":
    main()
