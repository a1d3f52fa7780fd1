"""Routes: how the answer may hang together with a thing that the question names, over one to three hops."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.graph.marks import Marks
from kg.qa.forms import Hop, Path
from kg.qa.reading import Choices, Likeness
from kg.qa.terrain import LITERAL, Exit, Place, Terrain

MAX_HOPS = 3
BEAM = 14
HOP_COST = 0.25
FLOOR, CEILING = 0.15, 0.70
"""Cosines at or below the floor say nothing; at the ceiling they say almost as much as a named relation."""
UNNAMED = 0.75
BY_WORD = 0.55
"""One word that is like a relation says a little less than the whole question."""
NEED = 0.5
GROUP = 0.25
REPEATED = 0.3
"""Words that name one hop of a route say little of another."""


@dataclass(frozen=True, slots=True)
class Route:
    """A path from a named thing to a place, how well the question speaks of it, and the positions that do."""

    path: Path
    places: tuple[Place, ...]
    relevance: float
    explained: frozenset[int]

    @property
    def end(self) -> Place:
        """Where the last hop leads."""
        return self.places[-1]

    @property
    def score(self) -> float:
        """Relevance less a cost for every hop after the first."""
        return self.relevance - HOP_COST * (len(self.path) - 1)


@dataclass(frozen=True)
class Relevance:
    """How much a question, under one choice of candidates, speaks of a property."""

    terrain: Terrain
    marks: Marks
    likeness: Likeness
    named: Choices
    known: dict[URIRef, tuple[float, frozenset[int]]] = field(default_factory=dict)
    found: dict[tuple[tuple[Exit, ...], Place, int], tuple[Route, ...]] = field(default_factory=dict)

    def routes(self, exits: tuple[Exit, ...], goal: Place, count: int) -> tuple[Route, ...]:
        """The `count` best routes over these exits to a place; each is sought once in a question."""
        key = (exits, goal, count)
        if key not in self.found:
            self.found[key] = find_routes(self.terrain, exits, goal, self, count)
        return self.found[key]

    def of(self, hop: Hop) -> tuple[float, frozenset[int]]:
        """The relevance of a hop in [0, 1] and the positions of the words that name it."""
        if hop.property not in self.known:
            self.known[hop.property] = self._of(hop)
        return self.known[hop.property]

    def _of(self, hop: Hop) -> tuple[float, frozenset[int]]:
        family = self._family(hop.property)
        named = [
            (c.candidate.score, c.mention)
            for c in self.named
            if self._property(c.term, c.candidate.entry.kind) in family
        ]
        if named:
            score = max(score for score, _ in named)
            return score, frozenset(i for _, mention in named for i in range(mention.start, mention.end))
        likeness = max((self._likeness(prop) for prop in family), default=0.0)
        return max(likeness, self._need(family)), frozenset()

    def strongest(self, prop: URIRef) -> URIRef:
        """The relation that the strongest strength states, for one that another states; any other as it is."""
        stated = self.marks.states
        inverse = self.terrain.schema.inverses.get(prop)
        if not stated or not {prop, inverse} & set(stated.values()):
            return prop
        best = min(stated, key=lambda strength: (self.marks.ranks.get(strength, 99), str(strength)))
        return stated[best]

    def _need(self, family: frozenset[URIRef]) -> float:
        """What is meant when the question names no relation: most likely the strongest need, or the group."""
        strongest = min(self.marks.ranks.values(), default=0)
        stated = {prop for strength, prop in self.marks.states.items() if self.marks.ranks.get(strength) == strongest}
        if family & stated:
            return NEED
        return GROUP if not family.isdisjoint(self.marks.properties("group")) else 0.0

    def _property(self, term: URIRef, kind: Kind) -> URIRef | None:
        if kind is Kind.PROPERTY:
            return term
        return self.marks.states.get(term) if kind is Kind.ENTITY else None

    def _family(self, prop: URIRef) -> frozenset[URIRef]:
        inverse = self.terrain.schema.inverses.get(prop)
        return frozenset({prop} if inverse is None else {prop, inverse})

    def _likeness(self, prop: URIRef) -> float:
        each = max((alike.get(prop, 0.0) for alike in self.likeness.words.values()), default=0.0)
        similarity = max(self.likeness.whole.get(prop, 0.0), each * BY_WORD)
        return UNNAMED * min(1.0, max(0.0, (similarity - FLOOR) / (CEILING - FLOOR)))


@dataclass(frozen=True)
class Relevances:
    """The relevance under each set of named relations, for one question; sets that name the same ones share it."""

    terrain: Terrain
    marks: Marks
    likeness: Likeness
    known: dict[Choices, Relevance] = field(default_factory=dict)

    def of(self, choices: Choices) -> Relevance:
        """The relevance when these choices are affirmed."""
        links = tuple(c for c in choices if c.candidate.entry.kind is Kind.PROPERTY or c.term in self.marks.states)
        if links not in self.known:
            self.known[links] = Relevance(self.terrain, self.marks, self.likeness, links)
        return self.known[links]


def find_routes(
    terrain: Terrain, exits: Sequence[Exit], goal: Place, relevance: Relevance, count: int
) -> tuple[Route, ...]:
    """The `count` best routes over these exits that end at the goal, or anywhere when the goal is None."""
    frontier = [_extend(None, way, relevance) for way in exits]
    found: dict[tuple[Path, Place], Route] = {}
    for depth in range(1, MAX_HOPS + 1):
        for route in frontier:
            if accepts(terrain, route.end, goal):
                found.setdefault((route.path, goal or route.end), route)
        if depth == MAX_HOPS:
            break
        frontier = _expand(terrain, _best(frontier, BEAM), relevance)
    return tuple(_best(found.values(), count))


def accepts(terrain: Terrain, place: Place, goal: Place) -> bool:
    """Whether things at a place may be what is sought."""
    if goal is None or place == goal:
        return True
    if place is None or place == LITERAL:
        return False
    return goal in terrain.schema.within(place) or place in terrain.schema.within(goal)


def _expand(terrain: Terrain, routes: Iterable[Route], relevance: Relevance) -> list[Route]:
    onward = terrain.exits
    return [_extend(route, way, relevance) for route in routes for way in onward.get(route.end, ())]


def _extend(route: Route | None, way: Exit, relevance: Relevance) -> Route:
    score, explained = relevance.of(way.hop)
    if route is None:
        return Route((way.hop,), (way.place,), score, explained)
    if explained and explained <= route.explained:
        score, explained = min(score, REPEATED), frozenset()
    length = len(route.path)
    mean = (route.relevance * length + score) / (length + 1)
    return Route((*route.path, way.hop), (*route.places, way.place), mean, route.explained | explained)


def _best(routes: Iterable[Route], count: int) -> list[Route]:
    scored = [(round(route.score, 6), route) for route in routes]
    worst = nlargest(count, (score for score, _ in scored))[-1:]
    return sorted((route for score, route in scored if score >= worst[0]), key=_key)[:count] if worst else []


def _key(route: Route) -> tuple[float, int, list[tuple[str, bool]], str]:
    return (-round(route.score, 6), len(route.path), [(str(h.property), h.forward) for h in route.path], str(route.end))
