"""Gold queries run on the graph that they were written for."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

Line = dict[str, Any]
Rows = list[list[str | None]]


def read(path: Path) -> list[Line]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def load(*paths: Path) -> ox.Store:
    """A store with what the files say."""
    store = ox.Store()
    for path in paths:
        store.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def answered(line: Line, store: ox.Store, prefixes: Mapping[str, str]) -> Line:
    """A question with its whole query, its answers, and the answers of queries that are as right."""
    query = with_prefixes(line["sparql"], prefixes)
    variables, rows = run(store, query)
    others = [run(store, with_prefixes(other, prefixes))[1] for other in line.get("alt_sparql", ())]
    made = {
        **{name: value for name, value in line.items() if name != "alt_sparql"},
        "sparql": query,
        "ask": not variables,
        "vars": variables,
        "answers": rows,
        "ordered": "ORDER BY" in query,
    }
    return {**made, "alt_answers": others} if others else made


def with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """A query that stands on its own."""
    used = {name: iri for name, iri in prefixes.items() if f"{name}:" in query}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(used.items())) + query


def run(store: ox.Store, query: str) -> tuple[list[str], Rows]:
    """The variables and rows of a query; a yes or no has no variable and one row."""
    found = store.query(query)
    if isinstance(found, ox.QueryBoolean):
        return [], [["true" if found else "false"]]
    assert isinstance(found, ox.QuerySolutions)
    rows = [[None if cell is None else cell.value for cell in solution] for solution in found]
    return [variable.value for variable in found.variables], rows
