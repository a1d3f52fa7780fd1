"""Competency questions are read by marks, from any vocabulary."""

import pytest
from rdflib import Graph, Literal, URIRef

from kg.graph.questions import CompetencyQuestion, read_questions

PREFIXES = """
@prefix : <https://example.org/tea#> .
@prefix kg: <https://w3id.org/mktit/kg#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:prefixes sh:declare [ sh:prefix "t" ; sh:namespace "https://example.org/tea#"^^xsd:anyURI ] .
"""
TEA = "https://example.org/tea#"


def read(turtle: str, **names: str) -> tuple[CompetencyQuestion, ...]:
    marks = {mark: frozenset({URIRef(TEA + name)}) for mark, name in names.items()}
    return read_questions(Graph().parse(data=PREFIXES + turtle), marks)


def only(turtle: str, **names: str) -> CompetencyQuestion:
    (question,) = read(turtle, **names)
    return question


def test_a_query_is_led_by_its_declared_prefixes():
    question = only(""":q kg:wording "Which teas?" ; sh:prefixes :prefixes ; sh:select "SELECT ?t { ?t a t:Tea }" .""")

    assert question.query == "PREFIX t: <https://example.org/tea#>\nSELECT ?t { ?t a t:Tea }"


def test_a_property_below_a_mark_says_what_the_mark_says():
    question = only(
        ':q :asks "Which teas?" ; :column "t" ; sh:select "SELECT ?t {}" .', wording="asks", keyColumn="column"
    )

    assert (question.wordings, question.key) == (("Which teas?",), "t")


def test_expected_things_are_rows_of_one_term():
    question = only(
        ':q kg:wording "?" ; sh:select "" ; kg:expected :assam , :sencha ; kg:keyColumn "t" ; sh:ask "ASK {}" .'
    )

    assert question.expected == {(URIRef(TEA + "assam"),), (URIRef(TEA + "sencha"),)}


def test_an_expected_row_is_a_list_of_terms():
    question = only(':q kg:wording "?" ; sh:select "SELECT * {}" ; kg:expectedRow ( :assam "black" ) .')

    assert question.expected == {(URIRef(TEA + "assam"), Literal("black"))}


@pytest.mark.parametrize(("written", "expected"), [("true", True), ("false", False)])
def test_an_expected_truth_value_is_read(written, expected):
    assert only(f':q kg:wording "?" ; sh:ask "ASK {{}}" ; kg:expectedBoolean {written} .').boolean is expected


def test_a_question_without_a_query_is_one_to_be_declined():
    question = only(':q kg:wording "What does it cost?" ; kg:whyUnanswerable "There are no prices." .')

    assert (question.query, question.why_unanswerable) == ("", "There are no prices.")


def test_what_has_neither_query_nor_reason_is_no_question():
    assert read(':q kg:wording "What?" .') == ()


def test_the_order_of_the_file_does_not_matter():
    first = ':a kg:wording "A?" ; sh:ask "ASK {}" . :b kg:wording "B?" ; sh:ask "ASK {}" .'
    second = ':b kg:wording "B?" ; sh:ask "ASK {}" . :a kg:wording "A?" ; sh:ask "ASK {}" .'

    assert read(first) == read(second)
