"""Articles, vectors of four dimensions and an encoder, for tests of what keeps them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Language
from index.chunk import Chunk
from index.encoding.language_means import LanguageMeans
from index.span import Span
from index.storage.catalog import Catalog
from index.storage.signatures import signature_of
from index.storage.store import IndexStore
from index.storage.writer import EmbeddedArticle, EmbeddedChunk
from index.text.boilerplate import body_spans

FINGERPRINT = "small-1"
REBUILD = "tweespraak index FOLDER --rebuild"


def unit(*values: float) -> NDArray[np.float32]:
    """Return the values as a unit vector."""
    vector = np.array(values, np.float32)
    return vector / np.linalg.norm(vector)


def vector_of(text: str) -> NDArray[np.float32]:
    """Return a unit vector, shape (4,), that depends on the text alone."""
    return unit(*(byte - 127.5 for byte in hashlib.sha256(text.encode()).digest()[:4]))


MEANS = LanguageMeans(
    chunks={"nl": unit(1, 2, 3, 4), "en": unit(4, 3, 2, 1)},
    sentences={"nl": unit(1, 0, 0, 1), "en": unit(0, 1, 1, 0)},
)


def make_article(name: str, text: str, language: Language = "nl") -> Article:
    """Return an article whose title and date come from its name."""
    return Article(name, f"{name}.txt", f"Kop van {name}", text, language, "2023-03", f"https://x/{name}")


def embed(article: Article) -> EmbeddedArticle:
    """Take each line as a chunk, each half of a line (after ``. ``) as a sentence."""
    chunks = []
    start = 0
    for line in article.text.split("\n"):
        chunk = Chunk(article.id, start, start + len(line), line, tuple(_sentences(line, start)))
        vectors = np.stack([vector_of(span.of(article.text)) for span in chunk.sentences])
        chunks.append(EmbeddedChunk(chunk, vector_of(line), vectors))
        start += len(line) + 1
    signature = signature_of(article.text, body_spans(article.text))
    return EmbeddedArticle(article, tuple(chunks), signature)


def _sentences(line: str, offset: int) -> Iterator[Span]:
    start = 0
    for sentence in line.split(". "):
        yield Span(offset + start, offset + start + len(sentence))
        start += len(sentence) + 2


def open_small(folder: Path, *, create: bool = True, fingerprint: str = FINGERPRINT) -> IndexStore:
    """Open the index of the tests."""
    return IndexStore.open(folder, fingerprint=fingerprint, create=create)


def write(store: IndexStore, articles: Iterable[Article], removed: Sequence[str] = ()) -> None:
    """Write articles in one go, as a run of ``index.syncing.sync`` does."""
    with store.writing() as writer:
        writer.set_language_means(MEANS)
        writer.replace([embed(article) for article in articles], removed=removed)


def found_texts(store: IndexStore, language: Language = "nl", limit: int = 100) -> set[str]:
    """Return the texts of all passages that a search finds."""
    return {each.passage.chunk.text for each in store.search(language, unit(1, 1, 1, 1), limit)}


def held_keys(store: IndexStore, language: Language = "nl") -> set[str]:
    """Return the keys of all vectors, those that the catalogue does not name too."""
    return store._files.vectors.keys(language)


def contents(store: IndexStore) -> object:
    """Return all that an index holds, to be compared with another."""
    rows = store._files.catalog.rows(
        "select key, digest, chunk.language, begins, ends, chunk.text, spans, vector, sentence_vectors "
        "from chunk join content on content.number = chunk.content order by key"
    )
    entries = [_vector(store, row[2], row[0]) for row in rows]
    texts = store._files.catalog.rows(
        "select digest, title, text, language, signature, story, is_grouped, "
        "(select json_group_array(band) from (select band from band where content = number order by band)) "
        "from content order by digest"
    )
    words = kept_words(store, "nl"), kept_words(store, "en")
    articles = articles_in(store), store.list_articles()
    return articles, texts, rows, words, entries, held_keys(store, "nl"), held_keys(store, "en")


def _vector(store: IndexStore, language: Language, key: str) -> object:
    held = store._files.vectors._collections[language]._collection.get(key, include=["embeddings"])
    return np.asarray(held["embeddings"]).tolist()


def articles_in(index: IndexStore | Catalog) -> list[Article]:
    """Return all articles in the order of their ids."""
    catalog = index if isinstance(index, Catalog) else index._files.catalog
    found = [catalog.article(article_id) for article_id in sorted(catalog.places())]
    return [article for article in found if article is not None]


def kept_words(store: IndexStore, language: Language = "nl") -> list[tuple[str, str]]:
    """Return the text and the words of each passage of a language, whatever disagrees included.

    The full-text index itself is checked, too: SQLite raises if it does not agree with its words.
    """
    catalog = store._files.catalog
    catalog.do(f"insert into words_{language} (words_{language}, rank) values ('integrity-check', 1)")
    rows = catalog.rows(
        "select chunk.text, words "
        f"from (select number, text from chunk where language = '{language}') as chunk "
        f"full join words_{language} on words_{language}.rowid = chunk.number"
    )
    return sorted((text or "NO PASSAGE", words or "NO WORDS") for text, words in rows)


def found_by_words(store: IndexStore, *words: str, language: Language = "nl", limit: int = 100) -> list[str]:
    """Return the texts of all passages that are found by their words, best first."""
    found = store.search(language, unit(1, 1, 1, 1), 0, words=words, word_limit=limit)
    return [each.passage.chunk.text for each in found]
