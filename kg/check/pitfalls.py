"""What shapes do not judge and a person would: unknown terms, and retractions that take nothing back."""

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import Graph
from rdflib.namespace import NamespaceManager

from kg.check.findings import Finding, Fix, Severity
from kg.check.names import Names
from kg.check.notation import notation, written_triple
from kg.check.placing import Places, position_of
from kg.check.vocabulary import Unknown, unknown_terms
from kg.model import Term, Triple
from kg.rdf import KG, RDF

__all__ = ["IDLE", "UNKNOWN", "find_idle", "find_unknown"]

UNKNOWN: Final = "unknown-term"
IDLE: Final = "idle-retraction"


def find_unknown(triples: Iterable[Triple], data: Graph, places: Places, names: Names) -> Iterator[Finding]:
    """A finding for each use of a term that its vocabulary does not have: an error when another one is near."""
    manager = notation(data=data)
    for unknown in unknown_terms(triples, data):
        subject, prop, value = unknown.triple
        spot = places.find_triple(unknown.triple, "object" if unknown.is_class else "predicate")
        position, end_column, excerpt = position_of(spot)
        kind = "class" if unknown.is_class else "property"
        written = unknown.term.n3(manager)
        hint = f" Did you mean {unknown.meant.n3(manager)}?" if unknown.meant else " Declare it, or correct its name."
        yield Finding(
            UNKNOWN,
            Severity.ERROR if unknown.meant else Severity.WARNING,
            f"{names.of(subject)}: {written} is no {kind} that its vocabulary has.{hint}",
            position,
            end_column,
            excerpt,
            focus=subject,
            path=prop,
            value=value,
            fix=_fix(unknown, manager),
        )


def find_idle(data: Graph, places: Places) -> Iterator[Finding]:
    """A warning for each retraction whose triple is not written in the data."""
    manager = notation(data=data)
    retractions: list[Term] = sorted(data.subjects(RDF.type, KG.Retraction), key=str)  # type: ignore[arg-type]
    for retraction in retractions:
        named = tuple(data.value(retraction, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        if None in named or named in data or not places.holds_subject(retraction):  # type: ignore[operator]
            continue
        position, end_column, excerpt = position_of(places.find_term(retraction))
        triple = " ".join(term.n3(manager) for term in named if term is not None)
        message = f"This takes nothing back: no file says {triple}. What a rule derives goes with its statement."
        yield Finding(IDLE, Severity.WARNING, message, position, end_column, excerpt, focus=retraction)


def _fix(unknown: Unknown, manager: NamespaceManager) -> Fix | None:
    if unknown.meant is None:
        return None
    subject, prop, value = unknown.triple
    mended: Triple = (subject, prop, unknown.meant) if unknown.is_class else (subject, unknown.meant, value)
    steps = (f"remove {written_triple(unknown.triple, manager)}", f"add {written_triple(mended, manager)}")
    return Fix((unknown.triple,), (mended,), steps)
