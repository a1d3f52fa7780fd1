"""Pieces of the walk, over the foreign graph."""

import pytest

from kg.qa.analysis import analyse
from kg.qa.choosing import choose
from kg.qa.index import GraphIndex
from kg.qa.linking import Linker
from kg.qa.reading import Choices
from kg.wiring import Engine


@pytest.fixture(scope="session")
def index(foreign: Engine) -> GraphIndex:
    """What is known of the foreign graph."""
    return foreign.answerer.index


@pytest.fixture(scope="session")
def linker(index: GraphIndex) -> Linker:
    """Finds the foreign graph's names."""
    return Linker(index.lexicon)


class Reader:
    """Analyses, links and chooses."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    def best(self, question: str) -> Choices:
        """The best set of choices for a question."""
        return self.sets(question, 1)[0]

    def sets(self, question: str, count: int) -> tuple[Choices, ...]:
        """The best sets of choices for a question."""
        analysis = analyse(question)
        return choose(analysis, self._linker.link(analysis), count)


@pytest.fixture(scope="session")
def reader(linker: Linker) -> Reader:
    """Reads questions up to the choices."""
    return Reader(linker)
