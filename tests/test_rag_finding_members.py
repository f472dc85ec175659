import pytest

from index.span import Span
from rag.finding.members import Member, listed_in, name_lists


def test_names_side_by_side_are_a_list() -> None:
    text = (
        "Dit jaar kwamen ook Egypte, Iran en de Verenigde Arabische Emiraten erbij; Pezeshkian reist later."
    )
    (members,) = name_lists(text)
    assert [(each.text, each.known) for each in members] == [
        ("Egypte", "EG"),
        ("Iran", "IR"),
        ("Verenigde Arabische Emiraten", "AE"),
    ]
    assert all(each.span.of(text) == each.text for each in members)


def test_names_with_words_between_are_none() -> None:
    assert name_lists("Iran sold drones to Russia in March.") == ()


def test_two_lists_stay_apart() -> None:
    text = "Brazilië en India waren er al, Egypte en Iran kwamen erbij."
    assert [[each.text for each in members] for members in name_lists(text)] == [
        ["Brazilië", "India"],
        ["Egypte", "Iran"],
    ]


def test_what_a_reader_marks_is_split_into_its_members() -> None:
    text = "Het land verstrekt vooral munitie en eveneens raketten."
    words = Span(text.index("vooral"), text.index("."))
    assert listed_in(text, words) == (
        Member("munitie", Span(text.index("munitie"), text.index("munitie") + 7)),
        Member("raketten", Span(text.index("raketten"), text.index("raketten") + 8)),
    )


def test_what_is_one_thing_or_a_clause_is_no_list() -> None:
    text = "Het land verstrekt munitie."
    assert listed_in(text, Span(19, 26)) == ()
    long = "Hij ging naar de brug in het oosten van de stad en keerde terug."
    assert listed_in(long, Span(0, len(long) - 1)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hij sprak de Pakistaanse president Zardari en de Turkse voorzitter Numan Kurtulmus.",
        "Jansen, burgemeester van Gent, en Peeters waren er.",
    ],
)
def test_peoples_and_what_belongs_to_another_are_no_members(text: str) -> None:
    assert name_lists(text) == ()


def test_a_number_is_not_divided() -> None:
    text = "Het kost 1,7 miljard."
    assert listed_in(text, Span(9, 20)) == ()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Aanwezig waren Jan Smit, Anna van Dijk en Piet Bos.", ["Jan Smit", "Anna van Dijk", "Piet Bos"]),
        ("Er kwamen Piet Bos en Pieter van 't Hof.", ["Piet Bos", "Pieter van 't Hof"]),
        ("Op 5 Jan Poetin en Xi.", ["Poetin", "Xi"]),
    ],
)
def test_a_name_is_listed_whole(text: str, members: list[str]) -> None:
    assert [[each.text for each in listed] for listed in name_lists(text)] == [members]
