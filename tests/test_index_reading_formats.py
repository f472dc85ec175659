import subprocess
import sys
from functools import partial
from importlib import import_module

from index.reading.formats import FORMATS


def test_what_is_imported_later_is_there() -> None:
    called = (each for form in FORMATS.values() for each in (form.read, form.letters))
    names = {tuple(each.args[0].split(".")) for each in called if isinstance(each, partial)}
    assert len(names) > 20
    for module, function in names:
        assert callable(getattr(import_module(f"index.reading.kinds.{module}"), function))


def test_a_library_is_imported_when_a_file_needs_it() -> None:
    names = {"trafilatura", "docx", "pypdfium2", "feedparser", "python_calamine", "olefile", "markdown_it"}
    code = f"import sys, ui.commands.cli, index.syncing.sync; print(sorted({names!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
