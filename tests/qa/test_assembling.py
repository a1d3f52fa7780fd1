"""Questions that put several things together, over a graph as tables make it, without a model."""

from pathlib import Path

import pytest

from kg.model import Answer, Status
from kg.settings import Settings
from kg.wiring import Engine
from tests.qa.firm import FIRM


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Engine:
    path = tmp_path_factory.mktemp("firm") / "firm.ttl"
    path.write_text(FIRM, encoding="utf-8")
    return Engine.open(settings=Settings((str(path),), "hashing"))


def rows(answer: Answer) -> list[tuple[str, ...]]:
    assert answer.status is Status.ANSWERED
    return [tuple(cell.label if cell else "" for cell in row) for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Show the first name and age of all workers", {("Ada", "30"), ("Bo", "50"), ("Cy", "40")}),
        ("Which gadgets have a price above 15?", {("Prism",), ("Horn",)}),
        ("title of gadgets with a price between 5 and 20", {("Lens",), ("Prism",)}),
        ("What is the name of the team with the most workers?", {("Optics",)}),
        ("name of teams with at least two workers", {("Optics",)}),
        ("What is the average age of workers for each team?", {("Optics", "40"), ("Acoustics", "40")}),
        ("average and maximum price of gadgets", {("30", "60")}),
        ("first name of the youngest worker", {("Ada",)}),
        ("first name of workers in Oslo", {("Ada",), ("Cy",)}),
        ("names of teams without workers", {("Haptics",)}),
        ("title of gadgets with a price above the average", {("Horn",)}),
        ("number of gadgets of each worker", {("w1", "2"), ("w3", "1")}),
        ("title of gadgets whose title contains 'ris'", {("Prism",)}),
        ("first name of workers with a hiredate after 2013", {("Bo",), ("Cy",)}),
        ("first name of workers older than 35", {("Bo",), ("Cy",)}),
        ("How many different cities of workers are there?", {("2",)}),
        ("the two most expensive gadgets", {("Horn",), ("Prism",)}),
    ],
)
def test_the_parts_of_a_question_are_put_together(firm: Engine, question: str, expected: set[tuple[str, ...]]) -> None:
    assert set(rows(firm.ask(question))) == expected


def test_what_is_sorted_comes_in_order(firm: Engine) -> None:
    assert rows(firm.ask("title of gadgets in descending order of price")) == [("Horn",), ("Prism",), ("Lens",)]
