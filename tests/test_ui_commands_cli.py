import json
import os
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from mixed_articles import DUTCH, DUTCH_TOO, FRENCH, FRENCH_TOO
from rights import POWERLESS, open_copy, state_of
from scripted_model_server import SILENT, served

from index.encoding.int8_weights import int8_encoder_path
from index.encoding.prepared_files import default_cache_dir
from rag.engines.engine import Engine
from ui.commands.cli import main
from ui.settings import Settings

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
# A shell that starts the tests in the background has Ctrl-C ignored in all that they start; here it counts.
_CTRL_C_COUNTS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
TWEESPRAAK = [sys.executable, "-c", f"{_CTRL_C_COUNTS}; from ui.commands.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def last_error(self) -> str:
        return self.err.splitlines()[-1] if self.err else ""


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def no_settings_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        if name != "cache_dir":
            monkeypatch.delenv(f"TWEESPRAAK_{name.upper()}", raising=False)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, as the console script does."""

    def run_here(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["tweespraak", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        written = capsys.readouterr()
        return Ended(int(end.value.code or 0), written.out, written.err)

    return run_here


@pytest.fixture(scope="module")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of seeds/, made by the command itself."""
    data_dir = tmp_path_factory.mktemp("data")
    command = [*TWEESPRAAK, "index", str(SEEDS), "--data-dir", str(data_dir)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return data_dir


@contextmanager
def started(*arguments: str | Path) -> Iterator["subprocess.Popen[str]"]:
    """A command in a process of its own, which does not outlive a test that fails."""
    with subprocess.Popen(
        [*TWEESPRAAK, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def lines_until(stream: IO[str] | None, beginning: str) -> list[str]:
    """Read lines up to and with the first that begins so."""
    assert stream is not None
    lines = []
    for line in stream:
        lines.append(line)
        if line.startswith(beginning):
            break
    return lines


def facts(report: str) -> dict[str, str]:
    return {words[0]: words[1] for line in report.splitlines() if len(words := line.split()) == 2}


def test_help_imports_no_model_library() -> None:
    heavy = "torch transformers sentence_transformers chromadb gradio xllamacpp lingua numpy"
    program = (
        "import sys; from ui.commands.cli import app; app(['--help'], standalone_mode=False); "
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    for command in ("index", "ask", "chat", "models", "eval"):
        assert f" {command} " in done.stdout


def test_the_page_is_drawn_before_a_library_of_the_models_or_of_the_index_is_imported() -> None:
    heavy = "torch transformers sentence_transformers chromadb scipy onnxruntime tokenizers xllamacpp"
    program = (
        "import sys; import ui.commands.compose_chat, ui.chat.page, ui.chat.serving, ui.chat.translating; "
        "import ui.articles.article_changes, ui.articles.article_file, ui.articles.article_part; "
        "import ui.articles.article_upload, ui.server.api, ui.server.mcp_tool, ui.server.late_assistant; "
        "import index.storage.catalogs, rag.engines.models; "
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", " "],
        ["ask"],
        ["chat", "--port", "0"],
        ["chat", "--port", "many"],
        ["eval", str(SEEDS), "--out", "r.jsonl", "--sample", "0"],
        ["eval", str(SEEDS)],
        ["index", str(SEEDS), "--unknown"],
    ],
)
def test_a_bad_option_ends_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


@pytest.mark.parametrize("command", ["index", "ask", "chat", "models", "eval", "feedback", "feedback export"])
def test_help_is_also_h(run: Run, command: str) -> None:
    ended = run(*command.split(), "-h")
    assert (ended.code, ended.err) == (0, "")
    assert ended == run(*command.split(), "--help")


def test_the_version(run: Run) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert run("--version") == Ended(0, f"tweespraak {version}\n", "")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["index", "a", "b"], "FOLDER: 'b' is too much; name one folder: put all articles below one, or"),
        (["chat", "a", "b"], "FOLDER: 'b' is too much; name one folder: put all articles below one, or"),
        (["ask", "Wie", "is", "dat?"], "QUESTION: 'is dat?' is too much; put the whole question between"),
    ],
)
def test_too_many_arguments(run: Run, arguments: list[str], problem: str) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert f"Invalid value for {problem}" in " ".join(ended.err.replace("│", " ").split())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (
            "https://krant.example/nieuws",
            (
                "https:/krant.example/nieuws: an address; save the articles in a folder on this machine, and "
                "name that"
            ),
        ),
        ("news.zip", "news.zip: an archive; unpack it, and name the folder that comes of it"),
        ("bericht.txt", "bericht.txt: not a folder; name the folder that holds the articles"),
    ],
)
def test_what_is_no_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    for file in ("news.zip", "bericht.txt"):
        (tmp_path / file).touch()
    monkeypatch.chdir(tmp_path)
    assert run("index", name, "--data-dir", "data") == Ended(1, "", f"tweespraak: {why}\n")


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ended = run("index", tmp_path / "nothing", "--data-dir", tmp_path / "data")
    assert ended == Ended(1, "", f"tweespraak: {tmp_path}/nothing: no such folder\n")
    assert not (tmp_path / "data").exists()


