"""What a question about a subject is about, and which sentences tell of it."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Language
from index.text.keywords import index_words
from rag.asking.harmless_text import looks_like_an_instruction
from rag.finding.question_kind import is_frame_word, is_kind_word
from rag.finding.question_words import QuestionWords
from rag.finding.retrieval import FoundSentence
from rag.values.named import name_stands_in
from rag.values.names import Name, names_in

_MOST_NAMES = 10
"""Names that are looked for, each once: every sentence that is found is searched for all of them."""
_PER_NAMES = 0.05
"""What a sentence's score gains that names all of the subject."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a question: its names, and whether it has words of its own besides.

    ``stems`` are those of its words by which a text in its language may be about it, where it has no name.
    """

    names: tuple[Name, ...]
    language: Language
    has_words: bool
    stems: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether the question is about nothing in particular."""
        return not self.names and not self.has_words

    def is_worded_in(self, text: str, language: Language) -> bool:
        """Whether a text in the question's language has all words of the subject, in whatever form."""
        return (
            bool(self.stems) and language == self.language and self.stems <= set(index_words(text, language))
        )

    def told_by(self, sentence: FoundSentence) -> float:
        """Return how much of the subject a sentence names, 0 to 1; 1 without names.

        Half as much counts what only the one before it names. With its passage and title it has to name two,
        if the subject has so many.
        """
        if not self.names:
            return 1.0
        passage = sentence.passage
        around = f"{passage.title}\n{passage.chunk.text}"
        near = self._share_in(around, passage.language)
        if near * len(self.names) < min(2, len(self.names)):
            return 0.0
        here = self._share_in(sentence.text, passage.language)
        before = self._share_in(passage.chunk.before(sentence.span), passage.language)
        return max(here, before / 2)

    def _share_in(self, text: str, language: Language) -> float:
        return _share_of_names(self.names, text, language == self.language)


@functools.lru_cache(maxsize=20_000)
def _share_of_names(names: tuple[Name, ...], text: str, same_language: bool) -> float:
    """Return the share of names that stand in a text; a passage's is asked for with each of its sentences."""
    return sum(name_stands_in(name, text, same_language=same_language) for name in names) / len(names)


def subject_of(question: str, language: Language) -> Subject:
    """Return what a question is about.

    :param question: one that can be understood without the conversation before it.
    """
    words = QuestionWords(question, language)
    by_text = {name.text: name for name in names_in(question) if not _may_be_a_verb(name)}
    names = tuple(by_text.values())[:_MOST_NAMES]
    named = {word.lower() for name in names for word in name.text.split()}
    has_words = any(
        words.is_content(at) and not is_frame_word(word) and not is_kind_word(word) and word not in named
        for at, word in enumerate(words.lower)
    )
    return Subject(names, language, has_words)


def _may_be_a_verb(name: Name) -> bool:
    """Whether a name is but the first word of the question: ``Vat``, ``Compare``."""
    return name.opens and " " not in name.text


def told_of(subject: Subject, sentences: Sequence[FoundSentence]) -> list[FoundSentence]:
    """Return the sentences that tell of a subject, in their order; none that gives orders to a model."""
    return [each for each in sentences if subject.told_by(each) and not looks_like_an_instruction(each.text)]


def by_names(subject: Subject, sentences: Sequence[FoundSentence]) -> list[FoundSentence]:
    """Return the sentences, best first, with a higher score the more of a subject they name."""
    scored = [replace(each, score=each.score + _PER_NAMES * subject.told_by(each)) for each in sentences]
    return sorted(scored, key=lambda each: -each.score)
