"""Every setting, with its environment variable; read in the composition root and nowhere else."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.encoding.prepared_files import default_cache_dir
from index.errors import SettingError
from index.reading.other_languages import OtherLanguages
from rag.deciding.policy import POLICY

PREFIX = "TWEESPRAAK_"
TABLE_START, TABLE_END = "<!-- settings -->", "<!-- /settings -->"


def _parted(value: object) -> object:
    return list(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value


Folder = Annotated[Path, AfterValidator(Path.expanduser)]
Folders = Annotated[tuple[Folder, ...], NoDecode, BeforeValidator(_parted)]


def default_data_dir() -> Path:
    """Return the platform's folder for data of this application; it need not exist."""
    return Path(platformdirs.user_data_dir("tweespraak", appauthor=False))


class Settings(BaseSettings):
    """What the user may choose. The command line's options go before the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data_dir: Folder = Field(
        default_factory=default_data_dir,
        description="Folder of all that is written but the weights. By default the platform's own, "
        "such as `~/.local/share/tweespraak`.",
    )
    further_data_dirs: Folders = Field(
        default=(),
        description="Further data folders, whose articles are searched with those of the data folder: each "
        "is indexed by itself, with the same encoder, and not written by the chat. Several with `:` between "
        "them (`;` on Windows). On the command line: `--data-dir` again.",
    )
    cache_dir: Folder = Field(
        default_factory=default_cache_dir,
        description="Folder of prepared weights, shared by all data folders. By default the platform's own, "
        "such as `~/.cache/tweespraak`.",
    )
    model: str = Field(
        default="builtin",
        min_length=1,
        description="The language model: `builtin`, a `.gguf` file, a folder of a transformers model, "
        "its id on the Hugging Face Hub, or the address of an OpenAI-compatible server, such as "
        "`http://127.0.0.1:8080/v1`. At an address that is not this machine's, questions and snippets of "
        "articles leave it.",
    )
    model_name: str | None = Field(
        default=None, description="Which of the server's models; needed where it has several."
    )
    model_key: SecretStr | None = Field(default=None, description="The key that the server asks for, if any.")
    model_timeout: float = Field(
        default=180.0, gt=0, description="Seconds that the server may be silent before it is given up."
    )
    answer_threshold: float = Field(
        default=POLICY.answered,
        ge=0,
        le=1,
        description="How likely it must be, from 0 to 1, that the articles answer a question before it is "
        "answered. Higher refuses more of what they do not answer, and more of what they do.",
    )
    other_languages: OtherLanguages = Field(
        default="skip",
        description="What is done with text in neither Dutch nor English: `skip` leaves such articles out of "
        "the index, and of other articles the long paragraphs in another language, and reports both; `index` "
        "takes all in as if it were in the nearer of the two.",
    )
    encoder: str = Field(
        default="builtin",
        min_length=1,
        description="What makes the vectors: `builtin` (at 8 bits, fast), `builtin-fp32` (the same in full), "
        "a sentence-transformers folder, or its id on the Hub. An index belongs to the encoder that made it.",
    )
    reader: str = Field(
        default="builtin",
        min_length=1,
        description="What reads whether a sentence that was found answers the question: `builtin` (the "
        "built-in encoder, trained on for it), `off`, the folder of a cross-encoder of sentence-transformers "
        "that gives one score a pair, or its id on the Hub. `builtin` alone tells which words answer.",
    )
    chroma_url: str | None = Field(
        default=None,
        min_length=1,
        description="The address of a Chroma server that keeps the vectors, such as `http://127.0.0.1:8000`; "
        "without it they are files in the data folder. At an address that is not this machine's, the vectors "
        "of articles and questions leave it; texts do not.",
    )
    chroma_timeout: float = Field(
        default=60.0, gt=0, description="Seconds that the Chroma server may be silent before it is given up."
    )
    ray_workers: int = Field(
        default=0,
        ge=0,
        description="How many workers of Ray encode the articles of a large folder; 0 encodes them in this "
        "process. Needs `pip install '.[ray]'`; with `RAY_ADDRESS` they are on that cluster.",
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="Address at which the chat listens. Any other than the default can be reached by others.",
    )
    port: int = Field(default=7860, ge=1, le=65535, description="Port at which the chat listens.")
    queue_limit: int = Field(
        default=20,
        ge=0,
        le=1000,
        description="How many questions may wait while one is answered, of readers and programs together. "
        "Whoever comes then is told to ask again later; each that waits holds a thread.",
    )


def load_settings(
    *,
    data_dir: Path | Sequence[Path] | None = None,
    model: str | None = None,
    host: str | None = None,
    port: int | None = None,
    other_languages: OtherLanguages | None = None,
) -> Settings:
    """Read the settings from the environment; what is given here goes before it.

    :param data_dir: the data folder, and the further ones behind it.
    :raises SettingError: a value cannot be used, or a variable with our prefix is no setting.
    """
    names = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for variable in os.environ:
        if variable.upper().startswith(PREFIX) and variable.upper() not in names:
            raise SettingError(f"{variable} is no setting; there are {', '.join(sorted(names))}")
    try:
        settings = Settings()
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        name = f"{PREFIX}{str(problem['loc'][0]).upper()}"
        raise SettingError(f"{name} is {problem['input']!r}: {problem['msg']}") from error
    folders = [data_dir] if isinstance(data_dir, Path) else data_dir
    options = {
        "data_dir": folders[0] if folders else None,
        "further_data_dirs": tuple(folders[1:]) if folders else None,
        "model": model,
        "host": host,
        "port": port,
        "other_languages": other_languages,
    }
    chosen = settings.model_copy(update={name: value for name, value in options.items() if value is not None})
    seen: set[Path] = set()
    for folder in (chosen.data_dir, *chosen.further_data_dirs):
        if folder.resolve() in seen:
            raise SettingError(f"the data folder {folder} is named twice: name each once")
        seen.add(folder.resolve())
    return chosen


def settings_table() -> str:
    """Return the settings as a Markdown table, as README.md has it between its two markers."""
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory or field.default in (None, ()) else f"`{field.default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"
