"""kg diff: what changed between two versions of a graph."""

import click

from kg.check.diff_report import difference_json, difference_markdown, difference_text
from kg.cli.common import ANSWERED, FOUND, Context, own_places, shared
from kg.comparing import compare_named


@click.command()
@click.argument("old", default="HEAD")
@click.argument("new", required=False)
@shared(("text", "md", "json"), "text")
def command(context: Context, old: str, new: str | None) -> int:
    """Show what changed between two versions, by subject: files, folders, git revisions, or REVISION:PATH.

    Without NEW the files as they are now; without OLD since the last commit. Exit status: 0 nothing changed, 1 changed.

    kg diff HEAD~1 data/channels
    """
    comparison = compare_named(old, new, own_places(context.settings))
    if context.form == "json":
        context.write(difference_json(comparison))
    elif context.form == "md":
        context.write(difference_markdown(comparison))
    else:
        context.write(difference_text(comparison, colour=context.colour))
    return FOUND if comparison.difference.changes else ANSWERED
