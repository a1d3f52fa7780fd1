"""Drafts: a logical form while the parts and operators of a question are given their roles in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rdflib import URIRef

from kg.qa.attributes import Attribute, Attributes
from kg.qa.forms import Aggregate, Ask, Comparison, Condition, Having, Hop, LogicalForm, Order, Pattern, is_variable
from kg.qa.joining import Joiner, Spot, Tree
from kg.qa.terrain import Place
from kg.qa.variables import fresh, variable_name


@dataclass
class Draft:
    """What is known so far of the form; patterns are kept in order, each once."""

    joiner: Joiner
    attributes: Attributes
    tree: Tree
    typed: frozenset[Place]
    patterns: dict[Pattern, None] = field(default_factory=dict)
    comparisons: list[Comparison] = field(default_factory=list)
    excluded: list[tuple[Condition, ...]] = field(default_factory=list)
    choices: list[tuple[str, tuple[URIRef, ...]]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    having: list[Having] = field(default_factory=list)
    order: Order | None = None
    per: str | None = None
    explained: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.patterns.update(dict.fromkeys(self.tree.patterns))

    @property
    def root(self) -> Spot:
        """What the draft is about."""
        return self.tree.root

    def variable(self, place: Place) -> str | None:
        """The variable for things of a class."""
        spot = self.joiner.spot(self.tree, place)
        return None if spot is None else spot.variable

    def value(self, owner: str, prop: URIRef) -> str:
        """The variable for a value of a thing, with the pattern that binds it; the same one when asked again."""
        for pattern in self.patterns:
            if pattern.subject == owner and pattern.property == prop and is_variable(pattern.object):
                return str(pattern.object)
        name = self.fresh(variable_name(self.joiner.terrain.schema, None, Hop(prop)))
        self.patterns[Pattern(owner, prop, name)] = None
        return name

    def fresh(self, name: str) -> str:
        """A name that no variable has."""
        nodes = {str(n) for p in self.patterns for n in (p.subject, p.object) if is_variable(n)}
        return fresh(name, nodes | self.tree.variables)

    def display(self, spot: Spot) -> str:
        """The variable that shows a thing: its name where it has no label, else the thing itself."""
        named = self._name_of(spot.place)
        return spot.variable if named is None else self.value(spot.variable, named.prop)

    def _name_of(self, place: Place) -> Attribute | None:
        if place in self.attributes.display:
            return self.attributes.display[place]
        schema = self.joiner.terrain.schema
        broader = sorted(schema.within(place)) if place is not None else []
        return next((self.attributes.display[cls] for cls in broader if cls in self.attributes.display), None)

    def show(self, variable: str) -> None:
        """One more column."""
        if variable not in self.shown:
            self.shown.append(variable)

    def form(self, ask: Ask) -> LogicalForm:
        """The form as it stands."""
        return LogicalForm(
            ask,
            tuple(self.patterns),
            types=self.types(self.tree.spots),
            choices=tuple(self.choices),
            excluded=tuple(self.excluded),
            comparisons=tuple(self.comparisons),
            shown=tuple(self.shown),
            aggregates=tuple(self.aggregates),
            order=self.order,
            per=self.per,
            having=tuple(self.having),
        )

    def types(self, spots: Sequence[Spot]) -> tuple[tuple[str, URIRef], ...]:
        """The classes that have to be stated: of the root, and of what the question names by its class."""
        known = self.joiner.terrain.schema.classes
        return tuple(
            (spot.variable, spot.place)
            for spot in spots
            if spot.place is not None and spot.place in known and (spot.place in self.typed or spot == self.root)
        )
