"""Units: what a number in a question is measured in, what a property's values are, and one in terms of the other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.words import fold, readable

LENGTH, MASS, TIME, MONTHS, AREA, VOLUME, DATA, POWER = (
    "length", "mass", "time", "months", "area", "volume", "data", "power",
)  # fmt: skip
SCALES: dict[str, tuple[tuple[float, str], ...]] = {
    LENGTH: (
        (0.001, "mm millimetre millimetres millimeter millimeters"),
        (0.01, "cm centimetre centimetres centimeter centimeters"),
        (1.0, "m metre metres meter meters"),
        (1000.0, "km kilometre kilometres kilometer kilometers"),
        (0.0254, "inch inches"),
        (0.3048, "ft foot feet"),
        (0.9144, "yard yards"),
        (1609.344, "mi mile miles"),
    ),
    MASS: (
        (0.000001, "mg milligram milligrams"),
        (0.001, "g gram grams gramme grammes"),
        (1.0, "kg kilo kilos kilogram kilograms kilogramme kilogrammes"),
        (1000.0, "t ton tons tonne tonnes"),
        (0.45359237, "lb lbs pound pounds"),
        (0.028349523, "oz ounce ounces"),
    ),
    TIME: (
        (0.001, "ms millisecond milliseconds"),
        (1.0, "s sec secs second seconds"),
        (60.0, "min mins minute minutes"),
        (3600.0, "h hr hrs hour hours"),
        (86400.0, "day days"),
        (604800.0, "week weeks"),
    ),
    MONTHS: ((1.0, "month months"), (12.0, "year years yr yrs")),
    AREA: (
        (1.0, "m2 sqm"),
        (1_000_000.0, "km2 sqkm"),
        (10_000.0, "ha hectare hectares"),
        (4046.8564224, "acre acres"),
    ),
    VOLUME: ((0.001, "ml millilitre millilitres milliliter milliliters"), (1.0, "l litre litres liter liters")),
    DATA: (
        (1.0, "kb kilobyte kilobytes"),
        (1000.0, "mb megabyte megabytes"),
        (1_000_000.0, "gb gigabyte gigabytes"),
        (1_000_000_000.0, "tb terabyte terabytes"),
    ),
    POWER: ((1.0, "w watt watts"), (1000.0, "kw kilowatt kilowatts"), (1_000_000.0, "mw megawatt megawatts")),
}
"""For each dimension its units as multiples of one of them (SI Brochure, 9th edition; NIST SP 811)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and how many of the dimension's first choice it is."""

    dimension: str
    factor: float


UNITS = {
    name: Unit(dimension, factor)
    for dimension, scale in SCALES.items()
    for factor, names in scale
    for name in names.split()
}
SPELT = 3
"""Units of fewer letters are told from other words only at the end of a name."""


def unit_of(word: str) -> Unit | None:
    """The unit that a word names."""
    return UNITS.get(fold(word))


def unit_said(name: str, texts: Iterable[str]) -> Unit | None:
    """The unit in which values are given: the last word of the property's own name, else one spelt out in its texts."""
    own = [fold(word) for word in readable(name).split()]
    if len(own) > 1 and own[-1] in UNITS:
        return UNITS[own[-1]]
    for text in texts:
        bracketed = re.search(r"[(\[]([A-Za-z]+2?)[)\]]", text)
        if bracketed and fold(bracketed.group(1)) in UNITS:
            return UNITS[fold(bracketed.group(1))]
        for word in re.findall(r"[a-z]+", fold(text)):
            if len(word) > SPELT and word in UNITS:
                return UNITS[word]
    return None


def converted(number: float, given: Unit | None, wanted: Unit | None) -> float:
    """A number of one unit in another; as it stands when either is not known or they measure different things."""
    if given is None or wanted is None or given.dimension != wanted.dimension:
        return number
    return float(f"{number * given.factor / wanted.factor:.12g}")
