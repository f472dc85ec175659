"""The list of articles: chosen, put in order, and drawn as the rows of a table."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from index.article import LANGUAGES, ArticleEntry, Language
from ui.articles.article_record import RemovedArticle
from ui.html.render import escape, language_badge
from ui.texts.article_texts import ARTICLE_TEXTS, ArticleTexts
from ui.texts.by_language import TEXTS, Texts

PAGE = 100
"""How many articles are shown at first, and how many more each time."""
_ORDERS = ("newest", "title", "passages")


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What of the articles a reader wants to see.

    ``which`` is ``added``, ``corrected``, ``removed`` or anything else for all; ``order`` one of newest,
    title, passages.
    """

    language: Language
    search: str = ""
    spoken: Language | None = None
    which: str = ""
    order: str = "newest"
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
            order=order if isinstance(order, str) and order in _ORDERS else "newest",
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


def chosen(
    entries: Sequence[ArticleEntry],
    removed: Sequence[RemovedArticle],
    query: ListQuery,
    *,
    was_added: Callable[[str], bool],
    corrected: Collection[str] = (),
) -> list[ArticleEntry]:
    """Return the articles that a reader wants to see, in their order; ``was_added`` judges by their path.

    ``corrected`` are the ids of those whose title or date was corrected.

    Every word of the search must begin a word of the title, or stand in the file's path or the date as it is
    written in either language; accents and capitals do not matter.
    """
    if query.which == "removed":
        found = [ArticleEntry(r.id, r.path, r.title, r.language, r.published, None, None, 0) for r in removed]
    else:
        gone = {each.id for each in removed}
        found = [each for each in entries if each.id not in gone]
        if query.which == "added":
            found = [each for each in found if was_added(each.path)]
        elif query.which == "corrected":
            found = [each for each in found if each.id in corrected]
    if query.spoken is not None:
        found = [each for each in found if query.spoken in {each.language, each.also}]
    words = plain_words(query.search)
    if words:
        found = [
            each for each in found if has_words((each.title, each.path, *each.copies), each.published, words)
        ]
    return found if query.which == "removed" else _in_order(found, query.order)


def plain_words(search: str) -> list[str]:
    """Return the words that are searched for, without accents and capitals."""
    return _plain(search).split()


def has_words(facts: Sequence[str | None], published: str | None, words: Sequence[str]) -> bool:
    """Whether all words stand in what is known of an article, or in its date as either language writes it.

    :param words: as ``plain_words`` gives them.
    """
    dates = [published, *(TEXTS[each].date(published) for each in LANGUAGES)] if published else []
    known = _plain(" ".join(fact for fact in (*facts, *dates) if fact))
    return all(word in known for word in words)


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in composed if not unicodedata.combining(each)).casefold()


def _in_order(found: Sequence[ArticleEntry], order: str) -> list[ArticleEntry]:
    """Return articles in order; those without a date come last, those of equal rank by title."""
    by_title = sorted(found, key=lambda each: (_plain(each.title), each.id))
    if order == "passages":
        return sorted(by_title, key=lambda each: -each.passages)
    if order == "newest":
        return sorted(by_title, key=lambda each: each.published or "", reverse=True)
    return by_title


def rows(found: Sequence[ArticleEntry], query: ListQuery, corrected: Collection[str] = ()) -> str:
    """Draw the first articles as a table, or say why there are none and what to do."""
    if not found:
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
    body = "".join(_row(entry, query, is_corrected=entry.id in corrected) for entry in found[: query.limit])
    return (
        f'<table role="table" aria-label="{escape(own.heading)}"><thead role="rowgroup"><tr role="row">'
        f'{heads}<th role="columnheader" scope="col" class="act"><span class="unseen">{escape(own.remove)}'
        f'</span></th></tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def shown(found: Sequence[ArticleEntry], query: ListQuery) -> str:
    """Say how many of the articles that were found are shown."""
    texts = query.texts
    if not found:
        return ""
    return query.own.shown.format(
        shown=texts.count(min(query.limit, len(found))), count=texts.count(len(found))
    )


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
