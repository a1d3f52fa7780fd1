"""Terms that no vocabulary has, and retractions that take nothing back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rdflib.namespace import NamespaceManager

from kg.check.findings import Finding, Fix, Severity
from kg.check.notation import written_triple
from kg.check.pitfalls.judged import Judged
from kg.check.placing import position_of
from kg.check.vocabulary import Unknown, unknown_terms
from kg.model import Term, Triple
from kg.rdf import KG, RDF

__all__ = ["IDLE", "UNKNOWN", "find_idle", "find_unknown"]

UNKNOWN: Final = "unknown-term"
IDLE: Final = "idle-retraction"


def find_unknown(judged: Judged) -> Iterator[Finding]:
    """A finding for each use of a term that its vocabulary does not have: an error when another one is near."""
    for unknown in unknown_terms(judged.said, judged.data):
        kind, part = ("class", "object") if unknown.is_class else ("property", "predicate")
        meant = judged.written(unknown.meant) if unknown.meant else ""
        hint = f"Did you mean {meant}?" if meant else "Declare it, or correct its name."
        who, what = judged.names.of(unknown.triple[0]), judged.written(unknown.term)
        message = f"{who}: {what} is no {kind} that its vocabulary has. {hint}"
        severity = Severity.ERROR if meant else Severity.WARNING
        fix = _fix(unknown, judged.notation)
        yield replace(judged.finding(UNKNOWN, severity, message, unknown.triple, part, fix), value=unknown.triple[2])


def find_idle(judged: Judged) -> Iterator[Finding]:
    """A warning for each retraction whose triple is not written in the data."""
    data = judged.data
    retractions: list[Term] = sorted(data.subjects(RDF.type, KG.Retraction), key=str)
    for retraction in retractions:
        named = tuple(data.value(retraction, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        if None in named or named in data or not judged.places.holds_subject(retraction):  # type: ignore[operator]
            continue
        position, end_column, excerpt = position_of(judged.places.find_term(retraction))
        triple = " ".join(judged.written(term) for term in named if term is not None)  # type: ignore[arg-type]
        message = f"This takes nothing back: no file says {triple}. What a rule derives goes with its statement."
        yield Finding(IDLE, Severity.WARNING, message, position, end_column, excerpt, focus=retraction)


def _fix(unknown: Unknown, manager: NamespaceManager) -> Fix | None:
    if unknown.meant is None:
        return None
    subject, prop, value = unknown.triple
    mended: Triple = (subject, prop, unknown.meant) if unknown.is_class else (subject, unknown.meant, value)
    steps = (f"remove {written_triple(unknown.triple, manager)}", f"add {written_triple(mended, manager)}")
    return Fix((unknown.triple,), (mended,), steps)
