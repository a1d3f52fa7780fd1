"""Questions that lead over several steps, and things set against each other, over a graph of films."""

from pathlib import Path

import pytest

from kg.model import Answer, Status
from kg.settings import Settings
from kg.wiring import Engine
from tests.qa.studio import STUDIO


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Engine:
    path = tmp_path_factory.mktemp("studio") / "studio.ttl"
    path.write_text(STUDIO, encoding="utf-8")
    return Engine.open(settings=Settings((str(path),)))


def rows(answer: Answer) -> set[str]:
    assert answer.status is Status.ANSWERED, answer.text
    return {" ".join(cell.label if cell else "" for cell in row) for row in answer.rows}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who directed the films starring Kim Roe", {"Ada Quist", "Bo Lund"}),
        ("the films starring Lee Dunn were directed by which directors", {"Ada Quist"}),
        ("what genres are the films directed by Ada Quist", {"drama", "comedy"}),
        ("which films share actors with the film The Moor", {"Fen", "Tarn"}),
        ("what are the genres of the films that share directors with the film Fen", {"drama"}),
        ("release years of films starring Kim Roe", {"1990", "2010"}),
    ],
)
def test_words_are_followed_from_a_thing_to_what_is_asked(studio: Engine, question: str, expected: set[str]) -> None:
    assert rows(studio.ask(question)) == expected


def test_what_comes_back_over_a_relation_is_something_else(studio: Engine) -> None:
    answer = studio.ask("which actors starred together with Lee Dunn")
    assert rows(answer) == {"Kim Roe"}


def test_a_class_beside_its_thing_only_says_what_it_is(studio: Engine) -> None:
    assert rows(studio.ask("what is the release year of the film Tarn")) == {"2010"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("films starring Kim Roe by an Italian director", {"Tarn"}),
        ("which dramas star Lee Dunn", {"The Moor"}),
        ("films starring Kim Roe or Lee Dunn", {"The Moor", "Fen", "Tarn"}),
    ],
)
def test_further_things_are_branches(studio: Engine, question: str, expected: set[str]) -> None:
    assert rows(studio.ask(question)) == expected


def test_things_of_narrower_classes_are_of_the_broader_one(studio: Engine) -> None:
    assert rows(studio.ask("how many works are there")) == {"4"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("films longer than two hours", {"Fen"}),
        ("films with a runtime of at most 1.6 hours", {"The Moor"}),
    ],
)
def test_numbers_are_compared_in_the_unit_of_the_values(studio: Engine, question: str, expected: set[str]) -> None:
    assert rows(studio.ask(question)) == expected


def test_a_quantity_follows_from_others(studio: Engine) -> None:
    assert rows(studio.ask("what is the area of the Moor poster")) == {"12"}


def test_things_are_ordered_by_a_quantity_that_follows(studio: Engine) -> None:
    assert rows(studio.ask("which poster has the largest area")) == {"Moor poster"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [("is Fen longer than Tarn?", True), ("is The Moor longer than Tarn?", False)],
)
def test_two_things_are_set_against_each_other(studio: Engine, question: str, expected: bool) -> None:
    assert studio.ask(question).boolean is expected


def test_the_one_of_two_that_has_more_is_chosen(studio: Engine) -> None:
    assert rows(studio.ask("which film is longer, Fen or Tarn?")) == {"Fen"}


def test_the_difference_of_two_is_computed(studio: Engine) -> None:
    assert rows(studio.ask("how much longer is Fen than Tarn?")) == {"20"}


def test_how_many_of_a_number_that_is_kept_is_the_number(studio: Engine) -> None:
    assert rows(studio.ask("how many minutes is the runtime of Fen")) == {"130"}
