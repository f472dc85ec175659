"""Vectors of chunks in Chroma, one collection a language: the only module that knows chromadb.

One collection a language keeps a search within a language as fast as the index allows; a metadata filter
over one collection was measured seventy times slower.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from index.article import LANGUAGES, Language
from index.errors import IndexStoreError

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


class VectorStore:
    """Chunk vectors below a folder. Threads may share it; one at a time is served.

    What another process changes is seen after :meth:`reopen`; until then a search may find entries that it
    removed.

    :param fingerprint: what the vectors were made with; kept with each collection.
    :param graph: of collections that are made; those that are there keep theirs.
    :raises IndexStoreError: the folder cannot be used, or holds vectors made with something else.
    """

    def __init__(self, folder: Path, *, fingerprint: str, graph: Graph = GRAPH) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._graph = graph
        self._turn = threading.RLock()
        self._open()

    def _open(self) -> None:
        with self._readable_errors():
            self._client = chromadb.PersistentClient(
                str(self._folder),
                settings=Settings(
                    # Neither the environment nor the .env of the folder that we are started in may send
                    # articles elsewhere.
                    _env_file=None,  # type: ignore[call-arg]  # pydantic-settings has it, no type says so
                    chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
                    anonymized_telemetry=False,
                    chroma_otel_collection_endpoint="",
                    allow_reset=False,
                ),
            )
            self._collections = {language: self._collection(language) for language in LANGUAGES}
        made_with = {
            str((collection.metadata or {}).get("fingerprint")) for collection in self._collections.values()
        }
        if made_with != {self._fingerprint}:
            self.close()
            raise IndexStoreError(
                f"the vectors in {self._folder} were made with another encoder or chunking "
                f"({', '.join(sorted(made_with))}, now {self._fingerprint}); "
                "make the index anew: tweespraak index FOLDER --rebuild"
            )

    def _collection(self, language: Language) -> Collection:
        graph: CreateHNSWConfiguration = {
            "space": "cosine",
            "max_neighbors": self._graph.neighbours,
            "ef_construction": self._graph.construction,
            "ef_search": self._graph.search,
        }
        return self._client.get_or_create_collection(
            f"passages-{language}",
            metadata={"fingerprint": self._fingerprint},  # only where there is none yet
            configuration={"hnsw": graph},
            embedding_function=None,
        )

    def close(self) -> None:
        """Close the files."""
        with self._turn:
            if isinstance(self._client, Client):  # its declared type lacks close()
                self._client.close()

    def reopen(self) -> None:
        """Read anew what other processes have changed; they must not be writing just now."""
        with self._turn:
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
            answer = self._collections[language].query(
                query_embeddings=vector[None, :],
                n_results=limit,
                include=["distances"],
            )
        (keys,), (distances,) = answer["ids"], answer["distances"] or ([],)
        if not keys and self.count(language):
            # Chroma says nothing when the files that a search reads are gone.
            raise self._damaged("nothing can be found in them")
        return tuple(
            FoundVector(key, 1.0 - float(distance)) for key, distance in zip(keys, distances, strict=True)
        )

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            with self._turn:
                yield
        except (ChromaError, ValueError, OSError) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> IndexStoreError:
        return IndexStoreError(
            f"the vectors in {self._folder} cannot be used ({why}); see to their rights and free disk space, "
            "or make the index anew: tweespraak index FOLDER --rebuild"
        )
