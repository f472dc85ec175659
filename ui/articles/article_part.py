"""The Articles tab: what it shows at first, and what its script may ask for."""

from collections.abc import Mapping

from index.article import LANGUAGES
from index.encoding.prepared_files import human_bytes
from index.errors import IndexStoreError, TweespraakError
from index.filters import ALL_ARTICLES
from index.reading.formats import FORMATS
from index.syncing.left_out import LeftOutLine, LeftOutReport, lines_left_out, report_left_out
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_list import ListQuery, rows, shown
from ui.articles.article_picture import picture
from ui.articles.article_upload import ROUTE
from ui.articles.article_view import ViewedArticle, article_view, why_in
from ui.articles.index_jobs import WorkState
from ui.articles.time_left import how_far_text
from ui.html.html_part import HtmlPart, Sent, static_text
from ui.html.render import escape, language_badge
from ui.texts.article_texts import ArticleTexts
from ui.texts.by_language import Texts

_MOST_LEFT_OUT = 100
"""Lines of each kind."""
_TO_CHOOSE = {
    "language": ("spoken", ("", "nl", "en")),
    "which": ("which", ("", "added", "corrected", "removed")),
    "order": ("order", ("newest", "title", "passages")),
}


def articles_part(changes: ArticleChanges) -> HtmlPart:
    """Return the Articles tab; the chat shows it in place of the conversation."""

    def articles(sent: Sent) -> dict[str, object]:
        return articles_answer(changes, sent)

    return HtmlPart(
        "articles", '<section class="articles-tab" hidden></section>', static_text("articles.js"), (articles,)
    )


def articles_answer(changes: ArticleChanges, sent: Mapping[str, object]) -> dict[str, object]:
    """Do what the page asks, and return what has changed of the tab.

    ``act`` is ``frame`` (the tab without its list, and ``labels``), ``list`` (as ``ListQuery`` says),
    ``article`` (the whole of ``id``), ``remove`` or ``restore`` (of ``id``), ``correct`` (with ``title`` and
    ``published``) or ``take back`` (of ``id``), ``reindex``, or ``work``: how far the work is.
    """
    query, act = ListQuery.read(sent), str(sent.get("act") or "")
    said, undo = "", None
    try:
        match act:
            case "frame":
                return {"html": _frame(changes, query), "labels": _labels(query.own, query.texts)}
            case "article":
                return _whole(changes, str(sent.get("id") or ""), query)
            case "work":
                return {"work": _work(changes.work.state, query.own, query.texts)}
            case "remove":
                said, undo = changes.remove(str(sent.get("id") or ""), query.own)
            case "restore":
                said = changes.restore(str(sent.get("id") or ""), query.own)
            case "correct":
                typed = str(sent.get("title") or ""), str(sent.get("published") or "")
                said = changes.correct(str(sent.get("id") or ""), *typed, query.own)
            case "take back":
                said = changes.take_back(str(sent.get("id") or ""), query.own)
            case "reindex":
                changes.reindex()
        corrected = changes.files.corrections().keys()
        found, summary = changes.found(query, corrected), _summary(changes, query)
    except TweespraakError as error:
        return {
            "said": str(error),
            "failed": True,
            "undo": None,
            "work": _work(changes.work.state, query.own, query.texts),
        }
    return {
        "rows": rows(found, query, corrected),
        "shown": shown(found, query),
        "more": found.count > len(found.first),
        "summary": summary,
        "said": said,
        "undo": undo,
        "work": _work(changes.work.state, query.own, query.texts),
    }


def _whole(changes: ArticleChanges, article_id: str, query: ListQuery) -> dict[str, object]:
    try:
        article = changes.article_of(article_id)
    except IndexStoreError:
        return {"html": f'<p class="caution">{escape(query.texts.article_gone)}</p>', "title": ""}
    place = changes.place_of(article_id)
    correction = place.correction
    if correction is not None and place.folder is None:
        article = correction.onto(correction.off(article))  # the index may still be at it
    left_out = lines_left_out(place.base, place.id)
    viewed = ViewedArticle(article, place.file_of(article), correction, left_out, place.folder)
    return {"html": article_view(viewed, query.own, query.texts), "title": article.title}


def _frame(changes: ArticleChanges, query: ListQuery) -> str:
    own, folder = query.own, changes.files.folder
    origin = own.from_nowhere if folder is None else own.from_folder.format(folder=folder)
    folders = ", ".join(map(str, changes.further.values()))
    further = f"<p>{escape(own.further.format(folders=folders))}</p>" if folders else ""
    suffixes = ", ".join(suffix[1:] for suffix in FORMATS)
    return (
        f'<div class="lead"><h2>{escape(own.heading)}</h2><p>{escape(origin)}</p>{further}</div>'
        '<div class="summary"></div>'
        f'<div class="drop"><p>{escape(own.drop)} <button type="button" class="pick">{escape(own.choose)}'
        f'</button></p><p class="formats">{escape(own.formats.format(suffixes=suffixes))}</p>'
        f'<input type="file" class="files" multiple hidden tabindex="-1" aria-label="{escape(own.choose)}">'
        '<ul class="uploads"></ul></div>'
        f'<div class="tools" role="search" aria-label="{escape(own.search)}">'
        f'<input type="search" name="search" autocomplete="off" maxlength="200" '
        f'aria-label="{escape(own.search)}" placeholder="{escape(own.search)}">{_choices(own, query.texts)}'
        f'<button type="button" class="reindex">{escape(own.reindex)}</button></div>'
        '<div class="work" hidden><span class="doing"></span><progress max="1" value="0"></progress></div>'
        '<div class="news"><p class="said" role="status"></p>'
        f'<button type="button" class="undo" hidden>{escape(own.undo)}</button></div>'
        '<div class="listed"></div><p class="shown" role="status"></p>'
        f'<button type="button" class="more" hidden>{escape(own.more)}</button>'
        '<dialog class="whole" closedby="any"><div class="bar">'
        f'<button type="button" class="close"><span aria-hidden="true">←</span> {escape(own.back)}</button>'
        "</div>"
        '<div class="article" tabindex="0"></div></dialog>'
    )


