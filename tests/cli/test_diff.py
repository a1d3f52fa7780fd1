"""kg diff as a user types it, in a real git repository."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg.check.diff import Kind
from kg.cli.main import cli
from tests.stores.test_revisions import git

HEAD = "@prefix ex: <http://example.org/> .\n"


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["diff", *map(str, arguments)])


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two commits, which is the current folder."""
    monkeypatch.setenv("KG_GRAPH", "data")
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    Path("data").mkdir()
    for age in (3, 4):
        Path("data/zoo.ttl").write_text(f"{HEAD}ex:leo ex:age {age} .", encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", str(age))
    return tmp_path


def test_two_files_are_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "a.ttl", tmp_path / "b.ttl"
    old.write_text("<#x> <urn:p> 1 .", encoding="utf-8")
    new.write_text("<#x> <urn:p> 1, 2 . # more", encoding="utf-8")
    result = diff(old, new)
    assert (result.exit_code, "+ p: 2" in result.stdout, "- p" in result.stdout) == (1, True, False)


def test_two_folders_are_compared(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.ttl").write_text("<#x> <urn:p> <y.ttl> .", encoding="utf-8")
    (tmp_path / "b" / "alignments").mkdir()
    (tmp_path / "b" / "alignments" / "y.nt").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    assert "1 added: 0 triples out, 1 in" in diff(tmp_path / "a", tmp_path / "b").stdout


@pytest.mark.parametrize("arguments", [("HEAD~1", "HEAD"), ("HEAD~1",), ("HEAD~1", "data"), ("HEAD~1:data", "data")])
def test_revisions_are_compared(repository: Path, arguments: tuple[str, ...]) -> None:
    result = diff(*arguments)
    assert (result.exit_code, result.stdout.splitlines()[1:3]) == (1, ["  - age: 3", "  + age: 4"])


def test_a_file_is_compared_with_itself_as_it_was(repository: Path) -> None:
    assert diff("HEAD~1:data/zoo.ttl", "HEAD:./data/zoo.ttl").exit_code == 1


def test_without_names_it_is_what_changed_since_the_last_commit(repository: Path) -> None:
    assert (diff().exit_code, diff().stdout) == (0, "nothing changed: 1 triple\n")
    Path("data/zoo.ttl").unlink()
    assert "removed: ex:leo" in diff().stdout


def test_a_file_that_is_new_is_added(repository: Path) -> None:
    Path("data/new.ttl").write_text(f"{HEAD}ex:mia ex:age 1 .", encoding="utf-8")
    assert diff("HEAD", "data/new.ttl").stdout.startswith("added: ex:mia")


def test_a_comment_changes_nothing(repository: Path) -> None:
    Path("data/zoo.ttl").write_text(f"# a lion\n{HEAD}ex:leo\n  ex:age 4 .", encoding="utf-8")
    assert (diff("HEAD").exit_code, diff("HEAD").stdout) == (0, "nothing changed: 1 triple\n")


def test_a_graph_from_elsewhere_leaves_the_whole_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_GRAPH")
    assert diff("HEAD~1", "HEAD").exit_code == 1


def test_markdown_has_a_block_for_each_subject(repository: Path) -> None:
    assert "```diff\n- age: 3\n+ age: 4\n```" in diff("HEAD~1", "-f", "md").stdout


def test_json_has_every_change(repository: Path) -> None:
    found = json.loads(diff("HEAD~1", "--json").stdout)
    assert found["counts"]["triples_added"] == 1
    assert found["changes"][0]["added"][0]["value"]["value"] == "4"


@pytest.mark.parametrize("name", ["nowhere", "HEAD:nowhere.ttl", "nowhere:data", "--all", "HEAD~9"])
def test_a_name_that_is_nothing_ends_with_2(repository: Path, name: str) -> None:
    assert diff(name, "data").exit_code == 2


def test_outside_a_repository_a_revision_ends_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = diff("HEAD")
    assert (result.exit_code, "no git repository" in result.stderr) == (2, True)


def test_a_syntax_error_ends_with_2_and_its_place(repository: Path) -> None:
    Path("data/zoo.ttl").write_text("ex:leo", encoding="utf-8")
    result = diff()
    assert (result.exit_code, "data/zoo.ttl:1:1" in result.stderr) == (2, True)


def test_python_compares_too(repository: Path) -> None:
    assert [change.kind for change in kg.diff("HEAD~1", "data").changes] == [Kind.CHANGED]
