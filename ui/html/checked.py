"""Draws a checked answer: how well each sentence is supported, what is quoted, and what was left out."""

import re
from itertools import groupby

from index.article import Language
from rag.answer import Answer, AnswerSentence, Citation, DroppedSentence
from rag.deciding.policy import POLICY
from rag.deciding.quotation import within_quotes
from ui.html.render import escape, language_badge, last_mark, reference_buttons, with_marks, without_marks
from ui.texts.by_language import Texts

_QUOTATION = re.compile(r"(?P<introduction>.*?)(?P<quote>[“\"].*[”\"])(?P<rest>.*)", re.DOTALL)


def answer_text(answer: Answer, texts: Texts) -> str:
    """Return the answer as paragraphs and quotations.

    Marks are buttons that name their source; a mark without a citation is left out: it could open nothing.
    Behind the last mark of a sentence stands the sign of its support.
    """
    if answer.introduction:
        return _lines(answer, texts)
    if not answer.sentences:
        return with_marks(answer.text, reference_buttons(answer, texts))
    return "".join(
        "".join(_quotation(sentence, answer, texts) for sentence in group)
        if quoted
        else f"<p>{' '.join(_sentence(sentence, answer, texts) for sentence in group)}</p>"
        for quoted, group in groupby(answer.sentences, key=lambda sentence: sentence.is_quotation)
    )


def _lines(answer: Answer, texts: Texts) -> str:
    """Return an answer of several lines as a list; in the order of time where its lines have one."""
    kind = "timeline" if any(sentence.when for sentence in answer.sentences) else "lines"
    items = "".join(f"<li>{_line(sentence, answer, texts)}</li>" for sentence in answer.sentences)
    return f'<p>{escape(answer.introduction)}</p><ul class="{kind}">{items}</ul>'


def _line(sentence: AnswerSentence, answer: Answer, texts: Texts) -> str:
    """Return a line: what leads it, its quotation, its mark. It says what its source says, by being it."""
    chips = reference_buttons(answer, texts)
    parts = _QUOTATION.fullmatch(" ".join(sentence.text.split()))
    cited = _cited(sentence, answer)
    if not sentence.is_quotation or parts is None or cited is None:
        return with_marks(sentence.text, chips, tag="")
    lead = escape(parts["introduction"].strip())
    if sentence.when:
        lead = f'<time datetime="{escape(sentence.when)}">{lead}</time>'
    language = cited.passage.language
    return (
        (f'<span class="lead">{lead}</span> ' if lead else "")
        + f'<q lang="{language}">{_with_words(parts["quote"], cited)}</q>'
        + with_marks(parts["rest"], chips, tag="")
        + (f" {language_badge(language, texts)}" if language != answer.language else "")
    )


def dropped_sentences(answer: Answer, texts: Texts) -> str:
    """Return what was left out of the answer and why, folded away; nothing where all was kept."""
    if not answer.dropped:
        return ""
    items = "".join(_dropped(sentence, answer.language, texts) for sentence in answer.dropped)
    summary = escape(texts.dropped(len(answer.dropped)))
    return f'<details class="dropped"><summary>{summary}</summary><ul>{items}</ul></details>'


def _sentence(sentence: AnswerSentence, answer: Answer, texts: Texts) -> str:
    return (
        f'<span class="sentence" data-support="{_strength(sentence)}">'
        f"{_marked(' '.join(sentence.text.split()), sentence, answer, texts)}</span>"
    )


def _marked(text: str, sentence: AnswerSentence, answer: Answer, texts: Texts) -> str:
    chips = reference_buttons(answer, texts)
    last = last_mark(text, chips)
    if last is not None:
        chips[last] += _sign(sentence, texts)
    return with_marks(text, chips, tag="")


def _sign(sentence: AnswerSentence, texts: Texts) -> str:
    strength = _strength(sentence)
    said = escape(texts.support_strong if strength == "strong" else texts.support_weak)
    return (
        f'<button type="button" class="support" data-support="{strength}" '
        f'aria-label="{said}" data-tip="{said}"></button>'
    )


def _strength(sentence: AnswerSentence) -> str:
    return "strong" if sentence.support >= POLICY.surely_said else "weak"


def _quotation(sentence: AnswerSentence, answer: Answer, texts: Texts) -> str:
    """Return the introduction, and the quotation in the language of its article.

    It has no sign of support: it says what its source says, by being it.
    """
    parts = _QUOTATION.fullmatch(" ".join(sentence.text.split()))
    cited = _cited(sentence, answer)
    if parts is None or cited is None:
        return f"<p>{_sentence(sentence, answer, texts)}</p>"
    language = cited.passage.language
    chips = reference_buttons(answer, texts)
    return (
        f"<p>{with_marks(parts['introduction'].strip(), chips, tag='')}</p>"
        f'<blockquote class="quotation"><p><q lang="{language}">{_with_words(parts["quote"], cited)}</q>'
        f"{with_marks(parts['rest'], chips, tag='')}</p>"
        f'<p class="kind">{language_badge(language, texts)} {escape(texts.quoted)}</p></blockquote>'
    )


def _with_words(quote: str, cited: Citation) -> str:
    """Return a quotation with the words of it that answer set off."""
    if cited.words is None:
        return escape(quote)
    start = cited.words.start - cited.span.start
    words = within_quotes(cited.quote[start : start + cited.words.end - cited.words.start])
    # The same words may stand before them too: 24 in 2024.
    at = quote.find(words, len(within_quotes(cited.quote[:start])))
    if at < 0:
        return escape(quote)
    end = at + len(words)
    return f"{escape(quote[:at])}<strong>{escape(quote[at:end])}</strong>{escape(quote[end:])}"


def _cited(sentence: AnswerSentence, answer: Answer) -> Citation | None:
    of_number = {citation.number: citation for citation in answer.citations}
    return next((of_number[number] for number in reversed(sentence.citations) if number in of_number), None)


def _dropped(sentence: DroppedSentence, language: Language, texts: Texts) -> str:
    other: Language = "en" if language == "nl" else "nl"
    spoken = other if sentence.reason == "wrong language" else language
    text = escape(without_marks(sentence.text))
    return (
        f'<li><p class="text" lang="{spoken}">{text}</p>'
        f'<p class="why">{escape(texts.drop_reason(sentence))}</p></li>'
    )
