"""Runs ONNX graphs: the only module that knows ONNX Runtime."""

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

# It joins each sum with the normalization after it, to an operator that makes the whole a quarter slower.
_SLOW_OPTIMIZERS = ["SkipLayerNormFusion"]

# ORT_DISABLE_TELEMETRY is not read by builds for Windows that report through that system itself.
onnxruntime.disable_telemetry_events()


class OnnxSession:
    """A graph of one input and one output, on one thread: run several beside one another instead.

    :param graph: serialized, as ``index.encoding.int8_graph`` makes it.
    :raises ValueError: it is no graph that can be run.
    """

    def __init__(self, graph: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        try:
            self._session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW_OPTIMIZERS
            )
        except (Fail, InvalidGraph, InvalidProtobuf) as error:
            raise ValueError(str(error)) from error
        (self._input,), (self._output,) = (
            [each.name for each in ends] for ends in (self._session.get_inputs(), self._session.get_outputs())
        )

    def run(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what comes out for what goes in."""
        (result,) = self._session.run([self._output], {self._input: values})
        returned: NDArray[np.float32] = result
        return returned
