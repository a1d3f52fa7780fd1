"""What a graph holds, counted: its kinds of things, its properties, and on what its statements rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from kg.graph.labels import read_labels
from kg.graph.marks import properties_by_mark
from kg.graph.schema import is_meta
from kg.graph.words import readable
from kg.model import Count, NamedTerm, StatementCount, Statistics, Term
from kg.protocols import QueryRunner
from kg.rdf import KG, RDF, local_name

TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
DERIVED = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {KG.derived.n3()} {{ ?s ?p ?o }} }}"
SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"
CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class FILTER(isIRI(?class)) } GROUP BY ?class ORDER BY ?class"
)
PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
STATEMENTS = f"""SELECT ?class (COUNT(DISTINCT ?s) AS ?n) {{ ?s {RDF.subject.n3()} ?x ; a ?class }}
  GROUP BY ?class ORDER BY ?class"""
BASES = f"""SELECT ?class ?basis (COUNT(DISTINCT ?s) AS ?n)
  {{ VALUES ?p {{ %s }} ?s {RDF.subject.n3()} ?x ; a ?class ; ?p ?basis }}
  GROUP BY ?class ?basis ORDER BY ?class ?basis"""
UNVERIFIED = f"""SELECT ?class (COUNT(DISTINCT ?s) AS ?n)
  {{ VALUES ?p {{ %s }} ?s {RDF.subject.n3()} ?x ; a ?class ; ?p false }}
  GROUP BY ?class ORDER BY ?class"""
SOURCELESS = f"""SELECT ?class (COUNT(DISTINCT ?s) AS ?n) {{ ?s {RDF.subject.n3()} ?x ; a ?class
  FILTER NOT EXISTS {{ VALUES ?p {{ %s }} ?s ?p ?source }} }} GROUP BY ?class ORDER BY ?class"""


def read_statistics(runner: QueryRunner) -> Statistics:
    """The counts of a graph, by a dozen queries; statements are known by the marks of the ontology."""
    classes, properties = _counts(runner, CLASSES), _counts(runner, PROPERTIES)
    marked = properties_by_mark(runner)
    totals = _counts(runner, STATEMENTS)
    bases = _pairs(runner, BASES % _listed(marked.get("basis", ()), KG.basis))
    unverified = dict(_counts(runner, UNVERIFIED % _listed(marked.get("verified", ()), KG.verified)))
    sourceless = dict(_counts(runner, SOURCELESS % _listed(marked.get("source", ()), KG.source)))
    names = _Names(read_labels({*dict(classes), *dict(properties), *(basis for _, basis, _ in bases)}, runner))
    return Statistics(
        _one(runner, TRIPLES),
        _one(runner, DERIVED),
        _one(runner, SUBJECTS),
        _one(runner, OBJECTS),
        names.counts(classes),
        names.counts((cls, number) for cls, number in classes if not is_meta(cls)),
        names.counts(properties),
        tuple(
            StatementCount(
                names.of(cls),
                number,
                names.counts((basis, count) for owner, basis, count in bases if owner == cls),
                unverified.get(cls, 0),
                sourceless.get(cls, 0),
            )
            for cls, number in totals
        ),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Names terms by their label, else by their local name in words."""

    labels: dict[Term, str]

    def of(self, term: Term) -> NamedTerm:
        return NamedTerm(term, self.labels.get(term) or readable(local_name(str(term))))

    def counts(self, pairs: Iterable[tuple[Term, int]]) -> tuple[Count, ...]:
        return tuple(Count(self.of(term), number) for term, number in pairs)


def _one(runner: QueryRunner, query: str) -> int:
    return int(str(runner.run(query).rows[0][0]))


def _counts(runner: QueryRunner, query: str) -> list[tuple[Term, int]]:
    return [(term, int(str(number))) for term, number in runner.run(query).rows if term is not None]


def _pairs(runner: QueryRunner, query: str) -> list[tuple[Term, Term, int]]:
    rows = runner.run(query).rows
    return [(cls, basis, int(str(n))) for cls, basis, n in rows if cls is not None and basis is not None]


def _listed(properties: Iterable[URIRef], mark: URIRef) -> str:
    return " ".join(prop.n3() for prop in sorted({*properties, mark}))
