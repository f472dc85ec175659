"""The words of Dutch and English that count time from the day on which they are written."""

import re
from collections.abc import Iterator

from index.article import Language
from index.span import Span
from rag.values.dates import PartialDate, dates_in, months, weekdays

Shift = tuple[str, int]
"""A unit of time, season, month or weekday, and how many of them before (-1) or after (1) now."""

_LAST: dict[Language, str] = {"nl": "vorige?|afgelopen|jongstleden", "en": "last|past"}
_NEXT: dict[Language, str] = {"nl": "volgende?|komende?|aanstaande|aankomende?", "en": "next|coming"}
_THIS: dict[Language, str] = {"nl": "deze|dit", "en": "this"}
_UNITS: dict[Language, dict[str, str]] = {
    "nl": {"dag": "day", "dagen": "day", "week": "week", "weken": "week"}
    | {"maand": "month", "maanden": "month", "jaar": "year", "jaren": "year"},
    "en": {"day": "day", "days": "day", "week": "week", "weeks": "week"}
    | {"month": "month", "months": "month", "year": "year", "years": "year"},
}
SEASON_MONTHS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
"""The first month of each season."""
_SEASONS: dict[Language, dict[str, str]] = {
    "nl": {"lente": "spring", "voorjaar": "spring", "zomer": "summer"}
    | {"herfst": "autumn", "najaar": "autumn", "winter": "winter"},
    "en": {name: name for name in SEASON_MONTHS} | {"fall": "autumn"},
}
_DAYS: dict[Language, dict[str, int]] = {
    "nl": {
        "vandaag|vanavond|vanochtend|vanmorgen|vanmiddag|vannacht": 0,
        "gister(?:en|avond|ochtend|middag|nacht)": -1,
        "eergisteren": -2,
        # Not in de morgen, Goedemorgen, De Morgen (a newspaper).
        r"(?<!\bde )(?<!\bgoede )(?<!['’]s )morgen(?:avond|ochtend|middag)?": 1,
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
    "nl": r"nu(?! eenmaal\b)|op dit moment|momenteel|thans|onlangs|recentelijk|sinds kort"
    r"|(?:afgelopen|komende) (?:[^\W_]+ )?(?:weekend|nacht|weken|maanden|dagen|jaren)",
    "en": r"now(?!-)|at the moment|currently|recently"
    r"|(?:past|last|next|coming) (?:[^\W_]+ )?(?:weekend|night|weeks|months|days|years)",
}
_AGO: dict[Language, str] = {"nl": "geleden", "en": "ago"}
_NEARBY = 8
"""Characters between an expression and the date that explains it: ``last month, in September 2024``."""
_AND = re.compile(r"\b(?:and|en|or|of)\b")
_LONGEST_AGO = 1000
"""Of days, weeks, months or years: what is longer ago is no date of a newspaper."""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _names(language: Language) -> dict[str, str]:
    """Return what may follow ``last`` and ``next`` by what it is: a unit, season, month or weekday."""
    units = {word: unit for word, unit in _UNITS[language].items() if word in {"week", "maand", "month"}}
    year = {"jaar": "year"} if language == "nl" else {"year": "year"}
    named = {
        name: f"month {number}" for name, number in months(language).items() if len(name) > 3 or name == "mei"
    }
    days = {name: f"weekday {number}" for name, number in weekdays(language).items()}
    return {**units, **year, **_SEASONS[language], **named, **days}


_NAMES: dict[Language, dict[str, str]] = {"nl": _names("nl"), "en": _names("en")}
_TURNS: dict[Language, re.Pattern[str]] = {
    language: _pattern(
        f"(?:(?P<last>{_LAST[language]})|(?P<next>{_NEXT[language]})|(?P<this>{_THIS[language]}))"
        f" (?P<name>{'|'.join(_NAMES[language])})"
    )
    for language in ("nl", "en")
}
_DAY_WORDS: dict[Language, tuple[tuple[re.Pattern[str], int], ...]] = {
    language: tuple((_pattern(words), shift) for words, shift in _DAYS[language].items())
    for language in ("nl", "en")
}
_AGO_PATTERN: dict[Language, re.Pattern[str]] = {
    language: _pattern(
        rf"(?<![\d.,])(?P<count>[0-9]+|[^\W\d_]+) (?P<unit>{'|'.join(_UNITS[language])}) {_AGO[language]}"
    )
    for language in ("nl", "en")
}
_SEASON: dict[Language, re.Pattern[str]] = {
    # Spring and fall are verbs too.
    "nl": re.compile(rf"\b(?P<season>{'|'.join(_SEASONS['nl'])})\b(?: (?:van )?(?P<year>(?:19|20)\d\d)\b)?"),
    "en": re.compile(
        rf"\b(?:the|in|of|early|late|mid|during|by)[\s-](?P<season>{'|'.join(_SEASONS['en'])})\b"
        r"(?: (?:of )?(?P<year>(?:19|20)\d\d)\b)?"
    ),
}


def shifts_in(text: str, language: Language) -> Iterator[tuple[Shift, Span]]:
    """Yield what counts from now: ``yesterday`` as ``("day", -1)``, ``last summer`` as ``("summer", -1)``.

    :param text: its numbers in digits, for ``2 weken geleden``.
    """
    for pattern, shift in _DAY_WORDS[language]:
        for found in pattern.finditer(text):
            if found[0] != "Morgen" or found.start() == 0:
                yield ("day", shift), Span(*found.span())
    for found in _TURNS[language].finditer(text):
        turn = -1 if found["last"] else 1 if found["next"] else 0
        yield (_NAMES[language][found["name"].lower()], turn), Span(*found.span())
    for found in _AGO_PATTERN[language].finditer(text):
        count = "1" if found["count"].lower() in {"a", "an"} else found["count"]
        if count.isdigit() and int(count) <= _LONGEST_AGO:
            yield (_UNITS[language][found["unit"].lower()], -int(count)), Span(*found.span())


def seasons_in(text: str, language: Language) -> Iterator[tuple[str, int | None, Span]]:
    """Yield the seasons, each with the year that is said behind it."""
    for found in _SEASON[language].finditer(text):
        year = int(found["year"]) if found["year"] else None
        yield _SEASONS[language][found["season"]], year, Span(found.start("season"), found.end())


def has_relative_time(text: str, language: Language) -> bool:
    """Whether ``text`` counts time from the day that it was written, without a year beside it."""
    dates = dates_in(text, language)
    relative = [span for _, span in shifts_in(text, language)]
    relative += [Span(*found.span()) for found in _AGO_PATTERN[language].finditer(text)]
    relative += [Span(*found.span()) for found in _pattern(_VAGUE[language]).finditer(text)]
    relative += [one.span for one in dates if one.weekday is not None and _is_one_day(one, text, language)]
    dated = [one.span for one in dates if one.year is not None]
    return any(not any(_explains(span, one, text) for span in dated) for one in relative)


def _is_one_day(weekday: PartialDate, text: str, language: Language) -> bool:
    """Whether a weekday is in the singular: Mondays and maandagen come every week."""
    after = text[weekday.span.end :]
    return not re.match("en" if language == "nl" else "s", after)


def _explains(date_span: Span, span: Span, text: str) -> bool:
    first, last = sorted((date_span, span))
    between = text[first.end : last.start]
    return first.end > last.start or (len(between) <= _NEARBY and not _AND.search(between))
