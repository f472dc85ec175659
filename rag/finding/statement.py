"""Turns a question for yes or no into what it asks about, as a statement."""

import re

from index.article import Language
from rag.finding.question_kind import asking_sentence, question_proper
from rag.values.names import names_in

_THAT = re.compile(
    r"^(?:(?:klopt|is) het(?: waar| juist| zo)?,? dat|is it (?:true|correct|the case|so) that"
    r"|of|if|whether|dat|that)\s+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",? (?:toch|nietwaar|of niet|right|correct|or not|isn['’]t it)$", re.IGNORECASE)
"""What hangs behind a question and asks nothing of its own."""
_NOT = re.compile(
    r"(?<=^is)n['’]t\b|(?<=^did)n['’]t\b|(?<=^has)n['’]t\b|(?<=^are)n['’]t\b|(?<=^was)n['’]t\b|(?<=^does)n['’]t\b",
    re.IGNORECASE,
)
"""``Isn't she the mayor?`` asks whether she is."""
_WORD = re.compile(r"[\w'’-]+")
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "you",
        "i",
        "there",
        "anyone",
        "anybody",
        "someone",
        "somebody",
        "everyone",
        "nobody",
        "this",
        "that",
    ]
)
_SO: dict[Language, str] = {"nl": "Het is zo dat", "en": "It is so that"}
_YES = "The answer to “{question}?” is yes."


def statement_of(question: str, language: Language) -> str:
    """Return what a question asks about as a sentence that claims it.

    In Dutch the verb goes to the end, as in any clause behind ``dat``; in English behind the subject, where
    that is a pronoun or a name.

    >>> statement_of("Heeft de wethouder de brug geopend?", "nl")
    'Het is zo dat de wethouder de brug geopend heeft.'
    >>> statement_of("Did Ann Tolley win the prize?", "en")
    'It is so that Ann Tolley did win the prize.'
    """
    asked = asking_sentence(question).rstrip(" ?.!")
    aside = _ASIDE.search(asked)
    asked = asked[: aside.start()] if aside else asked
    if aside and any(name.span.start == 0 for name in names_in(asked)):
        return f"{asked}."
    for text in (asked, question_proper(asked)):
        that = _THAT.match(text)
        if that is not None:
            return f"{_SO[language]} {text[that.end() :]}."
    asked = _NOT.sub("", asked)
    verb = _WORD.match(asked)
    if verb is None:
        return f"{asked}."
    rest = asked[verb.end() :].strip()
    first = verb[0].lower()
    if language == "nl":
        return f"{_SO[language]} {rest} {first}."
    end = _end_of_subject(rest)
    if end is None:
        return _YES.format(question=asked)
    return f"{_SO[language]} {rest[:end].strip()} {first} {rest[end:].strip()}."


def _end_of_subject(text: str) -> int | None:
    """Return where the subject ends with which an English text begins; None where it is not seen."""
    word = _WORD.match(text)
    if word is not None and word[0].lower() in _PRONOUNS:
        return word.end()
    end = None
    for name in names_in(f"did {text}"):
        begin = name.span.start - len("did ")
        if begin != 0 and (end is None or text[end:begin] not in {" and ", ", ", ", and "}):
            break
        end = name.span.end - len("did ")
    return end
