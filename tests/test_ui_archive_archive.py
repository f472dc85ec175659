import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from kept_conversations import ARTICLES, BRIDGE, DUG, HARBOUR, OPENED, archive_in, ask, refused

from index.answer_reader import Reading
from index.article import Article
from index.errors import IndexStoreError
from index.filters import Filters
from index.span import Span
from rag.answer import EvidenceSentence, SourcesFound
from ui.archive.archive import ARCHIVE_FILE, Archive
from ui.archive.record import Basis, ConversationRecord, ConversationSummary, Fragment, SearchHit, TurnRecord
from ui.archive.schema import ArchiveError, ConversationGoneError
from ui.archive.source_states import source_states

ROOT = Path(__file__).parent.parent
DIGESTS = tuple((article.id, article.digest) for article in (BRIDGE, HARBOUR))


def at(second: int) -> str:
    return f"2026-03-01T12:00:{second:02}.000000+00:00"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


def test_a_conversation_survives_a_restart_as_it_was(tmp_path: Path) -> None:
    refusal = refused("Dat staat niet in de artikelen.")
    with archive_in(tmp_path) as archive:
        number = archive.create("nl")
        opened = ask(archive, number, "Wanneer ging de brug open?", OPENED)
        unknown = ask(archive, number, "Wie bouwde hem?", refusal)
        stopped = archive.begin_turn(number, "En hoe duur?")
        archive.end_turn(stopped, "stopped", "De bouw kos")
        crashed = archive.begin_turn(number, "Hallo?")
    with archive_in(tmp_path) as archive:
        kept = archive.conversation(number)

    assert kept == ConversationRecord(
        ConversationSummary(number, "Wanneer ging de brug open?", "nl", at(1), kept.summary.changed, 4),
        (
            TurnRecord(opened, "Wanneer ging de brug open?", at(2), "finished", "", OPENED, DIGESTS, False),
            TurnRecord(unknown, "Wie bouwde hem?", at(5), "finished", "", refusal, DIGESTS, False),
            TurnRecord(stopped, "En hoe duur?", at(8), "stopped", "De bouw kos", None, (), False),
            TurnRecord(crashed, "Hallo?", at(11), "unfinished", "", None, (), False),
        ),
    )


def test_the_list_is_newest_first_and_as_long_as_asked_for(archive: Archive) -> None:
    numbers = [archive.create("nl", title=f"Gesprek {n}") for n in range(5)]
    ask(archive, numbers[1], "Wanneer?", OPENED)

    shown = archive.conversations()

    assert [c.title for c in shown] == [f"Gesprek {n}" for n in (1, 4, 3, 2, 0)]
    assert [c.turns for c in shown] == [1, 0, 0, 0, 0]
    assert archive.conversations(limit=2) == shown[:2]


def test_search_finds_questions_answers_and_titles_in_both_languages(archive: Archive) -> None:
    dutch, english, titled = archive.create("nl"), archive.create("en"), archive.create("en", title="Bruggen")
    opened = ask(archive, dutch, "Wanneer ging hij open, in één jaar?", OPENED)
    dug = ask(archive, english, "Since when?", DUG)

    def found(text: str) -> list[tuple[int, int | None, str]]:
        return [
            (hit.summary.number, hit.turn, "|".join(f.text for f in hit.fragments if f.is_match))
            for hit in archive.search(text)
        ]

    assert found("BRUG") == [(dutch, opened, "brug"), (titled, None, "Bruggen")]
    assert found("harbour 1874") == [(english, dug, "harbour|1874")]
    assert found("een jaar") == [(dutch, opened, "één|jaar")]
    assert found("brug harbour") == found("") == found('"* ) OR (') == []
    assert archive.search("since") == (
        SearchHit(
            archive.conversation(english).summary, dug, (Fragment("Since", True), Fragment(" when?", False))
        ),
    )
    assert [hit.summary.number for hit in archive.search("brug", limit=1)] == [dutch]


