"""Where triples are written: a table made when an index is built, looked up when evidence is shown."""

import json
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.model import Position, Term

Table = dict[str, dict[str, tuple[int, int, int]]]
"""For each subject: predicate and object, tab-separated, to file number, line and column; "" is its first place."""


def make_places(files: Iterable[Path]) -> str:
    """The places of every triple of the Turtle files, as JSON; other files have none."""
    from kg.check.positions import parse_turtle  # its room brings pySHACL, which answering does not need

    named = [path for path in files if path.suffix == ".ttl"]
    table: Table = {}
    for number, path in enumerate(named):
        text = path.read_text(encoding="utf-8")
        starts = _line_starts(text)
        for (subject, predicate, target), place in parse_turtle(text, path.resolve().as_uri()).places.items():
            line, column = _line_and_column(starts, place.subject[0])
            own = table.setdefault(str(subject), {})
            own.setdefault("", (number, line, column))
            line, column = _line_and_column(starts, place.object[0])
            own.setdefault(f"{predicate}\t{target}", (number, line, column))
    return json.dumps({"files": [str(path) for path in named], "places": table}, ensure_ascii=False)


class FileLocator:
    """Looks places up in a table that `make_places` wrote; read when the first place is asked for."""

    def __init__(self, table: Path, root: Path | None = None) -> None:
        self._path, self._root = table, root

    @cached_property
    def _table(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return found

    def locate(self, subject: Term, predicate: Term | None = None, target: Term | None = None, /) -> Position | None:
        """The place of a triple, or of the first triple of a subject; paths are relative to the root where under it."""
        key = "" if predicate is None else f"{predicate}\t{target}"
        found = self._table["places"].get(str(subject), {}).get(key)
        if found is None:
            return None
        number, line, column = found
        return Position(self._shown(Path(self._table["files"][number])), line, column)

    def _shown(self, path: Path) -> Path:
        return path.relative_to(self._root) if self._root and path.is_relative_to(self._root) else path


def _line_starts(text: str) -> list[int]:
    return [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]


def _line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
