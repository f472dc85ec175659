"""Lists the models for generation in the cache of the Hugging Face Hub on this machine."""

import json
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import constants, scan_cache_dir
from huggingface_hub.errors import CacheNotFound


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
