"""The map on which readings are sought: where one can go from the things a question names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import URIRef

from kg.graph.marks import Marks
from kg.graph.schema import Edge, Schema
from kg.model import Table, Term
from kg.qa.forms import Hop
from kg.rdf import DCTERMS, OWL, RDF, RDFS, SKOS

Place = URIRef | None
"""A class, or None for things without one."""

LITERAL = URIRef("urn:x-kg:literal")
"""The place where a literal value stands; nothing leads on from it but back."""

APPARATUS = (SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept, DCTERMS.license, RDFS.isDefinedBy, OWL.versionInfo)
"""Links that keep a vocabulary in order and say nothing of what it is about."""

EXITS = """SELECT ?x ?p ?forward ?class (COUNT(*) AS ?n) {{ VALUES ?x {{ {terms} }}
  {{ ?x ?p ?y BIND(true AS ?forward) }} UNION {{ ?y ?p ?x BIND(false AS ?forward) }}
  OPTIONAL {{ ?y a ?class }} }} GROUP BY ?x ?p ?forward ?class ORDER BY ?x ?p ?forward ?class"""


@dataclass(frozen=True, slots=True)
class Exit:
    """A hop that leads to things of the class `place`."""

    hop: Hop
    place: Place


@dataclass(frozen=True)
class Terrain:
    """The schema as a map: exits of every class, without what only describes statements or repeats an inverse."""

    schema: Schema
    exits: Mapping[Place, tuple[Exit, ...]]
    hidden: frozenset[URIRef]

    def shown_hop(self, hop: Hop) -> Hop:
        """The same step over the inverse property when it is a backward one and the graph has the inverse."""
        inverse = self.schema.inverses.get(hop.property)
        return Hop(inverse) if inverse is not None and not hop.forward else hop

    def value_exits(self, prop: URIRef) -> tuple[Exit, ...]:
        """From a literal value of a property back to the things that have it."""
        starts = {edge.start for edge in self.schema.edges if edge.predicate == prop and edge.is_literal}
        return tuple(Exit(Hop(prop, forward=False), start) for start in sorted(starts, key=str))

    def thing_exits(self, table: Table) -> dict[Term, tuple[Exit, ...]]:
        """From each thing in the result of the EXITS query to its neighbours' classes."""
        counts: dict[tuple[Term, Hop], dict[Place, int]] = defaultdict(dict)
        for thing, prop, forward, cls, count in table.rows:
            if thing is not None and isinstance(prop, URIRef) and prop not in self.hidden:
                hop = Hop(prop, forward=str(forward) == "true")
                if self._useful(hop):
                    place = cls if isinstance(cls, URIRef) else self._end(hop)
                    counts[thing, hop][place] = int(str(count))
        found: dict[Term, list[Exit]] = defaultdict(list)
        for (thing, hop), places in counts.items():
            usual = {place: count for place, count in places.items() if place in self._ends.get(hop, ())}
            found[thing] += [Exit(hop, place) for place in covering(self.schema, usual or places)]
        return {thing: tuple(exits) for thing, exits in found.items()}

    @cached_property
    def _ends(self) -> Mapping[Hop, frozenset[Place]]:
        """Where each hop leads on the map."""
        found: dict[Hop, set[Place]] = defaultdict(set)
        for ways in self.exits.values():
            for way in ways:
                found[way.hop].add(way.place)
        return {hop: frozenset(places) for hop, places in found.items()}

    def _useful(self, hop: Hop) -> bool:
        return hop.forward or hop.property not in self.schema.inverses

    def _end(self, hop: Hop) -> Place:
        literal = any(edge.is_literal for edge in self.schema.edges if edge.predicate == hop.property)
        return LITERAL if hop.forward and literal else None


def exits_query(terms: Iterable[URIRef]) -> str:
    """The query whose result `Terrain.thing_exits` reads."""
    return EXITS.format(terms=" ".join(term.n3() for term in sorted(terms)))


def survey(schema: Schema, marks: Marks) -> Terrain:
    """The map of a schema."""
    details = {p for p, detail in marks.details.items() if detail not in ("group", "need")}
    stating = {p for part in (RDF.subject, RDF.predicate, RDF.object) for p in schema.below(part, RDFS.subPropertyOf)}
    hidden = frozenset({*details, *stating, *APPARATUS})
    exits: dict[Place, dict[Exit, None]] = defaultdict(dict)
    for edge in _plain_edges(schema, marks, hidden):
        for start, way in _ways(edge):
            if way.hop.forward or way.hop.property not in schema.inverses:
                exits[start][way] = None
    return Terrain(schema, {place: tuple(ways) for place, ways in exits.items()}, hidden)


def covering(schema: Schema, places: Mapping[Place, int], everything: int | None = None) -> tuple[Place, ...]:
    """The fewest classes that say where one is: the narrowest that holds everything, or else the broadest ones.

    `everything` is how many there are altogether, when things of several classes are counted more than once.
    """
    total = max(places.values())
    whole = [place for place, count in places.items() if count == total]
    if len(whole) > 1 or total >= (sum(places.values()) if everything is None else everything):
        return (min(whole, key=lambda place: (schema.classes.get(place, 0) if place else 0, str(place))),)
    held = {place for place in places if place and not schema.within(place).isdisjoint(set(places) - {place})}
    return tuple(sorted((place for place in places if place not in held), key=str))


def _plain_edges(schema: Schema, marks: Marks, hidden: frozenset[URIRef]) -> Iterable[Edge]:
    """The edges that say something of things, each between the classes that cover it."""
    by_property: dict[URIRef, list[Edge]] = defaultdict(list)
    for edge in schema.edges:
        if edge.predicate not in hidden and edge.start not in marks.statements and edge.end not in marks.statements:
            by_property[edge.predicate].append(edge)
    for edges in by_property.values():
        everything = schema.totals.get(edges[0].predicate)
        starts = covering(schema, _totals((edge.start, edge.triples) for edge in edges), everything)
        ends = covering(schema, _totals((_end_place(edge), edge.triples) for edge in edges), everything)
        yield from (edge for edge in edges if edge.start in starts and _end_place(edge) in ends)


def _totals(pairs: Iterable[tuple[Place, int]]) -> dict[Place, int]:
    found: dict[Place, int] = {}
    for place, count in pairs:
        found[place] = max(found.get(place, 0), count)
    return found


def _end_place(edge: Edge) -> Place:
    return LITERAL if edge.is_literal else edge.end


def _ways(edge: Edge) -> Iterable[tuple[Place, Exit]]:
    yield edge.start, Exit(Hop(edge.predicate), _end_place(edge))
    if not edge.is_literal:
        yield edge.end, Exit(Hop(edge.predicate, forward=False), edge.start)
