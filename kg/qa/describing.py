"""Descriptions: which thing a name names, and what is said of it."""

from rdflib import URIRef

from kg.graph.lexicon import Kind, Lexicon
from kg.graph.schema import Schema, is_meta
from kg.graph.words import fold, normal_form
from kg.model import Table, Triple
from kg.rdf import PREFIXES, RDF

FACTS = """SELECT ?s ?p ?o {{ {{ BIND({thing} AS ?s) ?s ?p ?o }} UNION {{ BIND({thing} AS ?o) ?s ?p ?o }} }}
ORDER BY ?p ?s ?o"""
ILLEGAL = frozenset(' <>"{}|\\^`')


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
