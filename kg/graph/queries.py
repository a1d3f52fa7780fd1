"""Queries taken apart: the terms that a SPARQL query names, and where it names them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.model import ResultForm
from kg.rdf import PREFIXES

Node = URIRef | Literal | Variable | BNode
FORMS = {"SelectQuery": ResultForm.SELECT, "AskQuery": ResultForm.ASK}
ROLES = ("property", "function", "graph")
OPERATORS = frozenset({"Filter", "OrderBy", "Slice"})
NEGATIONS = frozenset({"Minus", "Builtin_NOTEXISTS"})


@dataclass(frozen=True, slots=True)
class Queried:
    """The terms of a query: `nodes` are things, classes and literals, `properties` stand between nodes.

    `functions` are called by IRI; `graphs` are named as where to read. Numbers of LIMIT and OFFSET are no terms.
    `patterns` are the triples that hold of every solution, but for those over paths and variable properties.
    `operates` says whether it counts, compares, sorts or cuts, `negates` whether something must not be.
    """

    form: ResultForm
    nodes: frozenset[URIRef | Literal]
    properties: frozenset[URIRef]
    functions: frozenset[URIRef]
    graphs: frozenset[URIRef]
    patterns: tuple[tuple[Node, URIRef, Node], ...]
    negates: bool
    operates: bool


def read_query(query: str) -> Queried:
    """A query taken apart, with the usual prefixes known; raises QueryError when it cannot be."""
    try:
        parsed = translateQuery(parseQuery(query), initNs=PREFIXES)
    except Exception as error:  # what rdflib raises for an unknown prefix is a bare Exception
        raise QueryError("The query cannot be parsed.") from error
    algebra = parsed.algebra
    found = list(_terms(algebra, "node"))
    iris = {role: frozenset(t for t, its in found if its == role and isinstance(t, URIRef)) for role in ROLES}
    names = set(_operators(algebra))
    return Queried(
        form=FORMS.get(algebra.name, ResultForm.GRAPH),
        nodes=frozenset(term for term, role in found if role == "node"),
        properties=iris["property"],
        functions=iris["function"],
        graphs=iris["graph"],
        patterns=tuple(dict.fromkeys(_patterns(algebra))),
        negates=not NEGATIONS.isdisjoint(names),
        operates=any(name.startswith("Aggregate_") or name in OPERATORS for name in names),
    )


def _operators(part: Any) -> Iterator[str]:
    if isinstance(part, CompValue):
        yield part.name
        yield from (name for key, value in part.items() if key != "_vars" for name in _operators(value))
    elif isinstance(part, (list, tuple)):
        yield from (name for inner in part for name in _operators(inner))


def _patterns(part: Any) -> Iterator[tuple[Node, URIRef, Node]]:
    """The triples that every solution has: neither optional nor one of several, taken away or tested."""
    if not isinstance(part, CompValue) or part.name == "Union":
        return
    for key, value in part.items():
        if key == "triples":
            yield from (triple for triple in value if isinstance(triple[1], URIRef))
        elif key in ("p", "p1") or (key == "p2" and part.name == "Join"):
            yield from _patterns(value)


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
            yield from (term for group in value or () for term in _of_triples(group))
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
