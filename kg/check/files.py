"""The RDF files that paths name: each once, in a fixed order."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.rdf import RDF

__all__ = ["BUILT", "NOT_DATA", "Language", "Source", "find_sources", "read_source"]


class Language(StrEnum):
    """The languages in which graphs are written, by their usual names."""

    TURTLE = "Turtle"
    TRIG = "TriG"
    N_TRIPLES = "N-Triples"
    N_QUADS = "N-Quads"
    JSON_LD = "JSON-LD"
    RDF_XML = "RDF/XML"


LANGUAGES: Final = {
    ".ttl": Language.TURTLE,
    ".trig": Language.TRIG,
    ".nt": Language.N_TRIPLES,
    ".nq": Language.N_QUADS,
    ".jsonld": Language.JSON_LD,
    ".rdf": Language.RDF_XML,
    ".owl": Language.RDF_XML,
    ".xml": Language.RDF_XML,
}
NOT_DATA: Final = frozenset({"alignments", "build", "examples", "imports", "rules"})
"""Folders that are passed over when a folder above them is named; named themselves, they are read."""
BUILT: Final = frozenset({"build", "node_modules"})
"""The same where all that people write is wanted, be it data or not."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it lies there: its path as it was named, its bytes and its language."""

    path: Path
    content: bytes
    language: Language


def find_sources(
    paths: Sequence[Path], *, empty_ok: bool = False, passed_over: frozenset[str] = NOT_DATA
) -> tuple[Source, ...]:
    """The files that the paths name, folders with all that is in them but `passed_over`, each file once.

    Raises InputError for a path that does not exist, a file with an unknown ending and, unless `empty_ok`, a
    folder without RDF files.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        files = [read_source(path)] if path.is_file() else list(_read_folder(path, passed_over))
        if not files and not empty_ok:
            raise InputError(f"There is no RDF file in {path}.", f"Looked for {_endings()}.")
        for source in files:
            found.setdefault(source.path.resolve(), source)
    return tuple(found.values())


def read_source(path: Path) -> Source:
    """One file; raises InputError when it cannot be read or its ending names no RDF language."""
    language = LANGUAGES.get(path.suffix.lower())
    if language is None:
        raise InputError(f"{path} does not end like an RDF file.", f"Known endings: {_endings()}.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    return Source(path, content, language)


def _read_folder(folder: Path, passed_over: frozenset[str]) -> Iterator[Source]:
    if not folder.is_dir():
        raise InputError(f"There is no file or folder {folder}.")
    for path in sorted(_walk(folder, passed_over)):
        source = read_source(path)
        if path.suffix.lower() != ".xml" or str(RDF).encode() in source.content:
            yield source


def _walk(folder: Path, passed_over: frozenset[str]) -> Iterable[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in passed_over and not name.startswith(".")]
        yield from (
            Path(here, name) for name in names if Path(name).suffix.lower() in LANGUAGES and not name.startswith(".")
        )


def _endings() -> str:
    return ", ".join(LANGUAGES)
