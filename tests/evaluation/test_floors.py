"""The share of right answers of each benchmark does not fall below its floor; bench/raise_floors.py raises them."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from kg.wiring import Engine
from tests.evaluation.floors import Tally, read_floors
from tests.evaluation.measuring import FOREIGN, OWN, bench_folder, measure_competency


@pytest.fixture(scope="module")
def raising() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "raise_floors.py"
    spec = importlib.util.spec_from_file_location("raise_floors", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_benchmark_has_a_floor() -> None:
    assert set(read_floors()) == {*OWN, *FOREIGN}


@pytest.mark.slow
def test_answers_to_competency_questions_keep_above_their_floor(engine: Engine) -> None:
    assert measure_competency(engine).share >= read_floors()["competency"].share


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_answers_over_foreign_graphs_keep_above_their_floor(name: str) -> None:
    folder = bench_folder()
    if folder is None:
        pytest.skip("KG_BENCH names no folder with the foreign benchmarks")
    assert FOREIGN[name](folder).share >= read_floors()[name].share


@pytest.mark.parametrize(
    ("old", "measured", "kept"),
    [
        (Tally(3, 4), Tally(4, 4), Tally(4, 4)),
        (Tally(3, 4), Tally(2, 4), Tally(3, 4)),
        (Tally(3, 4), Tally(7, 8), Tally(7, 8)),
        (Tally(3, 4), Tally(5, 8), Tally(3, 4)),
        (None, Tally(1, 4), Tally(1, 4)),
    ],
)
def test_a_floor_only_rises(raising: ModuleType, old: Tally | None, measured: Tally, kept: Tally) -> None:
    floors = {} if old is None else {"one": old}
    assert raising.raised(floors, {"one": measured}) == {"one": kept}


def test_what_was_not_measured_keeps_its_floor(raising: ModuleType) -> None:
    assert raising.raised({"one": Tally(1, 2)}, {}) == {"one": Tally(1, 2)}


def test_floors_are_written_as_they_are_read(raising: ModuleType) -> None:
    assert json.loads(raising.as_json({"b": Tally(1, 2), "a": Tally(3, 4)})) == {
        "a": {"right": 3, "of": 4}, "b": {"right": 1, "of": 2},
    }  # fmt: skip
