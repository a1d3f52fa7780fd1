"""Answers against gold: which values are equal, and what a part of an answer is worth."""

import pytest

from kg.evaluation.cells import Row, cell, cells, matched
from kg.evaluation.scoring import score


def rows(*texts: str) -> tuple[Row, ...]:
    return cells([list(text) for text in texts])


@pytest.mark.parametrize(
    ("one", "other"),
    [("5.0", "5"), ("1.0E2", "100"), ("True", "true"), ("<http://a/b>", "http://a/b"), (" New  York", "new york"),
     ("2019-01-15T00:00:00", "2019-01-15"), ("14.1548723897", "14.154872389791183294")],
)  # fmt: skip
def test_equal_values_are_equal_cells(one: str, other: str) -> None:
    assert cell(one) == cell(other)


def test_iris_keep_their_case() -> None:
    assert cell("http://a/B") != cell("http://a/b")


def test_a_surplus_column_costs_nothing_of_f1() -> None:
    assert score(rows("abz", "cdz"), rows("ab", "cd")).f1 == 1.0


def test_a_surplus_column_costs_the_whole_row() -> None:
    assert score(rows("abz"), rows("ab")).rows == 0.0


def test_a_row_that_matches_nothing_takes_a_gold_row_with_it() -> None:
    found = score(rows("ab", "cd"), rows("a", "x"))
    assert (found.precision, found.recall) == (1.0, 0.5)


def test_nothing_found_is_right_where_nothing_is_gold() -> None:
    assert score((), ()).exact == 1.0
    assert score(rows("a"), ()).exact == 0.0


def test_a_name_stands_for_its_iri_and_back() -> None:
    iri, name = cells([["http://a/x"]]), cells([["Xavier"]])
    names = {"http://a/x": "Xavier"}
    assert matched(iri, name, names) == name
    assert matched(name, iri, names) == iri


def test_a_surplus_row_costs_precision() -> None:
    assert score(rows("a", "b"), rows("a")).precision == 0.5
