"""What the built wheel carries."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def names(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        yield archive.namelist()


@pytest.mark.parametrize("folder", ["app", "data", "ontology"])
def test_the_wheel_carries_all_that_git_tracks_of(folder: str, names: list[str], root: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=root, check=True, capture_output=True, text=True)
    tracked = {f"kg/_shipped/{name}" for name in listed.stdout.split("\0") if name and (root / name).is_file()}
    assert tracked
    assert tracked - set(names) == set()


def test_the_wheel_has_one_top_level_name(names: list[str]) -> None:
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"kg"}


def test_the_wheel_carries_nothing_that_is_built(names: list[str]) -> None:
    built = ("kg/_shipped/data/build/", "__pycache__", ".pyc")
    assert [name for name in names if any(part in name for part in built)] == []


def test_the_wheel_carries_the_licence(names: list[str]) -> None:
    assert [name for name in names if name.endswith("licenses/LICENSE")]
