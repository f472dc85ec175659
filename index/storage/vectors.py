"""Vectors of chunks in Chroma, one collection a language.

That keeps a search within a language as fast as the index allows; a metadata filter over one collection was
measured seventy times slower.
"""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Language
from index.errors import IndexStoreError
from index.storage.chroma import (
    CHROMA_ERRORS,
    FILE_OF_CHROMA,
    GRAPH,
    ChromaInFiles,
    ChromaOnServer,
    FoundVector,
    Graph,
    VectorEntry,
)
from index.storage.chroma_server import (
    SETTING,
    ChromaServer,
    ServerPlace,
    place_on_server,
    readable_errors,
    take_place,
)

_REBUILD = "make the index anew: tweespraak index FOLDER --rebuild"


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
        made_with = {collection.fingerprint for collection in self._collections.values()}
        if made_with != {self._fingerprint}:
            self.close()
            raise IndexStoreError(
                f"the vectors in {self._folder} were made with another encoder or chunking "
                f"({', '.join(sorted(made_with))}, now {self._fingerprint}); {_REBUILD}"
            )

    def _connect(self) -> tuple[ChromaInFiles | ChromaOnServer, str]:
        """Return what holds the collections, and what their names begin with."""
        place = place_on_server(self._folder)
        if self._server is None:
            if place is not None:
                raise IndexStoreError(
                    f"the vectors of {self._folder} are on the Chroma server at {place.address}; "
                    f"set {SETTING} to it, or {_REBUILD}"
                )
            return ChromaInFiles(self._folder), "passages"
        if (self._folder / FILE_OF_CHROMA).exists():
            raise IndexStoreError(
                f"the vectors of {self._folder} are in files, not on the Chroma server at "
                f"{self._server.address}; leave {SETTING} empty, or {_REBUILD}"
            )
        source = ChromaOnServer(self._server)
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
            self._collections[language].put(entries)

    def remove(self, language: Language, keys: Sequence[str]) -> None:
        """Remove entries by key; those that are not there are passed over."""
        with self._readable_errors():
            self._collections[language].remove(keys)

    def keys(self, language: Language) -> set[str]:
        """Return the keys of all entries in a language."""
        with self._readable_errors():
            return self._collections[language].keys()

    def count(self, language: Language) -> int:
        """Return the number of entries in a language."""
        with self._readable_errors():
            return self._collections[language].count()

    def search(self, language: Language, vector: NDArray[np.float32], limit: int) -> tuple[FoundVector, ...]:
        """Return the ``limit`` nearest entries, nearest first, by cosine with ``vector``, shape (d,).

        :raises IndexStoreError: the files are damaged.
        """
        with self._readable_errors():
            collection = self._collections[language]
            found = collection.nearest(vector, limit)
            # Chroma says nothing when the files that a search reads are gone. What was counted may have been
            # put there since the search, hence the second one.
            if not found and collection.count():
                found = collection.nearest(vector, limit)
                if not found and collection.count():
                    raise self._damaged("nothing can be found in them")
        return found

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            with ExitStack() as here:
                here.enter_context(self._lock)
                if self._server is not None:
                    here.enter_context(readable_errors(self._server))
                yield
        except CHROMA_ERRORS as error:
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


def _erase_on_server(place: ServerPlace) -> None:
    server = ChromaServer(place.address)
    with readable_errors(server), closing(ChromaOnServer(server)) as source:
        source.delete([f"{place.names}-{language}" for language in LANGUAGES])
