"""What would mend a syntax error of Turtle: a usual prefix declared, a full stop put in."""

import re
from typing import Final

from kg.check.findings import Fix
from kg.check.lines import Lines
from kg.rdf import PREFIXES
from kg.turtle.edits import Edit

__all__ = ["UNDECLARED", "fix_of_fault"]

UNDECLARED: Final = re.compile(r"The prefix (\S*): has not been declared")
"""What Oxigraph's parser says of a prefix that is not declared."""


def fix_of_fault(lines: Lines, message: str, line: int, column: int) -> Fix | None:
    """The fix for what the parser says at a place, None where it takes a person to see what was meant."""
    undeclared = UNDECLARED.fullmatch(message)
    if undeclared and undeclared[1] in PREFIXES:
        declaration = f"@prefix {undeclared[1]}: <{PREFIXES[undeclared[1]]}> ."
        return Fix(steps=(f"add {declaration}",), edits=(Edit(0, 0, f"{declaration}\n"),))
    if message.startswith("A dot is expected") and 0 < line <= len(lines.starts):
        offset = lines.starts[line - 1] + column - 1
        return Fix(steps=("put a full stop here",), edits=(Edit(offset, offset, " ."),), sure=False)
    return None
