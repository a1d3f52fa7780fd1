"""The ledger: which questions of a benchmark are lost, and the step of the walk that lost each."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rdflib import URIRef

from kg.errors import InputError, QueryError
from kg.evaluation.cells import cell
from kg.evaluation.judging import Verdict, score_reading
from kg.graph.queries import read_query
from kg.model import Consideration, Considered, Status, Term
from kg.rdf import PREFIXES

CONSIDERED = 500
"""So many readings of a lost question are run, likeliest first."""


class Step(StrEnum):
    """The step that lost a question.

    `mention`: a thing, class or value of the gold query is neither a candidate of any mention nor in any reading.
    `candidate`: the mentions are right, or the benchmark has no gold query, and no reading gives the gold's rows.
    `rank`: a reading gives them and is not the likeliest. `execution`: the likeliest reading could not be run, or its
    rows were cut. `decline`: the likeliest reading is right and was held back, as too unsure or as one of two; or
    nothing is right and something was answered.
    """

    MENTION = "mention"
    CANDIDATE = "candidate"
    RANK = "rank"
    EXECUTION = "execution"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Loss:
    """A question that was not answered exactly right.

    `rank` is the place of the first right reading, from 1, None without one; `missing` are the gold's things, classes
    and values that were never considered.
    """

    benchmark: str
    id: str
    question: str
    step: Step
    rank: int | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The losses of benchmarks, and the ids of all that was asked of each; everything sorted."""

    asked: Mapping[str, tuple[str, ...]]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two ledgers, of the questions that are in both."""

    lost: tuple[Loss, ...]
    won: tuple[Loss, ...]


def loss(benchmark: str, verdict: Verdict, seen: Consideration, names: Mapping[str, str]) -> Loss:
    """Where a question was lost that was not answered exactly; `names` are labels by IRI."""
    gold = verdict.gold
    right = [score_reading(gold, reading, names).exact == 1.0 for reading in seen.readings]
    rank = right.index(True) + 1 if True in right else None
    missing = _missing(gold.query, seen)
    step = Step.DECLINE if gold.is_unanswerable else _step(verdict, seen.readings, rank, missing)
    return Loss(benchmark, gold.id, gold.question, step, rank, missing)


def _step(verdict: Verdict, readings: Sequence[Considered], rank: int | None, missing: Sequence[str]) -> Step:
    if rank == 1 and verdict.answer.status is not Status.ANSWERED:
        return Step.DECLINE
    first = readings[0].table if readings else None
    if readings and (first is None or first.truncated):
        return Step.EXECUTION
    if rank is not None:
        return Step.RANK
    return Step.MENTION if missing else Step.CANDIDATE


def _missing(query: str, seen: Consideration) -> tuple[str, ...]:
    """What the gold query names between its properties and nothing considered does; nothing without such a query."""
    try:
        nodes = read_query(query).nodes if query else frozenset()
    except QueryError:
        return ()
    named = {cell(str(term)) for term in seen.named}
    queries = "\n".join(reading.sparql for reading in seen.readings)
    return tuple(sorted(str(term) for term in nodes if cell(str(term)) not in named and not _is_in(term, queries)))


def _is_in(term: Term, queries: str) -> bool:
    if not isinstance(term, URIRef):
        return str(term).casefold() in queries.casefold()
    short = [f"{p}:{term[len(namespace) :]}" for p, namespace in PREFIXES.items() if term.startswith(namespace)]
    return any(text in queries for text in (term.n3(), *short))


def make_ledger(asked: Mapping[str, Iterable[str]], losses: Iterable[Loss]) -> Ledger:
    """A ledger in its order: by benchmark, then by id."""
    ids = {name: tuple(sorted(found)) for name, found in sorted(asked.items())}
    return Ledger(ids, tuple(sorted(losses, key=lambda each: (each.benchmark, each.id))))


def compare(now: Ledger, before: Ledger) -> Comparison:
    """What is newly lost and newly won; a question that only one of the ledgers asked is neither."""
    lost, old = ({(each.benchmark, each.id): each for each in ledger.losses} for ledger in (now, before))
    both = {(name, id_) for name, ids in now.asked.items() for id_ in {*ids} & {*before.asked.get(name, ())}}
    return Comparison(
        tuple(each for key, each in lost.items() if key in both and key not in old),
        tuple(each for key, each in old.items() if key in both and key not in lost),
    )


def counts(ledger: Ledger) -> dict[str, Counter[Step]]:
    """How many questions each step lost, by benchmark."""
    return {name: Counter(each.step for each in ledger.losses if each.benchmark == name) for name in ledger.asked}


def ledger_json(ledger: Ledger) -> str:
    """One JSON object, `schema_version` 1, with a line for what was asked of each benchmark and for each loss."""
    asked = ",\n".join(f"  {_line(name)}: {_line(ids)}" for name, ids in ledger.asked.items())
    lost = ",\n".join(f"  {_line(asdict(each))}" for each in ledger.losses)
    return f'{{\n "schema_version": 1,\n "asked": {{\n{asked}\n }},\n "lost": [\n{lost}\n ]\n}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_ledger(path: Path) -> Ledger:
    """The ledger in a file; raises InputError when it holds none."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        return Ledger({name: tuple(ids) for name, ids in whole["asked"].items()}, tuple(map(_loss, whole["lost"])))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "Write one with --ledger FILE.json.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a ledger.", "Write one with --ledger FILE.json.") from error


def _loss(found: dict[str, Any]) -> Loss:
    return Loss(**{**found, "step": Step(found["step"]), "missing": tuple(found["missing"])})
