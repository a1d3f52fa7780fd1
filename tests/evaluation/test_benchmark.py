"""Benchmark folders: what is read from them, and what the command says of them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from kg.errors import InputError
from kg.evaluation.benchmark import Gold, read_benchmarks, sample
from tests.evaluation.worlds import LAKE, QUESTIONS


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


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["eval", *arguments, "--quiet"], env={"KG_ENCODER": "hashing"})


def test_declined_questions_count_in_what_confidence_tells(folder: Path) -> None:
    found = json.loads(run(str(folder), "--json").stdout)["all"]
    assert (found["auroc"], found["coverage_at_5_wrong"]) == (1.0, 0.6667)


def test_competency_questions_are_asked_of_the_graph(tmp_path: Path, lakes: Path) -> None:
    path = tmp_path / "asked" / "lakes.ttl"
    path.parent.mkdir()
    path.write_text(QUESTIONS, encoding="utf-8")
    found = json.loads(run(str(path.parent), "--graph", str(lakes), "--json").stdout)
    assert (found["all"]["questions"], found["all"]["exact"], list(found["graphs"])) == (3, 1.0, ["asked"])


def test_the_picture_is_written_to_the_named_file(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "risk.svg"
    assert run(str(folder), "--risk-coverage", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")


def test_the_ledger_counts_the_steps_that_lost_a_question(folder: Path) -> None:
    table = run(str(folder), "--ledger").stdout.split("\n\n")[1].splitlines()
    assert table[0].split() == ["lost", "at", "mention", "candidate", "rank", "execution", "decline", "asked"]
    assert table[1].split()[1:] == ["0", "1", "0", "0", "0", "3"]


def test_a_ledger_of_the_same_answers_has_nothing_new(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    run(str(folder), "--ledger", str(path))
    again = run(str(folder), "--against", str(path))
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (0, "newly lost 0, newly won 0")


def test_what_is_newly_lost_is_named_and_ends_with_1(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    run(str(folder), "--ledger", str(path))
    found = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**found, "lost": [{**found["lost"][0], "id": "1"}]}), encoding="utf-8")
    again = run(str(folder), "--against", str(path), "--ledger", str(path))
    lines = again.stdout.splitlines()
    assert (again.exit_code, lines[-1]) == (1, "newly lost 1, newly won 1")
    assert "[candidate] Who painted" in lines[-3]
    assert json.loads(path.read_text(encoding="utf-8")) == found


@pytest.mark.parametrize("option", ["--ledger", "--against"])
def test_a_folder_is_no_ledger(folder: Path, option: str) -> None:
    result = run(option, str(folder))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_a_folder_without_any_question_is_refused_in_one_line(folder: Path) -> None:
    (folder / "questions.jsonl").write_text("", encoding="utf-8")
    result = run(str(folder))
    assert (result.exit_code, "There is no question in" in result.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--ledger", "--risk-coverage"])
def test_a_folder_that_is_not_there_is_said_before_anything_is_asked(folder: Path, option: str) -> None:
    result = run(str(folder), option, str(folder / "none" / "file"))
    assert (result.exit_code, result.stdout, "There is no folder" in result.stderr) == (2, "", True)
