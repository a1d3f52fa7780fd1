"""Units: what numbers are measured in, and one unit in terms of another."""

import pytest

from kg.graph.words import normal_form
from kg.qa.units import converted, unit_of, unit_said


@pytest.mark.parametrize(
    ("name", "texts", "word"),
    [
        ("weight_g", ("weight",), "gram"),
        ("leadTimeDays", ("lead time",), "days"),
        ("height", ("height (mm)",), "millimetre"),
        ("length", ("length", "Given in kilometres."), "km"),
    ],
)
def test_a_property_tells_its_unit(name: str, texts: tuple[str, ...], word: str) -> None:
    assert unit_said(name, texts) == unit_of(word)


@pytest.mark.parametrize(("name", "texts"), [("m", ("m",)), ("memberOf", ("member of",)), ("head", ("head",))])
def test_a_name_that_is_no_unit_tells_none(name: str, texts: tuple[str, ...]) -> None:
    assert unit_said(name, texts) is None


@pytest.mark.parametrize(
    ("number", "given", "wanted", "expected"),
    [
        (2.2, "metres", "mm", 2200.0),
        (2.0, "hours", "minutes", 120.0),
        (40.0, "kg", "g", 40_000.0),
        (1.0, "mile", "km", 1.609344),
    ],
)
def test_a_number_is_converted(number: float, given: str, wanted: str, expected: float) -> None:
    assert converted(number, unit_of(given), unit_of(wanted)) == pytest.approx(expected)


def test_units_of_different_kinds_are_left_alone() -> None:
    assert converted(3.0, unit_of("kg"), unit_of("km")) == 3.0


def test_a_unit_without_a_space_is_a_word_of_its_own() -> None:
    assert normal_form("over 40kg") == ("over", "40", "kg")
