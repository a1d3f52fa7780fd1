"""What a person reads for a term in a finding."""

from rdflib import Graph, URIRef

from kg.check.names import Names

ZOO = """
@prefix : <urn:zoo:> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:of rdfs:subPropertyOf rdf:subject . :what rdfs:subPropertyOf rdf:object . :Meal rdfs:label "meal" .
:ape rdfs:label "Ape" . :fig rdfs:label "Fig" .
:m1 a :Meal ; :of :ape ; :what :fig . :m2 a :Meal ; :of :ape . :m3 :of :ape ; :what :fig . :m4 a :Meal ; :of :unknown .
"""


def name(local: str) -> str:
    return Names((Graph().parse(data=ZOO),)).of(URIRef("urn:zoo:" + local))


def test_a_thing_is_called_by_its_label():
    assert name("ape") == "Ape"


def test_a_statement_is_called_by_its_kind_and_what_it_is_about():
    assert name("m1") == "meal “Ape – Fig”"


def test_what_a_statement_lacks_is_a_question_mark():
    assert name("m2") == "meal “Ape – ?”"


def test_a_statement_of_no_kind_is_a_statement():
    assert name("m3") == "statement “Ape – Fig”"


def test_a_statement_about_nothing_known_is_called_by_its_local_name():
    assert name("m4") == "m4"
