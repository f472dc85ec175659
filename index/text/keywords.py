"""Reduces a text to the words by which it can be found, in Dutch or English.

What is kept of a word is its stem in lower case without diacritics, so that ``Oekraïne's oorlogen`` and
``oekraine oorlog`` meet. The stems are Snowball's (the original Dutch stemmer, which keeps ``dagen`` and
``dag`` together); numbers are written alike whatever marks their decimals.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

from index.article import Language

# A number with its marks; letters and digits, with the apostrophe of ``foto's`` or ``Putin's``.
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?![^\W_])(?:['’`]s\b)?|[^\W_]+(?:['’`][^\W_]+)*")
_THOUSANDS = {
    "nl": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    "en": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th"}
)
_GENITIVE = re.compile(r"['’`]s$")
_APOSTROPHES = re.compile(r"['’`]")
_STEMMERS = {"nl": "dutch_porter", "en": "english"}
# Drones, Oekraïnes: the stemmer leaves these an s that it takes from presidents and Poetins.
_DUTCH_ES = re.compile(r"..[^c]es$")
_DUTCH_FINAL_SOUND = str.maketrans({"z": "s", "v": "f"})


def word_set(*lists: str) -> frozenset[str]:
    """Return the words of lines."""
    return frozenset(word for words in lists for word in words.split())


_STOP_WORDS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "aan achter al alle alleen als altijd andere ben bent bij binnen boven daar daarna dan dat de"
        " deze die dit doen door dus een eens elk elke en enige er gaan gaat geen geweest had hadden heb"
        " hebben hebt heeft heel hem hen het hij hoe hoeveel hun iets ik in is ja je jij jou jullie kan"
        " kon konden kunnen maar me meer men met mij mijn moet moeten na naar nee niet niets nog nu of om"
        " omdat ons ook op over reeds sinds te tegen tijdens toch toen tot tussen u uit van veel via"
        " volgens voor waar waarom wanneer want waren was wat we weer welk welke werd werden wie wij wil"
        " willen word worden wordt zal ze zei zelf zich zij zijn zo zonder zou zouden zoals zodat"
    ),
    "en": word_set(
        "a about after again against all also an and any are as at be because been before being between"
        " both but by can could did do does doing during each few for from further had has have having he"
        " her here hers him his how i if in into is it its itself just many may me more most much must my"
        " no nor not of off on once one only or other our out over own said same shall she should since so"
        " some such than that the their them then there these they this those through to too under until"
        " up upon us very was we were what when where which while who whom whose why will with within"
        " without would you your"
    ),
}

SHORTEST_PART = 4
"""Letters of the shortest word that counts as part of a compound."""


def is_stop_word(word: str, language: Language) -> bool:
    """Whether ``word``, in any case, is one of the small words that say nothing of what a text is about."""
    return word.lower() in _STOP_WORDS[language]


def index_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words of an article's text as the index keeps them, in order, repeated ones too."""
    stop_words = _STOP_WORDS[language]
    return tuple(stem(word, language) for word in _plain_words(text, language) if word not in stop_words)


def query_words(text: str, *, asked_in: Language, language: Language) -> tuple[str, ...]:
    """Return the words by which a question in ``asked_in`` finds articles in ``language``, each once.

    Of articles in the other language these are the numbers alone: its other words, its names too, were
    measured to put wrong passages before right ones as often as the reverse.
    """
    words: Iterable[str] = _plain_words(text, asked_in)
    if language != asked_in:
        words = (word for word in words if any(letter.isdigit() for letter in word))
    stop_words = _STOP_WORDS[language]
    return tuple(dict.fromkeys(stem(word, language) for word in words if word not in stop_words))


@functools.lru_cache(maxsize=100_000)
def stem(word: str, language: Language) -> str:
    """Return the stem of a word in lower case without diacritics; what holds a digit stays as it is."""
    if not word.isalpha():
        return word
    if language == "nl" and _DUTCH_ES.search(word):
        word = word[:-1]
    # Made anew, as a stemmer keeps the word that it works on and threads share this function.
    stemmed: str = snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word)
    if language == "nl" and len(stemmed) >= SHORTEST_PART:
        # huizen, huis; brieven, brief
        return stemmed[:-1] + stemmed[-1].translate(_DUTCH_FINAL_SOUND)
    return stemmed


def _plain_words(text: str, language: Language) -> Iterator[str]:
    """Yield the words of a text in lower case without diacritics and genitives, numbers written alike."""
    decomposed = unicodedata.normalize("NFKD", text).lower().translate(_NOT_DECOMPOSED)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    for found in _WORD.finditer(bare):
        word = _APOSTROPHES.sub("", _GENITIVE.sub("", found[0]))
        yield word if word.isalnum() else _number(word, language)


def _number(written: str, language: Language) -> str:
    """Write ``1.700.000`` as ``1700000`` and ``1,7`` as ``1.7``."""
    if _THOUSANDS[language].fullmatch(written):
        written = written.replace("." if language == "nl" else ",", "")
    return written.replace(",", ".")
