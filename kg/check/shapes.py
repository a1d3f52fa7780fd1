"""pySHACL, run shape by shape over a graph, with each SPARQL query parsed once and nothing fetched."""

import logging
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyshacl.graph_abstraction import RdfLibDataGraph
from pyshacl.shape import Shape
from pyshacl.validator import Validator
from rdflib import Graph, Literal, URIRef

from kg.check.memory import MemoryGraph
from kg.check.paths import path_properties
from kg.check.queries import Queries
from kg.model import Term
from kg.rdf import OWL, SH, XSD

__all__ = ["Outcome", "Result", "run_shapes"]

DEPTH: Final = 30
LOGGER: Final = logging.getLogger("kg.check.shapes")


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result as SHACL defines it, or a shape that cannot be used (`broken`)."""

    shape: Term
    severity: Term
    component: URIRef | None = None
    focus: Term | None = None
    path: Term | None = None
    value: Term | None = None
    constraint: Term | None = None
    messages: tuple[Literal, ...] = ()
    broken: bool = False

    @property
    def speaks_of_value(self) -> bool:
        """Whether a whole is judged by one focus node, so that the value alone is what the result is about."""
        return self.path is None and self.value is not None and self.value != self.focus


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results over a graph and how many shapes were applied."""

    results: tuple[Result, ...]
    shapes: int


def run_shapes(
    data: Graph,
    shapes: Graph,
    *,
    focus: frozenset[Term] | None = None,
    gaps: frozenset[tuple[Term, Term]] = frozenset(),
) -> Outcome:
    """The results of all shapes over the asserted triples; with `focus`, for these focus nodes only.

    A node that a shape names itself (sh:targetNode) is always looked at: such a shape speaks of a whole by one node.
    A focus node's results do not depend on the others, so a restricted run gives the full run's results for
    its focus nodes. (pySHACL's own `focus_nodes` option does not: it also drops nodes reached inside shapes.)
    A gap is a subject and a property of which a value is promised: it makes a target, but gives no value.
    """
    options = {"logger": _silent(), "inference": "none", "max_validation_depth": DEPTH}
    try:
        validator = Validator(_Prepared(data), shacl_graph=_readied(shapes), options=options)
        found = validator.shacl_graph.shapes
    except Exception as error:
        return Outcome((_broken(error, None),), 0)
    results: list[Result] = []
    for shape in sorted(found, key=lambda shape: str(shape.node)):
        results += _run(validator, shape, focus, gaps)
    return Outcome(tuple(results), len(found))


def _readied(shapes: Graph) -> Graph:
    """A copy that pySHACL reads as the standard means it.

    Imported prefixes count (SHACL, section 5.2.1) and no boolean but `true` switches a constraint on.
    """
    copied = MemoryGraph()
    for subject, predicate, value in shapes:
        copied.add((subject, predicate, _strict(value)))
    for importer in set(shapes.subjects(OWL.imports)):
        for imported in shapes.transitive_objects(importer, OWL.imports):
            for declaration in shapes.objects(imported, SH.declare):
                copied.add((importer, SH.declare, declaration))
    return copied


def _strict(value: Any) -> Any:
    if isinstance(value, Literal) and value.datatype == XSD.boolean and str(value) == "1":
        value = Literal("1", datatype=XSD.boolean, normalize=False)
        value._value = False
    return value


def _run(
    validator: Validator, shape: Shape, focus: frozenset[Term] | None, gaps: frozenset[tuple[Term, Term]]
) -> Iterable[Result]:
    graph = validator.data_graph
    try:
        nodes: set[Term] = shape.focus_nodes(graph) | _promised(shape, gaps)  # type: ignore[no-untyped-call]
        wanted = nodes if focus is None else nodes & (focus | set(shape.sg.graph.objects(shape.node, SH.targetNode)))
        _, reports = shape.validate(validator.make_executor(), graph, focus=sorted(wanted, key=str))
    except Exception as error:  # pySHACL and rdflib raise what they like on a shape they cannot read
        return [_broken(error, shape.node)]
    return [_result(triples) for _, _, triples in reports]


def _promised(shape: Shape, gaps: frozenset[tuple[Term, Term]]) -> set[Term]:
    """The nodes with a gap at the property that makes them targets, unless the shape's path waits for it too."""
    if not gaps:
        return set()
    targets = set(shape.sg.graph.objects(shape.node, SH.targetSubjectsOf))
    path: Term | None = shape.sg.graph.value(shape.node, SH.path)  # type: ignore[assignment]
    waiting = set(path_properties(shape.sg.graph, path)) if path is not None else set()
    return {subject for subject, prop in gaps if prop in targets - waiting}


def _result(triples: Iterable[tuple[Any, Any, Any]]) -> Result:
    said: dict[Any, list[Any]] = {}
    for _, predicate, value in triples:
        said.setdefault(predicate, []).append(value[1] if isinstance(value, tuple) else value)
    return Result(
        shape=said[SH.sourceShape][0],
        severity=said[SH.resultSeverity][0],
        component=said[SH.sourceConstraintComponent][0],
        focus=said[SH.focusNode][0],
        path=_only(said, SH.resultPath),
        value=_only(said, SH.value),
        constraint=_only(said, SH.sourceConstraint),
        messages=tuple(sorted(said.get(SH.resultMessage, []))),
    )


def _only(said: Mapping[Any, list[Any]], predicate: URIRef) -> Term | None:
    values = said.get(predicate)
    return values[0] if values else None


def _broken(error: Exception, node: Term | None) -> Result:
    first = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    message = Literal(f"This shape cannot be used: {first.strip()}")
    return Result(shape=node or SH.Shape, severity=SH.Violation, messages=(message,), broken=True)


def _silent() -> logging.Logger:
    LOGGER.propagate = False
    LOGGER.setLevel(logging.CRITICAL)
    return LOGGER


class _Prepared(RdfLibDataGraph):
    """A data graph whose queries are parsed once, not once for each focus node."""

    def __init__(self, graph: Graph) -> None:
        # pySHACL reads from the graph, but wants a store beside it that knows named graphs.
        super().__init__(Graph().store, graph)
        self._queries = Queries(graph)

    def quads(self, quad: Any = None) -> Generator[Any, None, None]:
        """All triples are in the one graph; pySHACL asks in which a blank node is, to put it into words."""
        subject, predicate, value, *_ = quad or (None, None, None)
        for triple in self.impl.triples((subject, predicate, value)):
            yield *triple, self.impl

    def query(  # type: ignore[override]
        self,
        text: Any,
        *_: Any,
        initBindings: Any = None,  # noqa: N803
        **__: Any,
    ) -> Any:
        return self._queries.answer(text, initBindings or {})
