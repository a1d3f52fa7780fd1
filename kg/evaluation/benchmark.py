"""Benchmarks: folders of questions with gold answers, and the graphs that they are asked of."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.graph.questions import CompetencyQuestion

QUESTIONS = "questions.jsonl"
GRAPHS = ("graph*.ttl", "graph*.nt", "graph*.nt.gz", "graph*.ttl.gz", "ontology.ttl")
Rows = tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with every set of rows that is right; no rows mean that nothing is the answer.

    `query` is one that answers it, empty when none is known. A competency question is right by its own rules instead.
    """

    id: str
    question: str
    accepted: tuple[Rows, ...]
    kinds: tuple[str, ...] = ()
    yes_no: bool = False
    query: str = ""
    competency: CompetencyQuestion | None = None

    @property
    def is_unanswerable(self) -> bool:
        """Whether a decline is what is right."""
        return self.competency is not None and not self.competency.query


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Questions that are asked of one graph."""

    name: str
    places: tuple[str, ...]
    questions: tuple[Gold, ...]


def read_benchmarks(folder: Path) -> tuple[Benchmark, ...]:
    """The benchmarks in a folder, one for each graph, sorted; raises InputError when it is not such a folder."""
    found: dict[str, list[Gold]] = {}
    for line in _lines(folder / QUESTIONS):
        found.setdefault(str(line.get("kg") or ""), []).append(_gold(line))
    return tuple(
        Benchmark(f"{folder.name}/{kg}" if kg else folder.name, _places(folder, kg), tuple(questions))
        for kg, questions in sorted(found.items())
    )


def sample(questions: Sequence[Gold], count: int | None) -> tuple[Gold, ...]:
    """About `count` of the questions, evenly spread over their order; all of them for None."""
    step = max(1, -(-len(questions) // count)) if count else 1
    return tuple(questions[::step])


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", f"Name a folder with {QUESTIONS}.") from error
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise InputError(f"{path} is not JSON lines: {error}.") from error


def _gold(line: dict[str, Any]) -> Gold:
    if not {"id", "question", "answers"} <= set(line):
        raise InputError("A question of the benchmark lacks id, question or answers.")
    accepted = tuple(_rows(rows) for rows in (line["answers"], *line.get("alt_answers", ())))
    kinds, query = tuple(line.get("kinds", ())), str(line.get("sparql") or "")
    return Gold(str(line["id"]), line["question"], accepted, kinds, bool(line.get("ask")), query)


def _rows(rows: Iterable[Any]) -> Rows:
    return tuple(tuple(row) if isinstance(row, list) else (str(row),) for row in rows)


def _places(folder: Path, kg: str) -> tuple[str, ...]:
    if kg:
        return (str(folder / "graphs" / f"{kg}.ttl"),)
    paths = sorted({path for pattern in GRAPHS for path in folder.glob(pattern)})
    if not paths:
        raise InputError(f"{folder} holds no graph.", f"Put one beside {QUESTIONS}: {', '.join(GRAPHS)}.")
    return tuple(map(str, paths))
