"""What every command shares: options, output, notes, errors and exit statuses."""

import functools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kg.errors import InputError, KgError
from kg.settings import Settings, read_settings
from kg.shipped import places

ANSWERED, FOUND, FAILED = 0, 1, 2
"""Exit statuses: answered or conforms; declined, ambiguous or findings; usage or run-time error."""


SHARED = ("graph", "form", "output", "quiet", "verbose", "color")
"""The options that every command takes, beside --json."""


@dataclass(frozen=True, slots=True)
class Context:
    """The shared options of one call."""

    settings: Settings
    form: str
    output: Path | None
    quiet: bool
    colour: bool
    verbose: bool = False

    def write(self, text: str) -> None:
        """Results: to standard output, or whole and at once to the file of `-o`."""
        whole = text if text.endswith("\n") else text + "\n"
        if self.output is None:
            click.echo(whole, nl=False, color=self.colour)
            return
        write_file(self.output, whole)

    def note(self, message: str) -> None:
        """Progress and notes: to standard error, unless quiet."""
        if not self.quiet:
            click.echo(f"kg: {message}", err=True)


def require_folder(path: Path) -> None:
    """Raises InputError when the folder that a file is to be written in does not exist."""
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}.", "Make it first, or name another.")


def write_file(path: Path, text: str) -> None:
    """Write a text whole and at once, in a folder that exists; raises InputError when it cannot be written."""
    from kg.stores.cache import write_whole

    require_folder(path)
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error


def shared(formats: tuple[str, ...], default: str) -> Callable[[Callable[..., int]], Callable[..., None]]:
    """Add the options that every command takes; the command gets a Context first and returns its exit status."""

    def decorate(command: Callable[..., int]) -> Callable[..., None]:
        @click.option(
            "--graph",
            "-g",
            multiple=True,
            metavar="PLACE",
            help="File, folder or glob; several times. [default: KG_GRAPH, else built-in]",
        )
        @click.option(
            "--format",
            "-f",
            "form",
            type=click.Choice(formats),
            default=default,
            show_default=True,
            help="Format of the result.",
        )
        @click.option("--json", "as_json", is_flag=True, help="Short for -f json.")
        @click.option("--output", "-o", type=click.Path(path_type=Path), help="Write the result to a file.")
        @click.option("--quiet", "-q", is_flag=True, help="No notes.")
        @click.option("--verbose", "-v", is_flag=True, help="Tracebacks of unexpected errors.")
        @click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Colours.",
        )
        @functools.wraps(command)
        def wrapped(as_json: bool, **options: Any) -> None:
            given = {name: options.pop(name) for name in SHARED}
            if as_json and "json" not in formats:
                raise click.UsageError(f"There is no JSON here; the formats are: {', '.join(formats)}.")
            form = "json" if as_json else given["form"]
            call = functools.partial(_run, command, {**given, "form": form}, options)
            click.get_current_context().exit(guarded(call, form == "json", given["verbose"]))

        return wrapped

    return decorate


def _run(command: Callable[..., int], given: dict[str, Any], options: dict[str, Any]) -> int:
    settings = read_settings(graph=given["graph"])
    colour = _coloured(given["color"], given["output"])
    context = Context(settings, given["form"], given["output"], given["quiet"], colour, given["verbose"])
    return command(context, **options)


def _coloured(color: str, output: Path | None) -> bool:
    if color != "auto":
        return color == "always"
    return output is None and not os.environ.get("NO_COLOR") and sys.stdout.isatty()


def guarded(call: Callable[[], int], as_json: bool, verbose: bool = False) -> int:
    """Run a command; print an error made on purpose as one line (or as JSON) and return its exit status."""
    try:
        return call()
    except KgError as error:
        if verbose:
            raise
        print_error(error, as_json)
        return FAILED


def print_error(error: KgError, as_json: bool) -> None:
    """One line on standard error, or `{"error": {code, message, hint}}` on standard output."""
    if as_json:
        click.echo(json.dumps({"error": error_json(error)}))
    else:
        click.echo(f"kg: {' '.join(str(error).split())}", err=True)


def error_json(error: KgError) -> dict[str, str]:
    """An error as the contract writes it."""
    return {"code": error.code, "message": error.message, "hint": error.hint}


def own_places(settings: Settings) -> list[Path]:
    """The graph's places, named from the current folder where they lie below it."""
    here, found = Path.cwd(), map(Path, places(settings.graph))
    return [path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path for path in found]


def read_text(name: str) -> str:
    """The text of a file, or of standard input for `-`; raises InputError when it cannot be read as UTF-8."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}.", "Check the path.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text (byte {error.start}).", "Save it as UTF-8.") from error


def require_text(text: str, what: str) -> str:
    """The text, when it is Unicode; raises InputError for bytes that were not UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"The {what} is not UTF-8 text.", "Check the terminal's encoding.") from error
    return text
