"""The commands that look into the index and correct it, on a real one."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rights import open_copy, read_only, state_of
from test_ui_commands_cli import Ended, Run, no_settings_around, run

from index.encoder import Encoder
from index.filters import Filters
from index.storage.generations import open_generation
from index.syncing.sync import index_fingerprint
from rag.finding.retrieval import Retriever
from ui.commands.cli import app

__all__ = ["no_settings_around", "run"]  # fixtures

BRIDGE = """---
title: De brug
date: 2022-01-01
author: Karin Veldstra
url: https://krant.example/brug
---

De brug over de rivier werd gisteren geopend door de burgemeester, en er kwamen veel mensen kijken.

Lees ook: de dijk

De bouw duurde drie jaar en kostte vier miljoen gulden, zei de wethouder van de stad.
"""
TABLE = """title,text,date
Een,"De haven van de stad is weer open voor schepen, zei de havenmeester.",ooit
Twee,"The harbour of the town was closed to all ships, said the harbour master.",2023-01-02
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``krant/``, and the index of that in ``data/``."""
    place = tmp_path_factory.mktemp("made")
    krant = place / "krant"
    krant.mkdir()
    (krant / "brug.md").write_text(BRIDGE, "utf-8")
    (krant / "haven.csv").write_text(TABLE, "utf-8")
    (krant / "leeg.txt").touch()
    app(["index", str(krant), "--data-dir", str(place / "data")], standalone_mode=False)
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path, run: Run) -> Path:
    """The same, a copy to be changed; the index follows the copy's folder."""
    place = tmp_path / "place"
    shutil.copytree(made, place)
    assert run("index", place / "krant", "--data-dir", place / "data", "--replace").code == 0
    return place


def facts(ended: Ended) -> list[dict[str, Any]]:
    assert (ended.code, ended.err) == (0, "")
    return [json.loads(line) for line in ended.out.splitlines()]


BRIDGE_FACTS = {
    "path": "brug.md",
    "article": "brug.md",
    "title": "De brug",
    "published": "2022-01-01",
    "author": "Karin Veldstra",
    "language": "nl",
    "url": "https://krant.example/brug",
    "passages": 2,
    "corrected": None,
}


def test_articles_are_listed(run: Run, made: Path) -> None:
    ended = run("articles", "--data-dir", made / "data")
    assert (ended.err, ended.out.splitlines()) == (
        "",
        [
            "2022-01-01  nl     2  brug.md  De brug (Karin Veldstra)",
            "-           nl     1  haven.csv#1  Een",
            "2023-01-02  en     1  haven.csv#2  Twee",
        ],
    )


def test_articles_are_listed_as_json_with_the_text_into_which_citations_point(run: Run, made: Path) -> None:
    first, *rest = facts(run("articles", "--json", "--text", "--data-dir", made / "data"))
    text = str(first.pop("text"))
    (unsearched,) = first.pop("unsearched")
    assert first == BRIDGE_FACTS
    assert text[slice(*unsearched)] == "Lees ook: de dijk"
    assert "De bouw duurde drie jaar" in text
    assert [(each["path"], each["article"]) for each in rest] == [
        ("haven.csv", "haven.csv#1"),
        ("haven.csv", "haven.csv#2"),
    ]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--search", "BRUG"], ["brug.md"]),
        (["--search", "karin 2022"], ["brug.md"]),
        (["--search", "januari krant.example"], ["brug.md"]),
        (["--search", "haven twee"], ["haven.csv#2"]),
        (["--search", "burgemeester", "--text"], ["brug.md"]),
    ],
)
def test_articles_are_searched(run: Run, made: Path, options: list[str], found: list[str]) -> None:
    listed = facts(run("articles", "--json", *options, "--data-dir", made / "data"))
    assert [each["article"] for each in listed] == found


def test_who_finds_nothing_is_told_where_was_searched(run: Run, made: Path) -> None:
    assert run("articles", "--search", "burgemeester", "--data-dir", made / "data") == Ended(
        0,
        "",
        "No article has all of 'burgemeester' in its title, path, date, author or address; with --text their "
        "text is searched, too.\n",
    )


def test_one_article_is_shown_with_its_file(run: Run, place: Path) -> None:
    for name in ("brug.md", place / "krant" / "brug.md", place / "krant" / ".." / "krant" / "brug.md"):
        ended = run("articles", "show", name, "--data-dir", place / "data")
        assert ended.out.splitlines() == [
            "De brug",
            "path       brug.md",
            "published  2022-01-01",
            "author     Karin Veldstra",
            "language   nl",
            "url        https://krant.example/brug",
            "passages   2",
            f"file       {place / 'krant' / 'brug.md'}",
            "",
            *(
                f"[not searched] {line}" if line.startswith("Lees") else line
                for line in ("De brug\n\n" + BRIDGE.split("---\n\n")[1].rstrip()).split("\n")
            ),
        ]


def test_what_was_left_out_of_an_article_is_shown_with_it(run: Run, place: Path) -> None:
    (shown,) = facts(run("articles", "show", "haven.csv#1", "--json", "--data-dir", place / "data"))
    assert shown["file"] == str(place / "krant" / "haven.csv")
    (lost,) = shown["left_out"]
    assert (lost["kind"], lost["path"]) == ("remark", "haven.csv#1")
    assert "'ooit'" in lost["why"]
    listed = facts(run("articles", "left-out", "--json", "--data-dir", place / "data"))
    assert listed == [lost, {"kind": "skipped", "path": "leeg.txt", "why": "empty: 0 bytes; copy it again"}]
    assert run("articles", "left-out", "--data-dir", place / "data").out.splitlines() == [
        f"remark   haven.csv#1: {lost['why']}",
        "skipped  leeg.txt: empty: 0 bytes; copy it again",
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (
            "burg.md",
            (
                "no article in the index has the path 'burg.md'; the nearest: brug.md (tweespraak articles "
                "lists all)"
            ),
        ),
        (
            "iets heel anders",
            "no article in the index has the path 'iets heel anders' (tweespraak articles lists",
        ),
        ("leeg.txt", "leeg.txt is not in the index: empty: 0 bytes; copy it again"),
        (
            "haven.csv",
            "haven.csv holds 2 articles: name one of them, such as haven.csv#1; tweespraak articles --search",
        ),
    ],
)
def test_an_article_that_is_not_there(run: Run, made: Path, name: str, why: str) -> None:
    ended = run("articles", "show", name, "--data-dir", made / "data")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert ended.err.startswith(f"tweespraak: {why}")


