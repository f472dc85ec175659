from collections.abc import Mapping

import pytest
from rag_samples import evidence, passage

from index.article import Language
from index.span import Span
from rag.answer import DroppedSentence, EvidenceSentence
from rag.asking.prompts import REFUSAL
from rag.deciding.asked import Asked
from rag.deciding.decision import decided, is_in_language_of, refusal
from rag.deciding.policy import Policy
from rag.judging.support import Support, SupportOf

POLICY = Policy(
    answered=0.4,
    said=0.6,
    surely_said=0.8,
    denied=0.7,
    shorter=0.8,
)
BRIDGE = "The bridge across the Lomen will be closed from May until the end of June for repairs."
FERRY = "Cyclists can take the ferry, which sails every fifteen minutes and costs nothing."
ENGLISH = evidence(passage(BRIDGE, FERRY, language="en", title="Bridge to close"))
BOTH_LINES = evidence(
    passage("Minister Ilse Brandt opende vrijdag de nieuwe sluis.", "Zij noemde het een mijlpaal.")
)


def asked(
    question: str,
    sources: tuple[EvidenceSentence, ...] = ENGLISH,
    *,
    language: Language = "nl",
    number: int = 1,
) -> Asked:
    passages = tuple({each.passage.chunk.id: each.passage for each in sources}.values())
    return Asked(question, language, passages, sources, sources, probability=0.9, number=number)


def says(probabilities: Mapping[tuple[str, int], float]) -> SupportOf:
    """Return a judge that knows these sentences with these sources, and must be asked of no others."""
    return lambda claim, _, source: Support(probabilities[claim, source.number])


def never(claim: str, language: Language, source: EvidenceSentence) -> Support:
    raise AssertionError((claim, language, source.number))


def test_a_sentence_that_its_source_says_stands_in_own_words() -> None:
    draft = "De brug is in mei en juni dicht [1]."

    answer = decided(
        asked("Wanneer is de brug dicht?"),
        draft,
        says({("De brug is in mei en juni dicht.", 1): 0.7}),
        POLICY,
    )

    assert (answer.text, answer.abstained, answer.is_quotation) == (draft, False, False)
    (citation,) = answer.citations
    assert (citation.number, citation.quote, citation.support) == (1, BRIDGE, 0.7)
    assert [(each.text, each.citations, each.support) for each in answer.sentences] == [(draft, (1,), 0.7)]


def test_what_no_source_says_is_not_shown_and_the_likeliest_sentence_is_quoted() -> None:
    claim = "De brug is in juli dicht."
    support = says({(claim, 1): 0.59})

    answer = decided(asked("Wanneer is de brug dicht?"), "De brug is in juli dicht [1].", support, POLICY)

    assert answer.text == f"In een Engels artikel staat: “{BRIDGE}” [1]"
    assert answer.is_quotation
    assert answer.dropped == (DroppedSentence(claim, "no source"),)


def test_values_that_no_source_has_are_named() -> None:
    def lacks(claim: str, language: Language, source: EvidenceSentence) -> Support:
        del claim, language
        return Support(0.0, ("400 euro", "juli") if source.number == 1 else ("juli",))

    answer = decided(asked("Wat kost het?", number=2), "Het kost 400 euro in juli [1].", lacks, POLICY)

    assert answer.dropped == (DroppedSentence("Het kost 400 euro in juli.", "facts missing", ("juli",)),)


def test_two_sources_that_say_the_same_strengthen_each_other() -> None:
    claim = "De pont is gratis."
    support = says({(claim, 1): 0.6, (claim, 2): 0.7})

    answer = decided(asked("Wat kost de pont?", number=2), "De pont is gratis [1].", support, POLICY)

    assert answer.text == "De pont is gratis [1][2]."
    assert [(each.quote, each.support) for each in answer.citations] == [(FERRY, 0.7), (BRIDGE, 0.6)]
    assert answer.sentences[0].support == pytest.approx(1 - 0.4 * 0.3)


