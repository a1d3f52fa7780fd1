"""Steps: a beam of chains over the schema, each step matched with the words that speak of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import nlargest
from itertools import product

from rdflib import URIRef

from kg.qa.clues import Clue
from kg.qa.forms import Hop, Path
from kg.qa.routes import Relevance
from kg.qa.terrain import LITERAL, Exit, Place

MAX_HOPS = 4
MAX_BRANCH, BRANCHES = 3, 24
BEAM = 24
KEPT = 10
STEP = 0.4
"""What every step after the first costs."""
TURN = 0.3
"""What it costs to go back to a word that was passed."""
UNMATCHED = 0.5
"""What a word costs that no step explains."""
VAGUE = 0.12
"""What each further relation costs that would lead as well to what is said, when no word speaks of the relation."""
ASKED = 0.4
"""What it brings to end at what is asked for, and costs not to."""
OWN = 0.5
"""How much is said by a word for what the thing itself is."""
DIRECTION = 0.12
"""What the order of the words says for or against a direction."""
RETURN = 0.1
"""What it costs to go back over a relation when nothing says that something is shared."""
AGAIN = 0.6
"""What it costs to go back when the word for the relation is said twice."""
MOST = 3.0
MOSTLY = 0.6
SHARED = 0.7
"""How much "same", "share" or "together" says of going back over the relation one came by."""
UNSAID = 0.45
"""How much a relation that the question is like says of a step that no word speaks of."""
SILENT = 0.3
"""A step with less said for it is silent; one of these is enough."""


@dataclass(frozen=True, slots=True)
class Said:
    """How strongly a step is spoken of, by which clues, and whether only the class it leads to is."""

    strength: float
    clues: frozenset[int] = frozenset()
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A way taken, and what is said of it."""

    way: Exit
    said: Said


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps from a thing, the clues used, where in the order the last of these stands, and what speaks for it all.

    `turns` counts the clues that stand before one used earlier; `length` the clues there were to be matched; `ends` is
    1 when the last step is what is asked for, -1 when it is not, 0 when nothing tells.
    """

    steps: tuple[Step, ...] = ()
    used: frozenset[int] = frozenset()
    last: int = -1
    score: float = 0.0
    turns: int = 0
    length: int = 1
    ends: float = 0.0

    @property
    def path(self) -> Path:
        """The hops."""
        return tuple(step.way.hop for step in self.steps)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the hops lead."""
        return tuple(step.way.place for step in self.steps)

    @property
    def gains(self) -> tuple[float, ...]:
        """How strongly each step is said, bounded."""
        return tuple(min(MOST, step.said.strength) for step in self.steps)

    @property
    def key(self) -> str:
        """The steps as a text, the same for the same steps."""
        return " ".join(f"{s.way.hop.property} {s.way.hop.forward} {s.way.place}" for s in self.steps)

    def rank(self) -> tuple[float, str]:
        """Best first, and always the same order."""
        return (-round(self.score, 6), self.key)


