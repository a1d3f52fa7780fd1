"""A graph in memory: rdflib's API over an Oxigraph store."""

from pathlib import Path
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.rdf import PREFIXES
from kg.stores.snapshot import Snapshot, snapshot_of, take_snapshot
from kg.stores.worker import load_quads


class _Watched(OxigraphStore):
    """A store that knows whether it was written to."""

    changed = False

    def add(self, *arguments: Any, **options: Any) -> None:
        self.changed = True
        super().add(*arguments, **options)

    def addN(self, *arguments: Any, **options: Any) -> None:  # noqa: N802
        self.changed = True
        super().addN(*arguments, **options)

    def remove(self, *arguments: Any, **options: Any) -> None:
        self.changed = True
        super().remove(*arguments, **options)

    def update(self, *arguments: Any, **options: Any) -> None:
        self.changed = True
        super().update(*arguments, **options)


class EmbeddedGraph(Graph):
    """An rdflib Graph on an Oxigraph store that remembers the snapshot it was loaded from."""

    def __init__(self, snapshot: Snapshot) -> None:
        store = load_quads(str(snapshot.quads))
        super().__init__(store=_Watched(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)
        for prefix, namespace in PREFIXES.items():
            self.bind(prefix, namespace)
        self.snapshot = snapshot

    @property
    def changed(self) -> bool:
        """Whether anything was added, removed or updated since loading."""
        return bool(self.store.changed)  # type: ignore[attr-defined]


def load(*places: str | Path) -> EmbeddedGraph:
    """Files, folders and globs as one graph, with the rules of their `rules/` folders run."""
    return EmbeddedGraph(take_snapshot([str(place) for place in places]))


def snapshot_graph(graph: Graph) -> Snapshot:
    """The snapshot of any rdflib graph: the one it was loaded from, or one taken now."""
    if isinstance(graph, EmbeddedGraph) and not graph.changed:
        return graph.snapshot
    store = ox.Store()
    store.bulk_load(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return snapshot_of(store)
