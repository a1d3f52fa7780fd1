"""Expected against got, over a graph of teas."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kg.check.competency import Outcome, Placed, Verdict, examine, judge, questions_in
from kg.check.tally import failed, summary, tally_json, tally_text
from kg.errors import SyntaxErrorsFound
from kg.graph.questions import CompetencyQuestion
from kg.model import Answer, Evidence, NamedTerm, Status
from kg.stores.runner import EmbeddedRunner
from kg.stores.snapshot import take_snapshot

T = "https://example.org/tea#"
ASSAM, SENCHA = URIRef(T + "assam"), URIRef(T + "sencha")
TEAS = f"<{ASSAM}> a <{T}Tea> ; <{T}colour> 'black' . <{SENCHA}> a <{T}Tea> ; <{T}colour> 'green' ."
ALL = f"SELECT ?tea {{ ?tea a <{T}Tea> }}"


@pytest.fixture(scope="module")
def teas(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Iterator[EmbeddedRunner]:
    path = tmp_path_factory.mktemp("teas") / "teas.ttl"
    path.write_text(TEAS, encoding="utf-8")
    runner = EmbeddedRunner(take_snapshot([str(path)]).quads)
    yield runner
    runner.close()


def asking(query: str, *expected: URIRef, **more: object) -> Placed:
    rows = frozenset((term,) for term in expected)
    return Placed(CompetencyQuestion(URIRef(T + "q"), "Which teas?", query=query, expected=rows, **more), None)


def test_the_expected_rows_pass(teas):
    assert examine(asking(ALL, ASSAM, SENCHA, key="tea"), teas) == Outcome(
        asking(ALL, ASSAM, SENCHA, key="tea").question, Verdict.PASSED
    )


def test_a_row_that_does_not_come_is_lost(teas):
    found = examine(asking(ALL, ASSAM, SENCHA, URIRef(T + "oolong"), key="tea"), teas)

    assert (found.verdict, found.lost, found.gained) == (Verdict.FAILED, ((URIRef(T + "oolong"),),), ())


def test_a_row_that_was_not_expected_is_gained(teas):
    found = examine(asking(ALL, ASSAM, key="tea"), teas)

    assert (found.verdict, found.gained) == (Verdict.FAILED, ((SENCHA,),))


def test_an_open_ended_question_may_gain_rows(teas):
    found = examine(asking(ALL, ASSAM, key="tea", open_ended=True), teas)

    assert (found.verdict, found.gained) == (Verdict.PASSED, ((SENCHA,),))


def test_an_open_ended_question_may_not_lose_rows(teas):
    assert examine(asking(ALL, URIRef(T + "oolong"), key="tea", open_ended=True), teas).verdict is Verdict.FAILED


def test_strictly_an_open_ended_question_is_closed(teas):
    assert examine(asking(ALL, ASSAM, key="tea", open_ended=True), teas, strict=True).verdict is Verdict.FAILED


def test_without_a_key_column_whole_rows_are_compared(teas):
    question = CompetencyQuestion(
        URIRef(T + "q"), "Colours?", query=f"SELECT ?tea ?c {{ ?tea <{T}colour> ?c }}",
        expected=frozenset({(ASSAM, Literal("black")), (SENCHA, Literal("green"))}),
    )  # fmt: skip

    assert examine(Placed(question, None), teas).verdict is Verdict.PASSED


def test_the_rows_of_a_data_block_are_expected_too(teas):
    query = f"PREFIX t: <{T}>\nSELECT ?tea ?c {{ ?tea t:colour ?c }}"
    question = CompetencyQuestion(URIRef(T + "q"), "Colours?", query=query, values='(t:assam "black") (t:sencha "red")')
    found = examine(Placed(question, None), teas)

    assert found.lost == ((SENCHA, Literal("red")),)
    assert found.gained == ((SENCHA, Literal("green")),)
    assert len(found.question.expected) == 2


@pytest.mark.parametrize(("expected", "verdict"), [(True, Verdict.PASSED), (False, Verdict.FAILED)])
def test_a_yes_or_no_is_compared(teas, expected, verdict):
    assert examine(asking(f"ASK {{ <{ASSAM}> a <{T}Tea> }}", boolean=expected), teas).verdict is verdict


def test_a_query_that_cannot_be_run_fails_with_its_error(teas):
    found = examine(asking("SELECT ?tea { ?tea", ASSAM, key="tea"), teas)

    assert found.verdict is Verdict.FAILED
    assert "cannot be run" in found.error


def test_a_key_column_that_is_no_variable_fails_and_says_so(teas):
    assert "?pot" in examine(asking(ALL, ASSAM, key="pot"), teas).error


def test_what_has_to_be_declined_is_not_run(teas):
    assert examine(asking("", why_unanswerable="There are no prices."), teas).verdict is Verdict.UNASKED


def answer(*terms: URIRef | Literal, status: Status = Status.ANSWERED, boolean: bool | None = None) -> Answer:
    rows = tuple((NamedTerm(term, str(term)),) for term in terms)
    return Answer("?", status, "", rows=rows, boolean=boolean)


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (answer(SENCHA, ASSAM), True),
        (answer(SENCHA), False),
        (answer(Literal(2)), True),
        (answer(Literal(3)), False),
        (answer(ASSAM, SENCHA, URIRef(T + "oolong")), False),
        (answer(ASSAM, SENCHA, status=Status.DECLINED), False),
    ],
)
def test_an_engine_is_right_when_it_names_exactly_what_is_expected_or_its_count(given, right):
    assert judge(asking(ALL, ASSAM, SENCHA, key="tea").question, "Which teas?", given).right is right


def test_an_engine_may_name_more_where_a_question_is_open_ended():
    assert judge(asking(ALL, ASSAM, key="tea", open_ended=True).question, "?", answer(ASSAM, SENCHA)).right


@pytest.mark.parametrize(("status", "right"), [(Status.DECLINED, True), (Status.ANSWERED, False)])
def test_an_engine_has_to_decline_what_cannot_be_answered(status, right):
    question = asking("", why_unanswerable="There are no prices.").question

    assert judge(question, "What does it cost?", answer(ASSAM, status=status)).right is right


def test_questions_stand_where_they_are_written(tmp_path):
    path = tmp_path / "questions.ttl"
    path.write_text(
        "@prefix kg: <https://w3id.org/mktit/kg#> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n\n"
        '<urn:q> kg:wording "Is it?" ; sh:ask "ASK {}" .\n',
        encoding="utf-8",
    )
    (placed,) = questions_in([path], {})

    assert placed.position is not None
    assert (placed.position.file, placed.position.line) == (path, 4)


def test_a_file_that_is_not_valid_is_an_error_with_its_line(tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> .\n", encoding="utf-8")

    with pytest.raises(SyntaxErrorsFound, match=r"broken\.ttl:1"):
        questions_in([path], {})


def test_the_text_lists_only_what_did_not_fare_as_expected(teas):
    outcomes = [examine(asking(ALL, ASSAM, SENCHA, key="tea"), teas), examine(asking(ALL, ASSAM, key="tea"), teas)]

    assert tally_text(outcomes, lambda term: str(term).rpartition("#")[2]) == (
        "failed[question] Which teas?\n  gained sencha\n1 of 2 competency questions as expected\n"
    )


def test_a_label_cannot_steer_the_terminal(teas):
    question = CompetencyQuestion(URIRef(T + "q"), "\x1b[2JGone?", query=ALL, key="tea")

    assert "\x1b" not in tally_text([examine(Placed(question, None), teas)], str)


def test_the_json_holds_every_question(teas):
    written = tally_json([examine(asking(ALL, ASSAM, key="tea"), teas)], str)

    assert '"verdict": "failed"' in written
    assert '"gained": [' in written


def test_a_wrong_wording_is_a_failure_of_its_question(teas):
    question = asking(ALL, ASSAM, SENCHA, key="tea")
    outcome = examine(question, teas)
    asked = Outcome(outcome.question, outcome.verdict, asked=(judge(question.question, "Teas?", answer(ASSAM)),))

    assert not failed(outcome)
    assert failed(asked)
    assert summary([asked]) == "1 of 1 competency questions as expected; 0 of 1 wordings answered right"


def test_a_definition_is_right_when_it_is_that_of_the_expected_thing():
    text = NamedTerm(Literal("A black tea."), "A black tea.")
    fact = Evidence((NamedTerm(ASSAM, "Assam"), NamedTerm(URIRef(T + "is"), "is"), text), "…")
    given = Answer("?", Status.ANSWERED, "", rows=((text,),), evidence=(fact,))

    assert judge(asking(ALL, ASSAM, key="tea").question, "What is Assam?", given).right
    assert not judge(asking(ALL, SENCHA, key="tea").question, "What is sencha?", given).right
