"""Measures how fast llama.cpp reads a prompt and writes a reply, by its own timings, builds in turns.

    .venv/bin/python docs/measure/engine_speed.py MODEL.gguf [--python OTHER ...] [--rounds 3]
        [--flash on off] [--batches 128 512]

Each OTHER is the Python of an environment that has another build of xllamacpp (it needs nothing else). In
each round each build reads the same prompt once with each setting, in a process of its own. Whether the reply
is that of the first line, character for character, is told too: what answers otherwise is not merely faster.
Run it alone: a second process that computes makes the figures worthless.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from xllamacpp import (  # type: ignore[import-untyped]  # it ships no types
    CommonParams,
    Server,
    get_device_info,
    get_system_info,
    llama_flash_attn_type,
)

REPLY_TOKENS = 60
PROMPT_CHARACTERS = 2500
"""Some 600 tokens: the evidence of a question, and what is not in the cache before it."""
ARTICLE = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))[0]
FLASH = {
    "on": llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_ENABLED,
    "off": llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED,
    "auto": llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_AUTO,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A build, named by its Python, and how it is told to compute."""

    python: str
    flash: str
    batch: int


@dataclass(frozen=True, slots=True)
class Timing:
    """What one request took: tokens read and written, and tokens a second; and with which instructions."""

    prompt_tokens: int
    prompt_speed: float
    reply_tokens: int
    reply_speed: float
    reply: str
    machine: str


def main() -> None:
    """Time in turns, and print a line for each setting; or time once, as a child of such a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--python", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--flash", nargs="+", choices=FLASH, default=["on", "off"])
    parser.add_argument("--batches", nargs="+", type=int, default=[128, 512])
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.once:
        print(json.dumps(asdict(_time_once(args.model, flash=args.flash[0], batch=args.batches[0]))))
        return
    settings = [
        Setting(*setting) for setting in product([sys.executable, *args.python], args.flash, args.batches)
    ]
    timings: defaultdict[Setting, list[Timing]] = defaultdict(list)
    for at in range(args.rounds):
        for setting in settings:
            timings[setting].append(_time_in_a_process(args.model, setting))
            print(f"round {at + 1}: {_line(setting, timings[setting][-1:])}", file=sys.stderr)
    _print_table(timings)


def _time_in_a_process(model: Path, setting: Setting) -> Timing:
    command = [setting.python, __file__, str(model), "--once"]
    command += ["--flash", setting.flash, "--batches", str(setting.batch)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"{setting.python} could not time {model}: {(ended.stderr.splitlines() or ['no word'])[-1]}")
    return Timing(**json.loads(ended.stdout.splitlines()[-1]))


def _time_once(model: Path, *, flash: str, batch: int) -> Timing:
    server = _load(model, flash=flash, batch=batch)
    # The first request pays for what is only set up once; it shares no beginning with the one that is timed.
    _ask(server, "?", reply_tokens=2)
    response = _ask(server, f"{ARTICLE.read_text('utf-8')[:PROMPT_CHARACTERS]}\n\nSummarise this article.")
    timings = response["timings"]
    return Timing(
        prompt_tokens=timings["prompt_n"],
        prompt_speed=timings["prompt_per_second"],
        reply_tokens=timings["predicted_n"],
        reply_speed=timings["predicted_per_second"],
        reply=response["choices"][0]["message"]["content"],
        machine=f"{get_device_info()[0]['description']}, {get_system_info()}",
    )


def _load(model: Path, *, flash: str, batch: int) -> Server:
    """Load the model as ``rag.engines.llama_engine`` does, but for what is compared."""
    params = CommonParams()
    params.model.path = str(model)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.n_batch = params.n_ubatch = batch
    params.flash_attn_type = FLASH[flash]
    params.warmup = False
    params.verbosity = -1
    params.n_threads_http = 1
    params.ui = False
    with tempfile.TemporaryDirectory() as folder:
        params.hostnames = [f"{folder}/llama.sock"]
        return Server(params)


def _ask(server: Server, text: str, *, reply_tokens: int = REPLY_TOKENS) -> dict[str, Any]:
    body = {"messages": [{"role": "user", "content": text}], "max_tokens": reply_tokens}
    body |= {"temperature": 0, "repeat_penalty": 1.0, "seed": 0, "cache_prompt": False}
    responses: list[dict[str, Any]] = []
    server.handle_chat_completions(body, responses.append)
    return responses[-1]


def _print_table(timings: dict[Setting, list[Timing]]) -> None:
    first_reply = next(iter(timings.values()))[0].reply
    print(f"{os.cpu_count()} processors; tokens a second: median (least to most)")
    for python in dict.fromkeys(setting.python for setting in timings):
        info = next(found[0].machine for setting, found in timings.items() if setting.python == python)
        print(f"{python}: {info}")
    for setting, found in timings.items():
        same = all(timing.reply == first_reply for timing in found)
        print(f"{_line(setting, found)}  {'same reply' if same else 'ANOTHER REPLY'}")


def _line(setting: Setting, found: Sequence[Timing]) -> str:
    prompt = _spread([timing.prompt_speed for timing in found])
    reply = _spread([timing.reply_speed for timing in found])
    return (
        f"{setting.python}  flash {setting.flash:4} batch {setting.batch:4}  "
        f"prompt ({found[0].prompt_tokens} tokens) {prompt}  reply ({found[0].reply_tokens}) {reply}"
    )


def _spread(speeds: Sequence[float]) -> str:
    return f"{median(speeds):6.1f} ({min(speeds):.1f} to {max(speeds):.1f})"


if __name__ == "__main__":
    main()
