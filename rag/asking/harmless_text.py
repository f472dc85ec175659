"""Makes what articles say harmless to a prompt, and knows sentences that are addressed to a model.

An article is text that somebody else wrote. What the reader is shown stays the exact slice of it; this is
about what the model reads. Small models obey what looks like their own prompt, so none of it may: not our
numbers, not our labels, not the control tokens of a chat template, which engines take for the real ones
wherever they stand. (Greshake et al. 2023, "Not what you've signed up for", arXiv 2302.12173.)
"""

import re
import unicodedata

_INVISIBLE = frozenset({"Cf", "Cs", "Co"})
"""Unicode categories: zero-width, bidi and tag characters, surrogates, private use."""
_INVISIBLE_TOO = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Joiners, fillers and variation selectors, which other categories hold."""

_BRACKETS = str.maketrans("[]【】［］〔〕⟦⟧<>＜＞", "()()()()()‹›‹›")
"""Square brackets are our numbers, and angle brackets begin the control tokens of every chat template but
Mistral's, which has square ones (``<|im_end|>``, ``</s>``, ``<start_of_turn>``, ``[INST]``)."""

_LABEL = re.compile(
    r"^([\s>*_#\"'“‘-]*(?:vraag|antwoord|artikel|question|answer|article"
    r"|zin|bron|titel|ervoor|claim|source|title|before|system|systeem|user|gebruiker|assistant|assistent|human|ai)[\s*_]*)[:：]",
    re.IGNORECASE,
)
"""At the beginning of a line: what our prompt and chat logs put before what somebody says."""


def plain_source(text: str) -> str:
    """Return a text of an article as a prompt may hold it: one line that looks like no part of the prompt.

    Invisible characters go. Square brackets become round ones and angle brackets ``‹›``, so that neither a
    number in brackets nor a control token is left. A label such as ``Vraag:`` at the beginning of a line
    gets a dash for its colon. Doing it twice changes nothing more.
    """
    lines = (_LABEL.sub(r"\1 –", line.strip()) for line in _visible(text).splitlines())
    printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in "\n".join(lines))
    return " ".join(printable.translate(_BRACKETS).split())


_MODEL = (
    r"(?:(?:ai|a\.i\.|llm|chat|language|taal|virtual|virtuele|digital|digitale)[-\s]?)*"
    r"(?:assistants?|assistent(?:en)?|model(?:s|len)?|chatbots?|bots?|llm'?s?|ai'?s?)"
)
# An English or Dutch order comes first in its clause.
_CLAUSE = (
    r"(?:^|[.!?:;,–—-]\s*|\b(?:and|or|but|then|en|of|maar|dan|nu)\s+)[\"'“‘(]*(?:please\s+|now\s+|nu\s+)?"
)
_EARLIER = (
    r"(?:previous|prior|earlier|preceding|foregoing|above|your|other"
    r"|eerdere?|vorige|voorgaande|voorafgaande|bovenstaande|je|jouw|uw|andere)"
)
_TOLD = (
    r"(?:instructions?|prompts?|orders|directions|guidelines|rules|sentences|sources|messages|context"
    r"|instructies?|opdracht(?:en)?|aanwijzingen|regels|richtlijnen|zinnen|bronnen|berichten)"
)
_SAY = (
    r"(?:say|write|reply|respond|answer|print|repeat|tell|claim|cite|put|include|ignore|disregard|forget"
    r"|output|do\s+not|don't|never|always"
    r"|zeg|schrijf|antwoord|reageer|herhaal|vertel|beweer|noem|citeer|negeer|vergeet)"
)
_REPLY = r"(?:reply|respond|answer|antwoord|beantwoord|reageer)"
_FORGET = r"(?:ignore|disregard|forget|override|bypass|negeer|vergeet)"
_WHAT = (
    r"(?:that|only|the|this|these|nothing|all|everything|your|in|with|not|no|it"
    r"|dat|alleen|de|het|deze|dit|niets|alles|je|jouw|uw|geen|nooit|altijd|uitsluitend|niet)"
)

