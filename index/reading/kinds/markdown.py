"""Markdown, with the front matter that site generators and note programs write."""

import re

from markdown_it import MarkdownIt

from index.errors import ArticleError
from index.reading.decode import decode_text
from index.reading.draft import ArticleDraft, article_text
from index.reading.metadata import facts_of, yaml_mapping
from index.unread import Unread

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_MAX_FRONT_MATTER = 20_000
_NESTED_AT_MOST = 20


def read_markdown(raw: bytes) -> list[ArticleDraft]:
    """Read a Markdown file: its text as it would be printed, marks and link addresses left out.

    :raises ArticleError: its front matter cannot be understood.
    """
    text = decode_text(raw)
    head = _FRONT_MATTER.match(text[:_MAX_FRONT_MATTER])
    values = yaml_mapping(head["yaml"], "its front matter") if head else {}
    facts = facts_of(values, {})
    heading, paragraphs = _paragraphs(text[head.end() :] if head else text)
    title = facts.title or heading
    return [facts.onto(ArticleDraft(text=article_text(title, paragraphs), title=title))]


def _paragraphs(markdown: str) -> tuple[str | None, list[str]]:
    """Return the first heading, where the text begins with one, and each block's text."""
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED_AT_MOST}).enable("table")
    heading = None
    paragraphs: list[str] = []
    opened = ""
    for token in parser.parse(markdown):
        if token.type == "inline":
            text = "".join(
                " " if child.type.endswith("break") else child.content
                for child in token.children or ()
                if child.type in {"text", "code_inline", "softbreak", "hardbreak"}
            )
            if opened == "heading_open" and not paragraphs:
                heading = " ".join(text.split()) or None
            paragraphs.append(text)
        elif token.type in {"fence", "code_block"}:
            paragraphs.append(token.content)
        opened = token.type
    if not any(paragraph.strip() for paragraph in paragraphs):
        raise ArticleError(Unread.ONLY_MARKS())
    return heading, paragraphs
