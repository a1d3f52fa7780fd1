"""Properties and classes that no vocabulary declares, though it declares their like: most often misspelt ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDFS, SH, SKOS, VOID, DefinedNamespace

from kg.model import Triple
from kg.rdf import RDF, local_name

__all__ = ["Unknown", "unknown_terms"]

CLOSED: Final[tuple[type[DefinedNamespace], ...]] = (DCAT, DCTERMS, OWL, PROV, RDFS, SH, SKOS, VOID)
"""Well-known vocabularies whose terms are all known."""
CLASSES: Final = (OWL.Class, RDFS.Class)
PROPERTIES: Final = (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
NEAR: Final = 80.0
"""Names that are less alike than this, in hundredths, are not taken for one another."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A triple with a property or class that its vocabulary does not have; `meant` is the nearest that it has."""

    triple: Triple
    term: URIRef
    is_class: bool
    meant: URIRef | None


def unknown_terms(triples: Iterable[Triple], data: Graph) -> Iterator[Unknown]:
    """The triples that use an unknown term, in their order.

    A vocabulary is judged when it is one of the well-known ones, or when the data declare some of its terms.
    """
    judge = _Judge(_declared(data, PROPERTIES), _declared(data, CLASSES))
    for triple in triples:
        _, prop, value = triple
        if isinstance(prop, URIRef) and not judge.knows_property(prop):
            yield Unknown(triple, prop, is_class=False, meant=_nearest(prop, judge.properties))
        if prop == RDF.type and isinstance(value, URIRef) and not judge.knows_class(value):
            yield Unknown(triple, value, is_class=True, meant=_nearest(value, judge.classes))


Declared = Mapping[str, frozenset[str]]
"""For each namespace, the local names that are declared in it."""


@dataclass(frozen=True, slots=True)
class _Judge:
    """Knows what is declared; a namespace without a declaration of the kind is not judged."""

    properties: Declared
    classes: Declared

    def knows_property(self, term: URIRef) -> bool:
        return _is_known(term, self.properties)

    def knows_class(self, term: URIRef) -> bool:
        return _is_known(term, self.classes)


def _is_known(term: URIRef, declared: Declared) -> bool:
    for vocabulary in CLOSED:
        if term.startswith(str(vocabulary)):
            return term in vocabulary
    local = local_name(term)
    names = declared.get(term[: -len(local)])
    return names is None or local in names


def _declared(data: Graph, kinds: Iterable[URIRef]) -> Declared:
    found: dict[str, set[str]] = {}
    for kind in kinds:
        for term in data.subjects(RDF.type, kind):
            if isinstance(term, URIRef):
                local = local_name(term)
                found.setdefault(term[: -len(local)], set()).add(local)
    return {space: frozenset(names) for space, names in found.items()}


def _nearest(term: URIRef, declared: Declared) -> URIRef | None:
    local = local_name(term)
    space = term[: -len(local)]
    closed = next((vocabulary for vocabulary in CLOSED if space == str(vocabulary)), None)
    names = [local_name(str(known)) for known in dir(closed)] if closed is not None else list(declared.get(space, ()))
    best = process.extractOne(local, sorted(names), scorer=fuzz.ratio, score_cutoff=NEAR)
    return URIRef(space + best[0]) if best else None
