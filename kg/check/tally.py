"""What competency questions gave, as people and programs read it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kg.check.competency import Outcome, Verdict
from kg.check.escape import as_json, visible
from kg.graph.questions import Row
from kg.model import Position, Term

__all__ = ["failed", "summary", "tally_json", "tally_text"]

SHOWN = 10
"""So many lost or gained rows are listed, the rest is counted."""

Naming = Callable[[Term], str]
"""The label of a term."""


def failed(outcome: Outcome) -> bool:
    """Whether a question, or one of its wordings, did not fare as expected."""
    return outcome.verdict is Verdict.FAILED or any(not asked.right for asked in outcome.asked)


def tally_text(outcomes: Sequence[Outcome], name: Naming) -> str:
    """Each question that did not fare as expected, with its place, and a last line that counts."""
    blocks = [line for outcome in outcomes if failed(outcome) for line in _block(outcome, name)]
    grown = [line for outcome in outcomes if not failed(outcome) and outcome.gained for line in _grown(outcome, name)]
    return "".join(f"{visible(line)}\n" for line in [*blocks, *grown, summary(outcomes)])


def tally_json(outcomes: Sequence[Outcome], name: Naming) -> str:
    """One JSON object, `schema_version` 1, with every question."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    wordings = [asked for outcome in outcomes for asked in outcome.asked]
    whole = {
        "schema_version": 1,
        "counts": {
            "questions": len(outcomes),
            **{verdict.value: counts[verdict] for verdict in Verdict},
            "wordings": len(wordings),
            "wordings_right": sum(asked.right for asked in wordings),
        },
        "questions": [_question_json(outcome, name) for outcome in outcomes],
    }
    return as_json(whole)


def summary(outcomes: Sequence[Outcome]) -> str:
    """The last line: how many questions fared as expected."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    run = counts[Verdict.PASSED] + counts[Verdict.FAILED]
    parts = [f"{counts[Verdict.PASSED]} of {run} competency questions as expected"]
    wordings = [asked for outcome in outcomes for asked in outcome.asked]
    if wordings:
        parts.append(f"{sum(asked.right for asked in wordings)} of {len(wordings)} wordings answered right")
    elif counts[Verdict.UNASKED]:
        parts.append(f"{counts[Verdict.UNASKED]} that have to be declined were not asked (--ask asks them)")
    return "; ".join(parts)


def _block(outcome: Outcome, name: Naming) -> Iterator[str]:
    question = outcome.question
    yield f"{_where(outcome.position)}failed[{question.kind or 'question'}] {question.label}"
    if outcome.error:
        yield f"  {outcome.error}"
    if outcome.verdict is Verdict.FAILED and outcome.boolean is not None:
        yield f"  expected {_yes(question.boolean)}, got {_yes(outcome.boolean)}"
    yield from _rows("lost", outcome.lost, name)
    if outcome.verdict is Verdict.FAILED:
        yield from _rows("gained", outcome.gained, name)
    for asked in outcome.asked:
        if not asked.right:
            yield f"  asked “{asked.wording}”: {asked.status}" + (
                f", read as: {asked.reading}" if asked.reading else ""
            )


def _grown(outcome: Outcome, name: Naming) -> Iterator[str]:
    yield f"{_where(outcome.position)}note[{outcome.question.kind or 'question'}] {outcome.question.label}"
    yield from _rows("gained", outcome.gained, name)


def _rows(word: str, rows: Sequence[Row], name: Naming) -> Iterator[str]:
    for row in rows[:SHOWN]:
        yield f"  {word} {' · '.join(map(name, row))}"
    if len(rows) > SHOWN:
        yield f"  {word} {len(rows) - SHOWN} more"


def _where(place: Position | None) -> str:
    return f"{place.file}:{place.line}:{place.column}: " if place else ""


def _yes(value: bool | None) -> str:
    return "yes" if value else "no"


def _question_json(outcome: Outcome, name: Naming) -> dict[str, object]:
    question, place = outcome.question, outcome.position
    return {
        "iri": str(question.iri),
        "label": question.label,
        "kind": question.kind,
        "verdict": outcome.verdict.value,
        "open_ended": question.open_ended,
        "expected": len(question.expected) if question.boolean is None else question.boolean,
        "boolean": outcome.boolean,
        "lost": [_row_json(row, name) for row in outcome.lost],
        "gained": [_row_json(row, name) for row in outcome.gained],
        "error": outcome.error or None,
        "file": str(place.file) if place else None,
        "line": place.line if place else None,
        "asked": [
            {"wording": a.wording, "right": a.right, "status": a.status, "reading": a.reading} for a in outcome.asked
        ],
    }


def _row_json(row: Row, name: Naming) -> list[dict[str, str]]:
    return [{"value": str(term), "label": name(term)} for term in row]
