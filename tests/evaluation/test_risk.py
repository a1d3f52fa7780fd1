"""Risk and coverage: how well confidence tells right from wrong, and what one threshold gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.risk import Held, Point, auroc, coverage_at, risk_coverage

HELD = st.lists(st.tuples(st.sampled_from([0.0, 0.2, 0.5, 0.9]), st.booleans()), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("held", "area"),
    [
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.1, True), (0.9, False)], 0.0),
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.9, True), (0.5, False), (0.4, True), (0.1, False)], 0.75),
    ],
)
def test_the_area_is_the_chance_that_a_right_reading_is_surer(held: list[Held], area: float) -> None:
    assert auroc(held) == area


@pytest.mark.parametrize("is_right", [True, False])
def test_there_is_no_area_where_all_are_right_or_all_are_wrong(is_right: bool) -> None:
    assert auroc([(0.5, is_right), (0.6, is_right)]) is None


def test_coverage_is_of_all_questions() -> None:
    assert coverage_at([(0.9, True), (0.8, True), (0.7, False), (0.0, False)]) == 0.5


def test_a_wrong_answer_early_may_be_made_good_by_many_right_ones() -> None:
    assert coverage_at([(0.9, False), *[(0.8, True)] * 19]) == 1.0


def test_questions_of_equal_confidence_are_answered_together() -> None:
    assert risk_coverage([(0.9, True), (0.9, False), (0.1, True)]) == (Point(2 / 3, 0.5), Point(1.0, 1 / 3))


@given(held=HELD)
def test_the_curve_ends_with_every_question_and_the_share_of_wrong_ones(held: list[Held]) -> None:
    wrong = sum(not is_right for _, is_right in held) / len(held)
    assert risk_coverage(held)[-1] == Point(1.0, wrong)


@given(held=HELD)
def test_more_may_be_answered_where_more_may_be_wrong(held: list[Held]) -> None:
    assert coverage_at(held, 0.0) <= coverage_at(held, 0.05) <= coverage_at(held, 1.0) == 1.0


@given(held=HELD)
def test_the_order_of_questions_does_not_matter(held: list[Held]) -> None:
    assert (auroc(held), risk_coverage(held)) == (auroc(held[::-1]), risk_coverage(held[::-1]))
