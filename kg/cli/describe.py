"""kg describe: everything said of a thing, or the counts of the whole graph."""

import json

import click

from kg.answer_json import description_to_json, statistics_to_json
from kg.cli.common import ANSWERED, FOUND, Context, print_error, require_text, shared
from kg.composers.description import describe
from kg.composers.statistics import count_up
from kg.errors import NotFound, UsageError
from kg.graph.statistics import read_statistics
from kg.graph.void import describe_dataset
from kg.wiring import Engine, open_runner, snapshot


@click.command()
@click.argument("thing", required=False)
@click.option("--stats", is_flag=True, help="Count the graph instead; -f ttl gives VoID and DCAT.")
@shared(("text", "md", "json", "ttl"), "text")
def command(context: Context, thing: str | None, stats: bool) -> int:
    """Everything said of a thing, with sources: by its label, its prefixed name or its IRI.

    kg describe "SMS gateway"
    """
    if stats == (thing is not None):
        raise UsageError("Name one thing, or give --stats.", 'For example: kg describe "SMS gateway"')
    return _count(context) if thing is None else _describe(context, thing)


def _describe(context: Context, thing: str) -> int:
    if context.form == "ttl":
        raise UsageError("A description cannot be written as ttl.", "Use text, md or json; --stats has ttl.")
    engine = Engine.open(settings=context.settings, note=context.note)
    try:
        found = engine.describe(require_text(thing, "name"))
    except NotFound as error:
        print_error(error, context.form == "json")
        return FOUND
    if context.form == "json":
        context.write(json.dumps(description_to_json(found), ensure_ascii=False, indent=2))
    else:
        context.write(_shown(context, describe(found)))
    return ANSWERED


def _count(context: Context) -> int:
    found = snapshot(context.settings)
    runner = open_runner(found, context.settings)
    statistics = read_statistics(runner)
    if context.form == "json":
        context.write(json.dumps(statistics_to_json(statistics, found.digest), ensure_ascii=False, indent=2))
    elif context.form == "ttl":
        context.write(describe_dataset(statistics, found.digest, runner).serialize(format="turtle"))
    else:
        context.write(_shown(context, count_up(statistics)))
    runner.close()
    return ANSWERED


def _shown(context: Context, markdown: str) -> str:
    if context.form == "md":
        return markdown
    from kg.cli.terminal import console_text

    return console_text(markdown, context.colour)
