"""The first question that anybody asks, held to the letter; and the first declines."""

from pathlib import Path

import pytest

from kg.answer_json import to_json
from kg.model import Answer, Reason, Status
from kg.rdf import ID
from kg.shipped import shipped_root
from kg.wiring import Engine

QUESTION = "what IT does SMS marketing need?"
MUST = {
    "consent-record-store", "opt-out-mechanism", "sms-gateway", "mobile-network-operator",
    "short-message-service-centre", "messaging-sender-identity", "sender-registration", "mobile-communication-service",
    "suppression-list", "api-integration",
}  # fmt: skip
ROOT = {
    "it-infrastructure", "digital-network", "data-processing", "cybersecurity-measures", "user-privacy-protection",
    "privacy-compliance",
}  # fmt: skip


@pytest.fixture(scope="module")
def answer(engine: Engine) -> Answer:
    return engine.ask(QUESTION)


def test_sms_needs_its_own_musts_and_those_of_all_digital_marketing(answer: Answer) -> None:
    named = {str(cell.term).removeprefix(ID) for (cell,) in answer.rows if cell}
    assert answer.status is Status.ANSWERED
    assert named >= MUST
    assert named <= MUST | ROOT


def test_every_row_is_proved_by_a_fact_with_a_source(answer: Answer) -> None:
    for (cell,) in answer.rows:
        assert cell is not None
        facts = [item for item in answer.evidence if item.triple[2].term == cell.term]
        assert facts
        assert all(item.source and item.source.label and item.strength == "must" and item.reason for item in facts)


def test_every_fact_stands_in_a_file_at_the_line_of_its_statement(answer: Answer) -> None:
    for item in answer.evidence:
        assert item.position is not None
        path = shipped_root() / item.position.file
        line = path.read_text(encoding="utf-8").splitlines()[item.position.line - 1]
        assert Path(item.position.file).parts[0] == "data"
        assert line.startswith("id:req-")


def test_the_answer_is_grouped_by_pillar_with_what_is_inherited_last(answer: Answer) -> None:
    text = answer.text
    assert text.index("**Communication channels and platforms**") < text.index("**Security and privacy**")
    assert text.index("**SMS gateway**") < text.index("**Mobile communication service**")
    assert "only United States, 10-digit long codes" in text


def test_the_answer_has_every_key_of_the_contract(answer: Answer) -> None:
    found = to_json(answer)
    keys = {
        "question", "status", "text", "reading", "sparql", "variables", "rows", "boolean", "evidence", "confidence",
        "mentions", "alternatives", "reason", "nearest", "model", "graph", "truncated", "elapsed_ms", "schema_version",
    }  # fmt: skip
    assert keys <= set(found)
    assert found["variables"] == ["component"]
    assert found["mentions"][1]["surface"] == QUESTION[found["mentions"][1]["start"] : found["mentions"][1]["end"]]
    assert found["graph"].startswith("sha256:")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What is the capital of France?", Reason.OUT_OF_SCOPE),
        ("Which IT does fax marketing need?", Reason.UNKNOWN_TERM),
        ("Write me a poem about newsletters", Reason.OUT_OF_SCOPE),
    ],
)
def test_what_the_graph_does_not_hold_is_declined_with_a_reason(engine: Engine, question: str, reason: Reason) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.reason, answer.rows) == (Status.DECLINED, reason, ())


def test_an_unknown_channel_is_declined_with_the_nearest_known_ones(engine: Engine) -> None:
    nearest = {thing.label for thing in engine.ask("Which IT does fax marketing need?").nearest}
    assert nearest & {"Email marketing", "SMS marketing", "MMS marketing"}


def test_laws_are_shown_with_what_must_be_said_of_them(engine: Engine) -> None:
    answer = engine.ask("Which laws apply to SMS marketing in the United States?")
    assert answer.notices
    assert "Not legal advice" in answer.text


def test_every_question_that_is_suggested_is_answered(engine: Engine) -> None:
    suggestions = engine.suggestions()
    assert len(suggestions) >= 5
    assert {engine.ask(question).status for question in suggestions} == {Status.ANSWERED}
