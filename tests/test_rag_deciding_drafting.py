from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event

from rag_samples import evidence, passage

from index.article import Language
from rag.answer import Answer, DraftGrew, EvidenceSentence
from rag.asking.source_prompt import SourceText, source_prompt
from rag.deciding.asked import Asked
from rag.deciding.drafting import drafted_answer
from rag.deciding.policy import Policy
from rag.engines.engine import Message
from rag.judging.support import Support

POLICY = Policy(answered=0.4, said=0.6, surely_said=0.8, denied=0.7, shorter=0.8)
COST = "The new bridge at Lommen, which opened in May, cost the town three million euros in the end."
OPENED = "The bridge at Lommen was opened on 4 May by the mayor, who had waited for it for many years."
SOURCES = evidence(passage(COST, OPENED, language="en", title="Bridge open"))
REFUSAL = "De artikelen geven hier geen antwoord op."


@dataclass
class Writer:
    """A trained model that gives the next reply, and keeps what it was asked."""

    replies: list[str]
    name: str = "writer"
    asked: list[list[Message]] = field(default_factory=list)

    @property
    def trained(self) -> "Writer":
        return self

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Event) -> Iterator[str]:  # noqa: ARG002  # the Protocol's
        self.asked.append(list(messages))
        yield self.replies[len(self.asked) - 1]

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        raise NotImplementedError

    def close(self) -> None: ...


def answered(
    writer: Writer, question: str, said: dict[str, float], *, language: Language = "nl"
) -> tuple[Answer, list[str]]:
    """Return the answer and what was shown of the drafts; ``said`` is the judge."""
    passages = (SOURCES[0].passage,)
    asked = Asked(question, language, passages, SOURCES, SOURCES, probability=0.9, number=2)

    def support(claim: str, _: Language, source: EvidenceSentence) -> Support:
        return Support(said[f"{source.text[:14]}|{claim}"])

    answers: list[Answer] = []

    def run() -> Iterator[DraftGrew]:
        answers.append((yield from drafted_answer(writer, asked, support, POLICY, Event())))

    shown = [event.text for event in run()]
    return answers[0], shown


def test_an_answer_is_written_from_the_likeliest_sentence_alone() -> None:
    writer = Writer(["De burgemeester opende de brug."])

    answer, shown = answered(
        writer, "Wie opende de brug?", {"The bridge at |De burgemeester opende de brug.": 0.9}
    )

    assert (answer.text, answer.is_quotation) == ("De burgemeester opende de brug [1].", False)
    assert answer.citations[0].quote == OPENED
    assert shown == ["De burgemeester opende de brug."]
    source = SourceText(OPENED, "Bridge open", COST)
    assert writer.asked == [source_prompt(source, question="Wie opende de brug?")]


def test_where_the_likeliest_has_no_answer_the_next_may_have() -> None:
    writer = Writer([REFUSAL, "De brug kostte drie miljoen euro."])

    answer, _ = answered(
        writer, "Hoeveel kostte de brug?", {"The new bridge|De brug kostte drie miljoen euro.": 0.9}
    )

    assert (answer.text, answer.is_quotation) == ("De brug kostte drie miljoen euro [1].", False)
    assert answer.citations[0].quote == COST


def test_where_none_holds_the_likeliest_is_quoted_and_not_the_next() -> None:
    first = "The mayor opened the bridge on 4 May of this year in Lommen."
    writer = Writer([first, COST])

    answer, _ = answered(
        writer,
        "What about the bridge?",
        {f"The bridge at |{first}": 0.1, f"The new bridge|{COST}": 0.2},
        language="en",
    )

    assert answer.is_quotation
    assert [each.quote for each in answer.citations] == [OPENED]
    assert [each.reason for each in answer.dropped] == ["no source", "no source"]


def test_a_number_that_is_asked_for_must_be_there() -> None:
    writer = Writer(["De brug was duur.", REFUSAL])

    answer, _ = answered(writer, "Hoeveel kostte de brug?", {})

    assert answer.is_quotation
    assert [(each.text, each.reason) for each in answer.dropped] == [("De brug was duur.", "not an answer")]
