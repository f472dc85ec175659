import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_architecture import imported_packages

from index.telemetry import SWITCHES

ROOT = Path(__file__).parent.parent
REPORTING = {
    "chromadb",
    "fastapi",
    "gradio",
    "huggingface_hub",
    "mcp",
    "onnxruntime",
    "opentelemetry",
    "ray",
    "sentence_transformers",
    "transformers",
}


@pytest.mark.parametrize("room", ["index", "rag", "ui"])
def test_whichever_room_comes_first_switches_all_off_before_any_library(room: str) -> None:
    program = (
        f"import os, sys; import {room}; print({{name: os.environ[name] for name in {list(SWITCHES)}}}, "
        f"sorted({REPORTING} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **dict.fromkeys(SWITCHES, "as the user has it")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{SWITCHES} []\n"


def test_no_program_imports_a_library_that_reports_before_ours() -> None:
    programs = sorted((ROOT / "docs" / "measure").glob("*.py"))
    assert programs
    trees = {path.name: ast.parse(path.read_text("utf-8")) for path in programs}
    assert {name: early for name, tree in trees.items() if (early := _before_ours(tree))} == {}


def _before_ours(tree: ast.Module) -> set[str]:
    """Return the libraries that report among those that a program imports before any module of ours."""
    names: set[str] = set()
    for node in tree.body:
        found = imported_packages(ast.Module([node], []))
        if found & {"index", "rag", "ui"}:
            break
        names |= found & REPORTING
    return names


def test_the_libraries_read_the_switches() -> None:
    program = (
        "import ui.commands.compose, ui.chat.page, chromadb.config, gradio.analytics; "
        "import huggingface_hub.constants as hub; "
        "print(chromadb.config.Settings().anonymized_telemetry, gradio.analytics.analytics_enabled(), "
        "hub.HF_HUB_DISABLE_TELEMETRY)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False True\n"
