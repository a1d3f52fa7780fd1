"""Python's way into checking: paths or graphs in, a report out."""

from collections.abc import Sequence
from pathlib import Path

from rdflib import Graph

from kg.check import Report, validate_graph, validate_text
from kg.check import validate as validate_paths
from kg.check.diff import Difference
from kg.comparing import compare_named
from kg.rewriting import format_text
from kg.shipped import built_in_places, built_in_shapes
from kg.stores.files import graph_files

Place = str | Path


def validate(data: Place | Sequence[Place] | Graph, *, shapes: Place | Sequence[Place] = ()) -> Report:
    """The report on files and folders (with positions), or on a Graph (copied to memory, without positions).

    Shapes are those named and those found in the data; when none are named, the shipped ones, and the shipped graph is
    known. Raises InputError for a path that cannot be read.
    """
    named = _paths(shapes)
    if isinstance(data, Graph):
        return validate_graph(data, _shapes_graph(named or [built_in_shapes()]))
    known = [] if named else [Path(place) for place in built_in_places()]
    return check(_paths(data), named, known)


def fmt(text: str) -> str:
    """A Turtle text in canonical layout, with all its comments; raises SyntaxErrorsFound for what is not Turtle 1.1."""
    return format_text(text)


def diff(old: Place, new: Place | None = None) -> Difference:
    """What changed from one version to another: files, folders, git revisions or REVISION:PATH.

    Without a new version, the files as they are now. Raises InputError for a name that is none of these.
    """
    known = [Path(place) for place in built_in_places()]
    return compare_named(str(old), None if new is None else str(new), known).difference


def check(paths: Sequence[Path], shapes: Sequence[Path] = (), context: Sequence[Path] = ()) -> Report:
    """The report on paths; the context is known but not judged; without shapes the shipped ones apply."""
    return validate_paths(paths, shapes=shapes or [built_in_shapes()], context=context, pitfalls=True)


def check_text(text: bytes, shapes: Sequence[Path] = (), context: Sequence[Path] = ()) -> Report:
    """The report on Turtle from standard input."""
    return validate_text(
        text, name=Path("<stdin>"), shapes=shapes or [built_in_shapes()], context=context, pitfalls=True
    )


def _paths(given: Place | Sequence[Place]) -> list[Path]:
    return [Path(given)] if isinstance(given, (str, Path)) else [Path(place) for place in given]


def _shapes_graph(paths: Sequence[Path]) -> Graph:
    graph = Graph()
    for path in graph_files([str(path) for path in paths]):
        graph.parse(path)
    return graph
