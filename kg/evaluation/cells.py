"""Cells: the values of answer and gold in a form in which equal values are equal."""

import re
from collections.abc import Iterable, Mapping, Sequence

Cell = tuple[str, str | float | bool]
"""The kind of a value (iri, boolean, number, date or text) and the value."""
Row = tuple[Cell, ...]

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(//|[^\s/])\S*")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
DATE = re.compile(r"(\d{4}-\d\d-\d\d)([T ]00:00:00(\.0+)?(Z|[+-]00:00)?|Z)?")


def cell(text: str) -> Cell:
    """A value by what it means: numbers to seven digits, midnight as its date, texts without case or extra space."""
    value = text.strip()
    value = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    if IRI.fullmatch(value):
        return ("iri", value)
    if value.lower() in ("true", "false"):
        return ("boolean", value.lower() == "true")
    if NUMBER.fullmatch(value):
        return ("number", float(f"{float(value):.7g}"))
    date = DATE.fullmatch(value)
    return ("date", date.group(1)) if date else ("text", " ".join(value.lower().split()))


def cells(rows: Iterable[Sequence[str | None]]) -> tuple[Row, ...]:
    """Rows of cells, each once, without what is unbound."""
    made = (tuple(cell(value) for value in row if value is not None) for row in rows)
    return tuple(dict.fromkeys(row for row in made if row))


def matched(rows: Sequence[Row], gold: Sequence[Row], names: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows with an IRI in the place of its name, or a name in the place of its IRI, where the gold has it so."""
    wanted = {value for row in gold for value in row}
    called = {cell(names[str(value)]): (kind, value) for kind, value in wanted if kind == "iri" and value in names}

    def like_gold(found: Cell) -> Cell:
        if found in wanted:
            return found
        name = cell(names[str(found[1])]) if found[0] == "iri" and found[1] in names else None
        return name if name is not None and name in wanted else called.get(found, found)

    return tuple(dict.fromkeys(tuple(like_gold(value) for value in row) for row in rows))
