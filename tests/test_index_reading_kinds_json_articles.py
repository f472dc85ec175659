"""JSON as sites, feeds, scrapers, messengers and reference managers export it."""

import json
from pathlib import Path

import pytest

from index.article import Article
from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from index.unread import Unread, UnreadReason

BRUG = "De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke Hamstra."
PONT = "Fietsers kunnen met een pontje over, dat elke tien minuten vaart; automobilisten rijden om."
HTML = f"<p>{BRUG}</p><p>{PONT}</p>"
WHOLE = f"{BRUG}\n\n{PONT}"
LINK = "https://k.example/brug"


def read(path: Path, content: object, mapping: str = "") -> tuple[list[Article], dict[str, UnreadReason]]:
    """Return the articles of a file, and what is said of others by id."""
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    if mapping:
        path.with_suffix(".yaml").write_text(mapping, "utf-8")
    items = list(read_file(path, root=path.parent))
    return (
        [each for each in items if isinstance(each, Article)],
        {each.path: each.why for each in items if isinstance(each, SkippedFile)},
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            {
                "status": "ok",
                "message": "success",
                "articles": [
                    {
                        "source": {"id": None, "name": "Bode"},
                        "author": "Jo Smit",
                        "title": "Brug dicht",
                        "description": "Kort.",
                        "url": LINK,
                        "publishedAt": "2024-03-14T23:30:00Z",
                        "content": WHOLE,
                    }
                ],
            },
            id="newsapi",
        ),
        pytest.param(
            [
                {
                    "date_download": "2024-05-01 10:00:00",
                    "date_modify": "2024-03-15 10:00:00",
                    "date_publish": "2024-03-14 10:00:00",
                    "authors": ["Jo Smit"],
                    "title": "Brug dicht",
                    "description": "Kort.",
                    "maintext": WHOLE,
                    "url": LINK,
                }
            ],
            id="news-please",
        ),
        pytest.param(
            {
                "title": "Brug dicht",
                "author": "Jo Smit",
                "hostname": "k.example",
                "date": "2024-03-14",
                "id": None,
                "raw_text": "x",
                "text": WHOLE,
                "source": LINK,
                "excerpt": "Kort.",
            },
            id="trafilatura",
        ),
        pytest.param(
            [
                {
                    "title": ["Brug dicht"],
                    "body": [f"<p>{BRUG}</p>", f"<p>{PONT}</p>"],
                    "date": ["2024-03-14"],
                    "author": ["Jo Smit"],
                    "url": [LINK],
                }
            ],
            id="scrapy",
        ),
        pytest.param(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Bode",
                "description": "Krant",
                "authors": [{"name": "Jo Smit"}],
                "items": [
                    {
                        "id": "9",
                        "url": LINK,
                        "title": "Brug dicht",
                        "summary": "Kort.",
                        "content_html": HTML,
                        "date_published": "2024-03-14T23:00:00-05:00",
                        "date_modified": "2024-03-16T09:00:00Z",
                    }
                ],
            },
            id="json-feed",
        ),
        pytest.param(
            {
                "hits": {
                    "total": 1,
                    "hits": [
                        {
                            "_index": "k",
                            "_id": "7",
                            "_source": {
                                "headline": "Brug dicht",
                                "body": WHOLE,
                                "published": "2024-03-14",
                                "byline": "Jo Smit",
                                "url": LINK,
                            },
                        }
                    ],
                }
            },
            id="search-engine",
        ),
        pytest.param(
            {
                "response": {
                    "status": "ok",
                    "results": [
                        {
                            "id": "a/b",
                            "webTitle": "Brug dicht",
                            "webUrl": LINK,
                            "webPublicationDate": "2024-03-14T10:00:00Z",
                            "fields": {"bodyText": WHOLE, "byline": "Jo Smit"},
                        }
                    ],
                }
            },
            id="guardian",
        ),
        pytest.param(
            {
                "db": [
                    {
                        "meta": {"version": "5"},
                        "data": {
                            "posts": [
                                {
                                    "id": "6",
                                    "title": "Brug dicht",
                                    "slug": "b",
                                    "html": HTML,
                                    "status": "published",
                                    "created_at": "2024-03-01T10:00:00.000Z",
                                    "canonical_url": LINK,
                                    "updated_at": "2024-03-20T10:00:00.000Z",
                                    "published_at": "2024-03-14T10:00:00.000Z",
                                    "author": "Jo Smit",
                                }
                            ],
                            "users": [{"name": "Jo Smit", "email": "x@k.example"}],
                        },
                    }
                ]
            },
            id="ghost",
        ),
        pytest.param(
            f'{{"title": "Brug dicht", "text": {json.dumps(WHOLE)}, "publish_date": "2024-03-14",'
            f' "url": "{LINK}", "authors": ["Jo Smit"]}}\n{{"title": "", "text": ""}}\n',
            id="json-lines-named-json",
        ),
    ],
)
def test_one_article_as_many_programs_write_it(tmp_path: Path, content: object) -> None:
    (article,), _ = read(tmp_path / "a.json", content)
    assert (article.title, article.text) == ("Brug dicht", f"Brug dicht\n\n{WHOLE}")
    assert (article.published, article.url, article.author) == ("2024-03-14", LINK, "Jo Smit")


