"""A query is answered for all focus nodes at once only where that gives what asking for each gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg.check.positions import parse_turtle
from kg.check.queries import Queries, _joins_on_this
from kg.errors import QueryRefused
from tests.check.worlds import PREFIXES

EX = "http://example.org/"
BODIES = [
    "$this ex:eats ?value",
    "$this ex:eats ?value . FILTER (?value != $this)",
    "$this ex:eats ?value . FILTER NOT EXISTS { ?value ex:eats $this }",
    "$this ex:eats ?value . FILTER NOT EXISTS { ?value ex:eats ?x . FILTER (?x = $this) }",
    "$this ex:eats+ ?value . BIND ($this AS ?self)",
    "?value ex:eats ?other . ?other ex:eats $this",
    "$this ex:eats ?value . OPTIONAL { ?value ex:eats ?x . FILTER (?x = $this) }",
    "{ $this ex:eats ?value } UNION { ?value ex:eats $this }",
    "?value ex:eats ?x . FILTER ($this = ?x)",
    "{ FILTER (bound($this)) } $this ex:eats ?value",
    "?value ex:eats ?other",
]


def text_of(body: str) -> str:
    return f"PREFIX ex: <{EX}> SELECT DISTINCT $this ?value WHERE {{ {body} }}"


names = st.sampled_from("abcd")
facts = st.builds("ex:{} ex:eats ex:{} .".format, names, names)


@settings(deadline=None, max_examples=40)
@given(st.lists(facts, max_size=8), st.sampled_from(BODIES), names)
def test_at_once_gives_what_one_by_one_gives(written: list[str], body: str, name: str) -> None:
    graph = Graph().parse(data=PREFIXES + "\n".join(written))
    this = URIRef(EX + name)
    ours = Queries(graph).answer(text_of(body), {"this": this})
    prepared = prepareQuery(text_of(body))
    theirs = graph.query(prepared, initBindings={"this": this})
    assert {row.asdict().get("value") for row in ours} == {row.asdict().get("value") for row in theirs}


@pytest.mark.parametrize(("body", "sound"), [(body, index in (0, 1, 2, 3, 4, 5)) for index, body in enumerate(BODIES)])
def test_knows_where_joining_is_binding(body: str, sound: bool) -> None:
    assert _joins_on_this(prepareQuery(text_of(body)).algebra) is sound


def test_literals_come_back_as_the_file_spells_them() -> None:
    graph = parse_turtle(PREFIXES + 'ex:a ex:eats 01, "x"@en-GB, 1.50 , [] .').graph()
    found = {row.value for row in Queries(graph).answer(text_of(BODIES[0]), {"this": URIRef(EX + "a")})}
    assert {str(value) for value in found if isinstance(value, Literal)} == {"01", "x", "1.50"}
    assert found == set(graph.objects())


def test_blank_nodes_stay_themselves() -> None:
    graph = parse_turtle(PREFIXES + "[] ex:eats ex:a .").graph()
    (node,) = graph.subjects()
    assert isinstance(node, BNode)
    assert [row.value for row in Queries(graph).answer(text_of(BODIES[0]), {"this": node})] == [URIRef(EX + "a")]


@pytest.mark.parametrize("body", ["SERVICE <http://example.org/> { $this ?p ?value }", "$this ex:eats ?value"])
def test_refuses_what_would_fetch(body: str) -> None:
    source = "" if "SERVICE" in body else "FROM <http://example.org/x>"
    text = text_of(body).replace("WHERE", f"{source} WHERE")
    with pytest.raises(QueryRefused):
        Queries(Graph()).answer(text, {"this": URIRef(EX)})
