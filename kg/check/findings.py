"""What a check gives back: findings, each with its place, in a report."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rdflib import URIRef

from kg.model import Position, Term, Triple
from kg.rdf import SH
from kg.turtle.edits import Edit

__all__ = ["Finding", "Fix", "Report", "Severity"]


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Fix:
    """Triples to take out and to put in so that a finding goes away, and the same steps in words and Turtle.

    `edits` change the text of the finding's file and nothing that it says. A fix is `sure` unless a person has to
    choose, and then it is only told.
    """

    removes: tuple[Triple, ...] = ()
    adds: tuple[Triple, ...] = ()
    steps: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where, and what it is about.

    `position` is None when the graph did not come from files; `end_column` is the column after the last character
    concerned, 0 when not known. `path_triples` define a path that is not a plain property. `fix` is None where
    none is proposed, `meant` where no term is likely to be meant. `consequences` would not be there without it.
    """

    rule: str
    severity: Severity
    message: str
    position: Position | None = None
    end_column: int = 0
    excerpt: str = ""
    focus: Term | None = None
    path: Term | None = None
    value: Term | None = None
    shape: Term | None = None
    component: URIRef | None = None
    path_triples: tuple[Triple, ...] = ()
    fix: Fix | None = None
    meant: Term | None = None
    consequences: tuple["Finding", ...] = ()

    @property
    def misses_type(self) -> bool:
        """Whether a shape says of a thing itself that it lacks a type."""
        itself = self.path is None and self.value is not None and self.value == self.focus
        return itself and self.component == SH.ClassConstraintComponent


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in the order of the files, with what was looked at.

    `ignored` counts the findings of rules that are switched off, `known` those that a baseline has.
    """

    findings: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = ()
    triples: int = 0
    shapes: int = 0
    elapsed_ms: float = 0.0
    ignored: int = 0
    known: int = 0

    @property
    def conforms(self) -> bool:
        """Whether there is nothing to report, of whatever severity, as SHACL defines it."""
        return not self.findings

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def fails(self, severity: Severity) -> bool:
        """Whether there is a finding of this severity or a worse one."""
        bound = SEVERITIES.index(severity)
        return any(SEVERITIES.index(finding.severity) <= bound for finding in self.findings)
