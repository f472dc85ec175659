"""The texts that only an exported conversation has, in Dutch and in English."""

from dataclasses import dataclass

from index.article import Language


@dataclass(frozen=True, slots=True)
class ExportTexts:
    """The texts of one language; ``about`` is filled with a date."""

    about: str
    no_answer: str
    stopped: str
    failed: str
    unfinished: str
    changed: str
    gone: str
    untitled: str


EXPORT_TEXTS: dict[Language, ExportTexts] = {
    "nl": ExportTexts(
        about="Gesprek met Tweespraak, begonnen op {date}. De antwoorden zijn door een taalmodel geschreven; "
        "elk nummer verwijst naar de zin uit een artikel waarop het antwoord rust.",
        no_answer="Geen antwoord.",
        stopped="Gestopt. Wat hier staat, is niet gecontroleerd.",
        failed="Dit is niet gelukt.",
        unfinished="Niet beantwoord.",
        changed="Dit artikel is sindsdien gewijzigd.",
        gone="Dit artikel staat niet meer in de index.",
        untitled="Gesprek",
    ),
    "en": ExportTexts(
        about="Conversation with Tweespraak, begun on {date}. The answers were written by a language model; "
        "each number refers to the sentence of an article on which the answer rests.",
        no_answer="No answer.",
        stopped="Stopped. What stands here has not been checked.",
        failed="This did not work.",
        unfinished="Not answered.",
        changed="This article has changed since.",
        gone="This article is no longer in the index.",
        untitled="Conversation",
    ),
}
