from rag_samples import evidence, passage

from index.span import Span
from rag.answer import Answer, AnswerSentence, Citation, DroppedSentence
from rag.asking.prompts import QUOTATION
from rag.quotation import quotation, with_quotation

NL = passage("Iran vuurde 180 raketten af.", "Israël dreigde met wraak.", article="nl.txt")
EN = passage("Iran launched 180 missiles.", article="en.txt", language="en")
FIRED, THREATENED, LAUNCHED = evidence(NL, EN)
PASSAGES = (NL, EN)

LAUNCHED_QUOTED = f"{QUOTATION['nl']} “Iran launched 180 missiles.” [1]"
THREATENED_QUOTED = "In de artikelen staat hierover ook: “Israël dreigde met wraak.” [2]"
FIRST = Citation(1, EN, Span(0, 27), "Iran launched 180 missiles.", 1.0)
SECOND = Citation(2, NL, Span(29, 54), "Israël dreigde met wraak.", 1.0)


def test_a_quotation_is_introduced_in_the_reader_s_language_and_keeps_its_own() -> None:
    dropped = (DroppedSentence("De maan is groen.", "no source"),)

    assert quotation("nl", [LAUNCHED], PASSAGES, dropped) == Answer(
        LAUNCHED_QUOTED,
        "nl",
        (FIRST,),
        PASSAGES,
        abstained=False,
        is_quotation=True,
        sentences=(AnswerSentence(LAUNCHED_QUOTED, (1,), 1.0, is_quotation=True),),
        dropped=dropped,
    )


def test_two_sentences_have_a_mark_each() -> None:
    assert quotation("nl", [LAUNCHED, THREATENED], PASSAGES) == Answer(
        f"{LAUNCHED_QUOTED} {THREATENED_QUOTED}",
        "nl",
        (FIRST, SECOND),
        PASSAGES,
        abstained=False,
        is_quotation=True,
        sentences=(
            AnswerSentence(LAUNCHED_QUOTED, (1,), 1.0, is_quotation=True),
            AnswerSentence(THREATENED_QUOTED, (2,), 1.0, is_quotation=True),
        ),
    )


def test_a_sentence_is_quoted_behind_words_that_do_not_cite_it() -> None:
    said = AnswerSentence("Iran vuurde raketten af [1].", (1,), 0.8)
    answer = Answer(
        said.text,
        "en",
        (Citation(1, NL, Span(0, 28), "Iran vuurde 180 raketten af.", 0.8),),
        PASSAGES,
        abstained=False,
        sentences=(said,),
    )

    assert with_quotation(answer, FIRED) == answer
    quoted = "On this the articles also say: “Israël dreigde met wraak.” [2]"
    assert with_quotation(answer, THREATENED) == Answer(
        f"{said.text} {quoted}",
        "en",
        (*answer.citations, SECOND),
        PASSAGES,
        abstained=False,
        sentences=(said, AnswerSentence(quoted, (2,), 1.0, is_quotation=True)),
    )
