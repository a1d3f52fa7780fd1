"""Blank nodes told by what they say: brackets in brackets and lists, as Turtle writes them, without a name."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rdflib import BNode, URIRef

from kg.model import Term, Triple
from kg.rdf import RDF

__all__ = ["Fact", "Listed", "Nested", "Value", "facts_of", "settled", "shared_in", "size", "text_of"]


@dataclass(frozen=True, slots=True)
class Nested:
    """A blank node that only one triple leads to, as `[ … ]`, or that none does."""

    properties: tuple[tuple[URIRef, "Value"], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, as `( … )`."""

    items: tuple["Value", ...]


Value = Term | Nested | Listed
"""A term, or the content of a blank node; one that stays a BNode is led to by several triples, or by itself."""


class Fact(NamedTuple):
    """A triple whose ends may be contents; a content that nothing leads to has neither subject nor predicate."""

    subject: Term | None
    predicate: URIRef | None
    value: Value


def facts_of(triples: Sequence[Triple]) -> list[Fact]:
    """The triples with contents in the place of all blank nodes that can be told by one."""
    return _Folding(triples).facts()


def shared_in(value: Value | None) -> frozenset[BNode]:
    """The blank nodes that a value names."""
    if isinstance(value, Nested):
        return frozenset[BNode]().union(*(shared_in(inner) for _, inner in value.properties))
    if isinstance(value, Listed):
        return frozenset[BNode]().union(*map(shared_in, value.items))
    return frozenset((value,)) if isinstance(value, BNode) else frozenset()


def settled(value: Value, names: Mapping[BNode, str]) -> Value:
    """A value with the given names for its blank nodes and its properties sorted, so that equal contents are equal."""
    if isinstance(value, Nested):
        said = [(prop, settled(inner, names)) for prop, inner in value.properties]
        return Nested(tuple(sorted(said, key=lambda pair: (pair[0], text_of(pair[1], _turtle)))))
    if isinstance(value, Listed):
        return Listed(tuple(settled(item, names) for item in value.items))
    return BNode(names[value]) if isinstance(value, BNode) else value


def text_of(value: Value | None, write: Callable[[Term], str]) -> str:
    """A value as Turtle, its properties in the order of their texts; equal contents have equal texts."""
    if isinstance(value, Nested):
        said = sorted(f"{write(prop)} {text_of(inner, write)}" for prop, inner in value.properties)
        return f"[ {' ; '.join(said)} ]" if said else "[]"
    if isinstance(value, Listed):
        return f"( {' '.join(text_of(item, write) for item in value.items)} )" if value.items else "()"
    return "" if value is None else write(value)


def size(value: Value) -> int:
    """How many triples a content stands for."""
    if isinstance(value, Nested):
        return sum(1 + size(inner) for _, inner in value.properties)
    if isinstance(value, Listed):
        return sum(2 + size(item) for item in value.items)
    return 0


def _turtle(term: Term) -> str:
    return term.n3()


class _Folding:
    """Puts contents in the place of blank nodes."""

    def __init__(self, triples: Sequence[Triple]) -> None:
        self._said: dict[Term, list[tuple[URIRef, Term]]] = {}
        leading: dict[BNode, Term] = {}
        count: Counter[BNode] = Counter()
        for subject, predicate, value in triples:
            self._said.setdefault(subject, []).append((predicate, value))  # type: ignore[arg-type]
            if isinstance(value, BNode):
                count[value] += 1
                leading[value] = subject
        self._led_to = frozenset(count)
        several = {node for node, number in count.items() if number > 1}
        self._shared = several | _circles({node: above for node, above in leading.items() if node not in several})

    def facts(self) -> list[Fact]:
        found = []
        for subject, said in self._said.items():
            if not isinstance(subject, BNode) or subject in self._shared:
                found += [Fact(subject, predicate, self._value(value)) for predicate, value in said]
            elif subject not in self._led_to:
                found.append(Fact(None, None, self._content(subject)))
        return found

    def _value(self, term: Term) -> Value:
        return self._content(term) if isinstance(term, BNode) and term not in self._shared else term

    def _content(self, node: BNode) -> Value:
        cells = self._cells(node)
        if cells:
            return Listed(tuple(self._value(self._only(cell, RDF.first)) for cell in cells))
        said = self._said.get(node, ())
        return Nested(tuple((predicate, self._value(value)) for predicate, value in said))

    def _cells(self, node: BNode) -> list[BNode]:
        """The cells of a list, none when it is not a well-formed one of its own."""
        cells: list[BNode] = []
        here: Term = node
        while isinstance(here, BNode) and here not in self._shared and self._is_cell(here):
            cells.append(here)
            here = self._only(here, RDF.rest)
        return cells if here == RDF.nil else []

    def _is_cell(self, node: BNode) -> bool:
        return sorted(predicate for predicate, _ in self._said.get(node, ())) == [RDF.first, RDF.rest]

    def _only(self, node: BNode, predicate: URIRef) -> Term:
        return next(value for said, value in self._said[node] if said == predicate)


def _circles(leading: Mapping[BNode, Term]) -> set[BNode]:
    """The nodes that lead to themselves, each being led to by one."""
    settled: set[Term] = set()
    found: set[BNode] = set()
    for start in leading:
        way: list[BNode] = []
        here: Term = start
        while isinstance(here, BNode) and here in leading and here not in settled:
            settled.add(here)
            way.append(here)
            here = leading[here]
        if here in way:
            found |= set(way[way.index(here) :])  # type: ignore[arg-type]
    return found
