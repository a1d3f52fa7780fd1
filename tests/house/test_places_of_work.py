"""The hooks for pre-commit and the GitHub action do what their page says, with the real pre-commit and a real shell."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.turtle.layout import lay_out
from tests.stores.test_revisions import git

BIN = Path(sys.executable).parent
SHAPES = """@prefix : <urn:x:> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

:AgeShape
    a sh:PropertyShape ;
    sh:targetClass :Animal ;
    sh:path :age ;
    sh:maxCount 1 .
"""
RIGHT = "@prefix : <urn:x:> .\n\n:leo\n    a :Animal ;\n    :age 3 . # in 2026\n"
WRONG = RIGHT.replace(":age 3", ":age 3, 4")
HEAVY = (
    "torch",
    "onnxruntime",
    "sentence_transformers",
    "streamlit",
    "numpy",
    "tokenizers",
    "rapidfuzz",
    "snowballstemmer",
)


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "GIT_"))}
    return {**kept, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **more}


@pytest.fixture
def zoo(tmp_path: Path) -> Path:
    """A repository of somebody's, with one commit."""
    folder = tmp_path / "zoo"
    (folder / "data").mkdir(parents=True)
    git(tmp_path, "init", "-q", str(folder))
    (folder / "kg.toml").write_text('graph = ["data"]\n', encoding="utf-8")
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    (folder / "data" / "zoo.ttl").write_text(RIGHT, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return folder


@pytest.fixture
def hooked(zoo: Path, root: Path, tmp_path: Path) -> Path:
    """The same with our hooks, taken from a repository as pre-commit takes them; `kg` is installed already."""
    hooks = tmp_path / "hooks"
    git(tmp_path, "init", "-q", str(hooks))
    shutil.copy(root / ".pre-commit-hooks.yaml", hooks)
    git(hooks, "add", "-A")
    git(hooks, "commit", "-q", "-m", "hooks")
    revision = subprocess.check_output(["git", "-C", str(hooks), "rev-parse", "HEAD"], text=True).strip()
    system = {"language": "system"}
    entry = {
        "repo": str(hooks),
        "rev": revision,
        "hooks": [{"id": "kg-fmt", **system}, {"id": "kg-validate", "args": ["--shapes", "shapes.ttl"], **system}],
    }
    (zoo / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [entry]}), encoding="utf-8")
    git(zoo, "add", "-A")
    return zoo


def commit_checks(folder: Path) -> subprocess.CompletedProcess[str]:
    home = folder.parent / "pre-commit-home"
    return subprocess.run(
        [str(BIN / "pre-commit"), "run", "--color", "never"], cwd=folder, capture_output=True, text=True,
        env=environment(PRE_COMMIT_HOME=str(home)), timeout=120,
    )  # fmt: skip


