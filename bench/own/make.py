"""Makes benchmark folders of our own: graphs, ontologies, and questions with the answers of their gold queries.

    python bench/own/make.py FOLDER [NAME…] [--split work|held|all]

Writes FOLDER/NAME for each graph, which `kg eval` reads. Questions that are worked on and those that are held out are
kept apart; `all` has both.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from bench.own.gold import Line, answered, load, read
from bench.own.graphs import corporate, games, geography, insurance
from bench.own.terms import as_turtle

GRAPHS = {"corporate": corporate, "games": games, "geography": geography, "insurance": insurance}
SPLITS = ("work", "held", "all")


def main() -> None:
    """Make the folders that the command line asks for."""
    parser = _arguments()
    asked = parser.parse_args()
    unknown = sorted({*asked.names} - {*GRAPHS})
    if unknown:
        parser.error(f"There is no graph {unknown[0]}; there are {', '.join(sorted(GRAPHS))}.")
    for name in asked.names or sorted(GRAPHS):
        print(make(name, asked.folder, asked.split))


def make(name: str, folder: Path, split: str = "all") -> str:
    """Write the folder of one graph; gives a line that says what is in it."""
    made = folder / name
    made.mkdir(parents=True, exist_ok=True)
    turtle, prefixes = graph_of(name)
    (made / "graph.ttl").write_bytes(turtle)
    shutil.copyfile(HERE / name / "ontology.ttl", made / "ontology.ttl")
    store = load(made / "ontology.ttl", made / "graph.ttl")
    questions = [answered(line, store, prefixes) for line in _of(split, read(HERE / name / "questions.jsonl"))]
    refused = _of(split, read(HERE / name / "unanswerable.jsonl"))
    _write(made / "questions.jsonl", questions)
    _write(made / "unanswerable.jsonl", refused)
    return f"{made}: {len(store)} triples, {len(questions)} questions, {len(refused)} unanswerable"


def graph_of(name: str) -> tuple[bytes, Mapping[str, str]]:
    """The Turtle of a graph, and its prefixes."""
    module = GRAPHS[name]
    return as_turtle(module.build(), module.NAMES.prefixes), module.NAMES.prefixes


def _of(split: str, lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if split in ("all", line["split"])]


def _write(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Make benchmark folders of our own.")
    parser.add_argument("folder", type=Path, help="where to write them")
    parser.add_argument("names", nargs="*", help="which graphs; all of them by default")
    parser.add_argument("--split", choices=SPLITS, default="all", help="which half of the questions")
    return parser


if __name__ == "__main__":
    main()
