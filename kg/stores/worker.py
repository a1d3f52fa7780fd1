"""A process that holds one graph and answers queries, so that a query that runs too long can be ended.

It reads one JSON request a line, `{"query": …, "rows": …}`, and writes one JSON answer a line. Terms are lists:
`["uri", iri]`, `["bnode", name]`, `["literal", text, datatype or null, language or null]`.
"""

import json
import resource
import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any

import pyoxigraph as ox

MEMORY_BYTES = 16 * 2**30
STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def main() -> None:
    """Load the N-Quads file named by the first argument, say so, then answer until input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    store = load_quads(sys.argv[1])
    prefixes = json.loads(sys.argv[2])
    _write({"ready": len(store)})
    for line in sys.stdin:
        request = json.loads(line)
        _write(answer(store, request["query"], request["rows"], prefixes))


def load_quads(path: str) -> ox.Store:
    """A store with the quads of a file; blank nodes keep their names, so that answers are the same every time."""
    store = ox.Store()
    store.bulk_extend(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    return store


def answer(store: ox.Store, query: str, limit: int, prefixes: dict[str, str]) -> dict[str, Any]:
    """The result of a query as JSON values, or `{"error": message}`; at most `limit` rows."""
    try:
        result = store.query(query, prefixes=prefixes)
        return _result(result, limit)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return {"error": str(getattr(error, "msg", None) or error)}


def _result(result: Any, limit: int) -> dict[str, Any]:
    if isinstance(result, ox.QueryBoolean):
        return {"form": "ask", "boolean": bool(result)}
    if isinstance(result, ox.QueryTriples):
        triples = ((t.subject, t.predicate, t.object) for t in result)
        return {"form": "graph", "variables": ["subject", "predicate", "object"], **_rows(triples, limit)}
    return {"form": "select", "variables": [v.value for v in result.variables], **_rows(result, limit)}


def _rows(solutions: Iterable[Any], limit: int) -> dict[str, Any]:
    rows = [[_term(term) for term in solution] for solution in islice(solutions, limit + 1)]
    return {"rows": rows[:limit], "truncated": len(rows) > limit}


def _term(term: Any) -> list[str | None] | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["uri", term.value]
    if isinstance(term, ox.BlankNode):
        return ["bnode", term.value]
    datatype = term.datatype.value
    return ["literal", term.value, None if datatype in (STRING, LANGUAGE_STRING) else datatype, term.language]


def _write(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
