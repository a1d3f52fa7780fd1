"""Regions: what of a question is shown, what narrows it down, what sorts and what groups."""

import pytest

from kg.qa.analysis import analyse
from kg.qa.operators import read_operators
from kg.qa.regions import Region, read_regions


@pytest.mark.parametrize(
    ("question", "nouns", "word", "region"),
    [
        ("names of workers in Oslo", {0, 2}, "names", Region.HEAD),
        ("names of workers in Oslo", {0, 2}, "workers", Region.OWNER),
        ("names of workers in Oslo", {0, 2}, "Oslo", Region.BODY),
        ("Which workers have a team?", {1, 4}, "team", Region.BODY),
        ("workers sorted by age", {0, 3}, "age", Region.ORDER),
        ("number of workers for each team", {2, 5}, "team", Region.GROUP),
        ("Which workers live in Oslo, and what is their age?", {1, 9}, "age", Region.HEAD),
    ],
)
def test_a_word_stands_in_its_region(question: str, nouns: set[int], word: str, region: Region) -> None:
    analysis = analyse(question)
    regions = read_regions(analysis, read_operators(analysis), nouns)
    position = next(i for i, token in enumerate(analysis.tokens) if token.text == word)
    assert regions[position] is region
