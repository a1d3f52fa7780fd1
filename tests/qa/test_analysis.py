"""The question before any graph is looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.qa.analysis import analyse
from kg.qa.forms import Ask


def content(question: str) -> list[str]:
    analysis = analyse(question)
    return [analysis.tokens[i].text for i in sorted(analysis.content)]


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("Which lakes lie in Russia?", Ask.LIST),
        ("lakes in Russia", Ask.LIST),
        ("Who feeds the ducks?", Ask.LIST),
        ("How many lakes are there?", Ask.COUNT),
        ("number of lakes", Ask.COUNT),
        ("Count the lakes", Ask.COUNT),
        ("Is Saimaa a lake?", Ask.YES_NO),
        ("Does the Svir feed Lake Ladoga?", Ask.YES_NO),
        ("Isn't Saimaa a lake?", Ask.YES_NO),
        ("Why is Saimaa shallow?", Ask.WHY),
        ("For what reason is Saimaa shallow?", Ask.WHY),
        ("How come Saimaa is shallow?", Ask.WHY),
        ("What is a lake?", Ask.DEFINITION),
        ("whats a lake", Ask.DEFINITION),
        ("What does fjord mean?", Ask.DEFINITION),
        ("Tell me about Saimaa", Ask.DEFINITION),
        ("define lake", Ask.DEFINITION),
    ],
)
def test_the_opening_tells_what_is_asked_for(question: str, ask: Ask) -> None:
    assert analyse(question).ask is ask


@pytest.mark.parametrize("opening", ["Please", "Hello, please", "Can you", "Hi, could you", "Do you know"])
def test_a_polite_opening_is_passed_over(opening: str) -> None:
    assert analyse(f"{opening} define a lake").ask is Ask.DEFINITION


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Which lakes lie in Russia?", None),
        ("lakes Russia", None),
        ("", None),
        ("Was ist der See und wie tief ist er?", "German"),
        ("Quels sont les lacs de la Russie?", "French"),
        ("¿Cuáles son los lagos que están en Rusia y el país?", "Spanish"),
        ("Сколько озёр в России?", "another language"),
        ("湖はどこですか", "another language"),
        ("كم عدد البحيرات؟", "another language"),
    ],
)
def test_what_is_not_english_is_noticed(question: str, language: str | None) -> None:
    assert analyse(question).language == language


def test_a_foreign_name_makes_no_foreign_question() -> None:
    assert analyse("Which channels does Le Monde des Livres use?").language is None


def test_function_words_need_no_explanation() -> None:
    assert content("Which of the lakes are there in Russia, please?") == ["lakes", "Russia"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what IT does it need", ["IT"]),
        ("law in the US for us", ["law", "US"]),
        ("WHAT DOES IT DO", []),
    ],
)
def test_capitals_make_a_name_of_a_function_word(question: str, expected: list[str]) -> None:
    assert content(question) == expected


def test_negations_are_found_where_they_stand() -> None:
    assert [sorted(analyse(q).negated) for q in ("lakes without rivers", "not these but those", "no", "all")] == [
        [1],
        [0],
        [0],
        [],
    ]


@given(st.text(max_size=200))
def test_every_word_stands_where_its_token_says(text: str) -> None:
    analysis = analyse(text)
    assert len(analysis.words) == len(analysis.tokens)
    assert all(text[token.start : token.end] == token.text for token in analysis.tokens)
    assert analysis.content | analysis.negated <= set(range(len(analysis.tokens)))
