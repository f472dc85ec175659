import shutil
import signal
from collections.abc import Collection
from pathlib import Path

import pytest
from test_ui_commands_cli import facts, lines_until, started

from index.errors import FolderError, IndexStoreError, ModelError, TweespraakError
from index.syncing.sync import SyncReport
from ui.commands.watching import keep_up

TEXTS = {
    "brug.txt": "De brug ging in 1932 open en kostte vier miljoen gulden.",
    "haven.txt": "De haven werd in 1874 gegraven door tweehonderd mannen.",
    "harbour.txt": "The harbour was dug in 1874 and cost nine lives in all.",
}


def test_the_index_follows_the_folder_until_ctrl_c(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "brug.txt").write_text(TEXTS["brug.txt"], "utf-8")
    with started("index", news, "--watch", "--data-dir", tmp_path / "data") as process:

        def next_report() -> dict[str, str]:
            *report, watching = lines_until(process.stdout, "Watching ")
            assert watching == f"Watching {news} until Ctrl-C.\n"
            found = facts("".join(report))
            return {name: found[name] for name in ("read", "added", "changed", "removed", "skipped")}

        assert next_report() == {"read": "1", "added": "1", "changed": "0", "removed": "0", "skipped": "0"}

        for name in ("haven.txt", "harbour.txt"):
            (news / name).write_text(TEXTS[name], "utf-8")
        (news / "broken.txt").write_bytes(bytes(range(256)) * 8)
        (news / "brug.txt").write_text("De brug ging in 1933 open, een jaar te laat.", "utf-8")
        assert next_report() == {"read": "3", "added": "2", "changed": "1", "removed": "0", "skipped": "1"}

        (news / "broken.txt").unlink()
        (news / "haven.txt").unlink()
        assert next_report() == {"read": "2", "added": "0", "changed": "0", "removed": "1", "skipped": "0"}

        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "tweespraak: interrupted; what was done so far is kept"
    assert "Traceback" not in err


def test_a_folder_that_vanishes_ends_it_with_one_line(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "brug.txt").write_text(TEXTS["brug.txt"], "utf-8")
    with started("index", news, "--watch", "--data-dir", tmp_path / "data") as process:
        lines_until(process.stdout, "Watching ")
        shutil.rmtree(news)
        out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert err.splitlines()[-1] == (
        f"tweespraak: {news}: cannot be watched: No such file or directory; the index stays as it is"
    )
    assert "Traceback" not in err


REPORT = SyncReport(read=1, added=0, changed=0, removed=0, unchanged=1, skipped=(), passages=3, seconds=0.1)


def kept_up(changes: int, outcomes: list[SyncReport | TweespraakError]) -> tuple[int, list[str]]:
    """Keep up with so many changes; return how many reports were told, and the complaints.

    After one that failed, and at first, all of the folder is looked at.
    """
    reports: list[SyncReport] = []
    complaints: list[str] = []
    failed: list[TweespraakError] = []

    def sync(changed: Collection[Path] | None) -> SyncReport:
        assert (changed is None) == (not reports or bool(failed))
        outcome = outcomes.pop(0)
        failed.clear()
        if isinstance(outcome, TweespraakError):
            failed.append(outcome)
            raise outcome
        return outcome

    keep_up(
        [None, *[{Path("a.txt")}] * (changes - 1)],
        sync,
        tell=reports.append,
        complain=lambda error: complaints.append(str(error)),
        retry_seconds=0,
    )
    assert outcomes == []
    return len(reports), complaints


def test_an_index_in_use_is_tried_again() -> None:
    busy = IndexStoreError("another process is writing")
    assert kept_up(2, [REPORT, busy, busy, REPORT]) == (2, ["another process is writing"] * 2)


def test_a_folder_without_articles_waits_for_the_next_change() -> None:
    assert kept_up(3, [REPORT, FolderError("no article"), REPORT]) == (2, ["no article"])


@pytest.mark.parametrize(
    "outcomes",
    [[FolderError("no article")], [IndexStoreError("in use")], [REPORT, ModelError("no memory")]],
)
def test_a_first_run_that_fails_and_what_waiting_does_not_mend_end_it(
    outcomes: list[SyncReport | TweespraakError],
) -> None:
    with pytest.raises(TweespraakError):
        kept_up(len(outcomes), outcomes)
