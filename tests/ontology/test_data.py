"""What the data files promise: sources, licences and labels that lead to one thing."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT

from kg.rdf import DCTERMS, MK, RDF, SKOS

ROOT = Path(__file__).parents[2]

FILES = sorted(path for path in (ROOT / "data").rglob("*.ttl") if "build" not in path.parts)
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
STATEMENTS = (MK.Requirement, MK.Relation, MK.RegulationLink, MK.RiskTreatment)
COUNTS = {
    MK.Channel: 42, MK.ChannelFamily: 8, MK.Component: 155, MK.Standard: 88, MK.Regulation: 36, MK.Role: 27,
    MK.Metric: 47, MK.DataAsset: 31, MK.Risk: 39, MK.Product: 18, MK.Pillar: 5, MK.Jurisdiction: 13, MK.Source: 211,
    MK.Passage: 26, MK.PillarRequirement: 5, MK.Requirement: 323, MK.AttributedStatement: 120,
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "data")))
def test_data_file_states_its_source_and_licence(path):
    graph = Graph().parse(path)
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)

    assert (dataset, DCTERMS.title, None) in graph
    assert (dataset, DCTERMS.license, None) in graph
    assert (dataset, DCTERMS.source, None) in graph


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "data")))
def test_data_file_keeps_its_subjects_in_order(path):
    graph, prefixes = Graph().parse(path), {}
    prefixes = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    written = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "@", "[")):
            name = line.split()[0]
            prefix, _, rest = name.partition(":")
            written.append(name.strip("<>") if name.startswith("<") else prefixes[prefix] + rest)

    assert written == sorted(written)


@pytest.mark.parametrize("kind", sorted(COUNTS), ids=lambda kind: str(kind).rpartition("#")[2])
def test_nothing_of_the_fact_base_is_missing(shipped, kind):
    things = set(shipped.asserted.subjects(RDF.type, kind))

    assert len(things) >= COUNTS[kind]


def test_every_statement_has_a_known_source(shipped):
    graph = shipped.asserted
    for kind in STATEMENTS:
        for node in graph.subjects(RDF.type, kind):
            sources = [*graph.objects(node, MK.source), *graph.objects(node, MK.supportedBy)]
            assert sources, node
            assert all((source, RDF.type, None) in graph for source in sources), node


def test_every_thing_that_is_named_exists(shipped):
    graph = shipped.asserted
    named = {thing for thing in graph.objects() if isinstance(thing, URIRef) and "/mktit/id/" in str(thing)}

    assert sorted(thing for thing in named if (thing, RDF.type, None) not in graph) == []


def test_no_label_leads_to_two_things_unless_it_is_listed(shipped):
    graph = shipped.asserted
    listed = {str(text).casefold() for text in graph.objects(None, MK.ambiguousText)}
    owners = defaultdict(set)
    for label in LABELS:
        for thing, text in graph.subject_objects(label):
            if (thing, RDF.type, SKOS.Concept) in graph:
                owners[str(text).casefold()].add(thing)

    assert {text: things for text, things in owners.items() if len(things) > 1 and text not in listed} == {}


def test_listed_labels_lead_to_the_things_that_they_may_mean(shipped):
    graph = shipped.asserted
    for node in graph.subjects(RDF.type, MK.AmbiguousLabel):
        text = graph.value(node, MK.ambiguousText)
        for thing in graph.objects(node, MK.mayMean):
            assert (thing, SKOS.altLabel, text) in graph, (text, thing)


def test_a_thing_says_each_word_once(shipped):
    graph = shipped.asserted
    for thing in set(graph.subjects(RDF.type, SKOS.Concept)):
        words = Counter(str(text).casefold() for label in LABELS for text in graph.objects(thing, label))
        assert [word for word, count in words.items() if count > 1] == [], thing
