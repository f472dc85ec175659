import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from chroma_servers import chroma_server, web_server
from conftest import free_port
from small_index import FINGERPRINT, REBUILD, make_article, unit, write
from test_index_storage_vectors import ENTRY, entry, keys_of

from index.errors import IndexStoreError, SettingError
from index.storage.chroma_server import ChromaServer
from index.storage.store import IndexStore
from index.storage.vectors import VectorStore

SEE_TO = "see to the setting TWEESPRAAK_CHROMA_URL"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server."""
    with chroma_server(tmp_path_factory.mktemp("server"), free_port()) as found:
        yield found


def opened(folder: Path, address: str, *, fingerprint: str = "f", timeout: float = 60) -> VectorStore:
    return VectorStore(folder, fingerprint=fingerprint, server=ChromaServer(address, timeout))


def test_what_is_put_on_a_server_is_found_there(tmp_path: Path, address: str) -> None:
    with closing(opened(tmp_path, address)) as vectors:
        vectors.put("nl", [entry("k1", 1, 0, 0, 0), entry("k2", 0, 1, 0, 0), entry("k3", 0, 0, 1, 0)])
        vectors.remove("nl", ["k3", "never there"])

        assert keys_of(vectors.search("nl", unit(3, 4, 0, 0), 5)) == ["k2", "k1"]
        assert vectors.search("en", unit(1, 0, 0, 0), 5) == ()

    with closing(opened(tmp_path, address)) as vectors:
        assert (vectors.keys("nl"), vectors.count("nl"), vectors.count("en")) == ({"k1", "k2"}, 2, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["on-server.json"]


def test_each_folder_has_its_own_place_on_a_server(tmp_path: Path, address: str) -> None:
    with closing(opened(tmp_path / "a", address)) as one, closing(opened(tmp_path / "b", address)) as other:
        one.put("nl", [entry("k1", 1, 0, 0, 0)])
        assert other.keys("nl") == set()

        VectorStore.erase(tmp_path / "b")
        assert one.keys("nl") == {"k1"}
    VectorStore.erase(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
    with closing(opened(tmp_path / "a", address, fingerprint="another")) as anew:
        assert anew.keys("nl") == set()


def test_what_another_reader_of_the_server_changed_is_seen(tmp_path: Path, address: str) -> None:
    with closing(opened(tmp_path, address)) as one, closing(opened(tmp_path, address)) as other:
        one.put("nl", [entry("k1", 1, 0, 0, 0)])
        assert keys_of(other.search("nl", unit(1, 0, 0, 0), 5)) == ["k1"]
        other.reopen()
        assert other.keys("nl") == {"k1"}


def test_vectors_of_another_encoder_are_refused(tmp_path: Path, address: str) -> None:
    opened(tmp_path, address).close()
    with pytest.raises(IndexStoreError) as raised:
        opened(tmp_path, address, fingerprint="g")
    assert str(raised.value) == (
        f"the vectors in {tmp_path} were made with another encoder or chunking (f, now g); "
        f"make the index anew: {REBUILD}"
    )


def test_a_server_that_moves_keeps_its_vectors(tmp_path: Path) -> None:
    kept, folder = tmp_path / "server", tmp_path / "folder"
    ports = free_port(), free_port()
    with chroma_server(kept, ports[0]) as address, closing(opened(folder, address)) as vectors:
        vectors.put("nl", [ENTRY])
    before = json.loads((folder / "on-server.json").read_text())

    with chroma_server(kept, ports[1]) as address, closing(opened(folder, address)) as vectors:
        assert vectors.keys("nl") == {"k1"}

    after = json.loads((folder / "on-server.json").read_text())
    assert (before[0], after) == (f"http://127.0.0.1:{ports[0]}", [address, before[1]])


def test_a_server_that_goes_away_is_told_and_used_again_when_it_is_back(tmp_path: Path) -> None:
    port = free_port()
    with chroma_server(tmp_path / "server", port) as address:
        vectors = opened(tmp_path / "folder", address)
        vectors.put("nl", [ENTRY])

    with pytest.raises(IndexStoreError) as raised:
        vectors.search("nl", ENTRY.vector, 5)
    assert str(raised.value).startswith(f"the Chroma server at {address} cannot be reached (")
    assert str(raised.value).endswith(
        f"start it, such as by: chroma run --path FOLDER --port {port}; or {SEE_TO}"
    )
    with pytest.raises(IndexStoreError, match="to forget what lies there, remove"):
        VectorStore.erase(tmp_path / "folder")

    with chroma_server(tmp_path / "server", port):
        assert keys_of(vectors.search("nl", ENTRY.vector, 5)) == ["k1"]
        vectors.close()


def test_a_server_that_is_silent_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(IndexStoreError) as raised:
            opened(tmp_path, address, timeout=0.2)
    assert str(raised.value) == (
        f"the Chroma server at {address} does not answer within 0.2 s; "
        "see whether it runs, or to the setting TWEESPRAAK_CHROMA_URL"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, b"<html>\nHello", "what answers at {} is no Chroma server of version 1: <html> Hello; "),
        (200, b"7", "what answers at {} is no Chroma server of version 1: 7; "),
        (404, b'{"detail":"Not Found"}', 'the Chroma server at {} refuses: HTTP 404 {"detail":"Not Found"}'),
        (410, b"v1 is gone", "the Chroma server at {} refuses: HTTP 410 v1 is gone"),
        (500, b"", "the Chroma server at {} refuses: HTTP 500"),
    ],
)
def test_what_is_no_chroma_server_or_an_old_one_is_told(
    tmp_path: Path, status: int, body: bytes, told: str
) -> None:
    with web_server(status, body) as address, pytest.raises(IndexStoreError) as raised:
        opened(tmp_path, address)
    assert str(raised.value).startswith(told.replace("{}", address))
    assert len(str(raised.value).splitlines()) == 1


def test_a_vector_of_another_length_is_an_error(tmp_path: Path, address: str) -> None:
    with closing(opened(tmp_path, address)) as vectors:
        vectors.put("nl", [ENTRY])
        with pytest.raises(IndexStoreError, match=r"refuses: HTTP 400 .*dimension"):
            vectors.search("nl", unit(1, 0, 0, 0, 0), 5)


def test_files_and_server_do_not_stand_in_for_each_other(tmp_path: Path, address: str) -> None:
    VectorStore(tmp_path / "files", fingerprint="f").close()
    opened(tmp_path / "served", address).close()

    with pytest.raises(IndexStoreError) as raised:
        opened(tmp_path / "files", address)
    assert str(raised.value) == (
        f"the vectors of {tmp_path}/files are in files, not on the Chroma server at {address}; "
        f"leave TWEESPRAAK_CHROMA_URL empty, or make the index anew: {REBUILD}"
    )
    with pytest.raises(IndexStoreError) as raised:
        VectorStore(tmp_path / "served", fingerprint="f")
    assert str(raised.value) == (
        f"the vectors of {tmp_path}/served are on the Chroma server at {address}; "
        f"set TWEESPRAAK_CHROMA_URL to it, or make the index anew: {REBUILD}"
    )


@pytest.mark.parametrize(
    "wrong",
    ["127.0.0.1:8000", "ftp://x", "http://", "http://x:99999", "http://x/db", "http://me@x", "http://["],
)
def test_what_is_no_address_is_a_setting_that_cannot_be_used(wrong: str) -> None:
    with pytest.raises(SettingError) as raised:
        ChromaServer(wrong)
    assert str(raised.value) == (
        f"TWEESPRAAK_CHROMA_URL is {wrong!r}: give scheme, host and port of a Chroma server, "
        "such as http://127.0.0.1:8000"
    )


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("http://127.0.0.1:8000", ("127.0.0.1", 8000, False)),
        ("https://vectors.example/", ("vectors.example", 443, True)),
        ("http://[::1]", ("::1", 80, False)),
    ],
)
def test_an_address_is_taken_apart(address: str, parts: tuple[str, int, bool]) -> None:
    server = ChromaServer(address)
    assert (server.host, server.port, server.is_encrypted) == parts


WATCHED = """
import sys

