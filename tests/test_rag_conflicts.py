from collections.abc import Sequence
from dataclasses import replace

import pytest
from rag_samples import evidence, passage

from index.article import Language
from index.passage import Passage
from rag.answer import Answer, AnswerSentence, Citation, EvidenceSentence
from rag.conflicts import LEAST_LIKENESS, with_differences


def near(text: str, language: Language, sources: Sequence[EvidenceSentence]) -> tuple[float, ...]:
    """Find each sentence of the evidence as like ``text`` as two about one thing."""
    del text, language
    return (0.9,) * len(sources)


def far(text: str, language: Language, sources: Sequence[EvidenceSentence]) -> tuple[float, ...]:
    """Find each sentence of the evidence just too little like ``text``."""
    del text, language
    return (LEAST_LIKENESS - 0.01,) * len(sources)


def article(name: str, language: Language, published: str | None, text: str, title: str = "Titel") -> Passage:
    return replace(passage(text, article=name, language=language, title=title), published=published)


def answered(
    language: Language, source: Passage, text: str, *, others: Sequence[Passage], quotation: bool = False
) -> Answer:
    """Return an answer of one sentence that cites all of ``source``."""
    citation = Citation(1, source, source.chunk.sentences[0], source.chunk.text, support=0.9)
    sentence = AnswerSentence(f"{text} [1].", (1,), 0.9, is_quotation=quotation)
    return Answer(
        sentence.text, language, (citation,), (source, *others), abstained=False, sentences=(sentence,)
    )


def with_added(given: Answer, other: Passage, text: str) -> Answer:
    """Return ``given`` with a sentence that sets ``other``, as a second citation, against the first."""
    added = AnswerSentence(text, (1, 2), 1.0, is_quotation=True)
    return replace(
        given,
        text=f"{given.text} {text}",
        citations=(*given.citations, Citation(2, other, other.chunk.sentences[0], other.chunk.text, 1.0)),
        sentences=(*given.sentences, added),
    )


