"""The sockets: what the engine asks of an encoder, an index, a composer, a graph."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.model import Answer, Position, Proposal, Request, Table, Term

Matrix = NDArray[np.float32]
"""Vectors as rows, of unit length where an encoder made them."""


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their similarity."""

    @property
    def name(self) -> str:
        """What tells this encoder's vectors from any other's."""
        ...

    def encode(self, texts: Sequence[str], /) -> Matrix:
        """One unit row per text, shape (n, d), float32."""
        ...


class VectorIndex(Protocol):
    """Finds the rows that are most similar to a query."""

    def search(self, queries: Matrix, count: int, /) -> tuple[tuple[tuple[int, float], ...], ...]:
        """For each query row the `count` best (row number, similarity), best first, ties by row number."""
        ...


class QueryRunner(Protocol):
    """Runs one read-only query within limits."""

    def run(self, query: str, /) -> Table:
        """The result; raises QueryRefused, QueryTimeout or QueryError."""
        ...


class Composer(Protocol):
    """Words an answer; everything it may say is in the value it is given."""

    def compose(self, answer: Answer, /) -> str:
        """Markdown, with every text of the graph escaped."""
        ...


class Proposer(Protocol):
    """Proposes other words or queries for a question that the engine cannot answer by itself."""

    @property
    def name(self) -> str:
        """Whose the proposals are, as a reader is told."""
        ...

    def propose(self, request: Request, /) -> tuple[Proposal, ...]:
        """A few proposals, best first, none of them trusted; raises ServiceError when there is nobody to ask."""
        ...


class Locator(Protocol):
    """Knows where in the files a triple is written."""

    def locate(self, subject: Term, predicate: Term | None = None, target: Term | None = None, /) -> Position | None:
        """The first place of a triple that matches, None for any term; None when no file holds one."""
        ...