@dataclass(frozen=True)
class Search:
    """A beam over the schema for one set of clues; `own` are those that may say what the thing itself is."""

    relevance: Relevance
    clues: Sequence[Clue]
    own: Sequence[int] = ()
    kind: bool = False
    """Whether the thing is itself what is asked for, as the kind of what the answer is."""
    known: dict[Exit, tuple[list[Said], list[Said], float]] = field(default_factory=dict)

    def run(self, exits: Sequence[Exit], order: Sequence[int]) -> list[Chain]:
        """The best chains over these exits of a thing, when the clues are read in an order."""
        return sorted(map(self._closed, self._grown(exits, order, MAX_HOPS)), key=Chain.rank)[:KEPT]

    def branches(self, exits: Sequence[Exit], order: Sequence[int]) -> list[Chain]:
        """Chains that need neither end at what is asked for nor use every clue, best first."""
        return sorted(self._grown(exits, order, MAX_BRANCH), key=Chain.rank)[:BRANCHES]

    def _grown(self, exits: Sequence[Exit], order: Sequence[int], hops: int) -> list[Chain]:
        places = {number: place for place, number in enumerate(order)}
        starts = [Chain(), *(Chain(used=frozenset({n}), score=OWN) for n in self.own)]
        frontier = self._best(step for start in starts for step in self._onward(start, exits, places))
        found = list(frontier)
        for _ in range(1, hops):
            exits_of = self.relevance.terrain.exits
            steps = (s for c in frontier for s in self._onward(c, exits_of.get(c.places[-1], ()), places))
            frontier = self._best(steps)
            found += frontier
        return found

    def _best(self, chains: Iterable[Chain]) -> list[Chain]:
        valued = [(round(chain.score + UNMATCHED * len(chain.used & self._content), 6), chain) for chain in chains]
        worst = min(nlargest(BEAM, (value for value, _ in valued)), default=0.0)
        kept = [(-value, chain) for value, chain in valued if value >= worst]
        return [chain for _, chain in sorted(kept, key=lambda pair: (pair[0], pair[1].key))[:BEAM]]

    @cached_property
    def _content(self) -> frozenset[int]:
        """The clues that have to be matched."""
        return frozenset(n for n, clue in enumerate(self.clues) if clue.content or clue.shared)

    @cached_property
    def _sharing(self) -> frozenset[int]:
        return frozenset(n for n, clue in enumerate(self.clues) if clue.shared)

    def _closed(self, chain: Chain) -> Chain:
        """A chain that has come to its end: what is left unmatched counts against it."""
        asked = {n for n, clue in enumerate(self.clues) if clue.asked}
        ends = 0.0 if not asked else 1.0 if self._is_asked(asked, chain.steps[-1]) else -1.0
        if self.kind:
            ends = 1.0 if len(chain.steps) == 1 and not chain.steps[0].way.hop.forward else -1.0
        score = chain.score + ASKED * ends - UNMATCHED * len(self._content - chain.used)
        return replace(chain, score=score, length=max(1, len(self._content | chain.used)), ends=ends)

    def _is_asked(self, asked: Set[int], step: Step) -> bool:
        """Whether a step leads to what is asked for, as the word for this mostly says."""
        schema, prop, place = self.relevance.terrain.schema, step.way.hop.property, step.way.place
        terms = {prop, schema.inverses.get(prop), *(schema.within(place) if place is not None else ())}
        for n in asked & step.said.clues:
            says = self.clues[n].says
            if says and max(says.get(term, 0.0) for term in terms if term) >= MOSTLY * max(says.values()):
                return True
        return False

    def _onward(self, chain: Chain, exits: Iterable[Exit], places: Mapping[int, int]) -> Iterable[Chain]:
        """The chain with one more step."""
        quiet = any(step.said.strength < SILENT for step in chain.steps)
        ways = Counter(way.place for way in exits)
        for way in exits:
            for said in self._sayings(chain, way):
                if said.strength >= SILENT or not quiet:
                    cost = VAGUE * min(3, ways[way.place] - 1) if said.vague else 0.0
                    cost += self._returning(chain, way, said)
                    yield _extended(chain, Step(way, said), cost, places)

    def _returning(self, chain: Chain, way: Exit, said: Said) -> float:
        """What it costs to go back; more when the same word is said again, as in "the parent's parent"."""
        if not self._returns(chain, way) or not said.clues.isdisjoint(self._sharing):
            return 0.0
        before = [self.clues[n].says for n in chain.steps[-1].said.clues]
        return AGAIN if any(self.clues[n].says in before for n in said.clues) else RETURN

    def _sayings(self, chain: Chain, way: Exit) -> Iterable[Said]:
        """How unused clues may speak of a step: its relation, its class, both or neither."""
        relation, place, unsaid = self._of(way)
        relation = [said for said in relation if said.clues.isdisjoint(chain.used)]
        place = [said for said in place if said.clues.isdisjoint(chain.used)]
        if self._returns(chain, way):
            relation += [Said(SHARED, frozenset({n})) for n in sorted(self._sharing - chain.used)[:1]]
        yield Said(unsaid, frozenset(), vague=True)
        yield from relation
        for said in place:
            vague = not any(other.clues == said.clues for other in relation)
            yield replace(said, strength=said.strength + (unsaid if vague else 0.0), vague=vague)
        for one, other in product(relation, place):
            if one.clues != other.clues:
                yield Said(one.strength + other.strength, one.clues | other.clues)

    def _returns(self, chain: Chain, way: Exit) -> bool:
        """Whether a step goes back over the relation that the chain came by."""
        return bool(chain.steps) and chain.steps[-1].way.hop == Hop(way.hop.property, not way.hop.forward)

    def _of(self, way: Exit) -> tuple[list[Said], list[Said], float]:
        if way not in self.known:
            schema, prop = self.relevance.terrain.schema, way.hop.property
            inverse = schema.inverses.get(prop)
            relation = [self._turned(said, way.hop) for said in self._said((prop, *([inverse] if inverse else [])))]
            open_place = way.place is None or way.place == LITERAL
            place = [] if open_place else self._said(tuple(schema.within(way.place)))  # type: ignore[arg-type]
            self.known[way] = (relation, place, UNSAID * self.relevance.of(way.hop)[0])
        return self.known[way]

    def _turned(self, said: Said, hop: Hop) -> Said:
        """More strongly said when the order of the words has the relation run this way, less when the other way."""
        clue = self.clues[min(said.clues)]
        inverse = self.relevance.terrain.schema.inverses.get(hop.property)
        if hop.property not in clue.named and inverse not in clue.named:
            return said
        agrees = (hop.forward is (hop.property in clue.named)) is clue.outward
        return replace(said, strength=said.strength + (DIRECTION if agrees else -DIRECTION))

    def _said(self, terms: Sequence[URIRef]) -> list[Said]:
        strengths = [(max(clue.says.get(term, 0.0) for term in terms), n) for n, clue in enumerate(self.clues)]
        best = sorted((pair for pair in strengths if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))[:3]
        return [Said(strength, frozenset({n})) for strength, n in best]


def _extended(chain: Chain, step: Step, cost: float, places: Mapping[int, int]) -> Chain:
    clues = step.said.clues
    turns = sum(places[n] < chain.last for n in clues)
    return Chain(
        (*chain.steps, step),
        chain.used | clues,
        max([chain.last, *(places[n] for n in clues)]),
        chain.score + step.said.strength - cost - TURN * turns - (STEP if chain.steps else 0.0),
        chain.turns + turns,
    )