def test_what_is_deleted_or_set_aside_is_not_found(archive: Archive) -> None:
    number = archive.create("nl")
    turn = ask(archive, number, "Wanneer ging de brug open?", OPENED)
    archive.begin_turn(number, "Iets anders?", replacing=turn)
    assert archive.search("1932") == ()
    assert [hit.turn for hit in archive.search("brug")] == [None]
    archive.delete(number)
    assert archive.search("brug") == ()


def test_a_title_is_one_short_line(archive: Archive) -> None:
    number = archive.create("nl")
    archive.begin_turn(number, "Eerste\n\tvraag " + "x" * 100)
    assert archive.conversation(number).summary.title == "Eerste vraag " + "x" * 66 + "…"
    assert archive.rename(number, "  Mijn\r\ngesprek\x02 ") == "Mijn gesprek"
    assert archive.rename(number, " \n") == "Mijn gesprek"
    assert [hit.turn for hit in archive.search("mijn gesprek")] == [None]
    archive.begin_turn(number, "Tweede")
    assert archive.conversation(number).summary.title == "Mijn gesprek"


def test_a_deletion_can_be_undone(archive: Archive) -> None:
    number = archive.create("nl", title="Weg")
    before = archive.conversation(number)
    assert (archive.delete(number), archive.conversations()) == (True, ())
    assert (archive.restore(number), archive.restore(number)) == (True, False)
    assert archive.conversation(number) == before


def test_two_tabs_delete_the_same_conversation(tmp_path: Path) -> None:
    with archive_in(tmp_path) as here, archive_in(tmp_path) as there:
        number = here.create("nl", title="Gedeeld")
        turn = there.begin_turn(number, "Wanneer?")
        assert (here.delete(number), there.delete(number)) == (True, False)
        gone = f"conversation {number} is not there (any more): it was deleted"
        for attempt in (
            lambda: there.conversation(number),
            lambda: there.rename(number, "Nieuw"),
            lambda: there.begin_turn(number, "Hoe?"),
        ):
            with pytest.raises(ConversationGoneError) as raised:
                attempt()
            assert str(raised.value) == gone
        there.finish_turn(turn, OPENED, [BRIDGE])
        assert here.restore(number)
        assert [t.ready for t in here.conversation(number).turns] == [OPENED]


def test_what_was_deleted_longer_ago_is_purged_for_good(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        old, kept = archive.create("nl", title="Zwijgplicht"), archive.create("nl", title="Blijft")
        turn = ask(archive, old, "Geheimzinnig?", OPENED)
        ask(archive, kept, "Wanneer?", OPENED)
        archive.delete(old)
        assert archive.purge(kept=timedelta(hours=1)) == 0
        assert archive.purge(kept=timedelta(0)) == 1
        assert (archive.restore(old), archive.purge(kept=timedelta(0))) == (False, 0)
        assert archive.kept_article(DIGESTS[0][1]).article == BRIDGE
        with pytest.raises(ConversationGoneError) as raised:
            archive.finish_turn(turn, OPENED, [])
        assert str(raised.value) == f"turn {turn} is not there (any more): it was deleted"
        assert archive.create("nl") > kept
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir()).lower()
    assert b"blijft" in held
    assert b"zwijgplicht" not in held
    assert b"geheimzinnig" not in held


def test_an_edited_question_sets_what_follows_aside(archive: Archive) -> None:
    number = archive.create("nl")
    first, second, third = (ask(archive, number, q, OPENED) for q in ("A1", "A2", "A3"))

    def shown() -> list[tuple[str, bool]]:
        return [(turn.question, turn.replaces) for turn in archive.conversation(number).turns]

    edited = archive.begin_turn(number, "B2", replacing=second)
    later = archive.begin_turn(number, "B3")
    again = archive.begin_turn(number, "C3", replacing=later)
    assert shown() == [("A1", False), ("B2", True), ("C3", True)]
    archive.undo_replace(again)
    assert shown() == [("A1", False), ("B2", True), ("B3", False)]
    archive.begin_turn(number, "D3", replacing=later)
    archive.undo_replace(edited)
    assert shown() == [("A1", False), ("A2", False), ("A3", False)]
    for turn in (edited, first, third):
        with pytest.raises(ConversationGoneError) as raised:
            archive.undo_replace(turn)
        assert str(raised.value) == "there is no earlier version of this question (any more)"


