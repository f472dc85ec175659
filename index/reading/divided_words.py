"""Words that are divided at the ends of lines, put together."""

import re
from collections import Counter
from collections.abc import Iterator

_DIVIDED = re.compile(r"(?P<first>\w+)[-¬]$")
_FIRST_WORD = re.compile(r"\w+")
_WORDS = re.compile(r"\w+(?:-\w+)*")
_LINE_ENDS_DIVIDED = re.compile(r"\w[-¬][ \t]*\n[ \t]*\w")

# "land- en tuinbouw": the hyphen stands for a part that follows later.
_CONJUNCTIONS = frozenset(["en", "of", "and", "or", "to"])
# Dutch keeps a hyphen between vowels that would be read as one: auto-ongeluk, zee-egel.
_DIGRAPHS = frozenset(
    ["aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu"]
)
# English hyphens that stand in the middle of a line as well.
_HYPHENED = frozenset(
    [
        "well",
        "self",
        "ex",
        "half",
        "long",
        "short",
        "high",
        "low",
        "mid",
        "non",
        "post",
        "pre",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "second",
        "third",
        "full",
        "part",
    ]
)


def with_whole_words(text: str) -> str:
    """Return a text in lines with the rest of a divided word on the line where it begins."""
    if _LINE_ENDS_DIVIDED.search(text) is None:
        return text
    lines = text.split("\n")
    whole = Counter(word.casefold() for line in lines for word in inner_words(line))
    joined = lines[:1]
    for following in lines[1:]:
        ready = ready_for_rest(joined[-1].rstrip(), following.lstrip(), whole)
        if ready is None:
            joined.append(following)
            continue
        rest, _, after = following.lstrip().partition(" ")
        joined[-1] = ready + rest
        joined += [after.lstrip()] if after.strip() else []
    return "\n".join(joined)


def inner_words(text: str) -> Iterator[str]:
    """Yield the words of a line but the last, which may be half a word."""
    words = _WORDS.findall(text)
    yield from words[:-1]


def ready_for_rest(text: str, following: str, whole: Counter[str]) -> str | None:
    """Return a text ready for the rest of the word that it ends in; None where no word is divided.

    What the document itself writes elsewhere in the middle of a line decides; else the form does.

    :param following: the line that follows.
    :param whole: how often the document has each word, in lower case, in the middle of a line.
    """
    divided = _DIVIDED.search(text, max(0, len(text) - 60))
    rest = _FIRST_WORD.match(following)
    if divided is None or rest is None or rest[0] in _CONJUNCTIONS:
        return None
    first, last = divided["first"], rest[0]
    kept = f"{text[:-1]}-"
    hyphened, joined = f"{first}-{last}".casefold(), f"{first}{last}".casefold()
    if whole[hyphened] != whole[joined]:
        return kept if whole[hyphened] > whole[joined] else text[:-1]
    keeps = (
        not last[0].islower()
        or first[-1].isdigit()
        or first.isupper()
        or first.casefold() in _HYPHENED
        or (first[-1] + last[0]).casefold() in _DIGRAPHS
    )
    return kept if keeps else text[:-1]
