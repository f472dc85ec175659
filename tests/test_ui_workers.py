import sys

import pytest
from small_encoder import SmallEncoder

from index.errors import SettingError
from ui.commands.compose_index import _workers
from ui.settings import Settings


def test_workers_without_ray_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "index.encoding.ray_encoder", raising=False)
    with pytest.raises(SettingError) as raised, _workers(Settings(ray_workers=2), SmallEncoder()):
        pass
    assert str(raised.value) == (
        "TWEESPRAAK_RAY_WORKERS is 2, but ray is not installed: pip install '.[ray]', or set it to 0"
    )


@pytest.mark.parametrize("settings", [None, Settings(ray_workers=0)])
def test_where_none_are_asked_for_ray_is_not_imported(
    settings: Settings | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with _workers(settings, SmallEncoder()) as workers:
        assert workers is None
