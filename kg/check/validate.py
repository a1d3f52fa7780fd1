"""Checks files or a graph: syntax first, then every shape, each finding at its place."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef

from kg.check.causes import under_causes
from kg.check.files import LANGUAGES, Language, Source, find_sources
from kg.check.findings import Finding, Report, Severity
from kg.check.fixes import fix_of
from kg.check.hints import Hints
from kg.check.memory import MemoryGraph
from kg.check.names import Names
from kg.check.pitfalls import Judged, find_pitfalls
from kg.check.pitfalls.types import UNTYPED
from kg.check.placing import Places, Spot, position_of
from kg.check.reading import Reading, merge, quiet, read, read_plainly, unhurried
from kg.check.shapes import Result, run_shapes
from kg.check.terms import Terms, literal
from kg.check.wording import Wording
from kg.model import Position, Term, Triple
from kg.rdf import KG, RDF, SH
from kg.unsaid import UNSAID

__all__ = ["Checked", "check_sources", "validate", "validate_graph", "validate_text"]

SEVERITIES: Final[dict[Term, Severity]] = {SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
BROKEN: Final = "broken-shape"


def validate(
    paths: Sequence[Path],
    *,
    shapes: Sequence[Path] = (),
    context: Sequence[Path] = (),
    pitfalls: bool = False,
) -> Report:
    """Checks files and folders against the shapes given and the shapes found among them.

    The triples of `context` are known but not judged: a finding is reported when its focus node is a subject in
    `paths`, or when the triple it is about is written there. In a folder, what is hidden is passed over, and so is
    what holds no data (`files.NOT_DATA`). Any syntax error stops the check after the syntax of all files; with
    `pitfalls`, what shapes do not judge is looked at too. Raises InputError for what cannot be read.
    """
    return _validate(find_sources(paths), shapes, context, pitfalls)


def validate_text(
    text: str | bytes,
    *,
    name: Path = Path("input.ttl"),
    shapes: Sequence[Path] = (),
    context: Sequence[Path] = (),
    pitfalls: bool = False,
) -> Report:
    """Checks a text as if it were the file `name`, whose ending says the language (Turtle if none)."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", errors="surrogatepass")
    language = LANGUAGES.get(name.suffix.lower(), Language.TURTLE)
    return _validate((Source(name, content, language),), shapes, context, pitfalls)


def validate_graph(graph: Graph, shapes: Graph) -> Report:
    """Checks a graph from any store; findings have no position.

    Literals are compared as RDF 1.1 defines it, so those that a store types xsd:string equal plain ones.
    """
    started = time.perf_counter()
    with quiet(), unhurried():
        work = _Work(data=_plain(graph), shapes=_plain(shapes))
        findings, applied = _judge(work)
    return Report(findings, (), len(work.data), applied, _elapsed(started))


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with the readings of the files that it is about."""

    report: Report
    readings: tuple[Reading, ...] = ()


def check_sources(
    sources: Sequence[Source], shapes: Sequence[Path], context: Sequence[Path], *, pitfalls: bool = True
) -> Checked:
    """The same as `validate` for files that are read already, or are not written yet."""
    with quiet(), unhurried():
        return _check(sources, shapes, context, pitfalls)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is checked: the graphs, and the files that findings are reported in."""

    data: Graph
    shapes: Graph
    readings: tuple[Reading, ...] = ()
    shape_readings: tuple[Reading, ...] = ()
    known: bool = False
    """Whether there is context besides what is judged."""
    gaps: frozenset[tuple[Term, Term]] = frozenset()


def _validate(sources: Sequence[Source], shapes: Sequence[Path], context: Sequence[Path], pitfalls: bool) -> Report:
    started = time.perf_counter()
    checked = check_sources(sources, shapes, context, pitfalls=pitfalls)
    return replace(checked.report, elapsed_ms=_elapsed(started))


def _check(sources: Sequence[Source], shapes: Sequence[Path], context: Sequence[Path], pitfalls: bool) -> Checked:
    terms = Terms()
    judged = tuple(read(source, terms) for source in sources)
    given = _others(shapes, judged, terms)
    known = tuple(read_plainly(source, terms) for source in _remaining(context, sources))
    everything = (*judged, *given, *known)
    files = tuple(reading.source.path for reading in judged)
    count = sum(len(reading.triples) for reading in judged)
    faults = _unique(finding for reading in everything for finding in reading.findings)
    if faults:
        return Checked(Report(faults, files, count), judged)
    shaping = _unique_readings((*given, *(reading for reading in judged if reading.has_shapes)))
    data = merge((*judged, *known))
    gaps: frozenset[tuple[Term, Term]] = frozenset(data.subject_predicates(KG.TODO))  # type: ignore[arg-type]
    shapes_graph = merge(shaping)
    besides = tuple(find_pitfalls(Judged(judged, data, shapes_graph))) if pitfalls else ()
    work = _Work(_said(data), shapes_graph, judged, shaping, bool(known), gaps)
    found, applied = _judge(work)
    findings = _unique(_together(found, besides))
    if pitfalls:
        findings = under_causes(findings, data, shapes_graph)
    return Checked(Report(findings, files, len(work.data) if not known else count, applied), judged)


