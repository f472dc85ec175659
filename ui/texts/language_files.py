"""What people read in each language, read from ``nl.toml`` and ``en.toml`` beside this module."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from index.article import LANGUAGES, Language

T = TypeVar("T")


def in_each_language(kind: Callable[..., T], table: str) -> dict[Language, T]:
    """Return the texts of a table of the files, by their language.

    :param kind: a dataclass; a field of it that a language lacks, or a text that it has no field for, is a
        TypeError.
    """
    return {language: kind(**texts_in(language, table)) for language in LANGUAGES}


def texts_in(language: Language, table: str) -> dict[str, Any]:
    """Return one table of the texts in a language, by their names."""
    texts: dict[str, Any] = _file(language)[table]
    return texts


@cache
def _file(language: Language) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text("utf-8"))
