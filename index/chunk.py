"""What a chunk is: the unit that is embedded and found."""

from dataclasses import dataclass

from index.span import Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive sentences of one article: ``article.text[start:end] == text``.

    ``sentences`` are in order, lie within ``start`` and ``end``, do not overlap, and hold every character
    of the chunk that is not white space. Their offsets are into the article's text.
    """

    article_id: str
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]

    @property
    def id(self) -> str:
        """The chunk's name in the index: its article and place, the same at every run."""
        return f"{self.article_id}#{self.start}-{self.end}"

    def before(self, sentence: Span) -> str:
        """Return the sentence before one of this chunk; empty where there is none."""
        span = self.span_before(sentence)
        return self.text[span.start - self.start : span.end - self.start] if span else ""

    def span_before(self, sentence: Span) -> Span | None:
        """Return where the sentence before one of this chunk stands; None where there is none."""
        earlier = [span for span in self.sentences if span.end <= sentence.start]
        return earlier[-1] if earlier else None
