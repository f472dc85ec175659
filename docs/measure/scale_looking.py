"""Asks the index that scale.py measures, as the chat asks it."""

import shutil
import statistics
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from fairness import rank
from scale_filling import INDEX, load_encoder, memory, open_filled

from index.article import LANGUAGES
from index.encoding.answer_weights import read_answer_weights
from index.encoding.int8_answer_reader import Int8AnswerReader
from index.errors import SettingError
from index.filters import Filters
from index.storage.catalog import Catalog
from index.storage.store import CATALOG_FILE, IndexStore
from rag.evaluating.question_set import DIRECTIONS, read_question_set
from rag.finding.evidence import choose_evidence
from rag.finding.readings import with_readings
from rag.finding.retrieval import Retriever

FILTERS = {
    "a week": Filters(published_from="2015-03-02", published_to="2015-03-08"),
    "a year": Filters(published_from="2015", published_to="2015"),
    "ten years": Filters(published_from="2010", published_to="2019"),
    "in Dutch": Filters(languages=("nl",)),
    "five articles": Filters(article_ids=frozenset(f"nl/0000/{number:03}.txt" for number in range(5))),
}
_FILTERED = 40
"""Questions that are asked within each of the filters."""


def look(folder: Path, questions: Path) -> dict[str, float]:
    """Open the index and ask every question of the set, in this process alone."""
    question_set = read_question_set(questions)
    encoder = load_encoder()
    reader = Int8AnswerReader(encoder.tables, read_answer_weights())
    seen: dict[str, float] = {}
    models = memory("VmRSS")
    began = time.perf_counter()
    with closing(open_filled(folder)) as store:
        retriever = Retriever(store, encoder)
        retriever.search(question_set.questions[0].question)
        seen["opened, both languages searched, s"] = time.perf_counter() - began
        seconds: dict[str, list[float]] = defaultdict(list)
        ranks: dict[str, list[int]] = defaultdict(list)
        for question in question_set.questions:
            began, busy = time.perf_counter(), time.process_time()
            retriever.query_vector(question.question)
            encoded = time.perf_counter()
            found = retriever.retrieve(question.question, asked_in=question.language)
            searched = time.perf_counter()
            read = with_readings(question.question, question.language, found.sentences, reader)
            choose_evidence(read)
            ended = time.perf_counter()
            # The question is encoded in retrieve as well: counted once.
            seconds[f"{question.language}, all"].append(ended - encoded)
            seconds[f"{question.language}, processor's"].append(time.process_time() - busy)
            seconds["encoding"].append(encoded - began)
            seconds["search"].append(searched - encoded - (encoded - began))
            seconds["reader and evidence"].append(ended - searched)
            direction = question_set.direction(question)
            if direction is not None:
                ranks[direction].append(rank(question_set, question, found.passages))
        for name, filters in FILTERS.items():
            for question in question_set.questions[::11][:_FILTERED] if _holds(store, filters) else ():
                began = time.perf_counter()
                retriever.search(question.question, filters=filters)
                seconds[f"search within {name}"].append(time.perf_counter() - began)
        seen["memory while answering, GB"] = memory("VmRSS")
        seen["memory of encoder and reader, GB"] = models
    for direction in DIRECTIONS:
        for depth in (1, 5):
            seen[f"hit@{depth} {direction}"] = statistics.fmean(each < depth for each in ranks[direction])
    for name, taken in seconds.items():
        ordered = sorted(taken)
        for share in (0.5, 0.95):
            seen[f"{name}, p{share * 100:.0f}, ms"] = 1000 * ordered[int(len(ordered) * share)]
    for name in (CATALOG_FILE, "chroma"):
        place = folder / INDEX / name
        files = place.rglob("*") if place.is_dir() else (place,)
        seen[f"on disk, {name}, GB"] = sum(each.stat().st_size for each in files if each.is_file()) / 1e9
    return seen


def copy_and_check(folder: Path) -> dict[str, float]:
    """Copy the index, as one does who keeps a copy, and have SQLite check the copy."""
    copy = folder / "copy"
    began = time.perf_counter()
    shutil.copytree(folder / INDEX, copy)
    copied = time.perf_counter()
    with closing(Catalog(copy / CATALOG_FILE)) as catalog:
        assert catalog.row("pragma quick_check") == ("ok",)
        assert all(catalog.passage_count(language) for language in LANGUAGES)
    checked = time.perf_counter()
    shutil.rmtree(copy)
    return {"copied, s": copied - began, "the copy's catalogue checked, s": checked - copied}


def _holds(store: IndexStore, filters: Filters) -> bool:
    """Whether the index has the articles that a filter names."""
    try:
        store.check(filters)
    except SettingError:
        return False
    return True
