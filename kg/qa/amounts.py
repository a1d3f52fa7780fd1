"""Amounts: "how many" before a number that the graph keeps asks for the number, or for the sum of several."""

from dataclasses import replace

from kg.graph.words import stem
from kg.qa.attributes import Attributes
from kg.qa.forms import Aggregate, Ask, LogicalForm, is_variable
from kg.qa.reading import Analysis
from kg.qa.units import unit_of

TOGETHER = frozenset("total altogether together overall all sum combined".split())
KEYS = frozenset(map(stem, "id number no code key zip phone isbn version year".split()))
"""Numbers that tell things apart and are no amounts."""


def units_said(form: LogicalForm, attributes: Attributes, analysis: Analysis) -> frozenset[int]:
    """The positions of words that name what the values of a form are measured in."""
    used = {pattern.property for pattern in form.patterns}
    kept = [a.unit for prop in used for a in attributes.by_property.get(prop, ()) if a.unit is not None]
    kinds = {unit.dimension for unit in kept}
    named = ((i, unit_of(word)) for i, word in enumerate(analysis.words))
    return frozenset(i for i, unit in named if unit is not None and unit.dimension in kinds)


def as_amount(form: LogicalForm, attributes: Attributes, words: tuple[str, ...]) -> LogicalForm:
    """The form that shows or adds up numbers where it would count how many different ones there are."""
    if form.ask is not Ask.COUNT or len(form.shown) != 1 or form.aggregates:
        return form
    told = [pattern for pattern in form.patterns if pattern.object == form.shown[0]]
    known = [attribute for pattern in told for attribute in attributes.by_property.get(pattern.property, ())]
    if not known or not all(attribute.numeric and not attribute.words & KEYS for attribute in known):
        return form
    several = is_variable(told[0].subject) and not TOGETHER.isdisjoint(words)
    if several:
        return replace(form, ask=Ask.LIST, shown=(), aggregates=(Aggregate("sum", form.shown[0]),), per=None)
    return replace(form, ask=Ask.LIST)
