"""The built-in generator with a LoRA adapter that is trained, and how groups become its input.

A source is read once with all claims and questions behind it: each sees the source and itself, at the
place where it would stand alone. The adapter is on the layers from ``FIRST_LAYER`` up (Hu et al. 2021,
arXiv 2106.09685).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from adapter_groups import Group
from gguf import GGUFReader, GGUFWriter
from gguf.quants import dequantize
from torch import nn
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer
from transformers.models.qwen2.modeling_qwen2 import Qwen2RotaryEmbedding

from rag.asking.source_prompt import SourceText, source_prompt
from rag.engines.torch_adapter import LAYERS

FIRST_LAYER, RANK, ALPHA = 12, 16, 32.0
ANSWERS = 0.7
"""What the answers' tokens weigh beside the letters."""
_NORMS = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}
_OTHERS = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}


class _WithLora(nn.Module):
    """A linear layer that stays as it is, and the two narrow matrices that are learned beside it."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.randn(RANK, layer.in_features) / math.sqrt(layer.in_features))
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return what the layer makes of states, and what is learned, added in place to spare memory."""
        made: torch.Tensor = self.layer(states)
        low = (states @ self.down.to(states.dtype).T) * (ALPHA / RANK)
        made.view(-1, made.shape[-1]).addmm_(low.view(-1, RANK), self.up.to(states.dtype).T)
        return made


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a source: its tokens, and the token that is to come next at some of their places."""

    tokens: list[int]
    targets: list[tuple[int, int]]
    is_answer: bool


Encoded = tuple[list[int], list[Behind]]
"""The tokens of a source, and what stands behind it."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sources with what stands behind them, a row each.

    ``tokens`` and ``places`` have shape (rows, length), ``mask`` (rows, 1, length, length). Behind the token
    at ``at[i]`` of row ``rows[i]`` comes ``targets[i]``, which belongs to an answer or is a letter.
    """

    tokens: torch.Tensor
    places: torch.Tensor
    mask: torch.Tensor
    rows: torch.Tensor
    at: torch.Tensor
    targets: torch.Tensor
    is_answer: torch.Tensor


class TrainedModel:
    """The generator, dequantized to bfloat16, with an adapter.

    :param path: the GGUF file of the built-in model.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
        self._model = _dequantized(path)
        self._adapted: dict[str, _WithLora] = {}
        for number, layer in enumerate(self._model.model.layers[FIRST_LAYER:], start=FIRST_LAYER):
            for short, name in LAYERS.items():
                inner, _, outer = name.partition(".")
                part = getattr(layer, inner)
                adapted = _WithLora(getattr(part, outer))
                setattr(part, outer, adapted)
                self._adapted[f"blk.{number}.{short}"] = adapted

    def parameters(self) -> dict[str, nn.Parameter]:
        """Return what is learned, by the names that llama.cpp gives it."""
        return {
            f"{name}.weight.lora_{letter}": parameter
            for name, each in self._adapted.items()
            for letter, parameter in (("a", each.down), ("b", each.up))
        }

    def encoded(self, group: Group) -> Encoded:
        """Return a group as tokens."""
        behind = []
        for claim in group.claims:
            asked = self._behind(group.source, question=claim.question, claim=claim.text)
            behind.append(Behind(asked, [(len(asked) - 1, self._tokens(claim.letter)[0])], is_answer=False))
        for each in group.asked:
            asked = self._behind(group.source, question=each.question)
            answer = self._tokens(f"{each.answer}<|im_end|>")
            targets = [(len(asked) - 1 + place, token) for place, token in enumerate(answer)]
            behind.append(Behind(asked + answer[:-1], targets, is_answer=True))
        return self._tokens(self._prompt(group.source)[0]), behind

    def loss(self, batch: Batch) -> torch.Tensor:
        """Return the mean cross-entropy of the letters, and some of that of the answers' tokens."""
        states = self._model.model(
            input_ids=batch.tokens, position_ids=batch.places, attention_mask=batch.mask, use_cache=False
        ).last_hidden_state
        logits = self._model.lm_head(states[batch.rows, batch.at]).float()
        losses = nn.functional.cross_entropy(logits, batch.targets, reduction="none")
        letters, answers = losses[~batch.is_answer], losses[batch.is_answer]
        return letters.mean() + (ANSWERS * answers.mean() if len(answers) else 0.0)

    def _behind(self, source: SourceText, *, question: str = "", claim: str = "") -> list[int]:
        return self._tokens(self._prompt(source, question=question, claim=claim)[1])

    def _prompt(self, source: SourceText, *, question: str = "", claim: str = "") -> tuple[str, str]:
        """Return a prompt as text, parted behind the source: where a line begins words are parted anyway."""
        messages = [
            {"role": each.role, "content": each.content}
            for each in source_prompt(source, question=question, claim=claim)
        ]
        prompt = str(
            self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        )
        alone = source_prompt(source)[-1].content
        at = prompt.index(alone) + len(alone) + 1
        return prompt[: at - 1] + "\n", prompt[at:]

    def _tokens(self, text: str) -> list[int]:
        tokens: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return tokens


