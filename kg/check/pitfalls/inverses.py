"""Inverses that cannot be right, and pairs of properties that look like inverses and are not declared so."""

import re
from collections.abc import Iterator
from typing import Final

from rdflib import URIRef

from kg.check.findings import Finding, Fix, Severity
from kg.check.notation import written_triple
from kg.check.pitfalls.judged import Judged, namespace
from kg.model import Term, Triple
from kg.rdf import OWL, RDF, RDFS, local_name

__all__ = ["MISSING", "TRAIT", "WRONG", "find_inverses", "find_one_sided"]

WRONG: Final = "wrong-inverse"
MISSING: Final = "missing-inverse"
TRAIT: Final = "wrong-characteristic"
TRAITS: Final[dict[Term, str]] = {OWL.SymmetricProperty: "symmetric", OWL.TransitiveProperty: "transitive"}
GENERAL: Final = frozenset({OWL.Thing, RDFS.Resource})
HAS: Final = re.compile(r"has([A-Z]\w*)")


def find_inverses(judged: Judged) -> Iterator[Finding]:
    """A warning for each declaration of an inverse, or of a symmetric or transitive property, that cannot be meant."""
    for triple in judged.said.get(OWL.inverseOf, ()):
        contradiction = _contradiction(judged, triple[0], triple[2])
        if contradiction:
            yield judged.finding(WRONG, Severity.WARNING, contradiction, triple, fix=judged.without(triple))
    for triple in judged.said.get(RDF.type, ()):
        if triple[2] in TRAITS and _leads_away(judged, triple[0]):
            message = (
                f"“{judged.names.of(triple[0])}” is declared {TRAITS[triple[2]]}, yet its domain and its range have "
                "nothing in common. Take the declaration out, or correct the domain or range."
            )
            yield judged.finding(TRAIT, Severity.WARNING, message, triple, fix=judged.without(triple))


def find_one_sided(judged: Judged) -> Iterator[Finding]:
    """A note for two properties that by their names and ends are each other's way back, without saying so."""
    known = set(judged.data.subjects(RDF.type, OWL.ObjectProperty))
    linked = {term for subject, _, value in judged.known.get(OWL.inverseOf, ()) for term in (subject, value)}
    told: set[URIRef] = set()
    for prop in judged.properties:
        if prop not in known or prop in linked or prop in told:
            continue
        back = next((found for found in _way_back(prop) if found in known and found not in linked), None)
        if back is None or _contradiction(judged, prop, back):
            continue
        told |= {prop, back}
        added: Triple = (prop, OWL.inverseOf, back)
        fix = Fix(adds=(added,), steps=(f"add {written_triple(added, judged.notation)}",), sure=False)
        message = f"“{judged.names.of(prop)}” and “{judged.names.of(back)}” look like each other's inverse. Say so."
        declared = next(triple for triple in judged.said[RDF.type] if triple[0] == prop)
        yield judged.finding(MISSING, Severity.INFO, message, declared, "subject", fix)


def _contradiction(judged: Judged, prop: Term, inverse: Term) -> str:
    """Why two properties cannot be each other's inverse, empty when they can."""
    name, other = judged.names.of(prop), judged.names.of(inverse)
    if prop == inverse:
        return f"“{name}” is its own inverse. Declare it owl:SymmetricProperty instead."
    if judged.is_a(inverse, OWL.DatatypeProperty) or judged.is_a(prop, OWL.DatatypeProperty):
        return f"“{name}” and “{other}” cannot be inverse: one of them leads to texts, from which nothing leads back."
    for side, far in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
        mine, theirs = set(judged.data.objects(prop, side)), set(judged.data.objects(inverse, far))
        if _apart(judged, frozenset(mine), frozenset(theirs)):
            ends = f"the {local_name(side)} of the one and the {local_name(far)} of the other"
            return f"“{name}” and “{other}” cannot be inverse: {ends} have nothing in common."
    return ""


def _leads_away(judged: Judged, prop: Term) -> bool:
    return _apart(judged, *(frozenset(judged.data.objects(prop, side)) for side in (RDFS.domain, RDFS.range)))


def _apart(judged: Judged, ones: frozenset[Term], others: frozenset[Term]) -> bool:
    """Whether two ends are known and no class of one is within a class of the other, or the other way round."""
    known = ones and others and all(isinstance(term, URIRef) for term in ones | others)
    if not known or (ones | others) & GENERAL:
        return False
    return not any(_related(judged, one, other) for one in ones for other in others)


def _related(judged: Judged, one: Term, other: Term) -> bool:
    above = [set(judged.data.transitive_objects(term, RDFS.subClassOf)) for term in (one, other)]
    return other in above[0] or one in above[1] or bool(above[0] & above[1])


def _way_back(prop: URIRef) -> Iterator[URIRef]:
    """What the inverse of a property is usually called: hasPart and partOf, governs and governedBy."""
    local = local_name(prop)
    has = HAS.fullmatch(local)
    if has:
        names = [f"{_small(has[1])}Of", f"is{has[1]}Of"]
    elif local.endswith("s") and len(local) > 2:
        passive = [f"{local[:-1]}edBy", f"{local[:-1]}dBy", f"{local[:-2]}edBy"]
        names = [*passive, *(f"is{name[0].upper()}{name[1:]}" for name in passive)]
    else:
        names = []
    yield from (URIRef(namespace(prop) + name) for name in names)


def _small(name: str) -> str:
    return name[0].lower() + name[1:]
