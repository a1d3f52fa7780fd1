"""kg explain: what a rule means that a finding names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rdflib import Graph

from kg.check.explaining import (
    example_files,
    explain_json,
    explain_markdown,
    list_json,
    list_markdown,
    shape_rules,
)  # fmt: skip
from kg.check.files import find_sources
from kg.check.notation import nearest
from kg.check.reading import merge, read_plainly
from kg.check.rulebook import Rule, general_rules
from kg.cli.common import ANSWERED, Context, shared
from kg.errors import NotFound, SyntaxErrorsFound
from kg.shipped import shape_places


@click.command()
@click.argument("rule", required=False)
@click.option("--shapes", "-s", multiple=True, type=click.Path(path_type=Path), help="Shapes with rules to explain.")
@shared(("text", "md", "json"), "text")
def command(context: Context, rule: str | None, shapes: tuple[Path, ...]) -> int:
    """Explain a rule of kg validate: what it means, an example that fails, how to mend it, how to switch it off.

    Without a rule, all of them are listed.
    """
    general = general_rules()
    if rule is not None and rule in general:
        _write(context, general[rule])
        return ANSWERED
    places = shapes or shape_places(context.settings.graph)
    if rule is None:
        by_shapes = shape_rules(_graph(places), {})
        _write_all(context, [*general.values(), *(found for name, found in by_shapes.items() if name not in general)])
        return ANSWERED
    text = next((path.read_text(encoding="utf-8") for path in example_files(places, rule)), "")
    _write(context, _found(rule, {**shape_rules(_graph(places), {rule: text}), **general}))
    return ANSWERED


def _found(name: str, rules: Mapping[str, Rule]) -> Rule:
    if name not in rules:
        near = nearest(name, rules)
        raise NotFound(f"There is no rule {name}.", f"Did you mean {near}?" if near else "`kg explain` lists them all.")
    return rules[name]


def _write(context: Context, rule: Rule) -> None:
    context.write(explain_json(rule) if context.form == "json" else _shown(context, explain_markdown(rule)))


def _write_all(context: Context, rules: Sequence[Rule]) -> None:
    context.write(list_json(rules) if context.form == "json" else _shown(context, list_markdown(rules)))


def _shown(context: Context, markdown: str) -> str:
    if context.form == "md":
        return markdown
    from kg.cli.terminal import console_text

    return console_text(markdown, context.colour)


def _graph(places: Sequence[Path]) -> Graph:
    readings = [read_plainly(source) for source in find_sources(places, empty_ok=True)]
    if any(reading.findings for reading in readings):
        raise SyntaxErrorsFound("The shapes have syntax errors.", "Run kg validate on them.")
    return merge(readings)
