"""What the index loses by a run, on the command line: nothing that is there, and nothing unasked."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from scripted_model_server import SILENT, served
from test_ui_commands_cli import TWEESPRAAK, Ended, Run, facts, no_settings_around, run

__all__ = ["no_settings_around", "run"]

ROOT = Path(__file__).parent.parent
BRIDGE = "De brug ging in 1932 open en kostte vier miljoen gulden."
HARBOUR = "The harbour was dug in 1874 by two hundred men."
LIGHTHOUSE = "De vuurtoren werd in 1907 gebouwd van gele baksteen."


def filled(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def broken(path: Path) -> str:
    """Make a file one that cannot be opened, whoever asks; return why."""
    path.unlink()
    path.symlink_to(path)
    return "cannot be read: Too many levels of symbolic links"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return filled(tmp_path / "news", brug=BRIDGE, harbour=HARBOUR)


@pytest.fixture
def data(run: Run, news: Path, tmp_path: Path) -> Path:
    data = tmp_path / "data"
    assert run("index", news, "--data-dir", data).code == 0
    return data


def counted(ended: Ended, *names: str) -> tuple[int, ...]:
    found = facts(ended.out)
    return (ended.code, *(int(found[name]) for name in names))


def test_a_file_that_cannot_be_read_now_keeps_its_articles_and_the_exit_code_says_so(
    run: Run, news: Path, data: Path
) -> None:
    why = broken(news / "brug.txt")

    ended = run("index", news, "--data-dir", data)

    assert counted(ended, "unchanged", "removed", "skipped") == (1, 1, 0, 1)
    assert "kept           1  (though it cannot be read now)\n          brug.txt\n" in ended.out
    assert f"          brug.txt: {why}" in ended.out
    assert ended.last_error == (
        "tweespraak: articles that cannot be read now and stay in the index as they were: 1; see to the "
        "rights and the connection of what the report names, and index again"
    )
    question = "Wanneer ging de brug open?"
    with served(SILENT) as script:
        asked = run("ask", question, "--json", "--data-dir", data, "--model", script.address)
    assert BRIDGE in {passage["text"] for passage in json.loads(asked.out)["passages"]}


@pytest.mark.parametrize("of_another_version", [False, True])
def test_an_index_that_holds_what_cannot_be_read_now_is_not_replaced(
    run: Run, news: Path, data: Path, of_another_version: bool
) -> None:
    (first,) = (path for path in (data / "index").iterdir() if path.is_dir())
    if of_another_version:
        first = first.rename(data / "index" / "of-another-version")
    options = () if of_another_version else ("--rebuild",)
    broken(news / "brug.txt")

    ended = run("index", news, "--data-dir", data, *options)

    assert (ended.code, ended.out) == (1, "")
    assert ended.last_error.startswith(
        "tweespraak: articles of the index that is there that cannot be read now: 1 (brug.txt: cannot be "
    )
    assert first.is_dir()
    # Readable again, or gone from the folder: then the new one takes its place.
    (news / "brug.txt").unlink()
    assert counted(run("index", news, "--data-dir", data), "unchanged", "removed") == (0, 1, 0)
    assert not first.exists()


def test_a_folder_in_which_nothing_can_be_read_leaves_the_index_as_it_is(
    run: Run, news: Path, data: Path
) -> None:
    for name in ("brug.txt", "harbour.txt"):
        (news / name).write_bytes(b"")
    ended = run("index", news, "--data-dir", data)
    assert (ended.code, ended.out) == (1, "")
    assert ended.last_error == (
        f"tweespraak: {news}: no file in this folder can be read as an article (brug.txt: empty: 0 bytes; "
        "copy it again); the index stays as it is"
    )
    filled(news, brug=BRIDGE, harbour=HARBOUR)
    assert counted(run("index", news, "--data-dir", data), "unchanged", "added") == (0, 2, 0)


@pytest.mark.parametrize("command", ["index", "chat"])
def test_a_folder_without_a_name_is_not_the_current_one(
    run: Run, command: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news)
    ended = run(command, "", "--data-dir", tmp_path / "data")
    assert ended.code == 2
    assert "the name of the folder is empty" in ended.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["index", "chat"])
def test_another_folder_is_not_indexed_without_leave(
    run: Run, command: str, news: Path, data: Path, tmp_path: Path
) -> None:
    other = filled(tmp_path / "other", harbour=LIGHTHOUSE)
    what = (
        f"he index is that of {news} (articles: 2); {other} in its place takes 1 of them out, all but those "
        "whose file has the same name there"
    )
    refused = run(command, other, "--data-dir", data)
    assert refused == Ended(
        1,
        "",
        f"tweespraak: t{what}; say so with --replace, or keep both, with a --data-dir for each\n",
    )
    assert counted(run("index", news, "--data-dir", data), "unchanged", "removed") == (0, 2, 0)

    if command == "index":
        told = run("index", other, "--data-dir", data, "--dry-run")
        assert counted(told, "changed", "removed") == (0, 1, 1)
        replaced = run("index", other, "--data-dir", data, "--replace")
        assert counted(replaced, "changed", "removed") == (0, 1, 1)
        assert replaced.err.startswith(f"T{what}.\n")
        assert counted(run("index", other, "--data-dir", data), "unchanged", "removed") == (0, 1, 0)


def test_not_even_when_the_index_is_made_anew(run: Run, data: Path, tmp_path: Path) -> None:
    other = filled(tmp_path / "other", vuurtoren=LIGHTHOUSE)
    ended = run("index", other, "--data-dir", data, "--rebuild")
    assert (ended.code, " takes 2 of them out" in ended.last_error) == (1, True)


def test_a_folder_that_was_moved_is_not_embedded_anew(run: Run, news: Path, data: Path) -> None:
    moved = news.rename(news.with_name("moved"))
    assert " takes 0 of them out" in run("index", moved, "--data-dir", data).last_error
    ended = run("index", moved, "--data-dir", data, "--replace")
    assert counted(ended, "unchanged", "added", "changed", "removed") == (0, 2, 0, 0, 0)
    # A link to it is the same folder.
    news.symlink_to(moved)
    assert run("index", news, "--data-dir", data).code == 0


def test_what_was_added_in_the_chat_belongs_to_no_folder(
    run: Run, news: Path, data: Path, tmp_path: Path
) -> None:
    filled(data / "uploads" / "added", vuurtoren=LIGHTHOUSE)
    assert counted(run("index", news, "--data-dir", data), "added") == (0, 1)
    other = filled(tmp_path / "other", other=HARBOUR + " It took nine years.")
    assert f"that of {news} (articles: 2);" in run("index", other, "--data-dir", data).last_error


def test_which_folder_it_is_is_known_after_a_first_run_that_was_interrupted(
    run: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    data = tmp_path / "data"
    with monkeypatch.context() as patched:
        patched.setattr("index.syncing.changes.lost_articles", interrupted)
        assert run("index", news, "--data-dir", data).code == 130
    assert json.loads((data / "articles.json").read_text("utf-8"))["folder"] == str(news)
    other = filled(tmp_path / "other", vuurtoren=LIGHTHOUSE)
    assert " takes 2 of them out" in run("index", other, "--data-dir", data).last_error
    assert counted(run("index", news, "--data-dir", data), "unchanged", "removed") == (0, 2, 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
@pytest.mark.parametrize(("said", "code", "removed"), [("n", 1, None), ("y", 0, "2")])
def test_on_a_terminal_it_is_asked(
    said: str, code: int, removed: str | None, data: Path, tmp_path: Path
) -> None:
    other = filled(tmp_path / "other", vuurtoren=LIGHTHOUSE)
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "wb", buffering=0) as keyboard:
        keyboard.write(f"{said}\n".encode())
        ended = subprocess.run(
            [*TWEESPRAAK, "index", str(other), "--data-dir", str(data)],
            cwd=ROOT,
            stdin=theirs,
            capture_output=True,
            text=True,
            check=False,
        )
        os.close(theirs)
    question = ended.stderr.partition("Loading")[0].splitlines()[0]
    assert " takes 2 of them out, all but those whose file has the same name there. Go on? [y/N]:" in question
    assert (ended.returncode, facts(ended.stdout).get("removed")) == (code, removed)
    if code:
        assert ended.stderr.splitlines()[-1].endswith(
            f"tweespraak: {other} was not indexed; the index of {tmp_path / 'news'} stays as it is"
        )
