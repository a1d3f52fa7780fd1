"""Files as they were, read from a real git repository."""

import subprocess
from pathlib import Path

import pytest

from kg.errors import InputError, MissingDependency
from kg.stores.revisions import is_revision, read_revision, repository_of, unpack


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits, and something written since."""
    folder = tmp_path / "repo é"
    (folder / "data").mkdir(parents=True)
    git(tmp_path, "init", "-q", str(folder))
    for text in ("one", "two"):
        (folder / "data" / "a b.ttl").write_bytes(text.encode() + b"\r\n\0")
        (folder / "note.txt").write_text(text, encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", text)
    git(folder, "tag", "v2")
    (folder / "data" / "a b.ttl").write_text("three", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "content"), [("HEAD~1", b"one\r\n\0"), ("HEAD", b"two\r\n\0"), ("v2", b"two\r\n\0")])
def test_a_file_is_as_it_was_byte_for_byte(repository: Path, name: str, content: bytes) -> None:
    path = repository / "data" / "a b.ttl"
    assert read_revision(name, [path]) == {path: content}


def test_a_folder_gives_all_that_is_wanted_in_it(repository: Path) -> None:
    assert sorted(path.name for path in read_revision("HEAD", [repository])) == ["a b.ttl", "note.txt"]
    assert list(read_revision("HEAD", [repository], lambda path: path.suffix == ".txt")) == [repository / "note.txt"]


def test_the_working_tree_stays_as_it_is(repository: Path) -> None:
    read_revision("HEAD~1", [repository])
    assert (repository / "data" / "a b.ttl").read_text(encoding="utf-8") == "three"


def test_what_the_revision_does_not_have_gives_nothing(repository: Path) -> None:
    assert read_revision("HEAD", [repository / "later.ttl"]) == {}


def test_what_git_leaves_out_of_archives_is_read_too(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.ttl export-ignore\n", encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "attributes")
    assert (repository / "data" / "a b.ttl") in read_revision("HEAD", [repository])


def test_links_are_no_files(repository: Path) -> None:
    (repository / "link.ttl").symlink_to("/etc/hostname")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "link")
    assert repository / "link.ttl" not in read_revision("HEAD", [repository])


def test_files_are_unpacked_where_they_lay(repository: Path, tmp_path: Path) -> None:
    unpack(read_revision("HEAD~1", [repository]), repository, tmp_path / "old")
    assert (tmp_path / "old" / "data" / "a b.ttl").read_bytes() == b"one\r\n\0"


@pytest.mark.parametrize("name", ["nowhere", "--all", "HEAD~99", ""])
def test_an_unknown_revision_is_told(repository: Path, name: str) -> None:
    assert not is_revision(name, repository)
    with pytest.raises(InputError, match="There is no revision"):
        read_revision(name, [repository])


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no git repository"):
        repository_of(tmp_path)


def test_a_path_of_another_repository_is_told(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not lie in the repository"):
        read_revision("HEAD", [repository, tmp_path])


def test_without_git_it_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingDependency, match="with git"):
        repository_of(repository)


def test_what_git_tells_its_hooks_does_not_mislead(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere/.git")
    assert repository_of(repository / "data") == repository.resolve()
