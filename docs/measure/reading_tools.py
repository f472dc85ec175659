"""Reads a folder's files with another program's library, for ``reading_others.py``.

It runs with the Python for which that library is installed:

    PYTHON_OF_THE_OTHER docs/measure/reading_tools.py markitdown|unstructured|docling FOLDER OUT.json

OUT.json has for each file its ``text``, the ``titles`` it names (headings, the document's own), ``seconds``
or an ``error``.
"""

import importlib
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[Path], tuple[str, list[str]]]

_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#|]|^-{3,}$|^\s*[-+] ", re.MULTILINE)


def main() -> None:
    """Read each file; what goes wrong with one is told and stops no other."""
    tool, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    read = {"markitdown": _markitdown, "unstructured": _unstructured, "docling": _docling}[tool]()
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        began = time.perf_counter()
        try:
            text, titles = read(path)
            found[str(path.relative_to(folder))] = {"text": text, "titles": titles}
        except Exception as error:  # noqa: BLE001  (another's library: whatever it raises is its result)
            found[str(path.relative_to(folder))] = {"error": f"{type(error).__name__}: {error}"[:200]}
        found[str(path.relative_to(folder))]["seconds"] = time.perf_counter() - began
    out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _markitdown() -> Read:
    converter = importlib.import_module("markitdown").MarkItDown(enable_plugins=False)

    def read(path: Path) -> tuple[str, list[str]]:
        result = converter.convert_local(str(path))
        return _of_markdown(result.text_content, result.title)

    return read


def _unstructured() -> Read:
    partition = importlib.import_module("unstructured.partition.auto").partition

    def read(path: Path) -> tuple[str, list[str]]:
        elements = partition(filename=str(path))
        titles = [str(each) for each in elements if each.category == "Title"]
        return "\n\n".join(map(str, elements)), titles

    return read


def _docling() -> Read:
    converter = importlib.import_module("docling.document_converter").DocumentConverter()

    def read(path: Path) -> tuple[str, list[str]]:
        return _of_markdown(converter.convert(path).document.export_to_markdown(), None)

    return read


def _of_markdown(text: str, title: str | None) -> tuple[str, list[str]]:
    headings = [heading.strip() for heading in _HEADING.findall(text)]
    return _MARKS.sub(lambda found: f" {found[1] or ''} ", text), [*([title] if title else []), *headings]


if __name__ == "__main__":
    main()
