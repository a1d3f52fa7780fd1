"""Where each triple of a Turtle, TriG, N-Triples or N-Quads text is written.

rdflib's own parser is observed, as it reads, for the offsets of subject, predicate and object. The places
are a side table and never triples. Literals keep the spelling they have in the file.
"""

import re
from collections.abc import MutableSequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple, cast

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.notation3 import Formula, RDFSink, SinkParser, sfloat
from rdflib.plugins.parsers.trig import TrigSinkParser

from kg.check.terms import literal
from kg.model import Triple
from kg.rdf import RDF, XSD

__all__ = ["Parsed", "Place", "Span", "parse_trig", "parse_turtle"]

Span = tuple[int, int]
"""Offsets `[start, end)` of a term in the text."""

SPACE: Final = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
NUMBERS: Final = {int: XSD.integer, Decimal: XSD.decimal, sfloat: XSD.double}


class Place(NamedTuple):
    """Where the three terms of a triple are written; the cells of a list stand at the list."""

    subject: Span
    predicate: Span
    object: Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """The triples of a text, in its order, with their places; a triple written twice stands at the first."""

    places: dict[Triple, Place]
    prefixes: dict[str, str] = field(default_factory=dict)

    def graph(self) -> Graph:
        """The triples as an rdflib graph in memory."""
        graph = Graph()
        for triple in self.places:
            graph.add(triple)
        return graph


def parse_turtle(text: str, base: str = "") -> Parsed:
    """The triples of a Turtle or N-Triples text; raises what rdflib's parser raises on bad syntax."""
    sink = _Sink(Graph())
    return _parse(_TurtleParser(sink, baseURI=base or None, turtle=True), sink, text)


def parse_trig(text: str, base: str = "") -> Parsed:
    """The triples of a TriG text, all named graphs as one."""
    sink = _Sink(Graph())
    return _parse(_TrigParser(sink, baseURI=base or None, turtle=True), sink, text)


def _parse(parser: "_Observed", sink: "_Sink", text: str) -> Parsed:
    parser.loadBuf(text + "\n")
    return Parsed(sink.places, {prefix: str(iri) for prefix, iri in parser._bindings.items()})


class _Sink(RDFSink):
    """Collects triples with the place that the parser noted last."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self.places: dict[Triple, Place] = {}
        self.place = Place((0, 0), (0, 0), (0, 0))
        self.frames: list[_Frame | _ListFrame] = []

    def newLiteral(self, s: str, dt: URIRef | None = None, lang: str | None = None) -> Literal:  # noqa: N802
        return literal(s, dt, lang)

    def newList(self, n: list[Any], f: Formula | None) -> URIRef | BNode:  # noqa: N802
        """Notes the cells of a list: the subject at its bracket, the rest at each item."""
        frame = cast("_ListFrame", self.frames[-1])
        cells: list[URIRef | BNode] = [*(self.newBlankNode(f) for _ in n), RDF.nil]
        for index, item in enumerate(n):
            self.place = Place(frame.bracket, frame.items[index], frame.items[index])
            self.makeStatement((f, RDF.first, cells[index], item))
            self.makeStatement((f, RDF.rest, cells[index], cells[index + 1]))
        return cells[0]

    def makeStatement(self, quadruple: Any, why: Any = None) -> None:  # noqa: N802, ARG002
        context, predicate, subject, item = quadruple
        triple = (
            self.normalise(context, subject),
            self.normalise(context, predicate),
            self.normalise(context, item),
        )
        self.places.setdefault(triple, self.place)


class _Frame:
    """What is known of the property list that is being read."""

    __slots__ = ("objects", "predicate", "said", "subject")

    def __init__(self, subject: Span) -> None:
        self.subject = subject
        self.predicate: Span = subject
        self.objects: list[Span] = []
        self.said = 0


class _ListFrame:
    """What is known of the list that is being read."""

    __slots__ = ("bracket", "items")

    def __init__(self, bracket: Span) -> None:
        self.bracket = bracket
        self.items: list[Span] = []


class _Observed(SinkParser):
    """rdflib's parser, noting the offsets of what it has just read."""

    def __init__(self, store: _Sink, **options: Any) -> None:
        super().__init__(store, **options)
        self._sink = store
        self._frames = store.frames
        self._subject: Span = (0, 0)
        self._bracket: Span | None = None

    def object(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        start = _skip(argstr, i)
        end = super().object(argstr, i, res)
        frame = self._frames[-1] if self._frames else None
        if isinstance(frame, _Frame):
            frame.objects.append((start, end))
        else:
            self._subject = (start, end)
        return end

    def verb(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        start = _skip(argstr, i)
        end = super().verb(argstr, i, res)
        frame = self._frames[-1]
        if isinstance(frame, _Frame):
            frame.predicate, frame.objects, frame.said = (start, end), [], 0
        return end

    def property_list(self, argstr: str, i: int, subj: Any) -> int:
        subject = self._bracket or self._subject
        self._bracket = None
        self._frames.append(_Frame(subject))
        end = super().property_list(argstr, i, subj)
        self._frames.pop()
        return end

    def item(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        start = _skip(argstr, i)
        end = super().item(argstr, i, res)
        frame = self._frames[-1] if self._frames else None
        if isinstance(frame, _ListFrame):
            frame.items.append((start, end))
        return end

    def node(self, argstr: str, i: int, res: MutableSequence[Any], subjectAlready: Any = None) -> int:  # noqa: N803
        start = _skip(argstr, i)
        opening = argstr[start : start + 1]
        if opening == "(":
            return self._list(argstr, start, res)
        if opening == "[":
            self._bracket = (start, start + 1)
        return super().node(argstr, i, res, subjectAlready)

    def nodeOrLiteral(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:  # noqa: N802
        start = _skip(argstr, i)
        end = super().nodeOrLiteral(argstr, i, res)
        datatype = NUMBERS.get(type(res[-1])) if end >= 0 else None
        if datatype is not None:
            res[-1] = literal(argstr[start:end], datatype)
        return end

    def makeStatement(self, quadruple: Any) -> None:  # noqa: N802
        frame = self._frames[-1]
        if isinstance(frame, _Frame):
            self._sink.place = Place(frame.subject, frame.predicate, frame.objects[frame.said])
            frame.said += 1
        super().makeStatement(quadruple)

    def _list(self, argstr: str, start: int, res: MutableSequence[Any]) -> int:
        self._frames.append(_ListFrame((start, start + 1)))
        end = super().node(argstr, start, res)
        self._frames.pop()
        return end


class _TurtleParser(_Observed):
    """Turtle, observed."""


class _TrigParser(_Observed, TrigSinkParser):
    """TriG, observed."""


def _skip(text: str, offset: int) -> int:
    found = SPACE.match(text, offset)
    return found.end() if found else offset
