"""Competency questions as a benchmark: every wording is a question, right by the rules of `kg test --ask`."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.check.competency import examine, questions_in
from kg.errors import InputError
from kg.evaluation.benchmark import Benchmark, Gold
from kg.graph.marks import properties_by_mark
from kg.graph.questions import CompetencyQuestion
from kg.protocols import QueryRunner
from kg.rdf import local_name


def read_competency(path: Path, places: tuple[str, ...], runner: QueryRunner) -> Benchmark:
    """The competency questions in a file or folder of Turtle, asked of a graph; raises InputError without one."""
    found = questions_in([path], properties_by_mark(runner))
    asked = tuple(gold for placed in found for gold in _wordings(examine(placed, runner).question))
    if not asked:
        raise InputError(f"{path} holds no competency question.", "Name a folder or file of Turtle that does.")
    return Benchmark(path.name, places, asked)


def _wordings(question: CompetencyQuestion) -> Iterable[Gold]:
    name = local_name(str(question.iri))
    for wording in question.wordings:
        kinds = (question.kind or "question",)
        yield Gold(
            _id(name, wording, question.label), wording, (), kinds, query=question.query, competency=question
        )  # fmt: skip


def _id(name: str, wording: str, label: str) -> str:
    """An id that stays when other wordings come or go."""
    return name if wording == label else f"{name}~{hashlib.sha256(wording.encode()).hexdigest()[:6]}"
