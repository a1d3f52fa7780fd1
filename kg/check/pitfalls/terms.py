"""Terms that no vocabulary has, and retractions that take nothing back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from rdflib.namespace import NamespaceManager

from kg.check.findings import Finding, Fix, Severity
from kg.check.notation import written_triple
from kg.check.pitfalls.judged import Judged
from kg.check.placing import position_of
from kg.check.vocabulary import Unknown, unknown_terms
from kg.model import Term
from kg.rdf import KG, RDF

__all__ = ["IDLE", "UNKNOWN", "find_idle", "find_unknown"]

UNKNOWN: Final = "unknown-term"
IDLE: Final = "idle-retraction"
FEW: Final = 3
"""More triples than these are told together."""


def find_unknown(judged: Judged) -> Iterator[Finding]:
    """A finding for each place of a term that its vocabulary does not have: an error when another one is near."""
    for same in _by_place(unknown_terms(judged.said, judged.data), judged):
        unknown = same[0]
        kind, part = ("class", "object") if unknown.is_class else ("property", "predicate")
        meant = judged.written(unknown.meant) if unknown.meant else ""
        hint = f"Did you mean {meant}?" if meant else "Declare it, or correct its name."
        who, what = judged.names.of(unknown.triple[0]), judged.written(unknown.term)
        message = f"{who}: {what} is no {kind} that its vocabulary has. {hint}"
        severity = Severity.ERROR if meant else Severity.WARNING
        finding = judged.finding(UNKNOWN, severity, message, unknown.triple, part, _fix(same, judged.notation))
        yield replace(finding, value=unknown.triple[2], meant=unknown.meant)


def _by_place(unknowns: Iterable[Unknown], judged: Judged) -> Iterable[Sequence[Unknown]]:
    """Together what one word in a file says: a property with all its values."""
    found: dict[object, list[Unknown]] = {}
    for unknown in unknowns:
        subject, predicate, value = unknown.triple
        spot = judged.places.find_triple(unknown.triple, "predicate")
        place = (spot[0].source.path, spot[1]) if spot and spot[1] else value
        key = (subject, value) if unknown.is_class else (subject, predicate, place)
        found.setdefault(key, []).append(unknown)
    return found.values()


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


def _fix(same: Sequence[Unknown], manager: NamespaceManager) -> Fix | None:
    meant = same[0].meant
    if meant is None:
        return None
    removes = tuple(unknown.triple for unknown in same)
    adds = tuple((s, p, meant) if same[0].is_class else (s, meant, o) for s, p, o in removes)
    if len(removes) > FEW:
        whose, wrong, right = (term.n3(manager) for term in (removes[0][0], same[0].term, meant))
        return Fix(removes, adds, (f"write {right} for {wrong} in {len(removes)} triples of {whose}",))
    steps = (("remove", removes), ("add", adds))
    return Fix(removes, adds, tuple(f"{verb} {written_triple(t, manager)}" for verb, said in steps for t in said))
