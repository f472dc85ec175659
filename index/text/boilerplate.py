"""What of a file is plainly not the article: invitations to read on, to subscribe, to share, and the like.

All rules stand in ``FURNITURE``. A rule cuts what its pattern matches out of what is searched; the text that
the user is shown stays whole. A rule that is in doubt keeps the line: a stray ``Read more`` does little
harm, a lost sentence of the article does.
"""

import itertools
import re
from dataclasses import dataclass

from index.span import Span


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One kind of furniture.

    ``pattern`` is searched once in each line, stripped; ``example`` is a line in which it cuts something.
    A pattern that is anchored at both ends leaves out the whole line.
    """

    name: str
    pattern: re.Pattern[str]
    example: str


_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"

# A bare year needs a capital after it: "date 2023 De premier …", but not "date 2000 people remember".
DATE_MARK = re.compile(
    rf"^date (?P<date>(?:1[5-9]|20)\d\d(?:-{_MONTH}(?:-{_DAY})?|(?=\s+[^a-z]|$)))(?:\s+|$)"
)
_DATE_LINE = re.compile(
    r"^(?i:(?:eerst |oorspronkelijk |first )?(?:published|posted|gepubliceerd|geplaatst|publicatiedatum"
    r"|date|datum|(?:laatst |last )?(?:gewijzigd|bijgewerkt|updated|modified))(?: on| op)?:?"
    r" (?:[a-z]{2,9}\.?,? )?(?:(?:1[5-9]|20)\d\d-\d\d-\d\d|\d\d?[-/.]\d\d?[-/.]\d{4}"
    r"|\d\d?(?:st|nd|rd|th)? [a-z]{3,9}\.? \d{4}|[a-z]{3,9}\.? \d\d?,? \d{4}))"
    r"(?:(?:[T ,]| om | at )+\d\d?[:.]\d\d(?::\d\d)?(?: uur| [ap]m|Z| [A-Z]{2,4}|[+-]\d\d:?\d\d)?)?$"
)

_CREDITED = r"(?:[A-Z][\w.&'’-]*|via|van|de|der|den|voor|for)"
_CREDIT = (
    rf"(?:Beeld:?\s|(?:Foto|Photo|Image|Picture|Video|Illustratie)(?: credit| by| door)?:\s"
    rf"|(?:Foto|Photo)\s(?=(?:ANP|AFP|AP|EPA|Reuters|Getty)\b)|Photo by\s)"
    rf"{_CREDITED}(?:(?:\s*[/|,]\s*|\s+){_CREDITED}){{0,8}}"
)


def _line(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for a whole line, in upper or lower case, with or without a last stop or arrow."""
    return re.compile(rf"^(?:{pattern})\s*[.:!…»›>→]*$", re.IGNORECASE)


