"""Look-ups: what a graph says of a few things at once, each by one bounded query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.graph.marks import Marks
from kg.model import Term
from kg.protocols import QueryRunner
from kg.qa.forms import Hop

TYPES = "SELECT ?x ?class {{ VALUES ?x {{ {terms} }} ?x a ?class }} ORDER BY ?x ?class"
GROUPS = "SELECT ?x ?group {{ VALUES ?x {{ {terms} }} VALUES ?p {{ {properties} }} ?x ?p ?group }} ORDER BY ?x ?group"
BEARERS = "SELECT ?x {{ VALUES (?p ?value) {{ {pairs} }} ?x ?p ?value FILTER(isIRI(?x)) }} ORDER BY ?x LIMIT 50"
FACETS = """SELECT ?x ?p ?out ?y {{ VALUES ?x {{ {terms} }} {targets}
  {{ ?x ?p ?y BIND(true AS ?out) }} UNION {{ ?y ?p ?x BIND(false AS ?out) }} }} ORDER BY ?p ?out ?y ?x"""
MAX_THINGS, MAX_TOLD = 200, 2_000
"""Of so many things all facets are looked up, and of so many those with a few targets."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A thing, class or value that some of several things are joined with by one hop, and which of them are."""

    hop: Hop
    value: URIRef | Literal
    things: frozenset[Term]


@dataclass(frozen=True)
class Lookups:
    """Looks things up in one graph."""

    runner: QueryRunner
    marks: Marks

    def classes(self, things: Collection[Term]) -> dict[Term, frozenset[URIRef]]:
        """The classes that the graph states of each thing."""
        found: dict[Term, set[URIRef]] = defaultdict(set)
        listed = _listed(things)
        for thing, cls in self.runner.run(TYPES.format(terms=listed)).rows if listed else ():
            if thing is not None and isinstance(cls, URIRef):
                found[thing].add(cls)
        return {thing: frozenset(classes) for thing, classes in found.items()}

    def groups(self, things: Collection[URIRef]) -> dict[Term, Term]:
        """In which group each thing is, where the ontology groups things."""
        properties = self.marks.properties("group")
        if not (properties and things):
            return {}
        query = GROUPS.format(terms=_listed(things), properties=_listed(properties))
        found: dict[Term, Term] = {}
        for thing, group in self.runner.run(query).rows:
            if thing is not None and group is not None:
                found.setdefault(thing, group)
        return found

    def notices(self, things: Collection[URIRef]) -> tuple[str, ...]:
        """What has to be said where these things are shown."""
        notices = self.marks.notices
        if not (notices and things):
            return ()
        classes = {cls for found in self.classes(things).values() for cls in found}
        return tuple(sorted({notices[cls] for cls in classes if cls in notices}))

    def bearers(self, values: Iterable[tuple[URIRef, Literal]]) -> tuple[URIRef, ...]:
        """The things that have one of these values of these properties."""
        pairs = " ".join(f"({prop.n3()} {value.n3()})" for prop, value in sorted(set(values)))
        rows = self.runner.run(BEARERS.format(pairs=pairs)).rows if pairs else ()
        return tuple(thing for (thing,) in rows if isinstance(thing, URIRef))

    def facets(self, things: Sequence[Term], targets: Collection[Term] = ()) -> tuple[Facet, ...]:
        """What these things are joined with: all of it, or the targets only."""
        listed = _listed(things[: MAX_TOLD if targets else MAX_THINGS])
        held = f"VALUES ?y {{ {_listed(targets)} }}" if targets else ""
        found: dict[tuple[Hop, URIRef | Literal], set[Term]] = defaultdict(set)
        for thing, prop, out, value in (
            self.runner.run(FACETS.format(terms=listed, targets=held)).rows if listed else ()
        ):
            if thing is not None and isinstance(prop, URIRef) and isinstance(value, (URIRef, Literal)):
                found[Hop(prop, str(out) == "true"), value].add(thing)
        return tuple(Facet(hop, value, frozenset(held)) for (hop, value), held in found.items())


def _listed(terms: Iterable[Term]) -> str:
    """Terms as a query lists them; blank nodes cannot be named there."""
    return " ".join(term.n3() for term in sorted(set(terms)) if isinstance(term, (URIRef, Literal)))