def _together(found: Sequence[Finding], besides: Iterable[Finding]) -> Iterator[Finding]:
    """All findings: a pitfall of which a shape has spoken only lends it its fix.

    That is so at the same property, and of a thing as one of a whole.
    """
    told = {(finding.focus, finding.path) for finding in found if finding.path is not None}
    typeless = {finding.focus for finding in found if finding.misses_type}
    of_whole = {finding.value for finding in found if finding.path is None and finding.value != finding.focus} - {None}
    lent: dict[tuple[Term | None, ...], Finding] = {}
    for finding in besides:
        if (finding.focus, finding.path) in told:
            lent[finding.focus, finding.path, finding.value] = finding
        elif finding.focus not in of_whole and not (finding.rule == UNTYPED and finding.focus in typeless):
            yield finding
    for finding in found:
        lender = lent.get((finding.focus, finding.path, finding.value))
        yield replace(finding, fix=finding.fix or lender.fix, meant=lender.meant) if lender else finding


def _said(graph: MemoryGraph) -> MemoryGraph:
    """The graph without what is written and yet not said: gaps, and what is taken back."""
    if any(graph.subjects(None, KG.TODO)) or any(graph.subjects(RDF.type, KG.Retraction)):
        for triple in graph.query(UNSAID).graph or ():
            graph.remove(triple)
    return graph


def _others(paths: Sequence[Path], judged: tuple[Reading, ...], terms: Terms) -> tuple[Reading, ...]:
    """The files of these paths; what is read already is not read again and keeps its blank nodes."""
    done = {reading.source.path.resolve(): reading for reading in judged}
    sources = find_sources(paths, empty_ok=True)
    return tuple(done.get(source.path.resolve()) or read(source, terms) for source in sources)


def _remaining(paths: Sequence[Path], sources: Sequence[Source]) -> tuple[Source, ...]:
    done = {source.path.resolve() for source in sources}
    return tuple(s for s in find_sources(paths, empty_ok=True) if s.path.resolve() not in done)


def _unique_readings(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple({reading.source.path.resolve(): reading for reading in readings}.values())


def _judge(work: _Work) -> tuple[tuple[Finding, ...], int]:
    if not len(work.shapes):
        return (), 0
    places = Places(work.readings, work.shapes)
    outcome = run_shapes(work.data, work.shapes, focus=places.terms() if work.known else None, gaps=work.gaps)
    wording = Wording(Names((work.data, work.shapes)), work.shapes)
    hints = Hints(work.data, wording.names)
    shape_places = Places(work.shape_readings, work.shapes)
    return (
        _unique(
            _at_least_in_file(
                replace(
                    _finding(result, wording, hints, places.find(result) or shape_places.find_term(result.shape)),
                    fix=fix_of(result, work.data, work.shapes),
                ),
                work.shape_readings,
            )
            for result in outcome.results
            if not work.known or _concerns(result, places, work.data)
        ),
        outcome.shapes,
    )


def _concerns(result: Result, places: Places, data: Graph) -> bool:
    """Whether a result is about what the judged files say; what nothing is said of is where it is used."""
    if result.broken or places.holds_subject(result.focus) or places.holds_step(result):
        return True
    if isinstance(result.value, (URIRef, BNode)) and places.holds_subject(result.value):
        return True
    return (result.focus, None, None) not in data


def _finding(result: Result, wording: Wording, hints: Hints, spot: Spot | None) -> Finding:
    position, end_column, excerpt = position_of(spot)
    return Finding(
        rule=BROKEN if result.broken else wording.rule(result),
        severity=SEVERITIES.get(result.severity, Severity.ERROR),
        message=f"{wording.sentence(result)} {hints.of(result)}".strip(),
        position=position,
        end_column=end_column,
        excerpt=excerpt,
        focus=result.focus,
        path=result.path,
        value=result.value,
        shape=result.shape,
        component=result.component,
        path_triples=_definition(wording.shapes, result.path),
    )


def _at_least_in_file(finding: Finding, shapes: tuple[Reading, ...]) -> Finding:
    """A finding about the shapes as a whole stands at the first of their files."""
    if finding.position is not None or finding.rule != BROKEN or not shapes:
        return finding
    return replace(finding, position=Position(shapes[0].source.path))


def _definition(shapes: Graph, path: Term | None) -> tuple[Triple, ...]:
    """The triples that define a path which is not a plain property."""
    if not isinstance(path, BNode):
        return ()
    return tuple(sorted(shapes.cbd(path)))  # type: ignore[arg-type]


def _unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of files and lines, each once; one fault found by two paths of a shape is one finding.

    Values that should equal others and do not are two results of one fault: that with the wrong value is kept.
    """
    found: dict[tuple[object, ...], Finding] = {}
    for f in sorted(findings, key=_order, reverse=True):
        exact = (f.position, f.path, f.value) if f.component != SH.EqualsConstraintComponent else ()
        found.setdefault((f.rule, f.message, f.focus, f.component, *exact), f)
    return tuple(sorted(found.values(), key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    place = finding.position
    where = (str(place.file), place.line, place.column) if place else ("", 0, 0)
    return (*where, finding.rule, finding.message, str(finding.value))


def _plain(graph: Graph) -> Graph:
    """A copy in memory with literals as rdflib's memory store compares them."""
    copied = MemoryGraph()
    for prefix, namespace in graph.namespaces():
        copied.bind(prefix, namespace)
    for triple in graph:
        copied.add(tuple(_plain_term(term) for term in triple))  # type: ignore[arg-type]
    return copied


def _plain_term(term: object) -> object:
    if isinstance(term, Literal):
        return literal(str(term), None if term.language else term.datatype, term.language)
    return term


def _elapsed(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
