"""A draft holds what the shapes demand, of a garden that knows nothing of the built-in graph."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from kg.check.demands import demands_of
from kg.check.draft_turtle import draft_turtle
from kg.check.skeleton import Draft, draft, find_class
from kg.errors import NotFound, UsageError
from kg.rdf import KG, PREFIXES, RDFS
from kg.stores.runner import EmbeddedRunner
from kg.stores.snapshot import take_snapshot

G = "https://example.org/garden#"
HEAD = """
@prefix : <https://example.org/garden#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
GARDEN = (
    HEAD
    + """
:Plant a owl:Class ; rdfs:label "plant" . :Herb a owl:Class ; rdfs:subClassOf :Plant ; rdfs:label "herb" .
:Bed a owl:Class . :Planting a owl:Class . :plants rdfs:domain :Planting .
:mint a :Herb ; rdfs:label "Mint" ; :light :shade ; :kingdom :plantae .
:sage a :Herb ; rdfs:label "Sage" ; :light :sun ; :kingdom :plantae .
:thyme a :Herb ; rdfs:label "Thyme" ; :light :sun ; :kingdom :plantae .
"""
)
SHAPES = (
    HEAD
    + """
:NameShape a sh:PropertyShape ; sh:targetClass :Plant ; sh:path rdfs:label ; sh:minCount 1 .
:LightShape a sh:PropertyShape ; sh:targetClass :Herb ; sh:path :light ; sh:minCount 1 ; sh:in ( :sun :shade ) ;
  sh:message "A herb needs its light: add :light." .
:KingdomShape a sh:PropertyShape ; sh:targetClass :Plant ; sh:path :kingdom ; sh:minCount 1 .
:HeightShape a sh:PropertyShape ; sh:targetClass :Plant ; sh:path :height ; sh:maxCount 1 .
:SownShape a sh:PropertyShape ; sh:targetClass :Plant ; sh:path [ sh:inversePath :plants ] ; sh:minCount 1 .
:WhenShape a sh:PropertyShape ; sh:targetClass :Planting ; sh:path :month ; sh:minCount 1 ; sh:defaultValue 4 .
:SoilShape a sh:PropertyShape ; sh:targetSubjectsOf :light ; sh:path ( :soil :kind ) ; sh:hasValue :loam .
:AliveShape a sh:NodeShape ; sh:targetClass :Plant ; sh:class :LivingThing .
:BirthShape a sh:PropertyShape ; sh:targetClass :LivingThing ; sh:path :sprouted ; sh:minCount 1 .
"""
)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=SHAPES)


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Iterator[EmbeddedRunner]:
    path = tmp_path_factory.mktemp("garden") / "garden.ttl"
    path.write_text(GARDEN, encoding="utf-8")
    runner = EmbeddedRunner(take_snapshot([str(path)]).quads)
    yield runner
    runner.close()


@pytest.fixture(scope="module")
def basil(shapes: Graph, garden: EmbeddedRunner) -> tuple[Draft, ...]:
    return draft(URIRef(G + "Herb"), "Sweet Basil", None, shapes, garden)


def said(node: Draft) -> dict[str, object]:
    return {str(line.property).rpartition("#")[2]: line.value for line in node.lines}


def test_a_new_thing_is_named_in_the_namespace_of_its_like(basil):
    assert [node.iri for node in basil] == [URIRef(G + "sweet-basil"), URIRef(G + "sweet-basil-planting")]


def test_it_has_its_name(basil):
    assert said(basil[0])["label"] == Literal("Sweet Basil", lang="en")


def test_shapes_of_the_classes_above_count_too(basil):
    assert "kingdom" in said(basil[0])


def test_what_all_its_like_say_it_says_too(basil):
    assert said(basil[0])["kingdom"] == URIRef(G + "plantae")


def test_what_has_to_be_chosen_is_a_gap_with_its_choices(basil):
    (line,) = [line for line in basil[0].lines if line.property == URIRef(G + "light")]

    assert (line.value, line.choices) == (KG.TODO, (URIRef(G + "sun"), URIRef(G + "shade")))
    assert line.note == "A herb needs its light: add :light."


def test_what_no_shape_demands_is_left_out(basil):
    assert "height" not in said(basil[0])


def test_shapes_of_demanded_properties_count_too(basil):
    assert said(basil[0])["soil"] == KG.TODO


def test_a_type_that_is_demanded_is_given_and_its_shapes_count(basil):
    assert URIRef(G + "LivingThing") in basil[0].types
    assert "sprouted" in said(basil[0])


def test_a_node_that_has_to_lead_to_it_is_drafted(basil):
    assert said(basil[1]) == {"plants": basil[0].iri, "month": Literal(4)}


def test_the_turtle_is_valid_and_holds_every_line(basil):
    graph = Graph().parse(data=draft_turtle(basil, {**PREFIXES, "g": G}))

    assert len(graph) == sum(len(node.types) + len(node.lines) for node in basil)


def test_the_turtle_declares_only_the_prefixes_that_it_uses(basil):
    written = draft_turtle(basil, {**PREFIXES, "g": G})

    assert "@prefix g:" in written
    assert "@prefix skos:" not in written


def test_advice_stands_above_its_gap(basil):
    lines = draft_turtle(basil, {**PREFIXES, "g": G}).splitlines()
    gap = lines.index("    g:light kg:TODO ;")

    assert lines[gap - 1] == "    # A herb needs its light: add :light. One of: g:sun, g:shade."


def test_the_same_call_gives_the_same_draft(basil, shapes, garden):
    assert draft(URIRef(G + "Herb"), "Sweet Basil", None, shapes, garden) == basil


@pytest.mark.parametrize("name", ["herb", "Herb", G + "Herb"])
def test_a_class_is_found_by_label_local_name_or_iri(name, shapes, garden):
    assert find_class(name, shapes, garden) == URIRef(G + "Herb")


def test_an_unknown_class_is_an_error_that_names_the_known_ones(shapes, garden):
    with pytest.raises(NotFound, match="Herb, LivingThing, Plant"):
        find_class("tree", shapes, garden)


def test_a_name_that_is_taken_is_refused(shapes, garden):
    with pytest.raises(UsageError, match="already"):
        draft(URIRef(G + "Herb"), "Mint", None, shapes, garden)


def test_a_name_without_letters_is_refused(shapes, garden):
    with pytest.raises(UsageError, match="makes no IRI"):
        draft(URIRef(G + "Herb"), "?!", None, shapes, garden)


def test_a_class_without_things_needs_a_namespace(shapes, garden):
    with pytest.raises(UsageError, match="--namespace"):
        draft(URIRef(G + "Bed"), "North bed", None, shapes, garden)


def test_a_given_namespace_is_used(shapes, garden):
    (node,) = draft(URIRef(G + "Bed"), "North bed", "urn:bed:", shapes, garden)

    assert node.iri == URIRef("urn:bed:north-bed")


def test_two_demands_on_one_property_are_one():
    two = Graph().parse(
        data=HEAD
        + """:A sh:targetClass :Herb ; sh:path rdfs:label ; sh:minCount 1 .
        :B sh:targetClass :Herb ; sh:path rdfs:label ; sh:minCount 2 ; sh:message "Two." ."""
    )
    (demand,) = demands_of([URIRef(G + "Herb")], two).own

    assert (demand.property, demand.count, demand.message) == (RDFS.label, 2, "Two.")
