"""MinHash signatures of articles, by which near-duplicates are found (``index.storage.near_duplicates``).

They are those of datasketch 2.0 (scheme "affine32"), which brings SciPy along, and that takes half a second.
"""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from index.span import Span
from index.storage.near_duplicates import Signature

_PERMUTATIONS = 128
_RUN = 3
_AT_ONCE = 10_000  # 128 numbers each
_WORD = re.compile(r"\w+")
# A hash times an odd number plus another, modulo 2 to the 32nd, is another order of all hashes.
_random = np.random.RandomState(1)
_FACTORS = _random.randint(0, 1 << 31, _PERMUTATIONS, np.uint32) * np.uint32(2) + np.uint32(1)
_SUMMANDS = _random.randint(0, 1 << 32, _PERMUTATIONS, np.uint32)


def signature_of(text: str, paragraphs: Sequence[Span]) -> Signature:
    """Return the signature of the paragraphs of an article, shape (128,).

    :param paragraphs: of the body, as ``index.text.boilerplate.body_spans`` gives them.
    """
    words = [word for span in paragraphs for word in _WORD.findall(span.of(text).casefold())]
    runs = sorted({" ".join(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1))})
    signature = np.full(_PERMUTATIONS, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(runs), _AT_ONCE):
        hashes = np.array([zlib.crc32(run.encode()) for run in runs[start : start + _AT_ONCE]], np.uint32)
        permuted = _mixed(hashes)[:, None] * _FACTORS + _SUMMANDS
        np.minimum(signature, permuted.min(axis=0), out=signature)
    return signature


def _mixed(hashes: Signature) -> Signature:
    """Return hashes of which each bit depends on each: the last step of MurmurHash3."""
    mixed = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return mixed ^ (mixed >> np.uint32(16))