def packed(groups: Sequence[Encoded]) -> Batch:
    """Return the input for encoded groups."""
    length = max(map(length_of, groups))
    tokens, places = (torch.zeros((len(groups), length), dtype=torch.long) for _ in range(2))
    parts = torch.full((len(groups), length), -1)
    targets: list[tuple[int, int, int, bool]] = []
    for row, (source, behind) in enumerate(groups):
        at = 0
        for number, part in enumerate([Behind(source, [], is_answer=False), *behind]):
            begin, at = at, at + len(part.tokens)
            tokens[row, begin:at] = torch.tensor(part.tokens)
            first = len(source) if number else 0
            places[row, begin:at] = torch.arange(first, first + len(part.tokens))
            parts[row, begin:at] = number
            targets += [(row, begin + place, token, part.is_answer) for place, token in part.targets]
    earlier = torch.ones((length, length), dtype=torch.bool).tril()
    seen = (parts[:, None, :] == parts[:, :, None]) | (parts[:, None, :] == 0)
    # What only fills up a row sees itself: a row of the mask that sees nothing has no softmax.
    seen = (seen & earlier) | torch.eye(length, dtype=torch.bool)
    mask = torch.zeros((len(groups), 1, length, length), dtype=torch.bfloat16)
    mask.masked_fill_(~seen[:, None], float("-inf"))
    rows, at_token, next_tokens, is_answer = (torch.tensor(each) for each in zip(*targets, strict=True))
    return Batch(tokens, places, mask, rows, at_token, next_tokens, is_answer)


def length_of(group: Encoded) -> int:
    """Return how many tokens a source has with all that stands behind it."""
    source, behind = group
    return len(source) + sum(len(each.tokens) for each in behind)


def write_adapter(tensors: Mapping[str, torch.Tensor], path: Path) -> None:
    """Write an adapter as llama.cpp reads it, at 16 bits."""
    writer = GGUFWriter(path, "qwen2")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", ALPHA)
    for name, tensor in tensors.items():
        writer.add_tensor(name, tensor.detach().numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _dequantized(path: Path) -> Any:
    """Return the model in bfloat16. The library keeps the weights packed, which computes slower here."""
    config = AutoConfig.from_pretrained(path.parent, gguf_file=path.name)
    del config.quantization_config
    weights = {}
    for tensor in GGUFReader(path).tensors:
        values = torch.from_numpy(dequantize(tensor.data, tensor.tensor_type).copy())
        name, _, end = tensor.name.rpartition(".")
        shape = tuple(int(each) for each in reversed(tensor.shape))
        weights[f"{_named(name)}.{end}"] = values.reshape(shape).to(torch.bfloat16)
    weights.setdefault("lm_head.weight", weights["model.embed_tokens.weight"])
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)  # type: ignore[no-untyped-call]  # its functions have no types
    model.load_state_dict(weights, assign=True)
    model.model.rotary_emb = Qwen2RotaryEmbedding(config=config)  # has no weights in the file
    return model.eval().requires_grad_(requires_grad=False)


def _named(name: str) -> str:
    if name in _OTHERS:
        return _OTHERS[name]
    _, number, part = name.split(".")
    return f"model.layers.{number}.{(LAYERS | _NORMS)[part]}"
