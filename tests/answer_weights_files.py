"""Weights of a reader that was not trained: the encoder's own first layers, and heads made up."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from index.encoding.answer_weights import AnswerWeights, read_answer_weights, write_answer_weights

Tensors = dict[str, NDArray[np.float32]]


def untrained_tensors(encoder_folder: Path, *, layers: int) -> Tensors:
    """Return them as training leaves them; the folder is that of the encoder in floats."""
    with safe_open(encoder_folder / "model.safetensors", framework="numpy") as file:
        every = file.keys()
        names = [
            name
            for name in every
            if "embeddings.LayerNorm" in name
            or (name.startswith("encoder.") and int(name.split(".")[2]) < layers)
        ]
        tensors = {name: file.get_tensor(name) for name in names}
    made_up = np.random.default_rng(1)
    for head, outputs in (("answer", 1), ("span", 2)):
        tensors[f"{head}.weight"] = made_up.normal(size=(outputs, 384)).astype(np.float32)
        tensors[f"{head}.bias"] = made_up.normal(size=outputs).astype(np.float32)
    return tensors


def written_and_read(tensors: Tensors, folder: Path) -> AnswerWeights:
    """Return the weights by way of their file."""
    path = folder / "answer_reader.safetensors"
    return read_answer_weights(path, digest=write_answer_weights(tensors, path))
