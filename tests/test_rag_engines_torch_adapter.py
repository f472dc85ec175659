from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from adapter_model import write_adapter
from torch import nn

from index.errors import ModelError
from rag.engines.torch_adapter import TorchAdapter


def small_model() -> nn.Module:
    """Return one linear layer, at the place where transformers has the first layer's output of attention."""
    layer = nn.Linear(3, 2, bias=False)
    nn.init.ones_(layer.weight)
    names = ("o_proj", "self_attn", "0", "layers", "model")
    module: nn.Module = layer
    for name in names:
        module = nn.Sequential(OrderedDict([(name, module)]))
    return module


def test_an_adapter_adds_its_product_while_it_is_used_and_only_then(tmp_path: Path) -> None:
    path = tmp_path / "adapter.gguf"
    tensors = {
        "blk.0.attn_output.weight.lora_a": torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),
        "blk.0.attn_output.weight.lora_b": torch.tensor([[1.0, 0.0], [0.0, 2.0]]),
    }
    write_adapter(tensors, path)
    model, states = small_model(), torch.tensor([[1.0, 2.0, 3.0]])
    adapter = TorchAdapter(model, path)

    assert model(states).tolist() == [[6.0, 6.0]]
    with adapter.used():
        # alpha 32 by rank 2 is 16 times B A x, which is (1, 4).
        assert model(states).tolist() == [[22.0, 70.0]]
    assert model(states).tolist() == [[6.0, 6.0]]


def test_an_adapter_of_another_model_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "adapter.gguf"
    tensors = {"blk.7.attn_q.weight.lora_a": torch.ones(1, 3), "blk.7.attn_q.weight.lora_b": torch.ones(2, 1)}
    write_adapter(tensors, path)

    with pytest.raises(
        ModelError, match=r"^the adapter is for another model: this one has no layer blk\.7\.attn_q$"
    ):
        TorchAdapter(small_model(), path)
