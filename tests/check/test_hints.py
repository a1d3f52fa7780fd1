"""What is told beside a finding about a value."""

from rdflib import Graph, URIRef

from kg.check.hints import Hints
from kg.check.names import Names
from kg.check.shapes import Result
from kg.rdf import SH

ZOO = """
@prefix : <urn:zoo:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Animal rdfs:label "animal" . :Keeper rdfs:label "keeper" .
:ape a :Animal ; rdfs:label "Ape" . :ann a :Keeper ; rdfs:label "Ann" . :thing rdfs:label "Thing" .
"""


def hint(value: str, component: URIRef = SH.ClassConstraintComponent) -> str:
    data = Graph().parse(data=ZOO)
    result = Result(URIRef("urn:zoo:S"), SH.Violation, component=component, value=URIRef(value))
    return Hints(data, Names((data,))).of(result)


def test_a_value_of_another_class_is_told_by_its_own():
    assert hint("urn:zoo:ann") == "Ann is a keeper."


def test_the_article_fits_the_class():
    assert hint("urn:zoo:ape") == "Ape is an animal."


def test_a_value_without_a_class_tells_nothing():
    assert hint("urn:zoo:thing") == ""


def test_a_misspelt_value_is_told_with_the_one_that_is_meant():
    assert hint("urn:zoo:thng") == "Nothing describes <urn:zoo:thng>. Did you mean <urn:zoo:thing>?"


def test_a_value_that_is_like_no_other_is_told_to_be_unknown():
    assert hint("urn:zoo:elephant") == "Nothing describes <urn:zoo:elephant>."


def test_a_value_of_a_foreign_namespace_tells_nothing():
    assert hint("https://example.org/ape") == ""


def test_only_results_about_what_a_value_is_have_a_hint():
    assert hint("urn:zoo:ann", SH.MinCountConstraintComponent) == ""
