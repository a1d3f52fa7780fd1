"""A graph in memory that looks up fast what validation asks again and again."""

from collections.abc import Iterator
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.term import IdentifiedNode

__all__ = ["IndexedGraph"]

Index = dict[tuple[Any, Any], list[Any]]


class IndexedGraph(Graph):
    """An rdflib graph with two tables, made at the first question and dropped at a change."""

    _objects: Index | None = None
    _subjects: Index | None = None

    def add(self, triple: Any) -> "IndexedGraph":
        self._objects = self._subjects = None
        super().add(triple)
        return self

    def remove(self, triple: Any) -> "IndexedGraph":
        self._objects = self._subjects = None
        super().remove(triple)
        return self

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Iterator[Any]:
        if unique or not isinstance(subject, IdentifiedNode | Literal) or not isinstance(predicate, URIRef):
            return super().objects(subject, predicate, unique)
        if self._objects is None:
            self._objects = _index((s, p, o) for s, p, o in self)
        return iter(self._objects.get((subject, predicate), ()))

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Iterator[Any]:  # noqa: A002
        if unique or not isinstance(object, IdentifiedNode | Literal) or not isinstance(predicate, URIRef):
            return super().subjects(predicate, object, unique)
        if self._subjects is None:
            self._subjects = _index((p, o, s) for s, p, o in self)
        return iter(self._subjects.get((predicate, object), ()))


def _index(triples: Iterator[tuple[Any, Any, Any]]) -> Index:
    index: Index = {}
    for first, second, third in triples:
        index.setdefault((first, second), []).append(third)
    return index
