import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from index.errors import SettingError
from ui.settings import TABLE_END, TABLE_START, Settings, load_settings, settings_table

README = Path(__file__).parent.parent / "README.md"
VARIABLES = [f"TWEESPRAAK_{name.upper()}" for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def no_settings_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def test_defaults() -> None:
    settings = load_settings()
    assert (settings.model, settings.encoder, settings.reader) == ("builtin", "builtin", "builtin")
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert settings.data_dir.is_absolute()
    assert settings.cache_dir.is_absolute()
    assert settings.data_dir != settings.cache_dir


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    values = {
        "DATA_DIR": tmp_path / "d",
        "CACHE_DIR": tmp_path / "c",
        "MODEL": "m.gguf",
        "ENCODER": "e",
        "READER": "r",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"TWEESPRAAK_{name}", str(value))
    monkeypatch.setenv("TWEESPRAAK_FURTHER_DATA_DIRS", os.pathsep.join([str(tmp_path / "e"), "", "f g"]))
    monkeypatch.setenv("TWEESPRAAK_HOST", "::1")
    monkeypatch.setenv("TWEESPRAAK_PORT", "8000")
    monkeypatch.setenv("TWEESPRAAK_QUEUE_LIMIT", "3")
    monkeypatch.setenv("TWEESPRAAK_MODEL_NAME", "large")
    monkeypatch.setenv("TWEESPRAAK_MODEL_KEY", "secret")
    monkeypatch.setenv("TWEESPRAAK_MODEL_TIMEOUT", "20")
    monkeypatch.setenv("TWEESPRAAK_ANSWER_THRESHOLD", "0.6")
    monkeypatch.setenv("TWEESPRAAK_CHROMA_URL", "http://10.0.0.5:8000")
    monkeypatch.setenv("TWEESPRAAK_CHROMA_TIMEOUT", "5")
    monkeypatch.setenv("TWEESPRAAK_RAY_WORKERS", "2")
    monkeypatch.setenv("TWEESPRAAK_OTHER_LANGUAGES", "index")
    assert load_settings().model_dump() == {
        "data_dir": tmp_path / "d",
        "further_data_dirs": (tmp_path / "e", Path("f g")),
        "cache_dir": tmp_path / "c",
        "model": "m.gguf",
        "model_name": "large",
        "model_key": SecretStr("secret"),
        "model_timeout": 20.0,
        "answer_threshold": 0.6,
        "other_languages": "index",
        "encoder": "e",
        "reader": "r",
        "chroma_url": "http://10.0.0.5:8000",
        "chroma_timeout": 5.0,
        "ray_workers": 2,
        "host": "::1",
        "port": 8000,
        "queue_limit": 3,
    }


def test_options_go_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TWEESPRAAK_MODEL", "from-environment")
    monkeypatch.setenv("TWEESPRAAK_PORT", "8000")
    settings = load_settings(data_dir=tmp_path, model="from-option", host="0.0.0.0", other_languages="index")
    assert (settings.data_dir, settings.model) == (tmp_path, "from-option")
    assert settings.other_languages == "index"
    assert (settings.host, settings.port) == ("0.0.0.0", 8000)


def test_folders_of_the_command_line_go_before_all_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TWEESPRAAK_DATA_DIR", "/a")
    monkeypatch.setenv("TWEESPRAAK_FURTHER_DATA_DIRS", f"~/b{os.pathsep}/c")
    for given, found in (
        (None, (Path("/a"), (tmp_path / "b", Path("/c")))),
        (Path("/d"), (Path("/d"), ())),
        ([Path("/d"), Path("/e")], (Path("/d"), (Path("/e"),))),
    ):
        settings = load_settings(data_dir=given)
        assert (settings.data_dir, settings.further_data_dirs) == found
    with pytest.raises(SettingError, match=r"^the data folder /d/\.\./e is named twice: name each once$"):
        load_settings(data_dir=[Path("/e"), Path("/d/../e")])


def test_a_home_folder_is_expanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TWEESPRAAK_DATA_DIR", "~/news")
    assert load_settings().data_dir == tmp_path / "news"


def test_the_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWEESPRAAK_MODEL_KEY", "open-sesame")
    settings = load_settings()
    assert "open-sesame" not in f"{settings} {settings!r} {settings.model_dump_json()}"


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWEESPRAAK_PORT", "")
    assert load_settings().port == 7860


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        (
            "PORT",
            "eighty",
            "is 'eighty': Input should be a valid integer, unable to parse string as an integer",
        ),
        ("PORT", "0", "is '0': Input should be greater than or equal to 1"),
        ("MODEL_TIMEOUT", "0", "is '0': Input should be greater than 0"),
        ("PORT", "70000", "is '70000': Input should be less than or equal to 65535"),
        ("QUEUE_LIMIT", "-1", "is '-1': Input should be greater than or equal to 0"),
        ("OTHER_LANGUAGES", "yes", "is 'yes': Input should be 'skip' or 'index'"),
        ("MODLE", "x.gguf", f"is no setting; there are {', '.join(sorted(VARIABLES))}"),
    ],
)
def test_a_bad_value_is_one_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, problem: str
) -> None:
    monkeypatch.setenv(f"TWEESPRAAK_{variable}", value)
    with pytest.raises(SettingError) as caught:
        load_settings()
    assert str(caught.value) == f"TWEESPRAAK_{variable} {problem}"


def test_readme_has_the_table_of_settings() -> None:
    found = re.search(
        f"{re.escape(TABLE_START)}\n(.*?){re.escape(TABLE_END)}",
        README.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert found is not None, f"README.md has no {TABLE_START} … {TABLE_END}"
    assert found[1] == settings_table(), "put the output of ui.settings.settings_table() between the markers"


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
