import pytest
from rag_samples import evidence, passage

from index.article import Language
from rag.answer import EvidenceSentence, QuestionKind
from rag.deciding.asked import Asked
from rag.deciding.policy import Policy
from rag.deciding.yes_no import yes_or_no
from rag.judging.support import Verdict

POLICY = Policy(answered=0.4, said=0.6, surely_said=0.8, denied=0.7, shorter=0.8)
SOURCES = evidence(passage("De brug is open.", "De pont vaart niet.", "Het regende."))


def answered(*verdicts: tuple[float, float]) -> tuple[str, list[tuple[str, int]]]:
    """Return the text of the answer to a question, and what was judged by which source."""
    judged: list[tuple[str, int]] = []

    def verdict_of(claim: str, language: Language, source: EvidenceSentence) -> Verdict:
        assert language == "nl"
        judged.append((claim, source.number))
        return Verdict(*verdicts[len(judged) - 1])

    asked = Asked(
        "Vaart de pont?", "nl", (), SOURCES, (), probability=0.9, number=2, kind=QuestionKind.YES_NO
    )
    answer = yes_or_no(asked, verdict_of, POLICY)
    assert (answer.kind, answer.abstained, len(answer.citations)) == (QuestionKind.YES_NO, False, 1)
    return answer.text, judged


CLAIM = "Het is zo dat de pont vaart."


@pytest.mark.parametrize(
    ("verdicts", "text", "sources"),
    [
        ([(0.1, 0.8)], "Nee, er staat iets anders: “De pont vaart niet.” [1]", [2]),
        ([(0.7, 0.1)], "Ja, dat staat er: “De pont vaart niet.” [1]", [2]),
        ([(0.5, 0.5), (0.6, 0.0)], "Ja, dat staat er: “De brug is open.” [1]", [2, 1]),
        ([(0.5, 0.5), (0.5, 0.5)], "Oordeel zelf; hierover staat er: “De pont vaart niet.” [1]", [2, 1]),
    ],
)
def test_yes_and_no_are_said_where_a_source_surely_says_so(
    verdicts: list[tuple[float, float]], text: str, sources: list[int]
) -> None:
    assert answered(*verdicts) == (text, [(CLAIM, number) for number in sources])
