"""Words that are divided at line ends of plain text."""

from pathlib import Path

import pytest

from index.article import Article
from index.reading.divided_words import with_whole_words
from index.reading.reader import read_file

DIVIDED = {
    "De heer Ham-\nstra opent een ge-\nmaal.": "De heer Hamstra\nopent een gemaal.",
    "in Noord-\n  Holland, een ex-\nminister\nen": "in Noord-Holland,\neen ex-minister\nen",
    "de land-\nen tuinbouw": "de land-\nen tuinbouw",
    "brand¬\nweer": "brandweer",
    "het toezicht-\n\nnieuws": "het toezicht-\n\nnieuws",
    "een auto-\nongeluk, twee auto-\nritten": "een auto-ongeluk,\ntwee autoritten",
    "niets -\nof iets": "niets -\nof iets",
}


@pytest.mark.parametrize("text", DIVIDED)
def test_the_rest_goes_to_where_the_word_begins(text: str) -> None:
    assert with_whole_words(text) == DIVIDED[text]


def test_a_text_file_is_read_so(tmp_path: Path) -> None:
    text = "Brug open\n\nDe burgemeester van de gemeente heeft maan-\ndag de brug geopend."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [article] = read_file(tmp_path / "a.txt", root=tmp_path)
    assert isinstance(article, Article)
    assert article.text == ("Brug open\n\nDe burgemeester van de gemeente heeft maandag\nde brug geopend.")
