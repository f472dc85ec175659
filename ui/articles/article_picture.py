"""A small picture of the articles over time, the Dutch below and the English above, as SVG."""

from collections import Counter
from dataclasses import dataclass

from index.article import LANGUAGES, Language
from index.storage.article_lists import ArticleCounts
from ui.html.render import escape
from ui.texts.article_texts import ArticleTexts
from ui.texts.by_language import Texts

_WIDTH, _HEIGHT = 720, 72
_MOST_BARS = 48
"""More are too thin to be told apart."""
_MONTHS_UP_TO = 36


@dataclass(frozen=True, slots=True)
class Bar:
    """The articles of one stretch of time; ``first`` and ``last`` are its years, or both its month."""

    first: str
    last: str
    counts: dict[Language, int]

    @property
    def count(self) -> int:
        """In both languages."""
        return sum(self.counts.values())


def bars(counts: ArticleCounts) -> tuple[Bar, ...]:
    """Return the stretches of time from the first dated article to the last, empty ones too.

    They are months where that is not many and each date has its month, else years, or as many years as make
    few enough stretches. Articles without a date are not among them.
    """
    dated = [(each.month, each.language, each.articles) for each in counts.months if each.month]
    if not dated:
        return ()
    with_months = all(len(date) > 4 for date, _, _ in dated)
    months = Counter[tuple[int, Language]]()
    for date, language, articles in dated if with_months else ():
        months[_month(date), language] += articles
    first, last = min(months, default=(0,))[0], max(months, default=(0,))[0]
    if months and last - first < _MONTHS_UP_TO:
        return tuple(
            Bar(_written(month), _written(month), {each: months[month, each] for each in LANGUAGES})
            for month in range(first, last + 1)
        )
    years = Counter[tuple[int, Language]]()
    for date, language, articles in dated:
        years[int(date[:4]), language] += articles
    first, last = min(year for year, _ in years), max(year for year, _ in years)
    step = -(-(last - first + 1) // _MOST_BARS)
    return tuple(
        Bar(
            str(year),
            str(min(year + step - 1, last)),
            {each: sum(years[y, each] for y in range(year, year + step)) for each in LANGUAGES},
        )
        for year in range(first, last + 1, step)
    )


def picture(counts: ArticleCounts, texts: Texts, own: ArticleTexts) -> str:
    """Draw the bars, with the first and the last stretch below; nothing where fewer than two are known."""
    drawn = bars(counts)
    if len(drawn) < 2:
        return ""
    peak = max(drawn, key=lambda bar: bar.count)
    said = own.picture.format(
        first=texts.date(drawn[0].first),
        last=texts.date(drawn[-1].last),
        peak=_stretch(peak, texts),
        count=texts.count(peak.count),
    )
    width = _WIDTH / len(drawn)
    columns = "".join(
        _column(bar, place * width, width, peak.count, texts) for place, bar in enumerate(drawn)
    )
    return (
        f'<figure class="picture"><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" '
        f'role="img" aria-label="{escape(said)}">{columns}</svg><figcaption aria-hidden="true">'
        f"<span>{escape(texts.date(drawn[0].first))}</span><span>{escape(texts.date(drawn[-1].last))}</span>"
        "</figcaption></figure>"
    )


def _column(bar: Bar, left: float, width: float, most: int, texts: Texts) -> str:
    """Return the parts of a bar; the smallest that is not nothing can still be seen."""
    parts, foot = [], float(_HEIGHT)
    for language in LANGUAGES:
        count = bar.counts[language]
        height = max(2.0, count / most * (_HEIGHT - 4)) if count else 0.0
        foot -= height
        if count:
            parts.append(
                f'<rect data-language="{language}" x="{left + width * 0.1:.1f}" y="{foot:.1f}" '
                f'width="{width * 0.8:.1f}" height="{height:.1f}"/>'
            )
    counts = ", ".join(f"{texts.language_name(each)} {texts.count(bar.counts[each])}" for each in LANGUAGES)
    title = f"{_stretch(bar, texts)}: {counts}"
    return f"<g><title>{escape(title)}</title>{''.join(parts)}</g>" if parts else ""


def _stretch(bar: Bar, texts: Texts) -> str:
    return texts.date(bar.first) if bar.first == bar.last else f"{bar.first}–{bar.last}"


def _month(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def _written(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