def test_a_turn_of_another_conversation_is_not_replaced(archive: Archive) -> None:
    one, other = archive.create("nl"), archive.create("nl")
    turn = archive.begin_turn(one, "A")
    with pytest.raises(ConversationGoneError) as raised:
        archive.begin_turn(other, "B", replacing=turn)
    assert str(raised.value) == f"turn {turn} is not in the conversation (any more)"
    assert archive.conversation(other).turns == ()


def test_what_became_of_the_sources_is_told(archive: Archive) -> None:
    number = archive.create("nl")
    ask(archive, number, "Wanneer?", OPENED)
    (turn,) = archive.conversation(number).turns
    now = {BRIDGE.id: replace(BRIDGE, text=f"{BRIDGE.text} Later gewijzigd.")}

    def article_of(article_id: str) -> Article:
        if article_id not in now:
            raise IndexStoreError(f"{article_id}: not in the index")
        return now[article_id]

    assert source_states(turn, article_of) == {BRIDGE.id: "changed", HARBOUR.id: "gone"}
    assert source_states(turn, ARTICLES.__getitem__) == {BRIDGE.id: "same", HARBOUR.id: "same"}
    assert archive.kept_article(DIGESTS[0][1]).article == BRIDGE
    with pytest.raises(ConversationGoneError):
        archive.kept_article("0" * 64)


def test_text_that_no_file_takes_is_kept_as_far_as_it_goes(archive: Archive) -> None:
    number = archive.create("nl")
    archive.begin_turn(number, "Half een paar: \ud83d. En 🦊 \x00 '); drop table turn; --")
    (turn,) = archive.conversation(number).turns
    assert turn.question == "Half een paar: ?. En 🦊 \x00 '); drop table turn; --"


