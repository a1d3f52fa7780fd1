"""The terms that a query names, wherever it names them."""

import pytest
from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.graph.queries import terms_in

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
    found = terms_in(f"PREFIX : <{E}> SELECT * {{ {where} }}")
    assert (names(found.nodes), names(found.properties)) == (nodes, properties)


def test_functions_and_graphs_are_kept_apart() -> None:
    found = terms_in(f"PREFIX : <{E}> SELECT ?a FROM :g {{ GRAPH :h {{ ?a :p ?b }} FILTER(:f(?b)) }}")
    assert (names(found.functions), names(found.graphs), names(found.nodes)) == ({"f"}, {"g", "h"}, set())


def test_terms_of_groups_and_orders_are_found() -> None:
    query = (
        f"PREFIX : <{E}> SELECT ?a (COUNT(?b) AS ?n) {{ ?a :p ?b }} GROUP BY ?a HAVING(COUNT(?b) > 7) ORDER BY :f(?a)"
    )
    found = terms_in(query)
    assert (found.nodes, names(found.functions)) == ({Literal(7)}, {"f"})


def test_terms_of_constructed_triples_are_found() -> None:
    found = terms_in("CONSTRUCT { <urn:new> <urn:p> ?c } WHERE { ?s a ?c }")
    assert found.nodes == {URIRef("urn:new")}
    assert URIRef("urn:p") in found.properties


def test_usual_prefixes_are_known() -> None:
    assert terms_in("SELECT * { ?s rdfs:label ?o }").properties == {
        URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    }


@pytest.mark.parametrize(
    "query",
    ["", "hello", "SELECT * {", "INSERT DATA { <urn:a> <urn:b> 1 }", "SELECT * { ?s never:heard ?o }",
     "SELECT * { ?s !(^<urn:a>|<urn:b>) ?o }"],
)  # fmt: skip
def test_what_cannot_be_taken_apart_is_an_error(query: str) -> None:
    with pytest.raises(QueryError):
        terms_in(query)
