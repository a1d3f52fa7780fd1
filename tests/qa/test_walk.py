"""The walk of a question over a graph of another domain, without a model."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import KgError
from kg.model import Answer, Reason, Status
from kg.wiring import Engine


def labels(answer: Answer) -> list[str]:
    return [cell.label for row in answer.rows for cell in row if cell is not None]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which lakes lie in Russia?", ["Lake Ladoga", "Lake Onega"]),
        ("lakes in Finland", ["Saimaa"]),
        ("Which rivers feed Lake Ladoga?", ["Svir", "Vuoksi"]),
        ("Which lake is fed by the Svir?", ["Lake Ladoga"]),
        ("What is the depth of Lake Onega?", ["127"]),
        ("Saimaa's depth", ["82"]),
        ("How many lakes lie in Russia?", ["2"]),
        ("How many lakes are there?", ["3"]),
        ("Which lakes lie in Rusia?", ["Lake Ladoga", "Lake Onega"]),
        ("Which lake has the largest depth?", ["Lake Ladoga"]),
        ("Which lakes are not in Russia?", ["Saimaa"]),
        ("What is Lake Ladoga?", ["The largest lake of Europe."]),
        ("show the depth of all lakes", ["127", "230", "82"]),
    ],
)
def test_a_foreign_graph_is_asked_untouched(foreign: Engine, question: str, expected: list[str]) -> None:
    answer = foreign.ask(question)
    assert (answer.status, sorted(labels(answer))) == (Status.ANSWERED, sorted(expected))


@pytest.mark.parametrize(
    ("question", "boolean"),
    [
        ("Does the Svir feed Lake Ladoga?", True),
        ("Does the Svir feed Saimaa?", False),
        ("Is Saimaa a lake?", True),
        ("Is Saimaa a river?", False),
    ],
)
def test_a_yes_or_no_question_gets_one(foreign: Engine, question: str, boolean: bool) -> None:
    assert foreign.ask(question).boolean is boolean


def test_a_statement_gives_reason_strength_and_source(foreign: Engine) -> None:
    (fact,) = [f for f in foreign.ask("Which rivers feed Lake Ladoga?").evidence if "Svir" in f.text]
    assert fact.reason == "Its water was measured at the mouth."
    assert (fact.strength, fact.source.label if fact.source else "") == ("certain", "Atlas of Lakes")


def test_evidence_names_the_line_of_its_statement(foreign: Engine, lakes: object) -> None:
    (fact,) = [f for f in foreign.ask("Which rivers feed Lake Ladoga?").evidence if "Svir" in f.text]
    assert fact.position is not None
    assert ":survey1" in fact.position.file.read_text().splitlines()[fact.position.line - 1]


def test_why_is_answered_with_the_reason(foreign: Engine) -> None:
    assert "measured at the mouth" in foreign.ask("Why is Lake Ladoga fed by the Svir?").text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Who painted the ceiling of the chapel?", Reason.OUT_OF_SCOPE),
        ("Which volcanic lakes lie in Russia?", Reason.UNKNOWN_TERM),
        ("Welche Seen sind in Russland und wie tief ist der See?", Reason.LANGUAGE),
        ("Сколько озёр в России?", Reason.LANGUAGE),
    ],
)
def test_declines_say_why(foreign: Engine, question: str, reason: Reason) -> None:
    assert foreign.ask(question).reason is reason


def test_mentions_point_into_the_question(foreign: Engine) -> None:
    question = "Which lakes lie in Russia?"
    assert [question[m.start : m.end] for m in foreign.ask(question).mentions] == ["lakes", "lie in", "Russia"]


def test_kept_mentions_never_overlap(engine: Engine) -> None:
    mentions = engine.ask("What does the SMS gateway that SMS marketing relies on itself depend on?").mentions
    assert all(one.end <= two.start for one, two in pairwise(mentions))


PIECES = [
    "lakes", "Russia", "depth", "not", "how many", "Saimaa", "feed", "most", "5", "who", '"', "{", "}", "\\", "?x",
    "<a>", "'", ";", "\n",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_any_text_ends_in_an_answer_a_decline_or_an_error_of_ours(foreign: Engine, question: str) -> None:
    answer = asked(foreign, question)
    assert answer is None or not answer.sparql or parseQuery(answer.sparql)


def asked(engine: Engine, question: str) -> Answer | None:
    """The answer, or None where the question was refused in words; any other error is a failure."""
    try:
        return engine.ask(question)
    except KgError:
        return None


@pytest.mark.parametrize("name", ['Lake "X" } UNION { ?s ?p ?o', "a\\b", "<script>alert(1)</script>", "line\nbreak"])
def test_hostile_names_are_quoted_in_queries_and_escaped_in_text(name: str) -> None:
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, RDFS

    graph = Graph()
    lake, cls = URIRef("https://example.org/l1"), URIRef("https://example.org/Lake")
    for triple in [(lake, RDF.type, cls), (lake, RDFS.label, Literal(name)), (cls, RDFS.label, Literal("lake"))]:
        graph.add(triple)
    from kg.encoders.hashing import HashingEncoder

    answer = Engine(graph, encoder=HashingEncoder()).ask("list all lakes")
    parseQuery(answer.sparql)
    assert "<script>" not in answer.text
    assert len(answer.rows) == 1
