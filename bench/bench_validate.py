"""How long `kg validate` takes over the built-in graph, from cold: a process each time, no cache but Python's bytecode.

    python bench/bench_validate.py

Beside it, in the same run: plain pySHACL over the same files, and a start that imports and does no more. The CPU time
is the one to compare on a busy machine. Where Python may not write bytecode (PYTHONDONTWRITEBYTECODE), each start
compiles every module, so both ways are measured.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RUNS = 5
ROOT = Path(__file__).parents[1]
PLAIN = """
from pathlib import Path
from pyshacl import validate
from rdflib import Graph
from kg.check.files import find_sources
from kg.shipped import built_in_places, built_in_shapes
def graph(places):
    found = Graph()
    for source in find_sources([Path(place) for place in places]):
        found.parse(source.path)
    return found
validate(graph(built_in_places()), shacl_graph=graph([built_in_shapes()]), inference="none")
"""
COMMANDS = {
    "kg validate": "import sys; sys.argv = ['kg', 'validate']; from kg.cli.main import main; main()",
    "plain pySHACL": PLAIN,
    "imports alone": "import kg.cli.main, kg.cli.validate",
}


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one process: on the clock, and of the processor (user and system)."""

    wall: float
    cpu: float


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        print_table("bytecode kept", {**kept, "PYTHONPYCACHEPREFIX": folder})
    print_table("bytecode not kept", {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": os.devnull})


def print_table(title: str, environment: Mapping[str, str]) -> None:
    """The medians for each command, which take turns so that all meet the same machine."""
    for code in COMMANDS.values():
        run(code, environment)
    timings = [{name: run(code, environment) for name, code in COMMANDS.items()} for _ in range(RUNS)]
    print(f"{title:20}    wall     CPU  (median of {RUNS}, seconds)")
    for name in COMMANDS:
        wall = statistics.median(timing[name].wall for timing in timings)
        cpu = statistics.median(timing[name].cpu for timing in timings)
        print(f"{name:20}  {wall:6.2f}  {cpu:6.2f}")


def run(code: str, environment: Mapping[str, str]) -> Timing:
    """Runs Python code as a process of its own; an exit status of 1 means findings, which is no failure."""
    before, started = cpu_of_children(), time.perf_counter()
    finished = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False
    )
    wall = time.perf_counter() - started
    if finished.returncode > 1:
        sys.exit(f"exit status {finished.returncode}")
    return Timing(wall, cpu_of_children() - before)


def cpu_of_children() -> float:
    """User and system seconds of all processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