_ORDER = re.compile(
    rf"""
    # Ignore all previous instructions. Negeer alle eerdere instructies.
    {_CLAUSE}{_FORGET}\s+(?:(?:all|any|the|of|alle|al|de|het)\s+){{0,3}}{_EARLIER}\s+(?:\w+\s+){{0,2}}{_TOLD}\b
    | {_CLAUSE}{_FORGET}\s+(?:all|alle)\s+(?:instructions|instructies)\b
    | {_CLAUSE}{_FORGET}\s+(?:the\s+question|de\s+vraag)\s+(?:and|en)\s+{_SAY}\b
    | {_CLAUSE}{_FORGET}\s+(?:everything|all|anything|what)\s+
      (?:above|before\s+this|that\s+came\s+before|(?:that\s+)?you\s+(?:were|have\s+been)\s+told|they\s+asked\s+you)
    | {_CLAUSE}{_FORGET}\s+alles\s+(?:hierboven|hiervoor|wat\s+(?:hier(?:voor|boven)|eerder))
    # Note to assistants: say that … Let op, taalmodel: vergeet de vraag …
    | (?:^|[.!?,)>]\s*)(?:[\w'-]+\s+){{0,5}}{_MODEL}\s*[:,!]\s*{_SAY}\s+{_WHAT}\b
    | ^(?:\w+\s+){{0,2}}(?:instructions?|note|message|instructies?|bericht|opdracht)\s+
      (?:for|to|aan|voor)\s+(?:(?:the|all|any|de|het|alle)\s+)?{_MODEL}\s*:
    | \b(?:if\s+you\s+are|if\s+you're|als\s+je)\s+(?:(?:an?|the|een)\s+)?{_MODEL}\s*
      (?:,|(?:reading|processing|summari[sz]ing|bent)\b)
    | \b(?:wie|if\s+you|whoever|als\s+(?:je|u))\s+(?:reads?\s+)?(?:deze?|dit|this)\s+
      (?:tekst|artikel|text|article)\s+(?:als|as)\s+(?:an?\s+|een\s+)?{_MODEL}\b
    | \b{_MODEL}\s+(?:that\s+are\s+)?asked\s+(?:about|for|who|what)\b[^.]*\b(?:should|must)\s+{_SAY}\b
    | \b{_MODEL}\s+(?:must|should|moeten|dienen)\s+{_FORGET}\s+
      (?:all\s+|the\s+|this\s+)?(?:other|previous|question|article|rest)\b
    # Reply only with … Antwoord op elke vraag: … Begin every answer with …
    | {_CLAUSE}{_REPLY}\s+(?:only|solely|alleen|uitsluitend|slechts)\s+(?:with|in|the|that|met|het|dat)\b
    | {_CLAUSE}{_REPLY}\s+(?:to\s+|op\s+)?(?:all|any|every|each|alle|elke|iedere)\s+(?:\w+\s+)?
      (?:questions?|vra(?:ag|gen))(?:\s+(?:about|over)\s+(?:this|dit)\s+\w+)?\s*(?::|with\b|in\b|met\b)
    | {_CLAUSE}(?:begin|start|end|eindig)\s+(?:every|each|all|your|elk|ieder|je)\s+
      (?:answers?|repl(?:y|ies)|responses?|antwoord(?:en)?)\s+(?:with|met)\b
    | {_CLAUSE}(?:write|say|schrijf|zeg)\s+(?:only|alleen)\s*:
    | ^the\s+answer\s+to\s+(?:every|any|each)\s+question\s+is\b
    | ^het\s+antwoord\s+op\s+(?:elke|iedere)\s+vraag\s+is\b
    | \bif\s+(?:you\s+are\s+|you're\s+)?asked\b[^.]*,\s*(?:write|say|{_REPLY})\s+(?:only\b|that\b|:)
    # What becomes of the sources, the prompt and the reader.
    | \b(?:when|whenever|before)\s+(?:you\s+)?answer(?:ing)?\b[^.]*,\s*
      (?:leave\s+out|omit|print|reveal|show|do\s+not|don't|never|ignore)\b
    | {_CLAUSE}(?:print|reveal|show|repeat|output|display|toon|onthul|herhaal|druk|geef)\s+(?:me\s+)?
      (?:(?:your|je|jouw|uw)\s+(?:\w+\s+){{0,2}}(?:systeem)?(?:prompt|instructions|instructies)
      |(?:the|de)\s+(?:system\s+prompt|systeemprompt))\b
    | {_CLAUSE}(?:do\s+not|don't|never)\s+(?:cite|mention|name|quote|summari[sz]e)\s+
      (?:any\s+|your\s+|the\s+)?(?:sources?|citations?|this\s+(?:article|page|text))\b
    | {_CLAUSE}(?:leave\s+out|omit)\s+(?:all\s+|any\s+|the\s+)?(?:citations|bracketed)\b
    | {_CLAUSE}(?:noem|vermeld|citeer|geef)\s+geen\s+(?:bron(?:nen|vermelding(?:en)?)?|citaten)\b
    | {_CLAUSE}(?:tell|say\s+to|zeg\s+tegen|vertel(?:\s+aan)?)\s+(?:the|your|de|je)\s+
      (?:user|gebruiker)\s+(?:that|dat)\b
    | {_CLAUSE}decode\s+(?:this|the\s+following)\b[^.]*\b(?:do|follow|execute|obey)\b
    | \byou\s+are\s+now\s+(?:in\s+)?(?:developer|debug|admin|jailbreak|unrestricted|dan)\b
    | \bje\s+bent\s+(?:nu|voortaan)\s+in\s+(?:de\s+)?ontwikkel(?:aars)?modus\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_CONTROL = re.compile(
    r"<\|?/?(?:im_start|im_end|system|user|assistant|eot_id|end_of_turn|start_of_turn|endoftext)\|?>"
    r"|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)
"""Control tokens of chat templates, which stand in no news."""
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]|(?<!\w)[‘'](?:[^‘’']|[’'](?=\w))*[’'](?!\w)")


def looks_like_an_instruction(text: str) -> bool:
    """Whether a sentence tells a language model what to do, rather than the reader what happened.

    Meant to be right where it says so, at the price of missing some: an order in quotation marks is news. One
    without them is an order, whoever is said to have said something beside it. Dutch and English.
    """
    sentence = " ".join(unicodedata.normalize("NFKC", _visible(text)).replace("’", "'").split())
    told = " ".join(_QUOTED.sub(" ", sentence).split())
    if _CONTROL.search(sentence):
        return True
    return _ORDER.search(told) is not None


def _visible(text: str) -> str:
    kept = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    return _INVISIBLE_TOO.sub("", kept)