FURNITURE: tuple[FurnitureRule, ...] = (
    # The date is the article's ``published``; what follows on the line is the article.
    FurnitureRule("date mark", DATE_MARK, "date 2023-03 Of het toeval is, laat zich raden."),
    FurnitureRule("date line", _DATE_LINE, "Gepubliceerd op vrijdag 11 oktober 2024 om 14:05"),
    # A caption tells something, who took the picture does not; it follows the caption's last sentence.
    FurnitureRule(
        "picture credit", re.compile(rf"(?:^|(?<=[.!?…”’\"])\s+){_CREDIT}$"), "Er werd betoogd. Beeld AP"
    ),
    FurnitureRule(
        "picture credit in brackets",
        re.compile(rf"\s*[(\[]{_CREDIT}[)\]]$"),
        "The leaders in Astana on Wednesday. (Photo: AP)",
    ),
    # A pull quote repeats the article, often not to the letter; its speaker follows without a full stop.
    FurnitureRule(
        "pull quote",
        re.compile(r"^(?:Quote|QUOTE) [A-Z‘“\"'].{10,400}[.!?…][’”\"']*\s+[A-Z][^.!?]{1,60}$"),
        "Quote Xi wil niet dat Poetin ten val komt. Galljamov",
    ),
    FurnitureRule("no word on it", re.compile(r"^[\W_]+$"), "_"),
    FurnitureRule("hashtags", re.compile(r"^(?:#\w[\w-]*\s*)+$"), "#Putin #Erdogan #Astana"),
    FurnitureRule(
        "read on",
        _line(
            r"(?:keep|continue) reading|read (?:more|on|also|next)(?: here)?|(?:read|see) more|also read"
            r"|lees (?:ook|meer|verder|hier verder|het hele artikel)|meer lezen"
            r"|(?:read more|read also|read next|also read|see also|lees ook|lees verder|lees meer): .{1,200}"
        ),
        "KEEP READING",
    ),
    FurnitureRule(
        "related",
        _line(
            r"related (?:articles|stories|topics|content)|related: .{1,200}|more on this (?:story|topic)"
            r"|most (?:read|viewed|popular)|gerelateerd(?:e (?:artikelen|onderwerpen|berichten))?"
            r"|meer over dit onderwerp|meest gelezen"
        ),
        "Meer over dit onderwerp",
    ),
    FurnitureRule(
        "subscribe",
        _line(
            r"(?:subscribe|sign in|log in|sign up|register)(?: now| here)? to (?:continue|keep) reading"
            r"|read without limits|already a subscriber\? (?:log|sign) in"
            r"|(?:this article is )?for subscribers only|this article is only for subscribers"
            r"|(?:word abonnee|log in|abonneer je|neem een abonnement) om (?:verder|door) te lezen"
            r"|al abonnee\? log (?:hier )?in|dit artikel is (?:alleen|exclusief) voor abonnees"
        ),
        "Subscribe to continue reading",
    ),
    FurnitureRule(
        "newsletter",
        _line(
            r"(?:sign up|subscribe) (?:for|to) (?:our|the [\w ]{1,30}) newsletters?\b.{0,80}"
            r"|(?:sign up|subscribe) (?:for|to) our .{1,40} newsletters?\b.{0,80}"
            r"|(?:schrijf|meld|abonneer) (?:je|u) .{0,30}\b(?:onze|de) .{0,30}nieuwsbrief\b.{0,80}"
        ),
        "Schrijf je in voor onze gratis nieuwsbrief",
    ),
    FurnitureRule(
        "follow us",
        _line(
            r"(?:follow (?:us|all)|volg (?:ons|al het))\b.{0,80}"
            r"\b(?:facebook|twitter|instagram|linkedin|youtube|tiktok|newsletter|nieuwsbrief)\b.{0,60}"
        ),
        "Follow all the international information at Facebook and Xor in our weekly newsletter.",
    ),
    FurnitureRule(
        "slogan",
        _line(
            r"knowing what['’]s happening outside means understanding what['’]s going to happen inside,"
            r" so don['’]t miss anything"
        ),
        "Knowing what’s happening outside means understanding what’s going to happen inside, so don’t miss "
        "anything.",
    ),
    FurnitureRule(
        "advertisement",
        _line(
            r"advertisement|advertentie|sponsored(?: content)?|scroll to continue"
            r"|(?:story|article) continues (?:below|after)(?: this| the)? ad(?:vertisement)?"
            r"|(?:(?:de|het|dit) )?(?:artikel|tekst|verhaal) (?:gaat verder|loopt door) (?:onder|na)"
            r" (?:de|het|deze|dit) (?:advertentie|foto|video|tweet|afbeelding|kaart|bericht)"
        ),
        "De tekst gaat verder onder de foto",
    ),
    FurnitureRule(
        "share",
        _line(
            r"share this(?: article| story| post| page)?(?: (?:on|via|with) .{1,60})?"
            r"|share (?:on|via) (?:facebook|twitter|x|linkedin|whatsapp|e-?mail)"
            r"|deel dit(?: artikel| bericht| verhaal)?(?: (?:op|via|met) .{1,60})?"
            r"|de(?:el|len) (?:op|via) (?:facebook|twitter|x|linkedin|whatsapp|e-?mail)"
            r"|(?:listen to this article|luister naar dit artikel|back to top|terug naar boven)"
        ),
        "Share this article",
    ),
    FurnitureRule(
        "reading time",
        _line(
            r"\d{1,3} min(?:ute)?s? read|reading time:? \d{1,3} min(?:ute)?s?"
            r"|leestijd:? \d{1,3} min(?:uten|uut)?"
        ),
        "Leestijd: 4 minuten",
    ),
    FurnitureRule(
        "cookies",
        _line(
            r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,30} to"
            r" (?:give|offer|ensure|improve|provide|personali[sz]e|enhance|make)\b.{0,200}"
            r"|(?:wij|we|deze (?:web)?site|onze (?:web)?site) gebruik(?:t|en) cookies\b.{0,30} om\b.{0,200}"
            r"\b(?:verbeteren|bieden|analyseren|personaliseren|maken)"
            r"|(?:accept|manage)(?: all)? cookies|(?:alle )?cookies accepteren"
            r"|cookie ?(?:settings|policy|instellingen|beleid)"
        ),
        "We use cookies to give you the best experience on our website.",
    ),
    FurnitureRule(
        "copyright",
        re.compile(
            r"^(?:©\s*(?:\d{4}|[A-Z])|(?i:copyright)\s*©"
            r"|(?i:\(c\)|copyright)\s*\d{4}\b(?:\s*[-–]\s*\d{4})?,? [A-Z©])"
            r"[^.]{0,80}(?:\.\s*(?i:all rights reserved|alle rechten voorbehouden)\.?)?\.?$"
            r"|^(?i:all rights reserved|alle rechten voorbehouden)\.?$"
        ),
        "© 2024 ANP. Alle rechten voorbehouden.",
    ),
)

