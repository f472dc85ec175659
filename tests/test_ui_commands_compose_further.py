"""Several data folders searched as one, by the commands that make and ask them."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_model_server import SILENT, served
from test_ui_commands_cli import SEEDS, Run, no_settings_around, run

from index.encoding.prepared_files import silent
from index.errors import IndexStoreError
from index.filters import Filters
from index.passage import Passage
from rag.finding.retrieval import Retrieval
from ui.commands.cli import app
from ui.commands.compose_further import settings_of_each, with_further
from ui.commands.compose_index import OpenIndex, open_index
from ui.settings import load_settings

__all__ = ["no_settings_around", "run"]  # fixtures

QUESTIONS = (
    "Waar ontmoette Poetin Pezeshkian voor het eerst?",
    "Which countries are members of the Shanghai Cooperation Organisation?",
    "Hoeveel drones leverde Iran?",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of all of seeds/ in ``both/``, and those of its halves in ``first/`` and ``other/``."""
    place = tmp_path_factory.mktemp("made")
    files = sorted(path for path in SEEDS.iterdir() if path.suffix == ".txt")
    for name, part in (("both", files), ("first", files[::2]), ("other", files[1::2])):
        folder = place / "articles" / name
        folder.mkdir(parents=True)
        for path in part:
            shutil.copy(path, folder)
        app(["index", str(folder), "--data-dir", str(place / name)], standalone_mode=False)
    return place


@pytest.fixture(scope="module")
def both(made: Path) -> Iterator[OpenIndex]:
    with open_index(load_settings(data_dir=made / "both"), progress=silent) as index:
        yield index


@pytest.fixture(scope="module")
def joined(made: Path) -> Iterator[OpenIndex]:
    settings = load_settings(data_dir=[made / "first", made / "other"])
    with open_index(settings, progress=silent) as own, with_further(settings, own) as index:
        yield index


def facts_of(found: Retrieval) -> tuple[list[object], list[object]]:
    """Return what must be the same of what was found, in its order; ids without the name of an index."""

    def place(passage: Passage) -> tuple[str, int, int]:
        return passage.chunk.article_id.removeprefix("other//"), passage.chunk.start, passage.chunk.end

    passages: list[object] = [(place(each), pytest.approx(each.score, abs=1e-3)) for each in found.passages]
    return passages, [(place(each.passage), each.span, each.text) for each in found.sentences]


def test_two_folders_find_what_one_of_both_finds(both: OpenIndex, joined: OpenIndex) -> None:
    of_both, of_joined = both.retriever(), joined.retriever()
    for question in QUESTIONS:
        for filters in (Filters(), Filters(languages=("en",)), Filters(published_from="2023-03-20")):
            found, wanted = (each.retrieve(question, filters=filters) for each in (of_joined, of_both))
            assert facts_of(found) == facts_of(wanted)
            assert wanted.passages
    names = {each.id.partition("//")[0] for each in joined.searched.list_articles() if "//" in each.id}
    assert names == {"other"}


def test_a_folder_alone_is_searched_as_ever(made: Path) -> None:
    settings = load_settings(data_dir=made / "first")
    with open_index(settings, progress=silent) as own, with_further(settings, own) as index:
        assert index is own
        assert index.searched is own.store


def test_ask_cites_articles_of_either_folder(made: Path, run: Run) -> None:
    folders = ("--data-dir", made / "first", "--data-dir", made / "other")
    articles = json_lines(run("articles", *folders, "--json").out)
    other = next(each for each in articles if str(each["article"]).startswith("other//"))
    with served(SILENT) as script:
        asked = ("ask", QUESTIONS[0], *folders, "--model", script.address, "--json")
        (row,) = json_lines(run(*asked).out)
        (limited,) = json_lines(run(*asked, "--article", str(other["article"])).out)
        wrong = run(*asked, "--article", "other//nergens.txt")

    assert {path.name for path in SEEDS.glob("*.txt")} == {
        str(each["article"]).removeprefix("other//") for each in articles
    }
    found = {str(each["article"]) for each in row["passages"]}
    assert {each.startswith("other//") for each in found} == {True, False}
    assert found < {str(each["article"]) for each in articles}
    assert {each["article"] for each in limited["passages"]} == {other["article"]}
    assert (wrong.code, wrong.last_error) == (
        1,
        "tweespraak: other: no article in the index has the id 'nergens.txt': give its path below the folder",
    )


def json_lines(written: str) -> list[dict[str, list[dict[str, object]]]]:
    return [json.loads(line) for line in written.splitlines()]


def test_an_article_of_another_folder_is_shown_and_not_corrected(made: Path, run: Run) -> None:
    folders = ("--data-dir", made / "first", "--data-dir", made / "other")
    article = next((made / "articles" / "other").iterdir()).name

    shown = json.loads(run("articles", *folders, "show", f"other//{article}", "--json").out)
    corrected = run("articles", "correct", f"other//{article}", *folders, "--published", "2020")

    assert (shown["article"], shown["path"]) == (f"other//{article}", f"other//{article}")
    assert shown["file"] == str(made / "articles" / "other" / article)
    assert corrected.code == 1
    assert corrected.err == (
        f"tweespraak: other//{article} is in {made / 'other'}, which is only read here: correct {article} "
        f"with --data-dir {made / 'other'} alone\n"
    )


def test_a_folder_without_an_index_is_named(made: Path, tmp_path: Path) -> None:
    settings = load_settings(data_dir=[made / "first", tmp_path / "none"])
    with (
        open_index(settings, progress=silent) as own,
        pytest.raises(IndexStoreError) as raised,
        with_further(settings, own),
    ):
        pass
    folder = tmp_path / "none"
    assert str(raised.value).startswith("there is no index in ")
    assert str(raised.value).endswith(f"; make one: tweespraak index FOLDER (with --data-dir {folder})")


def test_a_folder_of_another_encoder_is_named(made: Path, joined: OpenIndex) -> None:
    settings = load_settings(data_dir=[made / "first", made / "other"])
    other_encoder = replace(joined, fingerprint=f"other-{joined.fingerprint}")
    with pytest.raises(IndexStoreError) as raised, with_further(settings, other_encoder):
        pass
    assert str(raised.value) == (
        f"the index in {made / 'other' / 'index'} was made with another encoder or by another version; "
        f"make one for this encoder beside it: tweespraak index FOLDER (with --data-dir {made / 'other'})"
    )


def test_what_is_written_is_one_folder(made: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = ("--data-dir", made / "first", "--data-dir", made / "other")
    for command in (("index", SEEDS), ("models",), ("feedback", "export", made / "feedback")):
        ended = run(*command, *folders)
        assert ended.code == 2
        assert "name one: the folder that is written" in " ".join(ended.err.replace("│", " ").split())
    monkeypatch.setenv("TWEESPRAAK_FURTHER_DATA_DIRS", str(made / "nowhere"))
    assert run("index", made / "articles" / "first", "--data-dir", made / "first").code == 0


def test_settings_of_each_folder_are_of_that_alone() -> None:
    settings = load_settings(data_dir=[Path("/a/data"), Path("/b/data"), Path("/c/data")], model="m")
    each = settings_of_each(settings)
    assert {name: (one.data_dir, one.further_data_dirs, one.model) for name, one in each.items()} == {
        "": (Path("/a/data"), (), "m"),
        "b/data": (Path("/b/data"), (), "m"),
        "c/data": (Path("/c/data"), (), "m"),
    }
