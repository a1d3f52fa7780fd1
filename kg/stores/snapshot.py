"""A graph as one canonical file in the cache: its files read, its rules run, its digest known."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.rdf import KG, RDF
from kg.stores.cache import cache_folder, write_whole
from kg.stores.files import graph_files, rule_files
from kg.stores.limits import require_read_only
from kg.stores.parse import parse, read_bytes
from kg.unsaid import UNSAID

VERSION = "2"
DERIVED = ox.NamedNode(str(KG.derived))
"""The graph of what rules alone say."""
MAX_ROUNDS = 20
"""Rules that still find something new after this many rounds do not end."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph on disk: canonical N-Quads (`quads`), the files it came from, and its digest.

    The default graph holds every triple, named graphs hold theirs too; kg:derived holds what only rules say, and
    `derived` counts that. `digest` is the hexadecimal SHA-256 of the sorted canonical N-Quads (RDFC-1.0) of all.
    """

    quads: Path
    digest: str
    files: tuple[Path, ...]
    derived: int


def take_snapshot(places: Sequence[str]) -> Snapshot:
    """Read files, folders and globs into a snapshot, or find the one that was taken of the same content."""
    files, rules = graph_files(places), rule_files(places)
    contents = {path: read_bytes(path) for path in files}
    queries = {path: read_bytes(path) for path in rules}
    fingerprint = _fingerprint({**contents, **queries})
    return _cached(fingerprint, files) or _build(fingerprint, contents, queries)


def snapshot_of(store: ox.Store) -> Snapshot:
    """A snapshot of what a store holds, all graphs read as one."""
    quads = ox.Dataset(store)
    digest, content = _canonical(quads)
    return _save(f"graph-{digest}", content, Snapshot(Path(), digest, (), 0))


def _fingerprint(contents: dict[Path, bytes]) -> str:
    digest = hashlib.sha256(VERSION.encode())
    for path, content in contents.items():
        digest.update(str(path).encode())
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _cached(name: str, files: tuple[Path, ...]) -> Snapshot | None:
    folder = cache_folder() / "graphs"
    record, quads = folder / f"{name}.json", folder / f"{name}.nq"
    if not (record.exists() and quads.exists()):
        return None
    found = json.loads(record.read_text())
    return Snapshot(quads, found["digest"], files, found["derived"])


def _build(name: str, contents: dict[Path, bytes], rules: dict[Path, bytes]) -> Snapshot:
    dataset = ox.Dataset()
    for path, content in contents.items():
        for quad in parse(content, path):
            dataset.add(quad)
    _drop_unsaid(dataset)
    derived = _derive(dataset, {path: _text(text, path) for path, text in rules.items()}) if rules else 0
    digest, content = _canonical(dataset)
    return _save(name, content, Snapshot(Path(), digest, tuple(contents), derived))


def _drop_unsaid(dataset: ox.Dataset) -> None:
    """Takes out what is written and yet not said, in whatever graph, and the retractions themselves."""
    typed = dataset.quads_for_object(ox.NamedNode(str(KG.Retraction)))
    retractions = {quad.subject for quad in typed if quad.predicate.value == str(RDF.type)}
    if not (retractions or any(dataset.quads_for_object(ox.NamedNode(str(KG.TODO))))):
        return
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in dataset)
    found = store.query(UNSAID)
    assert isinstance(found, ox.QueryTriples)
    unsaid = {(triple.subject, triple.predicate, triple.object) for triple in found}
    for quad in list(dataset):
        if quad.subject in retractions or (quad.subject, quad.predicate, quad.object) in unsaid:
            dataset.discard(quad)


def _derive(dataset: ox.Dataset, rules: dict[Path, str]) -> int:
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in dataset)
    asserted = len(store)
    for _ in range(MAX_ROUNDS):
        before = len(store)
        for path, query in rules.items():
            store.extend([ox.Quad(t.subject, t.predicate, t.object) for t in _construct(store, path, query)])
        if len(store) == before:
            break
    else:
        raise InputError(f"The rules {', '.join(sorted(path.name for path in rules))} find new triples without end.")
    written = {(quad.subject, quad.predicate, quad.object) for quad in dataset}
    for quad in store:
        if (quad.subject, quad.predicate, quad.object) not in written:
            dataset.add(ox.Quad(quad.subject, quad.predicate, quad.object, DERIVED))
    return len(store) - asserted


def _text(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"The rule {path} is not UTF-8 text.", "Save it as UTF-8.") from error


def _construct(store: ox.Store, path: Path, query: str) -> ox.QueryTriples:
    require_read_only(query)
    try:
        result = store.query(query)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"The rule {path} cannot be run: {error}.") from error
    if not isinstance(result, ox.QueryTriples):
        raise InputError(f"The rule {path} is not a CONSTRUCT query.")
    return result


def _canonical(dataset: ox.Dataset) -> tuple[str, bytes]:
    quads = list(dataset)
    if any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    lines = _lines(quads)
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    named = [quad for quad in quads if quad.graph_name != ox.DefaultGraph()]
    extra = set(_lines([ox.Quad(q.subject, q.predicate, q.object) for q in named])) - set(lines)
    return digest, "".join([*lines, *sorted(extra)]).encode()


def _lines(quads: list[ox.Quad]) -> list[str]:
    content = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return sorted(line.decode() for line in set(content.splitlines(keepends=True)))


def _save(name: str, content: bytes, snapshot: Snapshot) -> Snapshot:
    folder = cache_folder() / "graphs"
    quads = folder / f"{name}.nq"
    write_whole(quads, content)
    record = json.dumps({"digest": snapshot.digest, "derived": snapshot.derived})
    write_whole(folder / f"{name}.json", record.encode())
    return Snapshot(quads, snapshot.digest, snapshot.files, snapshot.derived)
