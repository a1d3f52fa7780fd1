"""A fix changes what it says and nothing else."""

import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from kg.check.carrying_out import Desk
from kg.check.files import Language, Source
from kg.check.findings import Finding, Fix, Severity
from kg.check.reading import Reading, quiet, read
from kg.check.syntax import parse_quads
from kg.model import Position, Triple
from kg.rdf import RDF, SKOS, XSD
from kg.turtle.edits import Edit
from tests.turtle.texts import turtle

THOROUGH = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
HEAD = "@prefix : <urn:x:> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
A, P, Q = (URIRef(f"urn:x:{name}") for name in "apq")


def reading(text: str, name: str = "a.ttl", language: Language = Language.TURTLE) -> Reading:
    with quiet():
        return read(Source(Path(name), text.encode(), language))


def finding(**parts: tuple[Triple, ...] | tuple[Edit, ...]) -> Finding:
    return Finding("rule", Severity.ERROR, "wrong", Position(Path("a.ttl"), 1, 1), fix=Fix(**parts))  # type: ignore[arg-type]


def after(body: str, **parts: tuple[Triple, ...]) -> str:
    desk = Desk([reading(HEAD + body)])
    assert desk.carry_out(finding(**parts))
    return desk.texts()[Path("a.ttl")].removeprefix(HEAD)


@THOROUGH
@given(turtle(), st.data())
def test_any_triple_can_be_taken_out(text: str, data: st.DataObject) -> None:
    given_reading = reading(text)
    lists = (RDF.first, RDF.rest)
    cells = {subject for subject, predicate, _ in given_reading.triples if predicate in lists}
    simple = [t for t in given_reading.triples if t[0] not in cells and not isinstance(t[2], BNode)]
    assume(len(list(parse_quads(given_reading.source, text))) == len(given_reading.triples))  # nothing is said twice
    assume(simple)
    triple = data.draw(st.sampled_from(simple))
    assert Desk([given_reading]).carry_out(finding(removes=(triple,)))


@THOROUGH
@given(turtle(), st.data())
def test_any_subject_can_get_one_more_value(text: str, data: st.DataObject) -> None:
    given_reading = reading(text)
    lists = (RDF.first, RDF.rest)
    assume(any(predicate not in lists for _, predicate, _ in given_reading.triples))
    subject = data.draw(st.sampled_from([s for s, p, _ in given_reading.triples if p not in lists]))
    desk = Desk([given_reading])
    assert desk.carry_out(finding(adds=((subject, URIRef("http://example.org/new"), Literal("new", lang="en")),)))


def test_a_value_is_replaced_in_place() -> None:
    assert after(':a :p "x", 2 . # note', removes=((A, P, Literal("x")),), adds=((A, P, Literal("y", lang="en")),)) == (
        ':a :p "y"@en, 2 . # note'
    )


def test_a_property_is_replaced_in_place() -> None:
    assert after(":a :p 2 .", removes=((A, P, Literal(2)),), adds=((A, Q, Literal(2)),)) == ":a :q 2 ."


def test_a_property_with_several_values_gives_one_up() -> None:
    body = ":a :p 1, 2 ."
    assert after(body, removes=((A, P, Literal(2)),), adds=((A, Q, Literal(2)),)) == ":a :p 1 ;\n    :q 2 ."


def test_all_of_a_thing_goes() -> None:
    gone = ((A, P, Literal(1)), (A, P, Literal(2)), (A, Q, Literal(3)))
    assert after(":a :p 1, 2 ;\n  :q 3 .\n\n:b :p 1 .\n", removes=gone) == ":b :p 1 .\n"


