"""Tells whether a sentence is in the reader's language, and how an answer in it may begin.

Small models slip: they answer in the language of the sources, or change over halfway (``Het leger attacked
the city``). Function words show that most surely, since they are seldom borrowed; between them a detector
(lingua, n-gram models) judges words that stand together. Of a single one (``drones``) neither can tell.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import lingua

from index.article import Language
from index.text.keywords import word_set
from rag.values.known_names import known_places

# Words of one of the two languages alone; what both have (``was``, ``of``, ``met``, ``over``) is left out.
_OWN_WORDS: dict[Language, frozenset[str]] = {
    "nl": word_set(
        "de het een van en te op naar voor bij aan uit om tot tegen tussen tijdens volgens sinds"
        " omdat niet geen wel ook nog maar dan als er daar hier toen nu dit dat deze die hij zij ze ik"
        " jij je wij jullie hun zijn haar zich ben bent werd werden wordt worden heeft heb hebben"
        " hadden waren kan kunnen kon konden moet moeten moest moesten zal zullen zou zouden gaat gaan"
        " ging gingen doet doen deed deden zegt zei zeiden noemt heet betekent meer veel vond vindt"
        " komt kwam kwamen mag mogen wie wat waar wanneer waarom hoe hoeveel welke welk waarmee"
        " waarvoor waarin waarvan waardoor alle andere ander eerste tweede twee drie vier vijf zes"
        " zeven acht negen jaar jaren maand maanden dagen weken mensen onder zonder na binnen buiten"
        " langs sommige enkele elke ieder iedere zoals hoewel terwijl nadat voordat totdat zodat"
        " echter ongeveer ruim bijna vooral ons onze mijn jouw uw elkaar hem hen iets niets iemand"
        " niemand altijd nooit soms weer stelt staat blijft bleef door ja nee"
    ),
    "en": word_set(
        "the and to for by at from with about into against between during according since because not"
        " no but than if as on a an there here then now this that these those he she they you it its"
        " his their them my your are been has have does do did can could would should shall may says"
        " said tells called isn't wasn't didn't doesn't don't won't can't who whom whose what where"
        " when why how which other first second two three four five six seven eight nine year years"
        " month months day days weeks people without after before while until through both each every"
        " some any many few most such only also very just around nearly almost our us up out off down"
        " were or told made took came went became remains will more still yet again although though"
        " all i yes"
    ),
}
_ALONE_SAYS_NOTHING: dict[Language, frozenset[str]] = {
    "nl": word_set("de van en te op die na door ons weer"),
    "en": word_set("a an at as do may made all us up down on i no off out first"),
}
"""Own words that texts of the other language have too, in names, in borrowed phrases or by chance."""
_GERMAN = word_set(
    "der das und ist nicht ein eine einen einer eines auf mit für wurde wurden wird sind sich"
    " auch nach dem den von zu im zum zur aus hat haben er sie war über gegen bei ich wir"
)
_ONLY_GERMAN = _GERMAN - _OWN_WORDS["nl"] - _OWN_WORDS["en"] - word_set("war den ist er zur")

_QUOTED = re.compile(r"“[^”]*”|„[^“”\"]*[“”\"]|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)['’][^'’]*['’](?!\w)|«[^»]*»")
_MARK = re.compile(r"\[[0-9]+\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"[.?!:;]\s*$")
_IN_NAMES = word_set("of the and in for with von bin al der den ter ten van de het en voor op la le du")
_LONGEST_JOIN = 3
"""Small words between two words with a capital that count as part of a name: ``State of the Union``."""
_NOT_LATIN = r"[\u0370-\u1dff\u1f00-\u1fff\u2e80-\ud7ff\uf900-\uffdc]"
_NOT_LATIN_ASIDE = re.compile(rf"\([^()]*{_NOT_LATIN}[^()]*\)")
# A single letter may be a sign, as in α-synuclein; a Chinese one is a word.
_OTHER_SCRIPT = re.compile(rf"{_NOT_LATIN}{{2}}|[\u2e80-\ud7ff]")
_ARTICLES = word_set("De Het Een The A An")

_SURELY_OTHER: tuple[tuple[int, float], ...] = ((2, 0.01), (3, 0.05))
"""Words that stand together, and the share of ``language`` below which they are surely of the other."""
_LIKELY_OTHER = 0.3
_LIKELY_OTHER_ALONE = 0.1

_WHY: dict[Language, str] = {"nl": "waarom", "en": "why"}
_BECAUSE: dict[Language, str] = {"nl": "Omdat", "en": "Because"}
_ACCORDING: dict[Language, str] = {"nl": "Volgens de artikelen", "en": "According to the articles,"}


def is_in_language(sentence: str, language: Language) -> bool:
    """Whether a sentence is wholly in ``language``, as far as its words show that.

    Names, quoted words, numbers and citation marks do not count, so that a sentence of these alone passes. So
    does one with a single content word of the other language, which may be borrowed.
    """
    words = list(_plain_words(_NOT_LATIN_ASIDE.sub(" ", _MARK.sub(" ", _QUOTED.sub(" “” ", sentence)))))
    if any(_OTHER_SCRIPT.search(word) for word in words):
        return False
    other: Language = "en" if language == "nl" else "nl"
    ours = sum(word in _OWN_WORDS[language] for word in words)
    theirs = [word for word in words if word in _OWN_WORDS[other]]
    german = sum(word in _ONLY_GERMAN for word in words)
    if german > max(1, ours) or len(theirs) > ours or set(theirs) - _ALONE_SAYS_NOTHING[other]:
        return False
    if ours:
        return not any(_share(words, language) < most for words, most in _stretches(words, language))
    return _is_likely(words, language)


def first_words(language: Language, question: str) -> str:
    """Return words in ``language`` with which an answer to ``question`` may begin, whatever it says.

    Given as the beginning of the model's own reply, they hold a small model to the language: the next word
    has to fit on to them. They end without a space, since that belongs to the model's next token.
    """
    asks_why = question.lower().startswith(_WHY[language])
    return (_BECAUSE if asks_why else _ACCORDING)[language]


def _is_likely(words: Sequence[str], language: Language) -> bool:
    """Whether words, none of which is a function word, may be of ``language``; one is often borrowed."""
    least = _LIKELY_OTHER if len(words) > 1 else _LIKELY_OTHER_ALONE
    return not words or _share(words, language) >= least


def _stretches(words: Sequence[str], language: Language) -> Iterator[tuple[list[str], float]]:
    """Yield the words that stand together without a function word of ``language`` between them."""
    for is_own, run in groupby(words, key=lambda word: word in _OWN_WORDS[language]):
        stretch = [] if is_own else list(run)
        for length, most in _SURELY_OTHER:
            for start in range(len(stretch) - length + 1):
                yield stretch[start : start + length], most


def _plain_words(text: str) -> Iterator[str]:
    """Yield the words in lower case that are no names, nor within names."""
    found = list(_WORD.finditer(text))
    capital = [_is_name(text, found, at) for at in range(len(found))]
    for at, one in enumerate(found):
        if not capital[at] and not _is_within_name(found, capital, at):
            yield one[0].lower().replace("’", "'")


def _is_name(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    word = words[at][0]
    if not word[0].isupper() or word == "I":
        return False
    opens = at == 0 or _ENDS.search(text[words[at - 1].end() : words[at].start()]) is not None
    if word in _ARTICLES and at + 1 < len(words) and words[at + 1][0][0].isupper():
        # The Guardian, De Telegraaf; but The Russian is English.
        return not any(known_places([words[at + 1][0]]))
    lowered = word.lower()
    known = any(lowered in own for own in (*_OWN_WORDS.values(), _ONLY_GERMAN))
    return not (opens and known)


def _is_within_name(words: Sequence[re.Match[str]], capital: Sequence[bool], at: int) -> bool:
    """Whether a word is one of the few small ones between two with capitals: ``Gone with the Wind``."""
    first, last = at, at
    while first >= 0 and not capital[first] and words[first][0] in _IN_NAMES:
        first -= 1
    while last < len(words) and not capital[last] and words[last][0] in _IN_NAMES:
        last += 1
    between = last - first - 1
    ends_are_names = first >= 0 and last < len(words) and capital[first] and capital[last]
    return ends_are_names and 1 <= between <= _LONGEST_JOIN


def _share(words: Sequence[str], language: Language) -> float:
    """Return how likely words are of ``language`` rather than of the other, 0 to 1."""
    wanted = lingua.Language.DUTCH if language == "nl" else lingua.Language.ENGLISH
    return _dutch_or_english().compute_language_confidence(" ".join(words), wanted)


@functools.cache
def _dutch_or_english() -> lingua.LanguageDetector:
    """Loads the n-gram models, which the process holds once: 100 MB, with ``index.text.language``'s."""
    return lingua.LanguageDetectorBuilder.from_languages(
        lingua.Language.DUTCH, lingua.Language.ENGLISH
    ).build()
