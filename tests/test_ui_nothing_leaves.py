"""What the commands ask of the network and leave on the disk, seen from outside, with the real models."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import free_port
from test_ui_commands_cli import ROOT, SEEDS, TWEESPRAAK, lines_until

from index.encoding.prepared_files import default_cache_dir

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's"), pytest.mark.model]
NO_STRACE = "no strace found: install it (Debian, Ubuntu: sudo apt-get install strace)"
HALF_A_MINUTE = 30.0
"""Seconds: libraries begin to report only a while after their start."""
LOOPBACK = {"127.0.0.1", "::1"}
_STRACE_OPTIONS = ("-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-e", "signal=none")
_CALL = re.compile(r"\d+ +(?:connect|bind|send\w+)\(")
_ADDRESS = re.compile(r'inet_addr\("([^"]+)"|inet_pton\(AF_INET6, "([^"]+)"|sun_path=@?"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Watched:
    """A command under strace, with a home folder and one for temporary files that were empty at its start."""

    process: "subprocess.Popen[str]"
    trace: Path
    home: Path
    temporary: Path

    def addressed(self) -> set[str]:
        """Return what it bound a socket to, connected with or sent to: addresses, and paths of sockets."""
        calls = [line for line in self.trace.read_text().splitlines() if _CALL.match(line)]
        found = {"".join(parts) for call in calls for parts in _ADDRESS.findall(call)}
        return {address for address in found if not address.startswith(str(self.temporary))}

    def left(self) -> list[str]:
        """Return what is in the home folder that is not in the data folder, and all temporary files."""
        data = self.home / ".local" / "share" / "tweespraak"
        at_home = {path for path in self.home.rglob("*") if data not in path.parents}
        files = [path for path in self.temporary.rglob("*") if not path.is_dir()]
        return sorted(map(str, [*at_home - {data, *data.parents}, *files]))

    def end(self) -> int:
        """Press Ctrl-C, which strace itself does not heed, and return the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.communicate()
        return self.process.returncode


@contextmanager
def watched(folder: Path, *arguments: str | Path) -> Iterator[Watched]:
    """Run a command as somebody who has just come to this machine."""
    strace = shutil.which("strace") or pytest.fail(NO_STRACE)
    home, temporary, trace = folder / "home", folder / "temporary", folder / "trace"
    home.mkdir(parents=True)
    temporary.mkdir()
    with subprocess.Popen(
        [strace, *_STRACE_OPTIONS, "-o", str(trace), *TWEESPRAAK, *map(str, arguments)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TMPDIR": str(temporary),
            "TWEESPRAAK_CACHE_DIR": str(os.environ.get("TWEESPRAAK_CACHE_DIR") or default_cache_dir()),
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield Watched(process, trace, home, temporary)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def citations_of_an_answer(address: str) -> list[object]:
    """Ask the served chat a question that seeds/ answers."""
    question = {"role": "user", "content": "Waar ontmoette Poetin Pezeshkian voor het eerst?"}
    request = urllib.request.Request(
        f"{address}/v1/chat/completions",
        json.dumps({"model": "tweespraak", "messages": [question]}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        found = json.load(answer)["tweespraak"]["citations"]
    assert isinstance(found, list)
    return found


def test_nothing_leaves_and_nothing_is_left_elsewhere(tmp_path: Path) -> None:
    port = free_port()
    with (
        watched(tmp_path / "index", "index", SEEDS, "--watch") as index,
        watched(tmp_path / "chat", "chat", SEEDS, "--port", str(port)) as chat,
    ):
        assert lines_until(index.process.stdout, "Watching ")[-1] == f"Watching {SEEDS} until Ctrl-C.\n"
        address = f"http://127.0.0.1:{port}"
        assert (
            lines_until(chat.process.stdout, "The chat ")[-1] == f"The chat is at {address} until Ctrl-C.\n"
        )
        started = time.monotonic()
        assert citations_of_an_answer(address) != []
        with pytest.raises(subprocess.TimeoutExpired):
            chat.process.wait(max(1.0, started + HALF_A_MINUTE - time.monotonic()))

        assert [index.end(), chat.end()] == [130, 0]
    assert index.addressed() - LOOPBACK == set()
    assert chat.addressed() | LOOPBACK == LOOPBACK
    assert "127.0.0.1" in chat.addressed()  # so what is addressed is seen
    assert [index.left(), chat.left()] == [[], []]
