"""Properties and classes that no vocabulary declares, though it declares their like: most often misspelt ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, PROV, RDFS, SH, SKOS, VOID, DefinedNamespace

from kg.check.notation import nearest
from kg.model import Term, Triple
from kg.rdf import RDF, local_name

__all__ = ["Unknown", "unknown_terms"]

CLOSED: Final[tuple[type[DefinedNamespace], ...]] = (DCAT, DCTERMS, OWL, PROV, RDFS, SH, SKOS, VOID)
"""Well-known vocabularies whose terms are all known."""
CLASSES: Final = (OWL.Class, RDFS.Class)
PROPERTIES: Final = (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A triple with a property or class that its vocabulary does not have; `meant` is the nearest that it has."""

    triple: Triple
    term: URIRef
    is_class: bool
    meant: URIRef | None


def unknown_terms(said: Mapping[Term, Sequence[Triple]], data: Graph) -> Iterator[Unknown]:
    """The triples, given by property, that use an unknown term.

    A vocabulary is judged when it is one of the well-known ones, or when the data declare some of its terms.
    """
    for prop, (itself, meant) in _unknown(said, _declared(data, PROPERTIES)).items():
        for triple in said[prop]:
            yield Unknown(triple, itself, is_class=False, meant=meant)
    typed = said.get(RDF.type, ())
    odd = _unknown({kind for _, _, kind in typed}, _declared(data, CLASSES))
    for triple in typed if odd else ():
        if triple[2] in odd:
            yield Unknown(triple, odd[triple[2]][0], is_class=True, meant=odd[triple[2]][1])


Declared = Mapping[str, frozenset[str]]
"""For each namespace, the local names that are declared in it."""


def _unknown(terms: Iterable[Term], declared: Declared) -> dict[Term, tuple[URIRef, URIRef | None]]:
    """The terms that are not known, each with itself and the nearest that is."""
    odd = [term for term in terms if isinstance(term, URIRef) and not _is_known(term, declared)]
    return {term: (term, _nearest(term, declared)) for term in odd}


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
    best = nearest(local, names)
    return URIRef(space + best) if best else None
