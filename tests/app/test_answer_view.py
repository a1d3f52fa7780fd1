"""An answer is drawn with everything it rests on one click away."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from kg.model import Answer
from tests.app.answers import AMBIGUOUS, ANSWERED, DECLINED, HOSTILE, HOSTILE_ANSWER, YES


def page(answer: "Answer", suggestions: tuple[str, ...]) -> None:
    import streamlit as st
    from answer_view import draw_answer

    def ask(question: str) -> None:
        st.session_state.asked = question

    draw_answer(answer, "answer-0", ask, suggestions)


def drawn(answer: Answer, suggestions: tuple[str, ...] = ()) -> AppTest:
    at = AppTest.from_function(page, kwargs={"answer": answer, "suggestions": suggestions}).run(timeout=30)
    assert not at.exception
    return at


def html_of(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("answer", [ANSWERED, AMBIGUOUS, DECLINED, YES])
def test_the_text_of_the_answer_comes_first(answer: Answer) -> None:
    assert answer.text.startswith(drawn(answer).markdown[0].value)


def test_the_text_of_an_answer_is_drawn_whole() -> None:
    assert drawn(ANSWERED).markdown[0].value == ANSWERED.text


@pytest.mark.parametrize("answer", [AMBIGUOUS, DECLINED])
def test_what_the_buttons_offer_is_not_told_twice(answer: Answer) -> None:
    assert drawn(answer).markdown[0].value == answer.text.splitlines()[0]


@pytest.mark.parametrize("answer", [ANSWERED, AMBIGUOUS, DECLINED, YES])
def test_why_is_there_and_closed(answer: Answer) -> None:
    (why,) = drawn(answer).expander
    assert (why.label, why.proto.expanded) == ("Why?", False)


def test_why_shows_the_query_that_was_run() -> None:
    assert drawn(ANSWERED).expander[0].code[0].value == ANSWERED.sparql


def test_why_shows_the_rows_with_labels_and_iris() -> None:
    rows = drawn(ANSWERED).dataframe[0].value
    assert list(rows["component"]) == ["SMS gateway", "Consent record store", "Opt-out mechanism"]
    assert rows["component IRI"][0] == "https://example.org/id/sms-gateway"


def test_why_shows_the_reading_and_the_confidence_in_words_and_number() -> None:
    text = html_of(drawn(ANSWERED))
    assert "IT components that SMS marketing requires" in text
    assert "Confidence 93%, very sure" in text


def test_why_says_what_a_decline_rests_on() -> None:
    assert "A word of the question stands for nothing in this graph." in html_of(drawn(DECLINED))


def test_a_decline_offers_the_nearest_things_as_questions() -> None:
    at = drawn(DECLINED)
    assert [button.label for button in at.button] == [
        "What is SMS marketing\\?",
        "What is Email marketing\\?",
        "What is Affiliate marketing\\?",
    ]
    at.button[1].click().run()
    assert at.session_state.asked == "What is Email marketing?"


def test_a_decline_without_near_things_offers_what_the_graph_can_answer() -> None:
    answer = Answer(question="x", status=DECLINED.status, text="I do not know.")
    at = drawn(answer, ("What is SMS?",))
    at.button[0].click().run()
    assert at.session_state.asked == "What is SMS?"


def test_two_readings_are_a_choice_between_clearer_questions() -> None:
    at = drawn(AMBIGUOUS)
    at.button[1].click().run()
    assert at.session_state.asked == "what is Multi-touch attribution?"


def test_readings_without_a_question_of_their_own_are_told_in_the_text() -> None:
    readings = tuple(replace(reading, question="") for reading in AMBIGUOUS.alternatives)
    answer = replace(AMBIGUOUS, alternatives=readings)
    assert drawn(answer).markdown[0].value == AMBIGUOUS.text


def test_an_ambiguous_question_is_not_called_sure() -> None:
    assert "Confidence" not in html_of(drawn(AMBIGUOUS))


def test_hostile_text_is_never_markdown() -> None:
    at = drawn(HOSTILE_ANSWER)
    assert [element.value for element in at.markdown] == [HOSTILE_ANSWER.text]
    assert "<script" not in html_of(at)
    assert all(letter not in at.button[0].label.replace(f"\\{letter}", "") for letter in "<[*$:")
    assert at.code[0].value == HOSTILE
