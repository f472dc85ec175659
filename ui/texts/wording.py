"""The texts that the page needs in each language, and how a language writes dates and numbers.

Fields with braces are filled by the methods beside them.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from index.article import Language
from rag.answer import DroppedSentence, Reason


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; ``code`` is which."""

    code: Language
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
    queue_full: str

    filter_label: str
    filter_language: str
    filter_both: str
    filter_from: str
    filter_to: str
    filter_clear: str
    filter_bad_date: str
    filter_reversed: str
    limits_articles: str
    limits_dutch: str
    limits_english: str
    limits_from: str
    limits_to: str
    limits_undated: str

    waiting: str
    starting: str
    searching: str
    found_none: str
    found_one: str
    found_many: str
    likeliest: str
    answered: str
    quoted_in: str
    refused: str
    reason_nothing_near: str
    reason_model_refused: str
    reason_nothing_supported: str
    without_model: str
    stopped: str
    stopped_before_answer: str
    failed: str
    failed_unexpectedly: str

    conversation: str
    answer: str
    mark: str
    support_strong: str
    support_weak: str
    quoted: str
    dropped_one: str
    dropped_many: str
    dropped_no_source: str
    dropped_facts_missing: str
    dropped_not_an_answer: str
    dropped_unfinished: str
    dropped_wrong_language: str
    show_sources_one: str
    show_sources_many: str
    sources: str
    sources_of: str
    sources_empty: str
    found_sources: str
    nearest: str
    nearest_note: str
    nearest_sentence: str
    also_found: str
    back_to_mark: str
    source_number: str
    whole_article: str
    whole_article_of: str

    article_loading: str
    article_gone: str
    article_changed: str
    to_file: str
    back_to_sources: str
    previous_sentence: str
    next_sentence: str
    sentence_place: str

    conversations: str
    conversation_search: str
    conversations_none: str
    conversations_not_found: str
    conversations_more: str
    conversation_questions_one: str
    conversation_questions_many: str
    conversation_actions: str
    conversation_rename: str
    conversation_name: str
    conversation_delete: str
    conversation_markdown: str
    conversation_html: str
    conversation_renamed: str
    conversation_deleted: str
    conversation_restored: str
    conversation_not_restored: str
    conversation_undo: str
    conversations_close: str
    conversation_gone: str
    conversation_gone_asked: str
    not_kept: str
    cut_off: str
    copy: str
    copied: str
    source_changed: str
    source_gone: str
    article_then_changed: str
    article_then_gone: str

    waiting_many: str
    again_same: str
    again_other: str
    again_other_sources: str
    ask_again: str
    edit: str
    edit_label: str
    edit_cancel: str
    edit_later: str
    taken_as: str
    take_as: str
    kinds: dict[str, str]
    bring_back: str
    nothing_to_bring_back: str
    foreign_question: str
    page: str
    by: str

    dutch: str
    english: str
    date_unknown: str
    quote_marks: str

    def language_name(self, language: Language) -> str:
        """Return the name of ``language`` in this language."""
        return self.dutch if language == "nl" else self.english

    def found(self, count: int) -> str:
        """Say that ``count`` sources were found and what happens next."""
        if count == 0:
            return self.found_none
        return self.found_one if count == 1 else self.found_many.format(count=count)

    def waiting_for(self, count: int) -> str:
        """Say that ``count`` other questions are answered first."""
        return self.waiting if count <= 1 else self.waiting_many.format(count=self.count(count))

    def show_sources(self, count: int) -> str:
        """Return the label of the button that shows the ``count`` sources of an answer."""
        return self.show_sources_one if count == 1 else self.show_sources_many.format(count=count)

    def conversation_questions(self, count: int) -> str:
        """Say how many questions a conversation has."""
        if count == 1:
            return self.conversation_questions_one
        return self.conversation_questions_many.format(count=self.count(count))

    def reason(self, reason: Reason) -> str:
        """Say why there is no answer."""
        return {
            "nothing near": self.reason_nothing_near,
            "model refused": self.reason_model_refused,
            "nothing supported": self.reason_nothing_supported,
        }[reason]

    def dropped(self, count: int) -> str:
        """Say that ``count`` sentences of the draft were left out."""
        return self.dropped_one if count == 1 else self.dropped_many.format(count=count)

    def drop_reason(self, sentence: DroppedSentence) -> str:
        """Say why a sentence was left out, with what the sources lack of it."""
        missing = ", ".join(self.quote_marks.format(text=fact) for fact in sentence.missing)
        return {
            "no source": self.dropped_no_source,
            "facts missing": self.dropped_facts_missing.format(missing=missing),
            "not an answer": self.dropped_not_an_answer,
            "unfinished": self.dropped_unfinished,
            "wrong language": self.dropped_wrong_language,
        }[sentence.reason]

    def seconds(self, seconds: float) -> str:
        """Write a duration in seconds with one decimal, such as ``4,2``."""
        return str(format_decimal(seconds, format="0.0", locale=self.code))

    def count(self, number: int) -> str:
        """Write a whole number with its thousands set apart, such as ``2.431``."""
        return str(format_decimal(number, locale=self.code))

    def date(self, published: str | None) -> str:
        """Write an ISO 8601 date of year, month or day precision for a reader, no more exact than it is.

        >>> from ui.texts.by_language import DUTCH, ENGLISH
        >>> DUTCH.date("2023-03"), ENGLISH.date("2023-03-14")
        ('maart 2023', '14 March 2023')
        """
        if published is None:
            return self.date_unknown
        year, month, day = map(int, [*published.split("-"), "1", "1"][:3])
        pattern = ("y", "MMMM y", "d MMMM y")[published.count("-")]
        return format_date(date(year, month, day), pattern, locale=self.code)
