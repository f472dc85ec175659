"""Puts some words of an English text into Dutch by a dictionary, so that a reader learns across languages.

Standard library alone: this file is copied to where the training runs.

>>> words = {"city": ("stad",), "large": ("groot",), "king": ("koning",)}
>>> replaced(words, "The large city of Warsaw grew.", [(10, 14)], 1.0, random.Random(1))
('The groot stad of Warsaw grew.', [(10, 14)])
>>> replaced(words, "kings", [], 1.0, random.Random(1))
('koningen', [])
"""

import json
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

Words = Mapping[str, tuple[str, ...]]
"""English words in lower case, each with its translations, the likeliest first."""
Place = tuple[int, int]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDS_SENTENCE = re.compile(r"[.!?:“\"(][\s“\"‘'(]*$")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?")
_KINDS = ("article", "pron", "prep", "conj", "n", "v", "adj", "adv", "num", "determiner")
# The dictionary gives the words that most texts are made of in odd senses, or not at all.
_FREQUENT = {
    "a": "een", "about": "over", "after": "na", "all": "alle", "also": "ook", "an": "een", "and": "en",
    "are": "zijn", "as": "als", "at": "bij", "be": "zijn", "because": "omdat", "been": "geweest",
    "before": "voor", "between": "tussen", "but": "maar", "by": "door", "can": "kan", "could": "kon",
    "did": "deed", "do": "doen", "does": "doet", "during": "tijdens", "for": "voor", "from": "van",
    "had": "had", "has": "heeft", "have": "hebben", "he": "hij", "her": "haar", "his": "zijn", "how": "hoe",
    "in": "in", "into": "in", "is": "is", "it": "het", "its": "zijn", "many": "veel", "more": "meer",
    "most": "meeste", "much": "veel", "no": "geen", "not": "niet", "of": "van", "on": "op", "only": "alleen",
    "or": "of", "other": "andere", "over": "over", "people": "mensen", "said": "zei", "she": "zij",
    "some": "sommige", "such": "zulke", "than": "dan", "that": "dat", "the": "de", "their": "hun",
    "them": "hen", "then": "toen", "there": "er", "these": "deze", "they": "zij", "this": "dit",
    "through": "door", "to": "naar", "two": "twee", "under": "onder", "until": "tot", "up": "op",
    "was": "was", "we": "wij", "were": "waren", "what": "wat", "when": "wanneer", "where": "waar",
    "which": "welke", "while": "terwijl", "who": "wie", "whom": "wie", "whose": "wiens", "why": "waarom",
    "will": "zal", "with": "met", "would": "zou", "you": "je", "three": "drie", "four": "vier",
    "five": "vijf", "six": "zes", "seven": "zeven", "eight": "acht", "nine": "negen", "ten": "tien",
    "first": "eerste", "second": "tweede", "last": "laatste", "new": "nieuwe", "year": "jaar",
    "years": "jaar", "made": "maakte", "became": "werd", "went": "ging", "took": "nam", "came": "kwam",
    "gave": "gaf", "found": "vond", "won": "won", "began": "begon", "known": "bekend", "called": "genoemd",
    "used": "gebruikt", "born": "geboren", "died": "stierf", "killed": "gedood", "children": "kinderen",
    "men": "mannen", "women": "vrouwen", "many people": "veel mensen",
}  # fmt: skip


def read_words(path: Path, aligned: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Read a dictionary of lines ``word, translation, part of speech`` divided by tabs.

    Names, phrases and explanations are left out.

    :param aligned: what aligned_words.py made: it tells which translation is usual, and has forms of words
        that the dictionary lacks.
    """
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) != 3 or parts[2] not in _KINDS:
            continue
        word, translation = parts[0], parts[1]
        if word.islower() and _PLAIN.fullmatch(translation) and _WORD.fullmatch(word):
            known = found.setdefault(word, [])
            if translation not in known:
                known.append(translation)
    seen = json.loads(aligned.read_text("utf-8")) if aligned else {}
    words = {word: _likeliest(word, known, seen.get(word, ())) for word, known in found.items()}
    words.update({word: tuple(translations) for word, translations in seen.items() if word not in words})
    words.update({word: (translation,) for word, translation in _FREQUENT.items()})
    return words


def _likeliest(word: str, translations: Sequence[str], seen: Sequence[str]) -> tuple[str, ...]:
    """Keep the translations that were seen, or else some: those first that begin as the English word does."""
    both = [each for each in seen if each in translations]
    order = sorted(translations, key=lambda each: (" " in each, each[:2].lower() != word[:2]))
    return tuple(both or order[:3])


def replaced(
    words: Words, text: str, spans: Sequence[Place], share: float, draw: random.Random
) -> tuple[str, list[Place]]:
    """Return a text with a share of its words in Dutch, and where each span of characters went.

    Names (a capital within a sentence), numbers and unknown words stay. A word that a span begins or ends in
    the middle of stays, too.

    :param share: 0 to 1, of the words that are known.
    """
    edges = {edge for span in spans for edge in span}
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []  # from this character of the text on, by how many
    at = away = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        if draw.random() >= share or any(start < edge < end for edge in edges):
            continue
        translation = _translation(words, text, found[0], start, draw)
        if translation is None:
            continue
        pieces += [text[at:start], translation]
        at = end
        away += len(translation) - (end - start)
        moves.append((end, away))
    pieces.append(text[at:])
    return "".join(pieces), [(_moved(start, moves), _moved(end, moves)) for start, end in spans]


def _moved(place: int, moves: Sequence[tuple[int, int]]) -> int:
    """Return where a character went: by the last move at or before it."""
    away = 0
    for begins, by in moves:
        if begins > place:
            break
        away = by
    return place + away


def _translation(words: Words, text: str, word: str, start: int, draw: random.Random) -> str | None:
    """Return a word in Dutch, with its capital; None for a name or an unknown word."""
    capital = word[0].isupper()
    if capital and (not word[1:].islower() or not _begins_sentence(text, start)):
        return None
    known = _known(words, word.lower())
    if not known:
        return None
    chosen = known[min(int(len(known) * draw.random() ** 2), len(known) - 1)]
    return chosen[0].upper() + chosen[1:] if capital else chosen


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start]
    return (start < 6 and not before.strip(" “\"‘'(")) or _ENDS_SENTENCE.search(before) is not None


def _known(words: Words, word: str) -> tuple[str, ...]:
    """Return the translations of a word, or of the word that it is a form of, in a form alike."""
    if word in words:
        return words[word]
    if word.endswith("s") and len(word) > 3:
        for base in (word[:-1], word[:-2], word[:-3] + "y"):
            if base in words and not base.endswith("s"):
                return tuple(_plural(each) for each in words[base])
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            for base in (stem, stem + "e", stem[:-1], stem[:-1] + "y"):
                if base in words:
                    return words[base]
    return ()


def _plural(word: str) -> str:
    """Return a Dutch noun in the plural, near enough; verbs (``-en``) stay."""
    if word.endswith("en"):
        return word
    if word.endswith(("er", "el", "em", "e", "je")):
        return word + "s"
    if word.endswith(("a", "i", "o", "u", "y")):
        return word + "’s"
    if word.endswith("heid"):
        return word[:-4] + "heden"
    return word + "en"
