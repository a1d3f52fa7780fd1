"""Domains and ranges: several that all hold at once, or none where the others of the vocabulary have one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rdflib import URIRef

from kg.check.findings import Finding, Severity
from kg.check.pitfalls.judged import Judged, namespace
from kg.model import Term
from kg.rdf import OWL, RDFS, SCHEMA

__all__ = ["OPEN", "OVERLOADED", "ends_of", "find_open", "find_overloaded"]

OVERLOADED: Final = {RDFS.domain: "several-domains", RDFS.range: "several-ranges"}
OPEN: Final = {RDFS.domain: "missing-domain", RDFS.range: "missing-range"}
WORDS: Final = {RDFS.domain: "domain", RDFS.range: "range"}
LOOSELY: Final = {
    RDFS.domain: (SCHEMA.domainIncludes, URIRef("http://schema.org/domainIncludes")),
    RDFS.range: (SCHEMA.rangeIncludes, URIRef("http://schema.org/rangeIncludes")),
}
OTHER: Final = {RDFS.domain: RDFS.range, RDFS.range: RDFS.domain}
USUAL: Final = 0.5
"""Where fewer of a vocabulary's properties have a domain, none of them is missed."""


def find_overloaded(judged: Judged) -> Iterator[Finding]:
    """A warning for each property with two domains, or ranges, of which none is within the other."""
    for prop in judged.properties:
        for side, rule in OVERLOADED.items():
            ends = [end for end in sorted(judged.data.objects(prop, side), key=str) if isinstance(end, URIRef)]
            apart = [end for end in ends if not any(_is_within(judged, end, other) for other in ends if other != end)]
            if len(apart) < 2:
                continue
            names = " and ".join(judged.names.of(end) for end in apart)
            word, whose = WORDS[side], judged.names.of(prop)
            message = f"“{whose}” has several {word}s, so that each {_bearer(side)} is {names} at once. Keep one"
            hint = f"{message}, or their union (owl:unionOf)."
            own = [triple for triple in judged.said.get(side, ()) if triple[0] == prop and triple[2] in apart]
            if own:
                yield judged.finding(rule, Severity.WARNING, hint, own[-1])


def find_open(judged: Judged) -> Iterator[Finding]:
    """A note for each property without a domain or range, where most of its vocabulary have one."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    for side, rule in OPEN.items():
        for group in _by_vocabulary([prop for prop in judged.properties if judged.is_a(prop, *kinds)]):
            without = [prop for prop in group if not ends_of(judged, prop, side)]
            if len(group) - len(without) < USUAL * len(group):
                continue
            for prop in without:
                message = f"“{judged.names.of(prop)}” has no {WORDS[side]}. Say what kind of thing it {_verb(side)}."
                yield judged.missing(rule, Severity.INFO, message, (prop, side))


def ends_of(judged: Judged, prop: Term, side: URIRef) -> frozenset[Term]:
    """The domains or ranges of a property: its own, a broader property's, or the other side of its inverse."""
    found: set[Term] = set()
    for broader in judged.data.transitive_objects(prop, RDFS.subPropertyOf):
        for said in (side, *LOOSELY[side]):
            found |= set(judged.data.objects(broader, said))
        inverses = {*judged.data.objects(broader, OWL.inverseOf), *judged.data.subjects(OWL.inverseOf, broader)}
        for inverse in inverses:
            for said in (OTHER[side], *LOOSELY[OTHER[side]]):
                found |= set(judged.data.objects(inverse, said))
    if side == RDFS.range and judged.is_a(prop, OWL.SymmetricProperty):
        found |= {end for said in (RDFS.domain, *LOOSELY[RDFS.domain]) for end in judged.data.objects(prop, said)}
    return frozenset(found)


def _is_within(judged: Judged, narrow: Term, broad: Term) -> bool:
    return broad != narrow and broad in set(judged.data.transitive_objects(narrow, RDFS.subClassOf))


def _by_vocabulary(props: Sequence[URIRef]) -> list[list[URIRef]]:
    found: dict[str, list[URIRef]] = defaultdict(list)
    for prop in props:
        found[namespace(prop)].append(prop)
    return list(found.values())


def _bearer(side: URIRef) -> str:
    return "thing that has it" if side == RDFS.domain else "value"


def _verb(side: URIRef) -> str:
    return "belongs to" if side == RDFS.domain else "leads to"
