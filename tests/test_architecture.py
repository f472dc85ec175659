"""Imports go one way, and each foreign library has one door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for room in ("index", "rag", "ui")
    for path in sorted((ROOT / room).glob("*.py"))
}
FORBIDDEN = {"index": {"rag", "ui"}, "rag": {"ui"}, "ui": set[str]()}


def imported(tree: ast.Module) -> set[str]:
    """Return the top-level packages that a module imports, at its top or within."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names.add(node.module.split(".")[0])
    return names


def test_imports_go_one_way() -> None:
    wrong = {
        name: found
        for name, tree in MODULES.items()
        if (found := imported(tree) & FORBIDDEN[name.split("/")[0]])
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("library", "door"),
    [
        ("chromadb", "index/storage/vectors.py"),
        ("sentence_transformers", "index/encoding/sentence_encoder.py"),
        ("onnxruntime", "index/encoding/int8_encoder.py"),
        ("onnx", "index/encoding/int8_graph.py"),
        ("transformers", "rag/engines/transformers_engine.py"),
        ("gradio", "ui/chat/page.py"),
        ("xllamacpp", "rag/engines/llama_engine.py"),
        (
            "httpx",
            "index/storage/chroma_server.py rag/engines/model_server.py",
        ),  # one for each kind of server
        ("mcp", "ui/server/mcp_tool.py"),
        ("trafilatura", "index/reading/kinds/html.py"),
        ("lxml", "index/reading/kinds/blocks.py"),
        ("pypdfium2", "index/reading/kinds/pdf.py"),
        ("docx", "index/reading/kinds/docx.py"),
        ("odfdo", "index/reading/kinds/odt.py"),
        ("feedparser", "index/reading/kinds/feed.py"),
        ("markdown_it", "index/reading/kinds/markdown.py"),
        ("yaml", "index/reading/read_yaml.py"),
        ("datasketch", "index/storage/near_duplicates.py"),
        ("watchfiles", "index/syncing/folder_changes.py"),
        ("ray", "index/encoding/ray_encoder.py"),
    ],
)
def test_a_foreign_library_is_imported_in_one_module(library: str, door: str) -> None:
    assert [name for name, tree in MODULES.items() if library in imported(tree)] == door.split()
