"""Property paths of SHACL: the properties in them, and how SPARQL writes them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rdflib import BNode, Graph, URIRef

from kg.model import Term, Triple
from kg.rdf import RDF, SH

__all__ = ["path_properties", "path_text"]

AFTER: Final = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def path_text(path: Term, definition: Iterable[Triple], name: Callable[[Term], str]) -> str:
    """A path such as `a/b*`, each property written by `name`; after SHACL, section 2.3.1."""
    if not isinstance(path, BNode):
        return name(path)
    graph = Graph()
    for triple in definition:
        graph.add(triple)
    return _text(graph, path, name, outermost=True)


def _text(graph: Graph, path: Term, name: Callable[[Term], str], *, outermost: bool = False) -> str:
    if not isinstance(path, BNode):
        return name(path)
    if (path, RDF.first, None) in graph:
        return _grouped("/", graph, path, name, outermost)
    for predicate, inner in graph.predicate_objects(path):
        if predicate == SH.alternativePath:
            return _grouped("|", graph, inner, name, outermost)  # type: ignore[arg-type]
        if predicate == SH.inversePath:
            return "^" + _text(graph, inner, name)  # type: ignore[arg-type]
        if predicate in AFTER:
            return _text(graph, inner, name) + AFTER[predicate]  # type: ignore[arg-type, index]
    return name(path)


def _grouped(sign: str, graph: Graph, items: Term, name: Callable[[Term], str], outermost: bool) -> str:
    text = sign.join(_text(graph, item, name) for item in graph.items(items))  # type: ignore[arg-type]
    return text if outermost else f"({text})"


def path_properties(shapes: Graph, path: Term) -> Iterator[URIRef]:
    """All properties that a path is made of."""
    if isinstance(path, URIRef):
        yield path
        return
    if not isinstance(path, BNode):
        return
    for predicate, inner in shapes.predicate_objects(path):
        if predicate in (RDF.first, RDF.rest) or str(predicate).startswith(str(SH)):
            yield from path_properties(shapes, inner)  # type: ignore[arg-type]
