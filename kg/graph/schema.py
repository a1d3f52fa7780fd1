"""What kinds of things a graph holds and how they are linked, as observed in its triples."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rdflib import Literal, URIRef

from kg.graph.words import readable
from kg.model import Table, Term
from kg.protocols import QueryRunner
from kg.rdf import DCTERMS, HIDDEN_LABELS, LABELS, OWL, RDF, RDFS, SCHEMA, SH, SKOS, SYNONYMS, XSD, local_name

CLASSES = "SELECT ?class (COUNT(?x) AS ?n) { ?x a ?class } GROUP BY ?class ORDER BY ?class"
LINKS = """SELECT ?from ?p ?to (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) {
  ?s ?p ?o FILTER(!isLiteral(?o)) OPTIONAL { ?s a ?from } OPTIONAL { ?o a ?to } } GROUP BY ?from ?p ?to"""
VALUES = """SELECT ?from ?p ?datatype (COUNT(*) AS ?n)
  (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
  (AVG(STRLEN(STR(?o))) AS ?length) (SAMPLE(STR(?o)) AS ?sample) {
  ?s ?p ?o FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?datatype) OPTIONAL { ?s a ?from } }
  GROUP BY ?from ?p ?datatype"""
NAMES = "SELECT ?x ?p ?name { VALUES ?p { %s } ?x ?p ?name . { ?x a ?meta FILTER(?meta IN (%s)) } UNION { ?y a ?x } }"
NAMES_OF_USED = "SELECT DISTINCT ?x ?p ?name { VALUES ?p { %s } ?x ?p ?name . FILTER EXISTS { ?s ?x ?o } }"
TOTALS = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
TOGETHER = "SELECT ?a ?b (COUNT(?x) AS ?n) { ?x a ?a , ?b FILTER(?a != ?b) } GROUP BY ?a ?b ORDER BY ?a ?b"
AXIOMS = f"""SELECT ?s ?p ?o {{ VALUES ?p {{ {RDFS.subClassOf.n3()} {RDFS.subPropertyOf.n3()} {OWL.inverseOf.n3()} }}
  ?s ?p ?o FILTER(isIRI(?o)) }}"""
META = (OWL.Class, RDFS.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
META_NAMESPACES = tuple(str(namespace._NS) for namespace in (OWL, RDF, RDFS, SH))
"""Vocabularies that describe a schema; their own classes and links are not what a graph is about."""
COMMENTS = (
    SKOS.definition,
    RDFS.comment,
    DCTERMS.description,
    SCHEMA.description,
    URIRef("http://schema.org/description"),
)
"""Properties whose literals say what a thing is, best first."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a class or property is called: preferred name, synonyms, and what is said of it."""

    preferred: str
    synonyms: tuple[str, ...] = ()
    comment: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """The preferred name first, then the synonyms."""
        return (self.preferred, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Edge:
    """Instances of `start` carry `predicate` with instances of `end`, or with literals of `datatype`.

    None for a class means that the things on that side have none. Counts are of triples, subjects and objects.
    """

    start: URIRef | None
    predicate: URIRef
    end: URIRef | None
    datatype: URIRef | None
    triples: int
    subjects: int
    objects: int
    length: float = 0.0
    sample: str = ""

    @property
    def is_literal(self) -> bool:
        """Whether the edge ends in literals."""
        return self.datatype is not None


@dataclass(frozen=True, slots=True)
class Schema:
    """The observed schema: classes with counts, edges, names, and the axioms that the graph states of them."""

    classes: dict[URIRef, int]
    edges: tuple[Edge, ...]
    names: dict[URIRef, Names]
    axioms: tuple[tuple[URIRef, URIRef, URIRef], ...]
    inverses: dict[URIRef, URIRef] = field(default_factory=dict)
    broader: dict[URIRef, frozenset[URIRef]] = field(default_factory=dict)
    """For each class the classes that hold all its things: by axiom (rdfs:subClassOf), or as observed."""
    totals: dict[URIRef, int] = field(default_factory=dict)
    """How many triples each property has."""
    inferred: frozenset[URIRef] = frozenset()
    """Classes some of whose things are only stated to be of a narrower class."""

    def within(self, cls: URIRef) -> frozenset[URIRef]:
        """A class with all classes that hold all its things."""
        return self.broader.get(cls, frozenset()) | {cls}

    def name(self, term: URIRef) -> str:
        """The preferred name of a class or property, or its local name in words."""
        names = self.names.get(term)
        return names.preferred if names else readable(local_name(term))

    def below(self, term: URIRef, relation: URIRef) -> frozenset[URIRef]:
        """Everything from which a term is reached over a relation such as `rdfs:subPropertyOf`, itself included."""
        return _closure(term, [(o, s) for s, p, o in self.axioms if p == relation])


def read_schema(runner: QueryRunner) -> Schema:
    """The schema of a graph, by a few queries that group over its triples."""
    classes = {c: n for c, n in _counts(runner.run(CLASSES)) if not is_meta(c)}
    edges = tuple(sorted([*_links(runner.run(LINKS)), *_values(runner.run(VALUES))], key=_edge_key))
    axioms = tuple(sorted((s, p, o) for s, p, o in _iris(runner.run(AXIOMS))))
    above = {o for _, p, o in axioms if p == RDFS.subClassOf and not is_meta(o)}
    names = _names(runner, {*classes, *above, *(edge.predicate for edge in edges)})
    pairs = [(s, o) for s, p, o in axioms if p == OWL.inverseOf]
    inverses = {**{o: s for s, o in pairs}, **dict(pairs)}
    together = runner.run(TOGETHER)
    broader = _broader(together, classes, axioms)
    missing = _unstated(together, classes, broader)
    counted = {cls: classes.get(cls, 0) + missing.get(cls, 0) for cls in sorted({*classes, *missing})}
    totals = dict(_counts(runner.run(TOTALS)))
    return Schema(counted, edges, names, axioms, inverses, broader, totals, frozenset(missing))


def _unstated(
    together: Table, classes: dict[URIRef, int], broader: dict[URIRef, frozenset[URIRef]]
) -> dict[URIRef, int]:
    """For each class how many things of narrower classes are not stated to be of it, at most."""
    stated = {(a, b): _number(n) for a, b, n in together.rows}
    found: dict[URIRef, int] = defaultdict(int)
    for cls, count in classes.items():
        for above in broader.get(cls, ()):
            found[above] += count - stated.get((cls, above), 0)
    return {cls: count for cls, count in sorted(found.items()) if count > 0 and not is_meta(cls)}


def _broader(
    together: Table, classes: dict[URIRef, int], axioms: tuple[tuple[URIRef, URIRef, URIRef], ...]
) -> dict[URIRef, frozenset[URIRef]]:
    observed = [
        (a, b) for a, b, n in together.rows
        if isinstance(a, URIRef) and isinstance(b, URIRef) and _number(n) == classes.get(a) and not is_meta(b)
    ]  # fmt: skip
    stated = [(s, o) for s, p, o in axioms if p == RDFS.subClassOf and not is_meta(o)]
    return {cls: _closure(cls, [*observed, *stated]) - {cls} for cls in sorted({*classes, *(s for s, _ in stated)})}


def _counts(table: Table) -> Iterable[tuple[URIRef, int]]:
    return ((row[0], _number(row[1])) for row in table.rows if isinstance(row[0], URIRef))


def _iris(table: Table) -> Iterable[tuple[URIRef, URIRef, URIRef]]:
    for s, p, o in table.rows:
        if isinstance(s, URIRef) and isinstance(p, URIRef) and isinstance(o, URIRef):
            yield s, p, o


def _links(table: Table) -> Iterable[Edge]:
    for start, prop, end, *counts in table.rows:
        if isinstance(prop, URIRef) and not (is_meta(prop) or is_meta(start) or is_meta(end)):
            triples, subjects, objects = map(_number, counts)
            yield Edge(_iri(start), prop, _iri(end), None, triples, subjects, objects)


def _values(table: Table) -> Iterable[Edge]:
    for start, prop, datatype, triples, subjects, objects, length, sample in table.rows:
        if isinstance(prop, URIRef) and not is_meta(start):
            kind = _iri(datatype) or XSD.string
            numbers = (_number(triples), _number(subjects), _number(objects))
            yield Edge(_iri(start), prop, None, kind, *numbers, float(str(length or 0)), str(sample or ""))


def _names(runner: QueryRunner, terms: set[URIRef]) -> dict[URIRef, Names]:
    properties = " ".join(p.n3() for p in (*LABELS, *SYNONYMS, *HIDDEN_LABELS, *COMMENTS))
    found: dict[URIRef, dict[Term, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for query in (NAMES % (properties, ", ".join(term.n3() for term in META)), NAMES_OF_USED % properties):
        for term, prop, name in runner.run(query).rows:
            if isinstance(term, URIRef) and isinstance(name, Literal) and prop is not None:
                found[term][prop].append(name)
    return {term: _named(term, found.get(term, {})) for term in sorted({*terms, *found})}


def _named(term: URIRef, said: dict[Any, list[Literal]]) -> Names:
    labels = [text for prop in LABELS for text in english(said.get(prop, []))]
    synonyms = [text for prop in (*SYNONYMS, *HIDDEN_LABELS) for text in english(said.get(prop, []))]
    comments = [text for prop in COMMENTS for text in english(said.get(prop, []))]
    preferred = labels[0] if labels else readable(local_name(term))
    others = dict.fromkeys([*labels[1:], *synonyms])
    return Names(preferred, tuple(text for text in others if text != preferred), comments[0] if comments else "")


def english(literals: Iterable[Literal]) -> list[str]:
    """The texts in English, or without language, or else all of them; sorted, each once."""
    found = sorted(set(literals), key=lambda literal: (str(literal.language or ""), str(literal)))
    chosen = [x for x in found if (x.language or "en").lower().split("-")[0] == "en"] or found
    return list(dict.fromkeys(str(literal) for literal in chosen))


def _closure(term: URIRef, pairs: list[tuple[URIRef, URIRef]]) -> frozenset[URIRef]:
    reached, frontier = {term}, [term]
    while frontier:
        here = frontier.pop()
        new = [o for s, o in pairs if s == here and o not in reached]
        reached.update(new)
        frontier.extend(new)
    return frozenset(reached)


def is_meta(term: Term | None) -> bool:
    """Whether a term belongs to a vocabulary that describes schemas."""
    return str(term).startswith(META_NAMESPACES)


def _iri(term: Term | None) -> URIRef | None:
    return term if isinstance(term, URIRef) else None


def _number(term: Term | None) -> int:
    return int(str(term))


def _edge_key(edge: Edge) -> tuple[str, str, str, str]:
    return (str(edge.predicate), str(edge.start or ""), str(edge.end or ""), str(edge.datatype or ""))
