"""Has the reader of answers read the sentences that search finds best."""

from collections.abc import Sequence
from dataclasses import replace

from index.answer_reader import AnswerReader, Excerpt, Reading
from index.article import Language
from index.span import Span
from rag.answer import EvidenceSentence
from rag.finding.asked_value import asked_kinds, has_one_of
from rag.finding.evidence import says_something
from rag.finding.question_parts import question_parts
from rag.finding.retrieval import FoundSentence
from rag.values.compare import Kind

READ_SENTENCES = 24
"""Each costs some milliseconds."""
_LESS_WITHOUT_VALUE = 0.05
"""What a sentence's score loses where a number or a date is asked for and it has none."""
PER_LOG_ODDS = 0.03
"""What one of the reader's log-odds adds to a sentence's score, by ``docs/measure/reader_pairs.py``."""


def with_readings(
    question: str, language: Language, sentences: Sequence[FoundSentence], reader: AnswerReader | None
) -> tuple[FoundSentence, ...]:
    """Return the sentences, the best of those that say something with their readings and before all others.

    Of several questions in one each is read by itself, and what most likely answers it comes first. A
    sentence has the reading of the question that it most likely answers.

    :param question: one that can be understood without the conversation before it.
    :param sentences: best first by search; so are those that come back, by search and reader together.
    :param reader: None reads nothing, and all stay in their order.
    """
    if reader is None:
        return tuple(sentences)
    places = [at for at, sentence in enumerate(sentences) if says_something(sentence)][:READ_SENTENCES]
    excerpts = [_excerpt(sentences[at]) for at in places]
    by_part = [
        [
            replace(_less_without(kinds, sentences[at]), reading=reading)
            for at, reading in zip(places, reader.read(part, excerpts), strict=True)
        ]
        for part in question_parts(question, language)
        for kinds in (asked_kinds(part, language),)
    ]
    firsts = [max(part, key=_combined) for part in by_part if part]
    best = sorted(
        (max(each, key=_combined) for each in zip(*by_part, strict=True)), key=_combined, reverse=True
    )
    unread = [each for at, each in enumerate(sentences) if at not in places]
    ordered: dict[tuple[str, Span], FoundSentence] = {}
    for each in (*firsts, *best):
        ordered.setdefault((each.passage.chunk.id, each.span), each)
    return (*ordered.values(), *unread)


def _less_without(kinds: frozenset[Kind], sentence: FoundSentence) -> FoundSentence:
    """Return a sentence, its score lessened where it has no value of the kinds that are asked for."""
    if not kinds or has_one_of(kinds, sentence.text, sentence.passage.language):
        return sentence
    return replace(sentence, score=sentence.score - _LESS_WITHOUT_VALUE)


def _combined(sentence: FoundSentence) -> float:
    return combined_score(sentence.score, sentence.reading)


def combined_score(score: float, reading: Reading | None) -> float:
    """Return how well a sentence fits the question by search and reader together, on the scale of search.

    :param score: of ``FoundSentence``.
    """
    return score if reading is None else score + PER_LOG_ODDS * reading.log_odds


def likeliest_of(evidence: Sequence[EvidenceSentence]) -> EvidenceSentence:
    """Return the sentence that most likely answers, of those that have been read if any has."""
    read = [sentence for sentence in evidence if sentence.reading is not None]
    return max(read or evidence, key=lambda sentence: combined_score(sentence.score, sentence.reading))


def _excerpt(sentence: FoundSentence) -> Excerpt:
    passage = sentence.passage
    return Excerpt(passage.title, passage.chunk.before(sentence.span), sentence.text)