# The claim, what it cites, what another article says, and the sentence that is to follow.
DIFFERENT: list[tuple[Language, str, Passage, Passage, str]] = [
    (
        "nl",
        "Bij de aardbeving in Marokko vielen 300 doden",
        article("a", "nl", "2023-09-09", "Bij de aardbeving in Marokko vielen 300 doden."),
        article("b", "nl", "2023-09-12", "Het dodental in Marokko is opgelopen tot 2.900."),
        (
            "Het getal 300 staat in een artikel van 9 september 2023 [1]; een nieuwer artikel, van 12"
            " september 2023, noemt een ander: “Het dodental in Marokko is opgelopen tot 2.900.” [2]"
        ),
    ),
    (
        "en",
        "The earthquake in Morocco killed 300 people",
        article("a", "en", "2023-09-09", "An earthquake in Morocco killed 300 people on Friday."),
        article("b", "en", "2023-09-12", "The death toll in Morocco has risen to 2,900."),
        (
            "The figure 300 is from an article of 9 September 2023 [1]; a newer article, of 12 September"
            " 2023, gives another: “The death toll in Morocco has risen to 2,900.” [2]"
        ),
    ),
    (
        "nl",
        "Bij de aardbeving in Marokko vielen 300 doden",
        article("a", "nl", "2023-09-09", "Bij de aardbeving in Marokko vielen 300 doden."),
        article("b", "en", "2023-09-12", "The earthquake in Morocco killed 2,900 people."),
        (
            "Het getal 300 staat in een artikel van 9 september 2023 [1]; een nieuwer artikel, van 12"
            " september 2023, noemt een ander: “The earthquake in Morocco killed 2,900 people.” [2]"
        ),
    ),
    (
        "en",
        "The earthquake in Morocco killed 2,900 people",
        article("a", "en", "2023-09-12", "The earthquake in Morocco killed 2,900 people."),
        article("b", "nl", "2023-09-09", "In Marokko zijn 300 mensen om het leven gekomen."),
        (
            "The figure 2,900 is from an article of 12 September 2023 [1]; an older article, of 9 September"
            " 2023, gives another: “In Marokko zijn 300 mensen om het leven gekomen.” [2]"
        ),
    ),
    (
        "nl",
        "Iran vuurde 180 raketten af op Israël",
        article("a", "nl", "2024-10", "Iran vuurde dinsdag 180 raketten af op Israël."),
        article("b", "en", "2024-11", "Iran fired 200 missiles at Israel."),
        (
            "Het getal 180 staat in een artikel uit oktober 2024 [1]; een nieuwer artikel, uit november 2024,"
            " noemt een ander: “Iran fired 200 missiles at Israel.” [2]"
        ),
    ),
    (
        "nl",
        "De nieuwe brug in Utrecht kost 40 miljoen euro",
        article("a", "nl", "2019", "De nieuwe brug in Utrecht kost 40 miljoen euro."),
        article("b", "nl", "2021", "De bouw van de nieuwe brug in Utrecht kost 65 miljoen euro."),
        (
            "Het getal 40 miljoen euro staat in een artikel uit 2019 [1]; een nieuwer artikel, uit 2021,"
            " noemt een ander: “De bouw van de nieuwe brug in Utrecht kost 65 miljoen euro.” [2]"
        ),
    ),
    (
        "en",
        "Unemployment in Spain stands at 12 percent",
        article("a", "en", "2023-05-01", "Unemployment in Spain stands at 12 percent, officials said."),
        article("b", "en", "2023-02-01", "Unemployment in Spain stands at 14 percent."),
        (
            "The figure 12 percent is from an article of 1 May 2023 [1]; an older article, of 1 February"
            " 2023, gives another: “Unemployment in Spain stands at 14 percent.” [2]"
        ),
    ),
    (
        "nl",
        "De brug bij Veldzicht gaat op 1 mei 2019 open",
        article("a", "nl", "2019-03-02", "De brug bij Veldzicht gaat op 1 mei 2019 open."),
        article("b", "nl", "2019-04-20", "De brug bij Veldzicht gaat pas op 1 juni 2019 open."),
        (
            "De datum 1 mei 2019 staat in een artikel van 2 maart 2019 [1]; een nieuwer artikel, van 20 april"
            " 2019, noemt een andere: “De brug bij Veldzicht gaat pas op 1 juni 2019 open.” [2]"
        ),
    ),
    (
        "en",
        "The bridge at Fairview will open on 1 May",
        article("a", "en", "2019-03-02", "The bridge at Fairview will open on 1 May."),
        article("b", "en", "2019-04-20", "The opening of the bridge at Fairview is scheduled for 1 June."),
        (
            "The date 1 May is from an article of 2 March 2019 [1]; a newer article, of 20 April 2019, gives"
            " another: “The opening of the bridge at Fairview is scheduled for 1 June.” [2]"
        ),
    ),
    (
        "nl",
        "Bij de aanslag in Ankara raakten 14 mensen gewond",
        article("a", "nl", None, "Bij de aanslag in Ankara raakten 14 mensen gewond.", "Aanslag"),
        article("b", "nl", "2024-10-24", "Bij de aanslag in Ankara zijn 22 mensen gewond geraakt."),
        (
            "Het getal 14 staat in het artikel ‘Aanslag’ (zonder datum) [1]; een ander artikel, van 24"
            " oktober 2024, noemt een ander: “Bij de aanslag in Ankara zijn 22 mensen gewond geraakt.” [2]"
        ),
    ),
    (
        "en",
        "The attack in Ankara wounded 14 people",
        article("a", "en", "2024-10-23", "The attack in Ankara wounded 14 people."),
        article("b", "en", None, "The attack in Ankara wounded 22 people.", "Attack"),
        (
            "The figure 14 is from an article of 23 October 2024 [1]; the article ‘Attack’ (undated) gives"
            " another: “The attack in Ankara wounded 22 people.” [2]"
        ),
    ),
    (
        "en",
        "The attack in Ankara wounded 14 people",
        article("a", "en", "2024-10-23", "The attack in Ankara wounded 14 people."),
        article("b", "en", "2024-10", "The attack in Ankara wounded 22 people."),
        (
            "The figure 14 is from an article of 23 October 2024 [1]; another article, from October 2024,"
            " gives another: “The attack in Ankara wounded 22 people.” [2]"
        ),
    ),
    (
        "nl",
        "Het bedrijf Philips schrapt 4.000 banen",
        article("a", "nl", "2022-10-24", "Philips schrapt 4.000 banen."),
        article("b", "en", "2023-01-30", "Philips will cut 6,000 jobs worldwide."),
        (
            "Het getal 4.000 staat in een artikel van 24 oktober 2022 [1]; een nieuwer artikel, van 30"
            " januari 2023, noemt een ander: “Philips will cut 6,000 jobs worldwide.” [2]"
        ),
    ),
]


