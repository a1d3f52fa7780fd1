"""Queries within limits: they end in time, stop at their row limit, and may run side by side."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import QueryError, QueryTimeout
from kg.model import ResultForm
from kg.stores.runner import EmbeddedRunner, Limits
from kg.stores.snapshot import take_snapshot

TRIPLES = "\n".join(f"<urn:{n}> <urn:p> {n} ." for n in range(200))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Iterator[EmbeddedRunner]:
    folder = tmp_path_factory.mktemp("numbers")
    (folder / "n.ttl").write_text(
        TRIPLES + '\n<urn:x> <urn:q> "a"@en, "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .'
    )
    found = EmbeddedRunner(take_snapshot([str(folder)]).quads, Limits(seconds=1.0, rows=50))
    yield found
    found.close()


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_runs(runner: EmbeddedRunner) -> None:
    with pytest.raises(QueryTimeout, match="longer than 1 s"):
        runner.run(ENDLESS)
    assert runner.run("ASK { ?s ?p ?o }").boolean is True


def test_the_limits_hold_while_the_store_is_busy(runner: EmbeddedRunner) -> None:
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(runner.run, ENDLESS)
        quick = pool.submit(runner.run, "ASK { ?s ?p ?o }")
        assert quick.result(timeout=5).boolean is True
        with pytest.raises(QueryTimeout):
            slow.result(timeout=5)


def test_rows_beyond_the_limit_are_cut_and_it_is_said(runner: EmbeddedRunner) -> None:
    table = runner.run("SELECT ?s { ?s <urn:p> ?n }")
    assert (len(table.rows), table.truncated) == (50, True)


def test_a_result_at_the_limit_is_not_called_cut(runner: EmbeddedRunner) -> None:
    assert runner.run("SELECT ?s { ?s <urn:p> ?n } LIMIT 50").truncated is False


def test_terms_keep_their_datatype_and_language(runner: EmbeddedRunner) -> None:
    rows = runner.run("SELECT ?s ?v { ?s <urn:q> ?v } ORDER BY STR(?v)").rows
    assert rows == (
        (URIRef("urn:x"), Literal("1.5", datatype=XSD.decimal, normalize=False)),
        (URIRef("urn:x"), Literal("a", lang="en")),
    )


def test_a_construct_gives_triples(runner: EmbeddedRunner) -> None:
    table = runner.run("CONSTRUCT { ?s a <urn:C> } WHERE { ?s <urn:p> 7 }")
    assert (table.form, table.variables, len(table.rows)) == (ResultForm.GRAPH, ("subject", "predicate", "object"), 1)


def test_an_error_in_a_query_is_said_in_words(runner: EmbeddedRunner) -> None:
    with pytest.raises(QueryError, match="cannot be run"):
        runner.run("SELECT * { unknown:x ?p ?o }")


def test_many_threads_get_their_own_answers(runner: EmbeddedRunner) -> None:
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda n: runner.run(f"SELECT ?s {{ ?s <urn:p> {n} }}"), range(40)))
    assert [str(table.rows[0][0]) for table in tables] == [f"urn:{n}" for n in range(40)]


def test_a_closed_runner_answers_again(runner: EmbeddedRunner) -> None:
    runner.close()
    assert runner.run("ASK { ?s ?p ?o }").boolean is True


def test_an_unbound_variable_is_none(runner: EmbeddedRunner) -> None:
    assert runner.run("SELECT ?s ?x { ?s <urn:p> 3 OPTIONAL { ?s <urn:no> ?x } }").rows == ((URIRef("urn:3"), None),)


def test_the_columns_stand_in_the_order_of_the_query(runner: EmbeddedRunner) -> None:
    assert runner.run("SELECT ?z ?a { ?a <urn:p> ?z } LIMIT 1").variables == ("z", "a")


def test_a_graph_result_is_cut_at_the_limit_too(runner: EmbeddedRunner) -> None:
    table = runner.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert (len(table.rows), table.truncated) == (50, True)


@pytest.mark.parametrize("text", ["a\nb", 'say "x"', "湖 🐟", "a\u2028b", "\\"])
def test_any_text_comes_back_as_it_was_asked_for(runner: EmbeddedRunner, text: str) -> None:
    assert runner.run(f"SELECT ?x {{ BIND({Literal(text).n3()} AS ?x) }}").rows == ((Literal(text),),)
