"""The text of a message: of its plain and its HTML form the one that says it all."""

import re
from collections import Counter
from collections.abc import Sequence

from index.reading.draft import article_text
from index.reading.kinds.blocks import cited_block_texts

QUOTED = ">"
"""Before each line of an earlier message that a reply repeats."""

_ADDRESS = re.compile(r"<?\bhttps?://\S+")
_WORD = re.compile(r"[^\W_]{2,}")
_HELD = 0.8
"""The share of the words of one form that another has, where only menus and the like are missing from it."""

_FURNITURE = re.compile(
    r"(?:view|read|open) (?:this|the) (?:e-?mail|newsletter|message)?.{0,30}(?:browser|online)\b"
    r"|(?:bekijk|lees|open) (?:deze|de) (?:e-?mail|nieuwsbrief|mail).{0,30}(?:browser|online)\b"
    r"|(?:click here to )?unsubscribe\b"
    r"|(?:klik hier om )?(?:je |u )?(?:uit te schrijven|uitschrijven|afmelden)\b"
    r"|(?:you (?:are receiving|receive|received)|u ontvangt|je ontvangt) (?:this|deze)\b"
    r"|<?https?://\S+$",
    re.IGNORECASE,
)


def fuller(forms: Sequence[str]) -> str:
    """Return the form of a message that says it all; the first of those that do.

    :param forms: its alternatives, the plainest first, as ``multipart/alternative`` has them.
    """
    best = ""
    for form in forms:
        is_fuller = holds(form, best) or _words(form).total() > _words(best).total()
        if is_fuller and not (best and holds(best, form)):
            best = form
    return best


def holds(text: str, other: str) -> bool:
    """Whether nearly all words of another text, as often as they stand there, are in a text."""
    words, others = _words(text), _words(other)
    return (others & words).total() >= _HELD * others.total()


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_ADDRESS.sub(" ", text).lower()))


def html_text(html: str) -> str:
    """Return the text of a message in HTML: a line for each block, that of an earlier message behind ``>``.

    :raises ArticleError: as ``index.reading.kinds.blocks.parse_page``.
    """
    return "\n\n".join(
        f"{QUOTED} {text}\n{QUOTED}" if is_cited else text for is_cited, text in cited_block_texts(html)
    )


def unflowed(text: str, *, deletes_space: bool) -> str:
    """Return the text of ``format=flowed`` (RFC 3676), in which a line that ends in a space goes on.

    :param deletes_space: that space is no part of the text (``DelSp=yes``).
    """
    lines: list[list[str]] = []
    goes_on = False
    depth = 0
    for line in text.split("\n"):
        content = line.lstrip(QUOTED)
        before, depth = depth, len(line) - len(content)
        content = content.removeprefix(" ")  # stuffed, so that "From" and ">" can begin a line
        is_signature = content == "-- "
        if not goes_on or depth != before or is_signature:
            lines.append([f"{QUOTED * depth} " if depth else ""])
        goes_on = content.endswith(" ") and not is_signature
        lines[-1].append(content[:-1] if goes_on and deletes_space else content)
    return "\n".join(map("".join, lines))


def message_text(title: str | None, text: str) -> str:
    """Return the text of an article made of a message, without invitations to unsubscribe and the like."""
    lines = [line.rstrip() for line in text.split("\n")]
    body = "\n".join(line for line in lines if not _is_furniture(line)).strip()
    if not title:
        return body
    first, _, rest = body.partition("\n")
    return article_text(title, [first]) + ("\n" + rest if rest.strip() else "")


def _is_furniture(line: str) -> bool:
    return len(line) < 200 and _FURNITURE.match(line.strip()) is not None
