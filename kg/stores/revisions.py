"""Files as they were in a git revision, read from git's own store; the working tree is not touched."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from kg.errors import InputError, MissingDependency

__all__ = ["is_revision", "read_revision", "repository_of", "unpack"]

REGULAR: Final = (b"100644", b"100755")
"""The modes of files; links and submodules are no files of the revision."""

HOOKED: Final = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"})
"""What git tells its hooks, and what would keep it from looking where it is sent."""


def repository_of(place: Path) -> Path:
    """The top folder of the git repository around a file or folder; raises InputError when there is none."""
    folder = next(above for above in (place.absolute(), *place.absolute().parents) if above.is_dir())
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise InputError(f"{place} lies in no git repository.", "Name files or folders instead of a revision.")
    return Path(os.fsdecode(done.stdout.rstrip(b"\n"))).resolve()


def is_revision(name: str, repository: Path) -> bool:
    """Whether a name is that of a commit: a branch, a tag, HEAD~1 or a hash."""
    return _commit(name, repository) is not None


def read_revision(
    name: str, paths: Sequence[Path], wanted: Callable[[Path], bool] = lambda _: True
) -> dict[Path, bytes]:
    """The wanted files under these paths as they were, by their absolute paths in the working tree of today.

    A path that the revision does not have gives nothing. Raises InputError for a revision or a repository that does
    not exist, and MissingDependency without git.
    """
    repository = repository_of(paths[0])
    commit = _commit(name, repository)
    if commit is None:
        raise InputError(f"There is no revision {name} in {repository}.", "`git log` shows those that there are.")
    below = [_below(path, repository) for path in paths]
    narrowed = [] if "." in below else below
    listed = _git(repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *narrowed)
    entries = [entry.split(b"\t", 1) for entry in listed.stdout.split(b"\0") if entry]
    found = {repository / os.fsdecode(path): meta.split() for meta, path in entries}
    blobs = {path: meta[2] for path, meta in found.items() if meta[0] in REGULAR and wanted(path)}
    return dict(zip(blobs, _contents(repository, list(blobs.values())), strict=True))


def unpack(files: dict[Path, bytes], root: Path, folder: Path) -> None:
    """Writes files below a folder, each where it lies below `root`."""
    for path, content in files.items():
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _commit(name: str, repository: Path) -> str | None:
    done = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return done.stdout.decode().strip() if done.returncode == 0 else None


def _below(path: Path, repository: Path) -> str:
    resolved = path.resolve()
    if not resolved.is_relative_to(repository):
        raise InputError(f"{path} does not lie in the repository {repository}.", "Compare paths of one repository.")
    return resolved.relative_to(repository).as_posix()


def _contents(repository: Path, blobs: Sequence[bytes]) -> Iterable[bytes]:
    """What blobs hold, in one call: each comes with a line `hash type size` before it and a line end behind it."""
    answer = _git(repository, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob in blobs)).stdout
    offset = 0
    for _ in blobs:
        start = answer.index(b"\n", offset) + 1
        size = int(answer[offset : start - 1].split()[2])
        yield answer[start : start + size]
        offset = start + size + 1


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise MissingDependency("A revision can only be read with git.", "Install git, or name files and folders.")
    environment = {name: value for name, value in os.environ.items() if name not in HOOKED}
    return subprocess.run(  # noqa: S603
        [git, "-C", str(folder), *arguments], input=given, capture_output=True, env=environment, check=False
    )
