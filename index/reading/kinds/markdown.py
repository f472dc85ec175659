"""Markdown, with the front matter that site generators and note programs write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, article_text
from index.reading.front_matter import front_matter_of
from index.reading.kinds.blocks import block_texts
from index.reading.metadata import Facts, facts_of
from index.reading.obsidian import without_note_marks
from index.reading.publication_lines import publication_lines
from index.reading.shortcodes import without_shortcodes
from index.unread import Unread

_NESTED_AT_MOST = 20
_REMARK = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
# Blocks that a program runs when the note is shown.
_RUN = frozenset(("dataview", "dataviewjs", "tasks", "query", "button", "mermaid"))
_VIEW_HIGHLIGHT = re.compile(r"\s*\((?:View Highlight|Location \d[\d, ]*|Page \d+)\)\s*$")
_LISTED_FACTS = frozenset(("metadata", "gegevens"))


_Kind = Literal["heading", "item", "text"]


@dataclass(frozen=True, slots=True)
class _Block:
    kind: _Kind
    text: str


def read_markdown(raw: bytes) -> list[ArticleDraft]:
    """Read a Markdown file: its text as it would be printed, marks and link addresses left out.

    The facts are those of its front matter, else of a list below the heading Metadata, as exports of
    read-later programs have it. What of them cannot be understood is a remark.

    :raises ArticleError: it has no text, or its front matter says that it is a draft or a template.
    """
    parts = front_matter_of(decode_text(raw))
    blocks = list(_blocks(without_note_marks(without_shortcodes(parts.text))))
    if not any(block.text.strip() for block in blocks):
        raise ArticleError(Unread.ONLY_MARKS())
    heading = " ".join(blocks[0].text.split()) if blocks[0].kind == "heading" else None
    listed, blocks = _listed_facts(blocks)
    facts = _facts(parts.values)
    title = facts.title or listed.title or heading
    draft = ArticleDraft(
        text=article_text(title, (_VIEW_HIGHLIGHT.sub("", block.text) for block in blocks)),
        title=title,
        remarks=parts.remarks,
    )
    return [facts.onto(listed.onto(draft))]


def _facts(values: Mapping[str, object]) -> Facts:
    return facts_of(values, {})


def _blocks(markdown: str) -> Iterator[_Block]:
    """Yield the text of each block; of HTML, of each of its own."""
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED_AT_MOST}).enable(["table", "strikethrough"])
    opened = ""
    items = 0
    for token in parser.parse(markdown):
        items += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type == "inline":
            is_heading = opened == "heading_open"
            kind: _Kind = "heading" if is_heading else "item" if items else "text"
            yield from (_Block(kind, text) for text in _apart(_shown(token.children or ())))
        elif token.type == "code_block" or (token.type == "fence" and token.info.strip().lower() not in _RUN):
            yield _Block("text", token.content)
        elif token.type == "html_block":
            yield from (_Block("text", text) for text in _of_html(token.content))
        opened = token.type


def _of_html(html: str) -> tuple[str, ...]:
    try:
        return block_texts(_REMARK.sub("", html))
    except ArticleError:
        return ()  # a tag that is closed elsewhere, or a declaration: no text is in it


def _shown(children: Sequence[Token]) -> str:
    """Return the text of a paragraph in the lines of the file, without what is struck out."""
    words: list[str] = []
    struck = 0
    for child in children:
        struck += (child.type == "s_open") - (child.type == "s_close")
        if not struck and child.type.endswith("break"):
            words.append("\n")
        elif not struck and child.type in {"text", "code_inline"}:
            words.append(child.content)
    return "".join(words)


def _apart(text: str) -> list[str]:
    """Return a paragraph as one text, but line by line where some of its lines say when or by whom."""
    lines = text.split("\n")
    return lines if len(lines) > 1 and publication_lines(lines).lines else [" ".join(lines)]


def _listed_facts(blocks: list[_Block]) -> tuple[Facts, list[_Block]]:
    """Return the facts of a list below the heading Metadata, and the other blocks."""
    at = next((at for at, block in enumerate(blocks) if _is_facts_heading(block)), None)
    if at is None:
        return Facts(), blocks
    end = at + 1
    values: dict[str, object] = {}
    while end < len(blocks) and blocks[end].kind == "item":
        name, _, value = blocks[end].text.partition(":")
        values[name.strip().lower().removeprefix("full ")] = value.strip()
        end += 1
    return _facts(values), [*blocks[:at], *blocks[end:]]


def _is_facts_heading(block: _Block) -> bool:
    return block.kind == "heading" and block.text.strip().lower() in _LISTED_FACTS
