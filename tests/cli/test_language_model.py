"""A language model by flags, environment and file; a question never fails for want of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from kg.errors import MissingDependency, UsageError
from kg.settings import Settings, read_settings
from kg.wiring import open_proposer
from tests.proposers.server import Script, serving

QUESTION = "What feeds the waters of Ladoga?"
NOWHERE = "http://127.0.0.1:1/v1"


@pytest.fixture
def model() -> Iterator[Script]:
    with serving(Script()) as script:
        script.propose({"question": "Which rivers feed Lake Ladoga?"})
        yield script


def ask(lakes: Path, *arguments: str, **environment: str) -> Result:
    given = ["ask", "--graph", str(lakes), QUESTION, *arguments]
    return CliRunner().invoke(cli, given, env={"KG_ENCODER": "hashing", **environment})


def test_a_model_is_named_by_flags(lakes: Path, model: Script) -> None:
    result = ask(lakes, "--llm-url", model.url, "--llm-model", "small", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["reworded"]["question"]) == (0, "Which rivers feed Lake Ladoga?")


def test_a_model_and_its_key_are_named_by_the_environment(lakes: Path, model: Script) -> None:
    assert ask(lakes, KG_LLM_URL=model.url, KG_LLM_MODEL="small", KG_LLM_KEY="secret-key").exit_code == 0
    assert model.seen[0]["Authorization"] == "Bearer secret-key"


def test_an_empty_flag_turns_the_model_off(lakes: Path, model: Script) -> None:
    result = ask(lakes, "--llm-url", "", KG_LLM_URL=model.url, KG_LLM_MODEL="small")
    assert (result.exit_code, model.asked) == (1, [])


def test_a_server_that_is_not_there_is_one_line_and_the_plain_decline(lakes: Path) -> None:
    plain, result = ask(lakes), ask(lakes, "--llm-url", NOWHERE, "--llm-model", "small")
    notes = [line for line in result.stderr.splitlines() if "small at 127.0.0.1:1" in line]
    assert (result.exit_code, result.stdout, len(notes)) == (1, plain.stdout, 1)


def test_quiet_leaves_that_line_out(lakes: Path) -> None:
    assert ask(lakes, "--llm-url", NOWHERE, "--llm-model", "small", "--quiet").stderr == ""


def test_each_line_of_a_batch_may_be_helped(lakes: Path, model: Script, tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text(json.dumps({"id": 1, "question": QUESTION}) + "\n", encoding="utf-8")
    given = ["ask", "--graph", str(lakes), "--batch", str(path), "--llm-url", model.url, "--llm-model", "small"]
    result = CliRunner().invoke(cli, given, env={"KG_ENCODER": "hashing"})
    assert json.loads(result.stdout)["status"] == "answered"


@pytest.mark.parametrize("arguments", [("--llm-url", "x", "--llm-model", "m"), ("--llm-url", NOWHERE)])
def test_what_cannot_be_asked_is_a_usage_error_in_one_line(lakes: Path, arguments: tuple[str, ...]) -> None:
    result = ask(lakes, *arguments, "--quiet")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_nobody_is_asked_unless_a_model_is_named() -> None:
    assert open_proposer(Settings()) is None


def test_without_its_package_a_model_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "kg.proposers.chat", None)
    with pytest.raises(MissingDependency, match=r"pip install 'marketing-it-graph\[llm\]'"):
        open_proposer(Settings(llm_url=NOWHERE, llm_model="small"))


def test_a_file_names_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg.toml").write_text('llm_url = "http://a/v1"\nllm_model = "m"\nllm_key = "k"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = read_settings(environment={"KG_LLM_MODEL": "other"})
    assert (found.llm_url, found.llm_model, found.llm_key) == ("http://a/v1", "other", "k")


@pytest.mark.parametrize("value", ["1", '"sch\u00fcssel"', "[]"])
def test_a_model_that_is_no_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    (tmp_path / "kg.toml").write_text(f"llm_key = {value}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="llm_key"):
        read_settings(environment={})


def test_the_key_is_not_shown_with_the_settings() -> None:
    assert "geheim" not in repr(Settings(llm_key="geheim"))


def test_doctor_says_which_model_would_be_asked() -> None:
    environment = {"KG_ENCODER": "hashing", "KG_LLM_URL": "http://example.org/v1", "KG_LLM_MODEL": "small"}
    result = CliRunner().invoke(cli, ["doctor", "--json"], env=environment)
    assert json.loads(result.stdout)["checks"]["language model"]["value"] == "small at example.org, not asked"
