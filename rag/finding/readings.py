"""Has the reader of answers read the sentences that search finds best."""

from collections.abc import Sequence
from dataclasses import replace

from index.answer_reader import AnswerReader, Excerpt, Reading
from rag.answer import EvidenceSentence
from rag.finding.evidence import says_something
from rag.finding.retrieval import FoundSentence

READ_SENTENCES = 24
"""Each costs some milliseconds."""
_READING_WEIGHT = 0.0
"""What one of the reader's log-odds adds to a sentence's score. To be fitted."""


def with_readings(
    question: str, sentences: Sequence[FoundSentence], reader: AnswerReader | None
) -> tuple[FoundSentence, ...]:
    """Return the sentences in their order, the best of those that say something with their readings.

    :param question: one that can be understood without the conversation before it.
    :param sentences: best first.
    :param reader: None reads nothing.
    """
    if reader is None:
        return tuple(sentences)
    places = [at for at, sentence in enumerate(sentences) if says_something(sentence)][:READ_SENTENCES]
    readings = reader.read(question, [_excerpt(sentences[at]) for at in places])
    read = dict(zip(places, readings, strict=True))
    return tuple(replace(each, reading=read.get(at)) for at, each in enumerate(sentences))


def combined_score(score: float, reading: Reading | None) -> float:
    """Return how well a sentence fits the question by search and reader together, on the scale of search.

    :param score: of ``FoundSentence``.
    """
    return score if reading is None else score + _READING_WEIGHT * reading.log_odds


def likeliest_read(evidence: Sequence[EvidenceSentence]) -> EvidenceSentence | None:
    """Return the sentence that most likely answers, of those that have been read; None where none has."""
    read = [sentence for sentence in evidence if sentence.reading is not None]
    return max(read, key=lambda sentence: combined_score(sentence.score, sentence.reading), default=None)


def _excerpt(sentence: FoundSentence) -> Excerpt:
    passage = sentence.passage
    return Excerpt(passage.title, passage.chunk.before(sentence.span), sentence.text)
