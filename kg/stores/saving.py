"""A person's files replaced whole: each is the old or the new one at any moment, and one process writes at a time."""

import contextlib
import glob
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from kg.errors import InputError
from kg.stores.cache import cache_folder

__all__ = ["locked", "replace_files"]

PATIENCE: Final = 30.0
"""Seconds that a process waits for another one that writes the same file."""
LEFT: Final = 3600.0
"""A draft older than this many seconds was left by a process that was killed."""

Note = Callable[[str], None]


@contextlib.contextmanager
def locked(paths: Sequence[Path], note: Note, patience: float = PATIENCE) -> Iterator[None]:
    """Keeps the same user's other processes from writing these files; waits for one that does, and says so.

    Raises InputError when the other does not end in time.
    """
    with contextlib.ExitStack() as stack:
        for path in sorted({path.resolve() for path in paths}):
            stack.callback(_acquired(path, note, patience).release)
        yield


def replace_files(contents: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Puts the second content where a file has the first; call it within `locked`.

    Raises InputError, before anything is replaced, when a file has changed meanwhile or cannot be written.
    """
    for path, (expected, _) in contents.items():
        _require(path, expected)
    drafts: dict[Path, Path] = {}
    try:
        for path, (_, new) in contents.items():
            drafts[_draft(path.resolve(), new)] = path.resolve()
        for draft, target in drafts.items():
            draft.replace(target)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _acquired(path: Path, note: Note, patience: float) -> FileLock:
    folder = cache_folder() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{hashlib.sha256(str(path).encode()).hexdigest()}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        note(f"another kg writes {path}; waiting for it")
        _wait(lock, path, patience)
    return lock


def _wait(lock: FileLock, path: Path, patience: float) -> None:
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise InputError(
            f"Another kg has been writing {path} for {patience:g} s.", "Try again when it ends."
        ) from error


def _require(path: Path, expected: bytes) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    if content != expected:
        raise InputError(f"{path} has changed meanwhile, so nothing was written.", "Run the command again.")
    if not os.access(path, os.W_OK):
        raise InputError(f"{path} may not be written.", "Change its permissions first.")


def _draft(target: Path, content: bytes) -> Path:
    """The new content in the file's own folder, with the file's mode, on the disk before it takes the file's place."""
    _sweep(target)
    draft = target.parent / f".{target.name}-{uuid.uuid4().hex}.kg"
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, draft)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InputError(f"{target} cannot be written: {error.strerror or error}.") from error
    return draft


def _sweep(target: Path) -> None:
    """Removes drafts of this file that a killed process left."""
    for draft in target.parent.glob(f".{glob.escape(target.name)}-*.kg"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > LEFT:
                draft.unlink()
