"""A file read: its syntax errors, or its triples, and where each of them is written when that is asked for."""

import gc
import logging
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph

from kg.check.files import Language, Source
from kg.check.findings import Finding
from kg.check.lines import Lines, lines_of
from kg.check.memory import MemoryGraph
from kg.check.positions import Place, parse_trig, parse_turtle
from kg.check.syntax import Fault, check_syntax, decode, fault_finding, parse_quads
from kg.check.terms import NoTerm, Terms
from kg.model import Triple
from kg.rdf import RDF, SH

__all__ = ["Reading", "locate", "merge", "quiet", "read", "read_plainly", "unhurried"]

OBSERVED: Final = {Language.TURTLE: parse_turtle, Language.TRIG: parse_trig, Language.N_TRIPLES: parse_turtle}
PLACED: Final = frozenset({*OBSERVED, Language.N_QUADS})
SHAPE_TYPES: Final = frozenset({SH.NodeShape, SH.PropertyShape})
UNFAITHFUL: Final = re.compile("[\0\ufffd]|@[A-Za-z0-9-]*[A-Z]")
"""What Oxigraph's parser alone would pass over or change: what is no text, and capitals in the tag of a language."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file with its triples, each once and in its order, or with its syntax errors.

    `places` is None as long as nobody has looked where the triples are written.
    """

    source: Source
    lines: Lines
    triples: tuple[Triple, ...] = ()
    places: Mapping[Triple, Place] | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def has_shapes(self) -> bool:
        """Whether a SHACL shape is declared here."""
        return any(o in SHAPE_TYPES and p == RDF.type for _, p, o in self.triples)


def read(source: Source, terms: Terms | None = None) -> Reading:
    """A file, after the syntax gate; files that are checked together share their terms.

    Places are looked for at once where a second reading could not say which triple is which: blank nodes have
    no name by which the two could agree.
    """
    shared = Terms() if terms is None else terms
    text = decode(source.content)
    reading = Reading(source, lines_of(text))
    if source.language not in PLACED or UNFAITHFUL.search(text):
        return _read_closely(reading, shared)
    try:
        return replace(reading, triples=tuple(dict.fromkeys(shared.named_triples(parse_quads(source, text)))))
    except (SyntaxError, NoTerm):
        return _read_closely(reading, shared)


def read_plainly(source: Source, terms: Terms | None = None) -> Reading:
    """A file whose places nobody will ask for; with all its syntax errors when it has any."""
    shared = Terms() if terms is None else terms
    text = decode(source.content)
    reading = Reading(source, Lines(text, (0,)))
    try:
        return replace(reading, triples=tuple(dict.fromkeys(shared.triples(parse_quads(source, text)))))
    except (SyntaxError, NoTerm):
        return read(source, shared)


def locate(reading: Reading) -> Mapping[Triple, Place]:
    """Where the triples of a file are written, as far as its language and rdflib's parser allow."""
    if reading.places is not None:
        return reading.places
    # Without blank nodes both parsers give the triples in the order of the text, even where they resolve
    # a relative IRI differently.
    places = _places(reading.source, reading.lines).values()
    return dict(zip(reading.triples, places, strict=True)) if len(places) == len(reading.triples) else {}


def merge(readings: Iterable[Reading]) -> MemoryGraph:
    """All triples of the files as one graph in memory."""
    return MemoryGraph(triple for reading in readings for triple in reading.triples)


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


def _read_closely(reading: Reading, terms: Terms) -> Reading:
    findings = check_syntax(reading.source, reading.lines.text)
    if findings:
        return replace(reading, findings=findings)
    places = _places(reading.source, reading.lines)
    return replace(reading, triples=tuple(places), places=places) if places else _unplaced(reading, terms)


def _places(source: Source, lines: Lines) -> dict[Triple, Place]:
    if source.language is Language.N_QUADS:
        return _by_line(lines)
    parse = OBSERVED.get(source.language)
    if parse is None:
        return {}
    try:
        with quiet():
            return parse(lines.text, source.path.resolve().as_uri()).places
    except Exception:  # the parser raises what it likes; what passed the gate has no places then
        return {}


def _unplaced(reading: Reading, terms: Terms) -> Reading:
    try:
        triples = terms.triples(parse_quads(reading.source, reading.lines.text))
        return replace(reading, triples=tuple(dict.fromkeys(triples)), places={})
    except (SyntaxError, NoTerm) as error:
        fault = Fault(str(error) or "RDF 1.2 triple terms cannot be checked yet.")
        return replace(reading, findings=(fault_finding(reading.source, reading.lines, fault),))


def _by_line(lines: Lines) -> dict[Triple, Place]:
    """N-Quads says one thing a line, with blanks between the terms."""
    written = [
        (quad, _line_place(lines.line(number), start))
        for number, start in enumerate(lines.starts, start=1)
        for quad in pyoxigraph.parse(lines.line(number), pyoxigraph.RdfFormat.N_QUADS)
    ]
    triples = Terms().triples(quad for quad, _ in written)
    places: dict[Triple, Place] = {}
    for triple, (_, place) in zip(triples, written, strict=True):
        places.setdefault(triple, place)
    return places


def _line_place(line: str, start: int) -> Place:
    spans, offset = [], 0
    for word in line.split(maxsplit=2):
        offset = line.index(word, offset)
        spans.append((start + offset, start + offset + len(word)))
        offset += len(word)
    return Place(*spans)
