"""The command `kg`."""

import gc
import os
import sys
from importlib import import_module, metadata

import click

from kg.cli.common import FAILED

COMMANDS = {
    "ask": "Answer a question in plain language.",
    "chat": "Open the chat in a browser.",
    "describe": "Everything said of a thing, with sources.",
    "diff": "What changed between two versions.",
    "doctor": "What is installed, what is missing and how to get it.",
    "eval": "Score the answers to a benchmark's questions.",
    "explain": "What a rule of kg validate means, and how to mend what breaks it.",
    "fmt": "Lay Turtle out in one way that keeps every comment.",
    "index": "Build or refresh the index on disk.",
    "new": "A Turtle skeleton with all that the shapes demand.",
    "query": "Run a SPARQL query.",
    "test": "Run competency questions: expected against got.",
    "validate": "Check an ontology and its data as a compiler does.",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(metadata.version("marketing-it-graph"), prog_name="kg")
def cli() -> None:
    """A knowledge graph that answers questions in plain language, with proof.

    Exit status: 0 answered or conforms, 1 declined or findings, 2 usage or run-time error.
    """


def main() -> None:
    """Run `kg`; a closed pipe ends it quietly."""
    try:
        cli(prog_name="kg")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    finally:
        gc.freeze()  # the process ends here: Python need not search what is left of it for unused objects
