"""How well a source supports a sentence: what the judge finds, and whether its values stand there."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from index.article import Language
from rag.answer import EvidenceSentence
from rag.asking.harmless_text import looks_like_an_instruction
from rag.asking.source_prompt import SourceText
from rag.judging.calibration import JudgeSignals, probability_of, signals_of
from rag.judging.judge import Judge
from rag.judging.judgement import Judgement
from rag.judging.prompt import Claim
from rag.values.compare import compare


@dataclass(frozen=True, slots=True)
class Support:
    """``probability``, 0 to 1, is that a source says a sentence.

    ``missing`` are the numbers, dates and names of the sentence, as written, that the source has not; with
    any of them the probability is 0, and the model was not asked.
    """

    probability: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sourced:
    """A claim and its source, with their languages, the title of the source and the sentence before it.

    Where there is a ``question``, the claim must answer it too.
    """

    claim: str
    source: str
    languages: tuple[Language, Language]
    title: str = ""
    before: str = ""
    question: str = ""

    @property
    def context(self) -> str:
        """What is known beside the source: who "he" is."""
        return "\n".join(filter(None, (self.title, self.before)))

    @property
    def asked(self) -> Claim:
        """The claim as the judge is asked."""
        return Claim(self.claim, self.source, self.title, self.before, self.question)

    def signals(self, judgement: Judgement) -> JudgeSignals:
        """Return what is seen of both once the judge has read them."""
        return signals_of(judgement, self.claim, f"{self.context}\n{self.source}", self.languages)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely it is, 0 to 1 each, that a source says a sentence, and that it denies it.

    Neither is likely where the source lacks a number, date or name of the sentence.
    """

    says: float
    denies: float


SupportOf = Callable[[str, Language, EvidenceSentence], Support]
"""Returns how well a source supports a sentence in a language."""


class SupportScorer:
    """Judges by the language model's probabilities, calibrated, and by values that must agree."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def warm_up(self, stop: Event) -> None:
        """Have the model read the judge's worked examples, which are the same for every claim."""
        self._judge.judge(Claim("", ""), stop=stop)

    def support(
        self, claim: str, language: Language, source: EvidenceSentence, *, stop: Event, elsewhere: str = ""
    ) -> Support:
        """Return how well a source supports a sentence in ``language``.

        :param stop: once set, reading ends soon, and nothing is supported.
        :param elsewhere: other text, such as the question, that shows which first words are names.
        :raises ModelError: the engine failed.
        """
        passage = source.passage
        sourced = Sourced(claim, source.text, (language, passage.language), *_beside(source))
        return self.support_of(sourced, stop=stop, published=passage.published, elsewhere=elsewhere)

    def support_of(
        self, sourced: Sourced, *, stop: Event, published: str | None = None, elsewhere: str = ""
    ) -> Support:
        """Return the same of a claim and a source that stand by themselves; ``published`` as in articles."""
        missing = _missing(sourced, published, elsewhere)
        if missing:
            return Support(0.0, missing)
        judgement = self._judge.judge(sourced.asked, stop=stop)
        return Support(probability_of(sourced.signals(judgement), self._judge.calibration))

    def verdict(self, claim: str, language: Language, source: EvidenceSentence, *, stop: Event) -> Verdict:
        """Return whether a source says or denies a sentence; as for ``support``."""
        passage = source.passage
        sourced = Sourced(claim, source.text, (language, passage.language), *_beside(source))
        if _missing(sourced, passage.published, ""):
            return Verdict(0.0, 0.0)
        judgement = self._judge.judge(sourced.asked, stop=stop)
        return Verdict(probability_of(sourced.signals(judgement), self._judge.calibration), judgement.denies)

    def denied(self, claim: str, source: EvidenceSentence, *, stop: Event) -> float:
        """Return how likely it is, 0 to 1, that a source denies a sentence; as for ``support``."""
        title, before = _beside(source)
        return self._judge.judge(Claim(claim, source.text, title, before), stop=stop).denies


def _missing(sourced: Sourced, published: str | None, elsewhere: str) -> tuple[str, ...]:
    """Return the values of a claim that its source has not."""
    return compare(
        sourced.claim,
        sourced.source,
        languages=sourced.languages,
        context=sourced.context,
        elsewhere=elsewhere,
        published=published,
    ).missing


def source_text(source: EvidenceSentence) -> SourceText:
    """Return a source as a model reads it."""
    return SourceText(source.text, *_beside(source))


def _beside(source: EvidenceSentence) -> tuple[str, str]:
    """Return the title of a source and the sentence before it, empty where addressed to a model."""
    title, before = (
        "" if looks_like_an_instruction(text) else text for text in (source.passage.title, source.before)
    )
    return title, before
