"""Loads models of sentence-transformers: the only module that knows that library."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError

from index.errors import ModelError

# Read by the libraries below when they are imported.
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # one for every load, of files on the disk too
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from sentence_transformers import CrossEncoder, SentenceTransformer
from torch.nn import Identity

from index.encoding.hub import hub_folder

# What a folder that is no model, or half of one, makes of loading it.
_LOAD_ERRORS = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
    ImportError,
    SafetensorError,
)
_CLASSIFIER = "ForSequenceClassification"


def load_sentence_encoder(source: str | Path) -> SentenceTransformer:
    """Return a model that makes vectors of texts.

    :param source: a sentence-transformers folder or the id of one on the Hub.
    :raises ModelError: the model cannot be had, or is no such model.
    """
    folder = _folder(source, "encoder")
    remedy = "'builtin', to a sentence-transformers folder, or with a connection to a Hub id"
    with _told(source, "encoder", remedy):
        return SentenceTransformer(str(folder), local_files_only=True)


def load_cross_encoder(source: str | Path) -> CrossEncoder:
    """Return a model that gives each pair of texts one number, without bounds.

    :param source: a folder of a cross-encoder or the id of one on the Hub.
    :raises ModelError: the model cannot be had, or is no such model.
    """
    folder = _folder(source, "reader")
    remedy = "'builtin' or 'off', to the folder of a CrossEncoder, or with a connection to a Hub id"
    with _told(source, "reader", remedy):
        if not _is_cross_encoder(folder):
            raise ValueError("it is no CrossEncoder")
        model: CrossEncoder = CrossEncoder(str(folder), local_files_only=True, activation_fn=Identity())
        if model.num_labels != 1:
            raise ValueError(f"it gives {model.num_labels} scores for a pair, and not one")
        return model


def _folder(source: str | Path, setting: str) -> Path:
    return Path(source) if Path(source).exists() else hub_folder(str(source), setting=setting)


@contextmanager
def _told(source: str | Path, setting: str, remedy: str) -> Iterator[None]:
    try:
        yield
    except _LOAD_ERRORS as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise ModelError(
            f"the {setting} {source} cannot be loaded ({reason}); "
            f"set TWEESPRAAK_{setting.upper()} to {remedy}"
        ) from error


def _is_cross_encoder(folder: Path) -> bool:
    """Whether a folder says so itself: of any other model the library makes one with random weights."""
    ours = folder / "config_sentence_transformers.json"
    if ours.exists() and json.loads(ours.read_text("utf-8")).get("model_type") == CrossEncoder.__name__:
        return True
    config = json.loads((folder / "config.json").read_text("utf-8"))
    return any(name.endswith(_CLASSIFIER) for name in config.get("architectures") or ())
