import dataclasses
import re
from collections.abc import Iterator, Mapping

import pytest

from index.article import Language
from rag.answer import Reason
from ui.texts.article_texts import ARTICLE_TEXTS
from ui.texts.by_language import DUTCH, ENGLISH, TEXTS, Texts, browser_language
from ui.texts.export_texts import EXPORT_TEXTS, ExportTexts
from ui.texts.feedback_texts import FEEDBACK_TEXTS
from ui.texts.language_files import in_each_language
from ui.texts.translation_texts import TRANSLATION_TEXTS


@pytest.mark.parametrize("texts", [DUTCH, ENGLISH], ids=["nl", "en"])
def test_no_text_is_empty(texts: Texts) -> None:
    parts = {
        field.name: [value] if isinstance(value := getattr(texts, field.name), str) else list(value)
        for field in dataclasses.fields(texts)
    }
    assert {name: lines for name, lines in parts.items() if not all(line.strip() for line in lines)} == {}


ALL = tuple(field.name for field in dataclasses.fields(ExportTexts))


@pytest.mark.parametrize("names", [ALL[1:], (*ALL, "another")], ids=["too few", "too many"])
def test_a_file_with_other_texts_than_the_program_needs_is_an_error(names: tuple[str, ...]) -> None:
    with pytest.raises(TypeError):
        in_each_language(dataclasses.make_dataclass("Texts", names), "export")


def test_both_languages_fill_the_same_braces() -> None:
    def braces(texts: Texts) -> dict[str, list[str]]:
        named = {field.name: getattr(texts, field.name) for field in dataclasses.fields(texts)}
        return {name: sorted(re.findall(r"{(\w+)}", str(text))) for name, text in named.items()}

    assert braces(DUTCH) == braces(ENGLISH)


def test_nothing_is_left_untranslated() -> None:
    same = [f.name for f in dataclasses.fields(Texts) if getattr(DUTCH, f.name) == getattr(ENGLISH, f.name)]
    assert same == ["stop"]


@pytest.mark.parametrize(
    "texts",
    [ARTICLE_TEXTS, EXPORT_TEXTS, FEEDBACK_TEXTS, TRANSLATION_TEXTS],
    ids=["articles", "export", "feedback", "translation"],
)
def test_the_texts_of_each_part_are_complete_in_both_languages(texts: Mapping[Language, object]) -> None:
    dutch, english = (dict(words(texts[language])) for language in ("nl", "en"))
    assert dutch.keys() == english.keys()
    assert [name for name in dutch if not (dutch[name].strip() and english[name].strip())] == []
    alike = [name for name in dutch if dutch[name] == english[name]]
    assert [name for name in alike if "passage" not in dutch[name].lower()] == []
    assert [name for name in dutch if braces_of(dutch[name]) != braces_of(english[name])] == []


def words(texts: object) -> Iterator[tuple[str, str]]:
    """Yield every text of a dataclass and its name, those in mappings and sequences too."""
    assert dataclasses.is_dataclass(texts)
    for field in dataclasses.fields(texts):
        value = getattr(texts, field.name)
        if isinstance(value, Mapping):
            yield from ((f"{field.name}.{key}", text) for key, text in value.items())
        elif isinstance(value, str):
            yield field.name, value
        else:
            yield from ((f"{field.name}.{place}", str(text)) for place, text in enumerate(value))


def braces_of(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize(
    ("published", "dutch", "english"),
    [
        ("2023", "2023", "2023"),
        ("2023-03", "maart 2023", "March 2023"),
        ("2023-03-04", "4 maart 2023", "4 March 2023"),
        ("2022-12-31", "31 december 2022", "31 December 2022"),
        (None, "datum onbekend", "date unknown"),
    ],
)
def test_dates_are_no_more_exact_than_known(published: str | None, dutch: str, english: str) -> None:
    assert (DUTCH.date(published), ENGLISH.date(published)) == (dutch, english)


def test_numbers_follow_the_language() -> None:
    assert (DUTCH.seconds(4.24), ENGLISH.seconds(4.24)) == ("4,2", "4.2")
    assert (DUTCH.count(2431), ENGLISH.count(2431)) == ("2.431", "2,431")


@pytest.mark.parametrize(
    ("count", "dutch", "english"),
    [
        (
            0,
            "Geen bronnen gevonden, antwoord wordt geschreven…",
            "No sources found, answer is being written…",
        ),
        (1, "1 bron gevonden, antwoord wordt geschreven…", "1 source found, answer is being written…"),
        (3, "3 bronnen gevonden, antwoord wordt geschreven…", "3 sources found, answer is being written…"),
    ],
)
def test_found_sources_are_counted_in_words(count: int, dutch: str, english: str) -> None:
    assert (DUTCH.found(count), ENGLISH.found(count)) == (dutch, english)


def test_each_reason_for_silence_is_said_differently() -> None:
    reasons: tuple[Reason, ...] = ("nothing near", "model refused", "nothing supported")
    for texts in TEXTS.values():
        assert len({texts.reason(reason) for reason in reasons}) == 3


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl", "nl"),
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("de-DE,de;q=0.9,nl;q=0.5,en;q=0.3", "nl"),
        ("fr", "en"),
        ("en;q=0.5, NL;q=0.9", "nl"),
        ("nl;q=zero, en;q=0.1", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_interface_follows_the_browser(header: str | None, language: Language) -> None:
    assert browser_language(header) == language
