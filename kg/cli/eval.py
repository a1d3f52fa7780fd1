"""kg eval: how good the answers to a benchmark's questions are."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from kg.cli.common import ANSWERED, FOUND, Context, require_folder, shared, write_file
from kg.errors import InputError, UsageError
from kg.evaluation.benchmark import QUESTIONS, Benchmark, read_benchmarks, sample
from kg.evaluation.competency import read_competency
from kg.evaluation.drawing import draw
from kg.evaluation.judging import Verdict, judge
from kg.evaluation.ledger import (
    CONSIDERED,
    Comparison,
    Ledger,
    Loss,
    compare,
    ledger_json,
    loss,
    make_ledger,
    read_ledger,
)
from kg.evaluation.report import (
    Verdicts,
    comparison_text,
    ledger_text,
    misses_text,
    verdicts_json,
    verdicts_text,
)
from kg.model import Status
from kg.wiring import Engine, open_runner, snapshot

TABLE = "-"
"""--ledger without a file: the table alone."""
TITLE = "Risk against coverage"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was told beside its folders; None for what was not asked for."""

    only: Sequence[str]
    count: int | None
    misses: bool
    ledger: str | None
    against: Path | None
    risk_coverage: Path | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one benchmark; no losses where none were asked for."""

    verdicts: Sequence[Verdict]
    losses: Sequence[Loss]


@click.command()
@click.argument("folders", nargs=-1, metavar="FOLDER...", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="NAME", help="Only the graphs of this name; several times.")
@click.option("--sample", "count", type=click.IntRange(min=1), help="About this many questions of each graph.")
@click.option("--misses", is_flag=True, help="List the questions that were not answered exactly.")
@click.option("--ledger", is_flag=False, flag_value=TABLE, metavar="[FILE.json]", help="Which step lost each question.")
@click.option("--against", type=click.Path(path_type=Path), metavar="FILE.json", help="Compare with an older ledger.")
@click.option(
    "--risk-coverage", type=click.Path(path_type=Path), metavar="FILE.svg", help="Draw risk against coverage."
)
@shared(("text", "json"), "text")
def command(context: Context, folders: Sequence[Path], **given: Any) -> int:
    """Answer the questions of benchmark folders and score the answers.

    A folder holds questions.jsonl, with graph*.ttl or .nt(.gz) beside it, or graphs/NAME.ttl. A folder or file of
    Turtle with competency questions is asked of --graph. Without folders those in KG_BENCH are read.
    """
    options = Options(**given)
    _require_places(options)
    before = read_ledger(options.against) if options.against else None
    traced = options.ledger is not None or before is not None
    asked = {each.name: _ask(context, each, options.count, traced) for each in _chosen(context, folders, options.only)}
    ledger = make_ledger(
        {name: [verdict.gold.id for verdict in found.verdicts] for name, found in asked.items()},
        [loss for found in asked.values() for loss in found.losses],
    )
    found = compare(ledger, before) if before is not None else None
    _write(context, options, {name: each.verdicts for name, each in asked.items()}, ledger if traced else None, found)
    return FOUND if found is not None and found.lost else ANSWERED


def _require_places(options: Options) -> None:
    """Refuse what cannot be written before the questions are asked."""
    if options.ledger is not None and Path(options.ledger).is_dir():
        raise UsageError(f"{options.ledger} is a folder, not a file.", "Write --ledger after the folders.")
    for path in (Path(options.ledger or TABLE), options.risk_coverage or Path(TABLE)):
        require_folder(path)


def _write(
    context: Context, options: Options, verdicts: Verdicts, ledger: Ledger | None, found: Comparison | None
) -> None:
    if options.ledger not in (None, TABLE) and ledger is not None:
        write_file(Path(str(options.ledger)), ledger_json(ledger))
    if options.risk_coverage:
        curves = {name: [verdict.held for verdict in group] for name, group in verdicts.items()}
        write_file(options.risk_coverage, draw(TITLE, curves))
    if context.form == "json":
        context.write(verdicts_json(verdicts, ledger, found))
        return
    parts = [verdicts_text(verdicts), misses_text(verdicts) if options.misses else ""]
    parts += [ledger_text(ledger) if ledger else "", comparison_text(found) if found else ""]
    context.write("\n\n".join(part for part in parts if part))


def _chosen(context: Context, folders: Sequence[Path], only: Sequence[str]) -> list[Benchmark]:
    named = list(folders) or [Path(place) for place in os.environ.get("KG_BENCH", "").split(os.pathsep) if place]
    if not named:
        raise UsageError("No benchmark folder is named.", "Give a FOLDER, or set KG_BENCH.")
    found = [benchmark for folder in named for benchmark in _read(context, folder)]
    if not found:
        raise InputError(f"There is no question in {', '.join(map(str, named))}.", "Name a folder that holds some.")
    chosen = [b for b in found if not only or b.name.split("/")[-1] in only]
    if not chosen:
        raise UsageError(f"No graph is called {', '.join(only)}.", f"There are {', '.join(b.name for b in found)}.")
    return chosen


def _read(context: Context, folder: Path) -> Sequence[Benchmark]:
    """The benchmarks in a folder; Turtle without lines of questions beside it holds competency questions."""
    if folder.suffix != ".ttl" and ((folder / QUESTIONS).exists() or not any(folder.glob("*.ttl"))):
        return read_benchmarks(folder)
    settings = context.settings
    runner = open_runner(snapshot(settings), settings)
    found = read_competency(folder, settings.graph, runner)
    runner.close()
    return (found,)


def _ask(context: Context, benchmark: Benchmark, count: int | None, traced: bool) -> Asked:
    engine = Engine.open(settings=replace(context.settings, graph=benchmark.places), note=context.note).ready()
    names = {str(term): name for term, name in engine.answerer.index.lexicon.names.items()}
    context.note(f"asking {benchmark.name}")
    verdicts, losses = [], []
    for gold in sample(benchmark.questions, count):
        answer = engine.ask(gold.question)
        given = answer.status is Status.ANSWERED
        verdict = judge(gold, answer, names, () if given else engine.answerer.consider(gold.question).readings)
        verdicts.append(verdict)
        if traced and verdict.score.exact < 1:
            seen = engine.answerer.consider(gold.question, CONSIDERED)
            losses.append(loss(benchmark.name, verdict, seen, names))
    return Asked(verdicts, losses)
