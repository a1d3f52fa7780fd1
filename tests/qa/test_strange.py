"""Strange questions end in an answer, a decline or one line, and what is run for them holds nothing of their text.

bench/bench_inputs.py asks ten thousand of them.
"""

import pytest
from rdflib import Literal, URIRef

from kg.errors import InputError
from kg.model import Answer, AnswerMention, NamedTerm, Status
from kg.qa.forms import Ask, Comparison, LogicalForm, Pattern
from kg.qa.sparql import write_query
from kg.settings import Settings
from kg.wiring import Engine
from tests.qa.strange import Judge, json_faults, labels_of, make_judge, place_faults, questions, text_faults

OWN, FOREIGN = 100, 200
Outcome = tuple[str, str, list[str]]
"""A question, how it ended, and what was wrong with that."""


@pytest.fixture(scope="module")
def judge(own_cache: object) -> Judge:
    """A judge over the built-in graph, without a model."""
    return make_judge(Engine.open(settings=Settings(encoder="hashing")).ready())


@pytest.fixture(scope="module", params=["own", "foreign"])
def outcomes(request: pytest.FixtureRequest, judge: Judge, foreign: Engine) -> list[Outcome]:
    """What came of strange questions over the built-in graph and over a small foreign one."""
    chosen, count = (judge, OWN) if request.param == "own" else (make_judge(foreign), FOREIGN)
    return [(question, *chosen.outcome(question)) for question in questions(0, count, labels_of(chosen.engine))]


def test_nothing_is_wrong_with_what_comes_back_for_a_strange_question(outcomes: list[Outcome]) -> None:
    assert [(question, faults) for question, _, faults in outcomes if faults] == []


def test_strange_questions_are_answered_declined_and_refused(outcomes: list[Outcome]) -> None:
    assert {end for _, end, _ in outcomes} >= {"answered", "declined", "refused"}


@pytest.mark.parametrize(
    "question",
    ["a" * 100_000, " " * 100_000 + "lakes", "(" * 999, "what " * 199, "not " * 249, "e\u0301" * 400, "\u0661" * 999],
    ids=lambda question: f"{question[:6]}…",
)
def test_a_huge_question_is_refused_or_read(judge: Judge, question: str) -> None:
    assert judge.outcome(question)[1] == []


def test_a_question_that_is_not_unicode_is_refused(judge: Judge) -> None:
    with pytest.raises(InputError, match="not Unicode"):
        judge.engine.ask("which channels need \ud800?")


@pytest.mark.parametrize(
    "text", ['a"b', "a\\b", "a\nb", "} UNION { ?s ?p ?o", "<urn:x>", "\u202e\x00", '"""', "\\u0022", "?x ;"]
)
def test_a_value_stands_in_a_query_as_a_quoted_literal(judge: Judge, text: str) -> None:
    pattern = Pattern("x", URIRef("https://w3id.org/mktit/ns#requires"), "y")
    comparisons = (Comparison("y", "contains", Literal(text)), Comparison("y", "=", Literal(text, lang="en")))
    query = write_query(LogicalForm(Ask.LIST, (pattern,), comparisons=comparisons, shown=("x",)))
    assert judge.query_faults(query) == []


# what the judge would find


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x WHERE { ?x mk:requires evil }",
        "SELECT ?x WHERE { ?x mk:requires ?y } # evil",
        "SELECT ?x WHERE { ?x mk:requires <urn:evil> }",
        "SELECT ?x WHERE { ?x mk:requires id:evil }",
        "SELECT ?x WHERE { ?x mk:requires 'evil' }",
        "PREFIX evil: <urn:x> SELECT ?x WHERE { ?x mk:requires ?y }",
        "SELECT ?x WHERE { SERVICE <urn:x> { ?x ?p ?y } }",
    ],
)
def test_text_that_is_no_literal_is_a_fault(judge: Judge, query: str) -> None:
    declared = "PREFIX mk: <https://w3id.org/mktit/ns#>\nPREFIX id: <https://w3id.org/mktit/id/>\n"
    assert judge.query_faults(declared + query)


def answer(text: str = "", mentions: tuple[AnswerMention, ...] = (), confidence: float = 1.0) -> Answer:
    return Answer("a  b", Status.ANSWERED, text, mentions=mentions, confidence=confidence)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[x](http://e.org)", "\x1b[31m", "\u202e"])
def test_markup_and_what_cannot_be_seen_are_faults(text: str) -> None:
    assert text_faults(answer(text))


def test_a_number_that_json_has_not_is_a_fault() -> None:
    assert json_faults(answer(confidence=float("nan")))


def test_a_mention_that_is_elsewhere_is_a_fault() -> None:
    thing = NamedTerm(URIRef("urn:x"), "")
    assert place_faults("a  b", answer(mentions=(AnswerMention("a b", 0, 4, thing, 1.0),))) == []
    assert place_faults("a  b", answer(mentions=(AnswerMention("a b", 0, 3, thing, 1.0),)))
