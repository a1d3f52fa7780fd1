"""How many, where the graph keeps the number."""

from rdflib import URIRef

from kg.qa.amounts import as_amount
from kg.qa.attributes import Attribute, Attributes
from kg.qa.forms import Aggregate, Ask, LogicalForm, Pattern

TOWN, PEOPLE, OSLO = URIRef("urn:x:Town"), URIRef("urn:x:people"), URIRef("urn:x:oslo")
NUMBER = Attribute(TOWN, PEOPLE, True, False, True, False, True, frozenset({"peopl"}))
KNOWN = Attributes({TOWN: (NUMBER,)}, {PEOPLE: (NUMBER,)}, {})


def test_the_number_of_one_thing_is_shown() -> None:
    form = LogicalForm(Ask.COUNT, (Pattern(OSLO, PEOPLE, "people"),), shown=("people",))
    assert as_amount(form, KNOWN, ("how", "many", "people")).ask is Ask.LIST


def test_numbers_of_several_are_added_up() -> None:
    form = LogicalForm(Ask.COUNT, (Pattern("town", PEOPLE, "people"),), shown=("people",))
    assert as_amount(form, KNOWN, ("how", "many", "in", "total")).aggregates == (Aggregate("sum", "people"),)


def test_things_are_still_counted() -> None:
    form = LogicalForm(Ask.COUNT, (Pattern("town", PEOPLE, "people"),), shown=("town",))
    assert as_amount(form, KNOWN, ("how", "many", "towns")) == form
