"""The controls that limit a question to some articles: drawn, read, and said in words.

The browser keeps what is chosen in them; Gradio redraws only what has another text.
"""

from collections.abc import Mapping
from contextlib import suppress

from index.article import LANGUAGES, Language
from index.errors import SettingError
from index.filters import Filters
from rag.values.dates import dates_in
from ui.html.render import escape
from ui.texts.by_language import Texts

_FIELDS = ("language", "from", "to")


def filter_controls(texts: Texts) -> str:
    """Draw the controls; what stands in them is not drawn."""
    options = "".join(
        f'<option value="{value}">{escape(name)}</option>'
        for value, name in (("", texts.filter_both), ("nl", texts.dutch), ("en", texts.english))
    )
    return (
        f'<form><div class="bar" role="group" aria-label="{escape(texts.filter_label)}">'
        f"<label><span>{escape(texts.filter_language)}</span>"
        f'<select name="language">{options}</select></label>'
        f"{_field('from', texts.filter_from)}{_field('to', texts.filter_to)}"
        f'<button type="reset" class="clear">{escape(texts.filter_clear)}</button></div></form>'
    )


def read_filters(chosen: object, texts: Texts) -> Filters:
    """Return the filters that a reader has chosen.

    :param chosen: what the page sends: ``language``, ``from`` and ``to`` as typed.
    :raises SettingError: a date cannot be read, or the earlier one is the later; in the reader's language.
    """
    fields = _chosen(chosen)
    first, last = _date(fields["from"], texts), _date(fields["to"], texts)
    languages = tuple(language for language in LANGUAGES if language == fields["language"]) or None
    try:
        return Filters(languages=languages, published_from=first, published_to=last)
    except SettingError:
        raise SettingError(
            texts.filter_reversed.format(first=texts.date(first), last=texts.date(last))
        ) from None


def limits(filters: Filters, texts: Texts) -> str:
    """Say in words which articles a question was limited to; empty where to none."""
    wanted: dict[tuple[Language, ...] | None, str] = {
        None: texts.limits_articles,
        ("nl",): texts.limits_dutch,
        ("en",): texts.limits_english,
    }
    parts = [wanted[filters.languages]]
    if filters.published_from is not None:
        parts.append(texts.limits_from.format(date=texts.date(filters.published_from)))
    if filters.published_to is not None:
        parts.append(texts.limits_to.format(date=texts.date(filters.published_to)))
    if filters.selects_articles:
        parts.append(texts.limits_undated)
    return ", ".join(parts) if len(parts) > 1 or filters.languages else ""


def _chosen(chosen: object) -> dict[str, str]:
    known = chosen if isinstance(chosen, Mapping) else {}
    return {field: str(known.get(field) or "").strip() for field in _FIELDS}


def _date(typed: str, texts: Texts) -> str | None:
    """Return a date as ISO 8601, from that or from words or figures in either language."""
    if not typed:
        return None
    for written in (typed, *(_from_words(typed, language) for language in LANGUAGES)):
        with suppress(SettingError):
            return Filters(published_from=written).published_from
    raise SettingError(texts.filter_bad_date.format(typed=typed[:40]))


def _from_words(typed: str, language: Language) -> str:
    """Return the date that ``typed`` is, as ISO 8601; as it was typed where it is none."""
    found = dates_in(typed, language)
    if len(found) != 1 or found[0].span.of(typed) != typed or found[0].year is None:
        return typed
    parts = (found[0].month, found[0].day)
    return "-".join([f"{found[0].year:04}", *(f"{part:02}" for part in parts if part is not None)])


def _field(name: str, label: str) -> str:
    return (
        f'<label><span>{escape(label)}</span><input type="search" name="{name}" autocomplete="off" '
        f'maxlength="40" placeholder="2023"></label>'
    )
