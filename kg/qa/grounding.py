"""Ground: what is looked up about the things that a question may name, before it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.model import Term
from kg.protocols import QueryRunner
from kg.qa.lookups import TYPES
from kg.qa.reading import Mention
from kg.qa.terrain import Exit, Terrain, exits_query

GROUNDED = 80
LINKS = "SELECT ?a ?p ?b {{ VALUES ?a {{ {terms} }} VALUES ?b {{ {terms} }} ?a ?p ?b }} ORDER BY ?a ?p ?b"


@dataclass(frozen=True)
class Ground:
    """Where the things that a question may name lead, what directly joins them, and their classes."""

    exits: Mapping[Term, tuple[Exit, ...]]
    links: frozenset[tuple[Term, URIRef, Term]]
    types: Mapping[Term, frozenset[URIRef]]


def look_up(runner: QueryRunner, terrain: Terrain, mentions: Sequence[Mention]) -> Ground:
    """The ground of a question's mentions, by three bounded queries."""
    entries = [c.entry for mention in mentions for c in mention.candidates]
    things = dict.fromkeys(e.term for e in entries if e.kind is Kind.ENTITY and isinstance(e.term, URIRef))
    terms = list(things)[:GROUNDED]
    if not terms:
        return Ground({}, frozenset(), {})
    listed = " ".join(term.n3() for term in sorted(terms))
    found = runner.run(LINKS.format(terms=listed)).rows
    links = {(s, p, o) for s, p, o in found if s and o and isinstance(p, URIRef)}
    types: dict[Term, set[URIRef]] = {}
    for thing, cls in runner.run(TYPES.format(terms=listed)).rows:
        if thing is not None and isinstance(cls, URIRef):
            types.setdefault(thing, set()).add(cls)
    exits = terrain.thing_exits(runner.run(exits_query(terms)))
    return Ground(exits, frozenset(links), {thing: frozenset(classes) for thing, classes in types.items()})
