"""kg fmt: canonical Turtle that keeps every comment."""

from collections.abc import Sequence
from pathlib import Path

import click

from kg.check.escape import as_json, visible, visible_lines
from kg.cli.common import ANSWERED, FAILED, FOUND, Context, error_json, own_places, print_error, read_text, shared
from kg.errors import UsageError
from kg.rewriting import Layout, format_files, format_text
from kg.turtle.rewrite import Rewrite

INPUT = Path("<stdin>")


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 when a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing and show what would change; exit status as with --check.")
@shared(("text", "json"), "text")
def command(context: Context, paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Lay out Turtle in one canonical way that keeps every comment, and the order of everything.

    Files and the Turtle in folders; without paths the graph's own, where they lie below this folder. With `-`
    standard input is laid out on standard output.
    """
    dry = check or diff
    if paths == ("-",):
        return _standard_input(context, check, diff)
    layouts = format_files(_named(context, paths), write=not dry, note=context.note)
    if context.form == "json":
        context.write(_as_json(layouts))
    else:
        context.write(_as_text(layouts, dry=dry, diff=diff))
        for layout in layouts:
            if layout.error:
                print_error(layout.error, as_json=False)
    if any(layout.error for layout in layouts):
        return FAILED
    return FOUND if dry and any(layout.changes for layout in layouts) else ANSWERED


def _standard_input(context: Context, check: bool, diff: bool) -> int:
    before = read_text("-")
    after = format_text(before, INPUT.name)
    if diff and before != after:
        context.write(_patch(Rewrite(INPUT, before.encode(), after.encode())))
    elif not (check or diff) and after:
        context.write(after)
    return FOUND if (check or diff) and before != after else ANSWERED


def _named(context: Context, paths: Sequence[str]) -> list[Path]:
    if paths:
        return [Path(path) for path in paths]
    own = own_places(context.settings)
    if not all(place.resolve().is_relative_to(Path.cwd()) for place in own):
        raise UsageError("The graph's files lie outside this folder.", "Name the files or folders to lay out.")
    return own


def _as_text(layouts: Sequence[Layout], *, dry: bool, diff: bool) -> str:
    changed = [layout for layout in layouts if layout.changes]
    verb = "would change" if dry else "changed"
    lines = [f"{verb}: {visible(str(layout.path))}" for layout in changed]
    if diff:
        lines = [_patch(layout.rewrite).rstrip("\n") for layout in changed if layout.rewrite]
    kept = sum(layout.error is None for layout in layouts) - len(changed)
    return "\n".join([*lines, f"{_files(len(changed))} {verb}, {kept:,} as they should be"])


def _files(count: int) -> str:
    return f"{count:,} file" if count == 1 else f"{count:,} files"


def _patch(rewrite: Rewrite) -> str:
    return visible_lines(rewrite.patch.replace("\r\n", "\n"))


def _as_json(layouts: Sequence[Layout]) -> str:
    files = [
        {
            "file": str(layout.path),
            "changed": layout.changes,
            "diff": layout.rewrite.patch if layout.rewrite else "",
            "error": error_json(layout.error) if layout.error else None,
        }
        for layout in layouts
    ]
    return as_json({"schema_version": 1, "changed": sum(layout.changes for layout in layouts), "files": files})
