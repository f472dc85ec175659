from pathlib import Path

import pytest

from index.errors import WeightsError
from rag.engines.trained_adapter import TRAINED_ADAPTER, trained_adapter


def test_the_shipped_adapter_is_whole() -> None:
    assert trained_adapter() == TRAINED_ADAPTER


def test_an_adapter_that_is_missing_or_damaged_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "adapter.gguf"
    with pytest.raises(WeightsError) as missing:
        trained_adapter(path)
    path.write_bytes(b"GGUF")
    with pytest.raises(WeightsError) as damaged:
        trained_adapter(path)

    assert str(missing.value) == (
        f"{path}: cannot be read (No such file or directory); install Tweespraak again"
    )
    assert str(damaged.value) == f"{path}: damaged, or of another version; install Tweespraak again"