def test_an_empty_folder_leaves_the_index_as_it_is(run: Run, tmp_path: Path, seeds_index: Path) -> None:
    ended = run("index", tmp_path, "--data-dir", seeds_index)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert str(tmp_path) in ended.err
    assert facts(run("index", SEEDS, "--data-dir", seeds_index).out)["unchanged"] == "5"


def test_a_bad_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWEESPRAAK_PORT", "eighty")
    ended = run("models")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("tweespraak: TWEESPRAAK_PORT is 'eighty': ")
    assert len(ended.err.splitlines()) == 1


def test_the_second_run_changes_nothing(run: Run, seeds_index: Path) -> None:
    ended = run("index", SEEDS, "--data-dir", seeds_index)
    report = facts(ended.out)
    del report["seconds"]
    passages = report.pop("passages")
    assert ended.code == 0
    assert int(passages) > 5
    assert report == {
        "read": "5",
        "added": "0",
        "changed": "0",
        "removed": "0",
        "unchanged": "5",
        "skipped": "0",
    }


def test_skipped_files_are_reported_and_stop_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text("De brug ging in 1932 open en kostte vier miljoen gulden.", "utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    ended = run("index", folder, "--data-dir", tmp_path / "data")
    report = facts(ended.out)
    assert (ended.code, report["read"], report["added"], report["skipped"]) == (0, "1", "1", "2")
    assert "          empty.txt: " in ended.out
    assert "          picture.txt: " in ended.out


def test_ask_without_an_index(run: Run, tmp_path: Path) -> None:
    ended = run("ask", "Wie is Pasjinjan?", "--data-dir", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert ended.last_error.startswith("tweespraak: there is no index in ")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--from", "2023-13"), "'2023-13' is not a date"),
        (("--from", "2024", "--to", "2023"), "from 2024 to 2023 is no time at all"),
    ],
)
def test_ask_with_a_filter_that_cannot_be(
    options: tuple[str, ...], problem: str, run: Run, tmp_path: Path
) -> None:
    ended = run("ask", "Wie is Pasjinjan?", "--data-dir", tmp_path, *options)
    assert (ended.code, ended.out) == (1, "")
    assert ended.last_error.startswith(f"tweespraak: {problem}")


def test_models_lists_the_encoder_and_the_built_in_model(run: Run) -> None:
    ended = run("models")
    names = [line.split("  ")[0] for line in ended.out.splitlines()]
    assert (ended.code, names[:2]) == (0, ["multilingual-e5-small (encoder)", "builtin"])
    assert ended.out.splitlines()[0].split()[-1] == str(int8_encoder_path(default_cache_dir()))


def test_ask_with_a_model_that_is_not_there(run: Run, seeds_index: Path, tmp_path: Path) -> None:
    model = tmp_path / "nothing.gguf"
    ended = run("ask", "Wie is Pasjinjan?", "--data-dir", seeds_index, "--model", model)
    assert (ended.code, ended.out) == (1, "")
    assert ended.last_error.startswith("tweespraak: ")
    assert str(model) in ended.last_error


@pytest.mark.parametrize(
    ("model", "options", "told"),
    [
        (
            "http://10.0.0.5:8000/v1",
            (),
            (
                "The model is at http://10.0.0.5:8000/v1, which is not this machine: your questions and the "
                "sentences of your articles that are found for them are sent there.\n"
            ),
        ),
        ("http://10.0.0.5:8000/v1", ("--retrieval-only",), ""),
        ("http://127.0.0.1:8000/v1", (), ""),
    ],
)
def test_a_model_elsewhere_is_told_at_once(
    run: Run, tmp_path: Path, model: str, options: tuple[str, ...], told: str
) -> None:
    ended = run("eval", tmp_path, "--out", tmp_path / "r.jsonl", "--model", model, *options)
    assert ended.code == 1
    assert ended.err.startswith(f"{told}tweespraak: {tmp_path}/articles.jsonl ")


