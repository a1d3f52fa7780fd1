"""Which files a person means by a path, folder or glob."""

import glob
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import InputError

SUFFIXES = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".owl", ".xml")
SKIPPED_FOLDERS = frozenset(
    {"alignments", "build", "examples", "imports", "node_modules", "questions", "shapes", "tests"}
)
"""Folders inside a folder that hold no facts, by the layout of this house; name one itself to read it."""


def graph_files(places: Sequence[str]) -> tuple[Path, ...]:
    """The RDF files under files, folders and globs, sorted, each once.

    Raises InputError for a place that does not exist or holds no RDF file.
    """
    found: dict[Path, None] = {}
    for place in places:
        for path in _expand(place):
            found.setdefault(path.resolve(), None)
    return tuple(found)


def rule_files(places: Sequence[str]) -> tuple[Path, ...]:
    """The `rules/*.rq` files in the folders among the places, in the order of their names."""
    folders = [Path(place) for place in places if Path(place).is_dir()]
    rules = {rule.resolve() for folder in folders for rule in folder.rglob("rules/*.rq") if _visible(rule, folder)}
    return tuple(sorted(rules, key=lambda rule: (rule.name, str(rule))))


def _expand(place: str) -> list[Path]:
    path = Path(place)
    if path.is_file():
        return [path]
    if path.is_dir():
        return _require(_in_folder(path), f"The folder {place} holds no RDF file", path)
    hits = [Path(hit) for hit in sorted(glob.glob(place, recursive=True))]
    return _require((hit for hit in hits if is_rdf(hit)), f"{place} does not exist", path)


def _in_folder(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and is_rdf(path) and _visible(path, folder))


def is_rdf(path: Path) -> bool:
    """Whether the name of a file says that it holds RDF, compressed by gzip or not."""
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(SUFFIXES)


def _visible(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return not any(part.startswith(".") or part in SKIPPED_FOLDERS for part in parts)


def _require(paths: Iterable[Path], problem: str, place: Path) -> list[Path]:
    found = [path for path in paths if path.is_file()]
    if not found:
        raise InputError(
            f"{problem}.", f"Name a file, folder or glob of {', '.join(SUFFIXES)} files, not {place.name!r}."
        )
    return found
