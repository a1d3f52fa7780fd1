"""kg validate: findings as a compiler reports them."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from kg.api import check, check_text
from kg.check import Format, Report, Severity, render
from kg.check.escape import visible_lines
from kg.check.files import Source, find_sources
from kg.check.narrowing import Ignored, baseline_of, read_baseline, without_ignored, without_known
from kg.check.validate import Checked, check_sources
from kg.cli.common import ANSWERED, FOUND, Context, own_places, shared
from kg.errors import UsageError
from kg.rewriting import mend_files
from kg.shipped import built_in_shapes
from kg.stores.cache import write_whole
from kg.turtle.rewrite import Rewrite

NEVER = "never"
BASELINE = Path("kg-baseline.json")


@dataclass(frozen=True, slots=True)
class Options:
    """What this command is asked besides the paths."""

    shapes: tuple[Path, ...]
    fail_on: str
    ignore: tuple[str, ...]
    baseline: Path | None
    write_baseline: bool
    fix: bool
    diff: bool


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
@click.option("--fix", is_flag=True, help="Make the fixes that findings propose, showing the difference first.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--ignore", metavar="RULE", multiple=True, help="Switch a rule off; several times.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Leave out the findings that this file knows.")
@click.option("--write-baseline", is_flag=True, help=f"Write all findings to the baseline. [default: {BASELINE}]")
@shared(tuple(form.value for form in Format), Format.TEXT.value)
def command(context: Context, paths: tuple[str, ...], **given: Any) -> int:
    """Check Turtle files and folders: syntax first, then every shape.

    Without paths the graph itself is checked; with paths, what they say is judged in the context of the graph.
    """
    options = Options(**given)
    known = own_places(context.settings)
    if options.fix or options.diff:
        report = _mended(context, paths, known, options)
    elif paths == ("-",):
        report = _heeded(context, options, check_text(sys.stdin.buffer.read(), options.shapes, known))
    else:
        found = check([Path(path) for path in paths] or known, options.shapes, known if paths else ())
        report = _heeded(context, options, found)
    context.write(render(report, Format(context.form), colour=context.colour))
    fails = options.fail_on != NEVER and report.fails(Severity(options.fail_on))
    return FOUND if fails else ANSWERED


def _mended(context: Context, paths: Sequence[str], known: Sequence[Path], options: Options) -> Report:
    """The report after all fixes that help, which are shown, and made unless they are only to be shown."""
    if "-" in paths:
        raise UsageError("Standard input cannot be mended.", "Name a file.")
    shapes, around = options.shapes or [built_in_shapes()], known if paths else ()

    def narrowed(sources: Sequence[Source]) -> Checked:
        checked = check_sources(sources, shapes, around)
        return replace(checked, report=_heeded(context, options, checked.report))

    def show(rewrite: Rewrite) -> None:
        patch = visible_lines(rewrite.patch.replace("\r\n", "\n"))
        click.echo(patch, nl=False, err=context.form != Format.TEXT, color=context.colour)

    sources = find_sources([Path(path) for path in paths] or known)
    mending = mend_files(sources, narrowed, write=not options.diff, show=show, note=context.note)
    verb = "would be mended" if options.diff else "mended"
    context.note(
        f"{mending.gone:,} of {len(mending.before.findings):,} findings {verb} in {len(mending.rewrites):,} files"
    )
    if mending.left:
        context.note(f"{mending.left:,} fixes were not made: they change other files, or would not help")
    return mending.before if options.diff else mending.after


def _heeded(context: Context, options: Options, report: Report) -> Report:
    """The report without the rules that are switched off, and without what the baseline knows."""
    settings = context.settings
    in_files = {pattern: frozenset(rules) for pattern, rules in settings.ignore_in.items()}
    kept = without_ignored(report, Ignored(frozenset((*settings.ignore, *options.ignore)), in_files, Path.cwd()))
    named = options.baseline or settings.baseline or (BASELINE if options.write_baseline else None)
    return kept if named is None else _new(context, kept, Path(named), write=options.write_baseline)


def _new(context: Context, report: Report, file: Path, *, write: bool) -> Report:
    """The report without what the baseline knows, which is written first when that is asked for."""
    if write:
        write_whole(file, baseline_of(report, file.absolute().parent).text().encode())
        context.note(f"{len(report.findings):,} findings written to {file}")
    new, gone = without_known(report, read_baseline(file))
    if gone:
        context.note(f"{gone:,} findings of {file} are gone; --write-baseline drops them")
    return new
