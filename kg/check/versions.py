"""Two versions of a graph, read from their files and compared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from rdflib import Graph, URIRef

from kg.check.contents import Listed, Nested, Value
from kg.check.diff import Difference, Inside, Said, Sides, compare
from kg.check.files import Language, Source
from kg.check.names import Names
from kg.check.syntax import check_syntax, decode, parse_quads
from kg.check.terms import NoTerm, Terms
from kg.errors import InputError, SyntaxErrorsFound
from kg.model import Term, Triple
from kg.rdf import LABELS, RDFS

__all__ = ["Comparison", "VersionFile", "compare_versions"]

NAMING: Final = frozenset(pyoxigraph.NamedNode(str(prop)) for prop in (*LABELS, RDFS.subPropertyOf))
"""Properties by which things get the names that a person reads."""


@dataclass(frozen=True, slots=True)
class VersionFile:
    """A file of a version: how a person names it, and its path below the version's root, by which IRIs resolve."""

    shown: str
    path: Path
    content: bytes
    language: Language


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed, how many triples each version has, and the names and prefixes to tell it."""

    difference: Difference
    triples: tuple[int, int]
    names: Names
    prefixes: Mapping[str, str]


def compare_versions(
    old: Iterable[VersionFile], new: Iterable[VersionFile], known: Iterable[VersionFile] = ()
) -> Comparison:
    """What changed from the old version to the new one; things that neither describes are named as `known` does.

    Raises SyntaxErrorsFound for a file that cannot be read, and InputError for what cannot be compared.
    """
    terms = Terms()
    try:
        return _compared(_Version(old, terms), _Version(new, terms), known)
    except NoTerm as error:
        raise InputError("What RDF 1.2 adds (triple terms, directions) cannot be compared yet.") from error
    except RecursionError as error:
        raise InputError("Blank nodes are nested too deeply to be compared.") from error


def _compared(before: "_Version", after: "_Version", known: Iterable[VersionFile]) -> Comparison:
    difference = compare(
        Sides(
            before.without(after),
            after.without(before),
            (before.blank, after.blank),
            (before.subjects, after.subjects),
        )
    )
    mentioned = frozenset(_mentioned(difference))
    versions = [after, before, *([_Version(known, Terms())] if difference.changes else [])]
    names = Names([version.about(mentioned) for version in versions])
    return Comparison(difference, (before.count, after.count), names, before.prefixes | after.prefixes)


class _Version:
    """The triples of one version, those with blank nodes apart."""

    def __init__(self, files: Iterable[VersionFile], terms: Terms) -> None:
        self._terms = terms
        self.plain: set[pyoxigraph.Triple] = set()
        self.blank: list[Triple] = []
        self.prefixes: dict[str, str] = {}
        for file in files:
            blank: dict[pyoxigraph.Triple, None] = {}
            for triple in self._parsed(file):
                if isinstance(triple.subject, pyoxigraph.BlankNode) or isinstance(triple.object, pyoxigraph.BlankNode):
                    blank[triple] = None
                else:
                    self.plain.add(triple)
            self.blank += terms.own(blank)

    @property
    def count(self) -> int:
        """How many triples there are."""
        return len(self.plain) + len(self.blank)

    @property
    def subjects(self) -> frozenset[Term]:
        """All that something is said of."""
        named = {triple.subject for triple in self.plain}
        return frozenset({*(self._terms[subject] for subject in named), *(subject for subject, _, _ in self.blank)})

    def without(self, other: "_Version") -> list[Triple]:
        """The triples without blank nodes that the other version does not have."""
        return [self._terms.triple(triple) for triple in self.plain - other.plain]

    def about(self, mentioned: frozenset[Term]) -> Graph:
        """What is said of these things, and the names of all."""
        graph = Graph()
        wanted = {pyoxigraph.NamedNode(str(term)) for term in mentioned if isinstance(term, URIRef)}
        for triple in self.plain:
            if triple.predicate in NAMING or triple.subject in wanted:
                graph.add(self._terms.triple(triple))
        return graph

    def _parsed(self, file: VersionFile) -> Iterator[pyoxigraph.Triple]:
        source, text = Source(Path("/") / file.path, file.content, file.language), decode(file.content)
        parser = parse_quads(source, text)
        try:
            for quad in parser:
                yield quad.triple
        except SyntaxError as error:
            told = next((finding.message for finding in check_syntax(source, text)), f"{error.msg}.")
            place = f"{file.shown}:{error.lineno or 0}:{error.offset or 0}"
            raise SyntaxErrorsFound(f"{place}: {told}", "Run kg validate to see every error.") from error
        self.prefixes |= dict(parser.prefixes)


def _mentioned(difference: Difference) -> Iterator[Term]:
    for change in difference.changes:
        if change.subject is not None:
            yield change.subject
        yield from _said(change.removed, change.added, change.inside)


def _said(removed: Sequence[Said], added: Sequence[Said], inside: Sequence[Inside]) -> Iterator[Term]:
    for predicate, value in (*removed, *added):
        yield predicate
        yield from _terms_in(value)
    for found in inside:
        yield from _said(found.removed, (*found.added, *found.same), found.inside)


def _terms_in(value: Value) -> Iterator[Term]:
    if isinstance(value, Nested):
        yield from _said(value.properties, (), ())
    elif isinstance(value, Listed):
        for item in value.items:
            yield from _terms_in(item)
    else:
        yield value
