"""Vectors of chunks in Chroma, one collection a language: the only module that knows chromadb.

One collection a language keeps a search within a language as fast as the index allows; a metadata filter
over one collection was measured seventy times slower.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from index.article import LANGUAGES, Language
from index.chunk import Chunk
from index.errors import IndexStoreError
from index.passage import Passage
from index.span import Span

_LARGEST_BATCH = 1000


@dataclass(frozen=True, slots=True)
class VectorEntry:
    """A chunk under its key, with its vector, shape (d,), and what a citation of it shows."""

    key: str
    chunk: Chunk
    title: str
    language: Language
    published: str | None
    path: str
    url: str | None
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FoundVector:
    """A chunk that a search found: its passage, without a score yet."""

    key: str
    passage: Passage


class VectorStore:
    """Chunk vectors below a folder.

    :param fingerprint: what the vectors were made with; kept with each collection.
    :raises IndexStoreError: the folder cannot be used, or holds vectors made with something else.
    """

    def __init__(self, folder: Path, *, fingerprint: str) -> None:
        try:
            self._client = chromadb.PersistentClient(
                str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False)
            )
            self._collections = {
                language: self._client.get_or_create_collection(
                    f"passages-{language}",
                    metadata={"fingerprint": fingerprint},
                    configuration={"hnsw": {"space": "cosine"}},
                    embedding_function=None,
                )
                for language in LANGUAGES
            }
        except (ChromaError, ValueError, OSError) as error:
            raise IndexStoreError(
                f"the vectors in {folder} cannot be opened ({error}); "
                "remove the folder that holds them and index again"
            ) from error
        for collection in self._collections.values():
            found = (collection.metadata or {}).get("fingerprint")
            if found != fingerprint:
                raise IndexStoreError(
                    f"the vectors in {folder} were made with other settings ({found}, now {fingerprint}); "
                    "remove that folder and index again"
                )

    def close(self) -> None:
        """Close the files."""
        if isinstance(self._client, Client):  # its declared type lacks close()
            self._client.close()

    def put(self, language: Language, entries: Sequence[VectorEntry]) -> None:
        """Add entries, in place of older ones of the same keys."""
        for start in range(0, len(entries), _LARGEST_BATCH):
            batch = entries[start : start + _LARGEST_BATCH]
            self._collections[language].upsert(
                ids=[entry.key for entry in batch],
                embeddings=np.stack([entry.vector for entry in batch]),
                documents=[entry.chunk.text for entry in batch],
                metadatas=[_metadata(entry) for entry in batch],
            )

    def remove(self, language: Language, keys: Sequence[str]) -> None:
        """Remove entries by key; those that are not there are passed over."""
        for start in range(0, len(keys), _LARGEST_BATCH):
            self._collections[language].delete(ids=list(keys[start : start + _LARGEST_BATCH]))

    def keys(self, language: Language) -> set[str]:
        """Return the keys of all entries in a language."""
        return set(self._collections[language].get(include=[])["ids"])

    def search(self, language: Language, vector: NDArray[np.float32], limit: int) -> tuple[FoundVector, ...]:
        """Return the ``limit`` nearest entries, nearest first, by cosine with ``vector``, shape (d,)."""
        collection = self._collections[language]
        held = collection.count()
        if held == 0:
            return ()
        answer = collection.query(
            query_embeddings=vector[None, :],
            n_results=min(limit, held),
            include=["documents", "metadatas", "distances"],
        )
        columns = (answer["ids"], answer["documents"], answer["metadatas"], answer["distances"])
        rows = zip(*(column[0] for column in columns if column is not None), strict=True)
        return tuple(
            FoundVector(key, _passage(document, metadata, 1.0 - float(distance)))
            for key, document, metadata, distance in rows
        )


def _metadata(entry: VectorEntry) -> dict[str, str | int]:
    facts: dict[str, str | int | None] = {
        "article_id": entry.chunk.article_id,
        "start": entry.chunk.start,
        "end": entry.chunk.end,
        "sentences": json.dumps([(span.start, span.end) for span in entry.chunk.sentences]),
        "title": entry.title,
        "language": entry.language,
        "published": entry.published,
        "path": entry.path,
        "url": entry.url,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _passage(text: str, metadata: Mapping[str, Any], similarity: float) -> Passage:
    sentences = tuple(Span(start, end) for start, end in json.loads(metadata["sentences"]))
    return Passage(
        chunk=Chunk(metadata["article_id"], metadata["start"], metadata["end"], text, sentences),
        title=metadata["title"],
        language=metadata["language"],
        published=metadata.get("published"),
        path=metadata["path"],
        url=metadata.get("url"),
        score=similarity,
        similarity=similarity,
    )
