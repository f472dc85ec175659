"""Measures how often the sentences chosen for the model hold the answer, as docs/quality.md reports it.

    .venv/bin/python docs/measure/evidence.py SET

Over the answerable questions of SET whose answering words stand verbatim in their gold paragraph: the share
for which one of the chosen evidence sentences is of that paragraph and holds them, by direction (language of
the question > of the article), with the number of questions. The reader is that of the settings.
"""

import argparse
import statistics
from collections.abc import Sequence
from pathlib import Path

from rag.answer import EvidenceSentence
from rag.evaluating.question_set import DIRECTIONS, GoldParagraph, QuestionSet, read_question_set
from rag.finding.evidence import choose_evidence
from rag.finding.readings import with_readings
from ui.articles.to_read import of_articles
from ui.commands.compose_index import open_question_set_index
from ui.commands.compose_reader import load_answer_reader
from ui.settings import load_settings


def main() -> None:
    """Print a line for each direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_set", type=Path)
    question_set = read_question_set(parser.parse_args().question_set)
    held: dict[str, list[bool]] = {direction: [] for direction in DIRECTIONS}
    sentences_read: list[int] = []
    characters_read: list[int] = []
    settings = load_settings()
    with open_question_set_index(settings, question_set, progress=_silent) as index:
        index.sync(of_articles(tuple(question_set.articles.values())))
        retriever, reader = index.retriever(), load_answer_reader(settings, index.encoder, _silent)
        for question in question_set.questions:
            direction = question_set.direction(question)
            gold = [each for each in question_set.gold(question) if stands_there(question_set, each)]
            if direction is None or not gold:
                continue
            found = retriever.retrieve(question.question, asked_in=question.language)
            evidence = choose_evidence(
                with_readings(question.question, question.language, found.sentences, reader)
            )
            held[direction].append(any(holds(evidence, each) for each in gold))
            sentences_read.append(len(evidence))
            characters_read.append(sum(len(each.text) for each in evidence))
    for name, seen in held.items():
        if seen:
            print(f"{name}  {statistics.fmean(seen):.3f}  of {len(seen)}")
    print(
        f"sentences chosen, mean {statistics.fmean(sentences_read):.1f}, "
        f"of {statistics.fmean(characters_read):.0f} characters together"
    )


def stands_there(question_set: QuestionSet, gold: GoldParagraph) -> bool:
    """Whether words that answer stand verbatim in the gold paragraph."""
    paragraph = gold.span.of(question_set.articles[gold.article].text)
    return any(words in paragraph for words in gold.answer_words)


def holds(evidence: Sequence[EvidenceSentence], gold: GoldParagraph) -> bool:
    """Whether one of the sentences is of the gold paragraph and holds the words that answer."""
    return any(
        sentence.passage.chunk.article_id == gold.article
        and gold.span.start <= sentence.span.start < gold.span.end
        and any(words in sentence.text for words in gold.answer_words)
        for sentence in evidence
    )


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
