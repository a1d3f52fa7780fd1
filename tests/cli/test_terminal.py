"""Answers on a terminal."""

import pytest

from kg.cli.terminal import answer_text
from kg.model import Answer, Status


@pytest.mark.parametrize("steering", ["\x1b[31m", "\x9b2J", "\u202e", "\r"])
def test_a_name_in_the_reading_cannot_steer_the_terminal(steering: str) -> None:
    shown = answer_text(Answer("?", Status.ANSWERED, "**2**", f"lakes {steering} deep", confidence=0.5), colour=False)
    assert steering not in shown
    assert "deep · confidence 0.50" in shown
