"""Collections of vectors in Chroma, in files or on a server: the only module that knows chromadb."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.fastapi import FastAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings, System
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from index.storage.chroma_server import ChromaServer, connected

FILE_OF_CHROMA = "chroma.sqlite3"
CHROMA_ERRORS = (ChromaError, ValueError, OSError)
"""What whatever is done here raises where files are damaged or a server refuses."""
_LARGEST_BATCH = 1000


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


class VectorCollection:
    """The vectors of one language."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    @property
    def fingerprint(self) -> str:
        """What its vectors were made with."""
        return str((self._collection.metadata or {}).get("fingerprint"))

    def put(self, entries: Sequence[VectorEntry]) -> None:
        """Add entries. One whose key is there already must be the same but for its vector."""
        for start in range(0, len(entries), _LARGEST_BATCH):
            batch = entries[start : start + _LARGEST_BATCH]
            self._collection.upsert(
                ids=[entry.key for entry in batch],
                embeddings=np.stack([entry.vector for entry in batch]),
            )

    def remove(self, keys: Sequence[str]) -> None:
        """Remove entries by key; those that are not there are passed over."""
        for start in range(0, len(keys), _LARGEST_BATCH):
            self._collection.delete(ids=list(keys[start : start + _LARGEST_BATCH]))

    def keys(self) -> set[str]:
        """Return the keys of all entries."""
        return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """Return the number of entries."""
        return self._collection.count()

    def nearest(self, vector: NDArray[np.float32], limit: int) -> tuple[FoundVector, ...]:
        """Return the ``limit`` nearest entries, nearest first, by cosine with ``vector``, shape (d,)."""
        answer = self._collection.query(
            query_embeddings=vector[None, :],
            n_results=limit,
            include=["distances"],
        )
        (keys,), (distances,) = answer["ids"], answer["distances"] or ([],)
        return tuple(
            FoundVector(key, 1.0 - float(distance)) for key, distance in zip(keys, distances, strict=True)
        )


class ChromaInFiles:
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

    def collection(self, name: str, fingerprint: str, graph: Graph) -> VectorCollection:
        """Return a collection; a new one keeps fingerprint and graph, one that is there has its own."""
        collection = self._client.get_or_create_collection(
            name,
            metadata={"fingerprint": fingerprint},
            configuration={"hnsw": _configuration(graph)},
            embedding_function=None,
        )
        return VectorCollection(collection)

    def close(self) -> None:
        """Close the files."""
        if isinstance(self._client, Client):  # its declared type lacks close()
            self._client.close()


class ChromaOnServer:
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

    def collection(self, name: str, fingerprint: str, graph: Graph) -> VectorCollection:
        """Return a collection; a new one keeps fingerprint and graph, one that is there has its own."""
        model = self._api.create_collection(
            name,
            metadata={"fingerprint": fingerprint},
            configuration={"hnsw": _configuration(graph)},
            get_or_create=True,
        )
        return VectorCollection(Collection(client=self._api, model=model, embedding_function=None))

    def delete(self, names: Sequence[str]) -> None:
        """Remove collections, those of these names that are there."""
        there = {model.name for model in self._api.list_collections()}
        for name in there.intersection(names):
            self._api.delete_collection(name)

    def close(self) -> None:
        """Close the connection."""
        self._session.close()


def _configuration(graph: Graph) -> CreateHNSWConfiguration:
    return {
        "space": "cosine",
        "max_neighbors": graph.neighbours,
        "ef_construction": graph.construction,
        "ef_search": graph.search,
    }
