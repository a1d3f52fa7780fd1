"""Two versions of a graph, named by paths or git revisions, and what changed between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.check.files import BUILT, LANGUAGES, find_sources
from kg.check.versions import Comparison, VersionFile, compare_versions
from kg.errors import InputError, KgError
from kg.rdf import RDF
from kg.stores.revisions import is_revision, read_revision, repository_of

__all__ = ["compare_named"]

ONE: Final = Path("graph")
"""The path by which IRIs resolve in a version of one file, whatever the file is called."""


def compare_named(old: str, new: str | None, places: Sequence[Path]) -> Comparison:
    """What changed from one version to another, each a file, a folder, a git revision or REVISION:PATH.

    A revision alone is read where the other version lies; between two revisions, or without a new version, that is
    `places`, or the whole repository when they lie elsewhere. Without a new version that is the working tree.
    Raises InputError for a name that is none of these, and for versions without any RDF file.
    """
    sides = [_Side.of(name) for name in (old, new) if name is not None]
    paths = next((side.paths for side in sides if side.paths), None) or _own(places)
    before = sides[0].files(paths)
    after = sides[1].files(paths) if len(sides) > 1 else _files_now(paths)
    if not (before or after):
        raise InputError("There is no RDF file in either version.", f"Known endings: {', '.join(LANGUAGES)}.")
    return compare_versions(before, after, _files_now(places))


@dataclass(frozen=True, slots=True)
class _Side:
    """A version as it was named: a revision, paths, or both."""

    revision: str | None
    paths: tuple[Path, ...] = ()

    @classmethod
    def of(cls, name: str) -> "_Side":
        if Path(name).exists():
            return cls(None, (Path(name),))
        revision, colon, path = name.partition(":")
        try:
            repository = repository_of(Path.cwd())
        except KgError as error:
            raise InputError(f"There is no file or folder {name}.", error.message) from error
        if not is_revision(revision, repository):
            raise InputError(f"{name} is no file, no folder and no git revision.", "Check its spelling.")
        if not colon:
            return cls(revision)
        return cls(revision, (Path(path) if path.startswith(("./", "../")) else repository / path,))

    def files(self, paths: Sequence[Path]) -> list[VersionFile]:
        places = self.paths or paths
        if self.revision is None:
            return _files_now(places)
        found = read_revision(self.revision, places, wanted=_is_rdf)
        if not found and self.paths:
            raise InputError(f"There is no RDF file at {self.paths[0]} in the revision {self.revision}.")
        return _version(found, places, f"{self.revision}:")


def _own(places: Sequence[Path]) -> tuple[Path, ...]:
    """The places when they lie in the repository of this folder, else all of it."""
    repository = repository_of(Path.cwd())
    inside = all(place.resolve().is_relative_to(repository) for place in places)
    return tuple(places) if places and inside else (repository,)


def _files_now(places: Sequence[Path]) -> list[VersionFile]:
    there = [place for place in places if place.exists()]
    sources = find_sources(there, empty_ok=True, passed_over=BUILT)
    return _version({source.path: source.content for source in sources}, there, "")


def _is_rdf(path: Path) -> bool:
    return path.suffix.lower() in LANGUAGES


def _version(contents: Mapping[Path, bytes], places: Sequence[Path], prefix: str) -> list[VersionFile]:
    """The files with their paths below the places, by which relative IRIs resolve alike in every version."""
    found = []
    for number, place in enumerate(places):
        root = place.resolve()
        for path, content in sorted(contents.items()):
            below = path.resolve().relative_to(root) if path.resolve().is_relative_to(root) else None
            if below is not None and _is_meant(below, path, content):
                at = Path(str(number)) / below if below.parts else ONE
                found.append(VersionFile(f"{prefix}{path}", at, content, LANGUAGES[path.suffix.lower()]))
    return found


def _is_meant(below: Path, path: Path, content: bytes) -> bool:
    passed_over = any(part.startswith(".") or part in BUILT for part in below.parts)
    return not passed_over and (path.suffix.lower() != ".xml" or str(RDF).encode() in content)
