"""kg validate: findings as a compiler reports them."""

import sys
from pathlib import Path

import click

from kg.api import check, check_text
from kg.check import Format, Report, Severity, render
from kg.cli.common import ANSWERED, FOUND, Context, shared
from kg.shipped import places

NEVER = "never"


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--shapes",
    "-s",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Shapes to check against. [default: the shipped ones]",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), NEVER]),
    default=Severity.ERROR.value,
    show_default=True,
    help="What makes the exit status 1.",
)
@shared(tuple(form.value for form in Format), Format.TEXT.value)
def command(context: Context, paths: tuple[str, ...], shapes: tuple[Path, ...], fail_on: str) -> int:
    """Check Turtle files and folders: syntax first, then every shape.

    Without paths the graph itself is checked; with paths, what they say is judged in the context of the graph.
    """
    known = [Path(place) for place in places(context.settings.graph)]
    if paths == ("-",):
        report = check_text(sys.stdin.buffer.read(), shapes, known)
    else:
        report = check([Path(path) for path in paths] or known, shapes, known if paths else ())
    context.write(render(report, Format(context.form), colour=context.colour))
    return FOUND if _fails(report, fail_on) else ANSWERED


def _fails(report: Report, fail_on: str) -> bool:
    return fail_on != NEVER and report.fails(Severity(fail_on))
