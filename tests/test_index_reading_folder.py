import json
import os
from pathlib import Path

import pytest

from index.article import Article
from index.reading.folder import FileSize, file_sizes, list_folder
from index.reading.reader import read_folder

CORPUS = Path(__file__).with_name("corpus")


def test_the_files_are_those_that_are_read_and_in_that_order() -> None:
    sizes = file_sizes(list_folder(CORPUS))
    read = list(dict.fromkeys(item.path for item in read_folder(CORPUS) if isinstance(item, Article)))
    assert [size.path for size in sizes if size.path in read] == read
    assert all(size.bytes == (CORPUS / size.path).stat().st_size for size in sizes)


def test_a_file_of_many_articles_is_estimated_by_its_first_megabyte(tmp_path: Path) -> None:
    line = json.dumps({"title": "Kop", "text": "De brug is open. " * 50})
    (tmp_path / "many.jsonl").write_text(f"{line}\n" * 3000, "utf-8")
    (tmp_path / "mail.mbox").write_text("From a\n\nEen\n\nFrom b\n\nTwee\n\nFrom c\n\nDrie\n", "utf-8")
    (tmp_path / "one.txt").write_text("De brug is open.", "utf-8")
    (tmp_path / "table.json").write_text("[]", "utf-8")
    (tmp_path / "empty.csv").touch()
    in_all = (tmp_path / "many.jsonl").stat().st_size
    assert in_all > 1_000_000
    assert file_sizes(list_folder(tmp_path)) == (
        FileSize("empty.csv", 0, 1, is_estimate=True),
        FileSize("mail.mbox", 40, 3, is_estimate=True),
        FileSize("many.jsonl", in_all, 3001, is_estimate=True),
        FileSize("one.txt", 16),
        FileSize("table.json", 2, 1, is_estimate=True),
    )


def test_what_is_not_read_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "picture.png").write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert file_sizes(list_folder(tmp_path)) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert file_sizes(list_folder(tmp_path)) == ()
