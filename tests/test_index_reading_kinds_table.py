"""Tables as spreadsheets and databases export them: separators, quotes, what stands above them, drafts."""

from pathlib import Path

import pytest

from index.article import Article
from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from index.unread import Unread, UnreadReason

BRUG = "De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke Hamstra."
PONT = "Fietsers kunnen met een pontje over, dat elke tien minuten vaart; automobilisten rijden om."
BAKKER = "Bakkerij Smulders in Heibeek sluit in december de deuren. Niemand wil de zaak voortzetten."
Row = tuple[str, str, str, str | None, str | None]


def read(path: Path, raw: bytes, mapping: str = "") -> tuple[list[Row], list[tuple[str, UnreadReason]]]:
    """Return id, title, text below it, date and author of each article, and what is said of the others."""
    path.write_bytes(raw)
    if mapping:
        path.with_suffix(".yaml").write_text(mapping, "utf-8")
    items = list(read_file(path, root=path.parent))
    articles = [each for each in items if isinstance(each, Article)]
    rows = [
        (a.id.partition("#")[2], a.title, a.text.removeprefix(f"{a.title}\n\n"), a.published, a.author)
        for a in articles
    ]
    return rows, [(each.path, each.why) for each in items if isinstance(each, SkippedFile)]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.csv", f"titel,tekst,datum\nBrug,\"{BRUG}\",14-3-2024\n".encode()),
        ("a.csv", f"\ufeffKop;Tekst;Datum;\r\nBrug;{BRUG};14-3-2024;\r\n".encode()),
        ("a.csv", f"sep=;\ntitel;tekst;datum\nBrug;{BRUG};14-03-2024\n".encode()),
        ("a.csv", f"sep=|\r\ntitel|tekst|datum\r\nBrug|{BRUG}|14-03-2024\r\n".encode()),
        ("a.csv", f"titel\ttekst\tdatum\nBrug\t{BRUG}\t14-3-2024\n".encode("utf-16")),
        ("a.tsv", f"title\tcontent\tpublishedAt\nBrug\t{BRUG}\t2024-03-14T09:00:00Z\n".encode()),
        ("a.csv", f"Archief,14-03-2024\n\ntitel,tekst,datum\nBrug,\"{BRUG}\",2024-03-14\n".encode()),
        ("a.csv", f"Gezocht: brug; sluis\n\nTitel;Bericht tekst;Datum\nBrug;{BRUG};14-3-24\n".encode()),
        ("a.csv", f"titel;tekst;datum\nBrug;{BRUG};45365,5\n".encode()),
        ("a.csv", f"titel,tekst,tekst,datum\nBrug,\"{BRUG}\",,2024-03-14\n".encode()),
        ("a.csv", f"soort;titel;tekst;datum\nartikel;Brug;{BRUG};2024-03-14\n".encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_one_row_as_many_programs_write_it(tmp_path: Path, name: str, raw: bytes) -> None:
    assert read(tmp_path / name, raw) == ([("1", "Brug", BRUG, "2024-03-14", None)], [])


def test_windows_letters_lines_within_quotes_and_doubled_marks(tmp_path: Path) -> None:
    raw = 'Kop;Tekst;Auteur\n"Café €";"Hij zei: ""het café is ‘gewoon’ open"".\nEr kwamen er tien.";Jo\n'
    assert read(tmp_path / "a.csv", raw.encode("cp1252")) == (
        [("1", "Café €", 'Hij zei: "het café is ‘gewoon’ open".\n\nEr kwamen er tien.', None, "Jo")],
        [],
    )


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (
            f'"Kop met "aanhaling" erin","{PONT}",2024-03-15',
            Unread.BAD_ROW(line=3, delimiter=","),
        ),
        (
            f'"Zonder einde,"{PONT}\nen verder,2024-03-15',
            Unread.BAD_ROWS(first=3, last=4, delimiter=","),
        ),
        (
            "Brug, dicht,14-03-2024,x",
            Unread.ROW_LENGTH(row=2, values=4, names=3, delimiter=","),
        ),
    ],
    ids=["inner", "open", "length"],
)
def test_a_broken_row_takes_no_other_along(tmp_path: Path, bad: str, why: UnreadReason) -> None:
    raw = f'titel,tekst,datum\nBrug,"{BRUG}",2024-03-14\n{bad}\n"Bakker","{BAKKER}",2024-03-16\n'
    assert read(tmp_path / "a.csv", raw.encode()) == (
        [("1", "Brug", BRUG, "2024-03-14", None), ("3", "Bakker", BAKKER, "2024-03-16", None)],
        [("a.csv#2", why)],
    )


