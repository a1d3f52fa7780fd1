"""What the walk chooses from, before it chooses."""

import pytest
from rdflib import URIRef

from kg.errors import InputError, QueryTimeout
from kg.model import ResultForm, Status, Table
from kg.qa.forms import Ask, LogicalForm, Pattern
from kg.qa.ranking import Ranked
from kg.qa.reading import CandidateQuery
from kg.qa.sparql import write_query
from kg.qa.trying import consider
from kg.wiring import Engine

FOUND = Table(ResultForm.SELECT, ("x",), ((URIRef("urn:a"),),))
EMPTY = Table(ResultForm.SELECT, ("x",), ())


def ranked(name: str, score: float) -> Ranked:
    form = LogicalForm(Ask.LIST, (Pattern("x", URIRef(f"urn:{name}"), "y"),), shown=("x",))
    return Ranked(CandidateQuery(form, (), frozenset(), {"link": score}), score)


def run(query: str) -> Table:
    if "urn:slow" in query:
        raise QueryTimeout("The query took longer than 1 s.")
    return EMPTY if "urn:empty" in query else FOUND


@pytest.mark.parametrize("question", ["Which lakes lie in Russia?", "Is Saimaa a lake?", "Which lake is the deepest?"])
def test_the_first_reading_is_the_one_that_is_answered(foreign: Engine, question: str) -> None:
    answer = foreign.ask(question)
    first = foreign.answerer.consider(question).readings[0]
    assert (answer.status, first.sparql, first.confidence) == (Status.ANSWERED, answer.sparql, answer.confidence)


def test_the_first_reading_of_a_declined_question_has_its_confidence(foreign: Engine) -> None:
    question = "Which volcanic lakes lie in Russia?"
    answer, found = foreign.ask(question), foreign.answerer.consider(question)
    assert (answer.status, found.readings[0].confidence) == (Status.DECLINED, answer.confidence)


def test_all_that_a_mention_may_name_is_told(foreign: Engine) -> None:
    named = foreign.answerer.consider("Which lakes lie in Russia?").named
    assert {"russia", "Lake", "liesIn"} <= {str(term).rpartition("#")[2] for term in named}


def test_as_many_readings_are_run_as_are_asked_for(foreign: Engine) -> None:
    assert len(foreign.answerer.consider("Which lakes lie in Russia?", 2).readings) == 2


def test_a_reading_without_rows_falls_behind_one_that_answers() -> None:
    readings = consider([ranked("empty", 1.1), ranked("full", 1.0)], run)
    assert ["full" in reading.sparql for reading in readings] == [True, False]


def test_a_reading_that_cannot_be_run_keeps_its_place() -> None:
    slow, full = ranked("slow", 1.1), ranked("full", 1.0)
    readings = consider([full, slow], run)
    assert [(reading.sparql, reading.table) for reading in readings] == [
        (write_query(slow.candidate.form), None), (write_query(full.candidate.form), FOUND),
    ]  # fmt: skip


def test_an_empty_question_is_refused(foreign: Engine) -> None:
    with pytest.raises(InputError):
        foreign.answerer.consider(" ")
