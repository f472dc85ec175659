"""Every text of the interface, in Dutch and in English, and how each language writes dates and numbers.

A field that one language lacks is a type error, so neither can fall behind. Fields with braces are
filled by the methods beside them.
"""

from dataclasses import dataclass

from index.article import LANGUAGES, Language
from rag.answer import Reason


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language."""

    tagline: str
    new_conversation: str
    other_language: str
    welcome_heading: str
    welcome: str
    examples: str

    question_label: str
    question_placeholder: str
    send: str
    stop: str
    empty_question: str
    long_question: str
    still_answering: str

    waiting: str
    searching: str
    found_none: str
    found_one: str
    found_many: str
    answered: str
    refused: str
    reason_nothing_near: str
    reason_model_refused: str
    reason_nothing_supported: str
    stopped: str
    stopped_before_answer: str
    failed: str
    failed_unexpectedly: str

    conversation: str
    answer: str
    mark: str
    show_sources_one: str
    show_sources_many: str
    sources: str
    sources_of: str
    sources_empty: str
    found_sources: str
    nearest: str
    nearest_note: str
    also_found: str
    back_to_mark: str
    source_number: str
    whole_article: str
    whole_article_of: str

    article_loading: str
    article_gone: str
    article_changed: str
    back_to_sources: str
    previous_sentence: str
    next_sentence: str
    sentence_place: str

    dutch: str
    english: str
    date_unknown: str
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    decimal_mark: str

    def language_name(self, language: Language) -> str:
        """Return the name of ``language`` in this language."""
        return self.dutch if language == "nl" else self.english

    def found(self, count: int) -> str:
        """Say that ``count`` sources were found and what happens next."""
        if count == 0:
            return self.found_none
        return self.found_one if count == 1 else self.found_many.format(count=count)

    def show_sources(self, count: int) -> str:
        """Return the label of the button that shows the ``count`` sources of an answer."""
        return self.show_sources_one if count == 1 else self.show_sources_many.format(count=count)

    def reason(self, reason: Reason) -> str:
        """Say why there is no answer."""
        return {
            "nothing near": self.reason_nothing_near,
            "model refused": self.reason_model_refused,
            "nothing supported": self.reason_nothing_supported,
        }[reason]

    def seconds(self, seconds: float) -> str:
        """Write a duration in seconds with one decimal, such as ``4,2``."""
        return f"{seconds:.1f}".replace(".", self.decimal_mark)

    def count(self, number: int) -> str:
        """Write a whole number with its thousands set apart, such as ``2.431``."""
        return f"{number:,}".replace(",", "." if self.decimal_mark == "," else ",")

    def date(self, published: str | None) -> str:
        """Write an ISO 8601 date of year, month or day precision for a reader, no more exact than it is.

        >>> TEXTS["nl"].date("2023-03"), TEXTS["en"].date("2023-03-14")
        ('maart 2023', '14 March 2023')
        """
        if published is None:
            return self.date_unknown
        year, *rest = published.split("-")
        parts = [str(int(rest[1]))] if len(rest) > 1 else []
        if rest:
            parts.append(self.months[int(rest[0]) - 1])
        return " ".join([*parts, year])


DUTCH = Texts(
    tagline="Vragen aan uw artikelen, met bij elke zin de bron",
    new_conversation="Nieuw gesprek",
    other_language="English",
    welcome_heading="Wat wilt u weten uit uw artikelen?",
    welcome=(
        "Vraag het in het Nederlands of in het Engels. Het antwoord komt uit de artikelen in beide talen, en "
        "elk nummer in het antwoord opent de zin waar het op rust. Staat iets er niet in, dan hoort u dat."
    ),
    examples="Vragen om mee te beginnen",
    question_label="Uw vraag",
    question_placeholder="Stel een vraag",
    send="Vraag",
    stop="Stop",
    empty_question="Typ eerst een vraag.",
    long_question="De vraag heeft {length} tekens; er passen er {limit}. Maak hem korter, hij staat er nog.",
    still_answering="De vorige vraag wordt nog beantwoord. Wacht even, of druk op Stop.",
    waiting="Een andere vraag wordt nog beantwoord; daarna komt deze…",
    searching="Er wordt in de artikelen gezocht…",
    found_none="Geen bronnen gevonden, antwoord wordt geschreven…",
    found_one="1 bron gevonden, antwoord wordt geschreven…",
    found_many="{count} bronnen gevonden, antwoord wordt geschreven…",
    answered="Beantwoord en nagekeken in {seconds} s",
    refused="Geen antwoord",
    reason_nothing_near="Niets in de artikelen komt in de buurt van deze vraag.",
    reason_model_refused="Het model vond het antwoord niet in de gevonden zinnen.",
    reason_nothing_supported="Geen zin van het antwoord hield stand naast de bronnen.",
    stopped="Gestopt. Wat hier staat is niet nagekeken.",
    stopped_before_answer="Gestopt voordat er een antwoord was.",
    failed="Dit lukte niet",
    failed_unexpectedly="Er ging iets mis dat niemand voorzag; de terminal zegt wat. U kunt verder vragen.",
    conversation="Gesprek",
    answer="Antwoord",
    mark="Bron {number}: {title}",
    show_sources_one="1 bron",
    show_sources_many="{count} bronnen",
    sources="Bronnen",
    sources_of="bij “{question}”",
    sources_empty="Hier verschijnen de bronnen van een antwoord.",
    found_sources="Gevonden",
    nearest="Dichtstbij gevonden",
    nearest_note="Deze passages lijken op de vraag, maar geven er geen antwoord op.",
    also_found="Ook gevonden, niet aangehaald",
    back_to_mark="Toon waar het antwoord bron {number} aanhaalt",
    source_number="Bron {number}",
    whole_article="Hele artikel",
    whole_article_of="Hele artikel: {title}",
    article_loading="Het artikel wordt gehaald…",
    article_gone="Dit artikel staat niet meer in de index.",
    article_changed="Het artikel is sindsdien veranderd; de aangehaalde zin staat er niet meer zo in.",
    back_to_sources="Terug naar de bronnen",
    previous_sentence="Vorige aangehaalde zin",
    next_sentence="Volgende aangehaalde zin",
    sentence_place="{place} van {count}",
    dutch="Nederlands",
    english="Engels",
    date_unknown="datum onbekend",
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    decimal_mark=",",
)

ENGLISH = Texts(
    tagline="Questions to your articles, with a source for every sentence",
    new_conversation="New conversation",
    other_language="Nederlands",
    welcome_heading="What would you like to know from your articles?",
    welcome=(
        "Ask in Dutch or in English. The answer comes from the articles in both languages, and each number "
        "in it opens the sentence it rests on. What is not there, you are told is not there."
    ),
    examples="Questions to start with",
    question_label="Your question",
    question_placeholder="Ask a question",
    send="Ask",
    stop="Stop",
    empty_question="Type a question first.",
    long_question="The question has {length} characters; {limit} fit. Shorten it, it is still there.",
    still_answering="The previous question is still being answered. Wait a moment, or press Stop.",
    waiting="Another question is being answered; this one is next…",
    searching="Searching the articles…",
    found_none="No sources found, answer is being written…",
    found_one="1 source found, answer is being written…",
    found_many="{count} sources found, answer is being written…",
    answered="Answered and checked in {seconds} s",
    refused="No answer",
    reason_nothing_near="Nothing in the articles comes near this question.",
    reason_model_refused="The model did not find the answer in the sentences that were found.",
    reason_nothing_supported="No sentence of the answer held up against the sources.",
    stopped="Stopped. What stands here has not been checked.",
    stopped_before_answer="Stopped before there was an answer.",
    failed="This did not work",
    failed_unexpectedly="Something went wrong that nobody foresaw; the terminal says what. You can ask on.",
    conversation="Conversation",
    answer="Answer",
    mark="Source {number}: {title}",
    show_sources_one="1 source",
    show_sources_many="{count} sources",
    sources="Sources",
    sources_of="for “{question}”",
    sources_empty="The sources of an answer appear here.",
    found_sources="Found",
    nearest="Nearest found",
    nearest_note="These passages resemble the question, but do not answer it.",
    also_found="Also found, not cited",
    back_to_mark="Show where the answer cites source {number}",
    source_number="Source {number}",
    whole_article="Whole article",
    whole_article_of="Whole article: {title}",
    article_loading="Fetching the article…",
    article_gone="This article is no longer in the index.",
    article_changed="The article has changed since; the cited sentence no longer stands in it as it was.",
    back_to_sources="Back to the sources",
    previous_sentence="Previous cited sentence",
    next_sentence="Next cited sentence",
    sentence_place="{place} of {count}",
    dutch="Dutch",
    english="English",
    date_unknown="date unknown",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    decimal_mark=".",
)

TEXTS: dict[Language, Texts] = {"nl": DUTCH, "en": ENGLISH}


def browser_language(accept_language: str | None) -> Language:
    """Return the first of our languages that an ``Accept-Language`` header prefers, else English.

    The highest ``q`` wins; with equal ones the first named.
    """
    ranked: list[tuple[float, Language]] = []
    for item in (accept_language or "").split(","):
        tag, _, weight = item.strip().partition(";q=")
        spoken = tag.strip().lower().split("-")[0]
        ranked += [(_quality(weight), language) for language in LANGUAGES if language == spoken]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else "en"


def _quality(weight: str) -> float:
    if not weight:
        return 1.0
    try:
        return float(weight)
    except ValueError:
        return 0.0
