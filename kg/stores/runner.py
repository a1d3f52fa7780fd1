"""Queries against an embedded graph, in worker processes that are ended when time is up."""

import json
import queue
import selectors
import subprocess
import sys
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import BNode, Literal, URIRef

from kg.errors import QueryError, QueryTimeout
from kg.model import ResultForm, Table, Term
from kg.rdf import PREFIXES

START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take and how many rows it may return."""

    seconds: float = 10.0
    rows: int = 10_000


class _Worker:
    """One process with the graph loaded; good until a query has to be ended."""

    def __init__(self, quads: Path) -> None:
        command = [sys.executable, "-m", "kg.stores.worker", str(quads), json.dumps(PREFIXES)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        self._ready = False

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        if not self._ready:
            self._read(START_SECONDS)
            self._ready = True
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise QueryError("The process that runs queries has ended.", "Ask again; a new one is started.") from error
        return self._read(seconds)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _read(self, seconds: float) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            if not selector.select(seconds):
                raise QueryTimeout(f"The query took longer than {seconds:g} s.", "Make it narrower or add a LIMIT.")
        line = stream.readline()
        if not line:
            raise QueryError("The query needed more memory than it may use.", "Make it narrower or add a LIMIT.")
        message: dict[str, Any] = json.loads(line)
        return message


class EmbeddedRunner:
    """Runs queries over a snapshot's quads, within limits; safe to call from several threads."""

    def __init__(self, quads: Path, limits: Limits | None = None, processes: int = 2) -> None:
        self._quads = quads
        self._limits = limits or Limits()
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(processes):
            self._idle.put(None)
        self._finalizer = weakref.finalize(self, _close, self._idle)

    def start(self) -> None:
        """Begin loading one worker now, so that it is ready when the first query comes."""
        slot = self._idle.get()
        self._idle.put(slot or _Worker(self._quads))

    def run(self, query: str, /) -> Table:
        """The result of a trusted or checked query; raises QueryTimeout or QueryError."""
        worker = self._idle.get() or _Worker(self._quads)
        healthy = False
        try:
            message = worker.ask({"query": query, "rows": self._limits.rows}, self._limits.seconds)
            healthy = True
        finally:
            if not healthy:
                worker.close()
            self._idle.put(worker if healthy else None)
        return _table(message)

    def close(self) -> None:
        """End the worker processes that are idle; the next query starts a new one."""
        _close(self._idle)


def _close(idle: "queue.LifoQueue[_Worker | None]") -> None:
    slots = [idle.get() for _ in range(idle.qsize())]
    for worker in slots:
        if worker is not None:
            worker.close()
        idle.put(None)


def _table(message: dict[str, Any]) -> Table:
    if "error" in message:
        raise QueryError(f"The query cannot be run: {message['error'].rstrip('.')}.")
    if message["form"] == "ask":
        return Table(ResultForm.ASK, boolean=message["boolean"])
    rows = tuple(tuple(_term(term) for term in row) for row in message["rows"])
    return Table(ResultForm(message["form"]), tuple(message["variables"]), rows, truncated=message["truncated"])


def _term(term: list[Any] | None) -> Term | None:
    if term is None:
        return None
    match term[0]:
        case "uri":
            return URIRef(term[1])
        case "bnode":
            return BNode(term[1])
        case _:
            datatype = None if term[2] is None else URIRef(term[2])
            return Literal(term[1], lang=term[3], datatype=datatype, normalize=False)
