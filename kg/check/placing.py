"""The place of a validation result: at the value, else the predicate, else the subject."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef

from kg.check.paths import path_properties
from kg.check.positions import Place, Span
from kg.check.reading import Reading, locate
from kg.check.shapes import Result
from kg.model import Position, Term, Triple
from kg.rdf import KG, RDF

__all__ = ["Places", "Spot", "position_of"]

Spot = tuple[Reading, Span | None]
"""A file and the offsets in it, None when only the file is known."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A triple in a file."""

    reading: Reading
    triple: Triple


class Places:
    """Finds where a result's triple is written in the files; looks through a file when its first place is asked for."""

    def __init__(self, readings: Iterable[Reading], shapes: Graph) -> None:
        self._readings = tuple(readings)
        self._shapes = shapes
        self._located: dict[Path, Mapping[Triple, Place]] = {}

    @cached_property
    def _by_subject(self) -> Mapping[Term, Sequence[_Written]]:
        return _by_term(self._readings, 0)

    @cached_property
    def _by_object(self) -> Mapping[Term, Sequence[_Written]]:
        return _by_term(self._readings, 2)

    def holds_subject(self, term: Term | None) -> bool:
        """Whether the files say something of this term."""
        return term in self._by_subject

    def holds_step(self, result: Result) -> bool:
        """Whether the very triple that a result is about is written in the files."""
        return result.path is not None and self._at_value(result) is not None

    def terms(self) -> frozenset[Term]:
        """All subjects and objects in the files."""
        return frozenset(self._by_subject) | frozenset(self._by_object)

    def find(self, result: Result) -> Spot | None:
        """The best place for a result, None when the files do not hold it."""
        if result.broken:
            return self.find_term(result.shape)
        apart = result.speaks_of_value or not self.holds_subject(result.focus)
        if apart and result.value is not None and self.holds_subject(result.value):
            return self._at_value(result) or self.find_term(result.value)
        return self._at_value(result) or self._at_predicate(result) or self._at_focus(result)

    def find_triple(self, triple: Triple, part: str) -> Spot | None:
        """Where a part of a triple is written: its subject, predicate or object."""
        written = next((found for found in self._by_subject.get(triple[0], ()) if found.triple == triple), None)
        return None if written is None else self._spot(written, part)

    def find_term(self, term: Term) -> Spot | None:
        """Where a thing is introduced: its type if it has one, else the first that is said of it."""
        said = self._by_subject.get(term)
        if said:
            return self._spot(min(said, key=lambda written: written.triple[1] != RDF.type), "subject")
        used = self._by_object.get(term)
        return self._spot(used[0], "object") if used else None

    def _at_value(self, result: Result) -> Spot | None:
        if result.value is None or result.focus is None or result.path is None:
            return None
        if isinstance(result.path, URIRef):
            return self._object_spot(result.focus, result.path, result.value)
        return self._along(result.path, result.focus, result.value)

    def _object_spot(self, subject: Term, predicate: Term, value: Term) -> Spot | None:
        for written in self._by_subject.get(subject, ()):
            if written.triple[1:] == (predicate, value):
                return self._spot(written, "object")
        return None

    def _along(self, path: Term, focus: Term, value: Term) -> Spot | None:
        """For a longer path: where one of its properties leads to the value, in the focus node or towards it first."""
        steps = frozenset(path_properties(self._shapes, path))
        arriving = [w for w in self._by_object.get(value, ()) if w.triple[1] in steps]
        sources = {written.triple[0] for written in arriving}
        own = [written for written in self._by_subject.get(focus, ()) if written.triple[1] in steps]
        for part in (
            [written for written in own if written.triple[2] == value],
            [written for written in own if written.triple[2] in sources],
            own,
            arriving,
        ):
            if part:
                return self._spot(part[0], "object")
        leaving = [w for w in self._by_subject.get(value, ()) if w.triple[1] in steps]
        if leaving:
            return self._spot(min(leaving, key=lambda written: written.triple[2] != focus), "subject")
        return None

    def _at_predicate(self, result: Result) -> Spot | None:
        """Where the property is written, or where a property of a longer path waits for a value."""
        steps = frozenset() if result.path is None else frozenset(path_properties(self._shapes, result.path))
        for written in self._by_subject.get(result.focus, ()) if result.focus is not None else ():
            _, prop, value = written.triple
            if prop == result.path or (prop in steps and value == KG.TODO):
                return self._spot(written, "predicate")
        return None

    def _at_focus(self, result: Result) -> Spot | None:
        return None if result.focus is None else self.find_term(result.focus)

    def _spot(self, written: _Written, part: str) -> Spot:
        reading = written.reading
        if reading.source.path not in self._located:
            self._located[reading.source.path] = locate(reading)
        place = self._located[reading.source.path].get(written.triple)
        return reading, getattr(place, part) if place else None


def position_of(spot: Spot | None) -> tuple[Position | None, int, str]:
    """Position, end column and source line of a place; the end is the line's when it is on a later line."""
    if spot is None:
        return None, 0, ""
    reading, span = spot
    path = reading.source.path
    if span is None:
        return Position(path), 0, ""
    line, column = reading.lines.at(span[0])
    end_line, end_column = reading.lines.at(span[1])
    text = reading.lines.line(line)
    return Position(path, line, column), end_column if end_line == line else len(text) + 1, text


def _by_term(readings: Iterable[Reading], part: int) -> Mapping[Term, Sequence[_Written]]:
    found: dict[Term, list[_Written]] = {}
    for reading in readings:
        for triple in reading.triples:
            found.setdefault(triple[part], []).append(_Written(reading, triple))
    return found
