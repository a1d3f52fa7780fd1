"""Competency questions as a benchmark: every wording is asked, and judged by the question's own rules."""

from pathlib import Path

import pytest
from rdflib import URIRef

from kg.errors import InputError
from kg.evaluation.benchmark import Benchmark, Gold
from kg.evaluation.competency import read_competency
from kg.evaluation.judging import judge
from kg.model import Answer, Considered, NamedTerm, Reason, ResultForm, Status, Table
from kg.protocols import QueryRunner
from kg.wiring import Engine
from tests.evaluation.worlds import LAKE, QUESTIONS


@pytest.fixture
def runner(foreign: Engine) -> QueryRunner:
    return foreign.runner


@pytest.fixture
def benchmark(tmp_path: Path, runner: QueryRunner) -> Benchmark:
    path = tmp_path / "questions.ttl"
    path.write_text(QUESTIONS, encoding="utf-8")
    return read_competency(path, ("lakes.ttl",), runner)


def named(benchmark: Benchmark, wording: str) -> Gold:
    return next(gold for gold in benchmark.questions if gold.question == wording)


def answer(*things: str) -> Answer:
    return Answer("?", Status.ANSWERED, "", rows=tuple((NamedTerm(URIRef(LAKE + thing), ""),) for thing in things))


DECLINED = Answer("?", Status.DECLINED, "", reason=Reason.OUT_OF_SCOPE, confidence=0.2)


def test_every_wording_is_a_question(benchmark: Benchmark) -> None:
    assert sorted(gold.question for gold in benchmark.questions) == [
        "How warm is Saimaa?", "Which lakes does Finland have?", "Which lakes lie in Finland?",
    ]  # fmt: skip


def test_an_id_stays_when_another_wording_comes(tmp_path: Path, benchmark: Benchmark, runner: QueryRunner) -> None:
    path = tmp_path / "more.ttl"
    path.write_text(QUESTIONS.replace("kg:wording", 'kg:wording "A Finnish lake?", ', 1), encoding="utf-8")
    more = {gold.question: gold.id for gold in read_competency(path, (), runner).questions}
    assert {gold.question: gold.id for gold in benchmark.questions}.items() <= more.items()
    assert len(set(more.values())) == len(more)


def test_an_answer_is_right_by_the_rules_of_its_question(benchmark: Benchmark) -> None:
    gold = named(benchmark, "Which lakes lie in Finland?")
    assert judge(gold, answer("saimaa"), {}).score.exact == 1.0
    assert judge(gold, answer("saimaa", "ladoga"), {}).score.exact == 0.0


def test_a_decline_is_right_where_nothing_can_be_answered(benchmark: Benchmark) -> None:
    gold = named(benchmark, "How warm is Saimaa?")
    assert judge(gold, DECLINED, {}).score.exact == 1.0
    assert judge(gold, answer("saimaa"), {}).score.exact == 0.0


def test_no_reading_is_right_where_nothing_can_be_answered(benchmark: Benchmark) -> None:
    found = judge(named(benchmark, "How warm is Saimaa?"), DECLINED, {}, [reading("saimaa")])
    assert found.held == (0.2, False)


def test_a_declined_question_is_held_to_the_reading_that_was_held_back(benchmark: Benchmark) -> None:
    gold = named(benchmark, "Which lakes lie in Finland?")
    found = judge(gold, DECLINED, {}, [reading("saimaa"), reading("ladoga")])
    assert (found.score.exact, found.held) == (0.0, (0.2, True))


def test_a_folder_without_a_question_is_refused(tmp_path: Path, runner: QueryRunner) -> None:
    (tmp_path / "data.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(InputError, match="no competency question"):
        read_competency(tmp_path, (), runner)


def reading(thing: str) -> Considered:
    return Considered("SELECT", 0.2, Table(ResultForm.SELECT, ("x",), ((URIRef(LAKE + thing),),)))
