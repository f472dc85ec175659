from dataclasses import replace
from pathlib import Path

from rich.console import Console

from index.chunk import Chunk
from index.passage import Passage
from index.reading.reader import SkippedFile
from index.span import Span
from index.syncing.changes import Changes, Rename
from index.syncing.plan import Plan
from index.syncing.sync import SyncReport
from index.unread import Unread
from rag.answer import Answer, Citation
from rag.engines.models import InstalledModel
from rag.evaluating.scores import AnswerScores, DirectionScores, OverallScores, Scores, Timing
from ui.commands.report import (
    answer_lines,
    direction_table,
    for_terminal,
    model_lines,
    overall_lines,
    plan_lines,
    sync_lines,
)


def passage(title: str, text: str, *, published: str | None = None) -> Passage:
    chunk = Chunk("a.txt", 0, len(text), text, (Span(0, len(text)),))
    return Passage(chunk, title, "nl", published, "a.txt", None, score=1.0, similarity=0.9)


def test_each_model_has_a_line() -> None:
    models = (
        InstalledModel("builtin", Path("/c/m.gguf"), 1_117_320_768, is_ready=False),
        InstalledModel("org/model", Path("/h/model"), 2_500_000, is_ready=True),
    )
    assert model_lines(models).splitlines() == [
        "builtin     1.12 GB  /c/m.gguf (made when first used)",
        "org/model    2.5 MB  /h/model",
    ]


def test_control_characters_never_reach_the_terminal() -> None:
    assert for_terminal("a\x1b[31mred\x07\nb\r\x9b2J \u202ec\u00add") == "a [31mred b 2J cd"


def test_a_report_names_every_skipped_file() -> None:
    report = SyncReport(
        read=5,
        added=1,
        changed=2,
        removed=3,
        unchanged=2,
        skipped=(
            SkippedFile("b.txt", Unread.EMPTY()),
            SkippedFile("sub/c.txt", Unread.UNREADABLE(error="no\nway")),
        ),
        passages=42,
        seconds=3.14159,
    )
    assert sync_lines(report).splitlines() == [
        "read           5",
        "added          1",
        "changed        2",
        "removed        3",
        "unchanged      2",
        "skipped        2",
        "          b.txt: empty: 0 bytes; copy it again",
        "          sub/c.txt: cannot be read: no way",
        "passages      42",
        "seconds      3.1",
    ]


def test_a_report_names_new_names_and_copies() -> None:
    report = SyncReport(
        read=7,
        added=1,
        changed=0,
        removed=0,
        unchanged=5,
        skipped=(),
        passages=42,
        seconds=0.04,
        renamed=(Rename("old.txt", "sub/new\n.txt"),),
        copies=(("a.txt", "b.txt", "c.txt"), ("d.txt", "e.txt")),
        stories=3,
    )
    assert sync_lines(report).splitlines() == [
        "read           7",
        "added          1",
        "changed        0",
        "renamed        1",
        "          old.txt is now sub/new .txt",
        "removed        0",
        "unchanged      5",
        "skipped        0",
        "copies         2",
        "          a.txt is also b.txt, c.txt",
        "          d.txt is also e.txt",
        "stories        3",
        "passages      42",
        "seconds      0.0",
    ]


def test_what_is_kept_though_it_cannot_be_read_is_told() -> None:
    told = ["kept           2  (though it cannot be read now)", "          b/c.txt", "          f.txt"]
    kept = ("b/c.txt", "f.txt")
    report = SyncReport(1, 0, 0, 0, 1, skipped=(), passages=3, seconds=0.1, kept=kept)
    assert sync_lines(report).splitlines()[3:8] == ["removed        0", *told, "unchanged      1"]
    plan = Plan(Changes((), (), (), (), unchanged=1, kept=kept), copies=(), skipped=())
    assert plan_lines(plan).splitlines()[3:8] == ["removed        0", *told, "unchanged      1"]


def test_a_plan_names_every_article() -> None:
    plan = Plan(
        Changes(("a.txt", "b.txt"), (), (Rename("c.txt", "d.txt"),), ("e.txt",), unchanged=6),
        copies=(("a.txt", "d.txt"),),
        skipped=(SkippedFile("f.txt", Unread.EMPTY()),),
    )
    assert plan_lines(plan).splitlines() == [
        "added          2",
        "          a.txt",
        "          b.txt",
        "changed        0",
        "renamed        1",
        "          c.txt is now d.txt",
        "removed        1",
        "          e.txt",
        "unchanged      6",
        "skipped        1",
        "          f.txt: empty: 0 bytes; copy it again",
        "copies         1",
        "          a.txt is also d.txt",
        "The index is as it was.",
    ]


