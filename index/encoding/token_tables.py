"""What the built-in encoder and the built-in reader share: the tokenizer and the embeddings of tokens."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoding.int8_weights import POSITIONS_FILE, TOKENIZER_FILE, WORDS_FILE
from index.errors import ModelError


class TokenTables:
    """The tables in a folder that ``index.encoding.int8_weights`` has made. Threads may share them.

    ``longest`` is how many tokens there are positions for, and ``width`` how many floats stand for each.

    :raises ModelError: a file of the folder is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            # Rows are read from the disk as words come up: few of the 250,000 ever do.
            self._words = np.load(folder / WORDS_FILE, mmap_mode="r")
            self._positions = np.load(folder / POSITIONS_FILE)
            self.tokenizer = Tokenizer.from_str((folder / TOKENIZER_FILE).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise damaged(folder, error) from error
        self.longest, self.width = self._positions.shape

    def embedded(self, ids: list[int]) -> NDArray[np.float32]:
        """Return word plus position embeddings, shape (1, tokens, width), of up to ``longest`` tokens."""
        embedded: NDArray[np.float32] = self._words[ids] + self._positions[: len(ids)]
        return embedded[None]


def damaged(folder: Path, error: Exception) -> ModelError:
    """Return the error that says so of the built-in encoder's folder."""
    return ModelError(f"the built-in encoder in {folder} is damaged ({error}); remove that folder")