def test_the_hooks_are_a_manifest(root: Path) -> None:
    command = [str(BIN / "pre-commit"), "validate-manifest", str(root / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0


@pytest.mark.slow
def test_a_commit_is_laid_out_and_validated(hooked: Path) -> None:
    data = hooked / "data" / "zoo.ttl"
    data.write_text(WRONG.replace("\n    ", " "), encoding="utf-8")
    git(hooked, "add", "-A")
    first = commit_checks(hooked)
    assert (first.returncode, data.read_text(encoding="utf-8")) == (1, lay_out(WRONG))
    assert "error[AgeShape]" in first.stdout
    data.write_text(RIGHT, encoding="utf-8")
    (hooked / "data" / "more.ttl").write_text("@prefix : <urn:x:> .\n\n:mia\n    a :Animal .\n", encoding="utf-8")
    git(hooked, "add", "-A")
    second = commit_checks(hooked)
    assert (second.returncode, second.stdout.count("Passed")) == (0, 2), second.stdout


@pytest.fixture(scope="module")
def action(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    return found


class Job:
    """Runs the steps of the action in bash, as a runner would, with what a runner gives."""

    def __init__(self, action: dict[str, Any], folder: Path, **inputs: str) -> None:
        defaults = {name: str(said["default"]) for name, said in action["inputs"].items()}
        self.inputs = {**defaults, "base": "HEAD", **inputs}
        self.steps = {step["name"]: step for step in action["runs"]["steps"] if "run" in step}
        self.folder, self.temp = folder, folder.parent / "runner"
        self.temp.mkdir()
        (self.temp / "GITHUB_OUTPUT").touch()
        for name in HEAVY:
            (self.temp / f"{name}.py").write_text("raise ImportError(__name__)\n", encoding="utf-8")
        self.outputs: dict[str, str] = {}

    def run(self, name: str) -> int:
        step = self.steps[name]
        given = {key: self._filled(value) for key, value in step.get("env", {}).items()}
        files = {key: str(self.temp / key) for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        variables = environment(RUNNER_TEMP=str(self.temp), **given, **files)
        for path in ("PATH", "PYTHONPATH"):
            variables[path] = f"{self.temp}{os.pathsep}{variables.get(path, '')}"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=self.folder, env=variables, timeout=120, capture_output=True)
        for line in (self.temp / "GITHUB_OUTPUT").read_text(encoding="utf-8").splitlines():
            key, _, said = line.partition("=")
            self.outputs[f"steps.{step.get('id')}.outputs.{key}"] = said
        return done.returncode

    def _filled(self, value: str) -> str:
        known = {**{f"inputs.{name}": said for name, said in self.inputs.items()}, **self.outputs}
        known["github.event.pull_request.number"] = "7"
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], value)

    def file(self, name: str) -> str:
        return (self.temp / name).read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("text", "status"), [(RIGHT, 0), (WRONG, 1)], ids=["right", "wrong"])
def test_the_action_uploads_findings_and_fails_when_there_are_some(
    action: dict[str, Any], zoo: Path, text: str, status: int
) -> None:
    (zoo / "data" / "zoo.ttl").write_text(text, encoding="utf-8")
    job = Job(action, zoo, graph="data", shapes="shapes.ttl")
    assert job.run("validate") == 0
    assert ('"ruleId": "AgeShape"' in job.file("kg.sarif")) == bool(status)
    assert job.run("verdict") == status


@pytest.mark.slow
def test_the_action_posts_what_changed(action: dict[str, Any], zoo: Path) -> None:
    (zoo / "data" / "zoo.ttl").write_text(WRONG, encoding="utf-8")
    job = Job(action, zoo, graph="data")
    post = job.temp / "gh"
    post.write_text('#!/bin/sh\necho "$@" > "$RUNNER_TEMP/posted"\n', encoding="utf-8")
    post.chmod(0o755)
    assert (job.run("diff"), job.run("what changed, as a comment")) == (0, 0)
    assert "```diff\n+ age: 4\n```" in job.file("kg-comment.md")
    assert job.file("GITHUB_STEP_SUMMARY") == job.file("kg-comment.md")
    assert job.file("posted").startswith(f"pr comment 7 --body-file {job.temp}/kg-comment.md --edit-last")


@pytest.mark.slow
def test_a_difference_longer_than_a_comment_is_cut(action: dict[str, Any], zoo: Path) -> None:
    more = "".join(f':é{number} :says "{"é" * 40}" .\n' for number in range(1500))
    (zoo / "data" / "zoo.ttl").write_text(RIGHT + more, encoding="utf-8")
    job = Job(action, zoo, graph="data")
    assert job.run("diff") == 0
    assert len(job.file("kg-comment.md")) < 65_000
    assert job.file("kg-comment.md").endswith("(cut off: the rest is longer than a comment may be)\n")


@pytest.mark.slow
def test_an_error_in_the_call_fails_the_step(action: dict[str, Any], zoo: Path) -> None:
    assert Job(action, zoo, graph="nowhere").run("validate") == 2


def test_nothing_from_outside_is_written_into_a_script(action: dict[str, Any]) -> None:
    assert [step["name"] for step in action["runs"]["steps"] if "${{" in step.get("run", "")] == []


def test_the_page_names_every_input_that_is_not_a_matter_of_course(action: dict[str, Any], root: Path) -> None:
    page = (root / "docs/how-to/check-every-commit.md").read_text(encoding="utf-8")
    assert [name for name in action["inputs"] if f"`{name}`" not in page] == ["python-version", "token"]
