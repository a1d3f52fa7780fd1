"""kg validate with baselines, rules that are switched off, and fixes, as a user types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli
from tests.check.test_mending import SHAPES

WRONG = """@prefix : <urn:x:> .
:leo a :Animal ;
    :keeper :ann ; :fed true ;
    :age 300 .

:ann :paid true . # always
"""
RIGHT = WRONG.replace(" ;\n    :age 300 .", " .")


@pytest.fixture
def zoo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a file that has one finding."""
    monkeypatch.chdir(tmp_path)
    Path("shapes.ttl").write_text(SHAPES, encoding="utf-8")
    Path("zoo.ttl").write_text(WRONG, encoding="utf-8")
    monkeypatch.setenv("KG_GRAPH", "zoo.ttl")
    return tmp_path / "zoo.ttl"


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["validate", "zoo.ttl", "--shapes", "shapes.ttl", *arguments])


def test_a_baseline_is_written_and_heeded(zoo: Path) -> None:
    assert validate().exit_code == 1
    written = validate("--write-baseline")
    assert (written.exit_code, "1 findings written to kg-baseline.json" in written.stderr) == (0, True)
    zoo.write_text("# moved\n\n" + WRONG + ":mia a :Animal .\n", encoding="utf-8")
    result = validate("--baseline", "kg-baseline.json")
    assert (result.exit_code, "KeeperShape" in result.stdout, "AgeShape" in result.stdout) == (1, True, False)
    assert result.stdout.endswith("1 error in 1 file (1 known)\n")


def test_what_is_gone_from_the_baseline_is_noted(zoo: Path) -> None:
    validate("--write-baseline")
    zoo.write_text(RIGHT, encoding="utf-8")
    assert "1 findings of kg-baseline.json are gone" in validate("--baseline", "kg-baseline.json").stderr


def test_settings_name_a_baseline_and_rules(zoo: Path) -> None:
    Path("kg.toml").write_text('ignore = ["AgeShape"]\nbaseline = "known.json"\n', encoding="utf-8")
    assert validate().exit_code == 2
    assert validate("--write-baseline").exit_code == 0
    assert json.loads(Path("known.json").read_text(encoding="utf-8"))["findings"] == []
    assert validate().stdout.endswith("(1 ignored)\n")


def test_rules_are_switched_off_in_some_files(zoo: Path) -> None:
    Path("pyproject.toml").write_text('[tool.kg.per-file-ignores]\n"z*.ttl" = ["AgeShape"]\n', encoding="utf-8")
    assert validate().exit_code == 0


@pytest.mark.parametrize("text", ["per-file-ignores = 3", 'per-file-ignores = ["a"]'])
def test_a_setting_that_cannot_be_read_ends_with_2(zoo: Path, text: str) -> None:
    Path("kg.toml").write_text(text, encoding="utf-8")
    assert validate().exit_code == 2


def test_a_rule_is_switched_off_in_the_call(zoo: Path) -> None:
    assert validate("--ignore", "AgeShape").exit_code == 0


def test_fixes_are_shown_first_and_then_made(zoo: Path) -> None:
    result = validate("--fix")
    assert (result.exit_code, zoo.read_text(encoding="utf-8")) == (0, RIGHT)
    assert result.stdout.index("-    :age 300 .") < result.stdout.index("conforms")
    assert "1 of 1 findings mended in 1 files" in result.stderr


def test_fixes_can_be_looked_at_only(zoo: Path) -> None:
    result = validate("--diff")
    assert (result.exit_code, zoo.read_text(encoding="utf-8")) == (1, WRONG)
    assert "-    :age 300 ." in result.stdout


def test_fixes_of_rules_that_are_switched_off_are_not_made(zoo: Path) -> None:
    validate("--fix", "--ignore", "AgeShape")
    assert zoo.read_text(encoding="utf-8") == WRONG


def test_the_difference_does_not_disturb_a_program(zoo: Path) -> None:
    result = validate("--fix", "--json")
    assert json.loads(result.stdout)["conforms"]
    assert ":age 300" in result.stderr


def test_standard_input_is_not_mended(zoo: Path) -> None:
    assert CliRunner().invoke(cli, ["validate", "-", "--fix"], input="").exit_code == 2


def test_two_at_once_leave_the_file_mended(zoo: Path) -> None:
    program = "from kg.cli.main import main; main()"
    command = [sys.executable, "-c", program, "validate", "zoo.ttl", "-s", "shapes.ttl"]
    both = [
        subprocess.Popen([*command, "--fix"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=60)[1] for process in both]
    assert zoo.read_text(encoding="utf-8") == RIGHT
    assert all(process.returncode == 0 or "changed meanwhile" in said for process, said in zip(both, told, strict=True))
