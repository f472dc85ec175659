from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.headline import MAX_TITLE, headline_of
from index.text.boilerplate import body_spans

SEEDS = Path(__file__).parent.parent / "seeds"


def _headline(text: str) -> str:
    return headline_of(text, body_spans(text))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (
            "000_10440192c8925282.txt",
            "De Russische president Poetin heeft tijdens een bezoek aan de Centraal-Aziatische…",
        ),
        (
            "001_b23909d84b658e04.txt",
            "Russian President Vladimir Putin has used one of his rare trips outside Russia to show…",
        ),
        (
            "002_751534bd2bbd9e0e.txt",
            "Of het toeval is dat het Internationaal Strafhof in Den Haag (ICC) drie dagen voor het…",
        ),
        (
            "003_f1ba9c45c6fe6858.txt",
            "Russia's Putin holds first meeting with Iran's Pezeshkian: What we know",
        ),
        (
            "004_a75c4f9da770a8f6.txt",
            "Met zijn oorlog in Oekraïne heeft Rusland zijn positie als leidende kracht van voormalige…",
        ),
    ],
)
def test_title_of_each_seed(name: str, title: str) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    assert _headline(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Poetin ontmoet Xi\n\nDe presidenten spraken dinsdag.", "Poetin ontmoet Xi"),
        ("Advertentie\nWhy did Xi go?\nHe went to Moscow.", "Why did Xi go?"),
        ("date 2024-01 Poetin ontmoet Xi\nDe twee spraken.", "Poetin ontmoet Xi"),
        ("Xi is er. Poetin bleef.\nTirade", "Xi is er. Poetin bleef."),
        ("Poetin vertrok gisteren. Xi bleef.\nTirade", "Poetin vertrok gisteren."),
        (
            "Mr. Putin met President Xi on Oct. 1 in Moscow. They spoke.",
            "Mr. Putin met President Xi on Oct. 1 in Moscow.",
        ),
        ("“We gaan verder,” zei Xi. ‘Goed.’", "“We gaan verder,” zei Xi. ‘Goed.’"),
        ("Poetin ontmoet Xi", "Poetin ontmoet Xi"),
        ("Putin\u00a0met   Xi\nIn Moscow.", "Putin met Xi"),
        ("a" * 200, "a" * 89 + "…"),
        ("_\nKEEP READING", ""),
        ("", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    assert _headline(text) == title


def test_a_long_first_line_is_not_a_headline() -> None:
    assert _headline("woord " * 25 + "\nDe tekst.") == ("woord " * 15).strip()[:89] + "…"


@given(st.text())
def test_a_title_is_one_line_and_bounded(text: str) -> None:
    title = _headline(text)
    assert len(title) <= max(MAX_TITLE, 120)
    assert title == " ".join(title.split())
