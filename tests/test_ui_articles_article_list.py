import dataclasses
import re
from typing import get_args

import pytest

from index.article import LANGUAGES, ArticleEntry
from ui.articles.article_list import ListQuery, chosen, rows, shown
from ui.articles.article_picture import Bar, bars, picture
from ui.articles.article_record import RemovedArticle
from ui.html.render import language_badge
from ui.texts.article_texts import ARTICLE_TEXTS, ArticleTexts, Kind, Trouble
from ui.texts.by_language import TEXTS


def entry(
    article_id: str, title: str, published: str | None = None, *, language: str = "nl", passages: int = 1
) -> ArticleEntry:
    spoken = ARTICLE_TEXTS.keys() & {language}
    return ArticleEntry(article_id, article_id, title, spoken.pop(), published, None, None, passages)


ENTRIES = (
    entry("a.txt", "Één brug", "2023-03-14", passages=3),
    entry("added/b.txt", "The bridge", "2023", language="en", passages=12),
    entry("c/brug.txt", "Zonder datum"),
    entry("d.txt", "Een dam", "2021-12"),
)
GONE = RemovedArticle("d.txt", "d.txt", "Een dam", "nl", "2021-12", "/krant")


def was_added(path: str) -> bool:
    return path == "added/b.txt"


def ids(found: list[ArticleEntry]) -> list[str]:
    return [each.id for each in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ListQuery("nl"), ["a.txt", "added/b.txt", "d.txt", "c/brug.txt"]),
        (ListQuery("nl", order="title"), ["a.txt", "d.txt", "added/b.txt", "c/brug.txt"]),
        (ListQuery("nl", order="passages"), ["added/b.txt", "a.txt", "d.txt", "c/brug.txt"]),
        (ListQuery("nl", search="BRUG"), ["a.txt", "c/brug.txt"]),
        (ListQuery("nl", search="een brug"), ["a.txt"]),
        (ListQuery("nl", search="march 2023"), ["a.txt"]),
        (ListQuery("en", search="14 maart"), ["a.txt"]),
        (ListQuery("nl", search=" % _ "), []),
        (ListQuery("nl", spoken="en"), ["added/b.txt"]),
        (ListQuery("nl", which="added"), ["added/b.txt"]),
        (ListQuery("nl", which="removed"), []),
    ],
)
def test_articles_are_chosen_and_put_in_order(query: ListQuery, found: list[str]) -> None:
    assert ids(chosen(ENTRIES, (), query, was_added=was_added)) == found


def test_an_article_in_both_languages_is_found_and_shown_in_either() -> None:
    mixed = dataclasses.replace(entry("m.txt", "Brexit"), also="en")
    for spoken in LANGUAGES:
        assert "m.txt" in ids(
            chosen([*ENTRIES, mixed], (), ListQuery("nl", spoken=spoken), was_added=was_added)
        )
    drawn = rows([mixed], ListQuery("en"))
    assert [language_badge(each, TEXTS["en"]) in drawn for each in LANGUAGES] == [True, True]


def test_what_was_removed_is_shown_apart_even_before_the_index_knows() -> None:
    assert ids(chosen(ENTRIES, (GONE,), ListQuery("nl"), was_added=was_added)) == [
        "a.txt",
        "added/b.txt",
        "c/brug.txt",
    ]
    assert ids(chosen(ENTRIES, (GONE,), ListQuery("nl", which="removed"), was_added=was_added)) == ["d.txt"]


def test_what_the_browser_sends_is_not_trusted() -> None:
    sent: dict[str, object] = {
        "language": "de",
        "search": None,
        "spoken": ["nl"],
        "which": 3,
        "order": "'; drop table article",
        "limit": "100",
    }
    assert ListQuery.read(sent) == ListQuery("en", which="3")
    assert ListQuery.read({"limit": 10**9, "search": "x" * 999}) == ListQuery("en", search="x" * 200)


