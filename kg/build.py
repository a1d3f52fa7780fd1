"""Builds what answering needs of a graph, once, into the cache: its index and the places of its triples."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kg.codec import index_from_json, index_to_json
from kg.graph.lexicon import read_lexicon
from kg.graph.marks import read_marks
from kg.graph.schema import read_schema
from kg.places import make_places
from kg.protocols import Encoder, QueryRunner
from kg.qa.index import GraphIndex, make_index
from kg.stores.cache import cache_folder
from kg.stores.snapshot import Snapshot

VERSION = 15
INDEX, VECTORS, PLACES = "index.json", "vectors.npz", "places.json"


def index_folder(snapshot: Snapshot, encoder_name: str) -> Path:
    """Where the index of a graph under an encoder lies: keyed by both digests and by the version of this code."""
    plain = "".join(character if character.isalnum() else "-" for character in encoder_name)
    return cache_folder() / "indexes" / f"{snapshot.quads.stem[:24]}-{plain}-v{VERSION}"


def ready_index(
    snapshot: Snapshot, encoder: Encoder, runner: QueryRunner, note: Callable[[str], None]
) -> tuple[GraphIndex, Path]:
    """The index of a graph and the file of its places, built now when it is missing or stale."""
    folder = index_folder(snapshot, encoder.name)
    index = _load(folder, snapshot.digest, encoder.name)
    if index is None:
        note("building the index")
        index = _build(snapshot, encoder, runner)
        _save(index, make_places(snapshot.files), folder)
    return index, folder / PLACES


def _build(snapshot: Snapshot, encoder: Encoder, runner: QueryRunner) -> GraphIndex:
    schema = read_schema(runner)
    return make_index(snapshot.digest, encoder, schema, read_lexicon(runner, schema), read_marks(runner, schema))


def _load(folder: Path, digest: str, encoder_name: str) -> GraphIndex | None:
    if not (folder / PLACES).is_file():
        return None
    with np.load(folder / VECTORS) as vectors:
        index = index_from_json((folder / INDEX).read_text(encoding="utf-8"), vectors["schema"], vectors["names"])
    return index if (index.digest, index.encoder) == (digest, encoder_name) else None


def _save(index: GraphIndex, places: str, folder: Path) -> None:
    """Write beside, then rename: another process sees all of an index or none."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".draft-"))
    (draft / INDEX).write_text(index_to_json(index), encoding="utf-8")
    np.savez(draft / VECTORS, schema=index.schema_vectors, names=index.name_vectors)
    (draft / PLACES).write_text(places, encoding="utf-8")
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".old-"))
    if folder.exists():
        os.replace(folder, old / "index")  # noqa: PTH105
    try:
        os.replace(draft, folder)  # noqa: PTH105
    except OSError:
        shutil.rmtree(draft)
    shutil.rmtree(old)
