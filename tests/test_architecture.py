"""Imports go down, every file stands on its floor, and each foreign library has one door."""

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FLOORS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "ui": (
        ("commands/",),
        ("chat/", "articles/"),
        ("html/",),
        ("archive/",),
        ("server/",),
        ("texts/", "settings.py"),
    ),
    "rag": (
        ("evaluating/",),
        ("assistant.py",),
        ("deciding/",),
        ("judging/",),
        ("finding/",),
        ("asking/",),
        ("values/",),
        ("engines/", "answer.py"),
    ),
    "index": (
        ("syncing/",),
        ("reading/",),
        ("storage/",),
        ("text/",),
        ("encoding/",),
        (
            "article.py",
            "passage.py",
            "chunk.py",
            "span.py",
            "filters.py",
            "errors.py",
            "unread.py",
            "encoder.py",
            "answer_reader.py",
            "telemetry.py",
        ),
    ),
}
"""The rooms and what stands on each floor of them, the highest first. An import goes down, or stays within a
folder; files that share a floor on the lowest may import one another."""

DOORS = {
    "chromadb": "index/storage/chroma.py",
    "sentence_transformers": "index/encoding/sentence_models.py",
    "onnxruntime": "index/encoding/onnx_session.py",
    "onnx": "index/encoding/int8_graph.py",
    "transformers": "rag/engines/transformers_engine.py",
    "gradio": "ui/chat/page.py",
    "xllamacpp": "rag/engines/llama_engine.py",
    "httpx": "rag/engines/model_server.py index/storage/chroma_server.py",  # one for each kind of server
    "mcp": "ui/server/mcp_tool.py",
    "trafilatura": "index/reading/kinds/html.py",
    "lxml": "index/reading/kinds/blocks.py",
    "pypdfium2": "index/reading/kinds/pdf.py",
    "python_calamine": "index/reading/kinds/spreadsheet.py",
    "olefile": "index/reading/kinds/msg.py",
    "docx": "index/reading/kinds/docx.py",
    "ftfy": "index/reading/characters.py",
    "feedparser": "index/reading/kinds/feed.py",
    "markdown_it": "index/reading/kinds/markdown.py",
    "yaml": "index/reading/metadata.py",
    "huggingface_hub": "index/encoding/hub.py",
    "watchfiles": "index/syncing/folder_changes.py",
    "text_to_num": "rag/values/digits.py",
    "ray": "index/encoding/ray_encoder.py",
}
"""The one module that knows each foreign library; where there are two, the reason stands beside them."""

_ROOMS = tuple(FLOORS)
"""A room may import those behind it."""


@cache
def modules_of(root: Path) -> dict[str, ast.Module]:
    """Return all modules of the rooms, by their path below ``root``, however deep they lie."""
    return {
        path.relative_to(root).as_posix(): ast.parse(path.read_text("utf-8"))
        for room in _ROOMS
        for path in sorted((root / room).rglob("*.py"))
    }


@cache
def imported_modules(tree: ast.Module) -> tuple[str, ...]:
    """Return the dotted names that a module imports, at its top or within, as they are written."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found.append(node.module)
    return tuple(found)


def imported_packages(tree: ast.Module) -> set[str]:
    """Return the top-level packages that a module imports, at its top or within."""
    return {name.partition(".")[0] for name in imported_modules(tree)}


def floor_of(path: str) -> int | None:
    """Return the floor of ``index/text/language.py`` in its room, 0 the highest; None: it has none."""
    room, _, rest = path.partition("/")
    inner = rest if "/" not in rest else rest.split("/")[0] + "/"
    return next((at for at, floor in enumerate(FLOORS[room]) if inner in floor), None)


def misplaced(modules: Mapping[str, ast.Module]) -> list[str]:
    """Return the modules that stand on no floor; a room's own ``__init__`` needs none."""
    return [path for path in modules if path.split("/")[1:] != ["__init__.py"] and floor_of(path) is None]


def imports_that_run_up(modules: Mapping[str, ast.Module]) -> list[str]:
    """Return ``FROM -> TO`` for each import of a higher floor, of another folder beside, or a higher room."""
    return [
        f"{path} -> {name}"
        for path, tree in modules.items()
        for name in imported_modules(tree)
        if name.split(".")[0] in _ROOMS and _runs_up(path, name, modules)
    ]


def _runs_up(path: str, name: str, modules: Mapping[str, ast.Module]) -> bool:
    room, other_room = path.partition("/")[0], name.partition(".")[0]
    if room != other_room:
        return _ROOMS.index(other_room) < _ROOMS.index(room)
    other = name.replace(".", "/")
    other = f"{other}.py" if f"{other}.py" in modules else f"{other}/__init__.py"
    ours, theirs = floor_of(path), floor_of(other)
    if ours is None or theirs is None or ours != theirs:
        return ours is not None and theirs is not None and theirs < ours
    is_lowest = ours == len(FLOORS[room]) - 1
    return not is_lowest and path.split("/")[1] != other.split("/")[1]


def doors_of(library: str, modules: Mapping[str, ast.Module]) -> list[str]:
    """Return the modules that import a foreign library."""
    return [path for path, tree in modules.items() if library in imported_packages(tree)]


def test_every_module_stands_on_a_floor() -> None:
    assert misplaced(modules_of(ROOT)) == []


def test_no_import_runs_up() -> None:
    assert imports_that_run_up(modules_of(ROOT)) == []


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_foreign_library_is_imported_in_one_module(library: str, door: str) -> None:
    assert doors_of(library, modules_of(ROOT)) == door.split()


def _made_up_tree(root: Path, **sources: str) -> dict[str, ast.Module]:
    for room in _ROOMS:
        (root / room).mkdir()
    for name, source in sources.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
    return modules_of(root)


def test_the_tests_above_see_what_is_wrong_however_deep(tmp_path: Path) -> None:
    modules = _made_up_tree(
        tmp_path,
        index__reading__kinds__new="import chromadb\nfrom index.syncing.sync import sync",
        index__reading__reader="from index.reading.kinds.new import new",
        index__syncing__sync="def sync():\n    from index.reading.reader import read",
        index__storage__vectors="import chromadb.api",
        rag__asking__prompts="from ui.settings import Settings",
        rag__values__dates="import rag.answer",
        rag__support="",
        ui__articles__list="from ui.chat.page import Page\nfrom index.article import Article",
    )
    assert misplaced(modules) == ["rag/support.py"]
    assert imports_that_run_up(modules) == [
        "ui/articles/list.py -> ui.chat.page",
        "rag/asking/prompts.py -> ui.settings",
        "index/reading/kinds/new.py -> index.syncing.sync",
    ]
    assert doors_of("chromadb", modules) == ["index/reading/kinds/new.py", "index/storage/vectors.py"]
