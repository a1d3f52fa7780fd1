"""What is deleted is missed: by a shape, or by a competency question."""

import pytest
from rdflib import URIRef

from tests.ontology.deletions import World, read_world, sample

FLOOR = 0.9
COUNT, SEED = 24, 11

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world() -> World:
    return read_world()


def test_nobody_misses_what_was_never_there(world):
    absent = (URIRef("urn:x:a"), URIRef("urn:x:b"), URIRef("urn:x:c"))

    assert world.noticed_by(absent) == ""


def test_most_deletions_are_noticed(world):
    gone = list(sample(world.candidates(), COUNT, SEED))
    missed = [triple for triple in gone if not world.noticed_by(triple)]

    assert 1 - len(missed) / len(gone) >= FLOOR, missed