@pytest.mark.parametrize(("language", "claim", "source", "other", "added"), DIFFERENT)
def test_another_figure_or_date_is_told_with_both_dates_and_both_sources(
    language: Language, claim: str, source: Passage, other: Passage, added: str
) -> None:
    given = answered(language, source, claim, others=[other])

    assert with_differences(given, evidence(source, other), near) == with_added(given, other, added)


ALIKE: list[tuple[str, Language, str, Language, str]] = [
    ("the same, written otherwise", "nl", "De deal met Iran kostte 1,7 miljard dollar", "en",
     "The deal with Iran cost $1.7 billion."),
    ("ages", "nl", "De president van Iran is 69 jaar oud", "nl", "De president van Iran is 70 jaar oud."),
    ("ages", "en", "Masoud Pezeshkian, a 69-year-old doctor from Iran, won", "en",
     "Masoud Pezeshkian, a 70-year-old doctor from Iran, won."),
    ("about", "en", "About 300 people were killed in Morocco", "en", "In Morocco 299 people were killed."),
    ("about, across languages", "nl", "In Marokko vielen ongeveer 300 doden", "en",
     "The quake in Morocco killed 288 people."),
    ("more than", "en", "More than 1,000 people were killed in Morocco", "en",
     "In Morocco 1,200 people were killed."),
    ("a rounder number", "nl", "In Marokko vielen 300 doden", "nl", "In Marokko vielen 299 doden."),
    ("up to", "nl", "In Marokko vielen tot wel 500 doden", "nl", "In Marokko vielen 450 doden."),
    ("a total", "nl", "In Oekraïne vielen 12 doden", "nl", "In totaal vielen in Oekraïne 4.000 doden."),
    ("a part", "en", "In Ukraine 40 people were killed, officials said", "en",
     "In Ukraine 12 people were killed, including children."),
    ("a rate", "en", "Iran sells 40 drones", "en", "Iran sells 4 drones each month."),
    ("a rise, no level", "nl", "De inflatie in Nederland was 3 procent", "nl",
     "De inflatie in Nederland is met 1 procent gestegen."),
    ("other people hurt", "nl", "In Ankara vielen 5 doden", "nl", "In Ankara vielen 22 gewonden."),
    ("several in one sentence", "nl", "In Ankara vielen 5 doden", "nl",
     "In Ankara vielen 5 doden en 22 gewonden."),
    ("another place", "nl", "In Syrië vielen 300 doden", "nl", "In Turkije vielen 4.000 doden."),
    ("another place, across languages", "nl", "In Syrië vielen 300 doden", "en",
     "In Turkey 4,000 people were killed."),
    ("another firm", "en", "Philips is cutting 4,000 jobs", "en", "Siemens is cutting 6,000 jobs."),
    ("another year", "nl", "In 2022 vielen in Marokko 300 doden", "nl",
     "In 2023 vielen in Marokko 400 doden."),
    ("another day", "en", "On 1 October Iran fired 180 missiles at Israel", "en",
     "On 13 April Iran fired 120 missiles at Israel."),
    ("another currency", "nl", "De deal met Iran kost 1,7 miljard dollar", "nl",
     "De deal met Iran kost 1,6 miljard euro."),
    ("another unit", "en", "The pipeline to China is 3,000 km long", "en",
     "The pipeline to China is 1,864 miles long."),
    ("another thing counted", "nl", "Iran leverde 400 raketten aan Rusland", "nl",
     "Iran leverde 2.000 drones aan Rusland."),
    ("the old figure is in the new article too", "nl", "In Marokko vielen 300 doden", "nl",
     "Het dodental in Marokko is van 300 opgelopen tot 2.900."),
    ("a number that is expected", "en", "In Morocco 300 people were killed", "en",
     "In Morocco 10,000 people may have been killed."),
    ("a one in words", "nl", "In Ankara viel één dode", "nl", "In Ankara vielen 5 doden."),
    ("an ordinal", "nl", "Poetin bezocht Iran voor de negende keer", "nl",
     "Poetin bezocht Iran voor de tiende keer."),
    ("days of two events, no plan", "en", "Iran attacked Israel on 1 October", "en",
     "Iran attacked Israel on 13 April."),
    ("no number", "nl", "Iran viel Israël aan", "nl", "Iran vuurde 180 raketten af op Israël."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "language", "claim", "other_language", "other"), ALIKE, ids=[case[0] for case in ALIKE]
)
def test_what_is_no_disagreement_is_not_told(
    why: str, language: Language, claim: str, other_language: Language, other: str
) -> None:
    del why
    source = article("a", language, "2024-10-03", f"{claim}.")
    rival = article("b", other_language, "2024-10-12", other)
    given = answered(language, source, claim, others=[rival])

    assert with_differences(given, evidence(source, rival), near) == given


