import dataclasses
import re
from collections.abc import Sequence
from contextlib import closing
from typing import get_args

import pytest
from listed_articles import catalog_of

from index.article import LANGUAGES, Article, ArticleEntry, Language
from index.storage.article_lists import ArticleCounts
from ui.articles.article_list import FoundArticles, ListQuery, chosen_of_removed, rows, selected, shown
from ui.articles.article_picture import Bar, bars, picture
from ui.articles.article_record import RemovedArticle
from ui.html.render import language_badge
from ui.texts.article_texts import ARTICLE_TEXTS, ArticleTexts, Kind, Trouble
from ui.texts.by_language import TEXTS


def entry(article_id: str, title: str, published: str | None = None) -> ArticleEntry:
    return ArticleEntry(article_id, article_id, title, "nl", published, None, None, 1)


def article(article_id: str, title: str, published: str | None = None, language: Language = "nl") -> Article:
    return Article(article_id, article_id, title, article_id, language, published)


ARTICLES = (
    article("a.txt", "Één brug", "2023-03-14"),
    article("added/b.txt", "The bridge", "2023", "en"),
    article("c/brug.txt", "Zonder datum"),
    article("d.txt", "Een dam", "2021-12"),
)
GONE = (RemovedArticle("d.txt", "d.txt", "Een dam", "nl", "2021-12", "/krant"),)


def ids(query: ListQuery, removed: Sequence[RemovedArticle] = ()) -> list[str]:
    wanted = selected(
        query, removed=[each.id for each in removed], added=["added/b.txt"], corrected={"a.txt", "d.txt"}
    )
    with closing(catalog_of(ARTICLES)) as catalog:
        return [each.id for each in catalog.page(wanted, query.order, query.limit)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ListQuery("nl"), ["a.txt", "added/b.txt", "d.txt", "c/brug.txt"]),
        (ListQuery("nl", order="title", limit=2), ["a.txt", "d.txt"]),
        (ListQuery("nl", search="BRUG"), ["a.txt", "c/brug.txt"]),
        (ListQuery("nl", search="een brug"), ["a.txt"]),
        (ListQuery("nl", search="march 2023"), ["a.txt"]),
        (ListQuery("en", search="14 maart"), ["a.txt"]),
        (ListQuery("en", search="dec"), ["d.txt"]),
        (ListQuery("nl", search=" % _ "), []),
        (ListQuery("nl", spoken="en"), ["added/b.txt"]),
        (ListQuery("nl", which="added"), ["added/b.txt"]),
        (ListQuery("nl", which="corrected"), ["a.txt", "d.txt"]),
    ],
)
def test_articles_are_chosen_and_put_in_order(query: ListQuery, found: list[str]) -> None:
    assert ids(query) == found


def test_an_article_in_both_languages_shows_either() -> None:
    mixed = dataclasses.replace(entry("m.txt", "Brexit"), also="en")
    drawn = rows(FoundArticles([mixed], 1), ListQuery("en"))
    assert [language_badge(each, TEXTS["en"]) in drawn for each in LANGUAGES] == [True, True]


def test_what_was_removed_is_shown_apart_even_before_the_index_knows() -> None:
    assert ids(ListQuery("nl"), GONE) == ["a.txt", "added/b.txt", "c/brug.txt"]
    gone = (*GONE, RemovedArticle("e.txt", "e.txt", "A dam", "en", None, "/krant"))
    chosen = [
        chosen_of_removed(gone, query)
        for query in (
            ListQuery("nl"),
            ListQuery("nl", limit=1),
            ListQuery("nl", spoken="en"),
            ListQuery("nl", search="december"),
            ListQuery("nl", search="brug"),
        )
    ]
    assert [([each.id for each in found.first], found.count) for found in chosen] == [
        (["d.txt", "e.txt"], 2),
        (["d.txt"], 2),
        (["e.txt"], 1),
        (["d.txt"], 1),
        ([], 0),
    ]


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


def test_how_many_are_drawn_is_said() -> None:
    found = FoundArticles([entry(f"{n}.txt", f"Artikel {n}") for n in range(200)], 250)
    query = ListQuery("nl", limit=200)
    assert rows(found, query).count('<tr role="row"><th role="rowheader"') == 200
    assert shown(found, query) == "200 van 250 getoond"
    assert shown(FoundArticles((), 0), query) == ""


def test_a_row_shows_text_as_it_is() -> None:
    bad = dataclasses.replace(entry("<i>.txt", '<b>"bold"</b>'), copies=("a&b.txt",))
    drawn = rows(FoundArticles([bad], 1), ListQuery("en"))
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
    said = [rows(FoundArticles((), 0), query) for query in queries]
    assert len(set(said)) == 4
    assert ["clear" in each for each in said] == [False, True, True, True]


def counts(*dated: tuple[str | None, Language]) -> ArticleCounts:
    articles = [article(f"{n}", f"{n}", date, language) for n, (date, language) in enumerate(dated)]
    with closing(catalog_of(articles)) as catalog:
        return catalog.counts()


def test_bars_are_months_where_there_are_few() -> None:
    assert bars(counts(("2022-12-31", "nl"), ("2023-02", "en"), (None, "nl"))) == (
        Bar("2022-12", "2022-12", {"nl": 1, "en": 0}),
        Bar("2023-01", "2023-01", {"nl": 0, "en": 0}),
        Bar("2023-02", "2023-02", {"nl": 0, "en": 1}),
    )


def test_bars_are_years_where_a_month_is_not_known_or_there_are_many() -> None:
    assert bars(counts(("2022", "nl"), ("2023-02", "nl"), ("2023-03", "nl"))) == (
        Bar("2022", "2022", {"nl": 1, "en": 0}),
        Bar("2023", "2023", {"nl": 2, "en": 0}),
    )
    long = bars(counts(("1890-01", "nl"), ("2023-02", "nl")))
    assert (len(long), long[0], long[-1]) == (
        45,
        Bar("1890", "1892", {"nl": 1, "en": 0}),
        Bar("2022", "2023", {"nl": 1, "en": 0}),
    )
    assert bars(counts((None, "nl"))) == ()


def test_the_picture_says_what_it_shows() -> None:
    drawn = picture(counts(("2021", "nl"), ("2023", "en"), ("2023", "nl")), TEXTS["en"], ARTICLE_TEXTS["en"])
    assert 'aria-label="Articles over time, from 2021 to 2023; most in 2023: 2."' in drawn
    assert "<title>2023: Dutch 1, English 1</title>" in drawn
    assert len(re.findall("<rect", drawn)) == 3
    assert picture(counts(("2021", "nl")), TEXTS["en"], ARTICLE_TEXTS["en"]) == ""


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
