"""What an ontology tells the engine by its marks: statements, needs, strengths, groups, and how statements inherit."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kg.graph.schema import Schema
from kg.model import Term
from kg.protocols import QueryRunner
from kg.rdf import KG, OWL, RDF, RDFS, local_name

STATEMENTS = f"""SELECT DISTINCT ?class {{ ?x ?p ?y ; a ?class .
  {{ VALUES ?p {{ {RDF.subject.n3()} }} }} UNION
  {{ ?p {RDFS.subPropertyOf.n3()}+ {RDF.subject.n3()} }} }} ORDER BY ?class"""
CHAINS = f"""SELECT ?p ?up {{ ?p {OWL.propertyChainAxiom.n3()} ?list .
  ?list {RDF.first.n3()} ?up ; {RDF.rest.n3()} ?rest . ?rest {RDF.first.n3()} ?p ; {RDF.rest.n3()} {RDF.nil.n3()} }}
  ORDER BY ?p"""
STATES = f"""SELECT ?strength ?property ?rank {{ ?strength {KG.states.n3()} ?property
  OPTIONAL {{ ?strength {KG.rank.n3()} ?rank }} }}"""
DEFAULTS = f"""SELECT ?p ?basis ?source ?verified {{ ?p {KG.defaultBasis.n3()} ?basis
  OPTIONAL {{ ?p {KG.defaultSource.n3()} ?source }}
  OPTIONAL {{ ?p {KG.defaultVerified.n3()} ?verified }} }} ORDER BY ?p"""
NOTICES = f"SELECT ?class ?notice {{ ?class {KG.notice.n3()} ?notice }} ORDER BY ?class ?notice"
MARKED = f"""SELECT ?property ?mark {{ ?property {RDFS.subPropertyOf.n3()}+ ?mark
  FILTER(STRSTARTS(STR(?mark), "{KG}")) }} ORDER BY ?property ?mark"""
DETAILS = (
    "strength",
    "basis",
    "reason",
    "condition",
    "verified",
    "source",
    "group",
    "need",
    "ofSource",
    "locator",
    "url",
)


@dataclass(frozen=True, slots=True)
class Default:
    """On what the plain triples of a property rest; source and `verified` are None where the ontology is silent."""

    basis: Term
    source: Term | None = None
    verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """The ontology's marks, all empty for a graph that has none.

    `details` maps a property to the detail it gives (`strength`, `reason`, …); `chains` a property to the one along
    which its statements hold further down; `states` a strength to the plain property it states; `ranks` orders the
    strengths, 1 the strongest; `defaults` says on what the triples of properties without statements of their own rest;
    `notices` what has to be said wherever things of a class are shown.
    """

    statements: frozenset[URIRef]
    details: dict[URIRef, str]
    chains: dict[URIRef, URIRef]
    states: dict[URIRef, URIRef]
    ranks: dict[URIRef, int]
    defaults: dict[URIRef, Default]
    notices: dict[URIRef, str]

    def properties(self, detail: str) -> tuple[URIRef, ...]:
        """The properties that give a detail, sorted."""
        return tuple(sorted(prop for prop, name in self.details.items() if name == detail))


Marked = Mapping[str, frozenset[URIRef]]
"""For each mark by its local name, the properties of the ontology below it."""


def properties_by_mark(runner: QueryRunner) -> Marked:
    """The properties by which an ontology says what each mark says, by one query."""
    found: dict[str, set[URIRef]] = defaultdict(set)
    for prop, mark in runner.run(MARKED).rows:
        if isinstance(prop, URIRef) and mark is not None:
            found[local_name(str(mark))].add(prop)
    return {name: frozenset(properties) for name, properties in found.items()}


def read_marks(runner: QueryRunner, schema: Schema) -> Marks:
    """The marks of a graph, by a few queries."""
    statements = frozenset(row[0] for row in runner.run(STATEMENTS).rows if isinstance(row[0], URIRef))
    details = {
        prop: name
        for name in DETAILS
        for prop in schema.below(KG[name], RDFS.subPropertyOf)
        if not str(prop).startswith(str(KG)) or prop in schema.names
    }
    chains = {_iri(p): _iri(up) for p, up in runner.run(CHAINS).rows}
    stated = runner.run(STATES).rows
    states = {_iri(row[0]): _iri(row[1]) for row in stated}
    ranks = {_iri(row[0]): int(str(row[2])) for row in stated if row[2] is not None}
    defaults = {
        _iri(p): Default(basis, source, None if verified is None else str(verified) == "true")
        for p, basis, source, verified in runner.run(DEFAULTS).rows
        if basis is not None
    }
    notices = {_iri(cls): str(notice) for cls, notice in runner.run(NOTICES).rows}
    return Marks(statements, details, chains, states, ranks, defaults, notices)


def _iri(term: Term | None) -> URIRef:
    assert isinstance(term, URIRef)
    return term
