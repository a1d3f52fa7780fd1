"""Questions over the built-in graph: a share of right answers that only rises, and a ledger of what fails and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Answer, Status
from kg.rdf import ID
from kg.wiring import Engine
from tests.evaluation.floors import read_floors

HERE = Path(__file__).parent
QUESTIONS = [json.loads(line) for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
LEDGER: dict[str, str] = json.loads((HERE / "known_failures.json").read_text(encoding="utf-8"))


def ids(answer: Answer) -> set[str]:
    return {str(cell.term).removeprefix(ID) for row in answer.rows for cell in row if cell is not None}


def proved(answer: Answer) -> set[str]:
    named = {str(part.term).removeprefix(ID) for item in answer.evidence for part in item.triple}
    return named | {str(thing.term).removeprefix(ID) for thing in answer.nearest}


def is_right(question: dict[str, Any], answer: Answer) -> bool:
    if "declined" in question:
        return answer.status is Status.DECLINED and not answer.rows
    if "ambiguous" in question:
        return answer.status is Status.AMBIGUOUS and set(question["ambiguous"]) <= proved(answer)
    if answer.status is not Status.ANSWERED:
        return False
    if "boolean" in question:
        return answer.boolean is question["boolean"]
    if "count" in question:
        return [[str(cell.term) for cell in row if cell] for row in answer.rows] == [[str(question["count"])]]
    if "evidence" in question:
        return set(question["evidence"]) <= proved(answer)
    return (
        ids(answer) == set(question["exactly"]) if "exactly" in question else set(question["contains"]) <= ids(answer)
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question["question"]))
def test_a_question_is_answered_right_or_stands_in_the_ledger(question: dict[str, Any], engine: Engine) -> None:
    right = is_right(question, engine.ask(question["question"]))
    assert right is (question["question"] not in LEDGER), "mend the answer, or take it off the ledger"


def test_the_share_of_right_answers_does_not_fall() -> None:
    assert 1 - len(LEDGER) / len(QUESTIONS) >= read_floors()["golden"].share


def test_the_ledger_gives_a_reason_for_each_known_failure() -> None:
    assert set(LEDGER) <= {question["question"] for question in QUESTIONS}
    assert all(len(reason) > 20 for reason in LEDGER.values())
