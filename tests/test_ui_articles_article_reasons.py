"""Why a file is not read, in Dutch: asked of the readers themselves, so that no message goes out of step."""

import pytest
from hostile_files import traps

from index.reading.reader import read_file
from index.reading.skipped import SkippedFile
from ui.articles.article_reasons import reason_in


@pytest.fixture(scope="module")
def reasons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Why each trap is not read, as its reader says it."""
    found = dict[str, str]()
    for name, (content, _) in traps().items():
        path = tmp_path_factory.mktemp("trap") / name  # alone, so that it is nobody's sidecar
        path.write_bytes(content)
        first = next(read_file(path, root=path.parent))
        if isinstance(first, SkippedFile):
            found[name] = first.why
    return found


def test_every_reason_is_said_in_dutch(reasons: dict[str, str]) -> None:
    assert len(reasons) > 30
    assert [why for why in reasons.values() if reason_in("nl", why) == why] == []
    assert [why for why in reasons.values() if reason_in("en", why) != why] == []


@pytest.mark.parametrize(
    ("name", "dutch"),
    [
        ("empty.pdf", "leeg"),
        ("nul.txt", "geen tekstbestand; bewaar het als platte tekst in UTF-8"),
        ("bomb.docx", "pakt uit tot veel meer dan een artikel: beschadigd, of een zipbom"),
        ("locked.pdf", "versleuteld; bewaar het zonder wachtwoord"),
        ("nothing.pdf", "beschadigd, of niet wat de naam zegt; bewaar het opnieuw"),
        ("pdf.html", "iets anders dan de naam zegt; geef het de goede uitgang"),
        ("deep.json", "te diep of te ingewikkeld van bouw"),
    ],
)
def test_the_reasons_that_are_met_most(reasons: dict[str, str], name: str, dutch: str) -> None:
    assert reason_in("nl", reasons[name]) == dutch


def test_what_is_not_known_stays_as_it_is() -> None:
    assert reason_in("nl", "its sidecar file is odd") == "its sidecar file is odd"
