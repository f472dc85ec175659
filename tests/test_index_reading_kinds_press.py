"""Exports of press databases: an article each, with its own title, date and author, and all of its text."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from press_exports import DUTCH_NUMBERED, ENDED, FACTIVA, FACTIVA_CODES, NUMBERED

from index.article import Article
from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.press import press_articles
from index.reading.reader import read_file
from index.unread import Unread

BRIDGE = ArticleDraft(
    text="Brug bij Ravensteyn dicht\n\nDe brug is dicht. Dat zegt de wethouder.",
    title="Brug bij Ravensteyn dicht",
    published="2024-03-14",
    author="Karin Veldstra",
    key="1",
)
BAKERY = ArticleDraft(
    text="Bakkerij Smulders stopt\n\nDe bakker stopt ermee.",
    title="Bakkerij Smulders stopt",
    published="2023-11-02",
    key="2",
)
POOL = ArticleDraft(
    text="Harbour town plans pool\n\nThe council has approved plans.",
    title="Harbour town plans pool",
    published="2025-01-09",
    author="JANE DOE",
    key="COUR000020250109el190002x",
)


CLOSED = "De brug over het kanaal bij Ravensteyn blijft"


def articles(export: str) -> list[ArticleDraft | SkippedPart]:
    return press_articles(export.split("\n"))


def test_nexis_with_numbered_documents() -> None:
    assert articles(NUMBERED) == [
        ArticleDraft(
            text=(
                "Brug bij Ravensteyn blijft tot zomer dicht\n\nEr zijn scheuren in de pijlers gevonden.\n\n"
                f"{CLOSED} tot 1 juli dicht, zegt wethouder Joke Hamstra. In de "
                "pijlers zijn scheuren gevonden.\n\nFietsers kunnen met een pontje over."
            ),
            title="Brug bij Ravensteyn blijft tot zomer dicht",
            published="2024-03-14",
            author="KARIN VELDSTRA",
            key="1",
        ),
        ArticleDraft(
            text=(
                "Harbour town plans first tidal pool\n\nThe council of Port Ellery has approved plans for a "
                "tidal pool.\n\nCopyright of the drawings is with the town.\n\nThe old lifeboat station."
            ),
            title="Harbour town plans first tidal pool",
            published="2025-01-09",
            author="Sam Trevor",
            key="2",
        ),
    ]


def test_nexis_in_dutch() -> None:
    assert articles(DUTCH_NUMBERED) == [BRIDGE, BAKERY]


def test_nexis_with_documents_that_are_ended() -> None:
    bridge, bakery = articles(ENDED)
    assert isinstance(bridge, ArticleDraft)
    assert bridge.text.split("\n\n") == [
        "Brug bij Ravensteyn dicht",
        f"{CLOSED} tot 1 juli dicht, zegt wethouder Joke Hamstra. In de pijlers zit scheur na scheur.",
        "Subject: zo begon de brief die hij schreef.",
        "Dat was op 2 mei 2023.",
    ]
    assert (bridge.title, bridge.published, bridge.author) == (
        "Brug bij Ravensteyn dicht",
        "2024-03-14",
        "KARIN VELDSTRA",
    )
    assert bakery == BAKERY


def test_a_field_that_is_not_known_does_not_make_the_classification_text() -> None:
    bridge, _ = articles(ENDED.replace("Publication-Type: Newspaper", "Some New Field: Newspaper"))
    assert isinstance(bridge, ArticleDraft)
    assert bridge.text.split("\n\n")[-1] == "Dat was op 2 mei 2023."


def test_a_last_paragraph_that_looks_like_a_field_is_text() -> None:
    bridge, _ = articles(DUTCH_NUMBERED.replace("de wethouder.", "de wethouder.\n\nUpdate: de brug is open."))
    assert isinstance(bridge, ArticleDraft)
    assert bridge.text.split("\n\n")[-1] == "Update: de brug is open."


def test_factiva() -> None:
    assert articles(FACTIVA) == [
        ArticleDraft(
            text=(
                f"Brug bij Ravensteyn dicht\n\n{CLOSED} dicht, zegt de wethouder."
                "\n\nFietsers kunnen met een pontje over."
            ),
            title="Brug bij Ravensteyn dicht",
            published="2024-03-14",
            author="Karin Veldstra",
            key="KANBOD0020240314ek3e0001p",
        ),
        POOL,
    ]


def test_factiva_with_codes() -> None:
    assert articles(FACTIVA_CODES) == [
        ArticleDraft(
            text=(
                f"Brug bij Ravensteyn dicht\n\n{CLOSED} dicht.\n\nFietsers kunnen met "
                "een pontje over.\n\nIN de pijlers zijn scheuren gevonden."
            ),
            title="Brug bij Ravensteyn dicht",
            published="2024-03-14",
            author="Karin Veldstra",
            key="KANBOD0020240314ek3e0001p",
        ),
        ArticleDraft(text=POOL.text, title=POOL.title, published=POOL.published, key=POOL.key),
    ]


def test_one_document_is_the_file_and_one_without_text_is_reported() -> None:
    (only,) = articles(ENDED[: ENDED.index("Bakkerij")])
    assert only.key == ""
    pictures = ENDED.replace("De bakker stopt ermee.", "")
    assert articles(pictures)[1] == SkippedPart("2", Unread.NO_TEXT(kind="document"))


def test_a_date_that_cannot_be_told_is_a_remark() -> None:
    bridge, _ = articles(DUTCH_NUMBERED.replace("14 maart 2024 donderdag", "31 februari 2024"))
    assert isinstance(bridge, ArticleDraft)
    assert (bridge.title, bridge.published) == ("Brug bij Ravensteyn dicht", None)


def test_an_export_that_breaks_off_keeps_what_there_is() -> None:
    cut = articles(ENDED[: ENDED.rindex("stopt ermee")])
    assert [each.key for each in cut] == ["1", "2"]
    assert isinstance(cut[1], ArticleDraft)
    assert cut[1].text == "Bakkerij Smulders stopt\n\nDe bakker"


@pytest.mark.parametrize(
    "text",
    [
        "Brug dicht\n\nDe brug is dicht.\n\nEnd of document\n",
        "Page 1 of 3 documents was lost.\n\nLENGTH: nobody knew.\n",
        "Brug dicht\n\nDocument ABC was gevonden.\n",
        "",
    ],
)
def test_other_texts_are_no_exports(text: str) -> None:
    assert articles(text) == []


def test_an_export_as_a_word_document_and_as_text(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ENDED.split("\n"):
        if line:
            document.add_paragraph(line)
    saved = BytesIO()
    document.save(saved)
    (tmp_path / "a.docx").write_bytes(saved.getvalue())
    (tmp_path / "a.txt").write_text(ENDED, encoding="utf-8")
    for name in ("a.docx", "a.txt"):
        found = list(read_file(tmp_path / name, root=tmp_path))
        assert [
            (each.id, each.title, each.published, each.author) for each in found if isinstance(each, Article)
        ] == [
            (f"{name}#1", "Brug bij Ravensteyn dicht", "2024-03-14", "KARIN VELDSTRA"),
            (f"{name}#2", "Bakkerij Smulders stopt", "2023-11-02", None),
        ]
        assert len(found) == 2, "the fields of the export are no loss"
