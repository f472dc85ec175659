"""Exports of WordPress: its published posts, each with its paragraphs, its author's name and a true date."""

from pathlib import Path

import pytest

from index.article import Article
from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from index.unread import Unread

LEDE = "De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke Hamstra."
FERRY = "Fietsers kunnen met een pontje over, dat elke tien minuten vaart."


def item(
    content: str, *, status: str = "publish", kind: str = "post", date: str = "", number: int = 1
) -> str:
    return f"""<item><title><![CDATA[Brug dicht]]></title><link>https://dorpsblog.example/?p={number}</link>
<pubDate>{date or "Thu, 14 Mar 2024 09:00:00 +0000"}</pubDate><dc:creator><![CDATA[kveldstra]]></dc:creator>
<guid isPermaLink="false">{number}</guid><description></description>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[Kort.]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[2024-03-14 10:00:00]]></wp:post_date>
<wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type>
<wp:comment><wp:comment_content><![CDATA[Ik vind dit maar niks hoor.]]></wp:comment_content></wp:comment>
</item>"""


def export(*items: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Dorpsblog</title>
<wp:author><wp:author_login><![CDATA[anders]]></wp:author_login>
<wp:author_display_name><![CDATA[Anders]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login><![CDATA[kveldstra]]></wp:author_login>
<wp:author_display_name><![CDATA[Karin Veldstra]]></wp:author_display_name></wp:author>
{"".join(items)}</channel></rss>"""


def read(tmp_path: Path, *items: str) -> list[Article | SkippedFile]:
    (tmp_path / "blog.xml").write_text(export(*items), encoding="utf-8")
    return list(read_file(tmp_path / "blog.xml", root=tmp_path))


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        (f"<!-- wp:paragraph -->\n<p>{LEDE}</p>\n<!-- /wp:paragraph -->\n\n<p>{FERRY}</p>", [LEDE, FERRY]),
        (f"{LEDE}\n\n{FERRY} [sic]", [LEDE, f"{FERRY} [sic]"]),
        (
            f'[caption id="a"]<img src="x.jpg" /> De pont[/caption]\n\n{LEDE}\n\n[gallery ids="1,2"]',
            ["De pont", LEDE],
        ),
        (
            f'[vc_row][vc_column width="1/2"]{LEDE}[/vc_column][/vc_row]\n\n[embed]https://a.example[/embed]',
            [LEDE],
        ),
    ],
    ids=["blocks", "classic", "caption", "builder"],
)
def test_a_post(tmp_path: Path, content: str, paragraphs: list[str]) -> None:
    (article,) = read(tmp_path, item(content))
    assert isinstance(article, Article)
    assert (article.id, article.title, article.published, article.author, article.url) == (
        "blog.xml#1",
        "Brug dicht",
        "2024-03-14",
        "Karin Veldstra",
        "https://dorpsblog.example/?p=1",
    )
    assert article.text.split("\n\n") == ["Brug dicht", *paragraphs]


def test_calls_are_gone_where_a_post_has_no_summary_either(tmp_path: Path) -> None:
    post = item(f'{LEDE}\n\n[gallery ids="1,2"]').replace("<description></description>", "")
    (article,) = read(tmp_path, post)
    assert isinstance(article, Article)
    assert article.text == f"Brug dicht\n\n{LEDE}"


def test_what_is_no_published_post_is_left_out_and_counted(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        item(LEDE),
        item(LEDE, status="draft", number=2),
        item(LEDE, status="trash", number=3),
        item(LEDE, status="private", number=4),
        item(LEDE, status="inherit", kind="attachment", number=5),
        item(LEDE, kind="nav_menu_item", number=6),
        item(LEDE, kind="nav_menu_item", number=7),
        item(LEDE, kind="page", number=8),
        item(FERRY, kind="nieuws", number=9),
    )
    assert [each.id for each in found if isinstance(each, Article)] == ["blog.xml#1", "blog.xml#9"]
    assert found[2:] == [
        SkippedFile(
            "blog.xml",
            Unread.NOT_POSTS(counts="1 attachment, 1 draft, 2 nav_menu_item, 1 page, 1 private, 1 trash"),
        )
    ]


def test_a_year_before_the_first_is_no_date(tmp_path: Path) -> None:
    without = item(LEDE, date="Mon, 30 Nov -0001 00:00:00 +0000").replace("2024-03-14 10", "0000-00-00 00")
    (article,) = read(tmp_path, without)
    assert isinstance(article, Article)
    assert article.published is None


def test_an_export_of_drafts_alone(tmp_path: Path) -> None:
    assert read(tmp_path, item(LEDE, status="draft")) == [
        SkippedFile("blog.xml", Unread.NOT_POSTS(counts="1 draft"))
    ]