asked = set()
sys.addaudithook(
    lambda event, details: asked.add(details[1]) if event == "socket.connect"
    else asked.add(details[0]) if event == "socket.getaddrinfo" else None
)

from pathlib import Path
from index.storage.chroma_server import ChromaServer
from index.storage.vectors import VectorStore
from test_index_storage_vectors import ENTRY

asked.clear()
vectors = VectorStore(Path("folder"), fingerprint="f", server=ChromaServer(sys.argv[1]))
vectors.put("nl", [ENTRY])
assert len(vectors.search("nl", ENTRY.vector, 1)) == 1
vectors.close()
print(sorted(map(str, asked)))
"""


def test_nobody_else_is_told(tmp_path: Path, address: str) -> None:
    port = int(address.rsplit(":", 1)[1])
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, address],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, Path(__file__).parents[:2])),
            "HTTP_PROXY": "http://127.0.0.1:9",
            "ANONYMIZED_TELEMETRY": "True",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{sorted(map(str, ['127.0.0.1', ('127.0.0.1', port)]))}\n"


def test_an_index_on_a_server_is_as_one_in_files(tmp_path: Path, address: str) -> None:
    articles = [make_article("a", "Een. Twee.\nDrie."), make_article("b", "One.\nTwo. Three.", "en")]
    found = []
    for name, server in (("files", None), ("served", ChromaServer(address))):
        with closing(
            IndexStore.open(tmp_path / name, fingerprint=FINGERPRINT, create=True, server=server)
        ) as store:
            write(store, articles)
            write(store, [make_article("c", "Vier.")], removed=["a"])
        with closing(IndexStore.open(tmp_path / name, fingerprint=FINGERPRINT, server=server)) as store:
            found.append([store.search(each, unit(1, 2, 3, 4), 5) for each in ("nl", "en")])
    assert [[(c.passage.chunk, c.passage.title) for c in each] for each in found[1]] == [
        [(c.passage.chunk, c.passage.title) for c in each] for each in found[0]
    ]
    assert [c.passage.chunk.text for c in found[1][0]] == ["Vier."]

    IndexStore.erase(tmp_path / "served")
    with pytest.raises(IndexStoreError, match="there is no index"):
        IndexStore.open(tmp_path / "served", fingerprint=FINGERPRINT, server=ChromaServer(address))
