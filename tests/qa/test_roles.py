"""What properties are asked for: shown, compared, ordered by, aggregated; and what is taken back."""

import pytest

from kg.model import Answer, Status
from kg.wiring import Engine


def rows(answer: Answer) -> list[list[str]]:
    return [[cell.label if cell else "" for cell in row] for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which lakes have a depth above 100?", {"Lake Ladoga", "Lake Onega"}),
        ("lakes with depth below 100", {"Saimaa"}),
        ("lakes with a depth of more than 100", {"Lake Ladoga", "Lake Onega"}),
        ("lakes with a depth under 5", set()),
    ],
)
def test_a_number_is_compared_with(foreign: Engine, question: str, expected: set[str]) -> None:
    assert {row[0] for row in rows(foreign.ask(question))} == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the average depth of the lakes?", 439 / 3),
        ("average depth of lakes in Russia", 178.5),
        ("total depth of lakes", 439),
        ("mean depth of lakes in Finland", 82),
    ],
)
def test_values_are_put_together(foreign: Engine, question: str, expected: float) -> None:
    assert float(rows(foreign.ask(question))[0][0]) == pytest.approx(expected)


def test_answers_come_in_the_order_that_is_asked_for(foreign: Engine) -> None:
    assert [row[0] for row in rows(foreign.ask("lakes sorted by depth"))] == ["Saimaa", "Lake Onega", "Lake Ladoga"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which lake has the smallest depth?", ["Saimaa"]),
        ("Which lake has the greatest depth?", ["Lake Ladoga"]),
        ("the two lakes with the largest depth", ["Lake Ladoga", "Lake Onega"]),
    ],
)
def test_a_superlative_keeps_the_first(foreign: Engine, question: str, expected: list[str]) -> None:
    assert [row[0] for row in rows(foreign.ask(question))] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("lakes except those in Russia", {"Saimaa"}),
        ("Which lakes are not in Finland?", {"Lake Ladoga", "Lake Onega"}),
        ("Which lakes are not fed by the Svir?", {"Lake Onega", "Saimaa"}),
        ("Which lakes do not lie in Russia?", {"Saimaa"}),
        ("Which lakes don't lie in Russia?", {"Saimaa"}),
    ],
)
def test_what_is_excluded_is_left_out(foreign: Engine, question: str, expected: set[str]) -> None:
    assert {row[0] for row in rows(foreign.ask(question))} == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which country does Saimaa lie in?", {"Finland"}),
        ("Who lies in Finland?", {"Saimaa"}),
        ("Which lakes that lie in Russia are fed by Vuoksi?", {"Lake Ladoga"}),
        ("Which rivers feed lakes in Russia?", {"Svir", "Vuoksi"}),
        ("Which countries have lakes fed by the Vuoksi?", {"Russia"}),
    ],
)
def test_joins_go_forward_and_back(foreign: Engine, question: str, expected: set[str]) -> None:
    assert {row[0] for row in rows(foreign.ask(question))} == expected


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which lakes lie in Russia?", "lakes that lie in Russia"),
        ("lakes except those in Russia", "lakes, but not those that lie in Russia"),
        ("How many rivers feed Lake Ladoga?", "the number of rivers that feed Lake Ladoga"),
        ("Does Saimaa lie in Finland?", "whether Saimaa lies in Finland"),
        ("Is the Svir a river?", "whether Svir is a river"),
        ("What is the Svir?", "what Svir is"),
        ("lakes with depth below 100", "lakes with a depth below 100"),
        ("show the depth of all lakes", "depth of lakes"),
        ("What is the depth of Lake Onega?", "depth of Lake Onega"),
    ],
)
def test_the_reading_says_what_was_asked(foreign: Engine, question: str, words: str) -> None:
    assert foreign.ask(question).reading == words


@pytest.mark.parametrize(
    "question",
    ["Which lakes are fed by the Volga?", "Which lakes are haunted?", "Which lakes lie in Atlantis?", "Saimaa's mayor"],
)
def test_an_unknown_word_is_never_passed_over(foreign: Engine, question: str) -> None:
    answer = foreign.ask(question)
    assert (answer.status, answer.rows, bool(answer.unknown)) == (Status.DECLINED, (), True)


def test_a_decline_names_the_unknown_word(foreign: Engine) -> None:
    assert foreign.ask("Which lakes are fed by the Volga?").unknown == ("Volga",)
