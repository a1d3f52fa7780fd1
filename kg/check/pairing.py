"""Which blank nodes of two versions are the same, told by what they say and by what leads to them."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rdflib import BNode

from kg.check.contents import Fact, shared_in, text_of
from kg.model import Term

__all__ = ["pair_up"]

BUDGET: Final = 200_000
"""How many facts are looked at before nodes that are still alike are given up, and told as gone and new."""

Colours = dict[BNode, str]
"""Nodes of one colour are alike as far as is known."""


def pair_up(old: Iterable[Fact], new: Iterable[Fact], budget: int = BUDGET) -> dict[BNode, str]:
    """A name for each blank node that is still one in the facts of two versions, the same for two that are the same.

    Nodes are told apart by their neighbourhood (colour refinement, after Weisfeiler and Leman); where all are alike,
    one is tried for the other. Two that are told as the same may still differ; their facts show it.
    """
    sides = _facts_by_node(old), _facts_by_node(new)
    pairs = _Pairing(*sides, budget).pairs()
    names = {node: f"b{number}" for number, node in enumerate(pairs, start=1)}
    names |= {pairs[node]: name for node, name in list(names.items())}
    for side, word in zip(sides, ("old", "new"), strict=True):
        lone = (node for node in side if node not in names)
        names |= {node: f"{word}{number}" for number, node in enumerate(lone, start=1)}
    return names


def _facts_by_node(facts: Iterable[Fact]) -> dict[BNode, list[Fact]]:
    found: dict[BNode, list[Fact]] = defaultdict(list)
    for fact in facts:
        for node in sorted(shared_in(fact.value) | shared_in(fact.subject)):
            found[node].append(fact)
    return dict(found)


class _Spent(Exception):
    """The budget is used up."""


class _Pairing:
    """Colours the nodes of both versions together, and pairs those of one colour."""

    def __init__(self, old: Mapping[BNode, Sequence[Fact]], new: Mapping[BNode, Sequence[Fact]], budget: int) -> None:
        self._old, self._new, self._left = old, new, budget
        self._facts = {**old, **new}
        self._neighbours = {
            node: {other for fact in facts for other in shared_in(fact.value) | shared_in(fact.subject)} - {node}
            for node, facts in self._facts.items()
        }
        self._texts: dict[Term, str] = {}
        self._rounds: list[Colours] = [dict.fromkeys(self._facts, "")]

    def pairs(self) -> dict[BNode, BNode]:
        """Each old node that has its like among the new ones, with it."""
        found: dict[BNode, BNode] = {}
        try:
            for colours in self._refined(self._rounds[0]):
                self._rounds.append(colours)
            self._try_out(self._rounds[-1])
        except _Spent:
            pass
        for colours in reversed(self._rounds):
            paired = {*found, *found.values()}
            for mine, theirs in self._groups(colours, paired):
                if len(mine) == len(theirs) == 1:
                    found[mine[0]] = theirs[0]
        return {node: found[node] for node in self._old if node in found}

    def _refined(self, colours: Colours) -> Iterable[Colours]:
        """Ever finer colours, until a round tells nothing more."""
        while True:
            finer = {node: self._colour(node, colours) for node in colours}
            if len(set(finer.values())) == len(set(colours.values())):
                return
            colours = finer
            yield colours

    def _colour(self, node: BNode, colours: Colours) -> str:
        self._left -= len(self._facts[node])
        if self._left < 0:
            raise _Spent

        def write(term: Term) -> str:
            return "@" if term == node else colours[term] if isinstance(term, BNode) else self._text(term)

        said = sorted(" ".join(text_of(part, write) for part in fact) for fact in self._facts[node])
        return hashlib.sha256("\0".join([colours[node], *said]).encode(errors="replace")).hexdigest()

    def _text(self, term: Term) -> str:
        if term not in self._texts:
            self._texts[term] = term.n3()
        return self._texts[term]

    def _try_out(self, colours: Colours) -> None:
        """Adds rounds in which nodes that are all alike are told apart by trying one for another."""
        number = 0
        while True:
            alike = next((group for group in self._groups(colours) if all(group) and max(map(len, group)) > 1), None)
            if alike is None:
                return
            number += 1
            fresh = f"#{number}"
            colours = self._in_order(colours, alike, fresh) or self._apart(colours, alike, fresh)
            self._rounds.append(colours)

    def _in_order(self, colours: Colours, alike: tuple[list[BNode], list[BNode]], fresh: str) -> Colours | None:
        """One for another as they come, where none of them is named together with a node that has its like."""
        common = Counter(colours.values())
        together = {other for node in (*alike[0], *alike[1]) for other in self._neighbours[node]}
        if any(common[colours[other]] > 2 for other in together):
            return None
        told = {node: f"{fresh}.{number}" for side in alike for number, node in enumerate(side)}
        return colours | told

    def _apart(self, colours: Colours, alike: tuple[list[BNode], list[BNode]], fresh: str) -> Colours:
        (mine, *_), candidates = alike
        lonely = self._lonely(colours)
        for theirs in candidates:
            trial = colours | {mine: fresh, theirs: fresh}
            finest = next(reversed([trial, *self._refined(trial)]))
            if self._lonely(finest) <= lonely:
                return finest
        return colours | {mine: fresh}

    def _lonely(self, colours: Colours) -> int:
        """How many nodes have no like."""
        return sum(abs(len(mine) - len(theirs)) for mine, theirs in self._groups(colours))

    def _groups(self, colours: Colours, without: Iterable[BNode] = ()) -> list[tuple[list[BNode], list[BNode]]]:
        """The old and the new nodes of each colour, in a fixed order."""
        left_out = set(without)
        found: dict[str, tuple[list[BNode], list[BNode]]] = {}
        for index, side in enumerate((self._old, self._new)):
            for node in side:
                if node not in left_out:
                    found.setdefault(colours[node], ([], []))[index].append(node)
        return [found[colour] for colour in sorted(found)]
