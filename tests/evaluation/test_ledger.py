"""The ledger: which step lost a question, and what differs between two ledgers."""

import json
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kg.errors import InputError
from kg.evaluation.benchmark import Gold
from kg.evaluation.judging import judge
from kg.evaluation.ledger import Ledger, Loss, Step, compare, counts, ledger_json, loss, make_ledger, read_ledger
from kg.graph.questions import CompetencyQuestion
from kg.model import Answer, Consideration, Considered, NamedTerm, ResultForm, Status, Table

LAKE = "https://example.org/lakes#"
QUERY = f"SELECT ?x {{ ?x <{LAKE}liesIn> <{LAKE}finland> }}"
GOLD = Gold("1", "lakes in Finland", (((LAKE + "saimaa",),),), query=QUERY)
RIGHT, WRONG = LAKE + "saimaa", LAKE + "ladoga"


def table(*things: str, truncated: bool = False) -> Table:
    return Table(ResultForm.SELECT, ("x",), tuple((URIRef(thing),) for thing in things), truncated=truncated)


def reading(*things: str, truncated: bool = False) -> Considered:
    return Considered(QUERY, 0.6, table(*things, truncated=truncated))


def answered(*things: str) -> Answer:
    rows = tuple((NamedTerm(URIRef(thing), ""),) for thing in things)
    return Answer("lakes in Finland", Status.ANSWERED, "", rows=rows, confidence=0.6)


DECLINED = Answer("lakes in Finland", Status.DECLINED, "", confidence=0.3)
AMBIGUOUS = Answer("lakes in Finland", Status.AMBIGUOUS, "", confidence=0.6)
FAILED = Considered(QUERY, 0.6, None)


def lost(answer: Answer, *readings: Considered, gold: Gold = GOLD, named: frozenset[URIRef] = frozenset()) -> Loss:
    return loss("lakes", judge(gold, answer, {}, readings), Consideration(named, readings), {})


def test_a_right_reading_that_is_not_the_likeliest_was_lost_in_ranking() -> None:
    found = lost(answered(WRONG), reading(WRONG), reading(WRONG), reading(RIGHT))
    assert (found.step, found.rank) == (Step.RANK, 3)


def test_no_right_reading_of_right_mentions_was_lost_among_the_candidates() -> None:
    found = lost(answered(WRONG), reading(WRONG))
    assert (found.step, found.rank, found.missing) == (Step.CANDIDATE, None, ())


def test_a_thing_that_is_named_by_a_mention_is_not_missing() -> None:
    other = Considered("SELECT ?x { ?x a ?y }", 0.6, table(WRONG))
    assert lost(answered(WRONG), other, named=frozenset({URIRef(LAKE + "finland")})).step is Step.CANDIDATE


def test_a_thing_of_the_gold_that_nothing_names_was_lost_at_the_mentions() -> None:
    found = lost(answered(WRONG), Considered("SELECT ?x { ?x a ?y }", 0.6, table(WRONG)))
    assert (found.step, found.missing) == (Step.MENTION, (LAKE + "finland",))


def test_a_value_of_the_gold_is_found_however_it_is_written() -> None:
    gold = Gold("1", "?", GOLD.accepted, query='SELECT ?x { ?x <urn:depth> "82.0" }')
    found = lost(answered(WRONG), reading(WRONG), gold=gold, named=frozenset({Literal(82)}))  # type: ignore[arg-type]
    assert found.step is Step.CANDIDATE


def test_without_a_gold_query_the_mentions_are_not_blamed() -> None:
    gold = Gold("1", "?", GOLD.accepted)
    assert lost(answered(WRONG), Considered("SELECT ?x { ?x a ?y }", 0.6, table(WRONG)), gold=gold).missing == ()


@pytest.mark.parametrize("first", [FAILED, reading(WRONG, truncated=True)])
def test_a_likeliest_reading_that_could_not_be_run_to_its_end_was_lost_in_execution(first: Considered) -> None:
    assert lost(answered(WRONG), first, reading(RIGHT)).step is Step.EXECUTION


@pytest.mark.parametrize("answer", [DECLINED, AMBIGUOUS])
def test_a_right_reading_that_was_held_back_was_lost_by_declining(answer: Answer) -> None:
    assert lost(answer, reading(RIGHT), reading(WRONG)).step is Step.DECLINE


def test_an_answer_to_what_cannot_be_answered_was_lost_by_declining() -> None:
    gold = Gold("1", "?", (), competency=CompetencyQuestion(URIRef("urn:q"), "?", ("?",), why_unanswerable="."))
    assert lost(answered(RIGHT), reading(RIGHT), gold=gold).step is Step.DECLINE


def test_a_question_without_any_reading_was_lost_before_ranking() -> None:
    assert lost(DECLINED).step is Step.MENTION


def losses(*ids: str) -> list[Loss]:
    return [Loss("lakes", id_, f"question {id_}", Step.RANK) for id_ in ids]


def test_only_what_both_ledgers_asked_is_compared() -> None:
    before = make_ledger({"lakes": "abc"}, losses("a", "b"))
    now = make_ledger({"lakes": "abd"}, losses("b", "d"))
    found = compare(now, before)
    assert ([each.id for each in found.lost], [each.id for each in found.won]) == ([], ["a"])


def test_what_was_right_before_is_newly_lost() -> None:
    found = compare(make_ledger({"lakes": "abc"}, losses("c")), make_ledger({"lakes": "abc"}, losses("a")))
    assert ([each.id for each in found.lost], [each.id for each in found.won]) == (["c"], ["a"])


def test_losses_are_counted_for_each_step() -> None:
    assert counts(make_ledger({"lakes": "abc"}, losses("a", "c")))["lakes"] == {Step.RANK: 2}


def test_a_ledger_is_written_in_one_order_and_read_as_it_was(tmp_path: Path) -> None:
    ledger = make_ledger({"lakes": "cba"}, [*losses("c", "a"), Loss("alps", "1", "?", Step.MENTION, 2, ("urn:x",))])
    path = tmp_path / "ledger.json"
    path.write_text(ledger_json(ledger), encoding="utf-8")
    assert read_ledger(path) == ledger
    assert [each["id"] for each in json.loads(path.read_text(encoding="utf-8"))["lost"]] == ["1", "a", "c"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"asked": {}, "lost": [{"id": 1}]}', '{"asked": [], "lost": []}'])
def test_another_file_is_no_ledger(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is not a ledger"):
        read_ledger(path)


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_ledger(tmp_path / "none.json")


def test_an_empty_ledger_compares_with_nothing() -> None:
    assert compare(Ledger({}, ()), make_ledger({"lakes": "a"}, losses("a"))).lost == ()