@pytest.fixture
def loaded(builtin_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in model that other tests have loaded; test_ui_nothing_leaves has a command load its own."""
    monkeypatch.setattr(builtin_engine, "close", lambda: None)
    monkeypatch.setattr("rag.engines.models.open_engine", lambda *_, **__: builtin_engine)


@pytest.mark.usefixtures("loaded")
def test_ask_prints_the_answer_and_its_sources(run: Run, seeds_index: Path) -> None:
    question = "How many ballistic missiles did Iran launch at Israel on October 1?"
    ended = run("ask", question, "--data-dir", seeds_index)
    assert ended.code == 0
    assert "180" in ended.out
    source = next(line for line in ended.out.splitlines() if line.startswith("[1] "))
    assert source.endswith("(en, 003_f1ba9c45c6fe6858.txt)")


@pytest.mark.usefixtures("loaded")
def test_ask_prints_one_line_of_json(run: Run, seeds_index: Path) -> None:
    question = "Waar ontmoette Poetin Pezeshkian voor het eerst?"
    ended = run("ask", question, "--data-dir", seeds_index, "--json")
    assert (ended.code, ended.out.count("\n")) == (0, 1)
    row = json.loads(ended.out)
    assert list(row) == ["id", "passages", "seconds", "answer", "abstained", "citations", "kind", "lines"]
    assert (row["id"], row["abstained"]) == (question, False)
    assert len(row["passages"]) >= 10
    # A refusal that the model writes is not shown as it grows.
    assert set(row["seconds"]) - {"first_token"} == {"retrieve", "total"}
    assert list(row["citations"][0])[:5] == ["number", "article", "start", "end", "quote"]
    assert row["kind"] == "fact"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_ask_needs_no_right_to_write(seeds_index: Path) -> None:
    question = "Waar ontmoette Poetin Pezeshkian voor het eerst?"
    with open_copy(seeds_index) as data_dir, served(SILENT) as script:
        before = state_of(data_dir)
        for path in (data_dir, *data_dir.rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222)
        ended = subprocess.run(
            [
                *(*POWERLESS, *TWEESPRAAK, "ask", question, "--json"),
                *("--data-dir", str(data_dir), "--model", script.address),
            ],
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        after = state_of(data_dir)
        data_dir.chmod(0o755)
        for path in data_dir.rglob("*"):
            path.chmod(0o755)
    assert ended.returncode == 0, ended.stderr
    row = json.loads(ended.stdout)
    assert (row["id"], row["abstained"], after) == (question, False, before)
    assert len(row["passages"]) >= 10


def test_chat_at_a_port_in_use(run: Run, seeds_index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("chat", "--data-dir", seeds_index, "--port", port)
    assert (ended.code, ended.out) == (1, "")
    assert ended.last_error.startswith(f"tweespraak: port {port} on 127.0.0.1 cannot be used")


def test_chat_prints_its_address_and_ends_with_ctrl_c(seeds_index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with started("chat", SEEDS, "--data-dir", seeds_index, "--port", str(port)) as process:
        (announced,) = lines_until(process.stdout, "The chat is at ")
        assert announced == f"The chat is at http://127.0.0.1:{port} until Ctrl-C.\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
        # The folder is indexed behind the page.
        report = lines_until(process.stdout, "seconds")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert facts("".join(report))["unchanged"] == "5"
    assert (process.returncode, out) == (0, "The chat has ended.\n")
    assert "Traceback" not in err


def test_chat_ends_with_one_line_where_the_model_proves_useless_behind_the_page(
    seeds_index: Path, tmp_path: Path
) -> None:
    model = tmp_path / "broken.gguf"
    model.write_bytes(b"GGUF and no more")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("--data-dir", seeds_index, "--port", str(port), "--model", model)
    with started("chat", *options) as process:
        out, err = process.communicate()
    assert (process.returncode, out) == (1, f"The chat is at http://127.0.0.1:{port} until Ctrl-C.\n")
    assert err.splitlines()[-1].startswith(f"tweespraak: {model} (")
    assert "Traceback" not in err


def test_chat_has_no_page_where_a_glance_tells_that_it_would_be_useless(
    run: Run, seeds_index: Path, tmp_path: Path
) -> None:
    ended = run("chat", "--data-dir", tmp_path)
    assert (ended.code, ended.out, ended.err) == (
        1,
        "",
        f"tweespraak: there is no index in {tmp_path}/index; make one: tweespraak index FOLDER\n",
    )
    ended = run("chat", "--data-dir", seeds_index, "--model", tmp_path / "none.gguf")
    assert (ended.code, ended.out, ended.err) == (
        1,
        "",
        f"tweespraak: the model {tmp_path}/none.gguf cannot be read: no such file; check the setting model\n",
    )


ARTICLES = {
    "nl": "De brug ging open in 1932.\n\nDe bouw kostte 4 miljoen gulden en duurde zes jaar.",
    "en": "The harbour was dug in 1874.\n\nIt took two hundred men and cost nine lives in all.",
}


@pytest.fixture
def question_set(tmp_path: Path) -> Path:
    """Two articles and a question in each of the four directions."""
    folder = tmp_path / "small"
    folder.mkdir()
    asked = {
        ("nl", "nl"): "Hoe lang duurde de bouw van de brug?",
        ("en", "nl"): "How long did it take to build the bridge?",
        ("nl", "en"): "Hoeveel mannen groeven de haven?",
        ("en", "en"): "How many men dug the harbour?",
    }
    articles = [
        {"id": language, "language": language, "title": "", "text": text}
        for language, text in ARTICLES.items()
    ]
    questions = [
        {
            "id": f"{language}-{article}",
            "pair": article,
            "language": language,
            "question": question,
            "answerable": True,
            "answers": [],
            "evidence": [{"article": article, "paragraph": ARTICLES[article].split("\n\n")[1], "spans": []}],
        }
        for (language, article), question in asked.items()
    ]
    for name, rows in (("articles", articles), ("questions", questions)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_eval_writes_results_that_the_reference_scores_alike(
    run: Run, tmp_path: Path, question_set: Path
) -> None:
    out = tmp_path / "results.jsonl"
    arguments = ("eval", question_set, "--out", out, "--retrieval-only", "--data-dir", tmp_path / "data")
    ended = run(*arguments)
    assert ended.code == 0

    reference = [sys.executable, str(Path(__file__).with_name("reference_score.py")), "--json"]
    done = subprocess.run(
        [*reference, str(question_set), str(out)], capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout)
    assert figures["passages_not_in_article"] == 0
    hits = [f"{figures[direction]['hit@1']:.3f}" for direction in ("en>en", "nl>nl", "nl>en", "en>nl")]
    table = [line.split() for line in ended.out.splitlines()]
    assert ["n", "1", "1", "1", "1"] in table
    assert ["hit@1", *hits] in table
    assert ["questions", "4", "of", "4"] in table

    before = out.read_bytes()
    again = run(*arguments)
    assert (again.code, again.out, out.read_bytes()) == (0, ended.out, before)

    other = run("eval", question_set, "--out", out, "--data-dir", tmp_path / "data")
    assert (other.code, other.out, out.read_bytes()) == (1, "", before)
    assert other.last_error.startswith(f"tweespraak: {out} holds results of another run")


def test_eval_names_the_line_that_is_wrong(run: Run, tmp_path: Path, question_set: Path) -> None:
    path = question_set / "questions.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"language": "nl"', '"language": "de"', 1), encoding="utf-8"
    )
    ended = run("eval", question_set, "--out", tmp_path / "r.jsonl", "--data-dir", tmp_path / "data")
    message = "line 1: field 'language' is 'de': Input should be 'nl' or 'en'"
    assert ended == Ended(1, "", f"tweespraak: {path} {message}\n")
    assert not (tmp_path / "r.jsonl").exists()


@pytest.mark.parametrize("moment", ["Loading the encoder: 0%", "Indexing: 8 of 24 articles"])
def test_ctrl_c_ends_with_one_line_and_the_next_run_completes(run: Run, tmp_path: Path, moment: str) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(24):
        text = (SEEDS / "003_f1ba9c45c6fe6858.txt").read_text("utf-8")
        (folder / f"{number:02}.txt").write_text(f"Report number {number}.\n\n{text[:600]}", "utf-8")
    arguments = ("index", folder, "--data-dir", tmp_path / "data")
    with started(*arguments) as process:
        lines_until(process.stderr, moment)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "tweespraak: interrupted; what was done so far is kept"
    assert "Traceback" not in err

    report = facts(run(*arguments).out)
    assert (report["read"], report["skipped"]) == ("24", "0")
    assert int(report["added"]) + int(report["unchanged"]) == 24


def test_a_dry_run_tells_and_writes_nothing(run: Run, tmp_path: Path, seeds_index: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "new.txt").write_text("De brug ging in 1932 open en kostte vier miljoen gulden.", "utf-8")
    kept = "003_f1ba9c45c6fe6858.txt"
    (folder / kept).write_bytes((SEEDS / kept).read_bytes())

    ended = run("index", folder, "--data-dir", seeds_index, "--dry-run")

    report = facts(ended.out)
    assert (ended.code, report["added"], report["removed"], report["unchanged"]) == (0, "1", "4", "1")
    assert "          new.txt\n" in ended.out
    assert ended.out.endswith("The index is as it was.\n")
    assert facts(run("index", SEEDS, "--data-dir", seeds_index).out)["unchanged"] == "5"
    assert run("index", folder, "--data-dir", tmp_path / "data", "--dry-run").code == 0
    assert not (tmp_path / "data").exists()
    assert run("index", folder, "--dry-run", "--rebuild").code == 2


def test_other_languages_are_left_out_or_taken_in(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "kiev.txt").write_text(f"{FRENCH}\n\n{FRENCH_TOO}\n", "utf-8")
    (folder / "mixed.txt").write_text(f"{DUTCH}\n\n{FRENCH}\n\n{DUTCH_TOO}\n", "utf-8")
    planned = ("index", folder, "--data-dir", tmp_path / "data", "--dry-run")

    left_out = run(*planned)
    assert (left_out.code, facts(left_out.out)["added"], facts(left_out.out)["skipped"]) == (0, "1", "1")
    assert (
        "          kiev.txt: in French; only Dutch and English articles are indexed; "
        f"others too with --other-languages index\n"
        f"left out       1\n          mixed.txt: {len(FRENCH)} characters in French\n"
    ) in left_out.out

    taken_in = run(*planned, "--other-languages", "index")
    assert (taken_in.code, facts(taken_in.out)["added"], facts(taken_in.out)["skipped"]) == (0, "2", "0")
    assert "foreign        1  (1 in French)\n" in taken_in.out
    assert "left out" not in taken_in.out
    assert run(*planned, "--other-languages", "yes").code == 2


def test_an_index_of_another_version_is_replaced_and_that_is_said(run: Run, tmp_path: Path) -> None:
    folder, data = tmp_path / "news", tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text("De brug ging in 1932 open en kostte vier miljoen gulden.", "utf-8")
    assert run("index", folder, "--data-dir", data).code == 0
    (now,) = (path for path in (data / "index").iterdir() if path.is_dir())
    now.rename(data / "index" / "of-another-version")

    asked = run("ask", "Wanneer ging de brug open?", "--data-dir", data)
    assert asked.code == 1
    assert asked.last_error == (
        f"tweespraak: the index in {data}/index was made with another encoder or by another version; "
        "make one for this encoder beside it: tweespraak index FOLDER"
    )
    made = run("index", folder, "--data-dir", data)

    assert (made.code, facts(made.out)["added"]) == (0, "1")
    assert "A new one is made beside it, and takes its place at the end" in made.err
    assert [path for path in (data / "index").iterdir() if path.is_dir()] == [now]
    assert "A new one" not in run("index", folder, "--data-dir", data).err


def test_an_index_is_made_anew_beside_the_one_that_answers(run: Run, tmp_path: Path) -> None:
    folder, data = tmp_path / "news", tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text("De brug ging in 1932 open en kostte vier miljoen gulden.", "utf-8")
    assert run("index", folder, "--data-dir", data).code == 0
    (first,) = (path for path in (data / "index").iterdir() if path.is_dir())

    anew = run("index", folder, "--data-dir", data, "--rebuild")

    assert (anew.code, facts(anew.out)["added"]) == (0, "1")
    assert "A new index is made. The one that is there answers until it is ready.\n" in anew.err
    second = first.with_name(f"{first.name}.2")
    assert [path for path in (data / "index").iterdir() if path.is_dir()] == [second]

    (second / "catalog.sqlite").write_bytes(b"damaged" * 1000)
    damaged = run("index", folder, "--data-dir", data)
    assert (damaged.code, damaged.out) == (1, "")
    assert damaged.last_error.endswith("make the index anew: tweespraak index FOLDER --rebuild")
    assert run("index", folder, "--data-dir", data, "--rebuild").code == 0
    assert [path.name for path in (data / "index").iterdir() if path.is_dir()] == [f"{first.name}.3"]
    assert facts(run("index", folder, "--data-dir", data).out)["unchanged"] == "1"
