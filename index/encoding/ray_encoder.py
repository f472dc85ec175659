"""Encodes many passages on workers of Ray: the only module that knows it. It comes with the extra ``ray``."""

import logging
import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.errors import ModelError

# Read by Ray when it is imported. Without a cluster nothing listens at an address that others can reach; the
# switch for that is named after other systems.
os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "1" if "RAY_ADDRESS" in os.environ else "0")

import ray
import ray.data
from ray.exceptions import RayError

_ADDRESS = "RAY_ADDRESS"
_FEW = 256
"""Texts that are encoded here: sending them out would take longer."""
_BLOCK = 64
"""Texts that a worker is given at once, and encodes again if the worker before it died over them."""


class RayEncoder:
    """An ``index.encoder.Encoder`` whose passages are encoded by workers, if there are many; else here.

    Each text goes out with its place, and its vector comes back to that place. So what a worker had in hand
    when it died is encoded by another, and nothing is lost or there twice.

    :param local: the encoder in this process.
    :param open_encoder: opens the same one in a worker; it is pickled.
    :param workers: how many there are. Ray starts them on this machine, or, where the environment has
        ``RAY_ADDRESS``, on that cluster, whose machines need Tweespraak too.
    """

    chunks_at_once = 2048
    """How many chunks a sync should hand over together: all workers have something to do for a while."""

    def __init__(self, local: Encoder, open_encoder: Callable[[], Encoder], *, workers: int) -> None:
        self._local = local
        self._open_encoder = open_encoder
        self._workers = workers
        self.dimensions = local.dimensions
        self.max_tokens = local.max_tokens
        self.fingerprint = local.fingerprint

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (n, dimensions), of texts to be found.

        :raises ModelError: the cluster cannot be reached, or a worker has another encoder or none.
        """
        if len(texts) < _FEW:
            return self._local.encode_passages(texts)
        try:
            self._begin()
            return self._encoded(texts)
        except (RayError, ConnectionError) as error:
            raise ModelError(
                f"Ray cannot encode the articles ({' '.join(str(error).split())[-300:]}); see to its "
                f"workers, or to {_ADDRESS} and the setting TWEESPRAAK_RAY_WORKERS"
            ) from error

    def encode_query(self, question: str) -> Vectors:
        """Return the unit vector, shape (dimensions,), of a question."""
        return self._local.encode_query(question)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the length of each text in the model's tokens, without prefix and special tokens."""
        return self._local.count_tokens(texts)

    def close(self) -> None:
        """Let the workers go."""
        if ray.is_initialized():
            ray.shutdown()

    def _begin(self) -> None:
        if ray.is_initialized():
            return
        if _ADDRESS in os.environ:
            ray.init(log_to_driver=False, logging_level=logging.ERROR)
        else:
            ray.init(
                num_cpus=self._workers,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        rows = [{"place": place, "text": text} for place, text in enumerate(texts)]
        encoded = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // _BLOCK)).map_batches(
            _Worker,
            fn_constructor_args=(self._open_encoder, self.fingerprint),
            batch_size=_BLOCK,
            compute=ray.data.ActorPoolStrategy(size=self._workers),
            num_cpus=1,
        )  # Ray Data's default is to start a worker that died again, and to repeat its batch, without end.
        vectors = np.full((len(texts), self.dimensions), np.nan, np.float32)
        for batch in encoded.iter_batches(batch_size=None, batch_format="numpy"):
            vectors[batch["place"]] = batch["vector"]
        if np.isnan(vectors).any():
            raise ModelError("Ray gave some articles back without their vectors; run it again")
        return vectors


class _Worker:
    """Encodes batches in a process of its own."""

    def __init__(self, open_encoder: Callable[[], Encoder], fingerprint: str) -> None:
        self._encoder = open_encoder()
        if self._encoder.fingerprint != fingerprint:
            raise ModelError(
                f"a worker has another encoder ({self._encoder.fingerprint}, not {fingerprint}); install the "
                "same version of Tweespraak on all machines"
            )

    def __call__(self, batch: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        return {
            "place": batch["place"],
            "vector": self._encoder.encode_passages([str(text) for text in batch["text"]]),
        }
