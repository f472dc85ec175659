"""Under which name a file keeps what: in columns, in objects of JSON, in front matter, in sidecar files."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from index.errors import ArticleError
from index.unread import Unread

Field = Literal["title", "text", "date", "url", "language", "author", "id"]
FIELDS: tuple[Field, ...] = get_args(Field)
FieldNames = Mapping[Field, str]
"""Under which name a file keeps each field: a name, or a path of names such as ``title.rendered``."""


@dataclass(frozen=True, slots=True)
class TableNames:
    """What is told of a table: the names of its fields and, of JSON, where the list of its articles is."""

    fields: FieldNames = dataclasses.field(default_factory=dict)
    articles: str = ""


KNOWN_NAMES: dict[Field, tuple[str, ...]] = {
    "title": (
        *("title", "headline", "titel", "kop", "heading", "subject", "onderwerp"),
        *(
            "article_title",
            "post_title",
            "og:title",
            "web_title",
            "artikel_titel",
            "book_title",
            "resolved_title",
        ),
    ),
    "text": (
        *("text", "body", "content", "tekst", "inhoud", "article", "artikel", "article_text", "body_text"),
        *("article_body", "main_text", "full_text", "artikel_tekst", "bericht_tekst", "volledige_tekst"),
        *("text_content", "content_html", "content_text", "body_html", "post_content", "article_content"),
        *("html", "plain_text", "bericht", "message", "selftext", "highlight"),
    ),
    "date": (
        *("date", "published", "published_at", "publication_date", "date_published", "pub_date", "datum"),
        *("gepubliceerd", "gepubliceerd_op", "publicatiedatum", "datum_publicatie", "publish_date"),
        *("date_publish", "published_date", "published_on", "publication_time", "article:published_time"),
        *("published_time", "first_published", "date_first_published", "first_publication_date"),
        *("web_publication_date", "date_time_pub", "post_date", "posted", "posted_at", "date_posted"),
        *("plaatsingsdatum", "verschijningsdatum", "verschenen", "issued", "dc:date", "dcterms:issued"),
        "datetime",
        *("publication_year", "year", "jaar"),
    ),
    "url": (
        *("url", "link", "permalink", "canonical_url", "webadres", "article_url", "web_url", "source_url"),
        *("og:url", "external_url", "resolved_url", "canonical_link", "href", "source"),
    ),
    "language": ("language", "lang", "taal", "in_language", "language_code"),
    "author": (
        *("author", "byline", "auteur", "creator", "authors", "auteurs", "creators", "journalist"),
        *("article_author", "dc:creator", "book_author", "schrijver", "reporter", "published_by", "from"),
    ),
    "id": ("id", "guid", "article_id", "artikel_id", "_id", "uuid", "key"),
}
"""The names that are known without being told, in order of preference.

Capitals, spaces and marks do not matter: ``publishedAt`` is ``published_at``. None of them says when
something was modified, added, indexed or downloaded.
"""

SUMMARY_NAMES = (
    *("lead_paragraph", "description", "summary", "abstract", "abstract_note", "excerpt", "samenvatting"),
    "lead",
)
"""Where there is no text under its own names: what a file says of an article that it does not hold whole."""


def names_for(field: Field, names: Collection[str]) -> list[str]:
    """Return those of the names that are known for a field, the preferred one first."""
    return _among(KNOWN_NAMES[field], names)


def summary_names(names: Collection[str]) -> list[str]:
    """Return those of the names under which a summary stands, the preferred one first."""
    return _among(SUMMARY_NAMES, names)


def _among(known: Collection[str], names: Collection[str]) -> list[str]:
    plain = {_plain(name): name for name in reversed(list(names))}
    return [plain[found] for found in map(_plain, known) if found in plain]


def told_names(values: Mapping[str, object]) -> TableNames:
    """Return what a sidecar says of a table under ``fields`` and ``articles``.

    :raises ArticleError: there is no such field, or a value is not a name.
    """
    fields = values.get("fields", {})
    if not isinstance(fields, Mapping):
        raise ArticleError(Unread.NO_FIELDS(what="it"))
    wrong = [str(field) for field in fields if field not in FIELDS]
    if wrong:
        raise ArticleError(Unread.NO_FIELD(name=wrong[0], what="it", fields=", ".join(FIELDS)))
    told: FieldNames = {field: str(fields[field]) for field in FIELDS if field in fields}
    articles = values.get("articles", "")
    return TableNames(told, articles if isinstance(articles, str) else "")


@lru_cache(4096)  # a table has few names, and asks for each of them at every row
def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
