"""Each competency question's query gives exactly the expected answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from kg.check.competency import Placed, Verdict, examine, questions_in
from kg.graph.marks import properties_by_mark
from kg.protocols import QueryRunner
from kg.rdf import KG, MK, RDFS
from kg.settings import Settings
from kg.shipped import BUILT_IN, built_in_questions
from kg.wiring import open_runner, snapshot

MODULE = Graph().parse(Path(__file__).parents[2] / "ontology" / "modules" / "questions.ttl")
MARKED = {
    str(mark).removeprefix(str(KG)): frozenset({prop}) for prop, mark in MODULE.subject_objects(RDFS.subPropertyOf)
}
QUESTIONS = questions_in([built_in_questions()], MARKED)
ANSWERABLE = [placed for placed in QUESTIONS if placed.question.query]


def name(placed: Placed) -> str:
    return str(placed.question.iri).rpartition("/question-")[2]


@pytest.fixture(scope="module")
def runner(own_cache: Path) -> Iterator[QueryRunner]:
    settings = Settings((BUILT_IN,))
    opened = open_runner(snapshot(settings), settings)
    yield opened
    opened.close()


def test_the_marks_of_the_module_are_those_of_the_graph(runner):
    known = properties_by_mark(runner)

    assert {mark: known[mark] for mark in MARKED} == MARKED


@pytest.mark.parametrize("placed", ANSWERABLE, ids=name)
def test_a_question_is_answered_exactly_as_expected(runner, placed):
    outcome = examine(placed, runner, strict=True)

    assert (outcome.error, outcome.lost, outcome.gained, outcome.verdict) == ("", (), (), Verdict.PASSED)


def test_there_are_questions_of_every_kind():
    kinds = {placed.question.kind for placed in QUESTIONS}

    assert len(ANSWERABLE) >= 124
    assert len(kinds) >= 30


def test_there_are_questions_to_decline():
    assert sum(not placed.question.query for placed in QUESTIONS) >= 16


def test_there_are_good_questions_for_newcomers():
    graph = Graph()
    for path in sorted(built_in_questions().glob("*.ttl")):
        graph.parse(path)

    assert len(set(graph.subjects(MK.suggested))) == 6


def test_no_wording_asks_two_questions():
    wordings = [text.casefold() for placed in QUESTIONS for text in placed.question.wordings]

    assert len(wordings) == len(set(wordings))
