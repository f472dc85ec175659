"""Rounds the weights of a BERT of the encoder's shape to what its 8-bit graph holds.

Weights get 7 of the 8 bits: on processors without instructions for 8-bit dot products the sum of two products
would otherwise not fit and be cut, so that results would differ from machine to machine.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from index.encoding.e5_weights import LAYER_PARTS

KEPT_IN_FLOATS = "l4.fo"
"""One matrix sees a value a thousand times the others', in the same place of every text: rounded like the
rest it makes half of the error of the whole encoder."""
_TOP = 63

FloatTensors = Mapping[str, NDArray[np.float32]]
GraphTensors = dict[str, NDArray[np.generic]]


def rounded_tensors(tensors: FloatTensors) -> GraphTensors:
    """Return the constants of ``index.encoding.int8_graph``, by their names there.

    :param tensors: by the names that BERT has in transformers; those that name no layer are not looked at,
        but for the normalization of the embeddings.
    """
    rounded: GraphTensors = {
        "emb.ln.w": tensors["embeddings.LayerNorm.weight"],
        "emb.ln.b": tensors["embeddings.LayerNorm.bias"],
    }
    layers = 1 + max(int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer."))
    for layer in range(layers):
        rounded |= _rounded_layer(tensors, layer)
    return rounded


def _rounded_layer(tensors: FloatTensors, layer: int) -> GraphTensors:
    parts = {
        short: [tensors[f"encoder.layer.{layer}.{long}.{kind}"] for kind in ("weight", "bias")]
        for short, long in LAYER_PARTS
    }
    parts["qkv"] = [np.concatenate([parts[part][at] for part in "qkv"]) for at in range(2)]
    rounded: GraphTensors = {}
    for name in ("aln", "oln"):
        rounded |= {f"l{layer}.{name}.{kind}": parts[name][at] for at, kind in enumerate("wb")}
    for name in ("qkv", "ao", "fi", "fo"):
        weights, bias = parts[name]
        rounded |= _rounded_matrix(f"l{layer}.{name}", weights) | {f"l{layer}.{name}.bias": bias}
    return rounded


def _rounded_matrix(name: str, weights: NDArray[np.float32]) -> GraphTensors:
    """Round by output; ``weights`` are of shape (outputs, inputs), as PyTorch keeps them."""
    columns = np.ascontiguousarray(weights.T)
    if name == KEPT_IN_FLOATS:
        return {f"{name}.floats": columns}
    scales = (np.abs(columns).max(axis=0) / _TOP).astype(np.float32)
    return {f"{name}.rounded": np.rint(columns / scales).astype(np.int8), f"{name}.scales": scales}
