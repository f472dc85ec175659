"""Adds a LoRA adapter to a model on PyTorch, for the requests that ask for it.

An adapter is for each of some linear layers a product of two narrow matrices, which is added to what the
layer gives (Hu et al. 2021, "LoRA", arXiv 2106.09685). It comes as the GGUF file that llama.cpp reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from gguf import GGUFReader

from index.errors import ModelError

LAYERS = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
"""What llama.cpp and transformers call the same layers."""
_ALPHA = "adapter.lora.alpha"


class TorchAdapter:
    """An adapter that is off but within :meth:`used`. One thread at a time."""

    def __init__(self, model: torch.nn.Module, path: Path) -> None:
        """Put the adapter on the layers that it is for; the model's own weights stay as they are.

        :raises ModelError: it is for other layers than the model has.
        """
        self._is_used = False
        reader = GGUFReader(path)
        alpha = float(reader.fields[_ALPHA].contents())
        tensors = {tensor.name: torch.from_numpy(tensor.data.copy()) for tensor in reader.tensors}
        for name in sorted(tensors):
            layer, _, part = name.rpartition(".weight.lora_")
            if part == "a":
                self._add(model, layer, tensors[name], tensors[f"{layer}.weight.lora_b"], alpha)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Have the adapter take part within the block."""
        self._is_used = True
        try:
            yield
        finally:
            self._is_used = False

    def _add(
        self, model: torch.nn.Module, layer: str, down: torch.Tensor, up: torch.Tensor, alpha: float
    ) -> None:
        """Add ``up @ down @ x`` to what a layer makes of x; shapes (rank, in) and (out, rank)."""
        _, number, part = layer.split(".")
        try:
            module = model.get_submodule(f"model.layers.{number}.{LAYERS[part]}")
        except (AttributeError, KeyError) as error:
            raise ModelError(f"the adapter is for another model: this one has no layer {layer}") from error
        device = next(model.parameters()).device
        down, up = down.to(device), (up.float() * (alpha / down.shape[0])).to(device)

        def add(_: torch.nn.Module, inputs: tuple[Any, ...], output: torch.Tensor) -> torch.Tensor | None:
            if not self._is_used:
                return None
            low = inputs[0] @ down.to(inputs[0].dtype).T
            added: torch.Tensor = (low @ up.to(inputs[0].dtype).T).to(output.dtype)
            return output + added

        module.register_forward_hook(add)
