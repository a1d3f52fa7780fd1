"""Queries of others: only those that read are run."""

import pytest

from kg.errors import QueryError, QueryRefused
from kg.model import ResultForm, Table
from kg.stores.checked import CheckedRunner


class Counting:
    """A runner that counts what it is given."""

    def __init__(self) -> None:
        self.queries: list[str] = []

    def run(self, query: str, /) -> Table:
        self.queries.append(query)
        return Table(ResultForm.ASK, boolean=True)


def test_a_query_that_reads_is_run() -> None:
    inner = Counting()
    assert CheckedRunner(inner).run("ASK { ?s ?p ?o }").boolean
    assert inner.queries == ["ASK { ?s ?p ?o }"]


@pytest.mark.parametrize(
    ("query", "error"),
    [("DROP ALL", QueryRefused), ("ASK { SERVICE <urn:x> { ?s ?p ?o } }", QueryRefused), ("what?", QueryError)],
)
def test_another_is_refused_before_it_runs(query: str, error: type[QueryError]) -> None:
    inner = Counting()
    with pytest.raises(error):
        CheckedRunner(inner).run(query)
    assert inner.queries == []
