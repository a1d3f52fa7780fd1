"""The museums, read once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.lexicon import Lexicon, read_lexicon
from kg.graph.marks import Marks, read_marks
from kg.graph.provenance import Provenance
from kg.graph.schema import Schema, read_schema
from kg.stores.runner import EmbeddedRunner
from kg.stores.snapshot import take_snapshot
from tests.graph.museums import MUSEUMS


@pytest.fixture(scope="session")
def museums(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Iterator[EmbeddedRunner]:
    path = tmp_path_factory.mktemp("museums") / "museums.ttl"
    path.write_text(MUSEUMS, encoding="utf-8")
    runner = EmbeddedRunner(take_snapshot([str(path)]).quads)
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def schema(museums: EmbeddedRunner) -> Schema:
    return read_schema(museums)


@pytest.fixture(scope="session")
def lexicon(museums: EmbeddedRunner, schema: Schema) -> Lexicon:
    return read_lexicon(museums, schema)


@pytest.fixture(scope="session")
def marks(museums: EmbeddedRunner, schema: Schema) -> Marks:
    return read_marks(museums, schema)


@pytest.fixture(scope="session")
def provenance(museums: EmbeddedRunner, schema: Schema, marks: Marks) -> Provenance:
    return Provenance(museums, schema, marks)
