"""What an index promises: the best rows, best first, held to sorting everything."""

import numpy as np
import pytest

from kg.indexes.exact import ExactIndex
from kg.protocols import Matrix


def unit(seed: int, count: int) -> Matrix:
    rows = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.mark.parametrize("count", [1, 3, 50, 51, 1000])
def test_the_similarities_are_those_of_sorting_everything(count: int) -> None:
    rows, queries = unit(1, 50), unit(2, 5)
    found = [[similarity for _, similarity in hits] for hits in ExactIndex(rows).search(queries, count)]
    expected = -np.sort(-(queries @ rows.T), axis=1)[:, :count]
    assert np.allclose(found, expected, atol=1e-6)


def test_every_row_is_found_once() -> None:
    (hits,) = ExactIndex(unit(1, 50)).search(unit(2, 1), 1000)
    assert sorted(row for row, _ in hits) == list(range(50))


def test_ties_at_the_end_go_to_the_lower_row() -> None:
    rows = np.repeat(unit(3, 2), 4, axis=0)
    (hits,) = ExactIndex(rows).search(rows[:1], 6)
    assert [row for row, _ in hits] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("count", [0, -1])
def test_asking_for_nothing_finds_nothing(count: int) -> None:
    assert ExactIndex(unit(1, 5)).search(unit(2, 2), count) == ((), ())


def test_no_query_has_no_answer() -> None:
    assert ExactIndex(unit(1, 5)).search(unit(2, 5)[:0], 3) == ()


def test_a_row_is_nearest_to_itself() -> None:
    rows = unit(4, 30)
    assert [hits[0][0] for hits in ExactIndex(rows).search(rows, 1)] == list(range(30))