def test_only_the_lines_concerned_change() -> None:
    body = ":b   :p 1 ;  :q\t2 .\n:a\n  :p 1 ; # one\n  :q 2 .\n\n\n# end\n"
    lines = list(difflib.ndiff(body.splitlines(), after(body, removes=((A, Q, Literal(2)),)).splitlines()))
    assert [line for line in lines if line[0] != " " and line[0] != "?"] == [
        "-   :p 1 ; # one", "+   :p 1 . # one", "-   :q 2 .",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (URIRef("urn:x:b"), ":b"),
        (URIRef("urn:x:b/c"), "<urn:x:b/c>"),
        (URIRef("urn:other"), "<urn:other>"),
        (Literal("5", datatype=XSD.integer), "5"),
        (Literal("x", datatype=XSD.integer), '"x"^^xsd:integer'),
        (Literal('a\n"b\\'), '"a\\n\\"b\\\\"'),
        (Literal("c", lang="en-gb"), '"c"@en-gb'),
    ],
)
def test_a_term_is_written_with_the_prefixes_of_the_file(term: URIRef | Literal, written: str) -> None:
    assert after(":a :p 1 .", adds=((A, Q, term),)) == f":a :p 1 ;\n    :q {written} ."


def test_a_usual_prefix_is_declared_where_it_is_missing() -> None:
    text = after(":a :p 1 .", adds=((A, RDF.type, SKOS.Concept),))
    assert text == "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n:a :p 1 ;\n    a skos:Concept ."


def test_a_blank_node_is_changed_too() -> None:
    given_reading = reading(HEAD + ":a :p [ :q 1 ; :r 2 ] .")
    (triple,) = (found for found in given_reading.triples if found[1] == Q)
    desk = Desk([given_reading])
    assert desk.carry_out(finding(removes=(triple,), adds=((triple[0], P, Literal(3)),)))
    assert desk.texts()[Path("a.ttl")].endswith(":a :p [ :r 2 ; :p 3 ] .")


def test_a_text_edit_may_not_change_what_is_said() -> None:
    desk = Desk([reading("@prefix a: <urn:a> . @prefix b: <urn:b> .\nb:x b:y b:z .")])
    assert not desk.carry_out(finding(edits=(Edit(21, 42),)))
    assert desk.carry_out(finding(edits=(Edit(0, 21),)))
    assert desk.texts()[Path("a.ttl")].startswith("@prefix b")


def test_a_fix_over_two_files_changes_both() -> None:
    desk = Desk([reading(HEAD + ":a :p 1 ."), reading(HEAD + ":b :p 2 .", "b.ttl")])
    b = URIRef("urn:x:b")
    assert desk.carry_out(finding(removes=((A, P, Literal(1)),), adds=((b, Q, Literal(1)),)))
    assert len(desk.texts()) == 2


@pytest.mark.parametrize(
    "parts",
    [
        {"removes": ((A, P, Literal(9)),)},
        {"removes": ((A, P, Literal(1)),), "adds": ((URIRef("urn:nowhere"), P, Literal(1)),)},
        {"adds": ((A, P, BNode()),)},
        {},
    ],
)
def test_what_cannot_be_done_wholly_is_not_done(parts: dict[str, tuple[Triple, ...]]) -> None:
    desk = Desk([reading(HEAD + ":a :p 1 .")])
    assert not desk.carry_out(finding(**parts))
    assert desk.texts() == {}


def test_a_list_is_left_alone() -> None:
    given_reading = reading(HEAD + ":a :p ( 1 2 ) .")
    cell = next(triple for triple in given_reading.triples if triple[1] == RDF.first)
    assert not Desk([given_reading]).carry_out(finding(removes=(cell,)))


def test_another_language_is_left_alone() -> None:
    quads = reading("<urn:x:a> <urn:x:p> <urn:x:b> .", "a.nt", Language.N_TRIPLES)
    assert not Desk([quads]).carry_out(finding(removes=tuple(quads.triples)))


def test_two_fixes_of_one_triple_are_made_once() -> None:
    desk = Desk([reading(HEAD + ":a :p 1, 2 .")])
    assert desk.carry_out(finding(removes=((A, P, Literal(1)),)))
    assert not desk.carry_out(finding(removes=((A, P, Literal(1)),)))
    assert len(Graph().parse(data=desk.texts()[Path("a.ttl")])) == 1
