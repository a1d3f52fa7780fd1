"""kg test: competency questions, expected against got."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from kg.check.competency import Outcome, examine, judge, questions_in
from kg.check.tally import failed, tally_json, tally_text
from kg.cli.common import ANSWERED, FOUND, Context, shared
from kg.errors import UsageError
from kg.graph.labels import read_labels
from kg.graph.marks import properties_by_mark
from kg.model import Term
from kg.shipped import question_places
from kg.wiring import Engine, open_runner, snapshot

WRITERS: dict[str, Callable[[Sequence[Outcome], Callable[[Term], str]], str]] = {
    "text": tally_text,
    "json": tally_json,
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--ask", is_flag=True, help="Put every wording to the question engine as well.")
@click.option("--strict", is_flag=True, help="Open-ended questions may not gain rows either.")
@shared(tuple(WRITERS), "text")
def command(context: Context, paths: tuple[Path, ...], ask: bool, strict: bool) -> int:
    """Run competency questions and compare their answers with the expected ones.

    Without paths, the questions of the graph: those in the questions/ folders of its places.
    """
    places = paths or question_places(context.settings.graph)
    runner = open_runner(snapshot(context.settings), context.settings)
    found = questions_in(places, properties_by_mark(runner))
    if not found:
        raise UsageError("There is no competency question here.", "Name a folder or file of Turtle that holds some.")
    outcomes = [examine(placed, runner, strict=strict) for placed in found]
    if ask:
        outcomes = _asked(outcomes, Engine.open(settings=context.settings, note=context.note))
    rows = [row for outcome in outcomes for row in (*outcome.lost, *outcome.gained)]
    names = read_labels({term for row in rows for term in row}, runner)
    context.write(WRITERS[context.form](outcomes, lambda term: names.get(term, str(term))))
    runner.close()
    return FOUND if any(map(failed, outcomes)) else ANSWERED


def _asked(outcomes: Sequence[Outcome], engine: Engine) -> list[Outcome]:
    """The outcomes with what the engine made of each wording."""
    return [
        replace(
            outcome,
            asked=tuple(judge(outcome.question, text, engine.ask(text)) for text in outcome.question.wordings),
        )
        for outcome in outcomes
    ]
