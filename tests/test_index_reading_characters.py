"""Characters that a program wrote wrongly are those that were meant; good text stays as it is."""

import json
from pathlib import Path

import pytest

from index.article import Article
from index.reading.characters import mended, normalized
from index.reading.reader import read_file

GOOD = (
    "Zoë’s café – „één” – kost € 2,40; AT&T, R&D; en ‘Ångström’, Übersee, Æthelred, ïnn, å, 5 × 3 = 15.\n"
    "Zie https://krant.example/?q=20&copy=2&lang=nl en a=b: x=3D, <b>, 1 < 2, 80 °C, ½ liter, Đặng, Łódź."
)
MENDED = {
    "Hij zei &quot;nee&quot; in caf&eacute; Jansen &amp;amp; Zn. &#8220;Echt&#8221;": (
        'Hij zei "nee" in café Jansen & Zn. “Echt”'
    ),
    "„Het kost â‚¬2,4 miljoenâ€\x9d, zei cafÃ© Zoë over coÃ¶peratie": (
        "„Het kost €2,4 miljoen”, zei café Zoë over coöperatie"
    ),
    "De gemeente=20\nkrijgt =E2=82=AC2 van caf=C3=A9 =\nJansen.": "De gemeente \nkrijgt €2 van café Jansen.",
    "caf=C3=A9 =E2=82=AC =C3=AB =14852": "café € ë =14852",
    "Ze zei =93nee=94 in caf=E9 en was erg=\n leuk.": "Ze zei “nee” in café en was erg leuk.",
}
NORMALIZED = {
    "Het kost \x802,4 miljoen \x96 zei hij \x93nee\x94": "Het kost €2,4 miljoen – zei hij “nee”",
    "De eﬃciënte oﬃcier, de ﬁets, het ĳs en Wiſſer": "De efficiënte officier, de fiets, het ijs en Wisser",
    "gemeen\u00adte, zero\u200bwidth, \u202ebrug\u202c, op\u00ad\n en": "gemeente, zerowidth, brug, open",
    "cafe\u0301 en ide\u0065\u0308n": "café en ideën",
}


@pytest.mark.parametrize("written", MENDED)
def test_what_was_meant(written: str) -> None:
    assert mended(normalized(written)) == MENDED[written]


@pytest.mark.parametrize("written", NORMALIZED)
def test_each_character_is_written_in_one_way(written: str) -> None:
    assert normalized(written) == NORMALIZED[written]


def test_good_text_stays_as_it_is() -> None:
    assert mended(normalized(GOOD)) == GOOD


BODY = "De gemeente betaalt de helft van de kosten en de provincie de andere helft."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", f"CafÃ© &quot;Zoë&quot; open\n\n{BODY}"),
        ("a.json", json.dumps({"title": "CafÃ© &quot;Zoë&quot; open", "text": BODY})),
        ("a.csv", f"title,text\nCafÃ© &quot;Zoë&quot; open,{BODY}\n"),
        ("a.eml", "From: a@b.nl\nSubject: =?utf-8?Q?Caf=C3=83=C2=A9_&quot;Zo=C3=AB&quot;_open?=\n\n" + BODY),
        ("a.md", f"# CafÃ© &amp;quot;Zoë&amp;quot; open\n\n{BODY}"),
    ],
)
def test_an_article_of_any_format_has_what_was_meant(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    [article] = (each for each in read_file(tmp_path / name, root=tmp_path) if isinstance(each, Article))
    assert article.title == 'Café "Zoë" open'
    assert article.text.strip() == f'Café "Zoë" open\n\n{BODY}'
