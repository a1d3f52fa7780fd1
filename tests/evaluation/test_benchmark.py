"""Benchmark folders: what is read from them, and what the command says of them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import cli
from kg.errors import InputError
from kg.evaluation.benchmark import Gold, read_benchmarks, sample

LAKE = "https://example.org/lakes#"


@pytest.fixture
def folder(tmp_path: Path, lakes: Path) -> Path:
    (tmp_path / "graph.ttl").write_bytes(lakes.read_bytes())
    lines = [
        {"id": 1, "question": "lakes in Finland", "answers": [[LAKE + "saimaa"]], "kinds": ["join"]},
        {"id": 2, "question": "Who painted the ceiling of the chapel?", "answers": [["nobody"]], "kinds": ["join"]},
        {"id": 3, "question": "Is Saimaa a lake?", "answers": [["true"]], "ask": True},
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def test_the_command_scores_answers_and_declines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "hashing")
    result = CliRunner().invoke(cli, ["eval", str(folder), "--json", "--quiet"])
    found = json.loads(result.stdout)["all"]
    assert (found["questions"], found["declined"], found["wrong"], found["exact"]) == (3, 1, 0, 0.6667)


def test_the_folder_may_come_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "hashing")
    monkeypatch.setenv("KG_BENCH", str(folder))
    result = CliRunner().invoke(cli, ["eval", "--quiet", "--misses"])
    assert "declined 0.00 Who painted" in result.stdout


def test_no_folder_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_BENCH", raising=False)
    assert CliRunner().invoke(cli, ["eval"]).exit_code == 2


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_benchmarks(tmp_path)


def test_a_folder_without_a_graph_is_refused(folder: Path) -> None:
    (folder / "graph.ttl").unlink()
    with pytest.raises(InputError):
        read_benchmarks(folder)


def test_a_sample_is_spread_evenly() -> None:
    questions = [Gold(str(number), "?", ()) for number in range(10)]
    assert [gold.id for gold in sample(questions, 4)] == ["0", "3", "6", "9"]
