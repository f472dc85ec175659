"""Writes the built-in encoder as an ONNX graph at 8 bits: the only module that knows onnx.

Weights are rounded once, by output column; what flows between the layers is rounded at run time, by text
(dynamic quantization). Attention, normalization and pooling stay in floats. The weights get 7 of the 8 bits:
on processors without instructions for 8-bit dot products the sum of two products would otherwise not fit and
be cut, so that vectors would differ from machine to machine.
"""

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.encoding.e5_file import E5File

INPUT, OUTPUT = "embeddings", "mean_state"
"""Names of word plus position embeddings, shape (1, tokens, width), and of the result, shape (1, width)."""
_TOP = 63
_KEPT_IN_FLOATS = "l4.fo"
"""One matrix sees a value a thousand times the others', in the same place of every text: rounded like the
rest it makes half of the error of the whole encoder."""
_OURS = "com.microsoft"  # operators of ONNX Runtime's own


class _Graph:
    def __init__(self, model: E5File) -> None:
        self._model = model
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def tensor(self, name: str, rows: int | None = None) -> NDArray[np.float32]:
        return self._model.tensor(name, rows)

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, inputs: list[str], *, to: str, **attributes: float) -> str:
        domain = "" if operator in {"MatMul", "Add", "LayerNormalization"} else _OURS
        node = helper.make_node(operator, inputs, [to], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
        self.nodes.append(node)
        return to

    def product(
        self, name: str, state: str, weights: NDArray[np.float32], bias: NDArray[np.float32] | None
    ) -> str:
        """Multiply with ``weights``, shape (outputs, inputs), as PyTorch keeps them."""
        columns = weights.T
        biases = [] if bias is None else [self.constant(f"{name}.bias", bias)]
        if name == _KEPT_IN_FLOATS:
            self.add("MatMul", [state, self.constant(f"{name}.floats", columns)], to=f"{name}.product")
            return self.add("Add", [f"{name}.product", *biases], to=name)
        scales = np.abs(columns).max(axis=0) / _TOP
        rounded = np.rint(columns / scales).astype(np.int8)
        inputs = [
            state,
            self.constant(f"{name}.rounded", rounded),
            self.constant(f"{name}.scales", scales.astype(np.float32)),
            self.constant(f"{name}.zeros", np.zeros(len(scales), np.int8)),
        ]
        return self.add("DynamicQuantizeMatMul", [*inputs, *biases], to=name)

    def normalized(self, name: str, state: str) -> str:
        factors = [self.constant(f"{name}.{part}", self.tensor(f"{name}.{part}")) for part in ("w", "b")]
        epsilon = self._model.shape.norm_epsilon
        return self.add("LayerNormalization", [state, *factors], to=name, epsilon=epsilon)


def int8_graph(model: E5File) -> bytes:
    """Return the graph, serialized, from :data:`INPUT` to :data:`OUTPUT`."""
    shape = model.shape
    graph = _Graph(model)
    state = graph.normalized("emb.ln", INPUT)
    for layer in range(shape.layers):
        state = _layer(graph, layer, state, heads=shape.heads)
    over_tokens = graph.constant("over_tokens", np.array([1], np.int64))
    graph.nodes.append(helper.make_node("ReduceMean", [state, over_tokens], [OUTPUT], keepdims=0))
    serialized: bytes = _model(graph, shape.width).SerializeToString()
    return serialized


def _layer(graph: _Graph, layer: int, state: str, *, heads: int) -> str:
    here = f"l{layer}"
    biases = {part: graph.tensor(f"{here}.{part}.b") for part in ("q", "k", "v", "ao", "fi", "fo")}
    weights = {part: graph.tensor(f"{here}.{part}.w", len(bias)) for part, bias in biases.items()}
    together = [np.concatenate([kind[part] for part in "qkv"]) for kind in (weights, biases)]
    three = graph.product(f"{here}.qkv", state, *together)
    parts = [f"{here}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [three], parts, axis=-1, num_outputs=3))
    attended = graph.add("MultiHeadAttention", parts, to=f"{here}.attended", num_heads=heads)
    attention = graph.product(f"{here}.ao", attended, weights["ao"], biases["ao"])
    state = graph.normalized(f"{here}.aln", graph.add("Add", [state, attention], to=f"{here}.attention_sum"))
    inner = graph.product(f"{here}.fi", state, weights["fi"], None)
    inner_bias = graph.constant(f"{here}.fi.bias", biases["fi"])
    active = graph.add("BiasGelu", [inner, inner_bias], to=f"{here}.active")
    outer = graph.product(f"{here}.fo", active, weights["fo"], biases["fo"])
    return graph.normalized(f"{here}.oln", graph.add("Add", [state, outer], to=f"{here}.outer_sum"))


def _model(graph: _Graph, width: int) -> ModelProto:
    given = helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "tokens", width])
    result = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, width])
    return helper.make_model(
        helper.make_graph(graph.nodes, "encoder", [given], [result], graph.constants),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_OURS, 1)],
        ir_version=9,
    )
