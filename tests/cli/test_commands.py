"""The commands as a user types them: what they print, and how they end."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import COMMANDS, cli
from kg.shipped import shipped_root
from tests.conftest import LAKES

INVALID = shipped_root() / "ontology" / "examples" / "invalid"


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, list(arguments), **options)


def process(*arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from kg.cli.main import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, timeout=60)


@pytest.fixture
def ask_lakes(lakes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_ENCODER", "hashing")
    monkeypatch.setenv("KG_GRAPH", str(lakes))
    return lakes


def test_an_answer_ends_with_0_and_says_how_it_was_read(ask_lakes: Path) -> None:
    result = run("ask", "Which lakes lie in Russia?")
    assert result.exit_code == 0
    assert "Lake Ladoga" in result.stdout
    assert "confidence" in result.stdout


def test_a_decline_ends_with_1(ask_lakes: Path) -> None:
    result = run("ask", "Who painted the ceiling of the chapel?")
    assert (result.exit_code, result.stdout.startswith("I do not know")) == (1, True)


def test_json_is_one_object(ask_lakes: Path) -> None:
    result = run("ask", "--json", "What is the depth of Saimaa?")
    assert json.loads(result.stdout)["schema_version"] == 1


@pytest.mark.parametrize("question", ["", "   ", "\x00\x01\x07\x1b", "x" * 100_000, "why " * 30_000])
def test_a_question_that_cannot_be_one_gets_one_line(ask_lakes: Path, question: str) -> None:
    result = run("ask", question)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("kg: ")


@pytest.mark.parametrize(
    "question",
    [
        "что такое озеро?",
        "湖はどこですか",
        '"}{)(\\',
        "SELECT * WHERE {?s ?p ?o}",
        "'; DROP TABLE lakes; --",
        "<script>alert(1)</script>",
        "🐟" * 50,
    ],
)
def test_strange_questions_end_in_an_answer_or_a_decline(ask_lakes: Path, question: str) -> None:
    assert run("ask", question).exit_code in (0, 1)


def test_a_question_in_bytes_that_are_not_utf8_gets_one_line() -> None:
    done = process("ask", b"wh\xff\xfeat", KG_ENCODER="hashing")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"UTF-8" in done.stderr


def test_errors_are_json_when_json_is_asked_for(ask_lakes: Path) -> None:
    error = json.loads(run("ask", "--json", " ").stdout)["error"]
    assert set(error) == {"code", "message", "hint"}


def test_a_batch_keeps_order_and_tells_errors_line_by_line(ask_lakes: Path, tmp_path: Path) -> None:
    lines = [
        '{"id": 2, "question": "What is the depth of Saimaa?"}',
        "not json",
        '{"id": 1, "question": ""}',
        '{"id": 3}',
    ]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(lines))
    result = run("ask", "--batch", str(file))
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [item["id"] for item in found] == [2, None, 1, None]
    assert ["error" in item for item in found] == [False, True, True, True]


def test_a_question_may_come_from_standard_input(ask_lakes: Path) -> None:
    assert run("ask", "-", input="Which lakes lie in Finland?").exit_code == 0


def test_the_result_may_go_to_a_file(ask_lakes: Path, tmp_path: Path) -> None:
    assert run("ask", "What is the depth of Saimaa?", "-o", str(tmp_path / "answer.txt")).stdout == ""
    assert "82" in (tmp_path / "answer.txt").read_text()


def test_ask_without_a_question_is_a_usage_error() -> None:
    assert run("ask").exit_code == 2


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize("form", ["table", "json", "xml", "csv", "tsv", "md"])
def test_a_select_is_written_in_every_table_format(ask_lakes: Path, form: str) -> None:
    result = run("query", "SELECT ?x { ?x <https://example.org/lakes#depth> 82 }", "-f", form)
    assert (result.exit_code, "saimaa" in result.stdout) == (0, True)


@pytest.mark.parametrize("form", ["table", "json", "xml", "csv", "tsv", "md"])
def test_a_yes_or_no_is_written_in_every_table_format(ask_lakes: Path, form: str) -> None:
    result = run("query", "ASK { ?s ?p ?o }", "-f", form)
    assert (result.exit_code, bool(re.search("yes|true", result.stdout))) == (0, True)


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "xml"])
def test_a_graph_is_written_in_every_graph_format(ask_lakes: Path, form: str) -> None:
    query = "CONSTRUCT { ?x a ?c } WHERE { ?x <https://example.org/lakes#depth> 82 ; a ?c }"
    assert "saimaa" in run("query", query, "-f", form).stdout


def test_the_built_in_graph_is_queried_without_declaring_its_prefixes() -> None:
    result = run("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-f", "csv")
    assert int(result.stdout.split()[1]) > 20_000


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "update"),
        ("LOAD <http://example.org/x>", "update"),
        ("SELECT * { SERVICE <http://example.org/x> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { FILTER EXISTS { SERVICE SILENT <http://example.org/x> { ?s ?p ?o } } }", "SERVICE"),
        ("SELEC * {}", "line 1"),
    ],
)
def test_a_query_that_may_not_run_gets_one_line(ask_lakes: Path, query: str, word: str) -> None:
    result = run("query", query)
    assert (result.exit_code, result.stderr.count("\n"), word in result.stderr) == (2, 1, True)


def test_words_of_updates_inside_a_literal_are_no_update(ask_lakes: Path) -> None:
    assert run("query", 'SELECT * { ?s ?p "DELETE INSERT SERVICE LOAD" }').exit_code == 0


def test_a_query_may_stand_in_a_file(ask_lakes: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?s ?p ?o }")
    assert run("query", str(tmp_path / "q.rq")).stdout == "yes\n"


def test_the_row_limit_is_stated(ask_lakes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ROWS", "3")
    result = run("query", "SELECT * { ?s ?p ?o }")
    assert "row limit" in result.stderr
    assert "(3 rows)" in result.stdout


def test_the_time_limit_ends_a_query(ask_lakes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SECONDS", "1")
    result = run("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert (result.exit_code, "longer than 1 s" in result.stderr) == (2, True)


def test_the_shipped_graph_conforms() -> None:
    result = run("validate")
    assert (result.exit_code, result.stdout.startswith("conforms")) == (0, True)


@pytest.mark.parametrize(
    "shape",
    ["OneBroaderChannelShape", "OnePillarShape", "FoundingLocatorShape", "RepeatedRequirementShape", "UniqueNameShape"],
)
def test_an_invalid_example_is_found_at_its_line(shape: str) -> None:
    path = INVALID / f"{shape}.ttl"
    result = run("validate", str(path))
    assert result.exit_code == 1
    assert result.stdout.count(f"{path}:") == result.stdout.count(f"error[{shape.removesuffix('Shape')}") == 1
    assert "1 error in 1 file" in result.stdout


def test_what_is_only_doubtful_warns_and_does_not_fail() -> None:
    path = INVALID.parent / "doubtful" / "InheritedRequirementShape.ttl"
    result = run("validate", str(path))
    assert (result.exit_code, "warning[" in result.stdout) == (0, True)
    assert run("validate", "--fail-on", "warning", str(path)).exit_code == 1


def test_all_syntax_errors_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text('@prefix e: <urn:e:> .\ne:a e:b "x .\ne:c e:d e:e .\n\ne:f e:g [ .\n\ne:h nope:i e:j .\n')
    result = run("validate", str(path))
    assert result.exit_code == 1
    assert result.stdout.count("error[") >= 2
    assert f"{path}:2:" in result.stdout


def test_a_missing_file_is_one_line() -> None:
    result = run("validate", "nowhere.ttl")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_findings_may_be_told_and_not_fail() -> None:
    assert run("validate", "--fail-on", "never", str(next(iter(sorted(INVALID.glob("*.ttl")))))).exit_code == 0


def test_a_thing_is_described_by_its_label() -> None:
    result = run("describe", "SMS gateway")
    assert (result.exit_code, "provider or gateway" in result.stdout) == (0, True)


def test_a_name_of_two_things_is_asked_back() -> None:
    result = run("describe", "MTA")
    assert (result.exit_code, "may mean" in result.stderr) == (1, True)


def test_several_graphs_are_read_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "hashing")
    (tmp_path / "a.ttl").write_text(LAKES)
    (tmp_path / "b.ttl").write_text("<https://example.org/lakes#vaner> a <https://example.org/lakes#Lake> .")
    query = "SELECT (COUNT(?x) AS ?n) { ?x a <https://example.org/lakes#Lake> }"
    one = run("query", query, "-g", str(tmp_path / "a.ttl"), "-g", str(tmp_path / "b.ttl"), "-f", "csv")
    folder = run("query", query, "-g", str(tmp_path), "-f", "csv")
    glob = run("query", query, "-g", str(tmp_path / "*.ttl"), "-f", "csv")
    assert [r.stdout.split() for r in (one, folder, glob)] == [["n", "4"]] * 3


def test_the_index_is_built_once_and_cleared(ask_lakes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    first, second = run("index"), run("index")
    assert "building the index" in first.stderr
    assert (first.stdout, second.stderr) == (second.stdout, "")
    assert run("index", "--clear").exit_code == 0
    assert not tmp_path.exists()


def test_doctor_says_what_is_installed(ask_lakes: Path) -> None:
    assert json.loads(run("doctor", "--json").stdout)["ok"] is True


def test_the_version_is_printed() -> None:
    assert run("--version").stdout.startswith("kg, version ")


def test_the_same_question_gives_the_same_bytes_in_every_process(lakes: Path) -> None:
    def ask(seed: str) -> dict[str, Any]:
        done = process(
            "ask",
            "--json",
            "Which rivers feed Lake Ladoga?",
            KG_GRAPH=str(lakes),
            KG_ENCODER="hashing",
            PYTHONHASHSEED=seed,
        )
        return {key: value for key, value in json.loads(done.stdout).items() if key != "elapsed_ms"}

    assert ask("1") == ask("2")


@pytest.mark.parametrize("command", [("query", "ASK {}"), ("validate", str(INVALID.parent / "valid"))])
def test_queries_and_checks_never_load_a_model(command: tuple[str, str]) -> None:
    code = (
        "import sys\nfrom kg.cli.main import cli\n"
        f"cli({list(command)!r}, standalone_mode=False)\n"
        "print(sorted({'torch', 'onnxruntime', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_validating_loads_neither_engine_nor_vectors() -> None:
    heavy = ("numpy", "kg.qa", "kg.wiring", "torch")
    code = f"import sys, kg.cli.validate; print(*(name for name in {heavy} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