def test_what_has_not_been_published_is_left_out_and_said(tmp_path: Path) -> None:
    raw = f'post_title,post_content,post_status\nBrug,"{BRUG}",publish\nBakker,"{BAKKER}",draft\n'
    assert read(tmp_path / "a.csv", raw.encode()) == (
        [("1", "Brug", BRUG, None, None)],
        [("a.csv#2", Unread.NOT_PUBLISHED(status="draft"))],
    )


def test_when_a_row_was_changed_or_added_is_not_when_it_appeared(tmp_path: Path) -> None:
    raw = f'title,text,updated_at,indexed_date,time_added\nBrug,"{BRUG}",2024-03-15,2024-03-15,1710403953\n'
    assert read(tmp_path / "a.csv", raw.encode()) == ([("1", "Brug", BRUG, None, None)], [])


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (
            "title,url,time_added,tags,status\nBrug,https://k.example/brug,1710403953,nieuws,unread\n",
            Unread.LINKS_ONLY(names="title, url, time_added, tags, status"),
        ),
        (
            f'kop,verhaal,webadres\nBrug,"{BRUG}",https://k.example\n',
            Unread.NO_TEXT_COLUMN(names="kop, verhaal, webadres"),
        ),
    ],
    ids=["links", "unknown"],
)
def test_a_table_without_a_text_says_what_to_do(tmp_path: Path, raw: str, why: UnreadReason) -> None:
    assert read(tmp_path / "a.csv", raw.encode()) == ([], [("a.csv", why)])


def test_columns_are_named_beside_the_table(tmp_path: Path) -> None:
    raw = f'hl,verhaal,toen\nBrug,"{BRUG}",14-03-2024\n'
    mapping = "fields:\n  title: hl\n  text: verhaal\n  date: toen\n"
    assert read(tmp_path / "a.csv", raw.encode(), mapping) == (
        [("1", "Brug", BRUG, "2024-03-14", None)],
        [],
    )
    wrong = mapping.replace("toen", "wanneer")
    assert read(tmp_path / "a.csv", raw.encode(), wrong) == (
        [],
        [("a.csv", Unread.NO_COLUMN(name="wanneer", field="date", names="hl, verhaal, toen"))],
    )


def test_a_reference_manager_has_summaries_and_a_table_with_texts_is_not_read_by_them(tmp_path: Path) -> None:
    raw = f'Key,Author,Title,Abstract Note,Date,Date Added\nABCD,Jo,Brug,"{BRUG}",2024-03-14,2024-05-01\n'
    assert read(tmp_path / "zotero.csv", raw.encode()) == (
        [("ABCD", "Brug", BRUG, "2024-03-14", "Jo")],
        [],
    )
    raw = f'title,description,content\nBrug,Kort,"{BRUG}"\n'
    assert read(tmp_path / "b.csv", raw.encode()) == ([("1", "Brug", BRUG, None, None)], [])


def test_a_column_alone_holds_any_mark(tmp_path: Path) -> None:
    raw = f"tekst\n{BRUG}\n{PONT}\n"
    rows, others = read(tmp_path / "a.csv", raw.encode())
    assert ([(number, text) for number, _, text, _, _ in rows], others) == ([("1", BRUG), ("2", PONT)], [])
