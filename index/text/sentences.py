"""Splits Dutch and English text into sentences with exact offsets.

A stop (``. ! ? …``), with the quotes and brackets that close after it, ends a sentence when white space
follows and what comes next looks like a beginning: anything but a lower-case word. That one question settles
most abbreviations (``d.w.z. het``), quotations (``“Kom!” riep hij``) and mid-sentence ellipses; tables settle
those that stand before a capital or a digit. Own rules rather than a library, since sentencex
1.0.32 and pysbd 0.3.4 each fail about a fifth of the cases in ``tests/test_index_text_sentences.py``, by
splitting too much and too little, so that mending them would take all of these rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Language
from index.span import Span
from index.text.keywords import word_set

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WRAPPED_LINES = re.compile(r"[^\v\f\x1c-\x1e\x85\u2028\u2029]+")
# The first branch passes over a parenthesis within a sentence, up to the stop before its closing bracket. The
# second always matches once it has begun (possessive, no look-ahead): on any text the scan stays linear.
_PARENTHESIS_OR_STOP = re.compile(
    r"""\((?:[^()]{0,300}[^().!?…"'”’])?(?=[.!?…"'”’]{0,8}\))"""
    r"""|(?P<stop>[.!?…]++(?:[ \xa0][.!?…]++)*+)["'”’»“‘)\]}]*+(?:\[[^\[\]]{1,30}\])*+"""
)
# Quotes, brackets, dashes and bullets before the next word, and the Dutch ’s, ’t and ’n, of which the word
# after has the capital.
_OPENING = re.compile(r"""[\s"'“”„‘’«»(\[{*•·–—-]*+""")
_DUTCH_CLITIC = re.compile(r"(?<=['’‘])[stn]\s+(?=\w)")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_SINGLE_LETTERS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*")
_LIST_NUMBER = re.compile(r"\(?\d{1,3}")
_GLUED = re.compile(r"[^\W\d_]*[a-zà-ÿ]{2}")
_CAPITALIZED = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]|[A-Z] ")
_LONGEST_TOKEN = 40
"""Characters looked back for the word before a stop: enough for any abbreviation, and bounded."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The tables of one language. Upper and lower case count, but for a first capital in ``lead_on``."""

    lead_on: frozenset[str]
    """Belong to the name or thing that follows, so are never the end of a sentence."""
    before_number: frozenset[str]
    """Belong to a digit that follows (``blz. 12``, ``Oct. 1``); otherwise ordinary words (``No. He``)."""
    doubtful: frozenset[str]
    """Stand in the middle as often as at the end (``Apple Inc.``): the end only before a starter."""
    starters: frozenset[str]
    """Words that begin sentences and, capitalized, hardly ever stand inside one."""
    closing: frozenset[str]
    """Letters with stops that close a list, like ``enz.``: before a capital they end the sentence."""


ABBREVIATIONS: dict[Language, Abbreviations] = {
    "nl": Abbreviations(
        lead_on=word_set(
            # Titles and forms of address, civil, of the church and military.
            "dr drs prof mr ir ing lic mevr mw dhr mej burg wethr ds gen kol kapt lt maj sgt",
            # Words that announce a name or an example: bijvoorbeeld, vergelijk, respectievelijk, voormalig …
            "bijv vgl cf vs resp evt incl excl zgn vml voorm wnd plm",
        ),
        before_number=word_set(
            "nr nrs no art artt blz pag p pp par hfst fig afb bijl dl vol ca tel geb gest lid al",
            "jan feb febr mrt apr jun jul aug sep sept okt nov dec",
        ),
        doubtful=word_set("jr sr Jr Sr Sv St Chr Joh Inc Ltd Corp Co bv min dir jl a.s j.l a.m p.m v.m n.m"),
        starters=word_set(
            "De Het Een Hij Zij Ze Wij We Ik Jij Je U Men Dit Dat Deze Die Er Wat Wie Waarom Hoe Waar",
            "Wanneer Maar En Of Want Dus In Op Bij Met Voor Uit Naar Om Aan Door Tijdens Volgens Sinds Tegen",
            "Over Na Als Toen Terwijl Nadat Omdat Hoewel Ook Daar Daarom Daarna Daarbij Toch Zo Nu Dan Niet",
            "Geen Wel Zijn Haar Hun Veel Alle Sommige Inmiddels Intussen Eerder Later Vorig Vorige Nee Ja",
        ),
        closing=word_set("e.a e.d e.v c.s"),
    ),
    "en": Abbreviations(
        lead_on=word_set(
            # Titles and forms of address, civil, political, military and of the church.
            "dr prof mr mrs ms messrs Sen Sens Rep Reps Gov Pres Amb Atty Hon Rev Supt",
            "Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl",
            # Before a name: Mount, Fort, versus, and the v of a court case.
            "Mt Ft vs v cf viz incl",
        ),
        before_number=word_set(
            "no nos p pp fig figs vol vols ch sec par approx ca c est al",
            "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
        ),
        doubtful=word_set(
            "Jr Sr Inc Ltd Corp Co Cos Bros St Ave Blvd Rd a.m p.m",
            # States, as newspapers shorten them.
            "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb",
            "Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo",
        ),
        starters=word_set(
            "The A An He She It They We I You This That These Those There What Who Why How Where His Her Its",
            "Their Our My But And Or So Then In On At For With By From To As If When While After",
            "Before Since Although Though Because During Despite According However Meanwhile Also Both",
            "Only Now Yet Here No Not Some Many Most Another Earlier Later Last",
        ),
        closing=frozenset(),
    ),
}


def sentence_spans(
    text: str, language: Language, *, within: Span | None = None, wrapped: bool = False
) -> tuple[Span, ...]:
    """Return the sentences of ``text``, or of its part ``within``, in order and in offsets of ``text``.

    Every character that is not white space is in exactly one span; spans neither begin nor end with white
    space. The end of a line ends a sentence. Takes time linear in the length.

    :param wrapped: a line feed is white space like any other, as in a paragraph broken at a fixed width.
    """
    part = within or Span(0, len(text))
    lines = _WRAPPED_LINES if wrapped else _LINE
    return tuple(
        sentence
        for line in lines.finditer(text, part.start, part.end)
        for sentence in _sentences_of_line(text, ABBREVIATIONS[language], line.start(), line.end())
    )


def _sentences_of_line(text: str, known: Abbreviations, start: int, end: int) -> Iterator[Span]:
    start = _skip_space(text, start, end)
    for found in _PARENTHESIS_OR_STOP.finditer(text, start, end):
        if found["stop"] and found.end() < end and _ends_sentence(text, known, found, start, end):
            yield Span(start, found.end())
            start = _skip_space(text, found.end(), end)
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, known: Abbreviations, found: re.Match[str], start: int, end: int) -> bool:
    """Judge the stop ``found`` in a sentence that began at ``start``, in a line that ends at ``end``."""
    token = _token_before(text, start, found.start())
    if not text[found.end()].isspace():
        return _is_glued(text, known, found, token)
    beginning = _beginning(text, found.end(), end)
    if beginning is None:
        return False
    if found["stop"] != ".":
        return True
    numbers_the_line = _LIST_NUMBER.fullmatch(token) and found.start() - len(token) == start
    if numbers_the_line or _leads_on(token, known):
        return False
    if token.lower() in known.before_number or token in known.before_number:
        return not text[beginning : beginning + 1].isdigit()
    word = _WORD.match(text, beginning, end)
    return _ends_before(word[0] if word else "", text, token, found.start() - len(token), known)


