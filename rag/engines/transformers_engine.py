"""Runs a model with transformers: any causal model of the Hub, or a folder. The only module that knows it."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Event
from typing import Any, Literal, Self

import torch
import transformers
from jinja2.exceptions import TemplateError
from safetensors import SafetensorError

from index.encoding.hub import hub_folder
from index.errors import ModelError
from rag.engines.engine import LanguageModel, Message
from rag.engines.read_prompts import ReadPrompts
from rag.engines.torch_adapter import TorchAdapter

Device = Literal["cpu", "cuda", "mps"]

# Its notices and progress bars are not for the people who use this program.
transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # its functions have no types
transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # likewise

_LOADING_ERRORS = (OSError, ValueError, RuntimeError, ImportError, KeyError, SafetensorError, MemoryError)
_GENERATION_ERRORS = (RuntimeError, ValueError, IndexError, MemoryError)


class TransformersModel:
    """A causal language model on PyTorch; implements ``rag.engines.engine.LanguageModel``.

    Requests from several threads run one after the other.
    """

    def __init__(
        self,
        model: transformers.PreTrainedModel,
        tokenizer: transformers.PreTrainedTokenizerBase,
        *,
        name: str,
        requests: ThreadPoolExecutor,
        weights: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Nothing is asked yet.

        :param requests: one thread, that of the model.
        :param weights: entered for each request, so that an adapter takes part in it.
        """
        self._model = model
        self._tokenizer = tokenizer
        self._name = name
        self._requests = requests
        self._weights = weights
        self._context_tokens: int = model.config.get_text_config().max_position_embeddings
        self._read_prompts = ReadPrompts(model)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stop: Event,
    ) -> Iterator[str]:
        """Yield the reply piece by piece (whole words), greedily decoded.

        :param max_tokens: the longest reply, in the model's tokens.
        :param stop: once set, generation ends at the next token and so does the iterator. Closing the
            iterator early does the same. Reading the prompt is not interrupted.
        :raises ModelError: the prompt is longer than the model's context, or generation failed.
        """
        inputs = self._inputs(messages)
        room = self._context_tokens - int(inputs["input_ids"].shape[1])
        streamer = transformers.TextIteratorStreamer(
            self._tokenizer,
            skip_prompt=True,
            skip_special_tokens=True,
        )
        abandoned = Event()

        def generate() -> None:
            try:
                with self._weights():
                    self._model.generate(  # type: ignore[operator]  # torch types every attribute alike
                        **inputs,
                        streamer=streamer,
                        stopping_criteria=transformers.StoppingCriteriaList(
                            [_EventCriteria(stop, abandoned)]
                        ),
                        max_new_tokens=min(max_tokens, room),
                    )
            finally:
                # Said here too, or a failure would leave the reader waiting.
                streamer.text_queue.put(streamer.stop_signal)

        request = self._requests.submit(generate)
        try:
            for piece in streamer:
                if stop.is_set():
                    break
                if piece:
                    yield piece
        finally:
            abandoned.set()
            if not request.cancel():
                wait([request])
        try:
            request.result()
        except _GENERATION_ERRORS as error:
            raise ModelError(f"the model {self._name} failed: {_reason(error)}") from error

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: Event
    ) -> tuple[float, ...]:
        """Return how probable each choice is as the first token of the reply, 0 to 1, in their order.

        They are the model's own probabilities over its whole vocabulary, so they add up to at most 1.

        :param stop: if set, nothing is read and all are 0. Reading that has begun is not interrupted.
        :raises ModelError: a choice is not one token of this model, or the prompt is longer than its context.
        """
        tokens = [self._token(choice) for choice in choices]
        if stop.is_set():
            return (0.0,) * len(choices)
        inputs = self._inputs(messages)

        def read() -> tuple[float, ...]:
            with self._weights():
                logits = self._read_prompts.next_token_logits(inputs["input_ids"])
            probabilities = logits.float().softmax(dim=-1)
            return tuple(float(probabilities[token]) for token in tokens)

        try:
            return self._requests.submit(read).result()
        except _GENERATION_ERRORS as error:
            raise ModelError(f"the model {self._name} failed: {_reason(error)}") from error

    def _inputs(self, messages: Sequence[Message]) -> transformers.BatchEncoding:
        """Return the prompt's tokens, each value of shape (1, tokens), on the model's device."""
        conversation = [{"role": message.role, "content": message.content} for message in messages]
        try:
            inputs = self._tokenizer.apply_chat_template(
                conversation,
                add_generation_prompt=True,
                # A model that can think aloud first would put a minute before its answer.
                enable_thinking=False,
                return_tensors="pt",
                return_dict=True,
            )
        except TemplateError as error:
            raise ModelError(
                f"the chat template of the model {self._name} does not take this conversation: {error}; "
                "choose another model"
            ) from error
        assert isinstance(inputs, transformers.BatchEncoding)
        length = int(inputs["input_ids"].shape[1])
        if length >= self._context_tokens:
            raise ModelError(
                f"the prompt has {length} tokens and the model {self._name} reads {self._context_tokens}; "
                "ask something shorter or choose a model that reads more"
            )
        return inputs.to(self._model.device)

    def _token(self, choice: str) -> int:
        tokens = self._tokenizer.encode(choice, add_special_tokens=False)
        if len(tokens) != 1:
            raise ModelError(f"{choice!r} is not one token of the model {self._name}")
        token: int = tokens[0]
        return token


