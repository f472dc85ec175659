"""Why a file is not read, in Dutch: of every reason there is, and asked of the readers themselves."""

import string
from pathlib import Path

import pytest
from hostile_files import traps

from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from index.unread import Unread
from ui.texts.language_files import texts_in
from ui.texts.unread_texts import DUTCH_REASONS, reason_in


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_reason_is_said_in_dutch_with_no_value_that_is_not_there() -> None:
    assert set(texts_in("nl", "unread")) == {each.name for each in Unread}
    assert [each for each, dutch in DUTCH_REASONS.items() if not fields(dutch) <= fields(each.value)] == []


@pytest.mark.parametrize(
    ("name", "dutch"),
    [
        ("empty.pdf", "leeg; kopieer het opnieuw"),
        ("nul.txt", "geen tekstbestand; bewaar het als platte tekst in UTF-8"),
        (
            "bomb.docx",
            "pakt uit tot veel meer dan een artikel: beschadigd, of een zipbom; bewaar alleen de tekst",
        ),
        ("locked.pdf", "versleuteld; bewaar het zonder wachtwoord"),
        ("nothing.pdf", "geen PDF, of beschadigd; gaat het nog open, druk het dan opnieuw af naar PDF"),
        ("pdf.html", "iets anders dan de naam zegt; geef het de uitgang .pdf"),
        ("deep.json", "te diep van bouw; bewaar de tekst als .txt"),
    ],
)
def test_the_reasons_that_are_met_most(tmp_path: Path, name: str, dutch: str) -> None:
    content, _ = traps()[name]
    (tmp_path / name).write_bytes(content)
    first = next(read_file(tmp_path / name, root=tmp_path))
    assert isinstance(first, SkippedFile)
    assert reason_in("nl", first.why) == dutch
    assert reason_in("en", first.why) == str(first.why)


def test_numbers_are_written_as_the_language_does() -> None:
    reason = Unread.TOO_LARGE(megabytes=1234.5, limit=10)
    assert str(reason) == "too large for an article: 1234.5 MB, the limit is 10 MB; split it"
    assert reason_in("nl", reason) == "te groot voor een artikel: 1.234,5 MB, hoogstens 10 MB; deel het op"


def test_a_reason_within_another() -> None:
    reason = Unread.SIDECAR(name="a.yaml", why=Unread.NO_DATE(written="ooit"))
    assert str(reason) == (
        "its sidecar file 'a.yaml': 'ooit' is no date that can be told, and none is taken; write it as "
        "2023-03-14"
    )
    assert reason_in("nl", reason) == (
        "het bestand ernaast, a.yaml: ‘ooit’ is geen datum, en er is geen genomen; schrijf die als 2023-03-14"
    )
