"""Answers and tables for a terminal."""

import io
import shutil

from rich.console import Console
from rich.markdown import Markdown

from kg.model import Answer, Status


def answer_text(answer: Answer, colour: bool) -> str:
    """An answer as a person reads it in a terminal: its text, then how it was read and how sure we are."""
    text = console_text(answer.text, colour)
    if answer.status is not Status.ANSWERED:
        return text
    return f"{text}\n{_seen(answer.reading)} · confidence {answer.confidence:.2f} · -f json shows SPARQL and evidence\n"


def _seen(text: str) -> str:
    """The text without what cannot be seen, which could steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def console_text(text: str, colour: bool) -> str:
    """Markdown as a terminal shows it."""
    stream = io.StringIO()
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    console = Console(file=stream, width=width, force_terminal=colour, no_color=not colour, highlight=False)
    console.print(Markdown(text))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
