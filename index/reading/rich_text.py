"""Formatted text as editors keep it in JSON: nodes within nodes, or runs of text with their styles.

Read are ProseMirror and TipTap, Draft.js, Editor.js, Lexical, Slate, Quill, Portable Text, Contentful, and
the runs of Telegram: all have nodes with text at the bottom, and differ in how they name them.
"""

from collections.abc import Mapping, Sequence

_INNER = ("children", "content", "blocks", "ops", "root", "data", "items", "rich_text")
_TEXTS = ("text", "plain_text", "insert")
_TYPES = ("type", "_type", "nodeType", "object")
_INLINE = frozenset(
    (
        *("text", "span", "link", "plain", "bold", "italic", "underline", "strikethrough", "spoiler", "code"),
        *("pre", "mention", "mention_name", "hashtag", "cashtag", "email", "phone", "text_link", "tab"),
        *("custom_emoji", "bot_command", "extended-text", "autolink", "emoji"),
    )
)
_DEEPEST = 60
_BREAKS = frozenset(["hardBreak", "hard_break", "linebreak", "break", "br"])


def is_rich(value: object, depth: int = 0) -> bool:
    """Whether a value is such formatted text; what is deeper than an editor lets anyone write is not."""
    if depth > _DEEPEST:
        return False
    if isinstance(value, Mapping):
        return _text_of(value) is not None or _is_break(value) or is_rich(_inner(value), depth + 1)
    return isinstance(value, list) and any(is_rich(each, depth + 1) for each in value)


def rich_texts(value: object) -> tuple[str, ...]:
    """Return the texts of the blocks, in order; each is one or more lines, as its writer broke them."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        text = _text_of(value)
        inner = _inner(value)
        return rich_texts(inner) if inner is not None else (text,) if text else ()
    if not isinstance(value, Sequence):
        return ()
    if any(map(_is_inline, value)):
        return ("".join(map(_inline_text, value)),)
    return tuple(text for each in value for text in rich_texts(each))


def _is_inline(node: object) -> bool:
    if not isinstance(node, Mapping):
        return False
    return _is_break(node) or (_text_of(node) is not None and _type_of(node) in {None, *_INLINE})


def _inline_text(node: object) -> str:
    """Return the text of a node within a line, and of all nodes in it."""
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return "".join(map(_inline_text, node))
    if not isinstance(node, Mapping):
        return ""
    if _is_break(node):
        return "\n"
    return _text_of(node) or _inline_text(_inner(node))


def _text_of(node: Mapping[str, object]) -> str | None:
    names = (*_TEXTS, "value") if node.get("nodeType") == "text" else _TEXTS
    return next((text for name in names if isinstance(text := node.get(name), str)), None)


def _inner(node: Mapping[str, object]) -> object:
    return next((inner for name in _INNER if isinstance(inner := node.get(name), list | Mapping)), None)


def _type_of(node: Mapping[str, object]) -> object:
    return next((node[name] for name in _TYPES if isinstance(node.get(name), str)), None)


def _is_break(node: Mapping[str, object]) -> bool:
    return _type_of(node) in _BREAKS
