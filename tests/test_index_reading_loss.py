"""A file of which much is not kept is remarked on; one of which parts are left out on purpose is not."""

import json
from pathlib import Path

import pytest
from corpus_articles import BRIDGE, DIJK
from corpus_files import write_corpus

from index.article import Article
from index.reading.kinds.plain_letters import letters_of_mailbox
from index.reading.letters import letters, percent_kept
from index.reading.loss import with_loss
from index.reading.reader import read_file, read_folder
from index.reading.skipped import SkippedFile
from index.unread import Unread


def remark(percent: int, path: str) -> SkippedFile:
    return SkippedFile(path, Unread.KEPT_PART(percent=percent, path=path), is_remark=True)


def remarks_on(folder: Path, name: str, content: str) -> list[SkippedFile]:
    (folder / name).write_text(content, encoding="utf-8")
    return [each for each in read_file(folder / name, root=folder) if isinstance(each, SkippedFile)]


@pytest.mark.parametrize(
    ("kept", "seen", "percent"), [(610, 1000, 61), (750, 1000, None), (100, 299, None), (0, 200, 0)]
)
def test_the_share_that_is_kept(kept: int, seen: int, percent: int | None) -> None:
    assert percent_kept(kept, seen) == percent


def test_letters_are_counted_and_nothing_else() -> None:
    assert letters("De één kost € 2,40 – „echt” 3x.") == 14


def test_text_in_a_column_that_is_not_read_is_told(tmp_path: Path) -> None:
    row = {"title": DIJK.title, "text": DIJK.paragraphs[0], "background": " ".join(BRIDGE.paragraphs)}
    assert remarks_on(tmp_path, "a.json", json.dumps(row)) == [remark(24, "a.json")]
    assert str(remark(24, "a.json").why) == (
        "kept 24% of the text that is in it; look with: tweespraak articles show a.json"
    )


def test_who_names_the_column_leaves_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("fields: {text: lead}", encoding="utf-8")
    row = {"title": DIJK.title, "lead": DIJK.paragraphs[0], "background": " ".join(BRIDGE.paragraphs)}
    assert remarks_on(tmp_path, "a.json", json.dumps(row)) == []


def test_a_summary_beside_the_text_is_no_loss(tmp_path: Path) -> None:
    row = {"title": DIJK.title, "text": DIJK.text, "excerpt": DIJK.text[:400], "body_html": f"<p>{DIJK.text}"}
    assert remarks_on(tmp_path, "a.json", json.dumps(row)) == []


def test_what_was_left_out_and_said_so_is_not_missed_again() -> None:
    article = Article("a", "a", "t", "word " * 60, "en")
    left_out = SkippedFile("b", Unread.NO_WORDS())
    items: list[Article | SkippedFile] = [article, left_out]
    assert list(with_loss(items, "a.csv", lambda: 480)) == items
    assert list(with_loss([article], "a.csv", lambda: 480)) == [article, remark(50, "a.csv")]
    assert list(with_loss([left_out], "a.csv", lambda: 480)) == [left_out]


def test_nothing_is_missed_in_the_corpus(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    assert [each for each in read_folder(tmp_path) if isinstance(each, SkippedFile)] == []


def test_a_mailbox_without_a_known_envelope_is_counted_as_nothing() -> None:
    assert letters_of_mailbox(b"From \n\nNo header stands below it.\n") == 0
