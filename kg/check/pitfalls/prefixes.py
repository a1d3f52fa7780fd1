"""Prefixes that are declared and never used."""

from collections.abc import Iterator
from typing import Final

from kg.check.files import Language
from kg.check.findings import Finding, Fix, Severity
from kg.check.pitfalls.judged import Judged
from kg.check.placing import position_of
from kg.check.reading import Reading
from kg.errors import SyntaxErrorsFound
from kg.rdf import KG
from kg.turtle.edits import Edit
from kg.turtle.prefixes import Declared, unused_prefixes

__all__ = ["UNUSED", "find_unused_prefixes"]

UNUSED: Final = "unused-prefix"


def find_unused_prefixes(judged: Judged) -> Iterator[Finding]:
    """A note for each prefix of a Turtle file with which no name is written there.

    That of kg:TODO may stay when the last gap of a draft is filled.
    """
    for reading, declared in judged.prefixes:
        if reading.source.language is Language.TURTLE:
            needed = tuple(found for found in declared if found.namespace != str(KG))
            for found in _unused(reading, needed):
                position, end_column, excerpt = position_of((reading, (found.start, found.end)))
                message = f"The prefix {found.prefix}: is declared and never used. Take the line out."
                step = f"remove @prefix {found.prefix}: <{found.namespace}> ."
                fix = Fix(steps=(step,), edits=(_line(reading, found),))
                yield Finding(UNUSED, Severity.INFO, message, position, end_column, excerpt, fix=fix)


def _unused(reading: Reading, declared: tuple[Declared, ...]) -> tuple[Declared, ...]:
    try:
        return unused_prefixes(reading.lines.text, declared)
    except SyntaxErrorsFound:  # Turtle 1.2, whose words are not known here
        return ()


def _line(reading: Reading, declared: Declared) -> Edit:
    """What takes a declaration out, with its line when nothing else is on it."""
    text = reading.lines.text
    end = text.find("\n", declared.end) + 1 or len(text)
    return Edit(declared.start, end if not text[declared.end : end].strip() else declared.end)
