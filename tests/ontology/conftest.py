"""The shipped ontology and data, parsed once, and what the rules derive from them."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store
from rdflib import Graph

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"


@dataclass(frozen=True, slots=True)
class Shipped:
    asserted: Graph
    shapes: Graph
    derived: Store


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    asserted, shapes, derived = Graph(), Graph(), Store()
    for path in asserted_files():
        asserted.parse(path)
        derived.load(path=str(path), format=RdfFormat.TURTLE)
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        shapes.parse(path)
    apply_rules(derived)
    return Shipped(asserted, shapes, derived)


def asserted_files() -> list[Path]:
    rooms = ("modules", "vocab", "questions")
    folders = [*(ONTOLOGY / room for room in rooms), ROOT / "data"]
    found = [path for folder in folders for path in folder.rglob("*.ttl") if "build" not in path.parts]
    return [ONTOLOGY / "mktit.ttl", *sorted(found)]


def apply_rules(store: Store) -> None:
    """Adds what the rules construct, in the order of their names, until nothing new appears."""
    rules = [path.read_text(encoding="utf-8") for path in sorted((ONTOLOGY / "rules").glob("*.rq"))]
    before = -1
    while len(store) != before:
        before = len(store)
        for rule in rules:
            store.extend([Quad(*triple) for triple in store.query(rule)])
