"""Alignments lead from our terms to terms of other vocabularies that their excerpts declare."""

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Graph, Namespace, URIRef

from kg.rdf import DCTERMS, ID, MK, OWL, RDF, RDFS, SKOS, local_name
from tests.ontology.conftest import ONTOLOGY

ALIGNMENTS = {path.stem: Graph().parse(path) for path in sorted((ONTOLOGY / "alignments").glob("*.ttl"))}
EXCERPTS = {path.stem: Graph().parse(path) for path in sorted((ONTOLOGY / "imports").glob("*.ttl"))}
NAMES = sorted(ALIGNMENTS)

BASE = "https://w3id.org/mktit/"
CSF = Namespace(BASE + "imports/nist-csf#")
VANN = Namespace("http://purl.org/vocab/vann/")
VOID = Namespace("http://rdfs.org/ns/void#")
ERRORS = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")

MATCHES = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
LINKS = {*MATCHES, RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentProperty}
BUILT_IN = (str(OWL), str(RDF), str(RDFS))
LONGEST_TEXT = 450
"""Excerpts quote a sentence or two, not a page."""


def links(graph):
    """The links of an alignment: all that is not said of an alignment itself."""
    return [triple for triple in graph if not str(triple[0]).startswith(BASE + "alignments/")]


def every_link():
    return [triple for graph in ALIGNMENTS.values() for triple in links(graph)]


def foreign(graph):
    """The terms of the vocabulary that an alignment names, in links and in what it says of sets of links."""
    kinds = set(graph.objects(None, RDF.type)) - {OWL.Ontology}
    return {target for _, _, target in links(graph)} | kinds | {prop for prop in graph.predicates() if prop in VOID}


def declared(graph):
    return {term for term in graph.subjects() if (term, RDF.type, OWL.Ontology) not in graph}


def header(graph):
    (subject,) = graph.subjects(RDF.type, OWL.Ontology)
    return subject


def is_property(graph, term):
    kinds = (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.FunctionalProperty)
    return any((term, RDF.type, kind) in graph for kind in kinds)


def is_class(graph, term):
    return any((term, RDF.type, kind) in graph for kind in (RDFS.Class, OWL.Class))


