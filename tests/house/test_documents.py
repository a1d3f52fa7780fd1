"""The documents say what the commands do: every command shown is run, every option is on its page."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from kg.cli.main import COMMANDS, cli

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ELISION = "…"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A command as a page shows it, and the lines that the page shows below it."""

    page: Path
    command: str
    lines: tuple[str, ...]


def examples() -> list[Example]:
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *lines = shown.rstrip("\n").split("\n")
                found.append(Example(page, command, tuple(lines)))
    return found


def reaches(shown: tuple[str, ...], real: list[str]) -> bool:
    """Whether the shown lines are the real ones, a line with only … standing for any number of them."""
    parts = [re.escape(line.rstrip()) + "\n" if line.strip() != ELISION else r"(?:.*\n)*?" for line in shown]
    return re.fullmatch("".join(parts), "".join(line.rstrip() + "\n" for line in real)) is not None


def run(command: str) -> list[str]:
    name, *arguments = shlex.split(command)
    program = str(Path(sys.executable).parent / name)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment |= {"COLUMNS": "100", "PYTHONUTF8": "1", "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([program, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.stdout.rstrip("\n").split("\n")


def options(name: str) -> set[str]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return {max(parameter.opts, key=len) for parameter in command.params if isinstance(parameter, click.Option)}


@pytest.mark.slow
@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.page.stem}: {example.command}")
def test_a_command_prints_what_the_page_shows(example: Example) -> None:
    real = run(example.command)
    assert reaches(example.lines, real), "\n".join(real)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_reference_names_every_option_of(name: str) -> None:
    page = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert f"## kg {name}\n" in page
    assert [option for option in sorted(options(name)) if f"`{option}" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_names_only_commands_that_exist(page: Path) -> None:
    named = set(re.findall(r"(?:`|^ {4}|^\$ |^)kg ([a-z]+)\b", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named - set(COMMANDS) == set()


def test_the_index_leads_to_every_page() -> None:
    folder = ROOT / "docs"
    index = (folder / "index.md").read_text(encoding="utf-8")
    pages = [page.relative_to(folder).as_posix() for page in sorted(folder.rglob("*.md")) if page.name != "index.md"]
    assert [page for page in pages if f"]({page})" not in index] == []
