import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from small_encoder import SmallEncoder
from small_index import contents, found_texts, make_article, open_small, write

from index.article import Article
from index.errors import IndexStoreError
from index.storage.generations import (
    generation_folder,
    has_others,
    is_beside,
    open_generation,
    remove_others,
    taking_its_place,
)
from index.storage.store import IndexStore
from index.syncing.sync import sync

A, B = make_article("a", "Een zin"), make_article("b", "Nog een zin")
C, D = make_article("c", "Een derde zin"), make_article("d", "Een vierde zin")


def made(base: Path, fingerprint: str, *articles: Article) -> None:
    """Make an index and remove those that it takes the place of, as a run does."""
    with closing(open_generation(base, fingerprint=fingerprint, create=True)) as store:
        sync(store, SmallEncoder(), articles)
        remove_others(base, store, fingerprint)


def names(base: Path) -> list[str]:
    return sorted(path.name for path in base.iterdir())


def error_of(base: Path, fingerprint: str) -> str:
    with pytest.raises(IndexStoreError) as raised:
        open_generation(base, fingerprint=fingerprint)
    return str(raised.value)


def test_an_old_index_answers_until_the_new_one_is_ready(tmp_path: Path) -> None:
    made(tmp_path, "old", A, B)
    with closing(open_generation(tmp_path, fingerprint="old")) as old:
        with closing(open_generation(tmp_path, fingerprint="new", create=True)) as new:
            assert (has_others(tmp_path, "new"), new.is_complete()) == (True, False)
            write(new, [A])  # a part of the articles: the run is not at its end
            remove_others(tmp_path, new, "new")
            assert found_texts(old) == {A.text, B.text}
            assert error_of(tmp_path, "new") == (
                f"the index in {tmp_path} is being made anew and does not hold all articles yet; "
                "wait for its end, or go on with it: tweespraak index FOLDER"
            )
        with closing(open_generation(tmp_path, fingerprint="old")) as again:
            assert found_texts(again) == {A.text, B.text}

    made(tmp_path, "new", A, B)

    assert (names(tmp_path), has_others(tmp_path, "new")) == (["new"], False)
    with closing(open_generation(tmp_path, fingerprint="new")) as new:
        assert (found_texts(new), new.is_complete()) == ({A.text, B.text}, True)
    assert error_of(tmp_path, "old") == (
        f"the index in {tmp_path} was made with another encoder or by another version; make one for this "
        "encoder beside it: tweespraak index FOLDER"
    )


def test_an_interrupted_making_is_gone_on_with(tmp_path: Path) -> None:
    made(tmp_path, "old", A, B)
    encoder = SmallEncoder()

    def interrupted() -> Iterator[Article]:
        yield A
        raise KeyboardInterrupt

    with closing(open_generation(tmp_path, fingerprint="new", create=True)) as store:
        write(store, [A])
        with pytest.raises(KeyboardInterrupt):
            sync(store, encoder, interrupted())
        assert not store.is_complete()
    encoder.read.clear()
    with closing(open_generation(tmp_path, fingerprint="new", create=True)) as store:
        sync(store, encoder, [A, B])
        assert set(encoder.read) == {f"Kop van b\n{B.text}", B.text}
        remove_others(tmp_path, store, "new")
    assert names(tmp_path) == ["new"]


def test_an_index_of_before_there_were_generations_is_replaced(tmp_path: Path) -> None:
    with closing(open_small(tmp_path)) as store:
        write(store, [A])
    (tmp_path / "notes.txt").write_text("mine")
    assert has_others(tmp_path, "new")

    made(tmp_path, "new", A)

    assert set(names(tmp_path)) - {"writing.lock"} == {"new", "notes.txt"}
    assert not has_others(tmp_path, "new")


def test_what_is_not_an_index_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    made(tmp_path, "old", A)
    (tmp_path / "old" / "notes.txt").write_text("mine")

    made(tmp_path, "new", A)

    assert names(tmp_path) == ["mine", "new", "old"]
    assert [path.name for path in (tmp_path / "old").iterdir() if path.suffix != ".lock"] == ["notes.txt"]
    assert not has_others(tmp_path, "new")


HOLDER = """
import sys
from contextlib import closing
from pathlib import Path
from small_index import open_small

with closing(open_small(Path(sys.argv[1]), fingerprint="old")) as store, store.writing():
    sys.stdout.write("writing\\n")
    sys.stdout.flush()
    sys.stdin.readline()
"""


def test_an_old_index_that_is_being_written_goes_the_next_time(tmp_path: Path) -> None:
    made(tmp_path, "old", A)
    command = [sys.executable, "-c", HOLDER, str(generation_folder(tmp_path, "old"))]
    with subprocess.Popen(
        command, cwd=Path(__file__).parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        made(tmp_path, "new", A)
        assert names(tmp_path) == ["new", "old"]
        assert process.communicate("\n")[0] == ""
    assert process.returncode == 0

    made(tmp_path, "new", A)
    assert names(tmp_path) == ["new"]


def test_the_new_index_is_that_of_a_clean_build(tmp_path: Path) -> None:
    made(tmp_path, "old", B)
    made(tmp_path, "new", A, B)
    made(tmp_path / "clean", "new", A, B)

    with (
        closing(IndexStore.open(tmp_path / "new", fingerprint="new")) as new,
        closing(IndexStore.open(tmp_path / "clean" / "new", fingerprint="new")) as clean,
    ):
        assert contents(new) == contents(clean)


def rebuild(base: Path, *articles: Article, encoder: SmallEncoder | None = None, anew: bool = True) -> None:
    """Make the index anew, or go on with that, as a run does."""
    with (
        closing(open_generation(base, fingerprint="now", create=True, anew=anew)) as store,
        taking_its_place(base, store, "now"),
    ):
        sync(store, encoder or SmallEncoder(), articles)


def broken_off_rebuild(base: Path) -> None:
    """Begin to make the index anew, and break off after the article A is written."""
    with closing(open_generation(base, fingerprint="now", create=True, anew=True)) as store:
        with pytest.raises(ValueError, match="two articles"), taking_its_place(base, store, "now"):
            sync(store, SmallEncoder(), [A, C, D, A], chunks_at_once=1)
        assert not store.is_complete()


def test_no_call_of_a_store_lists_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "now", A)
    with closing(open_generation(tmp_path, fingerprint="now")) as reader:
        monkeypatch.setattr(Path, "iterdir", None)
        assert (found_texts(reader), reader.article("a")) == ({A.text}, A)


