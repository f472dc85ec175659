"""The names of fields: what is written in the documentation is what is known, in all spellings."""

import re
from pathlib import Path

import pytest

from index.reading.field_names import KNOWN_NAMES, SUMMARY_NAMES, Field, names_for

DOCS = (Path(__file__).parent.parent / "docs" / "formats.md").read_text("utf-8")


@pytest.mark.parametrize("field", KNOWN_NAMES)
def test_the_documentation_has_all_names(field: Field) -> None:
    (row,) = re.findall(rf"^\| {field} \| (.+) \|$", DOCS, re.MULTILINE)
    assert row == ", ".join(f"`{name}`" for name in KNOWN_NAMES[field])
    assert ", ".join(f"`{name}`" for name in SUMMARY_NAMES) in DOCS


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("date", "publishedAt"),
        ("date", "date_publish"),
        ("date", "datePublished"),
        ("date", "article:published_time"),
        ("date", "Publicatiedatum"),
        ("date", "Datum publicatie"),
        ("date", "DC.date"),
        ("text", "maintext"),
        ("text", "articleBody"),
        ("text", "Bericht tekst"),
        ("text", "Tekst"),
        ("title", "Kop"),
        ("title", "og:title"),
        ("url", "canonicalUrl"),
    ],
)
def test_a_name_in_another_spelling(field: Field, name: str) -> None:
    assert names_for(field, ["x", name]) == [name]


@pytest.mark.parametrize(
    "name",
    ["updated_at", "dateModified", "lastmod", "indexed_date", "Date Added", "date_download", "timestamp"],
)
def test_what_is_no_date_of_publication(name: str) -> None:
    assert names_for("date", [name]) == []
