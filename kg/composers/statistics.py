"""Counts of a graph as Markdown."""

from collections.abc import Iterable, Iterator

from kg.composers.markdown import escape
from kg.model import StatementCount, Statistics


def count_up(statistics: Statistics) -> str:
    """The kinds of things with their numbers, then on what the statements of each kind rest."""
    return "\n".join([*_head(statistics), *_kinds(statistics), *_statements(statistics.statements)])


def _head(statistics: Statistics) -> Iterator[str]:
    yield (
        f"{statistics.triples:,} triples, {statistics.derived:,} of them said by rules only, "
        f"about {statistics.subjects:,} things"
    )


def _kinds(statistics: Statistics) -> Iterator[str]:
    if statistics.kinds:
        yield from ("", "| kind | things |", "| --- | --: |")
    for count in sorted(statistics.kinds, key=lambda count: count.term.label.casefold()):
        yield f"| {escape(count.term.label)} | {count.number:,} |"


def _statements(statements: Iterable[StatementCount]) -> Iterator[str]:
    counted = list(statements)
    bases = sorted({count.term.label for statement in counted for count in statement.bases})
    if not counted:
        return
    columns = ["statements", "all", *map(escape, bases), "unverified", "without a source"]
    yield from ("", _row(columns), _row(["---", *["--:"] * (len(columns) - 1)]))
    for statement in counted:
        numbers = {count.term.label: count.number for count in statement.bases}
        shares = [_share(numbers.get(basis, 0), statement.number) for basis in bases]
        yield _row(
            [
                escape(statement.term.label),
                f"{statement.number:,}",
                *shares,
                _share(statement.unverified, statement.number),
                str(statement.sourceless),
            ]
        )


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({part / whole:.0%})" if part else "0"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
