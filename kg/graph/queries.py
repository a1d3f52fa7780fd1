"""Queries taken apart: the terms that a SPARQL query names, and where it names them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.rdf import PREFIXES


@dataclass(frozen=True, slots=True)
class Named:
    """The terms of a query: `nodes` are things, classes and literals, `properties` stand between nodes.

    `functions` are called by IRI; `graphs` are named as where to read. Numbers of LIMIT and OFFSET are no terms.
    """

    nodes: frozenset[URIRef | Literal]
    properties: frozenset[URIRef]
    functions: frozenset[URIRef]
    graphs: frozenset[URIRef]


def terms_in(query: str) -> Named:
    """The terms that a query names, with the usual prefixes known; raises QueryError when they cannot be told."""
    try:
        parsed = translateQuery(parseQuery(query), initNs=PREFIXES)
    except Exception as error:  # what rdflib raises for an unknown prefix is a bare Exception
        raise QueryError("The query cannot be parsed.") from error
    found = list(_terms(parsed.algebra, "node"))
    by_role = {
        role: frozenset(term for term, its in found if its == role)
        for role in ("node", "property", "function", "graph")
    }
    iris = {role: frozenset(t for t in terms if isinstance(t, URIRef)) for role, terms in by_role.items()}
    return Named(by_role["node"], iris["property"], iris["function"], iris["graph"])


def _terms(part: Any, role: str) -> Iterator[tuple[URIRef | Literal, str]]:
    if isinstance(part, CompValue):
        yield from _of_operator(part)
    elif isinstance(part, (URIRef, Literal)):
        yield part, role
    elif isinstance(part, Path):
        yield from ((iri, "property") for iri in _of_path(part))
    elif isinstance(part, dict):
        yield from (term for pair in part.items() for value in pair for term in _terms(value, role))
    elif isinstance(part, Iterable) and not isinstance(part, str):
        yield from (term for inner in part for term in _terms(inner, role))


def _of_operator(part: CompValue) -> Iterator[tuple[URIRef | Literal, str]]:
    for key, value in part.items():
        if key in ("triples", "template"):
            yield from (term for group in value for term in _of_triples(group))
        elif key == "iri":
            yield from _terms(value, "function")
        elif part.name == "DatasetClause" or (part.name == "Graph" and key == "term"):
            yield from _terms(value, "graph")
        elif key != "_vars":
            yield from _terms(value, "node")


def _of_triples(group: Iterable[Any]) -> Iterator[tuple[URIRef | Literal, str]]:
    """The terms of triples, one after another, as rdflib keeps them."""
    for place, node in enumerate(group):
        yield from _terms(node, "property" if place % 3 == 1 else "node")


def _of_path(path: Path) -> Iterator[URIRef]:
    """The properties of a path, whichever of its steps they are."""
    stack: list[Any] = [path]
    while stack:
        step = stack.pop()
        if isinstance(step, URIRef):
            yield step
        elif isinstance(step, Path):
            inner = getattr(step, "args", None)
            stack.extend(inner if inner is not None else [getattr(step, "path", None) or getattr(step, "arg", None)])
        else:  # rdflib forgets what an inverse step in a negated path was
            raise QueryError(
                "The query has a negated inverse path, whose property cannot be told.", "Write it plainly."
            )