def test_threads_share_it(archive: Archive) -> None:
    number = archive.create("nl")
    threads = [
        threading.Thread(target=lambda n=n: ask(archive, number, f"Vraag {n}?", OPENED)) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turns = archive.conversation(number).turns
    assert {turn.question for turn in turns} == {f"Vraag {n}?" for n in range(8)}
    assert {turn.ready for turn in turns} == {OPENED}


def test_a_crash_in_mid_change_leaves_all_or_nothing(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from ui.archive.archive import Archive\n"
        "archive = Archive.open(Path(sys.argv[1]))\n"
        "number = archive.create('nl', title='Eerst')\n"
        "archive.begin_turn(number, 'Wanneer?')\n"
        "with archive.file.transaction():\n"
        "    archive.file.do('update turn set question = ?', 'Half')\n"
        "    os._exit(9)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, check=False)
    assert ended.returncode == 9
    with archive_in(tmp_path) as archive:
        (summary,) = archive.conversations()
        assert summary.title == "Eerst"
        assert [t.question for t in archive.conversation(summary.number).turns] == ["Wanneer?"]


WAY_OUT = "move it away to begin with a new one; nothing was changed"


def refuse(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(ArchiveError) as raised:
        Archive.open(path.parent)
    assert path.read_bytes() == before
    return str(raised.value)


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ARCHIVE_FILE
    with archive_in(tmp_path) as archive:
        archive.create("nl")
        archive.file.do("pragma user_version = 7")
    assert refuse(path) == (
        f"{path} was written by a later Tweespraak (its version is 7, this one knows 2): use that one; "
        "nothing was changed"
    )


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ARCHIVE_FILE
    path.write_text("Beste lezer,\n" * 100)
    assert refuse(path) == f"{path} is damaged (file is not a database): {WAY_OUT}"
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("create table other (x)")
    connection.close()
    assert refuse(path) == f"{path} is not a file of conversations: {WAY_OUT}"


def test_a_torn_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ARCHIVE_FILE
    with archive_in(tmp_path) as archive:
        ask(archive, archive.create("nl"), "Wanneer?", OPENED)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refuse(path).startswith(f"{path} is damaged (")


def test_a_damaged_answer_is_named_and_the_others_stand(archive: Archive) -> None:
    torn, whole = archive.create("nl", title="Stuk"), archive.create("nl", title="Heel")
    turn = ask(archive, torn, "Wanneer?", OPENED)
    ask(archive, whole, "When?", DUG)
    archive.file.do("update turn set ready = ? where number = ?", '{"version": 2, "ready": {}}', turn)
    with pytest.raises(ArchiveError) as raised:
        archive.conversation(torn)
    assert str(raised.value).endswith(
        f"{ARCHIVE_FILE} is damaged: the answer of turn {turn} cannot be read; the rest of it is not affected"
    )
    assert [t.ready for t in archive.conversation(whole).turns] == [DUG]
    assert len(archive.conversations()) == 2


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError) as raised:
        Archive.open(tmp_path / "file")
    assert str(raised.value) == (
        f"conversations cannot be kept in {tmp_path}/file (File exists): see to its rights, or choose "
        "another place with --data-dir"
    )


def test_its_own_clock_is_utc(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    archive.create("en")
    (summary,) = archive.conversations()
    archive.close()
    assert summary.created.endswith("+00:00")


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        turn = ask(archive, archive.create("nl"), "Wanneer ging de brug open?", OPENED)
        archive.file.do("alter table turn drop column basis")
        archive.file.do("pragma user_version = 1")
    with archive_in(tmp_path) as archive:
        assert archive.turn(turn).ready == OPENED
        assert archive.turn(turn).basis == Basis()
        archive.finish_turn(turn, OPENED, [], basis=Basis(Filters(("nl",))))
        assert archive.turn(turn).basis == Basis(Filters(("nl",)))


def test_filters_and_what_was_found_are_kept_with_a_turn(archive: Archive) -> None:
    filters = Filters(("en",), "1932-05", "1999")
    passage = OPENED.answer.passages[0]
    span = Span(18, 44)
    found = SourcesFound((passage,), (EvidenceSentence(1, passage, span, span.of(BRIDGE.text), 2.5),))
    turn = archive.begin_turn(archive.create("nl"), "Wanneer?", filters=filters)
    assert archive.turn(turn).basis == Basis(filters)
    archive.finish_turn(turn, OPENED, [], basis=Basis(filters, found))
    assert archive.turn(turn).basis == Basis(filters, found)
    stopped = archive.begin_turn(archive.create("nl"), "Wanneer?")
    archive.end_turn(stopped, "stopped", "In", basis=Basis(filters, found))
    assert archive.turn(stopped).basis == Basis(filters, found)


def test_what_was_likeliest_while_the_model_read_is_not_kept(archive: Archive) -> None:
    passage = OPENED.answer.passages[0]
    span = Span(18, 44)
    sentence = EvidenceSentence(1, passage, span, span.of(BRIDGE.text), 2.5, Reading(3.0, Span(21, 25)))
    turn = archive.begin_turn(archive.create("nl"), "Wanneer?")
    archive.finish_turn(turn, OPENED, [], basis=Basis(found=SourcesFound((passage,), (sentence,), sentence)))
    assert archive.turn(turn).basis == Basis(found=SourcesFound((passage,), (sentence,)))


def test_an_answer_is_kept_with_what_it_rests_on_or_not_at_all(archive: Archive) -> None:
    turn = archive.begin_turn(archive.create("nl"), "Wanneer?")
    archive.file.do(
        "create trigger full_disk before insert on turn_article begin select raise(abort, 'disk'); end"
    )
    with pytest.raises(ArchiveError):
        archive.finish_turn(turn, OPENED, [BRIDGE], basis=Basis(Filters(("nl",))))
    assert (archive.turn(turn).state, archive.turn(turn).basis) == ("unfinished", Basis())


def test_a_damaged_basis_is_said_to_be(archive: Archive) -> None:
    turn = archive.begin_turn(archive.create("nl"), "Wanneer?")
    archive.file.do("update turn set basis = '{}' where number = ?", turn)
    with pytest.raises(ArchiveError, match=f"is damaged: what was found for turn {turn} cannot be read"):
        archive.turn(turn)
