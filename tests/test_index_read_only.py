"""An index is searched by whoever may read it: on a read-only disk, or in another user's folder."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from rights import NOBODY, open_copy, read_only, state_of
from small_index import (
    FINGERPRINT,
    articles_in,
    found_by_words,
    found_texts,
    make_article,
    open_small,
    unit,
    write,
)

from index.errors import IndexStoreError
from index.storage.generations import open_generation
from index.storage.store import CATALOG_FILE, IndexStore

A = make_article("a", "Een zin. Nog een zin\nTweede deel van a")
B = make_article("b", "One sentence. Another\nSecond part of b", "en")
C = make_article("c", "Alleen dit")
OF_A = {"Een zin. Nog een zin", "Tweede deel van a"}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with an index that nobody has open."""
    with closing(open_small(tmp_path / "index")) as store:
        write(store, [A, B])
    with open_copy(tmp_path / "index") as copy:
        yield copy


def found(store: IndexStore) -> list[tuple[str, str, float, list[list[float]]]]:
    """Return what searches of both languages find, in order."""
    return [
        (
            language,
            each.passage.chunk.text,
            round(each.passage.similarity, 3),
            each.sentence_vectors.tolist(),
        )
        for language in ("nl", "en")
        for each in store.search(language, unit(1, 2, 3, 4), 1, words=["del", "part"], word_limit=5)
    ]


def test_an_index_that_may_only_be_read_finds_the_same_and_is_left_as_it_is(folder: Path) -> None:
    with closing(open_small(folder, create=False)) as store:
        wanted = found(store)
    before = state_of(folder)

    with read_only(folder), closing(open_small(folder, create=False)) as store:
        assert found(store) == wanted
        assert found_texts(store) == OF_A
        assert found_by_words(store, "del") == ["Tweede deel van a"]
        assert articles_in(store) == [A, B]

    assert len(wanted) >= 2
    assert state_of(folder) == before


def test_it_is_read_while_another_writes(folder: Path) -> None:
    with closing(open_small(folder, create=False)) as writing:
        write(writing, [A])
        with read_only(folder):
            reading = open_small(folder, create=False)
        with closing(reading):
            assert found_texts(reading) == OF_A
            write(writing, [C])
            assert found_texts(reading) == {*OF_A, "Alleen dit"}


def test_what_was_written_after_it_was_opened_unlocked_is_no_garbage(folder: Path) -> None:
    with read_only(folder):
        reading = open_small(folder, create=False)
    with closing(reading):
        assert found_texts(reading) == OF_A
        with closing(open_small(folder, create=False)) as writing:
            write(writing, [C])
        with pytest.raises(IndexStoreError) as raised:
            found_texts(reading)
    assert str(raised.value) == (
        f"the index file {folder / CATALOG_FILE} has just been written by another; ask again"
    )


def test_a_log_that_cannot_be_read_is_an_error(folder: Path) -> None:
    with closing(open_small(folder, create=False)) as store:
        write(store, [C])
        with open_copy(folder) as copy:  # as a disk is copied while the index is open
            (copy / f"{CATALOG_FILE}-shm").unlink()
            with read_only(copy), pytest.raises(IndexStoreError) as raised:
                open_small(copy, create=False)
    assert str(raised.value) == (
        f"the index file {copy / CATALOG_FILE} was left in the middle of writing and may only be read; ask "
        "once as a user who may write it, or make it whole again: tweespraak index FOLDER"
    )


def test_it_cannot_be_written(folder: Path) -> None:
    with read_only(folder):
        store = open_small(folder, create=False)
    with closing(store), pytest.raises(IndexStoreError) as raised:
        write(store, [C])
    assert str(raised.value) == (
        f"the index in {folder} may only be read; see to its rights, or choose another place with --data-dir"
    )


def test_one_that_may_not_be_read_either_is_an_error(folder: Path) -> None:
    user = os.geteuid()
    folder.chmod(0)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(IndexStoreError) as raised:
            open_generation(folder / "base", fingerprint=FINGERPRINT)
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
    assert str(raised.value) == (
        f"the index in {folder / 'base'} cannot be read (Permission denied); see to its rights, or choose "
        "another place with --data-dir"
    )
