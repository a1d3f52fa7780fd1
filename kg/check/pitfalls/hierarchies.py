"""Circles in hierarchies, in which a thing is below itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rdflib import URIRef

from kg.check.findings import Finding, Severity
from kg.check.pitfalls.judged import Judged
from kg.model import Term
from kg.rdf import RDFS, SKOS

__all__ = ["CIRCLE", "find_circles"]

CIRCLE: Final = "hierarchy-cycle"


def find_circles(judged: Judged) -> Iterator[Finding]:
    """An error for each circle of classes, properties or concepts that runs through the judged files, once."""
    for relation in _upward(judged):
        order = {triple: number for number, triple in enumerate(judged.said.get(relation, ()))}
        for circle in _circles(_parents(judged, relation)):
            steps = zip(circle, (*circle[1:], circle[0]), strict=True)
            own = [(child, relation, parent) for child, parent in steps if (child, relation, parent) in order]
            if own:
                first = min(own, key=lambda triple: order[triple])
                start = circle.index(first[0])
                way = [*circle[start:], *circle[:start], first[0]]
                names = " → ".join(judged.names.of(term) for term in way)
                message = f"Going up leads back to where it began: {names}. Take one of the steps out."
                yield judged.finding(CIRCLE, Severity.ERROR, message, first, fix=judged.without(first))


def _upward(judged: Judged) -> Sequence[URIRef]:
    """The relations that lead to what is broader."""
    broader = set(judged.data.transitive_subjects(RDFS.subPropertyOf, SKOS.broader))
    return (RDFS.subClassOf, RDFS.subPropertyOf, *sorted(prop for prop in broader if isinstance(prop, URIRef)))


def _parents(judged: Judged, relation: URIRef) -> Mapping[Term, set[Term]]:
    found: dict[Term, set[Term]] = defaultdict(set)
    for child, _, parent in judged.known.get(relation, ()):
        if isinstance(child, URIRef) and isinstance(parent, URIRef):
            found[child].add(parent)
    return found


def _circles(parents: Mapping[Term, set[Term]]) -> Iterator[list[Term]]:
    """Circles that have no step in common, each from its first thing on."""
    left = _without_ends(parents)
    done: set[Term] = set()
    for start in sorted(left):
        way: dict[Term, None] = {}
        here: Term | None = start
        while here is not None and here not in way and here not in done:
            way[here] = None
            here = min(left.get(here, ()), default=None)
        if here is not None and here in way:
            yield list(way)[list(way).index(here) :]
        done |= way.keys()


def _without_ends(parents: Mapping[Term, set[Term]]) -> Mapping[Term, set[Term]]:
    """Only the things from which going up never ends."""
    left = {child: set(above) for child, above in parents.items()}
    ends = {parent for above in left.values() for parent in above} - left.keys()
    while ends:
        for above in left.values():
            above -= ends
        ends = {child for child, above in left.items() if not above}
        for child in ends:
            del left[child]
    return left
