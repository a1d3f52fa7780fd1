"""Things whose names are kept in parts."""

from pathlib import Path

import pytest

from kg.model import Status
from kg.settings import Settings
from kg.wiring import Engine

PEOPLE = """
@prefix : <https://example.org/people/> .
:p1 a :Clerk ; :firstName "Ada" ; :lastName "Quist" ; :leads :p2 .
:p2 a :Clerk ; :firstName "Bo" ; :lastName "Quist" ; :leads :p3 .
:p3 a :Clerk ; :firstName "Ada" ; :lastName "Lund" .
"""


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, own_cache: Path) -> Engine:
    path = tmp_path_factory.mktemp("people") / "people.ttl"
    path.write_text(PEOPLE, encoding="utf-8")
    return Engine.open(settings=Settings((str(path),)))


@pytest.mark.parametrize(("question", "expected"), [("who leads Ada Lund?", "p2"), ("who leads Bo Quist?", "p1")])
def test_first_and_last_name_together_name_one_thing(people: Engine, question: str, expected: str) -> None:
    answer = people.ask(question)
    assert answer.status is Status.ANSWERED
    assert [str(cell.term).rsplit("/", 1)[-1] for row in answer.rows for cell in row if cell] == [expected]
