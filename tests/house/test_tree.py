"""What holds for every file that git tracks, and for the files that name one another."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

# Spelled in parts, so that this file does not contain what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me"]) + r")/[\w.]")
REGISTRY_HOST = re.compile(r"\b(?:py" + r"pi|python" + r"hosted|npm" + r"js)\.(?:org|com|io)\b")
BINARY = {".gz", ".jpg", ".npz", ".onnx", ".png", ".safetensors", ".woff2", ".xlsx"}


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True)
    paths = [root / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in BINARY]


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names_of(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in requirements}


def all_requirements(project: dict[str, Any]) -> set[str]:
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    return names_of([*project["dependencies"], *extras])


def matches(paths: list[Path], pattern: re.Pattern[str], root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_tracked_file_names_a_folder_of_somebodys_machine(tracked: list[Path], root: Path) -> None:
    assert matches(tracked, MACHINE_PATH, root) == []


def test_no_tracked_file_outside_the_graph_names_the_host_of_a_registry(tracked: list[Path], root: Path) -> None:
    graph = (root / "data", root / "ontology")
    outside = [path for path in tracked if not any(path.is_relative_to(folder) for folder in graph)]
    assert matches(outside, REGISTRY_HOST, root) == []


def test_every_make_command_of_the_readme_is_in_the_makefile(root: Path) -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", (root / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"chat", "test"} <= named <= targets


def test_every_link_between_documents_leads_to_a_file(tracked: list[Path], root: Path) -> None:
    pages = [path for path in tracked if path.suffix == ".md"]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    ]
    assert [
        f"{page.relative_to(root)}: {target}" for page, target in links if not (page.parent / target).exists()
    ] == []


def test_every_dependency_has_a_reason(project: dict[str, Any], root: Path) -> None:
    reasons = (root / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in sorted(all_requirements(project)) if f"| {name} |" not in reasons] == []


def test_every_dependency_has_a_pinned_version(project: dict[str, Any], root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-").splitlines()
    pinned = {line.split("==")[0] for line in lines if "==" in line}
    assert all_requirements(project) - pinned == set()


def test_torch_is_pinned_without_a_local_version(root: Path) -> None:
    assert "torch==2.13.0" in (root / "constraints.txt").read_text(encoding="utf-8").splitlines()


def test_rdflib_is_capped_below_its_next_minor_version(project: dict[str, Any]) -> None:
    assert [name for name in project["dependencies"] if name.startswith("rdflib")] == ["rdflib>=7.6,<7.7"]
