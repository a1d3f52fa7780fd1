"""Where graphs lie: the built-in ontology, its data and the app, in a wheel or in a checkout, and places by name."""

from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError

PACKAGE = Path(__file__).resolve().parent
ONTOLOGY, DATA, APP = "ontology", "data", "app"
QUESTIONS, SHAPES = "questions", "shapes"
BUILT_IN = "built-in"
"""The name by which `--graph` asks for the shipped graph."""


def shipped_root() -> Path:
    """The folder that holds ontology/, data/ and app/."""
    inside = PACKAGE / "_shipped"
    return inside if inside.is_dir() else PACKAGE.parent


def built_in_places() -> tuple[str, ...]:
    """The folders of the shipped graph."""
    root = shipped_root()
    return (str(root / ONTOLOGY), str(root / DATA))


def built_in_shapes() -> Path:
    """The folder of the shipped shapes."""
    return shipped_root() / ONTOLOGY / SHAPES


def built_in_questions() -> Path:
    """The folder of the shipped competency questions."""
    return shipped_root() / ONTOLOGY / QUESTIONS


def places(names: Sequence[str]) -> tuple[str, ...]:
    """Graph names with the built-in graph's folders in the place of its name; raises InputError for endpoints."""
    found: list[str] = []
    for name in names:
        if name.startswith(("http://", "https://")):
            raise InputError(
                f"{name} is a remote endpoint.", "Give files, a folder or a glob; endpoints cannot be asked yet."
            )
        found += built_in_places() if name == BUILT_IN else (name,)
    return tuple(found)


def question_places(names: Sequence[str]) -> tuple[Path, ...]:
    """The folders `questions/` in the places of these names."""
    return _inside(places(names), QUESTIONS)


def shape_places(names: Sequence[str]) -> tuple[Path, ...]:
    """The folders `shapes/` in the places of these names, or those places where there is no such folder."""
    found = places(names)
    return _inside(found, SHAPES) or tuple(map(Path, found))


def _inside(found: Sequence[str], folder: str) -> tuple[Path, ...]:
    above = [Path(name) for name in found if Path(name).is_dir()]
    return tuple(sorted({inner for place in above for inner in place.rglob(folder) if inner.is_dir()}))
