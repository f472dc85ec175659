"""The weights with which the built-in generator was trained for our prompts: a LoRA adapter.

How they were made is told in ``docs/train/README.md``.
"""

from hashlib import file_digest
from pathlib import Path

from index.errors import WeightsError

TRAINED_ADAPTER = Path(__file__).with_suffix(".gguf")
TRAINED_ADAPTER_SHA256 = "5838912d87d99d57009875ddaaafe09c17838717353789f947e8caca664a00de"


def trained_adapter(path: Path = TRAINED_ADAPTER, *, digest: str = TRAINED_ADAPTER_SHA256) -> Path:
    """Return the adapter's file.

    :param digest: the SHA-256 that it must have.
    :raises WeightsError: it is not there, or is damaged.
    """
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); install Tweespraak again") from error
    if found != digest:
        raise WeightsError(f"{path}: damaged, or of another version; install Tweespraak again")
    return path
