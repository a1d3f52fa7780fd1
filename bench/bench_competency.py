"""How many competency questions are answered right, by the rules in the meta part of their file.

    python bench/bench_competency.py competency.yaml [--misses]

The file lies outside the checkout; it holds questions with expected ids and what else is no error.
"""

import statistics
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.model import Answer, Status
from kg.rdf import ID
from kg.wiring import Engine

ANYWHERE = ("why", "definition", "ambiguous")
OTHERS = ("pillar", "strength", "src-", "req-", "claim-", "must", "should", "may")


def main() -> None:
    """Print the share that is right and, when asked, what was missed."""
    found = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    never = found["meta"]["never_an_error"]
    extras = {one for ones in never.values() for one in ones}
    engine = Engine.open(("built-in",)).ready()
    things = {str(term).removeprefix(ID) for term in engine.answerer.index.lexicon.names if str(term).startswith(ID)}
    outcomes: Counter[str] = Counter()
    times = []
    for question in found["questions"]:
        answer = engine.ask(question["question"])
        times.append(answer.elapsed_ms)
        outcome = judge(question, answer, extras, things)
        outcomes[outcome] += 1
        if "--misses" in sys.argv and not outcome.startswith("right"):
            print_miss(question, answer, outcome)
    print(dict(sorted(outcomes.items())), f"of {len(found['questions'])}")
    print(f"median {statistics.median(times):.0f} ms, p95 {sorted(times)[int(len(times) * 0.95)]:.0f} ms")


def judge(question: dict[str, Any], answer: Answer, extras: set[str], things: set[str]) -> str:
    """`right`, `right decline`, `declined` or `wrong`."""
    if question["expected"] == "abstain":
        return "right decline" if answer.status is not Status.ANSWERED and not answer.rows else "wrong, not declined"
    if question["kind"] in ANYWHERE and set(question["expected"]) <= anywhere(answer):
        return "right"
    if answer.status is not Status.ANSWERED:
        return "declined"
    return "right" if is_right(question, answer, extras, things) else "wrong"


def anywhere(answer: Answer) -> set[str]:
    """The ids in rows, evidence and readings."""
    parts = [part.term for item in answer.evidence for part in item.triple]
    cells = [cell.term for row in answer.rows for cell in row if cell is not None]
    return {str(t).removeprefix(ID) for t in (*parts, *cells, *(thing.term for thing in answer.nearest))}


def is_right(question: dict[str, Any], answer: Answer, extras: set[str], things: set[str]) -> bool:
    """Whether an answer names what is expected and nothing that is an error beside it."""
    if "boolean" in question:
        return answer.boolean is question["boolean"]
    named = {str(cell.term).removeprefix(ID) for row in answer.rows for cell in row if cell is not None}
    if "count" in question and str(question["count"]) in named:
        return True
    expected, allowed = set(question["expected"]), set(question.get("also_acceptable", ())) | extras
    surplus = {one for one in named & things if one not in expected | allowed and not one.startswith(OTHERS)}
    lenient = question["match"] == "contains" and "also_acceptable" not in question
    return expected <= named and (lenient or not surplus)


def print_miss(question: dict[str, Any], answer: Answer, outcome: str) -> None:
    """What was asked, how it was read, and what was missing or too much."""
    named = {str(cell.term).removeprefix(ID) for row in answer.rows for cell in row if cell is not None}
    expected = question["expected"] if isinstance(question["expected"], list) else []
    print(f"- {outcome}: {question['id']} {question['question']}")
    print(f"    {answer.reading or answer.reason} {answer.unknown}")
    print(f"    missing {sorted(set(expected) - named)[:6]}; besides {sorted(named - set(expected))[:6]}")


if __name__ == "__main__":
    main()
