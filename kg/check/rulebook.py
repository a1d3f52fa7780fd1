"""What the rules mean that a finding may name, with an example that fails and the same mended."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["ALWAYS_ON", "Rule", "general_rules"]

FOLDER: Final = Path(__file__).parent / "rules"
BOOKS: Final = ("own.toml", "shacl.toml")
ALWAYS_ON: Final = frozenset({"syntax"})
"""Rules that cannot be switched off."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: how grave it is, what it means, how to mend what breaks it, and Turtle that does and does not.

    `fixes` says what `kg validate --fix` would do; `mended` and `fixes` may be empty.
    """

    name: str
    severity: str
    about: str
    mend: str
    fails: str = ""
    mended: str = ""
    fixes: str = ""


@cache
def general_rules() -> Mapping[str, Rule]:
    """The rules that need no shape with a name, by their names, in the order of the books."""
    return {
        name: Rule(name, **{key: text.strip("\n") for key, text in said.items()})
        for book in BOOKS
        for name, said in tomllib.loads((FOLDER / book).read_text(encoding="utf-8")).items()
    }