def test_an_answer_has_numbered_sources() -> None:
    first = replace(
        passage("De brug", "De brug ging open in 1932.", published="2023-03"), author="Jan de\nVries"
    )
    second = replace(passage("De\x1b[2J stad", "Zij is van de\nstad."), first_page=2, page_breaks=(4, 15))
    answer = Answer(
        text="In 1932 [1], zegt de stad [2].",
        language="nl",
        citations=(
            Citation(1, first, Span(0, 26), "De brug ging open in 1932.", 0.9),
            Citation(2, second, Span(4, 20), "is van de\nstad.", 0.8),
        ),
        passages=(first, second),
        abstained=False,
    )
    assert answer_lines(answer).splitlines() == [
        "In 1932 [1], zegt de stad [2].",
        "",
        "[1] De brug (2023-03, by Jan de Vries, nl, a.txt)",
        "    “De brug ging open in 1932.”",
        "",
        "[2] De [2J stad (nl, a.txt, page 3)",
        "    “is van de stad.”",
    ]


def test_a_refusal_shows_the_nearest_articles() -> None:
    found = tuple(passage(f"Artikel {n}", "Tekst.") for n in (1, 1, 2, 1, 3, 4))
    answer = Answer("Dat staat er niet.", "nl", (), found, abstained=True, reason="nothing supported")
    assert answer_lines(answer).splitlines() == [
        "Dat staat er niet.",
        "",
        "Nearest:",
        "  Artikel 1 (nl, a.txt)",
        "  Artikel 2 (nl, a.txt)",
        "  Artikel 3 (nl, a.txt)",
    ]


def test_a_refusal_that_found_nothing_is_its_sentence() -> None:
    answer = Answer("Dat staat er niet.", "nl", (), (), abstained=True, reason="nothing near")
    assert answer_lines(answer) == "Dat staat er niet."


def shown(scores: Scores) -> list[str]:
    console = Console(width=80)
    with console.capture() as captured:
        console.print(direction_table(scores))
    return [" ".join(line.split()) for line in captured.get().splitlines()]


def test_the_table_has_a_column_for_each_direction() -> None:
    answers = AnswerScores(0.1, 0.75, None, 1.0, 0.5)
    full = DirectionScores(4, {1: 0.5, 3: 0.75, 5: 1.0, 10: 1.0}, answers)
    empty = DirectionScores(0, dict.fromkeys((1, 3, 5, 10)), None)
    scores = Scores(
        questions=9,
        asked=4,
        directions={"en>en": full, "nl>nl": full, "nl>en": empty, "en>nl": empty},
        answers=OverallScores(0.85, 0.1, 1.0, 0.0, 13.5, 0),
        passages_not_in_article=0,
        seconds={"retrieve": Timing(0.0214, 0.05), "total": Timing(4, 9.5)},
    )
    assert shown(scores) == [
        "en>en nl>nl nl>en en>nl",
        "n 4 4 0 0",
        "hit@1 0.500 0.500 - -",
        "hit@3 0.750 0.750 - -",
        "hit@5 1.000 1.000 - -",
        "hit@10 1.000 1.000 - -",
        "false_refusal 0.100 0.100",
        "answer_correct 0.750 0.750",
        "answer_or_quote_has_it - -",
        "citation_recall 1.000 1.000",
        "citation_precision 0.500 0.500",
    ]
    assert overall_lines(scores).splitlines() == [
        "questions                    4 of 9",
        "refuses_unanswerable         0.850",
        "false_refusal                0.100",
        "right_language               1.000",
        "uncited_answers              0.000",
        "quote_words_median           13.5",
        "quotes_not_in_article        0",
        "passages_not_in_article      0",
        "seconds_retrieve p50, p95    0.021, 0.050",
        "seconds_total p50, p95       4.000, 9.500",
    ]


def test_retrieval_alone_has_no_figures_of_answers() -> None:
    empty = DirectionScores(0, dict.fromkeys((1, 3, 5, 10)), None)
    scores = Scores(
        questions=1,
        asked=0,
        directions={"en>en": empty, "nl>nl": empty, "nl>en": empty, "en>nl": empty},
        answers=None,
        passages_not_in_article=0,
        seconds={},
    )
    assert [line.split()[0] for line in shown(scores)[1:]] == ["n", "hit@1", "hit@3", "hit@5", "hit@10"]
    assert overall_lines(scores).splitlines() == [
        "questions                    0 of 1",
        "passages_not_in_article      0",
    ]
