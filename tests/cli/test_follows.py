"""A batch as a conversation: kg ask --batch FILE.jsonl --follows."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, list(arguments), **options)


@pytest.fixture(autouse=True)
def ask_lakes(lakes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "hashing")
    monkeypatch.setenv("KG_GRAPH", str(lakes))


def answers(lines: list[Any], *options: str) -> list[dict[str, Any]]:
    """The answers to a batch; a line that is a text is written as it stands."""
    batch = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = run("ask", "--batch", "-", *options, input=batch)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


RUSSIAN = {"id": 1, "question": "Which lakes lie in Russia?"}
HOW_MANY = {"id": 2, "question": "how many?"}


def test_a_line_goes_on_from_the_one_before() -> None:
    first, second = answers([RUSSIAN, HOW_MANY], "--follows")
    assert (first["id"], first["understood_as"]) == (1, None)
    assert (second["id"], second["rows"][0][0]["value"]) == (2, "2")
    assert second["understood_as"] == "the number of lakes that lie in Russia"


def test_without_the_option_each_line_stands_alone() -> None:
    _, second = answers([RUSSIAN, HOW_MANY])
    assert (second["status"], second["understood_as"]) == ("declined", None)


def test_lines_that_name_another_conversation_are_another_one() -> None:
    rivers = {"id": 3, "conversation": "b", "question": "Which rivers feed Lake Ladoga?"}
    _, _, number = answers([RUSSIAN, rivers, {**HOW_MANY, "conversation": "b"}], "--follows")
    assert number["understood_as"] == "the number of rivers that feed Lake Ladoga"


def test_conversations_may_take_turns() -> None:
    rivers = {"id": 3, "conversation": ["b"], "question": "Which rivers feed Lake Ladoga?"}
    _, _, number = answers([RUSSIAN, rivers, HOW_MANY], "--follows")
    assert number["understood_as"] == "the number of lakes that lie in Russia"


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"question": ""}', '{"question": 5}'])
def test_a_line_that_cannot_be_answered_is_an_error_and_forgets_nothing(line: str) -> None:
    _, broken, number = answers([RUSSIAN, line, HOW_MANY], "--follows")
    assert broken["error"]["code"] == "input"
    assert number["rows"][0][0]["value"] == "2"


def test_a_single_question_has_nothing_to_go_on_from() -> None:
    result = run("ask", "--follows", "how many?")
    assert (result.exit_code, "--batch" in result.stderr) == (2, True)