def test_an_index_made_anew_takes_the_place_of_the_one_before_and_open_readers_go_over(
    tmp_path: Path,
) -> None:
    made(tmp_path, "now", A)
    with closing(open_generation(tmp_path, fingerprint="now")) as reader:
        with closing(open_generation(tmp_path, fingerprint="now", create=True, anew=True)) as new:
            assert is_beside(tmp_path, new, "now")
            with taking_its_place(tmp_path, new, "now"):
                sync(new, SmallEncoder(), [A, B])
                assert found_texts(reader) == {A.text}
                assert reader.folder == tmp_path / "now"
                with pytest.raises(IndexStoreError, match="another process is writing the index"):
                    write(reader, [B])
        assert found_texts(reader) == {A.text, B.text}
        assert reader.article("b") == B
        assert (reader.folder, names(tmp_path)) == (tmp_path / "now.2", ["now.2"])
        assert not is_beside(tmp_path, reader, "now")
        write(reader, [], removed=["a"])

    rebuild(tmp_path, A)
    assert names(tmp_path) == ["now.3"]
    with closing(open_generation(tmp_path, fingerprint="now")) as again:
        assert found_texts(again) == {A.text}


def test_an_interrupted_rebuild_leaves_the_old_one_in_use_and_a_plain_run_goes_on_with_it(
    tmp_path: Path,
) -> None:
    made(tmp_path, "now", A, B)
    broken_off_rebuild(tmp_path)

    with closing(open_generation(tmp_path, fingerprint="now")) as reader:
        assert found_texts(reader) == {A.text, B.text}
        # What the chat writes meanwhile goes into the one that answers, and leaves the other alone.
        sync(reader, SmallEncoder(), [B])
        remove_others(tmp_path, reader, "now")
        assert names(tmp_path) == ["now", "now.2"]
        encoder = SmallEncoder()
        rebuild(tmp_path, A, B, encoder=encoder, anew=False)
        assert set(encoder.read) == {f"Kop van b\n{B.text}", B.text}
        assert found_texts(reader) == {A.text, B.text}
    assert names(tmp_path) == ["now.2"]


def test_a_second_rebuild_begins_from_nothing(tmp_path: Path) -> None:
    made(tmp_path, "now", A, B)
    broken_off_rebuild(tmp_path)
    encoder = SmallEncoder()
    rebuild(tmp_path, A, B, encoder=encoder)
    assert {A.text, B.text} < set(encoder.read)
    assert names(tmp_path) == ["now.2"]


def test_a_run_in_an_index_that_another_process_has_made_anew_goes_over_first(tmp_path: Path) -> None:
    made(tmp_path, "now", A)
    with closing(open_generation(tmp_path, fingerprint="now", create=True)) as watching:
        rebuild(tmp_path, A)
        with taking_its_place(tmp_path, watching, "now"):
            sync(watching, SmallEncoder(), [A, B])
        assert found_texts(watching) == {A.text, B.text}
    assert names(tmp_path) == ["now.2"]


@pytest.mark.parametrize(
    ("damage", "remedy"),
    [
        ("catalog.sqlite", "make the index anew: tweespraak index FOLDER --rebuild"),
        ("chroma", "make it anew: tweespraak index FOLDER --rebuild"),
    ],
)
def test_a_damaged_index_can_be_made_anew(tmp_path: Path, damage: str, remedy: str) -> None:
    made(tmp_path, "now", A, B)
    if damage == "chroma":
        shutil.rmtree(tmp_path / "now" / damage)
    else:
        (tmp_path / "now" / damage).write_bytes(b"damaged" * 1000)
    assert error_of(tmp_path, "now").endswith(remedy)
    rebuild(tmp_path, A, B)
    assert names(tmp_path) == ["now.2"]
    with closing(open_generation(tmp_path, fingerprint="now")) as new:
        assert found_texts(new) == {A.text, B.text}


def test_where_there_is_no_index_one_made_anew_is_the_first(tmp_path: Path) -> None:
    rebuild(tmp_path, A)
    assert names(tmp_path) == ["now"]


def test_an_index_of_another_encoder_goes_with_the_one_before(tmp_path: Path) -> None:
    made(tmp_path, "now", A)
    made(tmp_path / "aside", "old", A)
    (tmp_path / "aside" / "old").rename(tmp_path / "old")
    (tmp_path / "aside").rmdir()
    rebuild(tmp_path, A)
    assert names(tmp_path) == ["now.2"]


def test_a_store_whose_index_another_encoder_replaced_says_so(tmp_path: Path) -> None:
    made(tmp_path, "old", A)
    with closing(open_generation(tmp_path, fingerprint="old")) as old:
        made(tmp_path, "new", A)
        with pytest.raises(IndexStoreError) as raised:
            write(old, [B])
    assert str(raised.value) == (
        f"the index in {tmp_path / 'old'} is gone, for one of another encoder or version has taken its "
        "place; start again to use that one"
    )
    assert names(tmp_path) == ["new"]
