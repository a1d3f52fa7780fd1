"""A report in the formats of other tools: GitHub annotations, SARIF, JUnit and SHACL's own report graph."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from rdflib import BNode, Graph, Literal

from kg.check.escape import as_json, visible, visible_lines
from kg.check.findings import Finding, Report, Severity
from kg.check.fingerprints import fingerprints
from kg.check.rulebook import general_rules
from kg.rdf import RDF, SH

__all__ = ["report_github", "report_junit", "report_sarif", "report_ttl"]

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SEVERITIES: Final = {
    Severity.ERROR: SH.Violation,
    Severity.WARNING: SH.Warning,
    Severity.INFO: SH.Info,
}


def report_github(report: Report) -> str:
    """One workflow command a finding, which GitHub shows as an annotation on the line."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def report_sarif(report: Report) -> str:
    """SARIF 2.1.0, with fingerprints that stay the same when lines move; files are named from the current folder."""
    rules = sorted({finding.rule for finding in report.findings})
    driver = {"name": "kg", "rules": [_sarif_rule(rule) for rule in rules]}
    marked = zip(report.findings, fingerprints(report.findings, Path.cwd()), strict=True)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, rules.index(finding.rule), mark) for finding, mark in marked],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(log)


def report_junit(report: Report) -> str:
    """JUnit XML: a suite for each file, a failed test for each finding, a passed one where there is none."""
    files = [str(path) for path in report.files]
    by_file = {name: list(found) for name, found in groupby(report.findings, key=_file)}
    names = [*files, *(name for name in by_file if name not in files)] or ["graph"]
    suites = "".join(_suite(name, by_file.get(name, [])) for name in names)
    total = sum(max(1, len(by_file.get(name, []))) for name in names)
    head = f'<testsuites name="kg validate" tests="{total}" failures="{len(report.findings)}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>\n'


def report_ttl(report: Report) -> str:
    """The report as a SHACL validation report in Turtle."""
    graph = Graph()
    graph.bind("sh", SH)
    whole = BNode()
    graph.add((whole, RDF.type, SH.ValidationReport))
    graph.add((whole, SH.conforms, Literal(report.conforms)))
    for finding in report.findings:
        for result in (finding, *finding.consequences):
            _add_result(graph, whole, result)
    return visible_lines(graph.serialize(format="turtle"))


def _command(finding: Finding) -> str:
    place = finding.position
    said = {"file": str(place.file)} if place else {}
    if place and place.line:
        said |= {"line": str(place.line), "col": str(place.column)}
        said |= {"endColumn": str(finding.end_column)} if finding.end_column else {}
    said["title"] = finding.rule
    properties = ",".join(f"{key}={_property(visible(value))}" for key, value in said.items())
    return f"::{COMMANDS[finding.severity]} {properties}::{_data(visible(finding.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif_rule(name: str) -> dict[str, object]:
    """A rule with what it means, as far as that is known without its shape."""
    rule = general_rules().get(name)
    help_text = f"`kg explain {name}` says more."
    if rule is None:
        return {"id": name, "help": {"text": help_text}}
    return {
        "id": name,
        "shortDescription": {"text": rule.about.split(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": rule.about},
        "help": {"text": f"{rule.mend} {help_text}"},
    }


def _sarif_result(finding: Finding, rule: int, fingerprint: str) -> dict[str, object]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": visible(finding.message)},
        "locations": _locations(finding),
        "relatedLocations": [
            {**location, "message": {"text": visible(following.message)}}
            for following in finding.consequences
            for location in _locations(following)
        ],
        "partialFingerprints": {"finding/v1": fingerprint},
    }


def _locations(finding: Finding) -> list[dict[str, object]]:
    place = finding.position
    if place is None:
        return []
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        region: dict[str, object] = {"startLine": place.line, "startColumn": max(1, place.column)}
        if finding.end_column:
            region["endColumn"] = finding.end_column
        if finding.excerpt:
            region["snippet"] = {"text": visible(finding.excerpt)}
        physical["region"] = region
    return [{"physicalLocation": physical}]


def _uri(path: Path) -> str:
    """From the current folder where the file lies below it, since a code host wants it so."""
    if path.is_absolute() and not path.is_relative_to(Path.cwd()):
        return path.as_uri()
    return quote((path.relative_to(Path.cwd()) if path.is_absolute() else path).as_posix())


def _file(finding: Finding) -> str:
    return str(finding.position.file) if finding.position else "graph"


def _suite(name: str, findings: Iterable[Finding]) -> str:
    cases = "".join(_case(finding) for finding in findings)
    count = cases.count("<testcase ")
    passed = f"    <testcase name={quoteattr(visible(name))} />\n" if not cases else ""
    head = f'<testsuite name={quoteattr(visible(name))} tests="{max(1, count)}" failures="{count}">'
    return f"  {head}\n{passed or cases}  </testsuite>\n"


def _case(finding: Finding) -> str:
    place = finding.position
    line = f" line {place.line}" if place and place.line else ""
    name = quoteattr(visible(f"{finding.rule}{line}"))
    said = f"type={quoteattr(finding.severity.value)} message={quoteattr(visible(finding.message))}"
    return f"    <testcase name={name}><failure {said} /></testcase>\n"


def _add_result(graph: Graph, whole: BNode, finding: Finding) -> None:
    result = BNode()
    graph.add((whole, SH.result, result))
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.resultSeverity, SEVERITIES[finding.severity]))
    graph.add((result, SH.resultMessage, Literal(finding.message)))
    said = {
        SH.focusNode: finding.focus,
        SH.resultPath: finding.path,
        SH.value: finding.value,
        SH.sourceShape: finding.shape,
        SH.sourceConstraintComponent: finding.component,
    }
    for predicate, term in said.items():
        if term is not None:
            graph.add((result, predicate, term))
    for triple in finding.path_triples:
        graph.add(triple)
