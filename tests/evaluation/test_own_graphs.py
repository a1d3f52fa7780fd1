"""Benchmark graphs of our own: every question has an answer, and no answer hangs on chance."""

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.own.gold import Line, load, read, run
from bench.own.make import GRAPHS, HERE, graph_of, make
from kg.evaluation.benchmark import read_benchmarks

MANY = 70
"""A longer answer is not what a person asks for."""
RANKED = re.compile(r"^(?P<head>.*) ORDER BY (?P<key>.*?)(?: OFFSET (?P<skipped>\d+))? LIMIT (?P<kept>\d+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Made:
    """A folder that was made, and what is in it."""

    name: str
    folder: Path
    store: ox.Store
    questions: list[Line]


@pytest.fixture(scope="module", params=sorted(GRAPHS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("own") / request.param
    make(request.param, folder.parent)
    store = load(folder / "ontology.ttl", folder / "graph.ttl")
    return Made(request.param, folder, store, read(folder / "questions.jsonl"))


def neighbours(store: ox.Store, query: str) -> list[tuple[str | None, str | None]]:
    """The order keys before and after each place at which a ranked answer is cut off."""
    ranked = RANKED.match(query)
    if ranked is None:
        return []
    key = re.sub(r"^(?:DESC|ASC)\((.*)\)$", r"\1", ranked["key"])
    head = re.sub(r"SELECT (DISTINCT )?", rf"\g<0>({key} AS ?rank) ", ranked["head"], count=1)
    keys = [row[0] for row in run(store, f"{head} ORDER BY {ranked['key']}")[1]]
    first = int(ranked["skipped"] or 0)
    cuts = [cut for cut in (first, first + int(ranked["kept"])) if 0 < cut < len(keys)]
    return [(keys[cut - 1], keys[cut]) for cut in cuts]


def test_every_question_has_an_answer(made: Made) -> None:
    assert [line["id"] for line in made.questions if not line["answers"] or None in line["answers"][0]] == []


def test_every_accepted_answer_says_something(made: Made) -> None:
    assert [line["id"] for line in made.questions for rows in line.get("alt_answers", ()) if not rows] == []


def test_no_answer_is_longer_than_a_person_would_read(made: Made) -> None:
    assert [line["id"] for line in made.questions if len(line["answers"]) > MANY] == []


def test_no_answer_names_a_row_twice(made: Made) -> None:
    repeated = [line["id"] for line in made.questions if len({*map(tuple, line["answers"])}) < len(line["answers"])]
    assert repeated == []


def test_no_ranked_answer_is_cut_off_within_a_tie(made: Made) -> None:
    cuts = {line["id"]: neighbours(made.store, line["sparql"]) for line in made.questions}
    assert [name for name, keys in cuts.items() if any(before == after for before, after in keys)] == []


def test_a_tie_would_be_found(made: Made) -> None:
    query = "SELECT ?s WHERE { ?s a ?kind } ORDER BY DESC(STRLEN(STR(?kind))) LIMIT 3"
    assert [before == after for before, after in neighbours(made.store, query)] == [True]


def test_yes_and_no_are_both_asked_for(made: Made) -> None:
    said = {line["answers"][0][0] for line in made.questions if line["ask"]}
    assert said == {"true", "false"}


def test_no_two_questions_are_alike(made: Made) -> None:
    asked = [line["question"].lower() for line in made.questions + read(made.folder / "unanswerable.jsonl")]
    assert len(asked) == len({*asked})


def test_half_of_the_questions_are_held_out(made: Made) -> None:
    held = sum(line["split"] == "held" for line in made.questions)
    assert 2 * held == len(made.questions)


def test_at_least_a_tenth_as_many_questions_cannot_be_answered(made: Made) -> None:
    assert 10 * len(read(made.folder / "unanswerable.jsonl")) >= len(made.questions)


def test_kg_eval_reads_what_was_made(made: Made) -> None:
    assert [len(each.questions) for each in read_benchmarks(made.folder)] == [len(made.questions)]


def test_a_graph_is_the_same_each_time(made: Made) -> None:
    assert graph_of(made.name)[0] == (made.folder / "graph.ttl").read_bytes()


def test_every_property_of_the_graph_is_declared(made: Made) -> None:
    query = "SELECT DISTINCT ?p WHERE { ?s ?p ?o FILTER NOT EXISTS { ?p a ?kind } }"
    borrowed = ("http://www.w3.org/",)
    used = [row[0] for row in run(made.store, query)[1]]
    assert [name for name in used if name is not None and not name.startswith(borrowed)] == []


def test_answers_are_not_stored_beside_the_questions() -> None:
    kept = [line for name in GRAPHS for line in read(HERE / name / "questions.jsonl")]
    assert [line["id"] for line in kept if "answers" in line] == []


def test_the_halves_are_written_apart(tmp_path: Path) -> None:
    for split in ("work", "held"):
        make("games", tmp_path / split, split)
    work, held = (read(tmp_path / split / "games" / "questions.jsonl") for split in ("work", "held"))
    kept = [line["id"] for line in read(HERE / "games" / "questions.jsonl")]
    assert sorted(line["id"] for line in work + held) == kept
