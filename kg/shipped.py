"""What travels with the package: the built-in ontology, its data and the app, in a wheel or in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ONTOLOGY, DATA, APP = "ontology", "data", "app"
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
    return shipped_root() / ONTOLOGY / "shapes"


def built_in_questions() -> Path:
    """The folder of the shipped competency questions."""
    return shipped_root() / ONTOLOGY / "questions"
