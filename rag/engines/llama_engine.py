"""Runs a GGUF model with llama.cpp, in this process. The only module that knows xllamacpp."""

import tempfile
from pathlib import Path
from threading import Event

from xllamacpp import CommonAdapterLoraInfo, CommonParams, Server  # type: ignore[import-untyped]  # it ships no types

from index.encoding.prepared_files import human_bytes
from index.errors import ModelError
from rag.engines.engine import LanguageModel, Message
from rag.engines.gguf_file import check_gguf
from rag.engines.llama_model import LlamaModel, LlamaServer, TokenCounts

# Tokens of the prompt that are read between two looks at ``stop``. Smaller reads no slower to speak of on a
# CPU, and makes a stop take hold within seconds where a prompt takes many.
_PROMPT_BATCH = 128

# Earlier prompts stay here when another kind of prompt takes the slot, so that translating, choosing and
# answering in turn each keep their own worked examples cached. A token of the built-in model takes 28 kB.
_PROMPT_CACHE_MIB = 512

# Each has a place of its own: what was read with the adapter must not be taken for what is read without it,
# which llama.cpp does where two prompts begin alike.
_WITHOUT_ADAPTER = {"id_slot": 0}
_WITH_ADAPTER = {"id_slot": 1, "lora": [{"id": 0, "scale": 1.0}]}


class LlamaEngine(LlamaModel):
    """A GGUF model loaded into llama.cpp; implements ``rag.engines.engine.Engine``.

    Prompts share their longest common beginning with earlier ones, which is then not read again.
    Requests from several threads run one after the other.
    """

    def __init__(
        self,
        path: Path,
        *,
        context_tokens: int = 4096,
        threads: int | None = None,
        name: str | None = None,
        adapter: Path | None = None,
    ) -> None:
        """Load the model, which takes seconds and holds the interpreter's lock meanwhile.

        :param context_tokens: the longest prompt and reply together.
        :param threads: how many to compute with; None takes the number of physical cores.
        :param name: the model's name for people; None takes the file's.
        :param adapter: a LoRA adapter (GGUF) with which this model was trained for the prompts of Tweespraak.
        :raises ModelError: a file is missing, is not a whole GGUF file, or does not fit in memory.
        """
        check_gguf(path)
        if adapter is not None:
            check_gguf(adapter)
        shown = name if name is not None else path.stem
        server = _load(path, context_tokens=context_tokens, threads=threads, adapter=adapter)
        super().__init__(LlamaServer(server), shown, {} if adapter is None else _WITHOUT_ADAPTER)
        self._trained = None if adapter is None else LlamaModel(self._server, shown, _WITH_ADAPTER)
        # llama.cpp can hang for good when it is freed before its loop has begun; an answer shows that it has.
        self._top_tokens([Message("user", "?")], 1, Event())

    @property
    def name(self) -> str:
        """The model's name for people."""
        return self._name

    @property
    def counts(self) -> TokenCounts:
        """What llama.cpp itself counted in the requests that are done."""
        return self._server.counts

    @property
    def trained(self) -> LanguageModel | None:
        """The model with its adapter; None where it was loaded without one."""
        return self._trained

    def close(self) -> None:
        """Free the model, once a running request has ended; the engine cannot be used again."""
        self._server.close()


def _load(path: Path, *, context_tokens: int, threads: int | None, adapter: Path | None) -> Server:
    params = CommonParams()
    params.model.path = str(path)
    slots = 1 if adapter is None else 2
    params.n_ctx = context_tokens * slots
    params.n_parallel = slots
    params.kv_unified = False
    if adapter is not None:
        params.lora_adapters = [_off(adapter)]
    params.n_batch = params.n_ubatch = _PROMPT_BATCH
    params.cache_ram_mib = _PROMPT_CACHE_MIB
    params.warmup = False
    params.verbosity = -1
    params.n_threads_http = 1
    params.ui = False
    if threads is not None:
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    # llama.cpp's server insists on listening somewhere. A socket file that is gone at once binds no port
    # and lets no one in.
    with tempfile.TemporaryDirectory() as folder:
        params.hostnames = [f"{folder}/llama.sock"]
        try:
            return Server(params)
        except RuntimeError as error:
            raise ModelError(
                f"{path} ({human_bytes(path.stat().st_size)}) cannot be loaded: the file is damaged or "
                "incomplete, or llama.cpp does not know its kind of model, or memory is short; "
                "get the file anew or choose a smaller model"
            ) from error


def _off(adapter: Path) -> CommonAdapterLoraInfo:
    """Return an adapter that takes part only in the requests that ask for it."""
    loaded = CommonAdapterLoraInfo()
    loaded.path = str(adapter)
    loaded.scale = 0.0
    return loaded
