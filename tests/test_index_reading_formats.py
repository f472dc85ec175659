import subprocess
import sys

import pytest

from index.errors import ArticleError
from index.reading.field_names import TableNames
from index.reading.formats import FORMATS, TableFormat


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_format_has_its_reader_and_counts_letters(suffix: str) -> None:
    form = FORMATS[suffix]
    assert form.letters(b"") == 0
    with pytest.raises(ArticleError):
        list(form.read(b"", TableNames()) if isinstance(form, TableFormat) else form.read(b""))


def test_a_library_is_imported_when_a_file_needs_it() -> None:
    names = ("trafilatura", "docx", "pypdfium2", "feedparser", "python_calamine", "olefile", "markdown_it")
    code = f"import sys, ui.commands.cli, index.syncing.sync; print(*sys.modules.keys() & set({names!r}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "\n"
