"""Exact search: every row compared, right up to some 100,000 rows."""

import numpy as np

from kg.protocols import Matrix


class ExactIndex:
    """Brute-force inner-product search in numpy."""

    def __init__(self, rows: Matrix) -> None:
        self._rows = rows

    def search(self, queries: Matrix, count: int, /) -> tuple[tuple[tuple[int, float], ...], ...]:
        """For each query the `count` best (row number, similarity), best first, ties by row number."""
        if not len(self._rows) or count < 1:
            return tuple(() for _ in range(len(queries)))
        similarities = queries @ self._rows.T
        return tuple(_best(row, min(count, len(self._rows))) for row in similarities)


def _best(similarities: Matrix, count: int) -> tuple[tuple[int, float], ...]:
    threshold = np.partition(similarities, -count)[-count]
    near = np.flatnonzero(similarities >= threshold)
    ranked = sorted(((int(row), float(similarities[row])) for row in near), key=lambda hit: (-hit[1], hit[0]))
    return tuple(ranked[:count])
