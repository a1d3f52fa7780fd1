"""Mechanical fixes: what a shape says to take out and to put in, so that its finding goes away."""

from rdflib import Graph, URIRef
from rdflib.namespace import NamespaceManager

from kg.check.findings import Fix
from kg.check.notation import notation, written, written_triple
from kg.check.remedies import Remedy, remedy_of
from kg.check.shapes import Result
from kg.graph.prefixes import declared_prefixes
from kg.model import Triple
from kg.rdf import KG

__all__ = ["fix_of"]

FEW = 3
"""More triples of one subject than these are named together."""


def fix_of(result: Result, data: Graph, shapes: Graph) -> Fix | None:
    """The fix that the shape of a result proposes in these data, None when it has none that would change anything.

    The shape's kg:fixRemoves and kg:fixAdds are CONSTRUCT queries with $this and $value bound to the result's own;
    without them the constraint itself may tell.
    """
    own = (shapes.value(result.shape, mark) for mark in (KG.fixRemoves, KG.fixAdds))
    if any(text is not None for text in own):
        removed, added = (tuple(_made(result, mark, data, shapes)) for mark in (KG.fixRemoves, KG.fixAdds))
        made = Remedy(removed, added)
    else:
        made = remedy_of(result, data, shapes) or Remedy()
    removes = tuple(triple for triple in made.removes if triple in data)
    adds = tuple(triple for triple in made.adds if triple not in data)
    if not (removes or adds):
        return None
    manager = notation(data=data)
    return Fix(removes, adds, (*_told("remove", removes, manager), *_told("add", adds, manager)), sure=made.sure)


def _made(result: Result, mark: URIRef, data: Graph, shapes: Graph) -> list[Triple]:
    text = shapes.value(result.shape, mark)
    if text is None:
        return []
    bound = {"this": result.focus, "value": result.value}
    bindings = {name: term for name, term in bound.items() if term is not None}
    found = data.query(declared_prefixes(shapes, result.shape) + str(text), initBindings=bindings).graph
    return sorted(found or ())  # type: ignore[arg-type]


def _told(verb: str, triples: tuple[Triple, ...], manager: NamespaceManager) -> list[str]:
    subjects = {subject for subject, _, _ in triples}
    if len(triples) > FEW and len(subjects) == 1:
        return [f"{verb} all {len(triples)} triples of {written(triples[0][0], manager)}"]
    return [f"{verb} {written_triple(triple, manager)}" for triple in triples]
