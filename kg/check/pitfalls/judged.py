"""The files that are judged, in the light of all that is known."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import NamespaceManager

from kg.check.files import Language
from kg.check.findings import Finding, Fix, Severity
from kg.check.memory import MemoryGraph
from kg.check.names import Names
from kg.check.notation import notation, written_triple
from kg.check.placing import Places, position_of
from kg.check.reading import Reading
from kg.model import Term, Triple
from kg.rdf import OWL, PREFIXES, RDF, RDFS, SKOS, local_name
from kg.turtle.prefixes import Declared, declared_prefixes

__all__ = ["CLASSES", "PROPERTIES", "ByProperty", "Judged", "namespace"]

CLASSES: Final = (OWL.Class, RDFS.Class)
PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
ByProperty = Mapping[Term, Sequence[Triple]]
"""Triples for each property."""
WITH_PREFIXES: Final = (Language.TURTLE, Language.TRIG)


class Judged:
    """What the judged files say, and where; `data` are these and all that is known besides."""

    def __init__(self, readings: Sequence[Reading], data: MemoryGraph, shapes: Graph) -> None:
        self.readings, self.data = tuple(readings), data
        self.places = Places(self.readings, shapes)
        self.names = Names((data, shapes))

    @cached_property
    def said(self) -> ByProperty:
        """All that the judged files say, by property and in their order."""
        return _by_property(triple for reading in self.readings for triple in reading.triples)

    @cached_property
    def known(self) -> ByProperty:
        """All that is known, by property."""
        return _by_property(self.data.everything())

    @cached_property
    def prefixes(self) -> tuple[tuple[Reading, tuple[Declared, ...]], ...]:
        """The prefixes that each judged file declares."""
        files = (reading for reading in self.readings if reading.source.language in WITH_PREFIXES)
        return tuple((reading, declared_prefixes(reading.lines.text)) for reading in files)

    @cached_property
    def notation(self) -> NamespaceManager:
        """How terms are written in what a person reads: as the files write them."""
        own = {found.prefix: found.namespace for _, declared in reversed(self.prefixes) for found in declared}
        return notation({**PREFIXES, **own})

    @cached_property
    def classes(self) -> tuple[URIRef, ...]:
        """The classes that the judged files declare."""
        return self._declared(CLASSES)

    @cached_property
    def properties(self) -> tuple[URIRef, ...]:
        """The properties that the judged files declare."""
        return self._declared(PROPERTIES)

    @cached_property
    def concepts(self) -> tuple[URIRef, ...]:
        """The concepts that the judged files declare."""
        return self._declared((SKOS.Concept,))

    def is_a(self, term: Term, *kinds: URIRef) -> bool:
        """Whether a thing is declared to be of one of these kinds."""
        return any((term, RDF.type, kind) in self.data for kind in kinds)

    def written(self, term: Term) -> str:
        """A term as the files write it."""
        return term.n3(self.notation)

    def finding(
        self, rule: str, severity: Severity, message: str, triple: Triple, part: str = "object", fix: Fix | None = None
    ) -> Finding:
        """A finding at a part of a triple that the judged files hold; it is about the triple's subject."""
        position, end_column, excerpt = position_of(self.places.find_triple(triple, part))
        subject, predicate, value = triple
        return Finding(
            rule, severity, message, position, end_column, excerpt, subject, predicate, value, fix=fix
        )  # fmt: skip

    def without(self, triple: Triple) -> Fix:
        """A fix that takes a triple out, if a person finds that right."""
        return Fix((triple,), steps=(f"remove {written_triple(triple, self.notation)}",), sure=False)

    def missing(
        self, rule: str, severity: Severity, message: str, lacking: tuple[Term, URIRef], fix: Fix | None = None
    ) -> Finding:
        """A finding that a thing lacks a property, where the thing is introduced."""
        position, end_column, excerpt = position_of(self.places.find_term(lacking[0]))
        return Finding(rule, severity, message, position, end_column, excerpt, *lacking, fix=fix)

    def _declared(self, kinds: Iterable[URIRef]) -> tuple[URIRef, ...]:
        wanted = frozenset(kinds)
        typed = self.said.get(RDF.type, ())
        return tuple(dict.fromkeys(s for s, _, kind in typed if isinstance(s, URIRef) and kind in wanted))


def _by_property(triples: Iterable[Triple]) -> ByProperty:
    """Grouped by the object that a property is, since rdflib takes long to hash a term; most are one object."""
    groups: dict[int, list[Triple]] = {}
    for triple in triples:
        group = groups.get(id(triple[1]))
        if group is None:
            group = groups[id(triple[1])] = []
        group.append(triple)
    found: dict[Term, list[Triple]] = {}
    for group in groups.values():
        found.setdefault(group[0][1], []).extend(group)
    return found


def namespace(term: str) -> str:
    """The part of an IRI before its local name."""
    return term[: -len(local_name(term))]
