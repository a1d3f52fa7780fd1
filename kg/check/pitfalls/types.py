"""Things without a type, among things that have one."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from rdflib import URIRef

from kg.check.findings import Finding, Severity
from kg.check.pitfalls.judged import Judged, namespace
from kg.rdf import OWL, RDF

__all__ = ["UNTYPED", "find_untyped"]

UNTYPED: Final = "missing-type"
USUAL: Final = 0.75
FEW: Final = 3
"""So many things of a namespace have to have a type before one without is odd."""


def find_untyped(judged: Judged) -> Iterator[Finding]:
    """A warning for each thing without a type, where at least three in four of its namespace have one.

    What is deprecated may have lost it.
    """
    typed = {id(subject): subject for subject, _, _ in judged.known.get(RDF.type, ())}.values()
    with_type = frozenset(subject for subject in typed if isinstance(subject, URIRef))
    subjects = {id(triple[0]): triple[0] for triples in judged.said.values() for triple in triples}.values()
    gone = {subject for subject, _, _ in judged.known.get(OWL.deprecated, ())}
    without = {subject for subject in subjects if isinstance(subject, URIRef) and subject not in with_type | gone}
    if not without:
        return
    numbers = Counter(namespace(subject) for subject in with_type)
    missing = Counter(namespace(subject) for subject in without)
    for subject in sorted(without):
        number = numbers[namespace(subject)]
        if number >= FEW and number >= USUAL * (number + missing[namespace(subject)]):
            message = f"{judged.names.of(subject)} has no type. Say what kind of thing it is."
            yield judged.missing(UNTYPED, Severity.WARNING, message, (subject, RDF.type))
