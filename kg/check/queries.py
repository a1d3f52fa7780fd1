"""The queries of SHACL constraints: parsed once, and where it is sound answered for all focus nodes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pyoxigraph
from rdflib import Graph, Literal, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.processor import SPARQLResult
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from kg.check.terms import OxigraphTerms, Terms
from kg.errors import QueryRefused
from kg.model import Term

__all__ = ["Queries"]

THIS: Final = Variable("this")
PLAIN: Final = frozenset({"SelectQuery", "Project", "Distinct", "Filter", "Join", "BGP", "Extend"})
"""Parts of a pattern in which binding a variable beforehand is the same as joining with it."""
PATTERNS: Final = frozenset(
    {"LeftJoin", "Union", "Minus", "Graph", "ToMultiSet", "Group", "AggregateJoin", "Slice", "OrderBy"}
    | {"ServiceGraphPattern", "Reduced", "values"}
)

Row = dict[Variable, Term]


class Queries:
    """Answers queries over one graph that does not change meanwhile."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._prefixes = dict(graph.namespaces())
        self._prepared: dict[str, Query] = {}
        self._sets: dict[str, _Answers | None] = {}
        self._store: _Store | None = None

    def answer(self, text: str, bindings: Mapping[str, Term]) -> Result:
        """The answers with these variables bound beforehand; raises QueryRefused for what would fetch."""
        query = self._prepared.get(text)
        if query is None:
            query = self._prepared[text] = _prepare(text, self._prefixes)
        if set(bindings) <= {"this"} and text not in self._sets:
            self._sets[text] = self._all_at_once(text, query)
        answers = self._sets.get(text)
        if answers is not None and set(bindings) <= {"this"}:
            return answers.of(bindings.get("this"))
        return SPARQLResult(evalQuery(self._graph, query, dict(bindings)))

    def _all_at_once(self, text: str, query: Query) -> "_Answers | None":
        free = THIS not in _variables_of(query.algebra)
        if query.algebra.name != "SelectQuery" or not (free or _joins_on_this(query.algebra)):
            return None
        try:
            self._store = self._store or _Store(self._graph)
            return _Answers(self._store.select(text, self._prefixes), query.algebra.PV, free)
        except (ValueError, SyntaxError, RuntimeError):
            return None


class _Answers:
    """The answers to one query for every focus node; `free` when they are the same for each."""

    def __init__(self, rows: Sequence[Row], variables: Sequence[Variable], free: bool) -> None:
        self._variables = list(variables)
        self._free = free
        self._rows: dict[Term | None, list[Row]] = {}
        for row in rows:
            self._rows.setdefault(None if free else row.get(THIS), []).append(row)

    def of(self, this: Term | None) -> Result:
        result = Result("SELECT")
        result.vars = self._variables
        rows = self._rows.get(None if self._free else this, [])
        told = {THIS: this} if this is not None and THIS in self._variables else {}
        result.bindings = [{**row, **told} for row in rows]
        return result


class _Store:
    """A copy of a graph in Oxigraph that gives terms back as the graph spells them."""

    def __init__(self, graph: Graph) -> None:
        stored = OxigraphTerms()
        self._store = pyoxigraph.Store()
        self._store.bulk_extend(pyoxigraph.Quad(stored[s], stored[p], stored[o]) for s, p, o in graph)
        self._terms = Terms({made: term for term, made in stored.items()} | self._respelt(stored))

    def select(self, text: str, prefixes: Mapping[str, Any]) -> list[Row]:
        found = self._store.query(text, prefixes={name: str(iri) for name, iri in prefixes.items()})
        assert isinstance(found, pyoxigraph.QuerySolutions)
        names = [Variable(variable.value) for variable in found.variables]
        return [self._row(names, solution) for solution in found]

    def _row(self, names: Sequence[Variable], solution: Any) -> Row:
        terms = zip(names, solution, strict=True)
        return {name: self._terms[term] for name, term in terms if term is not None}

    def _respelt(self, stored: Mapping[Any, Any]) -> dict[Any, Term]:
        """The store writes numbers and dates its own way: "01" comes back as "1"."""
        typed = (term for term in stored if isinstance(term, Literal) and term.datatype)
        found: dict[Any, Term] = {}
        for original in sorted(typed, key=str):
            back = next(self._store.quads_for_pattern(None, None, stored[original])).object
            if back != stored[original]:
                found.setdefault(back, original)
        return found


def _prepare(text: str, prefixes: Mapping[str, Any]) -> Query:
    query = prepareQuery(text, initNs=dict(prefixes))
    names = {part.name for part in _parts(query.algebra)}
    if query.algebra.datasetClause or "ServiceGraphPattern" in names:
        raise QueryRefused("A shape's query would fetch data from elsewhere (SERVICE or FROM).")
    return query


def _joins_on_this(algebra: CompValue) -> bool:
    """Whether binding `$this` beforehand gives what joining gives: no OPTIONAL, UNION and so on."""
    parts = list(_parts(algebra))
    if PATTERNS & {part.name for part in parts} or not _matches_this(algebra):
        return False
    outer = [id(part) for part in _outer_parts(algebra)]
    return all(
        _matches_this(part.p) or (id(part) not in outer and part.p.name == "BGP" and bool(part.p.triples))
        for part in parts
        if part.name in ("Filter", "Extend") and THIS in _variables_of(part.expr)
    )


def _matches_this(part: CompValue) -> bool:
    """Whether every answer of the pattern has matched `$this` in a triple."""
    return any(THIS in triple for inner in _outer_parts(part) for triple in inner.triples or ())


def _outer_parts(part: Any) -> Iterator[CompValue]:
    """The parts of a pattern that every answer goes through, not those inside filters."""
    if not isinstance(part, CompValue) or part.name not in PLAIN:
        return
    yield part
    for key in ("p", "p1", "p2"):
        yield from _outer_parts(part.get(key))


def _parts(part: Any) -> Iterator[CompValue]:
    if isinstance(part, CompValue):
        yield part
        for value in part.values():
            yield from _parts(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _parts(value)


def _variables_of(algebra: Any) -> set[Variable]:
    """The variables of the pattern, not those that are only selected."""
    found: set[Variable] = set(_variables_in(algebra))
    for part in _parts(algebra):
        for key, value in part.items():
            if key not in ("PV", "_vars", "vars"):
                found |= set(_variables_in(value))
    return found


def _variables_in(value: Any) -> Iterator[Variable]:
    if isinstance(value, Variable):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _variables_in(item)
