"""What a constraint alone tells of how to mend what breaks it."""

import pytest
from rdflib import Graph

from kg.check.findings import Fix
from kg.check.fixes import fix_of
from kg.check.reading import quiet
from kg.check.shapes import run_shapes

HEAD = """@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://w3id.org/mktit/kg#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def fixes(constraint: str, said: str) -> list[Fix]:
    shapes = Graph().parse(data=f"{HEAD} :S a sh:PropertyShape ; sh:targetClass :A ; sh:path :p ; {constraint} .")
    with quiet():
        data = Graph().parse(data=f"{HEAD} :a a :A {said} .")
        results = run_shapes(data, shapes).results
    assert results
    found = [fix_of(result, data, shapes) for result in results]
    return [fix for fix in found if fix is not None]


@pytest.mark.parametrize(
    ("constraint", "said", "added"),
    [
        ("sh:datatype xsd:integer", '; :p " 12 "', '"12"^^xsd:integer'),
        ("sh:datatype xsd:boolean", '; :p "True"', '"true"^^xsd:boolean'),
        ("sh:datatype xsd:date", '; :p "2026-02-03"', '"2026-02-03"^^xsd:date'),
        ("sh:datatype xsd:string", "; :p 12", '"12"'),
        ("sh:datatype xsd:anyURI", "; :p <urn:x:y>", '"urn:x:y"^^xsd:anyURI'),
        ('sh:in ( "young" "old" )', '; :p "Old"', '"old"'),
        ("sh:in ( :must :should )", "; :p :mst", ":must"),
        ("sh:hasValue :b", "", ":b"),
        ("sh:minCount 1 ; sh:hasValue :b", "", ":b"),
        ('sh:languageIn ( "en" )', '; :p "x"', '"x"@en'),
        ('sh:qualifiedValueShape [ sh:languageIn ( "en" ) ] ; sh:qualifiedMinCount 1', '; :p "x" , "y"@de', '"x"@en'),
        ('sh:pattern "^[a-z]+$"', '; :p " abc "', '"abc"'),
    ],
)
def test_a_value_that_can_only_mean_one_thing_is_replaced(constraint: str, said: str, added: str) -> None:
    expected = next(iter(Graph().parse(data=f"{HEAD} :a :p {added} .")))
    fix = fixes(constraint, said)[0]
    assert (fix.adds, fix.sure) == ((expected,), True)


@pytest.mark.parametrize(
    ("constraint", "said"),
    [
        ("sh:datatype xsd:integer", '; :p "twelve"'),
        ("sh:datatype xsd:boolean", '; :p "yes"'),
        ("sh:in ( :must :should )", "; :p :never"),
        ("sh:minCount 1", ""),
        ('sh:languageIn ( "en" "de" )', '; :p "x"'),
        ('sh:languageIn ( "en" )', '; :p "x"@de'),
        ('sh:pattern "^[a-z]+$"', '; :p "ABC"'),
        ("sh:class :B", "; :p :b"),
        ("sh:minInclusive 3", "; :p 2"),
    ],
)
def test_what_only_a_person_can_tell_has_no_fix(constraint: str, said: str) -> None:
    assert fixes(constraint, said) == []


@pytest.mark.parametrize(
    ("constraint", "said", "steps"),
    [
        ("sh:maxCount 1", "; :p :b , :c", ("remove :a :p :c .",)),
        ("sh:minCount 1 ; sh:defaultValue false", "", ("add :a :p false .",)),
    ],
)
def test_what_a_person_has_to_agree_to_is_not_sure(constraint: str, said: str, steps: tuple[str, ...]) -> None:
    (fix,) = fixes(constraint, said)
    assert (fix.steps, fix.sure) == (steps, False)


def test_what_a_closed_shape_nearly_has_is_put_in_its_place() -> None:
    shapes = Graph().parse(
        data=HEAD + ":S a sh:NodeShape ; sh:targetNode :a ; sh:closed true ; sh:property [ sh:path :weight ] ."
    )
    data = Graph().parse(data=HEAD + ":a :weigth 3 .")
    (result,) = run_shapes(data, shapes).results
    fix = fix_of(result, data, shapes)
    assert fix is not None
    assert [str(triple[1]) for triple in fix.adds] == ["urn:x:weight"]


def test_a_fix_of_the_shape_itself_goes_first() -> None:
    constraint = 'sh:datatype xsd:integer ; kg:fixRemoves "CONSTRUCT { $this <urn:x:p> $value } WHERE {}"'
    (fix,) = fixes(constraint, '; :p "12"')
    assert (len(fix.removes), fix.adds) == (1, ())
