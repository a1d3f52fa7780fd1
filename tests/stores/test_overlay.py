"""An overlay adds to a graph and takes back what it does not own; gaps do not count."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

import kg

PREFIXES = """
@prefix : <urn:tea:> .
@prefix kg: <https://w3id.org/mktit/kg#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
BASE = PREFIXES + ':assam rdfs:label "Assam" ; :grownIn :india ; :steeps 4 .'
ASSAM, LABEL = URIRef("urn:tea:assam"), URIRef("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.fixture
def base(tmp_path: Path, own_cache: Path) -> Path:
    path = tmp_path / "base.ttl"
    path.write_text(BASE, encoding="utf-8")
    return path


def with_overlay(base: Path, turtle: str, name: str = "overlay.ttl") -> Graph:
    overlay = base.parent / name
    overlay.write_text(PREFIXES + turtle, encoding="utf-8")
    return kg.load(base, overlay)


def test_an_overlay_adds(base):
    assert (ASSAM, URIRef("urn:tea:soldBy"), None) in with_overlay(base, ":assam :soldBy :us .")


def test_a_retraction_takes_a_triple_back(base):
    graph = with_overlay(base, "[] a kg:Retraction ; rdf:subject :assam ; rdf:predicate :grownIn ; rdf:object :india .")

    assert len(graph) == 2
    assert (ASSAM, URIRef("urn:tea:grownIn"), None) not in graph


def test_a_label_is_overridden_by_a_retraction_and_a_new_one(base):
    graph = with_overlay(
        base,
        '[] a kg:Retraction ; rdf:subject :assam ; rdf:predicate rdfs:label ; rdf:object "Assam" .\n'
        ':assam rdfs:label "Assam tea" .',
    )

    assert [str(label) for label in graph.objects(ASSAM, LABEL)] == ["Assam tea"]


def test_a_retraction_counts_in_named_graphs_too(base):
    graph = with_overlay(
        base,
        ":ours { :assam :soldBy :us . :r a kg:Retraction ; rdf:subject :assam ; rdf:predicate :steeps ; rdf:object 4 }",
        "overlay.trig",
    )

    assert (ASSAM, URIRef("urn:tea:steeps"), None) not in graph
    assert (ASSAM, URIRef("urn:tea:soldBy"), None) in graph


def test_a_retraction_of_what_is_not_there_changes_nothing(base):
    graph = with_overlay(base, "[] a kg:Retraction ; rdf:subject :assam ; rdf:predicate :grownIn ; rdf:object :china .")

    assert len(graph) == 3


def test_a_gap_counts_as_not_written(base):
    assert len(with_overlay(base, ":assam :soldBy kg:TODO .")) == 3


def test_what_only_rules_say_lies_in_its_own_graph(base):
    rules = base.parent / "rules"
    rules.mkdir()
    (rules / "1.rq").write_text("CONSTRUCT { ?place <urn:tea:grows> ?tea } WHERE { ?tea <urn:tea:grownIn> ?place }")
    graph = kg.load(base.parent)

    derived = graph.query("SELECT ?s { GRAPH <https://w3id.org/mktit/kg#derived> { ?s ?p ?o } }")
    assert [str(row[0]) for row in derived] == ["urn:tea:india"]
    assert len(graph) == 4
