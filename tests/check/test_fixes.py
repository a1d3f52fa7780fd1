"""A shape's fix is found, worded, and clears its finding."""

import pytest
from rdflib import Graph, URIRef

from kg.check.findings import Fix
from kg.check.fixes import fix_of
from kg.check.shapes import Result, run_shapes

HEAD = """
@prefix : <urn:x:> .
@prefix kg: <https://w3id.org/mktit/kg#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:prefixes sh:declare [ sh:prefix "" ; sh:namespace "urn:x:"^^xsd:anyURI ] .
"""
SHAPES = (
    HEAD
    + """
:KeeperShape a sh:PropertyShape ; sh:targetClass :Animal ; sh:path :keeper ; sh:minCount 1 ; sh:prefixes :prefixes ;
  kg:fixAdds "CONSTRUCT { $this :keeper ?owner } WHERE { $this :owner ?owner }" .
:AgeShape a sh:PropertyShape ; sh:targetClass :Animal ; sh:path :age ; sh:maxInclusive 200 ; sh:prefixes :prefixes ;
  kg:fixRemoves "CONSTRUCT { $this :age $value } WHERE {}" .
:NameShape a sh:PropertyShape ; sh:targetClass :Animal ; sh:path :name ; sh:minCount 1 .
"""
)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=SHAPES)


def zoo(turtle: str) -> Graph:
    return Graph().parse(data=HEAD + turtle)


def fixes(data: Graph, shapes: Graph) -> list[Fix]:
    found = [fix_of(result, data, shapes) for result in run_shapes(data, shapes).results]
    return [fix for fix in found if fix is not None]


def test_what_is_missing_is_added_from_what_is_known(shapes):
    (fix,) = fixes(zoo(":ape a :Animal ; :owner :ann ; :name 'Ape' ."), shapes)

    assert fix.adds == ((URIRef("urn:x:ape"), URIRef("urn:x:keeper"), URIRef("urn:x:ann")),)
    assert fix.removes == ()


def test_a_wrong_value_is_removed(shapes):
    (fix,) = fixes(zoo(":ape a :Animal ; :keeper :ann ; :name 'Ape' ; :age 900 , 9 ."), shapes)

    assert [str(triple[2]) for triple in fix.removes] == ["900"]


def test_a_fix_clears_its_finding(shapes):
    data = zoo(":ape a :Animal ; :owner :ann ; :name 'Ape' ; :age 900 .")
    for fix in fixes(data, shapes):
        for triple in fix.removes:
            data.remove(triple)
        for triple in fix.adds:
            data.add(triple)

    assert run_shapes(data, shapes).results == ()


def test_a_shape_without_a_fix_proposes_none(shapes):
    assert fixes(zoo(":ape a :Animal ; :keeper :ann ."), shapes) == []


def test_a_fix_that_would_change_nothing_is_none(shapes):
    assert fixes(zoo(":ape a :Animal ; :name 'Ape' ."), shapes) == []


def test_a_fix_is_told_as_turtle(shapes):
    (fix,) = fixes(zoo(":ape a :Animal ; :keeper :ann ; :name 'Ape' ; :age 900 ."), shapes)

    assert fix.steps == ("remove :ape :age 900 .",)


def test_many_triples_of_one_thing_are_told_together():
    shapes = Graph().parse(
        data=HEAD
        + """:S a sh:PropertyShape ; sh:targetClass :Ghost ; sh:path :seen ; sh:minCount 1 ;
          kg:fixRemoves "CONSTRUCT { $this ?p ?o } WHERE { $this ?p ?o }" ."""
    )
    (fix,) = fixes(zoo(":boo a :Ghost ; :age 1 , 2 , 3 ."), shapes)

    assert fix.steps == ("remove all 4 triples of :boo",)


def test_a_result_without_focus_has_no_fix(shapes):
    assert fix_of(Result(URIRef("urn:x:NameShape"), URIRef("urn:s")), Graph(), shapes) is None
