"""Reads damaged files for a while: whatever is in them, each is read or reported, and soon.

    python docs/measure/fuzz_reading.py FOLDER... [--suffixes .docx .rtf] [--seconds 600] [--found FOLDER]

The files of the folders are what is damaged: bits, pieces cut out, doubled or put in from another file, marks
of all formats, and within archives and mail the same in what is packed there. What raises anything, takes
more than ``--limit`` seconds of the processor or ends the process is kept in ``--found`` and named; the exit
code is then 1.
"""

import argparse
import base64
import io
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Sequence
from pathlib import Path

from index.reading.formats import FORMATS
from index.reading.reader import read_file

MEMORY = 6 * 2**30
"""Bytes of address space: encoders are not loaded, the rest of the process takes one."""
MARKS = (
    *(
        b"\0",
        b"\xff",
        b"<",
        b">",
        b"&",
        b'"',
        b"'",
        b"\n",
        b"\r\n",
        b"\n\n",
        b"---\n",
        b"{",
        b"}",
        b"[",
        b"]",
    ),
    *(b"&#0;", b"&#x110000;", b"&amp;", b"]]>", b"<!--", b"<![CDATA[", b"</p>", b"<p>", b"\\", b"\\u0000"),
    *(
        b"9" * 400,
        b"-1",
        b"1e999",
        b"nan",
        b"null",
        b"true",
        b"[]",
        b"{}",
        b'""',
        b"0000-00-00",
        b"9999-99-99",
    ),
    *(
        b"From ",
        b"\nFrom x\n\n",
        b"=",
        b"=?utf-8?q?",
        b"?=",
        b"Content-Type: ",
        b"charset=x",
        b"\xed\xa0\x80",
    ),
    *("\ufeff\u202e\u0301".encode(), b"\\bin999999999 ", b"\\u-1 ", b"{\\*", b"%%EOF", b"obj", b"stream"),
)


def main() -> None:
    """Damage and read until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--suffixes", nargs="*", default=sorted(FORMATS))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--limit", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    args = parser.parse_args()
    files = [path for folder in args.folders for path in sorted(folder.rglob("*")) if path.is_file()]
    samples = [(path.suffix.lower(), path.read_bytes()) for path in files if path.suffix.lower() in FORMATS]
    wanted = [sample for sample in samples if sample[0] in args.suffixes]
    if not wanted:
        parser.error(f"no files with {' '.join(args.suffixes)} in these folders")
    until = time.monotonic() + args.seconds
    seed, found = args.seed, 0
    with tempfile.TemporaryDirectory() as work:
        while time.monotonic() < until:
            reached = multiprocessing.Value("q", seed)
            task = (samples, wanted, seed, reached, until, args.limit, Path(work), args.found)
            process = multiprocessing.Process(target=_read_some, args=task)
            process.start()
            process.join()
            seed = reached.value + 1
            if process.exitcode:
                found += 1
                if process.exitcode < 0:
                    _keep(
                        next(Path(work).iterdir()), reached.value, args.found, f"signal {-process.exitcode}"
                    )
    print(f"{seed - args.seed} files read, {found} found")
    sys.exit(bool(found))


def _read_some(  # one process's work
    samples: Sequence[tuple[str, bytes]],
    wanted: Sequence[tuple[str, bytes]],
    seed: int,
    reached: "multiprocessing.sharedctypes.Synchronized[int]",
    until: float,
    limit: int,
    work: Path,
    found: Path,
) -> None:
    """Read damaged files until one is not survived; the exit code is then 1."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _too_long)
    while time.monotonic() < until:
        reached.value = seed
        chance = random.Random(seed)
        suffix, raw = chance.choice(wanted)
        for path in work.iterdir():
            path.unlink()
        path = work / f"damaged{suffix}"
        path.write_bytes(_damaged(raw, samples, chance))
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)  # on a busy machine others take the time
        try:
            items = list(read_file(path, root=work))
            assert items, "neither read nor reported"
        except BaseException:  # noqa: BLE001  (what is raised is what is looked for)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            _keep(path, seed, found, traceback.format_exc())
            sys.exit(1)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        seed += 1


def _too_long(*_: object) -> None:
    raise TimeoutError("too long")


def _keep(path: Path, seed: int, found: Path, why: str) -> None:
    found.mkdir(parents=True, exist_ok=True)
    kept = found / f"{seed}{path.suffix}"
    kept.write_bytes(path.read_bytes())
    (found / f"{seed}{path.suffix}.why").write_text(why, encoding="utf-8")
    print(f"{kept}: {why.strip().splitlines()[-1]}", flush=True)


def _damaged(raw: bytes, samples: Sequence[tuple[str, bytes]], chance: random.Random) -> bytes:
    """Return a file with one to six damages, within what it packs where it does."""
    if raw.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _damaged_inside(raw, samples, chance)
    if b"base64" in raw and chance.random() < 0.5:
        return _damaged_base64(raw, samples, chance)
    for _ in range(chance.randint(1, 6)):
        raw = _once(raw, chance.choice(samples)[1], chance)
    return raw


def _once(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(raw) + 1), int(2 ** chance.uniform(0, 12))
    piece = raw[at : at + length]
    start = chance.randrange(len(other) + 1)
    flipped = bytes(byte ^ (1 << chance.randrange(8)) for byte in piece[:3]) + piece[3:]
    mark = chance.choice(MARKS) * chance.choice((1, 1, 2, 500))
    instead = (
        raw[at:],  # cut off from here
        b"",
        piece + raw[max(0, at - length) : at + length],
        piece * chance.randint(2, 50),
        other[start : start + length] + piece,
        flipped,
        mark + piece,
    )
    chosen = chance.randrange(len(instead))
    return raw[:at] + (b"" if chosen == 0 else instead[chosen] + raw[at + length :])


def _damaged_inside(raw: bytes, samples: Sequence[tuple[str, bytes]], chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    texts = [name for name, content in files.items() if content]
    name = chance.choice(texts)
    files[name] = _damaged(files[name], samples, chance)
    if chance.random() < 0.1:
        del files[chance.choice(texts)]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    return made.getvalue()


def _damaged_base64(raw: bytes, samples: Sequence[tuple[str, bytes]], chance: random.Random) -> bytes:
    """Damage what a part of a mail packs in base64."""
    head, _, rest = raw.partition(b"base64")
    blank = b"\r\n\r\n" if b"\r\n\r\n" in rest else b"\n\n"
    between, _, body = rest.partition(blank)
    packed, ending, tail = body.partition(b"\n--")
    try:
        content = base64.b64decode(packed)
    except ValueError:
        return raw[: chance.randrange(len(raw) + 1)]
    again = base64.encodebytes(_damaged(content, samples, chance))
    return head + b"base64" + between + blank + again + ending + tail


if __name__ == "__main__":
    main()