LANGUAGE, CLAIM, SOURCE, OTHER, ADDED = DIFFERENT[0]


def test_sentences_of_the_article_itself_and_sentences_unlike_ours_do_not_count() -> None:
    given = answered(LANGUAGE, SOURCE, CLAIM, others=[OTHER])
    same_article = article("a", "nl", "2023-09-09", OTHER.chunk.text)

    assert with_differences(given, evidence(SOURCE, same_article), near) == given
    assert with_differences(given, evidence(SOURCE, OTHER), far) == given


def test_of_several_articles_the_newest_is_told() -> None:
    between = article("c", "nl", "2023-09-10", "Het dodental in Marokko is opgelopen tot 1.000.")
    given = answered(LANGUAGE, SOURCE, CLAIM, others=[OTHER, between])

    told = with_differences(given, evidence(SOURCE, OTHER, between), near)

    assert told == with_added(given, OTHER, ADDED)


def test_an_answer_that_cites_both_articles_gets_one_sentence_and_no_new_citation() -> None:
    first = answered(LANGUAGE, SOURCE, CLAIM, others=[OTHER])
    second = AnswerSentence("Het dodental in Marokko is 2.900 [2].", (2,), 0.9)
    citation = Citation(2, OTHER, OTHER.chunk.sentences[0], OTHER.chunk.text, 0.9)
    given = replace(
        first,
        text=f"{first.text} {second.text}",
        citations=(*first.citations, citation),
        sentences=(*first.sentences, second),
    )

    told = with_differences(given, evidence(SOURCE, OTHER), near)

    assert told == replace(
        given,
        text=f"{given.text} {ADDED}",
        sentences=(*given.sentences, AnswerSentence(ADDED, (1, 2), 1.0, is_quotation=True)),
    )


def test_a_quotation_is_judged_by_what_it_quotes() -> None:
    english = article("a", "en", "2023-09-09", "The earthquake in Morocco killed 300 people.")
    text = f"In de artikelen staat hierover: “{english.chunk.text}”"
    given = answered("nl", english, text, others=[OTHER], quotation=True)

    assert with_differences(given, evidence(english, OTHER), near) == with_added(given, OTHER, ADDED)


def test_a_refusal_stays_as_it_is() -> None:
    refusal = Answer("Nee.", "nl", (), (SOURCE, OTHER), abstained=True, reason="nothing near")

    assert with_differences(refusal, evidence(SOURCE, OTHER), near) == refusal
