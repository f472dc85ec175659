"""The words of Dutch and English that count time from the day on which they are written."""

import re
from typing import Literal

from index.article import Language

TimeUnit = Literal["day", "week", "month", "year"]

_DAYS: dict[Language, str] = {
    "nl": "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
}
_MONTHS: dict[Language, str] = {
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
_LAST: dict[Language, str] = {"nl": "vorige?|afgelopen", "en": "last"}
_NEXT: dict[Language, str] = {"nl": "volgende?|komende?|aanstaande", "en": "next"}
_THIS: dict[Language, str] = {"nl": "deze|dit", "en": "this"}
_UNITS: dict[Language, dict[str, TimeUnit]] = {
    "nl": {"week": "week", "maand": "month", "jaar": "year"},
    "en": {"week": "week", "month": "month", "year": "year"},
}
AGO_UNITS: dict[Language, dict[str, TimeUnit]] = {
    "nl": {
        "dag": "day",
        "dagen": "day",
        "week": "week",
        "weken": "week",
        "maand": "month",
        "maanden": "month",
        "jaar": "year",
    },
    "en": {
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "month": "month",
        "months": "month",
        "year": "year",
        "years": "year",
    },
}
_SEASONS: dict[Language, str] = {
    "nl": "lente|voorjaar|zomer|herfst|najaar|winter|weekend|nacht|weken|maanden|dagen",
    "en": "spring|summer|autumn|fall|winter|weekend|night|weeks|months|days|years",
}
_SINGLE_DAYS: dict[Language, dict[str, int]] = {
    "nl": {
        "vandaag|vanavond|vanochtend|vanmorgen|vanmiddag": 0,
        "gister(?:en|avond|ochtend|middag|nacht)": -1,
        "eergisteren": -2,
        r"(?<!\bde )(?<!\bgoede )morgen": 1,
        "overmorgen": 2,
    },
    "en": {
        "today|tonight|this (?:morning|afternoon|evening)": 0,
        "(?<!day before )yesterday|last night": -1,
        "(?:the )?day before yesterday": -2,
        "(?<!day after )tomorrow": 1,
        "(?:the )?day after tomorrow": 2,
    },
}
_VAGUE: dict[Language, str] = {
    "nl": r"nu(?! eenmaal\b)|op dit moment|momenteel|thans|onlangs|recentelijk|sinds kort",
    "en": r"now(?!-)|at the moment|currently|recently",
}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _shifts(language: Language) -> tuple[tuple[re.Pattern[str], TimeUnit, int], ...]:
    days: list[tuple[re.Pattern[str], TimeUnit, int]] = [
        (_pattern(words), "day", shift) for words, shift in _SINGLE_DAYS[language].items()
    ]
    turns = ((_LAST[language], -1), (_THIS[language], 0), (_NEXT[language], 1))
    return (
        *days,
        *(
            (_pattern(f"(?:{words}) {name}"), unit, shift)
            for words, shift in turns
            for name, unit in _UNITS[language].items()
        ),
    )


SHIFTS: dict[Language, tuple[tuple[re.Pattern[str], TimeUnit, int], ...]] = {
    "nl": _shifts("nl"),
    "en": _shifts("en"),
}
"""Expressions, and how many of which unit lie between the day of writing and what they mean."""

AGO: dict[Language, re.Pattern[str]] = {
    "nl": _pattern(rf"(?P<count>[0-9]+|[^\W\d_]+) (?P<unit>{'|'.join(AGO_UNITS['nl'])}) geleden"),
    "en": _pattern(rf"(?P<count>[0-9]+|[^\W\d_]+) (?P<unit>{'|'.join(AGO_UNITS['en'])}) ago"),
}

LAST_OR_NEXT_MONTH: dict[Language, re.Pattern[str]] = {
    language: _pattern(
        f"(?:(?P<last>{_LAST[language]})|(?P<next>{_NEXT[language]})) (?P<month>{_MONTHS[language]})"
    )
    for language in ("nl", "en")
}
MONTH_NAMES: dict[Language, tuple[str, ...]] = {
    language: tuple(_MONTHS[language].lower().split("|")) for language in ("nl", "en")
}


def _weekday(language: Language) -> re.Pattern[str]:
    """A day of the week in the singular: Mondays and maandagen come every week."""
    if language == "nl":
        return _pattern(f"(?:{_DAYS[language]})(?:avond|ochtend|middag|nacht)?")
    return re.compile(rf"\b(?:{_DAYS[language]})\b")


def _any_of(language: Language) -> tuple[re.Pattern[str], ...]:
    around = "|".join(words[language] for words in (_LAST, _THIS, _NEXT))
    several = "afgelopen|komende" if language == "nl" else "past|last|next|coming"
    return (
        *(pattern for pattern, _, _ in SHIFTS[language]),
        AGO[language],
        LAST_OR_NEXT_MONTH[language],
        _pattern(f"(?:{around}|{several}) (?:[^\\W_]+ )?(?:{_SEASONS[language]}|{_DAYS[language]})"),
        _pattern(f"(?:{several}) (?:[^\\W_]+ )?(?:{'|'.join(AGO_UNITS[language])})"),
        _weekday(language),
        _pattern(_VAGUE[language]),
    )


EXPRESSIONS: dict[Language, tuple[re.Pattern[str], ...]] = {"nl": _any_of("nl"), "en": _any_of("en")}
"""All that needs the day of writing to be understood, with what no date can be given to: ``now``."""
