"""Every term of the ontology can be read by a person."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kg.rdf import KG, MK, OWL, RDF, RDFS, SKOS, local_name

ONTOLOGY = Path(__file__).parents[2] / "ontology"

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
MARKS = {
    MK.requirer: RDF.subject, MK.requirement: RDF.object, MK.subject: RDF.subject, MK.relation: RDF.predicate,
    MK.object: RDF.object, MK.strength: KG.strength, MK.reason: KG.reason, MK.basis: KG.basis, MK.when: KG.condition,
    MK.jurisdiction: KG.condition, MK.verified: KG.verified, MK.source: KG.source, MK.supportedBy: KG.source,
    MK.ofSource: KG.ofSource, MK.locator: KG.locator, MK.url: KG.url, MK.inPillar: KG.group, MK.requires: KG.need,
    MK.recommends: KG.need, MK.mayUse: KG.need, MK.wording: KG.wording, MK.suggested: KG.suggested,
}  # fmt: skip


def terms(graph):
    return sorted({term for kind in KINDS for term in graph.subjects(RDF.type, kind) if str(term).startswith(str(MK))})


@pytest.mark.parametrize("text", [RDFS.label, SKOS.definition, SKOS.example], ids=lambda prop: local_name(prop))
def test_every_class_and_property_has_in_english(shipped, text):
    graph = shipped.asserted
    unread = [term for term in terms(graph) if not any(word.language == "en" for word in graph.objects(term, text))]

    assert unread == []


def test_no_two_properties_have_the_same_label(shipped):
    labels = [
        str(shipped.asserted.value(term, RDFS.label))
        for term in terms(shipped.asserted)
        if (term, RDF.type, OWL.ObjectProperty) in shipped.asserted
    ]

    assert sorted({label for label in labels if labels.count(label) > 1}) == []


@pytest.mark.parametrize("term", sorted(MARKS), ids=lambda term: str(term).rpartition("#")[2])
def test_term_carries_its_mark_for_the_engine(shipped, term):
    assert (term, RDFS.subPropertyOf, MARKS[term]) in shipped.asserted


def test_strengths_are_ranked_and_state_a_plain_property(shipped):
    ranks = {strength: int(rank) for strength, rank in shipped.asserted.subject_objects(KG.rank)}
    states = dict(shipped.asserted.subject_objects(KG.states))

    assert ranks == {MK.must: 1, MK.should: 2, MK.may: 3}
    assert states == {MK.must: MK.requires, MK.should: MK.recommends, MK.may: MK.mayUse}


def test_every_mark_that_is_used_is_declared(shipped):
    used = {term for triple in shipped.asserted for term in triple if isinstance(term, URIRef) and term in KG}
    declared = set(shipped.asserted.subjects(RDFS.comment))

    assert used <= declared


def test_every_domain_term_that_is_used_is_declared(shipped):
    graph = shipped.asserted
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term in MK}

    assert sorted(term for term in used if (term, RDF.type, None) not in graph) == []


def test_the_root_imports_every_module_and_vocabulary_but_no_alignment():
    root = Graph().parse(ONTOLOGY / "mktit.ttl")
    imported = {str(thing).partition("/ontology/")[2] for thing in root.objects(None, OWL.imports)}
    files = {f"{room}/{path.stem}" for room in ("modules", "vocab") for path in (ONTOLOGY / room).glob("*.ttl")}

    assert imported == files


def test_what_a_statement_states_once_is_functional(shipped):
    once = ("requirer", "requirement", "strength", "basis", "inheritable", "verified", "inPillar")
    graph = shipped.asserted

    assert all((MK[name], RDF.type, OWL.FunctionalProperty) in graph for name in once)


def test_no_functional_property_has_two_values(shipped):
    graph = shipped.asserted
    functional = [term for term in graph.subjects(RDF.type, OWL.FunctionalProperty) if term in MK]
    twice = [(s, p) for p in functional for s in set(graph.subjects(p)) if len(set(graph.objects(s, p))) > 1]

    assert twice == []
