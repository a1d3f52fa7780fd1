"""Surroundings: what stands near an operator in a question, and what an adjective or a date may speak of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind
from kg.graph.words import stem
from kg.qa.attributes import Attribute
from kg.qa.drafting import Draft
from kg.qa.measures import QUANTITIES, reversed_by
from kg.qa.operators import Act, Operator
from kg.qa.parts import Part, same_things
from kg.qa.reading import Analysis, Likeness
from kg.qa.regions import Region
from kg.qa.terrain import Place
from kg.qa.units import Unit, converted
from kg.rdf import XSD

REACH = 4
LIKE = 0.35


@dataclass
class Surroundings:
    """The operators, parts and draft of one question; `used` are the parts that operators have taken."""

    analysis: Analysis
    operators: Sequence[Operator]
    regions: Sequence[Region]
    parts: Sequence[Part]
    likeness: Likeness
    draft: Draft
    scope: frozenset[int]
    """The tokens whose numbers are its to place."""
    used: set[Part] = field(default_factory=set)
    spent: set[Operator] = field(default_factory=set)
    counted: set[Part] = field(default_factory=set)

    def _spend(self, operator: Operator) -> None:
        self.spent.add(operator)
        self.draft.explained.update(range(operator.start, operator.end))

    def _take(self, part: Part) -> None:
        self.used.add(part)
        self.draft.explained.update(part.positions)

    # what is near

    def after(self, operator: Operator, reach: int, test: Callable[[Part], bool]) -> Part | None:
        """The first fitting part that begins at most `reach` words after an operator."""
        found = [p for p in self.parts if 0 <= p.start - operator.end <= reach and test(p)]
        return min(found, key=lambda p: p.start, default=None)

    def before(self, operator: Operator, reach: int, test: Callable[[Part], bool]) -> Part | None:
        """The last fitting part that ends at most `reach` words before an operator."""
        found = [p for p in self.parts if 0 <= operator.start - p.end <= reach and test(p)]
        return max(found, key=lambda p: p.start, default=None)

    def next_operator(self, operator: Operator, act: Act) -> Operator | None:
        """The operator of a kind that stands directly after another, but for an article."""
        return next((o for o in self.operators if o.act is act and 0 <= o.start - operator.end <= 1), None)

    def focus(self, operator: Operator) -> Place:
        """The class that an operator most likely speaks of: named right after it, or last before it, or the root."""
        after = self.after(operator, 1, is_class)
        before = self.before(operator, 99, lambda p: p.kind in (Kind.CLASS, Kind.PROPERTY) and p.owner is not None)
        part = after or before
        return part.owner if part is not None else self.draft.root.place

    def quantity(self, adjective: str, place: Place) -> tuple[Attribute, bool] | None:
        """The attribute that an adjective measures on the things of a class, and whether it runs backward."""
        nouns = QUANTITIES.get(adjective, ())
        for where in dict.fromkeys([place, self.draft.root.place, *(spot.place for spot in self.draft.tree.spots)]):
            found = [a for a in self._attributes(where) if a.numeric or a.timely]
            for noun in nouns:
                fitting = sorted((a for a in found if stem(noun) in a.words), key=lambda a: (len(a.words), str(a.prop)))
                if fitting:
                    return fitting[0], reversed_by(adjective, noun)
            likes = self.likeness.words.get(adjective, {})
            near = max(found, key=lambda a: (likes.get(a.prop, 0.0), str(a.prop)), default=None)
            if near is not None and likes.get(near.prop, 0.0) >= LIKE:
                return near, False
        return None

    def _attributes(self, place: Place) -> Iterable[Attribute]:
        schema = self.draft.joiner.terrain.schema
        for owner, found in self.draft.attributes.by_owner.items():
            if same_things(schema, owner, place):
                yield from found

    def moment(self, place: Place) -> Attribute | None:
        """The attribute that says when, on the things of a class or of the draft's other classes."""
        for where in dict.fromkeys([place, *(spot.place for spot in self.draft.tree.spots)]):
            found = [a for a in self._attributes(where) if a.timely]
            if found:
                return min(found, key=lambda a: (stem("year") not in a.words, len(a.words), str(a.prop)))
        return None

    def measured_in(self, unit: Unit | None, place: Place) -> Attribute | None:
        """The one attribute whose values are measured as a unit measures, on the things of a class or of the draft."""
        for where in dict.fromkeys([place, *(spot.place for spot in self.draft.tree.spots)]):
            own = self._attributes(where)
            found = {a.prop: a for a in own if unit and a.unit and a.unit.dimension == unit.dimension}
            if len(found) == 1:
                return next(iter(found.values()))
        return None

    def bind(self, attribute: Attribute, owner: Place) -> str | None:
        """The variable of an attribute's value on the things of a class."""
        fits = same_things(self.draft.joiner.terrain.schema, owner, attribute.owner)
        thing = self.draft.variable(owner) if fits else self.draft.variable(attribute.owner)
        return None if thing is None else self.draft.value(thing, attribute.prop)

    def bind_part(self, part: Part) -> str | None:
        """The variable for what a part stands for."""
        if part.kind is Kind.CLASS:
            return self.draft.variable(part.owner)
        thing = self.draft.variable(part.owner)
        return None if thing is None else self.draft.value(thing, URIRef(str(part.candidate.entry.term)))


def is_class(part: Part) -> bool:
    """Whether a part names a class."""
    return part.kind is Kind.CLASS


def is_named(part: Part) -> bool:
    """Whether a part names a class or a property."""
    return part.kind in (Kind.CLASS, Kind.PROPERTY)


def is_quantity(part: Part) -> bool:
    """Whether a part names a property whose values are numbers or dates."""
    return (
        part.kind is Kind.PROPERTY and part.attribute is not None and (part.attribute.numeric or part.attribute.dated)
    )


def is_timely(part: Part) -> bool:
    """Whether a part names a property whose values say when."""
    return part.attribute is not None and part.attribute.timely


def literal(number: float) -> Literal:
    """A number as a literal, whole where it is."""
    whole = number == int(number)
    return Literal(str(int(number)) if whole else str(number), datatype=XSD.integer if whole else XSD.decimal)


def value_of(operator: Operator, attribute: Attribute | None) -> Literal:
    """The number that an operator compares with, as the values of an attribute are given: a year, or in their unit."""
    number = operator.number or 0
    if attribute is None:
        return literal(number)
    return year(number) if attribute.dated else literal(converted(number, operator.unit, attribute.unit))


def year(number: float) -> Literal:
    """A year as a literal."""
    return Literal(str(int(number)), datatype=XSD.gYear, normalize=False)
