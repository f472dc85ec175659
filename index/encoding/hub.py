"""Finds the models of the Hugging Face Hub: those on this machine, and one by its name, downloaded once."""

import json
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import constants, scan_cache_dir, snapshot_download
from huggingface_hub.errors import (
    CacheNotFound,
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    RepositoryNotFoundError,
)

from index.errors import ModelError

# Weights in pickles, which can run code, are left out; so are second copies in other forms.
_WANTED_FILES = ["*.json", "*.safetensors", "*.model", "*.txt", "*.jinja"]
_UNWANTED_FILES = ["original/*", "consolidated*", "onnx/*", "openvino/*"]


def hub_folder(name: str, *, setting: str) -> Path:
    """Return the folder in the Hub's cache that holds a model, after downloading it if need be.

    What the cache holds whole is taken as it is, without a request.

    :param name: a Hub id such as ``org/name``.
    :param setting: the setting that names it, ``model``, ``encoder`` or ``reader``, for messages.
    :raises ModelError: no such model, no connection, no permission or no disk space.
    """
    try:
        return Path(_snapshot(name, local_files_only=True))
    except LocalEntryNotFoundError:
        pass
    except HFValidationError as error:
        raise ModelError(f"the {setting} {name} is neither a folder here nor a Hub id (org/name)") from error
    try:
        return Path(_snapshot(name, local_files_only=False))
    except GatedRepoError as error:
        why = "its makers ask you to accept their terms; do so on its Hub page and run: hf auth login"
        raise ModelError(f"the {setting} {name} cannot be had: {why}") from error
    except RepositoryNotFoundError as error:
        why = f"the Hub has no such model, or not for you; check the setting {setting}"
        raise ModelError(f"the {setting} {name} cannot be had: {why}") from error
    except LocalEntryNotFoundError as error:
        why = f"it is not on this machine and the Hub cannot be reached; connect, or set {setting} to builtin"
        raise ModelError(f"the {setting} {name} cannot be had: {why}") from error
    except (HfHubHTTPError, OSError) as error:
        first_line = str(error).strip().split("\n")[0]
        raise ModelError(f"the {setting} {name} cannot be downloaded: {first_line}") from error


def _snapshot(name: str, *, local_files_only: bool) -> str:
    return snapshot_download(
        name,
        allow_patterns=_WANTED_FILES,
        ignore_patterns=_UNWANTED_FILES,
        local_files_only=local_files_only,
    )


@dataclass(frozen=True, slots=True)
class HubModel:
    """A model in the Hub's cache: its Hub id, its folder and its size on the disk."""

    name: str
    folder: Path
    bytes: int


def cached_models() -> tuple[HubModel, ...]:
    """Return the models for generation that are in the Hub's cache, by name; no request is made."""
    try:
        repositories = scan_cache_dir(constants.HF_HUB_CACHE).repos
    except CacheNotFound:
        return ()
    found = (
        HubModel(name=repository.repo_id, folder=revision.snapshot_path, bytes=repository.size_on_disk)
        for repository in repositories
        if repository.repo_type == "model"
        for revision in repository.revisions
        if "main" in revision.refs and _writes_text(revision.snapshot_path)
    )
    return tuple(sorted(found, key=lambda model: model.name))


def _writes_text(folder: Path) -> bool:
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return any(name.endswith("ForCausalLM") for name in config.get("architectures") or ())
