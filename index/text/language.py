"""Which language a text is in: Dutch, English, or neither.

Long text is easy for a detector; a question of three words, two of them names, is not. There the words
that every question is built with decide, and the detector (lingua: n-gram models) judges only what they
leave open.
"""

import functools
import re
from dataclasses import dataclass

import lingua

from index.article import LANGUAGES, Language
from index.errors import ArticleError
from index.text.keywords import word_set
from index.unread import Unread

_CODE: dict[lingua.Language, Language] = {lingua.Language.DUTCH: "nl", lingua.Language.ENGLISH: "en"}

# Those that articles of the region come in, and those most easily taken for Dutch or English.
_OTHERS = (
    lingua.Language.AFRIKAANS,
    lingua.Language.ARABIC,
    lingua.Language.BOKMAL,
    lingua.Language.CHINESE,
    lingua.Language.DANISH,
    lingua.Language.FRENCH,
    lingua.Language.GERMAN,
    lingua.Language.INDONESIAN,
    lingua.Language.ITALIAN,
    lingua.Language.POLISH,
    lingua.Language.PORTUGUESE,
    lingua.Language.RUSSIAN,
    lingua.Language.SPANISH,
    lingua.Language.SWEDISH,
    lingua.Language.TURKISH,
    lingua.Language.UKRAINIAN,
)
_NAMES = {lingua.Language.BOKMAL: "Norwegian"}

_SAMPLE_CHARACTERS = 10_000
# A detector of many languages takes shorter Dutch with foreign names in it for Afrikaans or Swedish.
_FEW_LETTERS = 150
_FOREIGN_BELOW = 0.1
_SURELY_FOREIGN_BELOW = 0.01
_SURE = 0.9


_QUESTION_WORDS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "wie wiens wat waar wanneer waarom hoe hoeveel hoelang welk welke waarmee waarvoor waarover waardoor"
        " waarin waarvan waaraan waarop waaruit waartoe waarheen waartegen waarbij waarnaar"
    ),
    "en": word_set("who whom whose what where when why how which who's what's where's"),
}
_FUNCTION_WORDS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "de het een en van naar voor bij op aan uit te om tot tegen tussen tijdens volgens sinds onder omdat"
        " niet geen wel ook nog maar dan als zo er daar hier toen nu dit dat deze hij zij ze ik jij je u wij"
        " jullie hun hen zijn haar zich ben bent werd werden wordt worden heeft heb hebben hadden waren kan"
        " kunnen kon moet moeten zal zullen zou gaat gaan ging doet doen deed zegt zei zeiden noemt heet"
        " heette bedoelt bedoelde betekent vertel leg geef noem gebeurde gebeurt meer veel vond vindt komt"
        " kwam"
    ),
    "en": word_set(
        "the an and to for by at from with about into against between during according since under because"
        " not no also but than if so there here then now this that these those he she they i you it its his"
        " her their them my your are am were be been has have does do did can could will would should shall"
        " may says said say mean means tell explain give name list many much more happened happens happen"
        " called a as on isn't wasn't didn't doesn't"
    ),
}
# Words of both languages, which decide nothing.
_BOTH = word_set("is was in of over had we me met die want door war water week president premier")

_QUESTION_WORD_WEIGHT = 3
_SURE_OF_WORDS = 0.7

QUOTED = re.compile(r"“[^”]*”|„[^“”\"]*[“”\"]|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)['’][^'’]*['’](?!\w)|«[^»]*»")
_WORD = re.compile(r"(?P<start>(?:^|[.?!:;])\W{0,5})?(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)")


@dataclass(frozen=True, slots=True)
class ArticleLanguage:
    """The likelier of Dutch and English, and the name in English of the language that it really is.

    ``foreign`` is None where that is Dutch or English.
    """

    language: Language
    foreign: str | None = None