def _ends_before(follower: str, text: str, token: str, at: int, known: Abbreviations) -> bool:
    """Judge a full stop after ``token``, which begins at ``at``, by the word that follows."""
    before_starter = follower in known.starters
    if token in known.doubtful:
        return before_starter
    if token in known.closing or not _SINGLE_LETTERS.fullmatch(token):
        return True
    if len(token) > 1:
        # ``the U.S. They``, but ``J.K. Rowling`` and ``o.a. De Telegraaf``.
        return before_starter and not token.islower()
    # ``plan B. Dat werkte``, but ``George W. The``: an initial follows a name or a title, or comes first.
    before = text[max(0, at - _LONGEST_TOKEN) : at].split()
    return before_starter and bool(before) and before[-1].isalpha() and before[-1].islower()


def _leads_on(token: str, known: Abbreviations) -> bool:
    return token in known.lead_on or token[:1].lower() + token[1:] in known.lead_on


def _token_before(text: str, start: int, stop: int) -> str:
    window = text[max(start, stop - _LONGEST_TOKEN) : stop]
    if not window or window[-1].isspace():
        return ""
    return window.split()[-1].lstrip("\"'“”„‘’«»([{")


def _beginning(text: str, at: int, end: int) -> int | None:
    """Return where the next word begins, or None where it carries the sentence on in lower case."""
    opened = _OPENING.match(text, at, end)
    begin = opened.end() if opened else at
    clitic = _DUTCH_CLITIC.match(text, begin, end)
    if clitic:
        begin = clitic.end()
    if begin < end and text[begin].islower() and not text[begin + 1 : begin + 2].isupper():
        return None
    return begin


def _is_glued(text: str, known: Abbreviations, found: re.Match[str], token: str) -> bool:
    """Tell whether the space after a full stop was lost: ``uur.Hij kwam``."""
    return (
        found["stop"] in {".", "!", "?"}
        and _GLUED.fullmatch(token) is not None
        and not _leads_on(token, known)
        and _CAPITALIZED.match(text, found.end()) is not None
    )
