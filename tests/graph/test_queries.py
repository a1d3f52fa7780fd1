"""The terms that a query names, wherever it names them."""

import pytest
from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.graph.queries import read_query

E = "http://e/"


def names(terms: object) -> set[str]:
    return {str(term).removeprefix(E) for term in terms}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("where", "nodes", "properties"),
    [
        ("?a :p :b", {"b"}, {"p"}),
        ("?a :p/^:q* ?b", set(), {"p", "q"}),
        ("?a !(:p|:q) ?b", set(), {"p", "q"}),
        ("OPTIONAL { ?a :p :b }", {"b"}, {"p"}),
        ("{ ?a :p :b } UNION { ?a :q :c }", {"b", "c"}, {"p", "q"}),
        ("?a :p ?b MINUS { ?a :q :c }", {"c"}, {"p", "q"}),
        ("?a :p ?b FILTER NOT EXISTS { ?a :q :c ; :r :d }", {"c", "d"}, {"p", "q", "r"}),
        ("?a :p ?b FILTER(?b IN (:c, :d))", {"c", "d"}, {"p"}),
        ("?a :p ?b FILTER(?b > 5)", {"5"}, {"p"}),
        ("VALUES ?a { :c } ?a :p ?b", {"c"}, {"p"}),
        ("BIND(:c AS ?a) ?a :p ?b", {"c"}, {"p"}),
        ("{ SELECT ?a { ?a :p :b } }", {"b"}, {"p"}),
    ],
)
def test_terms_are_found_in(where: str, nodes: set[str], properties: set[str]) -> None:
    found = read_query(f"PREFIX : <{E}> SELECT * {{ {where} }}")
    assert (names(found.nodes), names(found.properties)) == (nodes, properties)


def test_functions_and_graphs_are_kept_apart() -> None:
    found = read_query(f"PREFIX : <{E}> SELECT ?a FROM :g {{ GRAPH :h {{ ?a :p ?b }} FILTER(:f(?b)) }}")
    assert (names(found.functions), names(found.graphs), names(found.nodes)) == ({"f"}, {"g", "h"}, set())


def test_terms_of_groups_and_orders_are_found() -> None:
    query = (
        f"PREFIX : <{E}> SELECT ?a (COUNT(?b) AS ?n) {{ ?a :p ?b }} GROUP BY ?a HAVING(COUNT(?b) > 7) ORDER BY :f(?a)"
    )
    found = read_query(query)
    assert (found.nodes, names(found.functions)) == ({Literal(7)}, {"f"})


def test_terms_of_constructed_triples_are_found() -> None:
    found = read_query("CONSTRUCT { <urn:new> <urn:p> ?c } WHERE { ?s a ?c }")
    assert found.nodes == {URIRef("urn:new")}
    assert URIRef("urn:p") in found.properties


def test_usual_prefixes_are_known() -> None:
    assert read_query("SELECT * { ?s rdfs:label ?o }").properties == {
        URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    }


@pytest.mark.parametrize(
    "query",
    ["", "hello", "SELECT * {", "INSERT DATA { <urn:a> <urn:b> 1 }", "SELECT * { ?s never:heard ?o }",
     "SELECT * { ?s !(^<urn:a>|<urn:b>) ?o }"],
)  # fmt: skip
def test_what_cannot_be_taken_apart_is_an_error(query: str) -> None:
    with pytest.raises(QueryError):
        read_query(query)


@pytest.mark.parametrize(
    ("query", "form"),
    [("SELECT * { ?s ?p ?o }", "select"), ("ASK { ?s ?p ?o }", "ask"), ("DESCRIBE ?s { ?s ?p ?o }", "graph"),
     ("CONSTRUCT WHERE { ?s ?p ?o }", "graph")],
)  # fmt: skip
def test_the_form_of_the_result_is_known(query: str, form: str) -> None:
    assert read_query(query).form == form


@pytest.mark.parametrize(
    ("where", "properties"),
    [
        ("?a :p ?b . ?b :q ?c", {"p", "q"}),
        ("?a :p ?b OPTIONAL { ?a :q ?c }", {"p"}),
        ("?a :p ?b MINUS { ?a :q ?c }", {"p"}),
        ("{ ?a :p ?b } UNION { ?a :q ?b }", set()),
        ("?a :p ?b { ?a :q ?c } UNION { ?a :r ?c }", {"p"}),
        ("?a :p ?b FILTER EXISTS { ?a :q ?c }", {"p"}),
        ("?a :p ?b { SELECT ?b { ?b :q ?c } }", {"p", "q"}),
        ("?a :p+ ?b . ?a ?x ?b", set()),
    ],
)
def test_only_what_every_solution_has_is_a_pattern(where: str, properties: set[str]) -> None:
    found = read_query(f"PREFIX : <{E}> SELECT * {{ {where} }}")
    assert names(prop for _, prop, _ in found.patterns) == properties


@pytest.mark.parametrize(
    ("query", "negates", "operates"),
    [
        ("SELECT * { ?a ?b ?c }", False, False),
        ("SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?c ?d ?e } }", True, True),
        ("SELECT * { ?a ?b ?c } ORDER BY ?a", False, True),
        ("SELECT * { ?a ?b ?c } LIMIT 1", False, True),
        ("SELECT * { ?a ?b ?c MINUS { ?c ?d ?e } }", True, False),
        ("SELECT (COUNT(?a) AS ?n) { ?a ?b ?c }", False, True),
        ("SELECT ?b { ?a ?b ?c } GROUP BY ?b HAVING(COUNT(?a) > 2)", False, True),
    ],
)
def test_what_a_query_negates_and_works_out_is_known(query: str, negates: bool, operates: bool) -> None:
    found = read_query(query)
    assert (found.negates, found.operates) == (negates, operates)
