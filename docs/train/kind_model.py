"""Fits the model that tells the kinds of questions apart, and prints what it reaches.

    .venv/bin/python docs/train/kind_model.py

It takes the forms of ``question_forms.toml``, each filled in four times, and ``tests/questions/kinds.jsonl``,
has the built-in encoder read them, and writes ``rag/finding/kind_model.npz``. Printed are the shares that are
told right by the signs alone and by the model, on sets that it was not fitted on. A minute on one core.
"""

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.encoding.int8_encoder import Int8Encoder
from index.encoding.int8_weights import int8_encoder_folder
from index.encoding.prepared_files import default_cache_dir
from rag.answer import QuestionKind
from rag.finding.kind_model import KIND_MODEL, VECTOR_SCALE, WORD_SCALE, kind_model, words_of
from rag.finding.question_kind import question_kind

KINDS = list(QuestionKind)
FORMS = Path(__file__).with_name("question_forms.toml")
QUESTIONS = Path(__file__).parents[2] / "tests" / "questions"
SEED = 3
TIMES = 4
FEWEST = 4
"""Questions of which a word must be to count."""
L2 = 1e-4
_BRACED = re.compile(r"\{(\w+)\}")

Asked = Sequence[tuple[str, QuestionKind]]


def main() -> None:
    """Fit, write, and measure."""
    encoder = Int8Encoder(int8_encoder_folder(default_cache_dir()))
    fitted_on = [*filled_in(), *read("kinds")]
    vectors = np.array([encoder.encode_query(question) for question, _ in fitted_on])
    fit(fitted_on, vectors)
    for name in ("kinds_unseen", "kinds_later", "kinds_hard"):
        asked = read(name)
        signs = sum(question_kind(question) == kind for question, kind in asked)
        model = sum(kind_model().kind(q, encoder.encode_query(q)) == kind for q, kind in asked)
        shares = f"signs {signs / len(asked):.2f}  model {model / len(asked):.2f}"
        print(f"{name:14} {len(asked):4} questions  {shares}")


def filled_in() -> Iterator[tuple[str, QuestionKind]]:
    """Yield the forms, each filled in with subjects that are drawn."""
    held = tomllib.loads(FORMS.read_text("utf-8"))
    drawn = random.Random(SEED)
    for kind, by_language in held["forms"].items():
        for language, forms in by_language.items():
            subjects = held["subjects"][language]
            for form in forms:
                for _ in range(TIMES if _BRACED.search(form) else 1):
                    yield _filled(form, subjects, drawn), QuestionKind(kind)


def _filled(form: str, subjects: dict[str, list[str]], drawn: random.Random) -> str:
    return _BRACED.sub(lambda found: drawn.choice(subjects[found[1]]), form)


def read(name: str) -> Asked:
    """Return the questions of a set with their kinds."""
    rows = map(json.loads, (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines())
    return [(row["question"], QuestionKind(row["kind"])) for row in rows]


def fit(asked: Asked, vectors: NDArray[np.float32]) -> None:
    """Fit a multinomial logistic regression with an L2 penalty, and write it."""
    counts = Counter(word for question, _ in asked for word in set(words_of(question)))
    places = {word: at for at, word in enumerate(sorted(w for w, count in counts.items() if count >= FEWEST))}
    held = np.zeros((len(asked), len(places)), np.float32)
    signs = np.zeros((len(asked), len(KINDS)), np.float32)
    for at, (question, _) in enumerate(asked):
        held[at, [places[word] for word in set(words_of(question)) if word in places]] = WORD_SCALE
        signs[at, KINDS.index(question_kind(question))] = 1
    features = torch.tensor(np.concatenate([VECTOR_SCALE * vectors, signs, held], axis=1))
    kinds = torch.tensor([KINDS.index(kind) for _, kind in asked])
    weights = torch.zeros(features.shape[1], len(KINDS), requires_grad=True)
    bias = torch.zeros(len(KINDS), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = features @ weights + bias
        value = torch.nn.functional.cross_entropy(scores, kinds) + L2 * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    of_vector, of_signs, of_words = np.split(
        weights.detach().numpy(), [vectors.shape[1], vectors.shape[1] + len(KINDS)]
    )
    np.savez_compressed(
        KIND_MODEL,
        of_vector=of_vector,
        of_signs=of_signs,
        of_words=of_words,
        bias=bias.detach().numpy(),
        words=np.array(list(places)),
    )


if __name__ == "__main__":
    main()
