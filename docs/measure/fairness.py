"""Measures whether the articles of one language push out those of the other, as docs/quality.md reports it.

    .venv/bin/python docs/measure/fairness.py SET --indexes FOLDER [--flood ARTICLES_JSONL]

Asks the questions of SET through the real index and the real search, with these articles in the index: all of
SET; one article of a language and all of the other, for each article in turn; those of one language alone;
and with ``--flood``, all of SET and 10,000 passages or more of one language from another source, either way
round. That file has one JSON object a line with ``id``, ``language``, ``title`` and ``text``; its articles
are cut into short ones, each a passage, to make so many.

Figures are hit@1 / hit@5 of each direction (language of the question > of the article), and the number of
questions: each whose article is in the index, asked once a mix. For each mix "one ranking" says what ranking
by cosine alone finds in the same index. Milliseconds are of all of retrieval for a question, and of encoding
it alone. Passages are counted at the last of the choices.

FOLDER keeps the indexes, so that another run encodes nothing.
"""

import argparse
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from index.article import LANGUAGES, Article, Language
from index.encoder import Encoder
from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from index.passage import Passage
from index.span import Span
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from rag.evaluating.json_lines import read_rows
from rag.evaluating.question_set import DIRECTIONS, Direction, Question, QuestionSet, read_question_set
from rag.evaluating.scores import covers_gold
from rag.finding.retrieval import Retriever

FLOOD_PASSAGES = 10_000
FLOOD_WORDS = 50
"""Words from which on a line ends a short article of the flood; the last of a page may have fewer."""
FEWEST_WORDS = 20
FOUND = 10
Way = Literal["fair", "one ranking"]
WAYS: tuple[Way, ...] = ("fair", "one ranking")


@dataclass(frozen=True, slots=True)
class FloodRow:
    """A line of the file of other articles."""

    id: str
    language: Language
    title: str
    text: str


