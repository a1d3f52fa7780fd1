"""Joining: the smallest trees over the schema that hold together all that a reading names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rdflib import Literal, URIRef

from kg.model import Term
from kg.qa.forms import Hop, Node, Pattern
from kg.qa.parts import same_things
from kg.qa.routes import Relevance, Route
from kg.qa.terrain import LITERAL, Exit, Place, Terrain
from kg.qa.variables import fresh, variable_name

ROUTES = 3
TREES = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A variable of a tree and the class of the things it stands for."""

    variable: str
    place: Place


@dataclass(frozen=True, slots=True)
class Tree:
    """Joined variables: the root first, the patterns between them, and what speaks for the joins."""

    spots: tuple[Spot, ...]
    patterns: tuple[Pattern, ...] = ()
    scores: tuple[float, ...] = ()
    explained: frozenset[int] = frozenset()

    @property
    def root(self) -> Spot:
        """What the tree grows from."""
        return self.spots[0]

    @property
    def variables(self) -> frozenset[str]:
        """The names in use."""
        nodes = {str(n) for p in self.patterns for n in (p.subject, p.object) if not isinstance(n, (URIRef, Literal))}
        return frozenset({*nodes, *(spot.variable for spot in self.spots)})

    @property
    def score(self) -> float:
        """How good its joins are; every join that is not needed costs."""
        return sum(score - 1.0 for score in self.scores)


@dataclass(frozen=True)
class Joiner:
    """Joins places of one map."""

    terrain: Terrain
    relevance: Relevance

    def start(self, place: Place) -> Tree:
        """A tree of one variable."""
        return Tree((Spot(variable_name(self.terrain.schema, place, None), place),))

    def spot(self, tree: Tree, place: Place) -> Spot | None:
        """The variable of a tree that stands for things of a class."""
        schema = self.terrain.schema
        exact = [spot for spot in tree.spots if spot.place == place]
        return next(iter([*exact, *(spot for spot in tree.spots if same_things(schema, spot.place, place))]), None)

    def reach(self, tree: Tree, place: Place) -> tuple[Tree, ...]:
        """The tree with things of a class among its variables, in the best ways."""
        if self.spot(tree, place) is not None:
            return (tree,)
        return self.grow(tree, place)

    def grow(self, tree: Tree, place: Place) -> tuple[Tree, ...]:
        """The tree with one more variable for things of a class, in the best ways."""
        found = [
            (route.score - 0.05 * number, spot, route)
            for number, spot in enumerate(tree.spots)
            for route in self._routes(self._exits(spot.place), place)
        ]
        best = sorted(found, key=lambda item: (-round(item[0], 6), len(item[2].path), str(item[2].path)))[:ROUTES]
        return tuple(self._extended(tree, spot.variable, route, place) for _, spot, route in best)

    def anchor(self, tree: Tree, term: Term, exits: Sequence[Exit]) -> tuple[Tree, ...]:
        """The tree joined with a thing that the question names, in the best ways."""
        found = [
            (route.score - 0.05 * number, spot, route)
            for number, spot in enumerate(tree.spots)
            for route in self._routes(tuple(exits), spot.place)
        ]
        best = sorted(found, key=lambda item: (-round(item[0], 6), len(item[2].path), str(item[2].path)))[:ROUTES]
        return tuple(self._anchored(tree, term, spot.variable, route) for _, spot, route in best)

    def _exits(self, place: Place) -> tuple[Exit, ...]:
        exits, schema = self.terrain.exits, self.terrain.schema
        own = exits.get(place, ())
        if place is None:
            return own
        others = [
            p
            for p in exits
            if p and p != place and (p in schema.within(place) or (not own and place in schema.within(p)))
        ]
        return tuple(dict.fromkeys([*own, *(way for p in sorted(others) for way in exits[p])]))

    def _routes(self, exits: tuple[Exit, ...], goal: Place) -> tuple[Route, ...]:
        return self.relevance.routes(tuple(way for way in exits if way.place != LITERAL), goal, ROUTES)

    def _extended(self, tree: Tree, start: str, route: Route, place: Place) -> Tree:
        names, patterns = self._walk(tree, start, route, None)
        places = (*route.places[:-1], place)
        spots = tuple(Spot(name, where) for name, where in zip(names, places, strict=True))
        return Tree(
            (*tree.spots, *spots),
            (*tree.patterns, *patterns),
            (*tree.scores, route.score),
            tree.explained | route.explained,
        )

    def _anchored(self, tree: Tree, term: Term, end: str, route: Route) -> Tree:
        assert isinstance(term, (URIRef, Literal))
        names, patterns = self._walk(tree, term, route, end)
        spots = tuple(Spot(name, where) for name, where in zip(names[:-1], route.places, strict=False))
        return replace(
            tree,
            spots=(*tree.spots, *spots),
            patterns=(*tree.patterns, *patterns),
            scores=(*tree.scores, route.score),
            explained=tree.explained | route.explained,
        )

    def _walk(self, tree: Tree, start: Node, route: Route, end: str | None) -> tuple[list[str], list[Pattern]]:
        """The variables and patterns along a route from a node, to a variable that exists or to a new one."""
        taken, here = set(tree.variables), start
        names: list[str] = []
        patterns: list[Pattern] = []
        for step, (hop, place) in enumerate(zip(route.path, route.places, strict=True)):
            last = step == len(route.path) - 1
            name = end if last and end else fresh(self._name(place, hop), taken)
            taken.add(name)
            names.append(name)
            patterns.append(_pattern(here, hop, name))
            here = name
        return names, patterns

    def _name(self, place: Place, hop: Hop) -> str:
        return variable_name(self.terrain.schema, place, hop)


def _pattern(here: Node, hop: Hop, there: str) -> Pattern:
    return Pattern(here, hop.property, there) if hop.forward else Pattern(there, hop.property, here)


def best_trees(trees: Iterable[Tree]) -> tuple[Tree, ...]:
    """The few best of some trees."""
    ranked = sorted(
        dict.fromkeys(trees), key=lambda tree: (-round(tree.score, 6), len(tree.patterns), repr(tree.patterns))
    )
    return tuple(ranked[:TREES])
