"""kg query: SPARQL over the graph."""

from pathlib import Path

import click

from kg.cli.common import ANSWERED, Context, read_text, require_text, shared
from kg.errors import UsageError
from kg.model import ResultForm
from kg.results import GRAPHS, TABLES, write_result
from kg.stores.limits import require_read_only
from kg.wiring import open_runner, snapshot

FORMATS = tuple(dict.fromkeys(("auto", *TABLES, *GRAPHS)))


@click.command()
@click.argument("query")
@shared(FORMATS, "auto")
def command(context: Context, query: str) -> int:
    """Run a SPARQL 1.1 query: a file (.rq), standard input (-), or the query itself.

    The usual prefixes (id:, mk:, rdfs:, skos:, …) need no declaration.
    """
    text = require_text(_query_text(query), "query")
    require_read_only(text)
    runner = open_runner(snapshot(context.settings), context.settings)
    table = runner.run(text)
    form = _format(context.form, table.form)
    context.write(write_result(table, form))
    if table.truncated:
        context.note(f"only the first {len(table.rows):,} rows are shown: the row limit is reached")
    runner.close()
    return ANSWERED


def _query_text(query: str) -> str:
    if query == "-":
        return read_text("-")
    named = len(query) < 1000 and "{" not in query and "\n" not in query
    if named and (query.endswith((".rq", ".sparql")) or Path(query).is_file()):
        return read_text(query)
    return query


def _format(form: str, kind: ResultForm) -> str:
    if form == "auto":
        return "ttl" if kind is ResultForm.GRAPH else "table"
    if kind is ResultForm.GRAPH and form == "json":
        return "jsonld"
    allowed = tuple(GRAPHS) if kind is ResultForm.GRAPH else TABLES
    if form not in allowed:
        raise UsageError(f"This query's result cannot be written as {form}.", f"Use one of {', '.join(allowed)}.")
    return form
