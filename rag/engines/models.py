"""Opens the model that the settings name, and lists those that are on this machine."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.encoding.prepared_files import Progress, silent
from index.errors import ModelError
from rag.engines.engine import Engine
from rag.engines.generator_weights import (
    DISPLAY_NAME,
    GGUF_BYTES,
    builtin_gguf,
    builtin_gguf_path,
    part_paths,
)
from rag.engines.server_address import is_server_address
from rag.engines.trained_adapter import trained_adapter

if TYPE_CHECKING:
    from rag.engines.transformers_engine import Device

BUILTIN = "builtin"

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be named in the setting ``model`` without a download.

    ``bytes`` is its size on the disk, or what it will take there where ``is_ready`` is false: the built-in
    model is put together when it is first used.
    """

    name: str
    path: Path
    bytes: int
    is_ready: bool


def open_engine(
    model: str,
    *,
    cache_dir: Path,
    progress: Progress = silent,
    model_name: str | None = None,
    model_key: str | None = None,
    model_timeout: float | None = None,
) -> Engine:
    """Load the model that the setting ``model`` names.

    :param model: ``builtin``, the path of a ``.gguf`` file, a folder, a Hub id (``org/name``), or the
        address of an OpenAI-compatible server. The first two run on llama.cpp, the next two on transformers;
        on a GPU ``builtin`` runs there too.
    :param cache_dir: where the built-in weights are, or are prepared.
    :param model_name: which model of a server; as the next two, for a server only.
    :param model_key: the key that a server asks for.
    :param model_timeout: seconds that a server may be silent; None takes the engine's own.
    :raises ModelError: it is none of these, or cannot be had or loaded.
    :raises WeightsError: the built-in weights cannot be prepared.
    """
    path = Path(model).expanduser()
    match _kind(model):
        case "builtin":
            return _open_builtin(builtin_gguf(cache_dir, progress=progress))
        case "server":
            return _open_server(model, name=model_name, key=model_key, timeout=model_timeout)
        case "gguf":
            return _open_with_llama(path)
        case "folder":
            return _open_with_transformers(str(path))
        case "hub":
            return _open_with_transformers(model)


def check_model(model: str, *, cache_dir: Path) -> None:
    """Return if the setting ``model`` names one whose files are there, as far as a glance tells.

    :raises ModelError: it is none, or its file is not there.
    :raises WeightsError: a package of the built-in one is not installed.
    """
    match _kind(model):
        case "builtin" if not builtin_gguf_path(cache_dir).is_file():
            part_paths()
        case "gguf" if not Path(model).expanduser().is_file():
            raise ModelError(f"the model {model} cannot be read: no such file; check the setting model")


def _kind(model: str) -> Literal["builtin", "server", "gguf", "folder", "hub"]:
    path = Path(model).expanduser()
    if model == BUILTIN:
        return "builtin"
    if is_server_address(model):
        return "server"
    if path.suffix.lower() == ".gguf":
        return "gguf"
    if model and path.is_dir():
        return "folder"
    if _HUB_ID.fullmatch(model):
        return "hub"
    raise ModelError(
        f"the setting model is {model!r}, which is not builtin, the path of a .gguf file, "
        "a folder that exists, a Hub id (org/name) or the address of a server (http://127.0.0.1:8080/v1)"
    )


def installed_models(cache_dir: Path) -> tuple[InstalledModel, ...]:
    """Return the built-in model and those of the Hub's cache, by name."""
    # huggingface_hub is slow to import, and the command line imports this module for its help.
    from index.encoding.hub import cached_models

    path = builtin_gguf_path(cache_dir)
    is_ready = path.is_file() and path.stat().st_size == GGUF_BYTES
    builtin = InstalledModel(BUILTIN, path, GGUF_BYTES, is_ready=is_ready)
    return (
        builtin,
        *(InstalledModel(model.name, model.folder, model.bytes, is_ready=True) for model in cached_models()),
    )


# The libraries below take seconds to import; each is imported when a model needs it, and only then.


def _open_builtin(path: Path) -> Engine:
    gpu, adapter = _gpu(), trained_adapter()
    if gpu is None:
        return _open_with_llama(path, name=DISPLAY_NAME, adapter=adapter)
    from rag.engines.transformers_engine import TransformersEngine

    return TransformersEngine.load(str(path), device=gpu, name=DISPLAY_NAME, adapter=adapter)


def _open_with_llama(path: Path, *, name: str | None = None, adapter: Path | None = None) -> Engine:
    from rag.engines.llama_engine import LlamaEngine

    return LlamaEngine(path, name=name, adapter=adapter)


def _open_server(address: str, *, name: str | None, key: str | None, timeout: float | None) -> Engine:
    from rag.engines.openai_engine import DEFAULT_TIMEOUT, OpenAIEngine

    seconds = DEFAULT_TIMEOUT if timeout is None else timeout
    return OpenAIEngine(address, model_name=name, key=key, timeout=seconds)


def _open_with_transformers(source: str) -> Engine:
    from rag.engines.transformers_engine import TransformersEngine

    return TransformersEngine.load(source, device=_gpu() or "cpu")


def _gpu() -> "Device | None":
    import torch

    if torch.cuda.is_available():
        return "cuda"
    if torch.backends.mps.is_available():
        return "mps"
    return None
