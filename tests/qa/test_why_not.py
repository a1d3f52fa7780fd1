"""Why nothing was found: the part that finds nothing, and what is found without one condition."""

import pytest

from kg.model import Reason, Status
from kg.wiring import Engine


@pytest.mark.parametrize(
    "question", ["Which lakes in Finland are fed by the Svir?", "lakes in Russia with a depth under 5"]
)
def test_a_question_that_finds_nothing_says_what_is_missing(foreign: Engine, question: str) -> None:
    answer = foreign.ask(question)
    assert (answer.status, answer.reason) == (Status.DECLINED, Reason.NOTHING_FOUND)
    assert answer.missing


def test_what_is_left_out_is_said_to_be_found(foreign: Engine) -> None:
    answer = foreign.ask("Which lakes in Finland are fed by the Svir?")
    assert answer.alternatives
    assert all(foreign.runner.run(reading.sparql).rows for reading in answer.alternatives)


def test_the_missing_part_is_no_larger_than_needed(foreign: Engine) -> None:
    answer = foreign.ask("lakes in Russia with a depth under 5")
    assert "Russia" not in answer.missing
