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


def test_no_program_imports_a_library_that_reports_by_itself() -> None:
    programs = sorted((ROOT / "docs" / "measure").glob("*.py"))
    assert programs
    found = {
        path.name: imported_packages(ast.parse(path.read_text("utf-8"))) & REPORTING for path in programs
    }
    assert {name: libraries for name, libraries in found.items() if libraries} == {}


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