def _choices(own: ArticleTexts, texts: Texts) -> str:
    names = {
        "language": (own.language, (own.both, texts.dutch, texts.english)),
        "which": (own.which, (own.all, own.added, own.corrected, own.removed)),
        "order": (own.order, (own.newest, own.by_title, own.by_passages)),
    }
    return "".join(
        f'<label><span>{escape(names[each][0])}</span><select name="{field}">'
        + "".join(
            f'<option value="{value}">{escape(name)}</option>'
            for value, name in zip(values, names[each][1], strict=True)
        )
        + "</select></label>"
        for each, (field, values) in _TO_CHOOSE.items()
    )


def _summary(changes: ArticleChanges, query: ListQuery) -> str:
    own, texts, counted = query.own, query.texts, changes.count_articles(ALL_ARTICLES)
    if not counted.articles:
        return ""
    of_language, undated = counted.by_language, counted.undated
    counts = "".join(
        f'<span class="count">{language_badge(each, texts)} {texts.count(of_language[each])}</span>'
        for each in LANGUAGES
    )
    facts = [_many(counted.passages, own.passages_one, own.passages_many, texts)]
    if undated:
        facts.append(own.undated.format(count=texts.count(undated)))
    total = _many(counted.articles, own.counts_one, own.counts_many, texts)
    left_out = _left_out(report_left_out(changes.base, _MOST_LEFT_OUT), query)
    return (
        f'<p class="counts"><strong>{escape(total)}</strong>{counts}'
        + "".join(f'<span class="count">{escape(fact)}</span>' for fact in facts)
        + f"</p>{picture(counted, texts, own)}{left_out}"
    )


def _left_out(report: LeftOutReport, query: ListQuery) -> str:
    """Say what the last indexing left out, folded away."""
    kinds = [kind for kind, count in report.counts.items() if count]
    if not kinds:
        return ""
    own, texts = query.own, query.texts
    said = {kind: own.left_out[kind].format(count=texts.count(report.counts[kind])) for kind in kinds}
    parts = []
    for kind in kinds:
        lines = [line for line in report.lines if line.kind == kind]
        more = report.counts[kind] - len(lines)
        parts.append(
            f"<p>{escape(said[kind])}</p><ul>{''.join(_left_out_line(line, texts) for line in lines)}"
            f"{f'<li>{escape(own.left_out_more.format(count=texts.count(more)))}</li>' if more else ''}</ul>"
        )
    summary = escape(", ".join(said.values()))
    return f'<details class="skipped"><summary>{summary}</summary>{"".join(parts)}</details>'


def _left_out_line(line: LeftOutLine, texts: Texts) -> str:
    path = escape(line.path)
    if line.kind != "skipped":  # the article is there to be looked at
        path = f'<button type="button" class="open" data-id="{path}">{path}</button>'
    return f"<li>{path}: {escape(why_in(texts, line))}</li>"


def _many(count: int, one: str, many: str, texts: Texts) -> str:
    return one if count == 1 else many.format(count=texts.count(count))


def _work(state: WorkState, own: ArticleTexts, texts: Texts) -> dict[str, object]:
    said, report = state.problem, state.report
    if report is not None:
        counts = {name: texts.count(getattr(report, name)) for name in ("added", "changed", "removed")}
        said = own.indexed.format(**counts)
        if report.kept:
            said = f"{said} {own.kept.format(count=texts.count(len(report.kept)))}"
    doing = own.doing[state.doing] if state.doing else ""
    return {
        "busy": state.doing is not None or state.waiting > 0,
        "doing": ": ".join(filter(None, (doing, how_far_text(state.far, own, texts)))),
        "done": state.far.read,
        "total": state.far.total,
        "changes": state.changes,
        "problem": state.problem,
        "said": said,
    }


def _labels(own: ArticleTexts, texts: Texts) -> dict[str, object]:
    """Return what the script needs to say of files on their way."""
    limits = {suffix: each.max_bytes for suffix, each in FORMATS.items()}
    return {
        "route": ROUTE.removeprefix("/"),
        "limits": limits,
        "sizes": {suffix: human_bytes(limit) for suffix, limit in limits.items()},
        "trouble": own.trouble,
        "sending": own.sending,
        "read_one": own.read_one,
        "read_many": own.read_many,
        "not_all_read": own.not_all_read,
        "searchable": own.searchable,
        "not_searchable": own.not_searchable,
        "no_connection": own.no_connection,
        "unreadable": texts.failed_unexpectedly,
        "loading": texts.article_loading,
    }
