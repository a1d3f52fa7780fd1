"""The page over a real engine and a graph of a few triples."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.conftest import APP

LAKES = """
@prefix ex: <https://example.org/lakes/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

ex:Lake a rdfs:Class ; rdfs:label "lake" .
ex:Country a rdfs:Class ; rdfs:label "country" .
ex:locatedIn a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property> ; rdfs:label "located in" ;
  rdfs:domain ex:Lake ; rdfs:range ex:Country .
ex:inari a ex:Lake ; rdfs:label "Lake Inari" ; ex:locatedIn ex:finland .
ex:vattern a ex:Lake ; rdfs:label "Lake Vättern" ; ex:locatedIn ex:sweden .
ex:finland a ex:Country ; rdfs:label "Finland" .
ex:sweden a ex:Country ; rdfs:label "Sweden" .
"""
QUESTION = "Which lakes are located in Finland?"


@pytest.fixture(autouse=True)
def lakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    graph = tmp_path / "lakes.ttl"
    graph.write_text(LAKES)
    monkeypatch.setenv("KG_GRAPH", str(graph))
    monkeypatch.setenv("KG_ENCODER", "hashing")
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def opened(question: str = "") -> AppTest:
    at = AppTest.from_file(str(APP / "chat.py"), default_timeout=60)
    if question:
        at.query_params["q"] = question
    at.run()
    assert not at.exception
    return at


def asked(at: AppTest, question: str) -> AppTest:
    at.chat_input[0].set_value(question).run()
    assert not at.exception
    return at


def questions(at: AppTest) -> list[str]:
    return [answer.question for answer in at.session_state.history]


def html_of(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


def test_the_empty_page_invites_to_ask() -> None:
    assert "What would you like to know?" in html_of(opened())


def test_a_typed_question_is_answered() -> None:
    at = asked(opened(), QUESTION)
    assert "Lake Inari" in at.markdown[0].value
    assert "Vättern" not in at.markdown[0].value


def test_a_question_may_go_on_from_the_one_before() -> None:
    at = asked(asked(opened(), QUESTION), "and in Sweden?")
    assert "Lake Vättern" in at.markdown[1].value
    assert "Inari" not in at.markdown[1].value


def test_how_a_question_that_goes_on_was_understood_is_told() -> None:
    at = asked(asked(opened(), QUESTION), "and in Sweden?")
    assert "Understood as: Which lakes are located in Sweden?" in at.markdown[1].value
    assert "<p>Understood as: Which lakes are located in Sweden?</p>" in html_of(at)


def test_the_address_of_a_question_that_goes_on_is_the_full_one() -> None:
    at = asked(asked(opened(), QUESTION), "and in Sweden?")
    assert at.query_params["q"] == "Which lakes are located in Sweden?"
    at.run()
    assert questions(at) == [QUESTION, "and in Sweden?"]


def test_each_page_has_a_conversation_of_its_own() -> None:
    asked(opened(), QUESTION)
    assert asked(opened(), "and in Sweden?").session_state.history[0].understood_as == ""


def test_starting_again_forgets_what_was_said() -> None:
    at = asked(opened(), QUESTION)
    at.run()
    next(button for button in at.button if button.label == "Start again").click().run()
    assert asked(at, "how many?").session_state.history[0].status == "declined"


def test_a_typed_question_goes_into_the_address() -> None:
    assert asked(opened(), QUESTION).query_params["q"] == QUESTION


def test_an_address_with_a_question_asks_it() -> None:
    assert questions(opened(QUESTION)) == [QUESTION]


def test_an_address_with_a_blank_question_is_the_empty_page() -> None:
    assert "What would you like to know?" in html_of(opened("  "))


def test_the_conversation_grows_and_nothing_is_asked_twice() -> None:
    at = asked(asked(opened(QUESTION), "What is the capital of France?"), "Which lakes are located in Sweden?")
    at.run()
    assert questions(at) == [QUESTION, "What is the capital of France?", "Which lakes are located in Sweden?"]


def test_the_same_question_may_be_asked_again() -> None:
    assert questions(asked(opened(QUESTION), QUESTION)) == [QUESTION, QUESTION]


def test_starting_again_leaves_the_empty_page() -> None:
    at = asked(opened(), QUESTION)
    at.run()
    next(button for button in at.button if button.label == "Start again").click().run()
    assert "What would you like to know?" in html_of(at)
    assert at.query_params == {}


def test_a_decline_is_drawn_and_kept() -> None:
    at = asked(opened(), "What is the capital of France?")
    assert at.session_state.history[0].status == "declined"
    assert at.expander[0].label == "Why?"


@pytest.mark.parametrize("question", ["\0\x07", "a" * 100_000, "<script>alert(1)</script>", "[x](javascript:x)"])
def test_a_strange_question_is_declined_in_words(question: str) -> None:
    at = asked(opened(), question)
    assert "<script>" not in html_of(at)
    assert "](javascript" not in "".join(element.value for element in at.markdown)


def test_a_very_long_question_stays_out_of_the_address() -> None:
    assert "q" not in asked(opened(), "lake " * 1000).query_params


def test_a_graph_that_cannot_be_read_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GRAPH", "no-such-graph.ttl")
    at = opened()
    assert "no\\-such\\-graph\\.ttl" in at.error[0].value
