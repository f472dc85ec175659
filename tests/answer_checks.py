"""What holds of every answer, whatever was asked of whatever articles."""

import re
from collections.abc import Callable

from index.article import Article
from rag.answer import Answer
from rag.asking.draft import parse_draft
from rag.asking.prompts import REFUSAL


def check_supported_or_silent(answer: Answer, article_of: Callable[[str], Article]) -> None:
    """Check that every sentence has a citation whose quote stands in its article, or that nothing is said."""
    if answer.abstained:
        assert (answer.text, answer.sentences, answer.citations) == (REFUSAL[answer.language], (), ())
        return
    numbers = {citation.number for citation in answer.citations}
    assert numbers == set(range(1, len(answer.citations) + 1)) != set()
    assert {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)} == numbers
    for citation in answer.citations:
        article = article_of(citation.passage.chunk.article_id)
        assert citation.quote == citation.span.of(article.text) != ""
    if answer.sentences:
        assert answer.text == answer.with_sentences(answer.sentences).text
        assert {number for sentence in answer.sentences for number in sentence.citations} == numbers
        assert all(sentence.citations for sentence in answer.sentences)
    elif answer.is_quotation:
        (citation,) = answer.citations
        assert " ".join(citation.quote.split()) in answer.text
    else:
        marks = [set(sentence.marks) for sentence in parse_draft(answer.text, answer.language)]
        assert all(marks)
        assert set.union(*marks) == numbers


def own_words(answer: Answer) -> str:
    """Return what the answer says itself: of a quotation, only how it is introduced."""
    if not answer.sentences:
        return answer.text.split("“")[0] if answer.is_quotation else answer.text
    said = (each.text.split("“")[0] if each.is_quotation else each.text for each in answer.sentences)
    return " ".join(said)


def holds_one_of(answer: Answer, accepted: tuple[str, ...]) -> bool:
    """Whether one of these stands in the answer or in what it cites; case does not count."""
    shown = "\n".join([answer.text, *(citation.quote for citation in answer.citations)]).lower()
    return any(words.lower() in shown for words in accepted)
