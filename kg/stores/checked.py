"""Queries that somebody else wrote: what would write or leave this machine is refused before it runs."""

from kg.model import Table
from kg.protocols import QueryRunner
from kg.stores.limits import require_read_only


class CheckedRunner:
    """Another runner behind the check that its queries only read."""

    def __init__(self, runner: QueryRunner) -> None:
        self._runner = runner

    def run(self, query: str, /) -> Table:
        """The result; raises QueryRefused, QueryTimeout or QueryError."""
        require_read_only(query)
        return self._runner.run(query)
