"""What shapes demand of a new thing of a class: its properties, and the nodes that have to lead to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef

from kg.model import Term
from kg.rdf import SH

__all__ = ["Demand", "Demands", "demands_of"]

STEPS = (SH.zeroOrOnePath, SH.oneOrMorePath)
"""Paths of one property that a first value of it can satisfy."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A value that has to be there: of `property`, or of its inverse, from `count` other nodes.

    `value` is what the shape fixes or takes for the usual one, None when it has to be chosen; `choices` are all that
    are allowed, when they are few; `message` is the shape's own advice.
    """

    property: URIRef
    inverse: bool = False
    count: int = 1
    value: Term | None = None
    choices: tuple[Term, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Demands:
    """All demands on a thing of a class, by property, and the further types that it has to have."""

    types: tuple[URIRef, ...]
    own: tuple[Demand, ...]
    inverse: tuple[Demand, ...]


def demands_of(classes: Sequence[URIRef], shapes: Graph) -> Demands:
    """What the shapes demand of a thing of these classes: a class and those above it.

    Targets are classes, those that are demanded too, and subjects of demanded properties (SHACL, section 2.1.3).
    """
    found: dict[tuple[bool, URIRef], Demand] = {}
    types: set[URIRef] = set()
    applied: list[Term] = []
    while fresh := [shape for shape in _targeting({*classes, *types}, found, shapes) if shape not in applied]:
        for shape in fresh:
            applied.append(shape)
            types |= _types(shape, shapes)
            for demand in _demands(shape, shapes):
                key = (demand.inverse, demand.property)
                found[key] = _both(found.get(key), demand)
    own = tuple(found[key] for key in sorted(found) if not key[0])
    inverse = tuple(found[key] for key in sorted(found) if key[0])
    return Demands(tuple(sorted(types - set(classes))), own, inverse)


def _targeting(classes: Iterable[URIRef], found: Iterable[tuple[bool, URIRef]], shapes: Graph) -> Iterator[Term]:
    """The shapes whose target the thing is, sorted, each followed by the property shapes inside it."""
    named = {shape for cls in classes for shape in shapes.subjects(SH.targetClass, cls)}
    used = {shape for inverse, prop in found if not inverse for shape in shapes.subjects(SH.targetSubjectsOf, prop)}
    for shape in sorted(named | used, key=str):
        yield shape  # type: ignore[misc]
        yield from sorted(shapes.objects(shape, SH.property), key=str)  # type: ignore[misc]


def _demands(shape: Term, shapes: Graph) -> Iterator[Demand]:
    path = shapes.value(shape, SH.path)
    message = _message(shape, shapes)
    for prop in shapes.objects(shape, SH.equals):
        yield Demand(prop, value=shapes.value(shape, SH.defaultValue), message=message)  # type: ignore[arg-type]
    count = max(_number(shapes.value(shape, SH.minCount)), _number(shapes.value(shape, SH.qualifiedMinCount)))
    fixed = shapes.value(shape, SH.hasValue)
    step = _first_step(path, shapes)  # type: ignore[arg-type]
    if step is None or not (count or fixed is not None):
        return
    plain = isinstance(path, URIRef)
    value = fixed if plain and fixed is not None else shapes.value(shape, SH.defaultValue)
    allowed = shapes.value(shape, SH["in"]) if plain else None
    choices = tuple(shapes.items(allowed)) if allowed is not None else ()
    inverse, prop = step
    several = (path, SH.alternativePath, None) in shapes
    yield Demand(prop, inverse, 1 if several else max(count, 1), value, choices, message)  # type: ignore[arg-type]


def _first_step(path: Term | None, shapes: Graph) -> tuple[bool, URIRef] | None:
    """The property, or inverse property, with which a path begins; the first of several ways."""
    if isinstance(path, URIRef):
        return False, path
    if not isinstance(path, BNode):
        return None
    first = next(iter(shapes.items(path)), None)
    if first is not None:
        return _first_step(first, shapes)  # type: ignore[arg-type]
    for step in STEPS:
        if (inner := shapes.value(path, step)) is not None:
            return _first_step(inner, shapes)  # type: ignore[arg-type]
    back = shapes.value(path, SH.inversePath)
    if isinstance(back, URIRef):
        return True, back
    ways = shapes.value(path, SH.alternativePath)
    return _first_step(next(iter(shapes.items(ways))), shapes) if ways is not None else None  # type: ignore[arg-type]


def _both(first: Demand | None, second: Demand) -> Demand:
    """Two demands on one property as one: the value that either knows, the stricter count, the first advice."""
    if first is None:
        return second
    return Demand(
        first.property,
        first.inverse,
        max(first.count, second.count),
        second.value if first.value is None else first.value,
        first.choices or second.choices,
        first.message or second.message,
    )


def _types(shape: Term, shapes: Graph) -> set[URIRef]:
    """The classes that a node shape demands of its focus node."""
    if (shape, SH.path, None) in shapes:
        return set()
    return {cls for cls in shapes.objects(shape, SH["class"]) if isinstance(cls, URIRef)}


def _message(shape: Term, shapes: Graph) -> str:
    said = [text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
    return str(min(said, key=lambda text: (text.language not in ("en", None), str(text)))) if said else ""


def _number(value: object) -> int:
    return int(str(value)) if value is not None else 0
