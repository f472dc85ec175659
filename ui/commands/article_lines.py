"""What the command line prints of the articles in an index, for people and for programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.report import for_terminal

if TYPE_CHECKING:  # they bring heavy libraries along
    from index.storage.listing import ListedArticle
    from index.syncing.left_out import LeftOutLine
    from ui.articles.corrections import Correction

_NOT_SEARCHED = "[not searched] "


def article_facts(found: "ListedArticle", correction: "Correction | None") -> dict[str, object]:
    """Return what is known of an article, for JSON.

    ``corrected`` is null, or has what the file says in place of what was corrected; ``text``, where there is
    one, is the text as it was read, and ``unsearched`` the places in it, [start, end], that are not searched.
    """
    facts: dict[str, object] = {
        "path": found.path,
        "article": found.id,
        "title": found.title,
        "published": found.published,
        "author": found.author,
        "language": found.language,
        "url": found.url,
        "passages": found.passages,
        "corrected": None if correction is None else correction.of_file,
    }
    if found.text is None:
        return facts
    return facts | {"text": found.text, "unsearched": [[span.start, span.end] for span in found.unsearched]}


def article_line(found: "ListedArticle", correction: "Correction | None") -> str:
    """Return an article as a line of the list, and its text below it where that was asked for."""
    author = f" ({for_terminal(found.author)})" if found.author else ""
    told = "" if correction is None else f"  [corrected; the file says: {_of_file(correction)}]"
    head = (
        f"{found.published or '-':10}  {found.language}  {found.passages:4}  {for_terminal(found.id)}  "
        f"{for_terminal(found.title)}{author}{told}"
    )
    return head if found.text is None else "\n".join([head, *(f"    {line}" for line in _text(found)), ""])


def whole_article(
    found: "ListedArticle",
    correction: "Correction | None",
    left_out: "Sequence[LeftOutLine]",
    file: Path | None,
) -> str:
    """Return an article with all that is known of it, and its text as it was read."""
    facts = [
        ("path", found.path),
        ("published", found.published or "not known"),
        ("author", found.author),
        ("language", found.language),
        ("url", found.url),
        ("passages", str(found.passages)),
        ("file", "not found (any more)" if file is None else str(file)),
        ("corrected", None if correction is None else f"the file says: {_of_file(correction)}"),
        *(("left out", str(line.why)) for line in left_out),
    ]
    shown = [f"{name:9}  {for_terminal(value)}" for name, value in facts if value]
    return "\n".join([for_terminal(found.title), *shown, "", *_text(found)])


def left_out_facts(line: "LeftOutLine") -> dict[str, object]:
    """Return what was left out, for JSON."""
    return {"kind": line.kind, "path": line.path, "why": str(line.why)}


def left_out_line(line: "LeftOutLine") -> str:
    """Return what was left out as a line."""
    return f"{line.kind:7}  {for_terminal(line.path)}: {for_terminal(str(line.why))}"


def _of_file(correction: "Correction") -> str:
    said = correction.of_file
    return "; ".join(
        f"{field} {for_terminal(value) if value else 'not known'}" for field, value in said.items()
    )


def _text(found: "ListedArticle") -> list[str]:
    """Return the lines of a text, those of which nothing is searched marked."""
    lines, start = [], 0
    for line in (found.text or "").split("\n"):
        content = line.strip()
        begin = start + line.index(content) if content else start
        is_out = content and any(
            span.start <= begin and begin + len(content) <= span.end for span in found.unsearched
        )
        lines.append(f"{_NOT_SEARCHED if is_out else ''}{for_terminal(line)}")
        start += len(line) + 1
    return lines