def detect_article_language(text: str) -> ArticleLanguage:
    """Return the language of an article, judged by its first 10,000 characters.

    Text of fewer than 150 letters is foreign only where its script is not Latin: too little to tell, say,
    Dutch from Afrikaans, so it counts as the likelier of Dutch and English.

    :raises ArticleError: it holds no words at all. The message does not name the file, which is not known
        here.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        raise ArticleError(Unread.NO_WORDS())
    foreign, ours = _foreign_language(sample)
    if ours >= _FOREIGN_BELOW or (ours and letters < _FEW_LETTERS):
        return ArticleLanguage(_by_words(_plain_words(sample)) or _likelier(sample)[0])
    return ArticleLanguage(_likelier(sample)[0], foreign)


def surely_foreign(text: str) -> str | None:
    """Return the name in English of a text's language where that is surely neither Dutch nor English.

    :param text: of 150 letters or more; of less too little can be told.
    """
    foreign, ours = _foreign_language(text)
    return foreign if ours < _SURELY_FOREIGN_BELOW else None


def is_surely(text: str, language: Language) -> bool:
    """Whether a text that is in Dutch or in English is surely in ``language``."""
    likelier, share = _likelier(text)
    return likelier == language and share >= _SURE


def detect_question_language(question: str, *, previous: Language | None = None) -> Language:
    """Return the language that a question is asked in, whatever names and quotations stand in it.

    In this order: the question and function words of either language, those in quotation marks and in names
    left out; its other words that are not names; ``previous``, the language of the conversation so far; the
    likelier spelling of the names (``Poetin``, ``Putin``). A question without any word is Dutch.
    """
    words = _plain_words(QUOTED.sub(" ", question)) or _plain_words(question)
    told = _by_words(words)
    if told is not None:
        return told
    telling = " ".join(word for word in words if word not in _BOTH)
    if telling:
        language, share = _likelier(telling)
        if share >= _SURE_OF_WORDS:
            return language
    return previous or _likelier(question)[0]


def _foreign_language(text: str) -> tuple[str, float]:
    """Return the likeliest language but Dutch and English, and how likely these two are together, 0 to 1."""
    shares = {
        found.language: found.value for found in _article_detector().compute_language_confidence_values(text)
    }
    ours = sum(shares.pop(language) for language in _CODE)
    likeliest = max(shares, key=lambda language: (shares[language], language.name))
    if not shares[likeliest]:
        return "another language", ours
    return _NAMES.get(likeliest, likeliest.name.capitalize()), ours


def _by_words(words: list[str]) -> Language | None:
    """Return the language that most of the question and function words are of; None where it is even."""
    dutch, english = _points(words, "nl"), _points(words, "en")
    if dutch == english:
        return None
    return "nl" if dutch > english else "en"


def _points(words: list[str], language: Language) -> int:
    return sum(
        _QUESTION_WORD_WEIGHT * (word in _QUESTION_WORDS[language]) + (word in _FUNCTION_WORDS[language])
        for word in words
    )


def _plain_words(text: str) -> list[str]:
    """Return the words in lower case, without those that a capital inside a sentence marks as names."""
    shouted = text.isupper()
    words = []
    for found in _WORD.finditer(text):
        word = found["word"]
        lower = word.lower().replace("’", "'")
        known = any(lower in _QUESTION_WORDS[code] or lower in _FUNCTION_WORDS[code] for code in LANGUAGES)
        # A capital at the start of a sentence says nothing: there only a word that we know is no name.
        starts_sentence = found["start"] is not None
        if shouted or word[0].islower() or (starts_sentence and known):
            words.append(lower)
    return words


def _likelier(text: str) -> tuple[Language, float]:
    """Return the likelier of Dutch and English and its share, 0 to 1; Dutch where they are equal."""
    found = {
        _CODE[value.language]: value.value
        for value in _dutch_or_english().compute_language_confidence_values(text)
    }
    best = max(LANGUAGES, key=lambda language: found[language])
    return best, found[best]


@functools.cache
def _dutch_or_english() -> lingua.LanguageDetector:
    """Exact on short text: about 100 MB and half a second to load."""
    return lingua.LanguageDetectorBuilder.from_languages(*_CODE).build()


@functools.cache
def _article_detector() -> lingua.LanguageDetector:
    """Trigrams alone: enough for an article, and 25 MB for all its languages."""
    return lingua.LanguageDetectorBuilder.from_languages(*_CODE, *_OTHERS).with_low_accuracy_mode().build()
