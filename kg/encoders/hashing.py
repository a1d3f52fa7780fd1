"""An encoder without a model: words and character trigrams hashed into a vector."""

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from kg.protocols import Matrix

DIMENSIONS = 512


class HashingEncoder:
    """Feature hashing (Weinberger et al. 2009): deterministic, instant, knows spelling but no meaning."""

    @property
    def name(self) -> str:
        """The name that an index records."""
        return f"hashing-{DIMENSIONS}"

    def encode(self, texts: Sequence[str], /) -> Matrix:
        """One unit row per text, shape (n, 512), float32; a text without letters gets the first axis."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for feature in _features(text):
                code = zlib.crc32(feature.encode())
                vectors[row, code % DIMENSIONS] += 1.0 if code & 0x10000 else -1.0
            if not vectors[row].any():
                vectors[row, 0] = 1.0
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _features(text: str) -> Iterator[str]:
    for word in re.findall(r"\w+", text.lower()):
        padded = f"^{word}$"
        yield padded
        yield from (padded[i : i + 3] for i in range(len(padded) - 2))
