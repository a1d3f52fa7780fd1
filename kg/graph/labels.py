"""The labels of terms, read from a graph when a report shows them."""

from collections.abc import Collection

from rdflib import Literal, URIRef

from kg.model import Term
from kg.protocols import QueryRunner
from kg.rdf import LABELS

NAMES = """SELECT ?thing ?label {{ VALUES ?thing {{ {things} }} VALUES (?rank ?p) {{ {labels} }} ?thing ?p ?label
  BIND(IF(LANGMATCHES(LANG(?label), "en"), 0, IF(LANG(?label) = "", 1, 2)) AS ?tongue) }}
  ORDER BY ?thing ?tongue ?rank ?label"""


def read_labels(terms: Collection[Term], runner: QueryRunner) -> dict[Term, str]:
    """The best label of each thing that has one, English before others; a literal is its own text."""
    known: dict[Term, str] = {term: str(term) for term in terms if isinstance(term, Literal)}
    things = " ".join(sorted(term.n3() for term in terms if isinstance(term, URIRef)))
    if not things:
        return known
    ranked = " ".join(f"({rank} {prop.n3()})" for rank, prop in enumerate(LABELS))
    for thing, label in runner.run(NAMES.format(things=things, labels=ranked)).rows:
        if thing is not None:
            known.setdefault(thing, str(label))
    return known
