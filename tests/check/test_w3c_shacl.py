"""The W3C SHACL suites, read where they lie: KG_BENCH names the folder that holds `w3c-shacl-tests`."""

import os
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection

from kg.check import Finding, Report, validate
from kg.check.paths import path_text
from kg.check.positions import parse_turtle
from kg.rdf import RDF, SH

BENCH = os.environ.get("KG_BENCH")
SUITE = Path(BENCH, "w3c-shacl-tests") if BENCH else None
FILES = sorted(SUITE.rglob("*.ttl")) if SUITE else []
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

LEDGER = {"sparql/pre-binding/shapesGraph-001": "pySHACL does not bind $shapesGraph"}
"""Known failures: the test's path in the suite, and why."""


def read(path: Path) -> Graph:
    return parse_turtle(path.read_text(encoding="utf-8"), path.resolve().as_uri()).graph()


def cases() -> list[Path]:
    return [path for path in FILES if "sht:Validate" in path.read_text(encoding="utf-8")]


def outcome_of(report: Report) -> set[tuple[str, ...]]:
    """A set, since we say a thing once where the suite may expect it for each way that leads to it."""
    return {key(finding) for finding in report.findings}


def key(finding: Finding) -> tuple[str, ...]:
    path = path_text(finding.path, finding.path_triples, plain) if finding.path is not None else ""
    return plain(finding.focus), path, plain(finding.value), plain(finding.component)


def plain(term: object) -> str:
    return "" if term is None else "_" if isinstance(term, BNode) else str(term)


def expected_of(graph: Graph, result: BNode) -> set[tuple[str, ...]]:
    found = set()
    for node in graph.objects(result, SH.result):
        path = graph.value(node, SH.resultPath)
        found.add(
            (
                plain(graph.value(node, SH.focusNode)),
                path_text(path, graph.cbd(path), plain) if path is not None else "",
                plain(graph.value(node, SH.value)),
                plain(graph.value(node, SH.sourceConstraintComponent)),
            )
        )
    return found


def entries(graph: Graph) -> list[URIRef]:
    return [e for head in graph.objects(None, MF.entries) for e in Collection(graph, head)]


def file_of(iri: URIRef) -> Path:
    return Path(str(iri).removeprefix("file://"))


@pytest.mark.skipif(not BENCH, reason="KG_BENCH names no folder with w3c-shacl-tests")
@pytest.mark.parametrize("path", cases(), ids=lambda path: path.relative_to(SUITE).with_suffix("").as_posix())
def test_finds_what_the_w3c_suite_expects(path: Path) -> None:
    name = path.relative_to(SUITE).with_suffix("").as_posix()
    if name in LEDGER:
        pytest.xfail(LEDGER[name])
    graph = read(path)
    for entry in entries(graph):
        action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
        data, shapes = graph.value(action, SHT.dataGraph), graph.value(action, SHT.shapesGraph)
        report = validate([file_of(data)], shapes=[file_of(shapes)])
        if result == SHT.Failure:
            assert "broken-shape" in {finding.rule for finding in report.findings}
            continue
        assert (result, RDF.type, SH.ValidationReport) in graph
        assert outcome_of(report) == expected_of(graph, result)
        assert report.conforms == graph.value(result, SH.conforms).toPython()
