"""kg eval: how good the answers to a benchmark's questions are."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from kg.cli.common import ANSWERED, Context, shared
from kg.errors import UsageError
from kg.evaluation.benchmark import Benchmark, read_benchmarks, sample
from kg.evaluation.judging import Summary, Verdict, by_kind, judge, summarise
from kg.wiring import Engine

COLUMNS = ("questions", "f1", "rows", "exact", "hits_at_1", "declined", "wrong", "calibration_error", "median_ms")
HEADS = ("asked", "F1", "rows", "exact", "hits@1", "declined", "wrong", "ECE", "ms")


@click.command()
@click.argument("folders", nargs=-1, metavar="FOLDER...", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="NAME", help="Only the graphs of this name; several times.")
@click.option("--sample", "count", type=click.IntRange(min=1), help="About this many questions of each graph.")
@click.option("--misses", is_flag=True, help="List the questions that were not answered exactly.")
@shared(("text", "json"), "text")
def command(context: Context, folders: Sequence[Path], only: Sequence[str], count: int | None, misses: bool) -> int:
    """Answer the questions of benchmark folders and score the answers.

    A folder holds questions.jsonl, with graph*.ttl or .nt(.gz) beside it, or graphs/NAME.ttl. Without folders those in
    KG_BENCH are read.
    """
    named = list(folders) or [Path(place) for place in os.environ.get("KG_BENCH", "").split(os.pathsep) if place]
    if not named:
        raise UsageError("No benchmark folder is named.", "Give a FOLDER, or set KG_BENCH.")
    found = [benchmark for folder in named for benchmark in read_benchmarks(folder)]
    chosen = [b for b in found if not only or b.name.split("/")[-1] in only]
    if not chosen:
        raise UsageError(f"No graph is called {', '.join(only)}.", f"There are {', '.join(b.name for b in found)}.")
    verdicts = {benchmark.name: _verdicts(context, benchmark, count) for benchmark in chosen}
    context.write(_json(verdicts) if context.form == "json" else _text(verdicts, misses))
    return ANSWERED


def _verdicts(context: Context, benchmark: Benchmark, count: int | None) -> list[Verdict]:
    engine = Engine.open(settings=replace(context.settings, graph=benchmark.places), note=context.note).ready()
    names = {str(term): name for term, name in engine.answerer.index.lexicon.names.items()}
    context.note(f"asking {benchmark.name}")
    return [judge(gold, engine.ask(gold.question), names) for gold in sample(benchmark.questions, count)]


def _json(verdicts: dict[str, list[Verdict]]) -> str:
    everything = [verdict for group in verdicts.values() for verdict in group]
    found = {
        "all": asdict(summarise(everything)),
        "graphs": {name: asdict(summarise(group)) for name, group in verdicts.items()},
        "kinds": {kind: asdict(summary) for kind, summary in by_kind(everything).items()},
        "questions": [_question(name, verdict) for name, group in verdicts.items() for verdict in group],
        "schema_version": 1,
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _question(name: str, verdict: Verdict) -> dict[str, Any]:
    answer = verdict.answer
    return {
        "graph": name,
        "id": verdict.gold.id,
        "question": verdict.gold.question,
        "status": str(answer.status),
        "reading": answer.reading,
        "sparql": answer.sparql,
        "confidence": answer.confidence,
        "features": dict(answer.features),
        "score": asdict(verdict.score),
        "elapsed_ms": answer.elapsed_ms,
    }


def _text(verdicts: dict[str, list[Verdict]], misses: bool) -> str:
    everything = [verdict for group in verdicts.values() for verdict in group]
    rows = [("", *HEADS), *(_row(name, summarise(group)) for name, group in verdicts.items())]
    rows += [_row(f"  {kind}", summary) for kind, summary in by_kind(everything).items()]
    rows.append(_row("all", summarise(everything)))
    width = max(len(row[0]) for row in rows)
    lines = [f"{name:<{width}}" + "".join(f"{value:>9}" for value in values) for name, *values in rows]
    missed = [v for v in everything if v.score.exact < 1] if misses else []
    return "\n".join([*lines, *map(_miss, missed)])


def _row(name: str, summary: Summary) -> tuple[str, ...]:
    return (name, *(f"{value:.3g}" if isinstance(value, float) else str(value) for value in _values(summary)))


def _values(summary: Summary) -> list[Any]:
    return [getattr(summary, column) for column in COLUMNS]


def _miss(verdict: Verdict) -> str:
    answer = verdict.answer
    query = " ".join(line for line in answer.sparql.split("\n") if not line.startswith("PREFIX"))
    return f"- {verdict.gold.id} {answer.status} {verdict.score.f1:.2f} {verdict.gold.question}\n    {query[:600]}"