def test_the_article_speaks_for_itself_where_its_sentence_is_in_the_readers_language_and_as_short() -> None:
    draft = "The bridge across the Lomen will be closed from May until the end of June [1]."

    answer = decided(asked("When will the bridge be closed?", language="en"), draft, never, POLICY)

    assert answer.text == f"The articles say: “{BRIDGE}” [1]"
    assert answer.dropped == ()
    (citation,) = answer.citations
    assert citation.words is not None
    assert citation.words.of(BRIDGE) == "May until the end of June"


def test_a_shorter_answer_in_the_language_of_its_source_stands_where_it_is_said() -> None:
    support = says({("From May until the end of June.", 1): 0.9})

    answer = decided(
        asked("When will the bridge be closed?", language="en"),
        "From May until the end of June [1].",
        support,
        POLICY,
    )

    assert answer.text == "From May until the end of June [1]."
    assert answer.citations[0].words == Span(BRIDGE.index("May"), BRIDGE.index(" for repairs"))


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ("Waarom is de brug dicht?", "not an answer"),
        ("De brug is dicht [1].", "not an answer"),
        ("The bridge will be closed for repairs in May and June [1].", "wrong language"),
        ("De brug is dicht omdat hij wordt hersteld [1]. De pont vaart om het", "unfinished"),
    ],
)
def test_what_is_no_answer_is_not_judged(draft: str, reason: str) -> None:
    support = says({("De brug is dicht omdat hij wordt hersteld.", 1): 0.0})

    answer = decided(asked("Waarom is de brug dicht?"), draft, support, POLICY)

    assert answer.is_quotation
    assert reason in [each.reason for each in answer.dropped]


def test_a_figure_that_only_the_cited_sentence_has_brings_that_one_in_the_place_of_the_likeliest() -> None:
    def by_figure(claim: str, language: Language, source: EvidenceSentence) -> Support:
        del claim, language
        return Support(0.1) if source.number == 2 else Support(0.0, ("15 minuten",))

    question = asked("Hoe vaak vaart de pont?")

    answer = decided(question, "De pont vaart om de 15 minuten [2].", by_figure, POLICY)

    assert [each.quote for each in answer.citations] == [FERRY]


def test_a_quoted_sentence_that_leans_on_the_one_before_brings_it_along_in_one_slice() -> None:
    question = asked("Wat vond zij van de sluis?", BOTH_LINES, number=2)

    answer = decided(question, REFUSAL["nl"], never, POLICY)

    both = "Minister Ilse Brandt opende vrijdag de nieuwe sluis. Zij noemde het een mijlpaal."
    assert answer.text == f"In de artikelen staat: “{both}” [1]"
    (citation,) = answer.citations
    assert (citation.quote, citation.span) == (both, Span(0, len(both)))


@pytest.mark.parametrize(
    ("draft", "reason"),
    [(REFUSAL["nl"], "model refused"), ("De brug is in juli dicht.", "nothing supported")],
)
def test_what_may_not_be_quoted_is_refused_where_the_draft_does_not_hold(draft: str, reason: str) -> None:
    support = says({("De brug is in juli dicht.", 1): 0.1})
    question = asked("Wanneer is de brug dicht?")

    refused = decided(question, draft, support, POLICY, may_quote=False)
    quoted = decided(question, draft, support, POLICY)

    assert (refused.reason, refused.abstained, refused.citations) == (reason, True, ())
    assert (quoted.reason, [each.quote for each in quoted.citations]) == (None, [BRIDGE])


def test_a_draft_that_was_stopped_is_no_reason_to_quote() -> None:
    answer = decided(asked("Wanneer is de brug dicht?"), "", never, POLICY, may_quote=False)

    assert answer == refusal(asked("Wanneer is de brug dicht?"), "nothing supported")


def test_the_language_of_a_draft() -> None:
    question = asked("Wanneer is de brug dicht?")
    assert is_in_language_of("De brug is in mei en juni dicht voor herstel [1].", question)
    assert not is_in_language_of("The bridge is closed in May and June for repairs [1].", question)
    assert is_in_language_of(REFUSAL["en"], question)