def test_every_alignment_has_its_excerpt():
    assert sorted(EXCERPTS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_header_is_named_after_the_file(name):
    assert str(header(ALIGNMENTS[name])) == f"{BASE}alignments/{name}"
    assert str(header(EXCERPTS[name])) == f"{BASE}imports/{name}"


@pytest.mark.parametrize("name", NAMES)
def test_excerpt_declares_exactly_the_terms_that_the_alignment_names(name):
    assert declared(EXCERPTS[name]) == foreign(ALIGNMENTS[name])


@pytest.mark.parametrize("name", NAMES)
def test_excerpt_says_whence_it_comes(name):
    graph, subject = EXCERPTS[name], header(EXCERPTS[name])
    note = str(graph.value(subject, SKOS.note))

    assert (subject, DCTERMS.source, None) in graph
    assert (subject, OWL.versionInfo, None) in graph
    assert "excerpt" in note
    assert ((subject, DCTERMS.license, None) in graph) != ("states no licence" in note)


@pytest.mark.parametrize("name", NAMES)
def test_term_of_an_excerpt_has_a_type_a_name_and_a_home(name):
    graph = EXCERPTS[name]
    namespaces = tuple(str(value) for value in graph.objects(header(graph), VANN.preferredNamespaceUri))
    for term in declared(graph):
        assert str(term).startswith(namespaces)
        assert (term, RDF.type, None) in graph
        assert (term, RDFS.label, None) in graph or (term, SKOS.prefLabel, None) in graph
        assert (term, RDFS.isDefinedBy, None) in graph
        assert all(len(str(text)) <= LONGEST_TEXT for text in graph.objects(term))


@pytest.mark.parametrize("name", NAMES)
def test_alignment_links_what_we_have(shipped, name):
    for subject, link, _ in links(ALIGNMENTS[name]):
        assert link in LINKS
        assert subject in MK or subject in ID
        assert (subject, RDF.type, None) in shipped.asserted


@pytest.mark.parametrize("name", NAMES)
def test_classes_lead_to_classes_and_properties_to_properties(shipped, name):
    for subject, link, target in links(ALIGNMENTS[name]):
        ours, theirs = is_property(shipped.asserted, subject), is_property(EXCERPTS[name], target)
        assert ours == theirs, (subject, target)
        if link == RDFS.subClassOf:
            assert is_class(shipped.asserted, subject), subject
            assert is_class(EXCERPTS[name], target), target


def test_nothing_is_linked_twice_to_the_same_term():
    pairs = [(subject, target) for subject, _, target in every_link()]

    assert sorted({pair for pair in pairs if pairs.count(pair) > 1}) == []


def test_exact_matches_are_one_to_one():
    exact = [(subject, target) for subject, link, target in every_link() if link == SKOS.exactMatch]

    assert len({target for _, target in exact}) == len(exact)


def test_an_alignment_repeats_what_the_modules_say_of_its_vocabulary(shipped):
    """So that each alignment is the whole of what we say of a vocabulary."""
    ours = {
        (subject, link, target)
        for link in (RDFS.subClassOf, RDFS.subPropertyOf)
        for subject, target in shipped.asserted.subject_objects(link)
        if subject in MK and isinstance(target, URIRef) and not str(target).startswith((*BUILT_IN, BASE))
    }

    assert ours
    assert ours <= set(every_link())


def test_no_alignment_or_excerpt_is_imported(shipped):
    imported = {str(thing) for thing in shipped.asserted.objects(None, OWL.imports)}

    assert not {name for name in imported if "/alignments/" in name or "/imports/" in name}


@pytest.mark.parametrize("name", NAMES)
def test_alignment_is_described_as_the_set_of_links_that_it_is(name):
    described, subject = ALIGNMENTS["void"], header(ALIGNMENTS[name])

    assert (subject, RDF.type, VOID.Linkset) in described
    assert set(described.objects(subject, VOID.linkPredicate)) == {link for _, link, _ in links(ALIGNMENTS[name])}


def test_category_of_a_risk_belongs_to_its_security_function(shipped):
    functions = {function: code for function, link, code in links(ALIGNMENTS["nist-csf"]) if link == SKOS.exactMatch}
    for subject, _, category in links(ALIGNMENTS["nist-csf"]):
        if (subject, RDF.type, MK.Risk) in shipped.asserted:
            code = functions[shipped.asserted.value(subject, MK.securityFunction)]
            assert (category, SKOS.broader, code) in EXCERPTS["nist-csf"], subject


def test_notation_of_a_category_is_its_name():
    for term in declared(EXCERPTS["nist-csf"]):
        assert term == CSF[str(EXCERPTS["nist-csf"].value(term, SKOS.notation))]


def clashes(graph):
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return list(graph.subjects(RDF.type, ERRORS))


def test_alignments_put_nothing_into_two_classes_that_share_no_member(shipped):
    """By OWL 2 RL, with the kinds of all things and one use of each property."""
    graph = Graph()
    for path in (ONTOLOGY / "modules").glob("*.ttl"):
        graph.parse(path)
    for alignment in ALIGNMENTS.values():
        graph += alignment
    for thing, kind in shipped.asserted.subject_objects(RDF.type):
        if kind in MK and thing in ID:
            graph.add((thing, RDF.type, kind))
    for prop in set(graph.subjects(RDF.type, OWL.ObjectProperty)):
        graph.add((ID[f"example-one-{local_name(prop)}"], prop, ID[f"example-other-{local_name(prop)}"]))

    assert clashes(graph) == []


def test_a_thing_in_two_classes_that_share_no_member_is_found():
    graph = Graph().parse(ONTOLOGY / "modules" / "disjointness.ttl")
    for kind in (MK.Component, MK.Risk):
        graph.add((ID["example-clash"], RDF.type, kind))

    assert clashes(graph)