def test_wordpress_answers_give_what_is_published(tmp_path: Path) -> None:
    post = {
        "id": 31,
        "date": "2024-03-14T10:00:00",
        "modified": "2024-03-20T10:00:00",
        "status": "publish",
        "link": LINK,
        "title": {"rendered": "Brug &#8216;dicht&#8217;"},
        "content": {"rendered": HTML, "protected": False},
        "excerpt": {"rendered": "<p>Kort</p>"},
        "author": 1,
        "_embedded": {"author": [{"id": 1, "name": "Jo Smit"}]},
    }
    draft = {**post, "id": 32, "status": "draft", "title": {"rendered": "Nog niet"}}
    (article,), others = read(tmp_path / "posts.json", [post, draft])
    assert (article.id, article.title, article.published) == ("posts.json#31", "Brug ‘dicht’", "2024-03-14")
    assert (article.text, article.url, article.author) == (f"Brug ‘dicht’\n\n{WHOLE}", LINK, "Jo Smit")
    assert others == {"posts.json#32": Unread.NOT_PUBLISHED(status="draft")}


def test_a_channel_of_telegram(tmp_path: Path) -> None:
    messages = [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2024-03-14T09:00:00",
            "date_unixtime": "1710403200",
            "edited": "2024-03-15T09:00:00",
            "from": "De Bode",
            "text": [
                "Kijk: ",
                {"type": "bold", "text": BRUG},
                f"\n\n{PONT[:9]}",
                {"type": "link", "text": PONT[9:]},
            ],
            "text_entities": [{"type": "plain", "text": "Kijk: "}],
        },
        {"id": 3, "type": "message", "date": "2024-03-14T10:00:00", "photo": "p.jpg", "text": ""},
    ]
    content = {"name": "De Bode", "type": "public_channel", "id": 5, "messages": messages}
    (article,), others = read(tmp_path / "result.json", content)
    assert (article.id, article.text) == ("result.json#2", f"Kijk: {BRUG}\n\n{PONT}")
    assert (article.published, article.author) == ("2024-03-14", "De Bode")
    assert others == {"result.json": Unread.PASSED_OVER(count=2)}

    both = {"about": "Export", "chats": {"list": [content, {**content, "messages": messages[1:2]}]}}
    articles, _ = read(tmp_path / "all.json", both)
    assert [each.id for each in articles] == ["all.json#2", "all.json#2-2"]


def test_an_outbox_of_mastodon_is_read_without_what_others_wrote(tmp_path: Path) -> None:
    note = {
        "id": "https://m.example/1",
        "type": "Note",
        "summary": "Over de brug",
        "content": HTML,
        "url": LINK,
        "published": "2024-03-14T09:00:00Z",
    }
    create = {"id": "https://m.example/1/activity", "type": "Create", "published": "2024-03-15T09:00:00Z"}
    boost = {"id": "https://m.example/2/activity", "type": "Announce", "object": "https://o.example/3"}
    outbox = {"type": "OrderedCollection", "orderedItems": [{**create, "object": note}, boost]}
    (article,), others = read(tmp_path / "outbox.json", outbox)
    assert (article.title, article.text) == ("Over de brug", f"Over de brug\n\n{WHOLE}")
    assert (article.published, article.url) == ("2024-03-14", LINK)
    assert others == {"outbox.json": Unread.PASSED_OVER(count=1)}

    status = {
        "id": "1",
        "created_at": "2024-03-14T09:00:00Z",
        "content": HTML,
        "url": LINK,
        "spoiler_text": "",
        "reblog": None,
        "account": {"username": "jo", "display_name": "Jo Smit"},
    }
    (article,), _ = read(tmp_path / "statuses.json", [status, {**status, "reblog": status}])
    assert (article.text, article.published, article.author) == (WHOLE, "2024-03-14", "Jo Smit")


