from functools import partial

import pytest

from index.article import Language
from index.errors import SettingError
from index.filters import NO_FILTERS, Filters


def test_no_filter_limits_nothing() -> None:
    assert Filters() == NO_FILTERS
    assert NO_FILTERS.searched == ("nl", "en")
    assert not NO_FILTERS.selects_articles


@pytest.mark.parametrize(
    ("filters", "searched", "selects"),
    [
        (Filters(languages=("en",)), ("en",), False),
        (Filters(languages=("en", "nl", "en")), ("nl", "en"), False),
        (Filters(languages=()), (), False),
        (Filters(published_from="2023"), ("nl", "en"), True),
        (Filters(published_to="2024-02-29"), ("nl", "en"), True),
        (Filters(article_ids=frozenset()), ("nl", "en"), True),
        (Filters(published_from="2023-03-14", published_to="2023-03"), ("nl", "en"), True),
    ],
)
def test_filters_say_what_they_limit(filters: Filters, searched: tuple[Language, ...], selects: bool) -> None:
    assert (filters.searched, filters.selects_articles) == (searched, selects)


@pytest.mark.parametrize(
    "date",
    [
        "",
        "23",
        "2023-3",
        "2023-13",
        "2023-00",
        "2023-02-29",
        "2023-04-31",
        "0000",
        "2023-04-1",
        "maart",
        "2023\n",
    ],
)
def test_what_is_no_date_is_an_error(date: str) -> None:
    for filters in (partial(Filters, published_from=date), partial(Filters, published_to=date)):
        with pytest.raises(SettingError) as raised:
            filters()
        assert str(raised.value) == f"{date!r} is not a date: write 2023, 2023-03 or 2023-03-14"


@pytest.mark.parametrize(
    ("first", "last"), [("2024", "2023"), ("2023-04", "2023-03-31"), ("2023-03-15", "2023-03-14")]
)
def test_dates_the_wrong_way_round_are_an_error(first: str, last: str) -> None:
    with pytest.raises(SettingError) as raised:
        Filters(published_from=first, published_to=last)
    assert str(raised.value) == f"from {first} to {last} is no time at all: put the earlier date first"


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(SettingError) as raised:
        Filters(languages=("nl", "de"))  # type: ignore[arg-type]  # as a user may have it
    assert str(raised.value) == "the language 'de' is not one of nl, en: choose among those"