def test_only_the_first_are_drawn() -> None:
    many = [entry(f"{n}.txt", f"Artikel {n}") for n in range(250)]
    query = ListQuery("nl", limit=200)
    assert rows(many, query).count('<tr role="row"><th role="rowheader"') == 200
    assert shown(many, query) == "200 van 250 getoond"


def test_a_row_shows_text_as_it_is() -> None:
    bad = dataclasses.replace(entry("<i>.txt", '<b>"bold"</b>'), copies=("a&b.txt",))
    drawn = rows([bad], ListQuery("en"))
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "&lt;b&gt;&quot;bold&quot;&lt;/b&gt;</button></th>" in drawn
    assert "also in a&amp;b.txt" in drawn


def test_each_empty_list_says_something_else() -> None:
    queries = (
        ListQuery("nl"),
        ListQuery("nl", search="x"),
        ListQuery("nl", which="added"),
        ListQuery("nl", which="removed"),
    )
    said = [rows([], query) for query in queries]
    assert len(set(said)) == 4
    assert ["clear" in each for each in said] == [False, True, True, True]


def test_bars_are_months_where_there_are_few() -> None:
    dated = [entry("a", "A", "2022-12-31"), entry("b", "B", "2023-02", language="en"), entry("c", "C")]
    assert bars(dated) == (
        Bar("2022-12", "2022-12", {"nl": 1, "en": 0}),
        Bar("2023-01", "2023-01", {"nl": 0, "en": 0}),
        Bar("2023-02", "2023-02", {"nl": 0, "en": 1}),
    )


def test_bars_are_years_where_a_month_is_not_known_or_there_are_many() -> None:
    assert bars([entry("a", "A", "2022"), entry("b", "B", "2023-02")]) == (
        Bar("2022", "2022", {"nl": 1, "en": 0}),
        Bar("2023", "2023", {"nl": 1, "en": 0}),
    )
    long = bars([entry("a", "A", "1890-01"), entry("b", "B", "2023-02")])
    assert (len(long), long[0], long[-1]) == (
        45,
        Bar("1890", "1892", {"nl": 1, "en": 0}),
        Bar("2022", "2023", {"nl": 1, "en": 0}),
    )
    assert bars([entry("a", "A")]) == ()


def test_the_picture_says_what_it_shows() -> None:
    dated = [entry("a", "A", "2021"), entry("b", "B", "2023", language="en"), entry("c", "C", "2023")]
    drawn = picture(dated, TEXTS["en"], ARTICLE_TEXTS["en"])
    assert 'aria-label="Articles over time, from 2021 to 2023; most in 2023: 2."' in drawn
    assert "<title>2023: Dutch 1, English 1</title>" in drawn
    assert len(re.findall("<rect", drawn)) == 3
    assert picture(dated[:1], TEXTS["en"], ARTICLE_TEXTS["en"]) == ""


def braces(texts: ArticleTexts) -> dict[str, list[str]]:
    fields = {f.name: str(getattr(texts, f.name)) for f in dataclasses.fields(texts)}
    del fields["doing"], fields["trouble"]
    found = {name: sorted(re.findall(r"{(\w+)}", text)) for name, text in fields.items()}
    return found | {name: sorted(re.findall(r"{(\w+)}", text)) for name, text in texts.trouble.items()}


def test_the_texts_are_complete_in_both_languages() -> None:
    dutch, english = ARTICLE_TEXTS["nl"], ARTICLE_TEXTS["en"]
    for texts in (dutch, english):
        assert tuple(texts.doing) == get_args(Kind)
        assert tuple(texts.trouble) == get_args(Trouble)
        assert all(str(getattr(texts, field.name)).strip() for field in dataclasses.fields(texts))
    assert braces(dutch) == braces(english)
    fields = dataclasses.fields(ArticleTexts)
    same = [f.name for f in fields if getattr(dutch, f.name) == getattr(english, f.name)]
    assert same == ["passages_one", "passages_many", "passages"]
