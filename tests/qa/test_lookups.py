"""What is looked up about several things at once, over the foreign graph."""

import pytest
from rdflib import BNode, Literal, URIRef

from kg.qa.forms import Hop
from kg.qa.lookups import Lookups
from kg.wiring import Engine

NS = "https://example.org/lakes#"
LADOGA, ONEGA, SAIMAA, RUSSIA, FINLAND, SVIR, LAKE, LIES, DEPTH, FEEDS = (
    URIRef(NS + name)
    for name in ("ladoga", "onega", "saimaa", "russia", "finland", "svir", "Lake", "liesIn", "depth", "feeds")
)


@pytest.fixture(scope="module")
def lookups(foreign: Engine) -> Lookups:
    return foreign.answerer.lookups


def test_the_classes_of_things_are_those_that_are_stated(lookups: Lookups) -> None:
    assert lookups.classes([LADOGA, RUSSIA]) == {LADOGA: {LAKE}, RUSSIA: {URIRef(NS + "Country")}}


def test_facets_say_which_of_the_things_are_joined_with_what(lookups: Lookups) -> None:
    found = {(f.hop, f.value): f.things for f in lookups.facets([LADOGA, ONEGA, SAIMAA], [RUSSIA, FINLAND])}
    assert found == {(Hop(LIES), RUSSIA): {LADOGA, ONEGA}, (Hop(LIES), FINLAND): {SAIMAA}}


def test_facets_go_both_ways(lookups: Lookups) -> None:
    assert Hop(FEEDS, forward=False) in {facet.hop for facet in lookups.facets([LADOGA], [SVIR])}


def test_a_value_leads_to_what_has_it(lookups: Lookups) -> None:
    assert lookups.bearers([(DEPTH, Literal(82))]) == (SAIMAA,)


@pytest.mark.parametrize("things", [[], [BNode()]])
def test_of_what_cannot_be_named_nothing_is_looked_up(lookups: Lookups, things: list[BNode]) -> None:
    assert (lookups.classes(things), lookups.facets(things), lookups.bearers([])) == ({}, (), ())
