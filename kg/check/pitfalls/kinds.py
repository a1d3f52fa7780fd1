"""Values of the wrong kind: a text where the property leads to things, a thing where it leads to texts."""

from collections.abc import Iterator
from typing import Final

from rdflib import Literal

from kg.check.findings import Finding, Severity
from kg.check.pitfalls.judged import Judged
from kg.rdf import OWL

__all__ = ["KIND", "find_kinds"]

KIND: Final = "value-kind"


def find_kinds(judged: Judged) -> Iterator[Finding]:
    """A warning for each value that its property, as it is declared, cannot have."""
    for prop, triples in judged.said.items():
        to_things, to_texts = (judged.is_a(prop, kind) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty))
        if to_things == to_texts:
            continue
        wanted = "a thing, by its IRI" if to_things else "a text, a number or another literal"
        for triple in triples:
            if isinstance(triple[2], Literal) == to_things:
                who, name, shown = (judged.names.of(term) for term in triple)
                message = f"{who}: “{name}” takes {wanted}, and {shown} is none."
                yield judged.finding(KIND, Severity.WARNING, message, triple)
