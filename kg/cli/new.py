"""kg new: a Turtle skeleton with all that the shapes demand."""

from pathlib import Path

import click
from rdflib import Graph

from kg.check.draft_turtle import draft_turtle
from kg.check.files import find_sources
from kg.check.reading import merge, read_plainly
from kg.check.skeleton import draft, find_class, header
from kg.cli.common import ANSWERED, Context, require_text, shared
from kg.errors import SyntaxErrorsFound, UsageError
from kg.rdf import PREFIXES, local_name
from kg.shipped import shape_places
from kg.wiring import open_runner, snapshot


@click.command()
@click.argument("class_name", metavar="CLASS")
@click.argument("name")
@click.option("--namespace", metavar="IRI", help="Namespace of the new IRIs. [default: that of its like]")
@click.option("--header", "headed", is_flag=True, help="Begin the file of data with its header (dcat:Dataset).")
@click.option("--shapes", "-s", multiple=True, type=click.Path(path_type=Path), help="Shapes that say what is needed.")
@shared(("ttl",), "ttl")
def command(
    context: Context, class_name: str, name: str, namespace: str | None, headed: bool, shapes: tuple[Path, ...]
) -> int:
    """Write a new thing's Turtle: what the shapes demand, filled in as far as it is known, the rest marked kg:TODO.

    kg new Channel "Fax marketing" --header -o data/channels/fax-marketing.ttl
    """
    if context.output is not None and context.output.exists():
        raise UsageError(f"{context.output} exists already.", "Name a new file, so that nothing is lost.")
    demanding = _shapes(shapes or shape_places(context.settings.graph))
    runner = open_runner(snapshot(context.settings), context.settings)
    cls = find_class(require_text(class_name, "class"), demanding, runner)
    drafts = draft(cls, require_text(name, "name"), namespace, demanding, runner)
    if headed:
        space = drafts[0].iri[: -len(local_name(drafts[0].iri))]
        drafts = tuple(sorted([*drafts, header(name, space, demanding, runner)], key=lambda node: str(node.iri)))
    context.write(draft_turtle(drafts, PREFIXES))
    runner.close()
    return ANSWERED


def _shapes(paths: tuple[Path, ...]) -> Graph:
    """The shapes in files and folders."""
    readings = tuple(read_plainly(source) for source in find_sources(paths, empty_ok=True))
    fault = next((finding for reading in readings for finding in reading.findings), None)
    if fault is not None:
        raise SyntaxErrorsFound(f"The shapes are not valid: {fault.message}", "See where with `kg validate`.")
    return merge(readings)
