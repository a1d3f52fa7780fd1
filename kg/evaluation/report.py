"""What verdicts and ledgers come to, as people and programs read it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kg.evaluation.judging import Summary, Verdict, by_kind, summarise
from kg.evaluation.ledger import Comparison, Ledger, Loss, Step, counts

COLUMNS = {
    "questions": "asked",
    "f1": "F1",
    "rows": "rows",
    "exact": "exact",
    "hits_at_1": "hits@1",
    "declined": "declined",
    "wrong": "wrong",
    "calibration_error": "ECE",
    "auroc": "AUROC",
    "coverage_at_5_wrong": "cov@5%",
    "median_ms": "ms",
}
Verdicts = Mapping[str, Sequence[Verdict]]
"""Verdicts by the name of their benchmark."""


def verdicts_json(verdicts: Verdicts, ledger: Ledger | None, found: Comparison | None) -> str:
    """One JSON object, `schema_version` 1: summaries, questions, and losses where they were asked for."""
    everything = [verdict for group in verdicts.values() for verdict in group]
    whole = {
        "all": asdict(summarise(everything)),
        "graphs": {name: asdict(summarise(group)) for name, group in verdicts.items()},
        "kinds": {kind: asdict(summary) for kind, summary in by_kind(everything).items()},
        "questions": [_question(name, verdict) for name, group in verdicts.items() for verdict in group],
        **({} if ledger is None else {"lost": list(map(asdict, ledger.losses))}),
        **(
            {}
            if found is None
            else {"newly_lost": list(map(asdict, found.lost)), "newly_won": list(map(asdict, found.won))}
        ),
        "schema_version": 1,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


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
        "first": asdict(verdict.first),
        "elapsed_ms": answer.elapsed_ms,
    }


def verdicts_text(verdicts: Verdicts) -> str:
    """A table with a line for each benchmark, each kind of question, and all."""
    everything = [verdict for group in verdicts.values() for verdict in group]
    rows = [("", *COLUMNS.values()), *(_row(name, summarise(group)) for name, group in verdicts.items())]
    rows += [_row(f"  {kind}", summary) for kind, summary in by_kind(everything).items()]
    return _table([*rows, _row("all", summarise(everything))])


def misses_text(verdicts: Verdicts) -> str:
    """What was not answered exactly, with the query that was run."""
    missed = [verdict for group in verdicts.values() for verdict in group if verdict.score.exact < 1]
    return "\n".join(map(_miss, missed))


def ledger_text(ledger: Ledger) -> str:
    """A table of how many questions each step lost."""
    rows = [("lost at", *Step, "asked")]
    for name, found in counts(ledger).items():
        rows.append((name, *(str(found[step]) for step in Step), str(len(ledger.asked[name]))))
    return _table(rows)


def comparison_text(found: Comparison) -> str:
    """A line for each question that is newly lost or newly won, and one that counts them."""
    lines = [f"{word} {_loss(each)}" for word, each in _named(found)]
    return "\n".join([*lines, f"newly lost {len(found.lost)}, newly won {len(found.won)}"])


def _named(found: Comparison) -> list[tuple[str, Loss]]:
    return [*(("lost", each) for each in found.lost), *(("won", each) for each in found.won)]


def _loss(each: Loss) -> str:
    return f"{each.benchmark} {each.id} [{each.step}] {each.question}"


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    width = max(len(row[0]) for row in rows)
    return "\n".join(f"{name:<{width}}" + "".join(f"{value:>10}" for value in values) for name, *values in rows)


def _row(name: str, summary: Summary) -> tuple[str, ...]:
    return (name, *(_cell(getattr(summary, column)) for column in COLUMNS))


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _miss(verdict: Verdict) -> str:
    answer = verdict.answer
    query = " ".join(line for line in answer.sparql.split("\n") if not line.startswith("PREFIX"))
    return f"- {verdict.gold.id} {answer.status} {verdict.score.f1:.2f} {verdict.gold.question}\n    {query[:600]}"
