"""The server that ``reliability.py`` kills, the small disk that it fills, and what /proc says of it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

TWEESPRAAK = str(Path(sys.executable).with_name("tweespraak"))
_PATIENCE = 180.0
"""Seconds within which a server starts or ends, or an index is made: a busy machine is slow."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a process holds, from /proc; ``files`` has all that is no socket, ``megabytes`` is resident."""

    threads: int
    files: int
    sockets: int
    megabytes: int


def counts(pid: int) -> Counts:
    """Count what a process holds now."""
    process = Path("/proc") / str(pid)
    open_now = []
    for each in (process / "fd").iterdir():
        try:
            open_now.append(str(each.readlink()))
        except FileNotFoundError:  # closed meanwhile
            continue
    sockets = sum(each.startswith("socket:") for each in open_now)
    return Counts(
        threads=len(list((process / "task").iterdir())),
        files=len(open_now) - sockets,
        sockets=sockets,
        megabytes=resident(pid),
    )


def resident(pid: int) -> int:
    """Return the resident memory of a process, in MB of a million bytes."""
    pages = int((Path("/proc") / str(pid) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


class SmallDisk:
    """A tmpfs of a set size that can be filled to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filling = folder / "filling"
        self._ended = -1.0
        self._is_full = False

    def fill(self, until: threading.Event) -> None:
        """Fill the disk, and keep it full where something is freed, until told; then free it."""
        self._is_full = True
        try:
            with self._filling.open("wb", buffering=0) as filling:
                while not until.is_set():
                    _write_all(filling.fileno())
                    until.wait(0.2)
        finally:
            self._filling.unlink()
            self._ended = time.monotonic()
            self._is_full = False

    def was_full_since(self, moment: float) -> bool:
        """Whether the disk was full at any time since then (``time.monotonic``)."""
        return self._is_full or self._ended >= moment


def _write_all(file: int) -> None:
    """Write until not one more byte can be."""
    size = 1 << 20
    while size:
        try:
            os.write(file, bytes(size))
        except OSError:
            size //= 2


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount a tmpfs at a folder for the block.

    :raises SystemExit: it is not permitted.
    """
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        raise SystemExit(
            f"no tmpfs can be mounted ({mounted.stderr.decode().strip()}): run it as root, or behind "
            "unshare -rm"
        )
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


class Server:
    """``tweespraak chat``, life after life, on one port and one data folder."""

    def __init__(self, data_dir: Path, port: int, log: Path, environment: Mapping[str, str]) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.life = 0
        self.is_up = False
        self._command = [TWEESPRAAK, "chat", "--data-dir", str(data_dir), "--port", str(port)]
        self._environment = dict(environment)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The id of the process.

        :raises ProcessLookupError: none was started.
        """
        if self._process is None:
            raise ProcessLookupError("no server was started")
        return self._process.pid

    def start(self) -> bool:
        """Start the server; return whether its page can be opened, False where it gave up."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, env=self._environment, stdout=log, stderr=log)
        give_up = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < give_up:
            try:
                httpx.get(self.address, timeout=_PATIENCE)
            except httpx.TransportError:
                time.sleep(0.3)
            else:
                self.life += 1
                self.is_up = True
                return True
        self.kill()
        return False

    def looks(self) -> None:
        """Ask for something that the server does in a thread of its pool."""
        httpx.get(f"{self.address}/config", timeout=_PATIENCE).raise_for_status()

    def kill(self) -> None:
        """``kill -9``."""
        self.is_up = False
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def interrupt(self) -> int | None:
        """End it as Ctrl-C does; return its exit code, None where it does not end and is killed."""
        self.is_up = False
        if self._process is None:
            return None
        self._process.send_signal(signal.SIGINT)
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


def make_index(
    data_dir: Path, articles: Path, environment: Mapping[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    """Run ``tweespraak index`` in a process of its own."""
    command = [TWEESPRAAK, "index", str(articles), "--data-dir", str(data_dir), *options]
    return subprocess.run(
        command, env=dict(environment), capture_output=True, text=True, check=False, timeout=_PATIENCE
    )
