"""A file read: its syntax errors, or its triples with their places."""

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

import pyoxigraph
from rdflib import BNode, Graph, URIRef

from kg.check.files import Language, Source
from kg.check.findings import Finding
from kg.check.lines import Lines, lines_of
from kg.check.positions import Parsed, Place, literal, parse_trig, parse_turtle
from kg.check.syntax import Fault, check_syntax, decode, fault_finding, parse_quads
from kg.model import Term, Triple
from kg.rdf import RDF, SH

__all__ = ["Reading", "quiet", "read", "read_plainly", "unhurried"]

NO_PLACE: Final = Place((0, 0), (0, 0), (0, 0))
OBSERVED: Final = {Language.TURTLE: parse_turtle, Language.TRIG: parse_trig, Language.N_TRIPLES: parse_turtle}
SHAPE_TYPES: Final = frozenset({SH.NodeShape, SH.PropertyShape})


@dataclass(frozen=True, slots=True)
class Reading:
    """A file with its triples, or with its syntax errors; `placed` says if places are known."""

    source: Source
    lines: Lines
    places: dict[Triple, Place] = field(default_factory=dict)
    placed: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def has_shapes(self) -> bool:
        """Whether a SHACL shape is declared here."""
        return any(p == RDF.type and o in SHAPE_TYPES for _, p, o in self.places)


def read(source: Source) -> Reading:
    """A file, after the syntax gate, with the place of every triple where its language allows."""
    text = decode(source.content)
    lines = lines_of(text)
    findings = check_syntax(source, text)
    if findings:
        return Reading(source, lines, findings=findings)
    return _observe(Reading(source, lines))


def read_plainly(source: Source) -> Reading:
    """A file without places, several times faster; with all its syntax errors when it has any."""
    text = decode(source.content)
    reading = Reading(source, Lines(text, (0,)))
    try:
        return replace(reading, places=dict.fromkeys(_triples(parse_quads(source, text)), NO_PLACE))
    except (SyntaxError, _NotRdf11):
        return read(source)


@contextmanager
def unhurried() -> Iterator[None]:
    """Puts Python's search for unused objects off until the end: reading makes many and drops none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps rdflib's log from telling of literals that do not fit their datatype, in this thread only."""
    here = threading.get_ident()

    def passes(record: logging.LogRecord) -> bool:
        return record.thread != here

    logger = logging.getLogger("rdflib.term")
    logger.addFilter(passes)
    try:
        yield
    finally:
        logger.removeFilter(passes)


class _NotRdf11(Exception):
    """A term that rdflib has no word for."""


def _observe(reading: Reading) -> Reading:
    source = reading.source
    if source.language is Language.N_QUADS:
        return replace(reading, places=_by_line(reading), placed=True)
    parse = OBSERVED.get(source.language)
    try:
        parsed = parse(reading.lines.text, source.path.resolve().as_uri()) if parse else None
    except Exception:  # the parser raises what it likes; what passed the gate is read without places
        parsed = None
    if parsed is not None:
        return replace(reading, places=parsed.places, placed=True)
    return _unplaced(reading)


def _unplaced(reading: Reading) -> Reading:
    try:
        triples = _triples(parse_quads(reading.source, reading.lines.text))
        return replace(reading, places=dict.fromkeys(triples, NO_PLACE))
    except (SyntaxError, _NotRdf11) as error:
        fault = Fault(str(error) or "RDF 1.2 triple terms cannot be checked yet.")
        return replace(reading, findings=(fault_finding(reading.source, reading.lines, fault),))


def _by_line(reading: Reading) -> dict[Triple, Place]:
    """N-Quads says one thing a line, with blanks between the terms."""
    parsed = Parsed({})
    for number, start in enumerate(reading.lines.starts, start=1):
        line = reading.lines.line(number)
        for triple in _triples(pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_QUADS)):
            parsed.places.setdefault(triple, _line_place(line, start))
    return parsed.places


def _line_place(line: str, start: int) -> Place:
    spans, offset = [], 0
    for word in line.split(maxsplit=2):
        offset = line.index(word, offset)
        spans.append((start + offset, start + offset + len(word)))
        offset += len(word)
    return Place(*spans)


def _triples(quads: pyoxigraph.QuadParser) -> Iterator[Triple]:
    names: dict[str, BNode] = {}
    for quad in quads:
        yield (_term(quad.subject, names), _term(quad.predicate, names), _term(quad.object, names))


def _term(term: object, names: dict[str, BNode]) -> Term:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return names.setdefault(term.value, BNode())
    if isinstance(term, pyoxigraph.Literal):
        return literal(term.value, None if term.language else URIRef(term.datatype.value), term.language)
    raise _NotRdf11


def merge(readings: tuple[Reading, ...]) -> Graph:
    """All triples of the files as one graph in memory."""
    graph = Graph()
    for reading in readings:
        for triple in reading.places:
            graph.add(triple)
    return graph
