"""Operators: what counts, ranks, compares, sums up and sorts, read from the words alone."""

import pytest

from kg.qa.analysis import analyse
from kg.qa.operators import Act, Operator, number_of, operator_words, quotations, read_operators


def only(question: str, act: Act) -> Operator:
    (found,) = [operator for operator in read_operators(analyse(question)) if operator.act is act]
    return found


@pytest.mark.parametrize(
    ("question", "sign", "number"),
    [
        ("gadgets that cost more than 5", ">", 5),
        ("workers younger than 30", "<", 30),
        ("teams with at least two workers", ">=", 2),
        ("teams with two or more workers", ">=", 2),
        ("no more than 3 teams", "<=", 3),
        ("prices above 1,000.5 euros", ">", 1000.5),
        ("hired after 2012", ">", 2012),
        ("exactly 4 workers", "=", 4),
        ("workers above age 20", ">", 20),
        ("cities with over 2 million people", ">", 2_000_000),
    ],
)
def test_a_comparison_has_its_sign_and_number(question: str, sign: str, number: float) -> None:
    found = only(question, Act.COMPARE)
    assert (found.sign, found.number) == (sign, number)


def test_between_is_two_comparisons() -> None:
    found = [(o.sign, o.number) for o in read_operators(analyse("prices between 5 and 10")) if o.act is Act.COMPARE]
    assert sorted(found) == [("<=", 10), (">=", 5)]


@pytest.mark.parametrize(
    ("question", "descending", "number", "measure"),
    [
        ("the oldest worker", True, None, "oldest"),
        ("the three cheapest gadgets", False, 3, "cheapest"),
        ("top 5 most expensive gadgets", True, 5, "expensive"),
        ("the team with the fewest workers", False, None, ""),
        ("the most common city", True, None, "common"),
    ],
)
def test_a_superlative_has_direction_count_and_measure(
    question: str, descending: bool, number: float | None, measure: str
) -> None:
    found = only(question, Act.SUPERLATIVE)
    assert (found.descending, found.number, found.measure) == (descending, number, measure)


def test_at_least_is_no_superlative() -> None:
    assert not [o for o in read_operators(analyse("at least recommended")) if o.act is Act.SUPERLATIVE]


def test_average_and_maximum_are_two_functions() -> None:
    found = [o.sign for o in read_operators(analyse("average and maximum age")) if o.act is Act.AGGREGATE]
    assert found == ["avg", "max"]


@pytest.mark.parametrize(
    ("question", "sign"),
    [
        ("gadgets whose title contains 'en'", "contains"),
        ("gadgets whose title starts with 'L'", "starts"),
        ("gadgets whose title ends with 's'", "ends"),
    ],
)
def test_a_quoted_text_may_be_a_part(question: str, sign: str) -> None:
    assert only(question, Act.TEXT).sign == sign


def test_what_is_quoted_is_no_operator() -> None:
    assert [o.act for o in read_operators(analyse("a song called 'The Most'"))] == []


def test_a_possessive_is_no_quotation() -> None:
    assert quotations(analyse("the team's workers' age")) == ()


@pytest.mark.parametrize(("text", "number"), [("seven", 7), ("2 million", 2_000_000), ("1.5", 1.5), ("many", None)])
def test_a_number_is_read_from_words(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_operators_do_not_overlap() -> None:
    words = operator_words(analyse("average price of the top 3 most expensive gadgets above the average price"))
    assert sum(map(len, words)) == len(frozenset().union(*words))
