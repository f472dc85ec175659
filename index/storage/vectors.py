"""Vectors of chunks in Chroma, in files or on a server: the only module that knows chromadb.

One collection a language keeps a search within a language as fast as the index allows; a metadata filter
over one collection was measured seventy times slower.
"""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.fastapi import FastAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings, System
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from index.article import LANGUAGES, Language
from index.errors import IndexStoreError
from index.storage.chroma_server import (
    SETTING,
    ChromaServer,
    ServerPlace,
    connected,
    place_on_server,
    readable_errors,
    take_place,
)

_LARGEST_BATCH = 1000
FILE_OF_CHROMA = "chroma.sqlite3"
_REBUILD = "make the index anew: tweespraak index FOLDER --rebuild"


@dataclass(frozen=True, slots=True)
class Graph:
    """How a collection links its vectors, each to so many, and how many it looks at to link and to search.

    They are the M, efConstruction and ef of Y. Malkov and D. Yashunin, "Efficient and robust approximate
    nearest neighbor search using Hierarchical Navigable Small World graphs", 2018.
    """

    neighbours: int
    construction: int
    search: int


GRAPH = Graph(neighbours=32, construction=200, search=1000)
"""With Chroma's own (16, 100, 100), questions in the other language lose their passages among 10,000 of
another kind, though a full comparison has them among the first (docs/quality.md, Uneven mixes). What finds
them is a wide search; more links would double the time of putting vectors in (docs/performance.md, Scale)."""


@dataclass(frozen=True, slots=True)
class VectorEntry:
    """The vector of a chunk, shape (d,), under its key."""

    key: str
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FoundVector:
    """A chunk that a search found, and its cosine with what was searched for."""

    key: str
    similarity: float


class VectorStore:
    """Chunk vectors below a folder, or on a server. Threads may share it; one at a time is served.

    What another process changes is seen after :meth:`reopen`; until then a search may find entries that it
    removed.

    :param folder: of the vectors' files; of vectors on a server it keeps only their name there.
    :param fingerprint: what the vectors were made with; kept with each collection.
    :param graph: of collections that are made; those that are there keep theirs.
    :param server: where the vectors are, if not in files.
    :raises IndexStoreError: the folder or the server cannot be used, or holds vectors made with something
        else, or they lie in the other of the two.
    """

    def __init__(
        self, folder: Path, *, fingerprint: str, graph: Graph = GRAPH, server: ChromaServer | None = None
    ) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._graph = graph
        self._server = server
        self._lock = threading.RLock()
        self._open()

    def _open(self) -> None:
        with self._readable_errors():
            self._source, names = self._connect()
            self._collections = {
                language: self._source.collection(f"{names}-{language}", self._fingerprint, self._graph)
                for language in LANGUAGES
            }
        made_with = {
            str((collection.metadata or {}).get("fingerprint")) for collection in self._collections.values()
        }
        if made_with != {self._fingerprint}:
            self.close()
            raise IndexStoreError(
                f"the vectors in {self._folder} were made with another encoder or chunking "
                f"({', '.join(sorted(made_with))}, now {self._fingerprint}); {_REBUILD}"
            )

    def _connect(self) -> tuple["_Source", str]:
        """Return what holds the collections, and what their names begin with."""
        place = place_on_server(self._folder)
        if self._server is None:
            if place is not None:
                raise IndexStoreError(
                    f"the vectors of {self._folder} are on the Chroma server at {place.address}; "
                    f"set {SETTING} to it, or {_REBUILD}"
                )
            return _Files(self._folder), "passages"
        if (self._folder / FILE_OF_CHROMA).exists():
            raise IndexStoreError(
                f"the vectors of {self._folder} are in files, not on the Chroma server at "
                f"{self._server.address}; leave {SETTING} empty, or {_REBUILD}"
            )
        source = _Server(self._server)
        return source, take_place(self._folder, self._server, place)

    @staticmethod
    def erase(folder: Path) -> None:
        """Remove the vectors that lie in a folder or, as it says, on a server.

        :raises IndexStoreError: the server cannot be reached or refuses.
        :raises OSError: a file cannot be removed.
        """
        place = place_on_server(folder)
        if place is not None:
            try:
                _erase_on_server(place)
            except IndexStoreError as error:
                raise IndexStoreError(f"{error}; to forget what lies there, remove {folder}") from error
        if folder.exists():
            shutil.rmtree(folder)

    def close(self) -> None:
        """Close the files, or the connection."""
        with self._lock:
            self._source.close()

    def reopen(self) -> None:
        """Read anew what other processes have changed; they must not be writing just now."""
        with self._lock:
            self.close()
            self._open()

    def put(self, language: Language, entries: Sequence[VectorEntry]) -> None:
        """Add entries. One whose key is there already must be the same but for its vector."""
        with self._readable_errors():
            for start in range(0, len(entries), _LARGEST_BATCH):
                batch = entries[start : start + _LARGEST_BATCH]
                self._collections[language].upsert(
                    ids=[entry.key for entry in batch],
                    embeddings=np.stack([entry.vector for entry in batch]),
                )

    def remove(self, language: Language, keys: Sequence[str]) -> None:
        """Remove entries by key; those that are not there are passed over."""
        with self._readable_errors():
            for start in range(0, len(keys), _LARGEST_BATCH):
                self._collections[language].delete(ids=list(keys[start : start + _LARGEST_BATCH]))

    def keys(self, language: Language) -> set[str]:
        """Return the keys of all entries in a language."""
        with self._readable_errors():
            return set(self._collections[language].get(include=[])["ids"])

    def count(self, language: Language) -> int:
        """Return the number of entries in a language."""
        with self._readable_errors():
            return self._collections[language].count()

    def search(self, language: Language, vector: NDArray[np.float32], limit: int) -> tuple[FoundVector, ...]:
        """Return the ``limit`` nearest entries, nearest first, by cosine with ``vector``, shape (d,).

        :raises IndexStoreError: the files are damaged.
        """
        with self._readable_errors():
            found = self._nearest(language, vector, limit)
            # Chroma says nothing when the files that a search reads are gone. What was counted may have been
            # put there since the search, hence the second one.
            if not found and self.count(language):
                found = self._nearest(language, vector, limit)
                if not found and self.count(language):
                    raise self._damaged("nothing can be found in them")
        return found

    def _nearest(
        self, language: Language, vector: NDArray[np.float32], limit: int
    ) -> tuple[FoundVector, ...]:
        answer = self._collections[language].query(
            query_embeddings=vector[None, :],
            n_results=limit,
            include=["distances"],
        )
        (keys,), (distances,) = answer["ids"], answer["distances"] or ([],)
        return tuple(
            FoundVector(key, 1.0 - float(distance)) for key, distance in zip(keys, distances, strict=True)
        )

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            with ExitStack() as here:
                here.enter_context(self._lock)
                if self._server is not None:
                    here.enter_context(readable_errors(self._server))
                yield
        except (ChromaError, ValueError, OSError) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> IndexStoreError:
        if self._server is not None:
            return IndexStoreError(
                f"the vectors on the Chroma server at {self._server.address} cannot be used ({why}); see to "
                f"the server, or {_REBUILD}"
            )
        return IndexStoreError(
            f"the vectors in {self._folder} cannot be used ({why}); see to their rights and free disk space, "
            f"or {_REBUILD}"
        )


