"""Dates and names at the head or foot of an article, as newspapers, agencies and sites write them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.reading.publication_lines import author_in, publication_lines
from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from index.unread import Unread, UnreadReason

LEDE = "De brug over het kanaal blijft tot 1 juli 2025 dicht, zegt wethouder Joke Hamstra op 2 mei 2024."
IN_APRIL_OR_MARCH = Unread.TWO_DATES(written="03/04/2024", first="2024-04-03", second="2024-03-04")
LONG = " ".join([LEDE] * 3)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Gepubliceerd op 14 maart 2024, 12:03", "2024-03-14"),
        ("Gepubliceerd op donderdag 14 maart 2024 om 12.03 uur", "2024-03-14"),
        ("Gepubliceerd: 14-03-2024", "2024-03-14"),
        ("Gepubliceerd: 03-04-2024", "2024-04-03"),
        ("GEPUBLICEERD 14 MRT. 2024", "2024-03-14"),
        ("Gepubliceerd op 14 maart 2024 door Karin Veldstra", "2024-03-14"),
        ("Gepubliceerd: 14 maart 2024, 9:00 | Laatst gewijzigd: 15 maart 2024", "2024-03-14"),
        ("Laatst gewijzigd: 15 maart 2024, gepubliceerd: 14 maart 2024", "2024-03-14"),
        ("Published: March 14, 2024", "2024-03-14"),
        ("Published: 3 June 2024", "2024-06-03"),
        ("First published on Thu 14 Mar 2024 08.00 GMT", "2024-03-14"),
        ("Published in The Courier on 3 June 2024", "2024-06-03"),
        ("Published: 04/28/2024", "2024-04-28"),
        ("Gepubliceerd op 14-03-24", "2024-03-14"),
        ("Publication date: 2024-06-03T12:00:00Z", "2024-06-03"),
        ("By Jane Doe | Published 3 June 2024 at 12:03 BST", "2024-06-03"),
        ("Door Karin Veldstra, 14 maart 2024", "2024-03-14"),
        ("Datum: 14/3/2024", "2024-03-14"),
        ("14 March 2024, 09:00 GMT", "2024-03-14"),
        ("do 14 mrt. 2024 om 12.03 uur", "2024-03-14"),
        ("NOS Nieuws • donderdag 14 maart 2024, 09:00", "2024-03-14"),
        ("RAVENSTEYN (ANP) - 14 maart 2024", "2024-03-14"),
        ("AMSTERDAM, 14 maart 2024", "2024-03-14"),
        ("Donderdag 14 Maart 1912 - No. 62", "1912-03-14"),
        ("Donderdag 14 maart 2024, pagina 3", "2024-03-14"),
        ("De Kanaalbode donderdag 14 maart 2024 pagina 3", "2024-03-14"),
        ("The Ellery Courier, 14 March 2024, p. 12", "2024-03-14"),
        ("Zie de kaart van 14 maart 2024, pagina 3", None),
        ("De Kanaalbode donderdag 14 maart 2024", None),
        ("14 maart 2024 om 12:03, aangepast op 15 maart 2024 om 9:00", "2024-03-14"),
        (f"AMSTERDAM, 14 maart 2024 (ANP) - {LEDE}", "2024-03-14"),
        (f"LONDON, March 14, 2024 (Reuters) - {LONG}", "2024-03-14"),
        (f"Amsterdam, 14 maart 2024 – {LONG}", "2024-03-14"),
        ("Laatst gewijzigd: 15 maart 2024", None),
        ("Updated 15 March 2024, 10:00", None),
        ("Geraadpleegd op 15 maart 2024", None),
        ("Vandaag, 09:00", None),
        ("14 maart, 09:00", None),
        ("AMSTERDAM (ANP) - De brug is dicht.", None),
        ("Datum evenement: 14 mei 2024", None),
        ("Zaterdag 14 mei 2024, 20:00 - 22:00", None),
        ("Kermis in Heibeek, 14 mei 2024", None),
        ("Wat er gebeurde op 14 mei 2024", None),
        ("Lees ook: gepubliceerd op 14 maart 2024", None),
        ("Published by Penguin in 2019", None),
        ("Op 14 maart 2024 sprak de premier.", None),
        ("Date 4", None),
        ("Datum 2 is bekend", None),
    ],
)
def test_the_date_of_publication_below_a_title(line: str, published: str | None) -> None:
    found = publication_lines(["Brug dicht", "", line, LONG])
    assert (found.published, found.remarks) == (published, ())


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("Gepubliceerd: 03/04/2024", IN_APRIL_OR_MARCH),
        ("Published: 03/04/2024, 12:03", IN_APRIL_OR_MARCH),
        ("03/04/2024 12:03", IN_APRIL_OR_MARCH),
        (
            "Published: 03-04-2024",
            Unread.TWO_DATES(written="03-04-2024", first="2024-04-03", second="2024-03-04"),
        ),
        ("Gepubliceerd: 2 uur geleden", Unread.NO_DATE(written="2 uur geleden")),
        ("Geplaatst op 14 maart om 12:03", Unread.NO_DATE(written="14 maart om 12:03")),
        ("Gepubliceerd op 31-02-2024", Unread.NO_DATE(written="31-02-2024")),
    ],
)
def test_a_date_that_cannot_be_told_is_a_remark(line: str, remark: UnreadReason) -> None:
    found = publication_lines(["Brug dicht", line, LONG])
    assert (found.published, found.remarks) == (None, (remark,))


@pytest.mark.parametrize(
    "lines",
    [
        ["Tijdlijn", "14 maart 2024", "De brug stort in.", "15 maart 2024", "Het herstel begint."],
        ["Concert", "Zaterdag 14 mei 2024, 20:00 uur", "Locatie: kerk", "Kom ook."],
        ["11 september 2001", "De wereld veranderde op die dag voorgoed."],
        ["Brug dicht", LONG, LONG, "14 maart 2024", LEDE],
        ["Brug dicht", *["Tekst."] * 20, "Lees ook:", "Gepubliceerd: 14 maart 2024"],
        ["Brug dicht", *["Tekst."] * 9, "Gepubliceerd: 14 maart 2024", *["Tekst."] * 9],
        ["Brug dicht", *["Tekst."] * 9, "14 maart 2024"],
    ],
    ids=["timeline", "event", "title", "middle", "related", "far from both ends", "foot without label"],
)
def test_no_date_of_publication(lines: list[str]) -> None:
    assert publication_lines(lines).published is None


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["date 2023-03 De premier sprak."], "2023-03"),
        (["date 2023-02-30 De premier sprak."], None),
        (["date 2000 people remember"], None),
        (["Brug dicht", "Gepubliceerd op", "14 maart 2024", LONG], "2024-03-14"),
        (["Donderdag 14 maart 2024", "Brug dicht", LONG], "2024-03-14"),
        (["Brug dicht", *["Tekst."] * 9, "Gepubliceerd: 14 maart 2024"], "2024-03-14"),
        (["Brug dicht", "12 mei 2019", "Gepubliceerd: 14 maart 2024", LONG], "2024-03-14"),
        (["Brug dicht", LONG, LONG, LONG, "Gepubliceerd: 14 maart 2024"], "2024-03-14"),
        (["Brug dicht", LONG, "Lees ook", LONG, LONG, "Gepubliceerd: 14 maart 2024"], None),
        ([], None),
    ],
)
def test_other_places(lines: list[str], published: str | None) -> None:
    assert publication_lines(lines).published == published


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Door Karin Veldstra", "Karin Veldstra"),
        ("Door: Karin van den Berg en Jan de Wit", "Karin van den Berg en Jan de Wit"),
        ("DOOR KARIN VELDSTRA", "KARIN VELDSTRA"),
        ("Door Karin Veldstra, 14 maart 2024", "Karin Veldstra"),
        ("By Jane Doe and John Roe, Political Editor", "Jane Doe and John Roe"),
        ("By Jane Doe in London", "Jane Doe"),
        ("3 June 2024 | By Jane Doe", "Jane Doe"),
        ("Geschreven door Marijke O’Neill", "Marijke O’Neill"),
        ("Auteur: Redactie", "Redactie"),
        ("Gepubliceerd op 14 maart 2024 door Karin Veldstra", "Karin Veldstra"),
        ("Posted on Monday, June 3rd, 2024 at 9:12 am by Jane Doe", "Jane Doe"),
        ("Geplaatst op 3 juni 2024 om 9.12 uur door Karin Veldstra", "Karin Veldstra"),
        ("Door onze verslaggever", None),
        ("Door Europa trekken", None),
        ("Door de brug te sluiten, won Heibeek tijd.", None),
        ("By the river", None),
        ("Karin Veldstra", None),
    ],
)
def test_a_byline(line: str, author: str | None) -> None:
    assert author_in(line) == author
    assert publication_lines(["Brug dicht", line, LONG]).author == author


def test_a_title_is_no_byline() -> None:
    assert publication_lines(["By Invitation Only", "The club is closed."]).author is None


def test_a_text_file(tmp_path: Path) -> None:
    text = f"14 March 2024, 09:00 GMT\nBrug bij Ravensteyn dicht\nDoor Karin Veldstra\n\n{LONG}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read_file(tmp_path / "a.txt", root=tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.published, article.author, article.text) == (
        "Brug bij Ravensteyn dicht",
        "2024-03-14",
        "Karin Veldstra",
        text,
    )


def test_the_name_of_a_newspaper_is_no_title(tmp_path: Path) -> None:
    page = """De Ravensteynsche Courant
Donderdag 14 Maart 1912 - No. 62

BRUG OVER HET KANAAL.

De brug over het kanaal bij Ravensteyn zal tot
den eersten Juli gesloten blijven. De heer Ham-
stra, wethouder van openbare werken, deelde den
gemeenteraad mede dat in de pijlers scheuren ge-
vonden zijn.
"""
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")
    (article,) = read_file(tmp_path / "a.txt", root=tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("BRUG OVER HET KANAAL.", "1912-03-14")
    assert "De heer Hamstra," in article.text


def test_a_doubtful_date_in_a_text_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Brug dicht\nGepubliceerd: 03/04/2024\n\n{LONG}\n", encoding="utf-8")
    article, said = read_file(tmp_path / "a.txt", root=tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("Brug dicht", None)
    assert said == SkippedFile("a.txt", IN_APRIL_OR_MARCH, is_remark=True)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ABab 0123/-.:,|•()gepubliceerdmaart2024", max_size=150), max_size=20))
def test_any_lines_are_survived(lines: list[str]) -> None:
    found = publication_lines(lines)
    assert found.published is None or len(found.published) in {4, 7, 10}
