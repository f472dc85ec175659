import pytest

from index.article import Language
from rag.values.told_time import told_time


@pytest.mark.parametrize(
    ("text", "language", "published", "when"),
    [
        ("De brug ging open op 3 mei 1932.", "nl", None, "1932-05-03"),
        ("Putin visited Iran in July 2022.", "en", None, "2022-07"),
        ("In 1932 ging de brug open.", "nl", None, "1932"),
        ("De brug ging open op 3 mei.", "nl", "1932-05-04", "1932-05-03"),
        ("De brug ging open op 3 mei.", "nl", None, None),
        ("Ties have grown since the invasion in February 2022.", "en", None, None),
        ("De oorlog van 1950 duurde lang.", "nl", None, None),
        ("De brug is oud.", "nl", "2024", None),
        ("The deal was signed in late 2022.", "en", None, "2022"),
    ],
)
def test_the_time_is_as_precise_as_the_sentence(
    text: str, language: Language, published: str | None, when: str | None
) -> None:
    assert told_time(text, language, published) == when
