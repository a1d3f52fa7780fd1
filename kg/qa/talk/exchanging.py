"""Exchanging: what a fragment puts in the place of what in the question before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.graph.schema import Schema
from kg.model import Term
from kg.qa.lookups import Lookups
from kg.qa.reading import Analysis, Candidate, Choice, Choices, Mention

LIKELY = 0.5
SAME, ALIKE, CARRIED = 1.0, 0.8, 0.95
"""What it is worth that two things are of one class, of one wider class, or that one is named by a value of it."""
LINKED = 0.9
"""A word that names both a class and a relation is rather the class."""
WIDE = 4
"""A class with more than so many times the things of another is no longer of its kind."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A mention, as one of its candidates, for a choice in the question before; `score` says how well they fit."""

    old: Choice
    mention: Mention
    candidate: Candidate
    score: float


@dataclass(frozen=True)
class Exchanger:
    """Finds what the mentions of a fragment stand for in the place of earlier choices."""

    schema: Schema
    lookups: Lookups
    choices: Choices

    def exchanges(self, mentions: Sequence[Mention]) -> tuple[Exchange, ...]:
        """For each mention the best exchange, where there is one."""
        candidates = [c for m in mentions for c in m.candidates] + [c.candidate for c in self.choices]
        things = {c.entry.term for c in candidates if c.entry.kind is Kind.ENTITY}
        carried = {c: self._bearers(c) for c in candidates if c.entry.kind is Kind.VALUE}
        things.update(thing for bearers in carried.values() for thing in bearers)
        classes = self.lookups.classes(things)
        found = []
        for mention in mentions:
            options = [
                exchange
                for number, old in enumerate(self.choices)
                for candidate in mention.candidates
                for exchange in self._exchange(old, mention, candidate, classes, carried.get(candidate, ()))
            ]
            best = max(options, key=_rank, default=None)
            found += [best] if best is not None else []
        return tuple(found)

    def _bearers(self, candidate: Candidate) -> tuple[URIRef, ...]:
        value, prop = candidate.entry.term, candidate.entry.property
        return self.lookups.bearers([(prop, value)]) if prop is not None and isinstance(value, Literal) else ()

    def _exchange(
        self,
        old: Choice,
        mention: Mention,
        candidate: Candidate,
        classes: Mapping[Term, frozenset[URIRef]],
        bearers: Collection[URIRef],
    ) -> list[Exchange]:
        """The exchanges of one candidate for one earlier choice: like for like."""
        before, entry = old.candidate.entry, candidate.entry
        kinds = (before.kind, entry.kind)
        if kinds == (Kind.ENTITY, Kind.VALUE):
            return [e for thing in bearers for e in self._carried(old, mention, candidate, thing, classes)]
        if kinds == (Kind.ENTITY, Kind.ENTITY):
            fit = self._likeness(classes.get(before.term, frozenset()), classes.get(entry.term, frozenset()))
        elif kinds == (Kind.VALUE, Kind.VALUE):
            fit = SAME if before.property == entry.property else 0.0
        else:
            fit = (
                LINKED * (before.kind is entry.kind)
                if before.kind is Kind.PROPERTY
                else float(before.kind is entry.kind)
            )
        return [Exchange(old, mention, candidate, round(fit * candidate.score, 4))] if fit else []

    def _carried(
        self,
        old: Choice,
        mention: Mention,
        candidate: Candidate,
        thing: URIRef,
        classes: Mapping[Term, frozenset[URIRef]],
    ) -> list[Exchange]:
        fit = self._likeness(classes.get(old.term, frozenset()), classes.get(thing, frozenset()))
        named = Candidate(LexicalEntry(mention.surface, Kind.ENTITY, thing), round(candidate.score * CARRIED, 4))
        return [Exchange(old, mention, named, round(fit * named.score, 4))] if fit else []

    def _likeness(self, one: frozenset[URIRef], other: frozenset[URIRef]) -> float:
        """How much alike things are by their classes: a class that both are in says the less, the more it holds."""
        if not one or not other:
            return SAME if one == other else 0.0
        shared = self._widened(one) & self._widened(other)
        least = min((self._size(cls) for cls in shared), default=0)
        if not least or least <= max(min(map(self._size, one)), min(map(self._size, other))):
            return SAME if least else 0.0
        return ALIKE if least <= WIDE * min(map(self._size, one)) else 0.0

    def _widened(self, classes: frozenset[URIRef]) -> frozenset[URIRef]:
        return frozenset(wider for cls in classes for wider in self.schema.within(cls))

    def _size(self, cls: URIRef) -> int:
        """How many things a class has, in narrower classes too when none are stated to be in itself."""
        known = self.schema.classes
        return known.get(cls) or sum(n for each, n in known.items() if cls in self.schema.within(each))


def _rank(exchange: Exchange) -> tuple[float, int, str]:
    """The best fit last, and of equal ones what was named last."""
    return exchange.score, exchange.old.mention.start, str(exchange.candidate.entry.term)


def picked_mentions(analysis: Analysis, mentions: Sequence[Mention], place: range) -> tuple[Mention, ...]:
    """Mentions in a place that do not overlap, the likeliest and longest first taken, in order."""
    inside = [m for m in mentions if m.start in place and m.end - 1 in place and m.candidates[0].score >= LIKELY]
    heavy = [m for m in inside if not analysis.content.isdisjoint(range(m.start, m.end))]
    kept: list[Mention] = []
    for mention in sorted(heavy, key=lambda m: (-_content(analysis, m), -m.candidates[0].score, -m.width, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))


def _content(analysis: Analysis, mention: Mention) -> int:
    return len(analysis.content.intersection(range(mention.start, mention.end)))
