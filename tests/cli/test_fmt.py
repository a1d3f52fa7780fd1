"""kg fmt as a user types it."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli.main import cli
from kg.rewriting import format_text

UGLY = "@prefix ex: <urn:x:> . ex:a ex:p 1 ; # one\n ex:q 2 ."
NICE = "@prefix ex: <urn:x:> .\n\nex:a\n    ex:p 1 ; # one\n    ex:q 2 .\n"
COMMAND = [sys.executable, "-c", "from kg.cli.main import main; main()", "fmt"]


def fmt(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["fmt", *map(str, arguments)], input=text)


@pytest.fixture
def ugly(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(UGLY, encoding="utf-8")
    return path


def test_a_file_is_laid_out(ugly: Path) -> None:
    result = fmt(ugly)
    assert (result.exit_code, ugly.read_text(encoding="utf-8")) == (0, NICE)
    assert result.stdout.endswith("1 file changed, 0 as they should be\n")


def test_the_files_of_a_folder_are_laid_out_and_others_left_alone(ugly: Path) -> None:
    other = ugly.parent / "a.nt"
    other.write_text("<urn:a>   <urn:b> <urn:c> .", encoding="utf-8")
    assert fmt(ugly.parent).exit_code == 0
    assert (ugly.read_text(encoding="utf-8"), other.read_text(encoding="utf-8").count("   ")) == (NICE, 1)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_asking_writes_nothing_and_ends_with_1(ugly: Path, option: str) -> None:
    assert (fmt(ugly, option).exit_code, ugly.read_text(encoding="utf-8")) == (1, UGLY)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_asking_ends_with_0_when_all_is_well(ugly: Path, option: str) -> None:
    ugly.write_text(NICE, encoding="utf-8")
    assert fmt(ugly, option).exit_code == 0


def test_the_difference_is_a_patch(ugly: Path, tmp_path: Path) -> None:
    patch = fmt(ugly, "--diff").stdout.rsplit("\n", 2)[0]
    assert patch.splitlines()[:2] == [f"--- {ugly.as_posix()}", f"+++ {ugly.as_posix()}"]
    assert "+    ex:p 1 ; # one" in patch.splitlines()


def test_standard_input_goes_to_standard_output() -> None:
    assert fmt("-", text=UGLY).stdout == NICE


def test_standard_input_can_be_checked() -> None:
    assert (fmt("-", "--check", text=UGLY).exit_code, fmt("-", "--check", text=NICE).exit_code) == (1, 0)


def test_a_file_with_an_error_is_left_and_told_and_the_others_are_done(ugly: Path) -> None:
    broken = ugly.parent / "b.ttl"
    broken.write_text("ex:a ex:b", encoding="utf-8")
    result = fmt(ugly.parent)
    assert (result.exit_code, broken.read_text(encoding="utf-8"), ugly.read_text(encoding="utf-8")) == (
        2, "ex:a ex:b", NICE,
    )  # fmt: skip
    assert f"{broken}:1:1: The prefix ex: is not declared." in result.stderr


def test_json_has_every_file(ugly: Path) -> None:
    (ugly.parent / "b.ttl").write_text("[", encoding="utf-8")
    found = json.loads(fmt(ugly.parent, "--json", "--check").stdout)
    assert [(entry["changed"], entry["error"] and entry["error"]["code"]) for entry in found["files"]] == [
        (True, None),
        (False, "syntax"),
    ]


@pytest.mark.parametrize("name", ["missing.ttl", "a.nt"])
def test_what_cannot_be_laid_out_ends_with_2(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.nt").write_text("", encoding="utf-8")
    assert fmt(tmp_path / name).exit_code == 2


def test_a_folder_without_turtle_ends_with_2(tmp_path: Path) -> None:
    assert fmt(tmp_path).exit_code == 2


def test_the_built_in_graph_is_not_laid_out_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "outside this folder" in fmt().stderr


def test_python_lays_out_texts() -> None:
    assert format_text(UGLY) == kg.fmt(UGLY) == NICE


def test_two_at_once_leave_the_file_laid_out(ugly: Path) -> None:
    both = [subprocess.Popen([*COMMAND, str(ugly)], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert ugly.read_text(encoding="utf-8") == NICE


@pytest.mark.slow
def test_a_command_killed_at_any_moment_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    texts = {f"{number}.ttl": UGLY + f" ex:b ex:p {number} ." for number in range(60)}
    new = {name: format_text(text) for name, text in texts.items()}
    between = 0
    for wait in (0.0, 0.02, 0.05, 0.1):
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        process = subprocess.Popen([*COMMAND, str(tmp_path)], stdout=subprocess.DEVNULL)
        while process.poll() is None and (tmp_path / "0.ttl").read_text(encoding="utf-8") != new["0.ttl"]:
            time.sleep(0.001)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = {name: (tmp_path / name).read_text(encoding="utf-8") for name in texts}
        assert all(now[name] in (texts[name], new[name]) for name in texts)
        between += 0 < sum(now[name] == new[name] for name in texts) < len(texts)
    assert between
