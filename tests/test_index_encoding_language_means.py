from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.article import LANGUAGES, Language
from index.encoder import Encoder
from index.encoding.language_means import measure_language_means
from index.encoding.parallel_sentences import PARALLEL_SENTENCES
from index.text.language import ArticleLanguage, detect_article_language

# Not among the parallel sentences, nor about the same things.
UNSEEN: tuple[tuple[str, str], ...] = (
    ("De bakker op de hoek verkoopt roggebrood.", "The baker on the corner sells rye bread."),
    ("De violist speelde een sonate van Bach.", "The violinist played a sonata by Bach."),
    ("Walvissen trekken in de winter naar het zuiden.", "Whales migrate south in winter."),
    ("De belasting op benzine gaat in juli omhoog.", "The tax on petrol goes up in July."),
    ("De klokkentoren is gerestaureerd.", "The bell tower has been restored."),
    ("Zij leerde schaken van haar oom.", "She learned chess from her uncle."),
)


def test_a_mean_is_that_of_the_vectors_of_groups_of_sentences() -> None:
    asked: list[list[str]] = []

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.append(list(texts))
        return np.array([[len(text), 1] for text in texts], np.float32)

    means = measure_language_means(encode)

    dutch = [sentence for sentence, _ in PARALLEL_SENTENCES]
    fours = [" ".join(dutch[start : start + 4]) for start in range(0, 40, 4)]
    pairs = [" ".join(dutch[start : start + 2]) for start in range(0, 40, 2)]
    assert [len(texts) for texts in asked] == [10, 10, 20, 20]
    assert fours in asked
    assert pairs in asked
    assert means.chunks["nl"].tolist() == [np.float32(sum(map(len, fours)) / 10), 1]
    assert means.sentences["nl"].tolist() == [np.float32(sum(map(len, pairs)) / 20), 1]
    assert set(means.chunks) == set(means.sentences) == set(LANGUAGES)


def test_the_parallel_sentences_are_in_their_languages_and_fill_their_groups() -> None:
    for place, language in enumerate(LANGUAGES):
        texts = [pair[place] for pair in PARALLEL_SENTENCES]
        assert detect_article_language(" ".join(texts)) == ArticleLanguage(language)
        assert len(set(texts)) == len(texts) == 40


# About none of these either, so that a difference in score is one of language.
QUESTIONS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Waarom weigerde de premier te tekenen?",
        "Hoeveel drones kocht Rusland?",
        "Wie won de wedstrijd van gisteren?",
        "Wat staat er in de nieuwe grondwet?",
    ),
    "en": (
        "Why did the prime minister refuse to sign?",
        "How many drones did Russia buy?",
        "Who won yesterday's match?",
        "What does the new constitution say?",
    ),
}


def test_without_the_means_no_language_is_favoured(encoder: Encoder) -> None:
    means = measure_language_means(encoder.encode_passages).sentences
    # Two of these are as long as one sentence of a newspaper.
    pairs = list(zip(UNSEEN, [*UNSEEN[1:], UNSEEN[0]], strict=True))
    passages = {
        language: encoder.encode_passages([f"{first[place]} {second[place]}" for first, second in pairs])
        for place, language in enumerate(LANGUAGES)
    }

    def favour(language: Language, *, centred: bool) -> float:
        """Return how much better passages in the question's language score than the same in the other."""
        questions = np.stack([encoder.encode_query(question) for question in QUESTIONS[language]])
        scores = {
            each: float((questions @ (passages[each] - centred * means[each]).T).mean()) for each in LANGUAGES
        }
        return scores[language] - scores[LANGUAGES[1 - LANGUAGES.index(language)]]

    assert all(favour(language, centred=False) > 0.015 for language in LANGUAGES)
    before = sum(favour(language, centred=False) for language in LANGUAGES)
    after = sum(abs(favour(language, centred=True)) for language in LANGUAGES)
    assert after < before / 3
