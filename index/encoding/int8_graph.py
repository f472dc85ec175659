"""Writes a BERT at 8 bits as an ONNX graph: the only module that knows onnx.

Weights are rounded once (``index.encoding.int8_rounding``); what flows between the layers is rounded at run
time, by text (dynamic quantization). Attention, normalization and pooling stay in floats.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

_INPUT, _MEAN = "embeddings", "mean_state"
_OURS = "com.microsoft"  # operators of ONNX Runtime's own


class _Graph:
    def __init__(self, tensors: Mapping[str, NDArray[np.generic]], norm_epsilon: float) -> None:
        self._tensors = tensors
        self._norm_epsilon = norm_epsilon
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic] | None = None) -> str:
        """Add the tensor of this name, or other values."""
        values = self._tensors[name] if values is None else values
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, inputs: list[str], *, to: str, **attributes: float) -> str:
        domain = "" if operator in {"MatMul", "Add", "LayerNormalization"} else _OURS
        node = helper.make_node(operator, inputs, [to], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
        self.nodes.append(node)
        return to

    def product(self, name: str, state: str, *, with_bias: bool = True) -> str:
        biases = [self.constant(f"{name}.bias")] if with_bias else []
        if f"{name}.floats" in self._tensors:
            self.add("MatMul", [state, self.constant(f"{name}.floats")], to=f"{name}.product")
            return self.add("Add", [f"{name}.product", *biases], to=name)
        outputs = self._tensors[f"{name}.scales"].shape[0]
        inputs = [
            state,
            self.constant(f"{name}.rounded"),
            self.constant(f"{name}.scales"),
            self.constant(f"{name}.zeros", np.zeros(outputs, np.int8)),
        ]
        return self.add("DynamicQuantizeMatMul", [*inputs, *biases], to=name)

    def normalized(self, name: str, state: str) -> str:
        factors = [self.constant(f"{name}.{part}") for part in ("w", "b")]
        return self.add("LayerNormalization", [state, *factors], to=name, epsilon=self._norm_epsilon)


def int8_graph(
    tensors: Mapping[str, NDArray[np.generic]], *, heads: int, norm_epsilon: float, pooled: bool
) -> bytes:
    """Return the graph, serialized, of one input and one output.

    The input is word plus position embeddings, shape (1, tokens, width); the output the last layer's states
    of the same shape, or with ``pooled`` their mean, shape (1, width).

    :param tensors: of ``index.encoding.int8_rounding.rounded_tensors``.
    """
    graph = _Graph(tensors, norm_epsilon)
    state = graph.normalized("emb.ln", _INPUT)
    for layer in range(sum(name.endswith(".qkv.bias") for name in tensors)):
        state = _layer(graph, layer, state, heads=heads)
    if pooled:
        over_tokens = graph.constant("over_tokens", np.array([1], np.int64))
        graph.nodes.append(helper.make_node("ReduceMean", [state, over_tokens], [_MEAN], keepdims=0))
        state = _MEAN
    serialized: bytes = _model(graph, tensors["emb.ln.w"].shape[0], state, pooled=pooled).SerializeToString()
    return serialized


def _layer(graph: _Graph, layer: int, state: str, *, heads: int) -> str:
    here = f"l{layer}"
    three = graph.product(f"{here}.qkv", state)
    parts = [f"{here}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [three], parts, axis=-1, num_outputs=3))
    attended = graph.add("MultiHeadAttention", parts, to=f"{here}.attended", num_heads=heads)
    attention = graph.product(f"{here}.ao", attended)
    state = graph.normalized(f"{here}.aln", graph.add("Add", [state, attention], to=f"{here}.attention_sum"))
    inner = graph.product(f"{here}.fi", state, with_bias=False)
    active = graph.add("BiasGelu", [inner, graph.constant(f"{here}.fi.bias")], to=f"{here}.active")
    outer = graph.product(f"{here}.fo", active)
    return graph.normalized(f"{here}.oln", graph.add("Add", [state, outer], to=f"{here}.outer_sum"))


def _model(graph: _Graph, width: int, output: str, *, pooled: bool) -> ModelProto:
    given = helper.make_tensor_value_info(_INPUT, TensorProto.FLOAT, [1, "tokens", width])
    shapes: tuple[list[int | str | None], ...] = ([1, "tokens", width], [1, width])
    result = helper.make_tensor_value_info(output, TensorProto.FLOAT, shapes[pooled])
    return helper.make_model(
        helper.make_graph(graph.nodes, "encoder", [given], [result], graph.constants),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_OURS, 1)],
        ir_version=9,
    )
