"""Trains the reader of answers from the public training data.

    .venv/bin/python docs/train/reader.py TRAINING SETS OUT [--steps 1179] [--seed 0]

TRAINING and SETS are as questions.py takes them. Into OUT come groups.jsonl and aligned_words.json, each made
if it is not there, reader.checkpoint, from which an interrupted run goes on, and reader.safetensors, which
reader_weights.py rounds to the file that is shipped. Runs on a GPU of CUDA where there is one.
"""

import argparse
from functools import partial
from pathlib import Path
from random import Random

import torch
from groups import read_groups
from made_files import dutch_words, made
from questions import write_questions
from read_stsb import read_stsb
from reader_batches import batch_of
from reader_lists import ListMaker
from reader_losses import loss_of
from reader_model import shipped_tensors, untrained_reader
from safetensors.torch import save_file
from tokenizers import Tokenizer
from training_run import Schedule, TrainingRun

from index.encoding.e5_weights import builtin_encoder
from index.encoding.prepared_files import default_cache_dir

LISTS = 8
"""Of one step."""
_SPLIT_SEED = 1
_RATE, _WARM_UP, _FLOOR, _WEIGHT_DECAY = 1.2e-4, 150, 0.01, 0.01


def main() -> None:
    """Prepare what is not there yet, train, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("training", type=Path)
    parser.add_argument("sets", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=1179)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    maker = list_maker(args.training, args.sets, args.out)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    encoder = builtin_encoder(default_cache_dir())
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    torch.manual_seed(args.seed)
    model = untrained_reader(encoder).to(device)
    run = TrainingRun(
        model.trained(),
        Schedule(args.steps, rate=_RATE, warm_up=_WARM_UP, floor=_FLOOR),
        args.out / "reader.checkpoint",
        seed=args.seed,
        weight_decay=_WEIGHT_DECAY,
    )

    def loss_at(step: int) -> torch.Tensor:
        lists = maker.lists(LISTS, Random(f"{args.seed} {step}"))
        batch = batch_of(lists, tokenizer).to(device)
        with torch.autocast(device, torch.bfloat16):
            odds, words = model.by_length(batch.ids, batch.mask)
        return loss_of(odds.float(), words.float(), batch)

    run.train(loss_at)
    save_file(shipped_tensors(model, run.average), args.out / "reader.safetensors")


def list_maker(training: Path, sets: Path, out: Path) -> ListMaker:
    """Return what makes lists of all training data, by way of files in ``out``."""
    write = partial(write_questions, training, sets, seed=_SPLIT_SEED)
    questions = made(out / "groups.jsonl", write)
    groups = [
        group
        for group in read_groups(questions, "train")
        if any(sentence.answers for sentence in group.sentences)
    ]
    groups += read_stsb(training / "stsb_multi_mt")
    return ListMaker(groups, dutch_words(training, out))


if __name__ == "__main__":
    main()
