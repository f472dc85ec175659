"""What note programs write beside Markdown: links and embeds in brackets, remarks, callouts, tags."""

import re

_EMBED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]|\n]{1,300})(?:\|(?P<shown>[^\[\]\n]{1,300}))?\]\]")
_REMARK = re.compile(r"(?<!\S)%%(?!%).{0,5000}?%%(?!\S)", re.DOTALL)
_BLOCK_NAME = re.compile(r"(?:(?<=\s)|(?<=[.!?:;,”\"')\]]))\^[A-Za-z0-9-]{2,60}[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(r"^(?P<mark>[ \t]*(?:>[ \t]?)+)\[![\w-]{1,40}\][+-]?[ \t]*(?P<title>.*)$", re.MULTILINE)
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])(?P<words>[^=\n]{1,500})(?<=\S)==(?![=\w])")
_TASK = re.compile(r"^(?P<mark>[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[[ xX/>-]\][ \t]+", re.MULTILINE)
_TAG = r"#[^\W\d_][\w/-]{0,60}"
_LAST_TAGS = re.compile(rf"(?:(?<=\s)|^)(?:{_TAG}[ \t]+){{0,30}}{_TAG}[ \t]*$", re.MULTILINE)
_TAG_MARK = re.compile(rf"(?<!\S)#(?={_TAG[1:]}(?:\s|[.,;:!?)]|$))")
_NOTE_BEHIND = re.compile(r"^[ \t]{0,3}\[\^[^\]\s]{1,40}\]:[ \t]+", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")


def without_note_marks(markdown: str) -> str:
    """Return Markdown in which links are their words, and what is not the note's text is gone.

    Gone are embeds, remarks (``%%…%%``), names of blocks (``^a1b2c3``), the marks of callouts, tasks, notes
    and of words that are lit up, and tags at the end of a line; other tags lose their mark.
    """
    text = _REMARK.sub("", markdown)
    text = without_links(_EMBED.sub("", text))
    text = _BLOCK_NAME.sub("", text)
    text = _CALLOUT.sub(r"\g<mark>\g<title>\n\g<mark>", text)
    text = _TASK.sub(r"\g<mark>", text)
    text = _NOTE_MARK.sub("", _NOTE_BEHIND.sub("\n", text))
    text = _LAST_TAGS.sub("", text)
    return _TAG_MARK.sub("", _HIGHLIGHT.sub(r"\g<words>", text))


def without_links(text: str) -> str:
    """Return text in which ``[[a note|its words]]`` is the words that are shown."""
    return _LINK.sub(lambda found: found["shown"] or _named(found["target"]), text)


def _named(target: str) -> str:
    note, _, heading = target.partition("#")
    return (note.rpartition("/")[2] or heading.lstrip("^")).strip()
