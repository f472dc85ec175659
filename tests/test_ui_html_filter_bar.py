import re

import pytest

from index.errors import SettingError
from index.filters import NO_FILTERS, Filters
from ui.html.filter_bar import filter_controls, limits, read_filters
from ui.html.render import escape
from ui.texts.by_language import DUTCH, ENGLISH


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2023", "2023"),
        ("2023-03", "2023-03"),
        ("2023-03-14", "2023-03-14"),
        (" maart 2023 ", "2023-03"),
        ("March 2023", "2023-03"),
        ("14 maart 2023", "2023-03-14"),
        ("March 14, 2023", "2023-03-14"),
        ("14-3-2023", "2023-03-14"),
        ("", None),
        ("  ", None),
    ],
)
def test_a_date_is_read_however_it_is_written(typed: str, read: str | None) -> None:
    assert read_filters({"from": typed}, DUTCH) == Filters(published_from=read)
    assert read_filters({"to": typed}, ENGLISH) == Filters(published_to=read)


@pytest.mark.parametrize(
    "typed", ["gisteren", "maart", "2023-13", "31-2-2023", "2023 en 2024", "<b>", "20233"]
)
def test_what_is_no_date_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_filters({"from": typed}, DUTCH)
    assert str(caught.value) == f"‘{typed}’ is geen datum: schrijf 2023, maart 2023 of 14-3-2023."


def test_dates_the_wrong_way_round_are_refused_in_the_reader_s_language() -> None:
    with pytest.raises(SettingError) as caught:
        read_filters({"from": "2024-02", "to": "2023"}, ENGLISH)
    assert str(caught.value) == "From February 2024 up to 2023 is no time at all: put the earlier date first."


@pytest.mark.parametrize("chosen", [None, {}, [], "nl", {"language": "de", "from": None, "to": ""}])
def test_what_chooses_nothing_limits_nothing(chosen: object) -> None:
    assert read_filters(chosen, DUTCH) == NO_FILTERS


@pytest.mark.parametrize(
    ("filters", "dutch", "english"),
    [
        (NO_FILTERS, "", ""),
        (Filters(("nl",)), "Alleen Nederlandse artikelen", "Only Dutch articles"),
        (
            Filters(("en",), "2023"),
            "Alleen Engelse artikelen, vanaf 2023, artikelen zonder datum doen niet mee",
            "Only English articles, from 2023, articles without a date are left out",
        ),
        (
            Filters(published_from="2023-03-14", published_to="2024"),
            "Alleen artikelen, vanaf 14 maart 2023, tot en met 2024, artikelen zonder datum doen niet mee",
            "Only articles, from 14 March 2023, up to 2024, articles without a date are left out",
        ),
    ],
)
def test_limits_are_said_in_words(filters: Filters, dutch: str, english: str) -> None:
    assert (limits(filters, DUTCH), limits(filters, ENGLISH)) == (dutch, english)


def test_the_controls_speak_the_reader_s_language_and_hold_nothing() -> None:
    drawn = filter_controls(ENGLISH)
    assert re.findall(r"<(?:option|input|button)[^>]*>", drawn) == [
        '<option value="">',
        '<option value="nl">',
        '<option value="en">',
        '<input type="search" name="from" autocomplete="off" maxlength="40" placeholder="2023">',
        '<input type="search" name="to" autocomplete="off" maxlength="40" placeholder="2023">',
        '<button type="reset" class="clear">',
    ]
    assert [
        escape(text) in drawn for text in (ENGLISH.filter_label, ENGLISH.dutch, ENGLISH.filter_clear)
    ] == [True] * 3