class TransformersEngine(TransformersModel):
    """A model that is loaded, with its adapter if it has one; implements ``rag.engines.engine.Engine``."""

    def __init__(
        self,
        model: transformers.PreTrainedModel,
        tokenizer: transformers.PreTrainedTokenizerBase,
        *,
        name: str,
        adapter: Path | None = None,
    ) -> None:
        # A model's own generation settings may sample, or punish repetition as quotes must repeat.
        model.generation_config = transformers.GenerationConfig(  # type: ignore[no-untyped-call]  # likewise
            do_sample=False,
            eos_token_id=_end_tokens(model, tokenizer),
            pad_token_id=tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0,
        )
        requests = ThreadPoolExecutor(max_workers=1, thread_name_prefix="transformers")
        super().__init__(model, tokenizer, name=name, requests=requests)
        self._trained: TransformersModel | None = None
        if adapter is not None:
            weights = TorchAdapter(model, adapter).used
            self._trained = TransformersModel(model, tokenizer, name=name, requests=requests, weights=weights)

    @classmethod
    def load(
        cls, source: str, *, device: Device, name: str | None = None, adapter: Path | None = None
    ) -> Self:
        """Load a model: in half precision (bfloat16) on a GPU, in full on a CPU.

        :param source: a folder, the path of a ``.gguf`` file, or a Hub id such as ``org/name``. What the
            Hub's cache holds already is taken from there without a request.
        :param device: where it runs.
        :param name: the model's name for people; None takes ``source``.
        :param adapter: a LoRA adapter (GGUF) with which this model was trained for the prompts of Tweespraak.
        :raises ModelError: it cannot be had or loaded, or has no chat template.
        """
        path = Path(source)
        if path.is_file():
            folder, gguf_file = path.parent, path.name
        elif path.is_dir():
            folder, gguf_file = path, None
        else:
            folder, gguf_file = hub_folder(source, setting="model"), None
        if gguf_file is None and not (folder / "config.json").is_file():
            raise ModelError(f"the model {source} is a folder without a config.json; name a model's folder")
        try:
            tokenizer = _load_tokenizer(folder, gguf_file, source)
            model = _load_model(folder, gguf_file, source, device)
        except _LOADING_ERRORS as error:
            raise ModelError(f"the model {source} cannot be loaded: {_reason(error)}") from error
        return cls(model, tokenizer, name=name if name is not None else source, adapter=adapter)

    @property
    def name(self) -> str:
        """The model's name for people."""
        return self._name

    @property
    def trained(self) -> LanguageModel | None:
        """The model with its adapter; None where it was loaded without one."""
        return self._trained

    def close(self) -> None:
        """Free the model, once a running request has ended; the engine cannot be used again."""
        self._requests.shutdown()
        del self._model, self._read_prompts, self._trained
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


class _EventCriteria(transformers.StoppingCriteria):
    """Ends generation at the next token once one of the events is set."""

    def __init__(self, *events: Event) -> None:
        self._events = events

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **kwargs: Any) -> torch.BoolTensor:  # noqa: ARG002  # the library's signature
        is_done = any(event.is_set() for event in self._events)
        return torch.full((input_ids.shape[0],), is_done, device=input_ids.device)  # type: ignore[return-value]  # bool by its fill


def _load_tokenizer(folder: Path, gguf_file: str | None, source: str) -> transformers.PreTrainedTokenizerBase:
    tokenizer: transformers.PreTrainedTokenizerBase = transformers.AutoTokenizer.from_pretrained(
        folder, gguf_file=gguf_file, local_files_only=True, trust_remote_code=False
    )
    # Without its vocabulary the library makes an empty one, and reads every prompt as nothing.
    if not tokenizer.encode("vocabulary", add_special_tokens=False):
        raise ModelError(f"the model {source} has no vocabulary for its tokenizer; get its files anew")
    if tokenizer.chat_template is None:
        raise ModelError(f"the model {source} has no chat template; choose one that is made for chat")
    return tokenizer


def _load_model(
    folder: Path, gguf_file: str | None, source: str, device: Device
) -> transformers.PreTrainedModel:
    # With output_loading_info it returns a pair, which its annotation does not say.
    pair: Any = transformers.AutoModelForCausalLM.from_pretrained(
        folder,
        gguf_file=gguf_file,
        dtype=torch.float32 if device == "cpu" else torch.bfloat16,
        local_files_only=True,
        trust_remote_code=False,
        output_loading_info=True,
    )
    model, info = pair
    # The library fills what is missing with random numbers and goes on.
    if info["missing_keys"]:
        raise ModelError(
            f"the model {source} lacks {len(info['missing_keys'])} of its weights; get its files anew"
        )
    loaded: transformers.PreTrainedModel = model.to(device).eval()
    return loaded


def _end_tokens(
    model: transformers.PreTrainedModel, tokenizer: transformers.PreTrainedTokenizerBase
) -> int | list[int] | None:
    config = model.generation_config
    own: int | list[int] | None = None if config is None else config.eos_token_id
    of_tokenizer: int | None = tokenizer.eos_token_id
    return own if own is not None else of_tokenizer


def _reason(error: Exception) -> str:
    """Return why, on one line; a lack of memory in words of our own."""
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)) or "can't allocate memory" in str(error):
        return "memory is short; choose a smaller model"
    # Some of these errors are paragraphs.
    text = textwrap.shorten(str(error), 300, placeholder=" …")
    return text or type(error).__name__
