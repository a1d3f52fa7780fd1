"""The rules derive what the axioms say, and nothing that the founding document says only in general."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import NamedNode, Quad, Store
from rdflib import Graph, URIRef

from kg.rdf import ID, MK, OWL, RDF, local_name

ONTOLOGY = Path(__file__).parents[2] / "ontology"
RULES = sorted((ONTOLOGY / "rules").glob("*.rq"))

MODULES = Graph()
for module in sorted((ONTOLOGY / "modules").glob("*.ttl")):
    if module.stem != "questions":
        MODULES.parse(module)
PROPERTIES = sorted(MODULES.subjects(RDF.type, OWL.ObjectProperty))
AXIOMS = (OWL.inverseOf, OWL.propertyChainAxiom, RDF.first, RDF.rest)
CHARACTERISTICS = (OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.ObjectProperty)
SMS_MUST = {
    "api-integration", "consent-record-store", "cybersecurity-measures", "data-processing", "digital-network",
    "it-infrastructure", "messaging-sender-identity", "mobile-communication-service", "mobile-network-operator",
    "opt-out-mechanism", "privacy-compliance", "sender-registration", "short-message-service-centre", "sms-gateway",
    "suppression-list", "user-privacy-protection",
}  # fmt: skip


def pairs(store: Store, prop: URIRef) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, NamedNode(str(prop)), None)
    return {(quad.subject.value, quad.object.value) for quad in found}


def objects(store: Store, subject: URIRef, prop: URIRef) -> set[str]:
    return {local_name(last) for first, last in pairs(store, prop) if first == str(subject)}


def stated(store: Store) -> Iterator[tuple[URIRef, ...]]:
    query = "SELECT ?s ?p ?o { ?node rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    for row in store.query(f"PREFIX rdf: <{RDF}> {query}"):
        yield tuple(URIRef(term.value) for term in row)


@pytest.fixture(scope="module")
def closure(shipped) -> Graph:
    """What the axioms alone make of the plain facts and of what the statements state, by OWL 2 RL."""
    graph = Graph()
    for triple in MODULES:
        if triple[1] in AXIOMS or triple[2] in CHARACTERISTICS:
            graph.add(triple)
    for prop in PROPERTIES:
        graph += ((s, p, o) for s, p, o in shipped.asserted.triples((None, prop, None)) if isinstance(o, URIRef))
    for triple in stated(shipped.derived):
        graph.add(triple)
    for treatment, risk in shipped.asserted.subject_objects(MK.treatedRisk):
        graph.add((shipped.asserted.value(treatment, MK.control), MK.mitigates, risk))
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return graph


@pytest.mark.parametrize("prop", PROPERTIES, ids=local_name)
def test_rules_agree_with_the_axioms(shipped, closure, prop):
    entailed = {
        (str(subject), str(thing))
        for subject, thing in closure.subject_objects(prop)
        if isinstance(subject, URIRef) and isinstance(thing, URIRef)
    }

    assert pairs(shipped.derived, prop) == entailed


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rule_adds_nothing_to_what_was_derived(shipped, path):
    made = shipped.derived.query(path.read_text(encoding="utf-8"))

    assert all(Quad(*triple) in shipped.derived for triple in made)


def test_sms_requires_exactly_what_it_and_its_family_must_have(shipped):
    assert objects(shipped.derived, ID["sms-marketing"], MK.requires) == SMS_MUST


def test_sms_does_not_inherit_general_statements(shipped):
    general = objects(shipped.derived, ID["digital-marketing"], MK.generallyReliesOn)
    needed = objects(shipped.derived, ID["sms-marketing"], MK.requires)

    assert "content-delivery-network" in general
    assert "content-delivery-network" not in needed
    assert objects(shipped.derived, ID["sms-marketing"], MK.generallyReliesOn) == set()


def test_a_narrower_channel_inherits_from_its_family(shipped):
    assert "suppression-list" in objects(shipped.derived, ID["sms-marketing"], MK.requires)
    assert "email-service-provider" in objects(shipped.derived, ID["newsletter-email"], MK.requires)


@pytest.mark.parametrize(
    "name", ["usesStandard", "measuredBy", "producesData", "governedBy", "operatedBy", "exposedTo"]
)
def test_facets_are_not_inherited(shipped, name):
    own = {(str(subject), str(thing)) for subject, prop, thing in stated(shipped.derived) if prop == MK[name]}
    plain = {(str(subject), str(thing)) for subject, thing in shipped.asserted.subject_objects(MK[name])}

    assert pairs(shipped.derived, MK[name]) == own | plain


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("governedBy", "governs"),
        ("operatedBy", "operates"),
        ("mitigates", "mitigatedBy"),
        ("partOf", "hasPart"),
        ("usesStandard", "usedBy"),
    ],
)
def test_every_relation_has_its_way_back(shipped, there, back):
    forth = pairs(shipped.derived, MK[there])

    assert forth
    assert pairs(shipped.derived, MK[back]) == {(last, first) for first, last in forth}


@pytest.mark.parametrize("name", ["integratesWith", "alternativeTo"])
def test_symmetric_relations_hold_both_ways(shipped, name):
    both = pairs(shipped.derived, MK[name])

    assert both == {(last, first) for first, last in both}


def test_what_is_part_of_a_part_is_part_of_the_whole(shipped):
    wholes = objects(shipped.derived, ID["landing-page"], MK.partOf)

    assert wholes == {"website", "it-infrastructure"}