@dataclass(slots=True)
class Tally:
    """What was seen so far with a mix: ranks from 0 (FOUND where it was not found), and seconds."""

    ranks: dict[tuple[Way, Direction], list[int]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    seconds_encoding: list[float] = field(default_factory=list)


def main() -> None:
    """Print a Markdown table for each way of ranking."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("question_set", type=Path)
    parser.add_argument("--indexes", type=Path, required=True)
    parser.add_argument("--flood", type=Path)
    arguments = parser.parse_args()
    question_set = read_question_set(arguments.question_set)
    encoder = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    print("| articles in the index | passages nl + en | ranking | " + " | ".join(DIRECTIONS), end="")
    print(" | ms p50 / p95 | encoding |\n|---|---|---|---|---|---|---|---|---|")
    with closing(open_index(arguments.indexes / "mixes", encoder)) as store:
        for name, choices in mixes(question_set).items():
            measure(name, question_set, store, encoder, choices)
    for language in LANGUAGES if arguments.flood else ():
        flood = tuple(islice(flood_articles(arguments.flood, language), FLOOD_PASSAGES))
        with closing(open_index(arguments.indexes / f"flood-{language}", encoder)) as store:
            measure(
                f"all, and a flood in {language}",
                question_set,
                store,
                encoder,
                [everything(question_set)],
                flood,
            )


def open_index(folder: Path, encoder: Encoder) -> IndexStore:
    """Open an index, made if it is not there."""
    return IndexStore.open(folder, fingerprint=index_fingerprint(encoder), create=True)


def everything(question_set: QuestionSet) -> tuple[Article, ...]:
    """Return all articles of the set."""
    return tuple(question_set.articles.values())


def mixes(question_set: QuestionSet) -> dict[str, list[tuple[Article, ...]]]:
    """Return the choices of articles for each mix; neighbours differ by little, as little is encoded then."""
    of = {
        language: [article for article in everything(question_set) if article.language == language]
        for language in LANGUAGES
    }
    found: dict[str, list[tuple[Article, ...]]] = {"all": [everything(question_set)]}
    for few, many in (LANGUAGES, LANGUAGES[::-1]):
        found[f"one in {few}, all in {many}"] = [(article, *of[many]) for article in of[few]]
        found[f"{many} alone"] = [tuple(of[many])]
    return found


def flood_articles(path: Path, language: Language) -> Iterator[Article]:
    """Yield short articles from the lines of long ones, each small enough for one passage."""
    for _, row in read_rows(path, TypeAdapter(FloodRow)).values():
        for number, text in enumerate(_pieces(row.text.splitlines()) if row.language == language else ()):
            if len(text.split()) >= FEWEST_WORDS:
                yield Article(f"{row.id}#{number}", f"{row.id}#{number}", row.title, text, language)


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if sum(len(each.split()) for each in waiting) >= FLOOD_WORDS:
            yield "\n".join(waiting)
            waiting.clear()
    if waiting:
        yield "\n".join(waiting)


def measure(
    name: str,
    question_set: QuestionSet,
    store: IndexStore,
    encoder: Encoder,
    choices: Sequence[tuple[Article, ...]],
    flood: Sequence[Article] = (),
) -> None:
    """Index each choice of articles in turn, ask, and print the rows of the mix."""
    tally = Tally()
    held = [{article.id for article in articles} for articles in choices]
    always_held = set.intersection(*held)
    for number, articles in enumerate(choices):
        sync(store, encoder, [*articles, *flood])
        # What could be asked at every choice is asked at one of them.
        asked = [
            question
            for place, question in enumerate(question_set.questions)
            if (found_in := {gold.article for gold in question_set.gold(question)} & held[number])
            and (not found_in & always_held or place % len(choices) == number)
        ]
        ask(question_set, asked, store, encoder, tally)
    passages = " + ".join(str(store.passage_count(language)) for language in LANGUAGES)
    for way in WAYS:
        cells = [_hits(tally.ranks.get((way, direction), [])) for direction in DIRECTIONS]
        times = (_milliseconds(tally.seconds), _milliseconds(tally.seconds_encoding))
        shown = times if way == "fair" else ("", "")
        print(f"| {name} | {passages} | {way} | {' | '.join((*cells, *shown))} |", flush=True)


def ask(
    question_set: QuestionSet,
    questions: Sequence[Question],
    store: IndexStore,
    encoder: Encoder,
    tally: Tally,
) -> None:
    """Ask the questions both ways, and add what came of it to the tally."""
    retriever = Retriever(store, encoder)
    for question in questions:
        direction = question_set.direction(question)
        if direction is None:
            continue
        began = time.perf_counter()
        fair = retriever.search(question.question, limit=FOUND)
        searched = time.perf_counter()
        vector = encoder.encode_query(question.question)
        tally.seconds.append(searched - began)
        tally.seconds_encoding.append(time.perf_counter() - searched)
        by_cosine = sorted(
            (found.passage for language in LANGUAGES for found in store.search(language, vector, FOUND)),
            key=lambda passage: -passage.similarity,
        )
        for way, passages in zip(WAYS, (fair, by_cosine[:FOUND]), strict=True):
            tally.ranks.setdefault((way, direction), []).append(rank(question_set, question, passages))


def rank(question_set: QuestionSet, question: Question, passages: Sequence[Passage]) -> int:
    """Return the rank, from 0, of the first passage that holds the answer; FOUND if none does."""
    gold = question_set.gold(question)
    holds = [
        covers_gold(each.chunk.article_id, Span(each.chunk.start, each.chunk.end), gold) for each in passages
    ]
    return holds.index(True) if True in holds else FOUND


def _hits(ranks: Sequence[int]) -> str:
    if not ranks:
        return ""
    first, fifth = (statistics.fmean(rank < depth for rank in ranks) for depth in (1, 5))
    return f"{first:.3f} / {fifth:.3f} ({len(ranks)})"


def _milliseconds(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    half, most = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.95))
    return f"{half:.0f} / {most:.0f}"


if __name__ == "__main__":
    main()
