from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from seed_questions import ASTANA_EN, CSTO_NL, PUTIN_IRAN_EN, PUTIN_IRAN_NL, XI_NL
from small_encoder import SmallEncoder
from small_index import make_article, open_small, vector_of

from index.article import LANGUAGES, Article
from index.encoder import Encoder, Vectors
from index.errors import SettingError
from index.filters import Filters
from index.passage import Passage
from index.reading.reader import read_folder
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from rag.finding.retrieval import CANDIDATES, KEYWORD_CANDIDATES, Retriever

SEEDS = Path(__file__).parent.parent / "seeds"
ASKED_NL = "Waar ontmoette Poetin Pezeshkian voor het eerst?"


def articles_of(retriever: Retriever, question: str, filters: Filters) -> set[str]:
    retrieval = retriever.retrieve(question, limit=100, filters=filters)
    found = {passage.chunk.article_id for passage in retrieval.passages}
    assert found == {sentence.passage.chunk.article_id for sentence in retrieval.sentences}
    return found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {PUTIN_IRAN_NL, ASTANA_EN, XI_NL, PUTIN_IRAN_EN, CSTO_NL}),
        (Filters(languages=("en",)), {ASTANA_EN, PUTIN_IRAN_EN}),
        (Filters(languages=()), set()),
        (Filters(published_from="2023-03-20"), {XI_NL}),
        (Filters(published_to="2022"), {CSTO_NL}),
        (Filters(published_from="2022", published_to="2023"), {XI_NL, CSTO_NL}),
        (Filters(published_from="2022", languages=("en",)), set()),
        (Filters(article_ids=frozenset({XI_NL, ASTANA_EN})), {XI_NL, ASTANA_EN}),
        (Filters(article_ids=frozenset({XI_NL, ASTANA_EN}), languages=("nl",)), {XI_NL}),
    ],
)
@pytest.mark.parametrize("keywords", [True, False])
def test_only_what_the_filters_let_through_is_found(
    seed_index: IndexStore, encoder: Encoder, filters: Filters, found: set[str], *, keywords: bool
) -> None:
    retriever = Retriever(seed_index, encoder, keywords=keywords)

    assert articles_of(retriever, ASKED_NL, filters) == found


def test_an_article_that_is_not_there_is_an_error(seed_index: IndexStore, encoder: Encoder) -> None:
    with pytest.raises(SettingError) as raised:
        Retriever(seed_index, encoder).search(ASKED_NL, filters=Filters(article_ids=frozenset({"x.txt"})))
    assert str(raised.value) == "no article in the index has the id 'x.txt': give its path below the folder"


def test_words_reorder_a_language_and_leave_the_balance_alone(
    seed_index: IndexStore, encoder: Encoder
) -> None:
    question = "Hoeveel drones kocht Rusland van Iran en voor hoeveel geld?"
    by_vectors = Retriever(seed_index, encoder, keywords=False).retrieve(question, limit=100)
    with_words = Retriever(seed_index, encoder).retrieve(question, limit=100)

    def scores(passages: tuple[Passage, ...], language: str) -> list[float]:
        return [each.score for each in passages if each.language == language]

    # All passages of seeds/ are candidates, so that words bring none in.
    for language in LANGUAGES:
        assert scores(with_words.passages, language) == pytest.approx(scores(by_vectors.passages, language))
    assert [each.language for each in with_words.passages] == [each.language for each in by_vectors.passages]
    assert [each.chunk for each in with_words.passages] != [each.chunk for each in by_vectors.passages]
    assert {each.chunk for each in with_words.passages} == {each.chunk for each in by_vectors.passages}
    assert [each.text for each in with_words.sentences] == [each.text for each in by_vectors.sentences]
    assert [each.score for each in with_words.sentences] == [each.score for each in by_vectors.sentences]
    shown = {each.chunk: each.score for each in with_words.passages}
    assert all(each.passage.score == shown[each.passage.chunk] for each in with_words.sentences)


class FarEncoder(SmallEncoder):
    """Takes every question for the opposite of what says ``hier``."""

    def encode_query(self, question: str) -> Vectors:
        assert question
        return -vector_of("hier")


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[IndexStore]:
    """An index in which the vectors of 100 passages are all nearer than that of the one that is meant."""
    with closing(open_small(tmp_path)) as store:
        others = [replace(make_article(f"n{n}", f"Regel {n}."), title="") for n in range(100)]
        sync(store, FarEncoder(), [*others, replace(make_article("meant", "hier"), title="")])
        yield store


def test_words_bring_in_what_vectors_do_not_reach(crowded: IndexStore) -> None:
    def found(question: str, *, keywords: bool) -> set[str]:
        return articles_of(Retriever(crowded, FarEncoder(), keywords=keywords), question, Filters())

    assert "meant" not in found("Waar is hier?", keywords=False)
    assert "meant" in found("Waar is hier?", keywords=True)
    assert "meant" not in found("Waar is daar?", keywords=True)
    assert len(found("Waar is hier?", keywords=False)) == CANDIDATES
    assert CANDIDATES <= len(found("Welke regel?", keywords=True)) <= CANDIDATES + KEYWORD_CANDIDATES


def test_a_story_in_many_papers_takes_one_place_among_the_sources(encoder: Encoder, tmp_path: Path) -> None:
    seeds = [each for each in read_folder(SEEDS) if isinstance(each, Article)]
    (story,) = (each for each in seeds if each.id == XI_NL)
    papers = [
        replace(
            story,
            id=f"paper-{number}.txt",
            path=f"paper-{number}.txt",
            text=f"{story.text}\n\n© Krant {number}.",
        )
        for number in range(4)
    ]
    question = "Wat beloofde Xi Jinping aan Tokajev?"
    with closing(IndexStore.open(tmp_path, fingerprint=index_fingerprint(encoder), create=True)) as store:
        sync(store, encoder, [*seeds, *papers])
        retrieval = Retriever(store, encoder).retrieve(question, limit=100)

    told = {XI_NL, *(paper.id for paper in papers)}
    for found in (
        [passage.chunk.article_id for passage in retrieval.passages],
        [sentence.passage.chunk.article_id for sentence in retrieval.sentences],
    ):
        first = next(each for each in found if each in told)
        others = [place for place, each in enumerate(found) if each not in told]
        echoes = [place for place, each in enumerate(found) if each in told - {first}]
        assert {found[place] for place in echoes} == told - {first}  # each can still be cited
        assert max(others) < min(echoes)
