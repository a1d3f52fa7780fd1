"""What the museums hold, counted."""

import pytest
from rdflib import Literal, URIRef

from kg.composers.statistics import count_up
from kg.graph.statistics import read_statistics
from kg.graph.void import describe_dataset
from kg.model import Statistics
from kg.rdf import DCTERMS, RDF, VOID
from kg.stores.runner import EmbeddedRunner
from kg.stores.snapshot import take_snapshot

M = "https://example.org/museums#"


@pytest.fixture(scope="module")
def counted(museums: EmbeddedRunner) -> Statistics:
    return read_statistics(museums)


def numbers(counts):
    return {count.term.label: count.number for count in counts}


def test_things_are_counted_by_kind(counted):
    assert numbers(counted.kinds) == {"show": 2, "device": 3, "lamp": 2, "museum": 1, "need": 2}


def test_terms_of_schema_vocabularies_are_classes_and_no_kinds(counted):
    assert numbers(counted.classes)["class"] == 4
    assert "class" not in numbers(counted.kinds)


def test_triples_are_counted_by_property(counted):
    assert numbers(counted.properties)["requires"] == 3
    assert sum(numbers(counted.properties).values()) == counted.triples


def test_statements_are_counted_by_what_they_rest_on(counted):
    (need,) = counted.statements

    assert (need.term.label, need.number, numbers(need.bases)) == ("need", 2, {"sourced": 1})
    assert (need.unverified, need.sourceless) == (1, 1)


def test_a_statement_that_is_not_verified_or_has_no_source_is_counted(tmp_path, own_cache):
    path = tmp_path / "claims.ttl"
    path.write_text(
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix kg: <https://w3id.org/mktit/kg#> .\n"
        "<urn:s> a <urn:Claim> ; rdf:subject <urn:a> ; kg:verified false .",
        encoding="utf-8",
    )
    runner = EmbeddedRunner(take_snapshot([str(path)]).quads)
    (claim,) = read_statistics(runner).statements
    runner.close()

    assert (claim.unverified, claim.sourceless) == (1, 1)


def test_the_text_gives_number_and_share(counted):
    lines = count_up(counted).splitlines()

    assert "| museum | 1 |" in lines
    assert "| need | 2 | 1 (50%) | 1 (50%) | 1 |" in lines


def test_a_label_cannot_break_the_table(counted):
    assert all(line.count("|") == 3 for line in count_up(counted).splitlines() if line.startswith("| lamp"))


def test_the_description_as_data_has_the_same_counts(counted, museums):
    graph = describe_dataset(counted, "ab12", museums)
    dataset = URIRef("urn:sha256:ab12")

    assert (dataset, RDF.type, VOID.Dataset) in graph
    assert (dataset, VOID.triples, Literal(counted.triples)) in graph
    assert (dataset, DCTERMS.identifier, Literal("sha256:ab12")) in graph
    sizes = {
        graph.value(node, VOID["class"]): graph.value(node, VOID.entities)
        for node in graph.objects(dataset, VOID.classPartition)
    }
    assert sizes[URIRef(M + "Device")] == Literal(3)
