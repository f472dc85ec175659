"""The list of articles: what a reader wants to see of them, and the rows of a table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from index.article import LANGUAGES, ArticleEntry, Language
from index.filters import ArticleSelection, ListedWord, ListOrder
from index.text.plain import plain
from ui.articles.article_record import RemovedArticle
from ui.html.render import escape, language_badge
from ui.texts.article_texts import ARTICLE_TEXTS, ArticleTexts
from ui.texts.by_language import TEXTS, Texts

PAGE = 100
"""How many articles are shown at first, and how many more each time."""
_ORDERS: tuple[ListOrder, ...] = get_args(ListOrder)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What of the articles a reader wants to see.

    ``which`` is ``added``, ``corrected``, ``removed`` or anything else for all.
    """

    language: Language
    search: str = ""
    spoken: Language | None = None
    which: str = ""
    order: ListOrder = "newest"
    limit: int = PAGE

    @classmethod
    def read(cls, sent: Mapping[str, object]) -> "ListQuery":
        """Read what the browser sent; what is not of its type counts as not sent."""
        limit, order = sent.get("limit"), sent.get("order")
        return cls(
            language="nl" if sent.get("language") == "nl" else "en",
            search=str(sent.get("search") or "")[:200],
            spoken=next((each for each in LANGUAGES if each == sent.get("spoken")), None),
            which=str(sent.get("which") or ""),
            order=next((each for each in _ORDERS if each == order), "newest"),
            limit=limit if isinstance(limit, int) and 0 < limit <= 100 * PAGE else PAGE,
        )

    @property
    def texts(self) -> Texts:
        """The texts of the interface."""
        return TEXTS[self.language]

    @property
    def own(self) -> ArticleTexts:
        """The texts of the tab."""
        return ARTICLE_TEXTS[self.language]

    @property
    def is_narrowed(self) -> bool:
        """Whether not all articles are asked for."""
        return bool(self.search.strip() or self.spoken or self.which)


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """The first articles that a reader wants to see, in their order, and how many there are in all."""

    first: Sequence[ArticleEntry]
    count: int


def selected(
    query: ListQuery, *, removed: Collection[str], added: Collection[str], corrected: Collection[str]
) -> ArticleSelection:
    """Return which articles of the index a reader wants to see.

    Every word of the search must stand in the title, in the path of the file or of a copy, or in the date as
    either language writes it; accents and capitals do not matter.

    :param removed: the ids of those that were removed, which the index may still have.
    :param added: the paths of the files that were added in the chat.
    :param corrected: the ids of those whose title or date was corrected.
    """
    return ArticleSelection(
        languages=() if query.spoken is None else (query.spoken,),
        words=tuple(ListedWord(word, _months(word)) for word in plain_words(query.search)),
        ids=corrected if query.which == "corrected" else None,
        paths=added if query.which == "added" else None,
        without=removed,
    )


def chosen_of_removed(removed: Sequence[RemovedArticle], query: ListQuery) -> FoundArticles:
    """Return those of the articles that were removed that a reader wants to see, the last removed first."""
    words = plain_words(query.search)
    found = [
        ArticleEntry(each.id, each.path, each.title, each.language, each.published, None, None, 0)
        for each in removed
        if query.spoken in {None, each.language} and has_words((each.title, each.path), each.published, words)
    ]
    return FoundArticles(found[: query.limit], len(found))


def plain_words(search: str) -> list[str]:
    """Return the words that are searched for, without accents and capitals."""
    return plain(search).split()


def has_words(facts: Sequence[str | None], published: str | None, words: Sequence[str]) -> bool:
    """Whether all words stand in what is known of an article, or in its date as either language writes it.

    :param words: as ``plain_words`` gives them.
    """
    dates = [published, *(TEXTS[each].date(published) for each in LANGUAGES)] if published else []
    known = plain(" ".join(fact for fact in (*facts, *dates) if fact))
    return all(word in known for word in words)


def _months(word: str) -> tuple[int, ...]:
    return tuple(month for month, names in _month_names().items() if word in names)


@cache
def _month_names() -> dict[int, str]:
    """Return the names of the months in both languages."""
    return {
        month: plain(" ".join(TEXTS[each].date(f"2023-{month:02}").split()[0] for each in LANGUAGES))
        for month in range(1, 13)
    }


def rows(found: FoundArticles, query: ListQuery, corrected: Collection[str] = ()) -> str:
    """Draw the first articles as a table, or say why there are none and what to do."""
    if not found.first:
        return _nothing(query)
    own = query.own
    heads = "".join(
        f'<th role="columnheader" scope="col" class="{name}">{escape(label)}</th>'
        for name, label in (
            ("title", own.title),
            ("language", own.language),
            ("date", own.date),
            ("passages", own.passages),
            ("file", own.file),
        )
    )
    body = "".join(_row(entry, query, is_corrected=entry.id in corrected) for entry in found.first)
    return (
        f'<table role="table" aria-label="{escape(own.heading)}"><thead role="rowgroup"><tr role="row">'
        f'{heads}<th role="columnheader" scope="col" class="act"><span class="unseen">{escape(own.remove)}'
        f'</span></th></tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def shown(found: FoundArticles, query: ListQuery) -> str:
    """Say how many of the articles that were found are shown."""
    texts = query.texts
    if not found.count:
        return ""
    return query.own.shown.format(shown=texts.count(len(found.first)), count=texts.count(found.count))


def _nothing(query: ListQuery) -> str:
    own = query.own
    if query.search.strip() or query.spoken:
        text = own.none_found
    else:
        text = {"added": own.none_added, "removed": own.none_removed}.get(query.which, own.none)
    clear = f'<button type="button" class="clear">{escape(own.clear)}</button>' if query.is_narrowed else ""
    return f'<div class="nothing"><p>{escape(text)}</p>{clear}</div>'


def _row(entry: ArticleEntry, query: ListQuery, *, is_corrected: bool) -> str:
    texts, own = query.texts, query.own
    act = "restore" if query.which == "removed" else "remove"
    label, named = (own.restore, own.restore_named) if act == "restore" else (own.remove, own.remove_named)
    copies = own.copies.format(paths=", ".join(entry.copies)) if entry.copies else ""
    date = escape(texts.date(entry.published))
    when = f'<time datetime="{escape(entry.published)}">{date}</time>' if entry.published else date
    cells = (
        ("language", " ".join(language_badge(each, texts) for each in (entry.language, entry.also) if each)),
        ("date" if entry.published else "date unknown", when),
        ("passages", texts.count(entry.passages) if entry.passages else ""),
        (
            "file",
            escape(entry.path) + (f' <span class="copies">{escape(copies)}</span>' if copies else ""),
        ),
        (
            "act",
            (
                f'<button type="button" class="{act}" data-id="{escape(entry.id)}" '
                f'aria-label="{escape(named.format(title=entry.title))}">{escape(label)}</button>'
            ),
        ),
    )
    title = escape(entry.title)
    if act == "remove":
        title = f'<button type="button" class="open" data-id="{escape(entry.id)}">{title}</button>'
    if is_corrected:
        title += f' <span class="tag" lang="{query.language}">{escape(own.corrected)}</span>'
    return (
        f'<tr role="row"><th role="rowheader" scope="row" class="title" lang="{entry.language}">{title}</th>'
        + "".join(f'<td role="cell" class="{name}">{content}</td>' for name, content in cells)
        + "</tr>"
    )