def test_references_are_read_by_their_summaries(tmp_path: Path) -> None:
    csl = {
        "id": "x",
        "type": "article-newspaper",
        "title": "Brug dicht",
        "abstract": BRUG,
        "URL": LINK,
        "author": [{"family": "Smit", "given": "Jo"}],
        "issued": {"date-parts": [["2024", 3, 14]]},
        "accessed": {"date-parts": [["2024", 5, 1]]},
    }
    (article,), _ = read(tmp_path / "csl.json", [csl])
    assert (article.title, article.text) == ("Brug dicht", f"Brug dicht\n\n{BRUG}")
    assert (article.published, article.url, article.author) == ("2024-03-14", LINK, "Jo Smit")


def test_a_text_that_was_cut_off_is_said(tmp_path: Path) -> None:
    cut = {"title": "Brug dicht", "content": f"{BRUG} Fietsers… [+2345 chars]", "publishedAt": "2024-03-14"}
    (article,), others = read(tmp_path / "a.json", {"articles": [cut]})
    assert article.text == f"Brug dicht\n\n{BRUG} Fietsers"
    assert others == {"a.json#1": Unread.TEXT_CUT(count=2345)}


def test_objects_by_name(tmp_path: Path) -> None:
    content = {name: {"title": f"Kop {name}", "text": BRUG} for name in ("brug", "pont")}
    articles, _ = read(tmp_path / "a.json", content)
    assert [(each.id, each.title) for each in articles] == [
        ("a.json#brug", "Kop brug"),
        ("a.json#pont", "Kop pont"),
    ]


TWO_LISTS = {
    "title": "Archief",
    "posts": [{"title": {"rendered": "Brug dicht"}, "content": {"rendered": HTML}, "when": "14-3-2024"}],
    "comments": [{"name": "Piet", "content": "Wat een gedoe weer met die brug in het dorp, zeg ik je."}],
}


def test_of_two_lists_the_one_with_titles_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    (article,), others = read(tmp_path / "a.json", TWO_LISTS)
    assert (article.id, article.text, article.published) == ("a.json#1", f"Brug dicht\n\n{WHOLE}", None)
    assert others == {"a.json": Unread.LIST_LEFT_OUT(path="comments")}

    mapping = "articles: comments\nfields:\n  title: name\n"
    (article,), others = read(tmp_path / "b.json", TWO_LISTS, mapping)
    assert (article.title, others) == ("Piet", {})

    mapping = "articles: posts\nfields:\n  title: title.rendered\n  text: content.rendered\n  date: when\n"
    (article,), others = read(tmp_path / "c.json", {"data": [TWO_LISTS], **TWO_LISTS}, mapping)
    assert (article.title, article.text, article.published) == (
        "Brug dicht",
        f"Brug dicht\n\n{WHOLE}",
        "2024-03-14",
    )
    assert others == {}


@pytest.mark.parametrize(
    ("content", "mapping", "why"),
    [
        (
            [{"id": 1, "kop": {"nl": "Brug"}, "verhaal": BRUG}],
            "",
            Unread.NO_TEXT_COLUMN(names="id, kop.nl, verhaal"),
        ),
        (
            {"info": "x", "links": [{"url": LINK, "title": "Brug", "timestamp": "1710403953"}]},
            "",
            Unread.LINKS_ONLY(names="url, title, timestamp"),
        ),
        (TWO_LISTS, "articles: artikelen\n", Unread.NO_LIST(path="artikelen", names="posts, comments")),
        (
            [{"title": "Brug", "text": BRUG}],
            "fields: {text: tekst}\n",
            Unread.NO_COLUMN(name="tekst", field="text", names="title, text"),
        ),
        ([1, 2], "", Unread.NO_OBJECTS()),
        ("3", "", Unread.NO_OBJECTS()),
    ],
)
def test_where_nothing_is_read_it_says_what_was_seen(
    tmp_path: Path, content: object, mapping: str, why: UnreadReason
) -> None:
    assert read(tmp_path / "a.json", content, mapping) == ([], {"a.json": why})


def test_a_name_that_nothing_has_is_said_and_costs_no_article(tmp_path: Path) -> None:
    content = [{"title": "Brug", "text": BRUG}]
    (article,), others = read(tmp_path / "a.json", content, "fields: {author: by.name}\n")
    assert article.title == "Brug"
    assert others == {"a.json": Unread.NO_FIELD_SEEN(name="by.name", field="author")}
