"""What follows from a mistake stands under it: a misspelt property under its own finding leaves another one missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from rdflib import Graph

from kg.check.findings import Finding, Severity
from kg.check.paths import path_properties
from kg.check.pitfalls.hierarchies import CIRCLE
from kg.check.pitfalls.terms import UNKNOWN
from kg.check.pitfalls.types import UNTYPED
from kg.model import Term
from kg.rdf import RDF, SH

__all__ = ["under_causes"]

SEVERITIES: Final = tuple(Severity)


def under_causes(findings: Sequence[Finding], data: Graph, shapes: Graph) -> tuple[Finding, ...]:
    """The findings without a cause among the others, each with those that follow from it and as grave as these."""
    return _Causes(findings, data, shapes).sorted_out()


class _Causes:
    """Looks for each finding among those that may be its cause."""

    def __init__(self, findings: Sequence[Finding], data: Graph, shapes: Graph) -> None:
        self._findings, self._data, self._shapes = findings, data, shapes
        self._by_focus = _by_term((finding.focus, finding) for finding in findings if _is_cause(finding))
        self._by_meant = _by_term((finding.meant, finding) for finding in findings if finding.meant is not None)
        self._by_value = _by_term((finding.value, finding) for finding in findings if finding.rule == UNKNOWN)
        self._circles = [finding for finding in findings if finding.rule == CIRCLE]

    def sorted_out(self) -> tuple[Finding, ...]:
        following: dict[int, list[Finding]] = defaultdict(list)
        causes = {id(finding): self._cause(finding) for finding in self._findings}
        for finding in self._findings:
            cause = causes[id(finding)]
            while cause is not None and (above := causes[id(cause)]) is not None:
                cause = above
            if cause is not None:
                following[id(cause)].append(finding)
        return tuple(
            _with(finding, following[id(finding)]) for finding in self._findings if causes[id(finding)] is None
        )

    def _cause(self, finding: Finding) -> Finding | None:
        """The first cause of a finding; what is a cause itself follows from nothing."""
        if (_is_cause(finding) and not finding.misses_type) or finding.meant is not None:
            return None
        return next((cause for cause in self._candidates(finding) if cause is not finding), None)

    def _candidates(self, finding: Finding) -> Iterator[Finding]:
        props = frozenset(path_properties(self._shapes, finding.path)) if finding.path is not None else frozenset()
        for cause in self._by_focus.get(finding.focus, ()):
            if cause.rule == UNKNOWN and cause.meant in props:
                yield cause
        for cause in self._by_focus.get(finding.value, ()):
            if _leaves_without_type(cause, finding):
                yield cause
        if _is_of_whole(finding):
            yield from self._by_meant.get(finding.value, ())
            yield from self._by_value.get(finding.value, ())
            yield from self._twins(finding)
        for cause in self._circles:
            if cause.path in props and cause.focus in set(self._data.transitive_objects(finding.focus, cause.path)):
                yield cause

    def _twins(self, finding: Finding) -> Iterator[Finding]:
        """The last of the findings that say the same of a whole, such as that two things have one name."""
        same = (finding.rule, finding.message, finding.focus)
        last = next(found for found in reversed(self._findings) if (found.rule, found.message, found.focus) == same)
        if last is not finding and _is_of_whole(last):
            yield last


def _is_cause(finding: Finding) -> bool:
    return finding.rule in (CIRCLE, UNKNOWN, UNTYPED) or finding.misses_type


def _leaves_without_type(cause: Finding, finding: Finding) -> bool:
    """Whether the cause leaves a thing without its type, which is then missed where the thing is a value."""
    if cause.misses_type:
        return not finding.misses_type
    misspelt = cause.rule == UNKNOWN and cause.path == RDF.type
    return cause.rule == UNTYPED or (misspelt and finding.component == SH.ClassConstraintComponent)


def _is_of_whole(finding: Finding) -> bool:
    """Whether a whole was judged by one node, so that the value is what the finding is about."""
    return finding.path is None and finding.value is not None and finding.value != finding.focus


def _by_term(pairs: Iterable[tuple[Term | None, Finding]]) -> dict[Term | None, list[Finding]]:
    found: dict[Term | None, list[Finding]] = defaultdict(list)
    for term, finding in pairs:
        if term is not None:
            found[term].append(finding)
    return dict(found)


def _with(finding: Finding, following: Sequence[Finding]) -> Finding:
    if not following:
        return finding
    worst = min((finding, *following), key=lambda found: SEVERITIES.index(found.severity)).severity
    return replace(finding, severity=worst, consequences=tuple(following))
