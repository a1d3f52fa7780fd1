"""Raises the floors in tests/evaluation/floors.json to what is measured now; never lowers one.

    [KG_BENCH=FOLDER] python bench/raise_floors.py

The floors of foreign benchmarks are left as they are without KG_BENCH.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.wiring import Engine
from tests.evaluation.floors import FLOORS, Tally, read_floors
from tests.evaluation.measuring import FOREIGN, OWN, bench_folder


def main() -> None:
    """Measure, print, and write what has risen."""
    engine, folder = Engine.open(("built-in",)).ready(), bench_folder()
    measured = {name: measure(engine) for name, measure in OWN.items()}
    if folder is not None:
        measured |= {name: measure(folder) for name, measure in FOREIGN.items()}
    before = read_floors() if FLOORS.exists() else {}
    after = raised(before, measured)
    for name, found in sorted(measured.items()):
        print(
            f"{name:12} {found.right:4} of {found.of:4} right; floor {_told(before.get(name))} -> {_told(after[name])}"
        )
    FLOORS.write_text(as_json(after), encoding="utf-8")


def raised(floors: Mapping[str, Tally], measured: Mapping[str, Tally]) -> dict[str, Tally]:
    """The floors, each replaced where a larger share was measured."""
    higher = {name: found for name, found in measured.items() if name not in floors or found.share > floors[name].share}
    return {**floors, **higher}


def as_json(floors: Mapping[str, Tally]) -> str:
    """The floors as their file holds them, sorted by name."""
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(asdict(found))}" for name, found in sorted(floors.items()))
    return f"{{\n{lines}\n}}\n"


def _told(floor: Tally | None) -> str:
    return "none" if floor is None else f"{floor.share:.3f}"


if __name__ == "__main__":
    main()
