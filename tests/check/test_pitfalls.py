"""What shapes do not judge: misspelt terms, and retractions that take nothing back."""

from pathlib import Path

import pytest

from kg.check import Finding, Severity, validate

HEAD = """@prefix : <urn:zoo:> .
@prefix kg: <https://w3id.org/mktit/kg#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:Animal a owl:Class ; rdfs:label "animal" . :eats a owl:ObjectProperty ; rdfs:label "eats" .
:weighs a owl:DatatypeProperty ; rdfs:label "weighs" . :fig a :Animal .
"""
LINES = HEAD.count("\n")


def found(tmp_path: Path, body: str) -> tuple[Finding, ...]:
    path = tmp_path / "zoo.ttl"
    path.write_text(HEAD + body, encoding="utf-8")
    return tuple(finding for finding in validate([path], pitfalls=True).findings if finding.rule != "unused-prefix")


def only(tmp_path: Path, body: str) -> Finding:
    (finding,) = found(tmp_path, body)
    return finding


def test_a_misspelt_property_is_an_error_at_its_place_with_the_right_one(tmp_path):
    finding = only(tmp_path, ":ape a :Animal ; :weigs 9 .")

    assert (finding.rule, finding.severity) == ("unknown-term", Severity.ERROR)
    assert (finding.position.line - LINES, finding.position.column) == (1, 18)
    assert finding.message.endswith("Did you mean :weighs?")


def test_a_misspelt_class_is_an_error_at_its_place(tmp_path):
    finding = only(tmp_path, ":ape a :Anmal .")

    assert (finding.position.line - LINES, finding.position.column) == (1, 8)
    assert ":Animal" in finding.message


def test_a_misspelt_term_of_a_well_known_vocabulary_is_found(tmp_path):
    assert "skos:altLabel" in only(tmp_path, ':ape a :Animal ; skos:altLabl "monkey" .').message


def test_its_fix_puts_the_right_term_in(tmp_path):
    finding = only(tmp_path, ":ape a :Animal ; :weigs 9 .")

    assert [str(triple[1]) for triple in finding.fix.adds] == ["urn:zoo:weighs"]
    assert [str(triple[1]) for triple in finding.fix.removes] == ["urn:zoo:weigs"]


def test_a_term_that_is_like_no_other_is_only_a_warning(tmp_path):
    finding = only(tmp_path, ":ape a :Animal ; :inhabits :fig .")

    assert (finding.severity, finding.fix) == (Severity.WARNING, None)


@pytest.mark.parametrize(
    "body", [":ape a :Animal ; <urn:other:weigs> 9 .", ":ape a <urn:other:Anmal> .", ":ape a :Animal ; rdf:_1 :fig ."]
)
def test_a_vocabulary_of_which_nothing_is_declared_is_not_judged(tmp_path, body):
    assert found(tmp_path, body) == ()


def test_a_retraction_of_what_no_file_says_is_a_warning(tmp_path):
    body = ":ape a :Animal . :r a kg:Retraction ; rdf:subject :ape ; rdf:predicate :eats ; rdf:object :fig ."
    finding = only(tmp_path, body)

    assert (finding.rule, finding.severity) == ("idle-retraction", Severity.WARNING)
    assert "takes nothing back" in finding.message


def test_a_retraction_that_takes_something_back_is_right(tmp_path):
    body = (
        ":ape a :Animal ; :eats :fig . :r a kg:Retraction ; rdf:subject :ape ; rdf:predicate :eats ; rdf:object :fig ."
    )

    assert found(tmp_path, body) == ()


def test_plain_shacl_knows_no_pitfalls(tmp_path):
    path = tmp_path / "zoo.ttl"
    path.write_text(HEAD + ":ape :weigs 9 .", encoding="utf-8")

    assert validate([path]).conforms
