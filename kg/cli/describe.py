"""kg describe: everything said of a thing."""

import json

import click

from kg.answer_json import description_to_json
from kg.cli.common import ANSWERED, FOUND, Context, print_error, require_text, shared
from kg.composers.description import describe
from kg.errors import NotFound
from kg.wiring import Engine


@click.command()
@click.argument("thing")
@shared(("text", "md", "json"), "text")
def command(context: Context, thing: str) -> int:
    """Everything said of a thing, with sources: by its label, its prefixed name or its IRI.

    kg describe "SMS gateway"
    """
    engine = Engine.open(settings=context.settings, note=context.note)
    try:
        found = engine.describe(require_text(thing, "name"))
    except NotFound as error:
        print_error(error, context.form == "json")
        return FOUND
    if context.form == "json":
        context.write(json.dumps(description_to_json(found), ensure_ascii=False, indent=2))
    elif context.form == "md":
        context.write(describe(found))
    else:
        from kg.cli.terminal import console_text

        context.write(console_text(describe(found), context.colour))
    return ANSWERED
