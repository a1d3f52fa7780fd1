"""Descriptions: which thing a name names, and what is said of it."""

from collections.abc import Callable, Sequence

from rdflib import URIRef

from kg.errors import NotFound
from kg.graph.lexicon import Kind, Lexicon
from kg.graph.provenance import Provenance
from kg.graph.schema import Schema, is_meta
from kg.graph.words import fold, normal_form
from kg.model import Description, NamedTerm, Table, Triple
from kg.protocols import QueryRunner
from kg.qa.index import GraphIndex
from kg.qa.proof import Prover
from kg.qa.terrain import survey
from kg.rdf import PREFIXES, RDF

FACTS = """SELECT ?s ?p ?o {{ {{ BIND({thing} AS ?s) ?s ?p ?o }} UNION {{ BIND({thing} AS ?o) ?s ?p ?o }} }}
ORDER BY ?p ?s ?o"""
Nearest = Callable[[str], tuple[NamedTerm, ...]]
"""Finds the known things whose names mean about the same as a text."""
ILLEGAL = frozenset(' <>"{}|\\^`')


class Describer:
    """Finds what a name names and gathers what is said of it, with its origin."""

    def __init__(
        self, index: GraphIndex, runner: QueryRunner, provenance: Provenance, prover: Prover, nearest: Nearest
    ) -> None:
        self._index, self._runner = index, runner
        self._provenance, self._prover, self._nearest = provenance, prover, nearest
        self._hidden = survey(index.schema, index.marks).hidden

    def describe(self, name: str) -> Description:
        """Everything said of the thing that an IRI, a prefixed name or a label names.

        Raises NotFound when nothing is called that, or more than one thing is.
        """
        things = named_things(self._index.lexicon, name)
        if len(things) != 1:
            raise self._not_found(name, things)
        (thing,) = things
        table = self._runner.run(facts_query(thing))
        triples = facts_of(table, thing, self._index.schema, self._hidden)
        if not triples:
            raise self._not_found(name, ())
        facts = self._prover.prove(self._provenance.statements(triples), {})
        return Description(self._prover.namer.named(thing), facts, table.truncated, self._index.digest)

    def _not_found(self, name: str, things: Sequence[URIRef]) -> NotFound:
        if things:
            labels = [f"{self._prover.namer.name(thing)} ({thing})" for thing in things]
            return NotFound(f"{name!r} may mean {' or '.join(labels)}.", "Name it by its IRI.", tuple(map(str, things)))
        near = self._nearest(name)
        hint = f"The nearest: {', '.join(thing.label for thing in near)}." if near else ""
        return NotFound(f"Nothing is called {name!r}.", hint, tuple(str(thing.term) for thing in near))


def named_things(lexicon: Lexicon, name: str) -> tuple[URIRef, ...]:
    """The things that an IRI (bare or in angle brackets), a prefixed name or a label names: those it fits best."""
    text = name.strip()
    iri = _iri(text)
    if iri is not None:
        return (iri,)
    entries = [e for e in lexicon.by_key.get(normal_form(text), ()) if e.kind is not Kind.VALUE]
    exact = [e for e in entries if fold(e.text) == fold(text)] or entries
    things = [e for e in exact if e.kind is Kind.ENTITY] or exact
    best = max((entry.weight for entry in things), default=0.0)
    return tuple(dict.fromkeys(URIRef(str(entry.term)) for entry in things if entry.weight == best))


def _iri(text: str) -> URIRef | None:
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, rest = bare.partition(":")
    full = PREFIXES[prefix] + rest if colon and prefix in PREFIXES else bare
    is_iri = "://" in full or full.startswith("urn:")
    return URIRef(full) if is_iri and ILLEGAL.isdisjoint(full) else None


def facts_query(thing: URIRef) -> str:
    """The query for every triple that a thing is in."""
    return FACTS.format(thing=thing.n3())


def facts_of(table: Table, thing: URIRef, schema: Schema, hidden: frozenset[URIRef]) -> tuple[Triple, ...]:
    """The triples worth telling: not those that keep the vocabulary or describe statements, nor what is told outward.

    A triple that leads to the thing is left out when the thing says the same by the inverse or a symmetric property.
    """
    said = {(s, p, o) for s, p, o in table.rows if s is not None and o is not None and isinstance(p, URIRef)}
    plain = [t for t in said if t[1] not in hidden and (t[1] == RDF.type or not is_meta(t[1]))]
    kept = [t for t in plain if t[0] == thing or (thing, schema.inverses.get(t[1], t[1]), t[0]) not in said]
    return tuple(sorted(kept, key=lambda t: (str(t[1]), str(t[0]), str(t[2]))))