_SEARCHES = tuple(rule.pattern.search for rule in FURNITURE)

# Plain text that was broken at a fixed width: no line is longer, and most stop in the middle of a sentence.
_WRAPPED_AT_MOST = 100
_WRAPPED_AT_LEAST = 40
_SENTENCE_END = re.compile(r"[.!?:…][’”\"')\]]*$")


def body_spans(text: str) -> tuple[Span, ...]:
    r"""Return the paragraphs of the article itself, in order, stripped, without furniture.

    A paragraph is a line, whether or not blank lines divide them; where the text was wrapped at a fixed
    width, it is the lines up to a blank one, and its span holds line ends (``\n``). The spans do not overlap;
    what lies between them is white space or furniture. There are none where the text holds nothing else.
    """
    lines = _lines(text)
    pieces = [piece for line in lines for piece in _without_furniture(text, line)]
    return tuple(_joined(text, pieces) if _is_wrapped(text, lines) else pieces)


def _lines(text: str) -> list[Span]:
    """Return the lines that are not blank, stripped."""
    lines = []
    start = 0
    for line in text.split("\n"):
        stripped = _stripped(text, start, start + len(line))
        if stripped is not None:
            lines.append(stripped)
        start += len(line) + 1
    return lines


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None


def _without_furniture(text: str, line: Span) -> list[Span]:
    written = line.of(text)
    if not any(search(written) for search in _SEARCHES):
        return [line]  # as nearly every line, so that this is most of what is done
    pieces = [line]
    for rule in FURNITURE:
        pieces = [left for piece in pieces for left in _cut(text, piece, rule.pattern)]
    return pieces


def _cut(text: str, piece: Span, pattern: re.Pattern[str]) -> list[Span]:
    found = pattern.search(piece.of(text))
    if found is None:
        return [piece]
    around = (
        _stripped(text, piece.start, piece.start + found.start()),
        _stripped(text, piece.start + found.end(), piece.end),
    )
    return [left for left in around if left is not None]


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if any(line.end - line.start > _WRAPPED_AT_MOST for line in lines):
        return False
    followed = [
        line for line, after in itertools.pairwise(lines) if text.count("\n", line.end, after.start) == 1
    ]
    mid_sentence = [
        line
        for line in followed
        if line.end - line.start >= _WRAPPED_AT_LEAST and not _SENTENCE_END.search(line.of(text))
    ]
    return len(mid_sentence) >= 2 and 2 * len(mid_sentence) > len(followed)


def _joined(text: str, pieces: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for piece in pieces:
        gap = text[joined[-1].end : piece.start] if joined else ""
        if gap.count("\n") == 1 and not gap.strip():
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined
