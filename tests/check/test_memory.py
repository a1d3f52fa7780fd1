"""The graph in memory answers as rdflib's own does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from kg.check.memory import MemoryGraph
from kg.rdf import XSD

NODES = [URIRef("urn:a"), URIRef("urn:b"), BNode("n"), BNode("urn:a")]
PROPERTIES = [URIRef("urn:p"), URIRef("urn:q")]
VALUES = [*NODES, Literal("urn:a"), Literal("1"), Literal("1", datatype=XSD.integer), Literal("x", lang="en")]

triples = st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(VALUES))
patterns = st.tuples(
    st.none() | st.sampled_from(NODES), st.none() | st.sampled_from(PROPERTIES), st.none() | st.sampled_from(VALUES)
)


@given(st.lists(triples, max_size=12), st.lists(triples, max_size=4), patterns)
def test_what_was_added_and_not_removed_is_found(added: list, removed: list, pattern: tuple) -> None:
    ours, theirs = MemoryGraph(added), Graph()
    for triple in added:
        theirs.add(triple)
    for triple in removed:
        ours.remove(triple)
        theirs.remove(triple)
    subject, predicate, value = pattern
    assert set(ours.triples(pattern)) == set(theirs.triples(pattern))
    assert sorted(ours.objects(subject, predicate)) == sorted(theirs.objects(subject, predicate))
    assert sorted(ours.subjects(predicate, value)) == sorted(theirs.subjects(predicate, value))
    assert len(ours) == len(theirs)


def test_a_path_is_followed() -> None:
    first, second = PROPERTIES
    graph = MemoryGraph([(NODES[0], first, NODES[1]), (NODES[1], second, NODES[2])])
    assert list(graph.objects(NODES[0], first / second)) == [NODES[2]]


def test_several_subjects_are_asked_at_once() -> None:
    graph = MemoryGraph([(node, PROPERTIES[0], Literal("x")) for node in NODES[:2]])
    assert list(graph.objects(NODES[:2], PROPERTIES[0])) == [Literal("x"), Literal("x")]


def test_a_graph_may_grow_while_it_is_read() -> None:
    graph = MemoryGraph([(NODES[0], PROPERTIES[0], Literal("x"))])
    for value in graph.objects(NODES[0], PROPERTIES[0]):
        graph.add((NODES[0], PROPERTIES[0], Literal(value + "y")))
    assert len(graph) == 2


@pytest.mark.parametrize("prefix", ["rdfs", "xsd"])
def test_the_usual_prefixes_are_known(prefix: str) -> None:
    assert dict(MemoryGraph().namespaces())[prefix] == dict(Graph().namespaces())[prefix]
