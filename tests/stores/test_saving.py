"""A file that is replaced is the old one or the new one, whatever happens and whoever else writes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.stores.saving import LEFT, locked, replace_files

HOLD = """
import sys, time
from pathlib import Path
from kg.stores.saving import locked
with locked([Path(sys.argv[1])], print):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
SWAP = """
import sys
from pathlib import Path
from kg.stores.saving import replace_files
path = Path(sys.argv[1])
old, new = (letter.encode() * 300_000 for letter in "ab")
print("ready", flush=True)
while True:
    replace_files({path: (old, new)})
    old, new = new, old
"""
SIZE = 300_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "a.ttl"
    found.write_bytes(b"old")
    return found


@contextmanager
def running(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has said its first line; killed at the end."""
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.send_signal(signal.SIGKILL)


def quiet(_message: str) -> None:
    """Notes go nowhere."""


def test_a_file_is_replaced_and_nothing_is_left_beside_it(path: Path) -> None:
    replace_files({path: (b"old", b"new")})
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_permissions_are_kept(path: Path) -> None:
    path.chmod(0o640)
    replace_files({path: (b"old", b"new")})
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.ttl"
    link.symlink_to(path)
    replace_files({link: (b"old", b"new")})
    assert (link.is_symlink(), path.read_bytes()) == (True, b"new")


def test_what_changed_meanwhile_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.ttl"
    other.write_bytes(b"old")
    path.write_bytes(b"somebody else's")
    with pytest.raises(InputError, match="changed meanwhile"):
        replace_files({other: (b"old", b"new"), path: (b"old", b"new")})
    assert (path.read_bytes(), other.read_bytes()) == (b"somebody else's", b"old")


def test_a_file_that_is_gone_is_told(path: Path) -> None:
    path.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        replace_files({path: (b"old", b"new")})


@pytest.mark.slow
def test_a_process_killed_at_any_moment_leaves_the_old_or_the_new_file(path: Path) -> None:
    path.write_bytes(b"a" * SIZE)
    seen = set()
    for number in range(12):
        first = path.read_bytes()[:1]
        with running(SWAP.replace('"ab"', '"ab"' if first == b"a" else '"ba"'), str(path)):
            time.sleep(0.003 * number)
        content = path.read_bytes()
        assert content == content[:1] * SIZE
        seen.add(content[:1])
    assert seen == {b"a", b"b"}


def test_what_a_killed_process_left_is_removed_when_it_is_old(path: Path) -> None:
    left, fresh = (path.with_name(f".a.ttl-{name}.kg") for name in ("left", "fresh"))
    left.write_bytes(b"")
    fresh.write_bytes(b"")
    long_ago = time.time() - LEFT - 60
    os.utime(left, (long_ago, long_ago))
    replace_files({path: (b"old", b"new")})
    assert (left.exists(), fresh.exists()) == (False, True)


def test_two_at_once_one_waits_and_says_so(path: Path) -> None:
    notes: list[str] = []
    with running(HOLD, str(path), "0.5"), locked([path], notes.append):
        pass
    assert notes == [f"another kg writes {path}; waiting for it"]


def test_who_waits_too_long_is_told(path: Path) -> None:
    told = pytest.raises(InputError, match="has been writing")
    with running(HOLD, str(path), "30"), told, locked([path], quiet, patience=0.1):
        pass


def test_a_killed_process_holds_no_lock(path: Path) -> None:
    with running(HOLD, str(path), "30"):
        pass
    notes: list[str] = []
    with locked([path], notes.append, patience=5):
        assert notes == []