class _Source(Protocol):
    """What holds collections."""

    def collection(self, name: str, fingerprint: str, graph: Graph) -> Collection:
        """Return a collection; a new one keeps fingerprint and graph, one that is there has its own."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class _Files:
    """Collections below a folder."""

    def __init__(self, folder: Path) -> None:
        self._client = chromadb.PersistentClient(
            str(folder),
            settings=Settings(
                # Neither the environment nor the .env of the folder that we are started in may send
                # articles elsewhere.
                _env_file=None,  # type: ignore[call-arg]  # pydantic-settings has it, no type says so
                chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
                chroma_otel_collection_endpoint="",
                allow_reset=False,
            ),
        )

    def collection(self, name: str, fingerprint: str, graph: Graph) -> Collection:
        return self._client.get_or_create_collection(
            name,
            metadata={"fingerprint": fingerprint},
            configuration={"hnsw": _configuration(graph)},
            embedding_function=None,
        )

    def close(self) -> None:
        if isinstance(self._client, Client):  # its declared type lacks close()
            self._client.close()


class _Server:
    """Collections on a server.

    Chroma's own HttpClient waits for ever and asks before it can be told not to, hence the parts of it.
    """

    def __init__(self, server: ChromaServer) -> None:
        self._session = connected(server)
        self._system = System(
            Settings(
                _env_file=None,  # type: ignore[call-arg]  # as above
                chroma_api_impl="chromadb.api.fastapi.FastAPI",
                chroma_server_host=f"[{server.host}]" if ":" in server.host else server.host,
                chroma_server_http_port=server.port,
                chroma_server_ssl_enabled=server.is_encrypted,
                chroma_otel_collection_endpoint="",
            )
        )
        self._api = self._system.instance(FastAPI)
        self._session.headers.update(self._api.get_request_headers())
        self._api._session.close()  # noqa: SLF001 - Chroma has no setting for what is taken from it here
        self._api._session = self._session  # noqa: SLF001 - the one that has time limits

    def collection(self, name: str, fingerprint: str, graph: Graph) -> Collection:
        model = self._api.create_collection(
            name,
            metadata={"fingerprint": fingerprint},
            configuration={"hnsw": _configuration(graph)},
            get_or_create=True,
        )
        return Collection(client=self._api, model=model, embedding_function=None)

    def delete(self, names: Sequence[str]) -> None:
        there = {model.name for model in self._api.list_collections()}
        for name in there.intersection(names):
            self._api.delete_collection(name)

    def close(self) -> None:
        self._session.close()


def _erase_on_server(place: ServerPlace) -> None:
    server = ChromaServer(place.address)
    with readable_errors(server), closing(_Server(server)) as source:
        source.delete([f"{place.names}-{language}" for language in LANGUAGES])


def _configuration(graph: Graph) -> CreateHNSWConfiguration:
    return {
        "space": "cosine",
        "max_neighbors": graph.neighbours,
        "ef_construction": graph.construction,
        "ef_search": graph.search,
    }
