"""Reads a name as a Dutch and as an English reader would, so that two spellings of one name meet.

Names from other alphabets are written by their sound, in Dutch otherwise than in English: ``Loekasjenko`` and
``Lukashenko``. Each rule below writes a group of letters as one sign for its sound; a word read in either
language that gives the same signs is the same name. Only ``ch`` and ``j`` differ by reader.
"""

import functools
import re
import unicodedata

from rag.values.name_forms import name_forms

_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʹʼ.]")
_GENITIVE = re.compile(r"(?<=\w)['’](?:s|S)?$")


def _rules(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sign) for pattern, sign in pairs)


# Capitals stand for one sound each: S sh, C ch as in church, Z zh, J as in jeep.
_GROUPS = _rules(
    ("sjtsj|shch|schtsch", "SC"),
    ("dzj|dzh|dj", "J"),
    ("tsj|tsch|tch", "C"),
    ("sj|sh|sch", "S"),
    ("zj|zh", "Z"),
)
_BY_READER = {"nl": _rules(("[kc]h", "h"), ("j", "i")), "en": _rules(("kh", "h"), ("ch", "C"), ("j", "J"))}
_REST = _rules(
    ("ph", "f"),
    ("th", "t"),
    ("gh", "g"),
    ("ck|cq|q", "k"),
    ("x", "ks"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("w", "v"),
    ("oe|ou", "u"),
    ("y", "i"),
    ("[ae]h$", "a"),
    (r"(.)\1+", r"\1"),
    ("^ie", "e"),
    ("(?<=[aeou])ie", "e"),
    ("[ae]i", "ai"),
    ("ie$", "ia"),
    ("(?<=[SZC])i(?=[aou])", ""),
    ("(?<=[SZC])o(?=v)", "e"),
)
_LONG = 7
"""Letters beyond which a final e may be Dutch alone."""
_SHORTEST_GENITIVE = 5

_FAMILY = {word: line.split()[0] for line in name_forms()["given"] for word in line.split()}


@functools.lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return ``word`` in lower case without diacritics, apostrophes, stops or a genitive's ``'s``."""
    bare = unicodedata.normalize("NFKD", _GENITIVE.sub("", word)).lower().translate(_NOT_DECOMPOSED)
    return _APOSTROPHES.sub("", "".join(letter for letter in bare if not unicodedata.combining(letter)))


@functools.lru_cache(maxsize=20_000)
def readings(word: str) -> frozenset[str]:
    """Return what a word may sound like; two words that share one are spellings of one name.

    A final ``s`` may be a genitive's (``Poetins``) or a plural's (``Yak-130s``), so both are given; a final
    ``e`` of a long word may be Dutch alone (``Melatonine``).
    """
    folded = fold(word)
    if len(folded) > _LONG and folded.endswith("e"):
        return _readings(folded) | _readings(folded[:-1])
    if len(folded) >= _SHORTEST_GENITIVE and folded.endswith("s") and not folded.endswith("ss"):
        return _readings(folded) | _readings(folded[:-1])
    return _readings(folded)


def _readings(folded: str) -> frozenset[str]:
    heard = {_sound(folded, "nl"), _sound(folded, "en")}
    family = {"=" + _FAMILY[folded]} if folded in _FAMILY else set()
    return frozenset(heard | family)


def _sound(folded: str, reader: str) -> str:
    for pattern, sign in (*_GROUPS, *_BY_READER[reader], *_REST):
        folded = pattern.sub(sign, folded)
    return folded
