"""MinHash signatures of articles, by which near-duplicates are found (``index.storage.near_duplicates``).

On its own, for the library brings SciPy along, and whoever only reads an index needs neither.
"""

import re
import zlib
from collections.abc import Sequence

import numpy as np
from datasketch import MinHash

from index.span import Span
from index.storage.near_duplicates import Signature

_PERMUTATIONS = 128
_RUN = 3
_AT_ONCE = 10_000  # 128 numbers each
_WORD = re.compile(r"\w+")


def signature_of(text: str, paragraphs: Sequence[Span]) -> Signature:
    """Return the signature of the paragraphs of an article, shape (128,).

    :param paragraphs: of the body, as ``index.text.boilerplate.body_spans`` gives them.
    """
    words = [word for span in paragraphs for word in _WORD.findall(span.of(text).casefold())]
    runs = sorted({" ".join(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1))})
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32", hashfunc=zlib.crc32)
    for start in range(0, len(runs), _AT_ONCE):
        minhash.update_batch([run.encode() for run in runs[start : start + _AT_ONCE]])
    return np.asarray(minhash.hashvalues, np.uint32)
