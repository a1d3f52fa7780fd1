"""Terms as a person reads them."""

import pytest
from rdflib import Literal, URIRef

from kg.check.notation import nearest, notation, written, written_triple
from kg.rdf import MK


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (MK.requires, "mk:requires"),
        (URIRef("urn:x"), "<urn:x>"),
        (Literal(True), "true"),
        (Literal(7), "7"),
        (Literal("7"), '"7"'),
        (Literal("tea", lang="en"), '"tea"@en'),
    ],
)
def test_a_term_is_written_as_turtle(term, text):
    assert written(term, notation()) == text


def test_other_prefixes_may_be_given():
    assert written(URIRef("urn:tea:assam"), notation({"t": "urn:tea:"})) == "t:assam"


def test_a_triple_ends_with_a_full_stop():
    assert written_triple((MK.a, MK.b, Literal(1)), notation()) == "mk:a mk:b 1 ."


@pytest.mark.parametrize(
    ("name", "near"), [("measurdBy", "measuredBy"), ("inhabits", ""), ("nmae", "name"), ("anem", "")]
)
def test_only_a_name_that_is_near_is_taken_for_another(name, near):
    assert nearest(name, ["measuredBy", "name", "operatedBy"]) == near