def test_an_index_that_may_only_be_read_is_looked_at(run: Run, made: Path) -> None:
    with open_copy(made / "data") as copy:
        before = state_of(copy)
        with read_only(copy):
            assert len(facts(run("articles", "--json", "--data-dir", copy))) == 3
            assert run("articles", "show", "brug.md", "--data-dir", copy).code == 0
            assert run("articles", "left-out", "--data-dir", copy).code == 0
        assert state_of(copy) == before


def test_there_must_be_an_index(run: Run, tmp_path: Path) -> None:
    why = f"tweespraak: there is no index in {tmp_path}/index; make one: tweespraak index FOLDER\n"
    assert run("articles", "--data-dir", tmp_path) == Ended(1, "", why)
    assert run("articles", "left-out", "--data-dir", tmp_path).code == 1


def found(place: Path, encoder: Encoder, filters: Filters) -> list[tuple[str, str | None]]:
    """Return titles and dates of what a question about the bridge finds."""
    base = place / "data" / "index"
    with closing(open_generation(base, fingerprint=index_fingerprint(encoder))) as store:
        passages = Retriever(store, encoder).search("Wie opende de brug?", filters=filters)
        return list(dict.fromkeys((each.title, each.published) for each in passages))


def test_a_correction_counts_at_once_and_outlives_every_indexing(
    run: Run, place: Path, encoder: Encoder
) -> None:
    data, in_1932 = ("--data-dir", place / "data"), Filters(published_from="1932", published_to="1932")
    assert found(place, encoder, in_1932) == []
    ended = run(
        "articles", "correct", "brug.md", "--title", "De  oude brug", "--published", "3 mei 1932", *data
    )
    assert ended.out.splitlines() == [
        (
            "1932-05-03  nl     2  brug.md  De oude brug (Karin Veldstra)  "
            "[corrected; the file says: title De brug; published 2022-01-01]"
        )
    ]
    for again in ((), ("--rebuild",), ("--dry-run",)):
        assert found(place, encoder, in_1932) == [("De oude brug", "1932-05-03")]
        ended = run("index", place / "krant", *again, *data)
        assert "changed        0" in ended.out
    assert found(place, encoder, in_1932) == [("De oude brug", "1932-05-03")]
    (shown,) = facts(run("articles", "show", "brug.md", "--json", *data))
    assert shown["corrected"] == {"title": "De brug", "published": "2022-01-01"}
    # What else is corrected leaves the rest as it is.
    assert run("articles", "correct", "brug.md", "--published", "none", *data).out.startswith("-      ")
    assert found(place, encoder, Filters())[0] == ("De oude brug", None)
    assert run("articles", "correct", "brug.md", "--undo", *data).out == (
        "2022-01-01  nl     2  brug.md  De brug (Karin Veldstra)\n"
    )
    in_2022 = Filters(published_from="2022", published_to="2022")
    assert found(place, encoder, in_2022) == [("De brug", "2022-01-01")]
    assert run("articles", "correct", "brug.md", "--undo", *data) == Ended(
        1, "", "tweespraak: nothing of brug.md was corrected\n"
    )


@pytest.mark.parametrize(
    ("options", "code", "why"),
    [
        (["brug.md", "--published", "03/04/2023"], 1, "'03/04/2023' is not a date: write 2023, 2023-03 or"),
        (["brug.md", "--published", " "], 1, "the date is empty: write 2023, 2023-03, 2023-03-14 or none"),
        (["brug.md", "--title", " "], 1, "the title is empty: write one"),
        (
            ["burg.md", "--title", "Een"],
            1,
            "no article in the index has the path 'burg.md'; the nearest: brug.md",
        ),
        (["brug.md"], 2, "--undo alone"),
        (["brug.md", "--undo", "--title", "Een"], 2, "--undo alone"),
    ],
)
def test_what_cannot_be_corrected(run: Run, made: Path, options: list[str], code: int, why: str) -> None:
    ended = run("articles", "correct", *options, "--data-dir", made / "data")
    assert (ended.code, ended.out) == (code, "")
    assert why in " ".join(ended.err.replace("│", " ").split())
    assert not (made / "data" / "corrections.json").exists()


def test_a_correction_is_kept_where_the_index_is_being_written(
    run: Run, place: Path, encoder: Encoder
) -> None:
    data = ("--data-dir", place / "data")
    base = place / "data" / "index"
    with closing(open_generation(base, fingerprint=index_fingerprint(encoder))) as store, store.writing():
        ended = run("articles", "correct", "brug.md", "--published", "1932", *data)
    assert ended.code == 1
    assert ended.err.splitlines()[-1].startswith(
        "tweespraak: the correction is kept, and taken in when the folder is indexed again; now it cannot "
        "be: another process is writing the index"
    )
    assert "changed        1" in run("index", place / "krant", *data).out
    assert run("articles", "--search", "brug.md", *data).out.startswith("1932 ")
