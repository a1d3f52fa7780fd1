"""A report as people and programs read it: text as compilers write it, or JSON."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from rdflib import URIRef

from kg.check.escape import as_json, visible, width
from kg.check.exchange import report_github, report_junit, report_sarif, report_ttl
from kg.check.findings import Finding, Report, Severity
from kg.check.paths import path_text
from kg.model import Term

__all__ = ["Format", "render", "report_json", "report_text"]

COLOURS: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
WIDE: Final = 140
"""Longer source lines are shown around the place only."""


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    TTL = "ttl"


def render(report: Report, form: Format = Format.TEXT, *, colour: bool = False) -> str:
    """The report in a format, ending with a line end; `colour` is for text only."""
    if form is Format.TEXT:
        return report_text(report, colour=colour)
    writers = {
        Format.JSON: report_json,
        Format.GITHUB: report_github,
        Format.SARIF: report_sarif,
        Format.JUNIT: report_junit,
        Format.TTL: report_ttl,
    }
    return writers[form](report)


def report_text(report: Report, *, colour: bool = False) -> str:
    """Each finding as `file:line:column: severity[rule] message` over its source line, and a last line."""
    blocks = [line for finding in report.findings for line in _block(finding, colour)]
    return "\n".join([*blocks, _summary(report)]) + "\n"


def report_json(report: Report) -> str:
    """The report as one JSON object, `schema_version` 1."""
    return as_json(_as_json(report))


def _block(finding: Finding, colour: bool) -> Iterator[str]:
    severity = _paint(f"{finding.severity}[{visible(finding.rule)}]", COLOURS[finding.severity], colour)
    where = _paint(f"{_where(finding)}: ", "1", colour) if finding.position else ""
    yield f"{where}{severity} {visible(finding.message)}"
    if finding.excerpt.strip() and finding.position:
        yield from _excerpt(finding, colour)
    if finding.fix:
        word = "fix" if finding.fix.sure else "perhaps"
        yield from (f"  = {word}: {visible(step)}" for step in finding.fix.steps)
    for following in finding.consequences:
        yield f"  = {_following(finding, following)}"


def _following(finding: Finding, following: Finding) -> str:
    """What follows from a finding, or where else the same is the case."""
    place = _where(following)
    if place and (following.rule, following.message) == (finding.rule, finding.message):
        return f"also: {place}"
    told = f"{following.severity}[{visible(following.rule)}] {visible(following.message)}"
    return f"hence: {place}: {told}" if place else f"hence: {told}"


def _where(finding: Finding) -> str:
    place = finding.position
    if place is None:
        return ""
    parts = [visible(str(place.file)), *(str(number) for number in (place.line, place.column) if number)]
    return ":".join(parts)


def _excerpt(finding: Finding, colour: bool) -> Iterator[str]:
    place = finding.position
    if place is None:
        return
    begin = max(0, place.column - 1 - WIDE // 2) if len(finding.excerpt) > WIDE else 0
    column = place.column - 1
    before = _flat(finding.excerpt[begin:column])
    end = max(finding.end_column - 1, column + 1)
    marked = _flat(finding.excerpt[column : min(end, begin + WIDE)])
    line = _flat(finding.excerpt[begin : begin + WIDE])
    number = str(place.line)
    caret = " " * width(before) + "^" * max(1, width(marked))
    yield f"  {number} | {line.rstrip()}"
    yield f"  {' ' * len(number)} | {_paint(caret, COLOURS[finding.severity], colour)}"


def _flat(text: str) -> str:
    return visible(text.replace("\t", " "))


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _summary(report: Report) -> str:
    hidden = ((report.known, "known"), (report.ignored, "ignored"))
    besides = ", ".join(f"{count:,} {word}" for count, word in hidden if count)
    return f"{_counted(report)} ({besides})" if besides else _counted(report)


def _counted(report: Report) -> str:
    if report.conforms:
        files = f" in {_plural(len(report.files), 'file')}" if report.files else ""
        return f"conforms: {_plural(report.triples, 'triple')}{files}"
    counts = Counter(finding.severity for finding in report.findings)
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    said = ", ".join(_plural(counts[severity], words[severity]) for severity in Severity if counts[severity])
    touched = len({finding.position.file for finding in report.findings if finding.position})
    return f"{said} in {_plural(touched, 'file')}" if touched else said


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _as_json(report: Report) -> dict[str, object]:
    return {
        "schema_version": 1,
        "conforms": report.conforms,
        "counts": {
            **{severity.value: report.count(severity) for severity in Severity},
            "files": len(report.files),
            "triples": report.triples,
            "shapes": report.shapes,
            "known": report.known,
            "ignored": report.ignored,
        },
        "findings": [_finding_json(finding) for finding in report.findings],
        "elapsed_ms": report.elapsed_ms,
    }


def _finding_json(finding: Finding) -> dict[str, object]:
    place = finding.position
    path = finding.path
    return {
        "file": str(place.file) if place else None,
        "line": place.line or None if place else None,
        "column": place.column or None if place else None,
        "end_column": finding.end_column or None,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "focus": _term(finding.focus),
        "path": None if path is None else path_text(path, finding.path_triples, _name),
        "value": _term(finding.value),
        "shape": _term(finding.shape),
        "component": _term(finding.component),
        "excerpt": finding.excerpt,
        "fix": list(finding.fix.steps) if finding.fix else None,
        "fix_is_sure": finding.fix.sure if finding.fix else None,
        "meant": _term(finding.meant),
        "consequences": [_finding_json(following) for following in finding.consequences],
    }


def _term(term: Term | None) -> str | None:
    """IRIs bare, literals and blank nodes as N-Triples writes them."""
    return None if term is None else _name(term)


def _name(term: Term) -> str:
    return str(term) if isinstance(term, URIRef) else term.n3()
