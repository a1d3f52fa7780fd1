"""Attributes: the literal values that the things of each class have, as observed."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.graph.schema import Edge
from kg.graph.words import normal_form, stem
from kg.qa.terrain import LITERAL, Place, Terrain
from kg.qa.units import Unit, unit_said
from kg.rdf import LABELS, XSD, local_name

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
YEAR = re.compile(r"[12]\d{3}")
NUMERIC = frozenset(
    XSD[name]
    for name in (
        "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger",
        "positiveInteger", "unsignedInt", "unsignedLong", "negativeInteger", "nonPositiveInteger",
    )
)  # fmt: skip
DATED = frozenset(XSD[name] for name in ("date", "dateTime", "gYear", "gYearMonth", "dateTimeStamp"))
NAMING = frozenset(map(stem, ("name", "title", "label")))
TRUTHS = {"t": "T", "f": "T", "true": "true", "false": "true", "yes": "yes", "no": "yes", "y": "Y", "n": "Y"}
TELLING = 0.9
PARTS_OF_NAMES = frozenset(map(stem, "first last given family middle nick second sur maiden user file domain".split()))
"""What such a name is called is not what a thing is called."""
TIMELY = frozenset(map(stem, ("year", "date", "time", "day", "since", "founded")))


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property whose values are literals, on the things of one class; `words` are the stems of its names."""

    owner: Place
    prop: URIRef
    numeric: bool
    dated: bool
    single: bool
    unique: bool
    telling: bool
    """Whether nearly every thing has a value of its own."""
    words: frozenset[str]
    truth: Literal | None = None
    """The value that says yes, where the values say yes and no."""
    unit: Unit | None = None
    """The unit of its numbers, where a name or a comment tells it."""

    @property
    def timely(self) -> bool:
        """Whether its values say when."""
        return self.dated or not self.words.isdisjoint(TIMELY)


@dataclass(frozen=True)
class Attributes:
    """The attributes of each class, and the one by which its things are named when they have no label."""

    by_owner: Mapping[Place, tuple[Attribute, ...]]
    by_property: Mapping[URIRef, tuple[Attribute, ...]]
    display: Mapping[Place, Attribute]


def read_attributes(terrain: Terrain) -> Attributes:
    """The attributes of a schema."""
    edges: dict[tuple[Place, URIRef], Edge] = {}
    for edge in terrain.schema.edges:
        if edge.is_literal:
            edges.setdefault((edge.start, edge.predicate), edge)
    by_owner: dict[Place, list[Attribute]] = defaultdict(list)
    by_property: dict[URIRef, list[Attribute]] = defaultdict(list)
    for place, ways in terrain.exits.items():
        for way in ways:
            edge_found = edges.get((place, way.hop.property))
            if way.place == LITERAL and edge_found is not None:
                attribute = _attribute(terrain, place, edge_found)
                by_owner[place].append(attribute)
                by_property[way.hop.property].append(attribute)
    display = {place: named for place, found in by_owner.items() if (named := _display(terrain, place, found))}
    return Attributes(
        {place: tuple(found) for place, found in by_owner.items()},
        {prop: tuple(found) for prop, found in by_property.items()},
        display,
    )


def _attribute(terrain: Terrain, place: Place, edge: Edge) -> Attribute:
    names = terrain.schema.names.get(edge.predicate)
    texts = names.all if names else (terrain.schema.name(edge.predicate),)
    dated = edge.datatype in DATED
    return Attribute(
        place, edge.predicate,
        numeric=not dated and (edge.datatype in NUMERIC or bool(NUMBER.fullmatch(edge.sample))),
        dated=dated,
        single=edge.triples == edge.subjects,
        unique=edge.objects >= edge.subjects == edge.triples,
        telling=edge.objects >= TELLING * edge.subjects,
        words=frozenset(word for text in texts for word in normal_form(text)),
        truth=_truth(edge),
        unit=unit_said(local_name(edge.predicate), (*texts, names.comment.partition(". ")[0] if names else "")),
    )  # fmt: skip


def _truth(edge: Edge) -> Literal | None:
    if edge.datatype == XSD.boolean:
        return Literal("true", datatype=XSD.boolean, normalize=False)
    said = TRUTHS.get(edge.sample.lower()) if edge.objects <= 2 else None
    return None if said is None else Literal(said.upper() if edge.sample.isupper() else said)


def _display(terrain: Terrain, place: Place, found: list[Attribute]) -> Attribute | None:
    """The attribute that names the things of a class: none where they have labels, else the shortest of its names."""
    if place is None or any(attribute.prop in LABELS for attribute in found):
        return None
    own = set(normal_form(terrain.schema.name(place)))
    texts = [a for a in found if a.words & NAMING and not (a.numeric or a.dated)]
    named = [a for a in texts if a.single and a.telling and not a.words & PARTS_OF_NAMES]
    return min(named, key=lambda a: (len(a.words - NAMING - own), len(a.words), str(a.prop)), default=None)
