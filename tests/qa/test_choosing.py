"""The mentions that are kept never overlap, whatever was found."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.qa.analysis import analyse
from kg.qa.choosing import choose
from kg.qa.reading import Candidate, Choices, Mention
from tests.qa.conftest import Reader

WORDS = 8
TEXT = " ".join(f"word{i}" for i in range(WORDS))


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start = draw(st.integers(0, WORDS - 1))
    end = draw(st.integers(start + 1, WORDS))
    named = draw(st.lists(st.tuples(st.sampled_from(Kind), st.floats(0.3, 1)), min_size=1, max_size=3))
    candidates = [
        Candidate(LexicalEntry("x", kind, URIRef(f"urn:x:{number}")), score)
        for number, (kind, score) in enumerate(named)
    ]
    return Mention(start, end, "x", tuple(candidates))


def overlaps(choices: Choices) -> bool:
    return any(one.mention.end > two.mention.start for one, two in pairwise(choices))


@settings(max_examples=150, deadline=None)
@given(st.lists(mentions(), max_size=8))
def test_kept_mentions_never_overlap(found: list[Mention]) -> None:
    assert not any(overlaps(choices) for choices in choose(analyse(TEXT), found, 16))


@settings(max_examples=100, deadline=None)
@given(st.lists(mentions(), max_size=8, unique_by=lambda m: (m.start, m.end)).flatmap(
    lambda found: st.tuples(st.just(found), st.permutations(found))
))  # fmt: skip
def test_the_order_of_the_mentions_does_not_matter(pair: tuple[list[Mention], list[Mention]]) -> None:
    one, two = (choose(analyse(TEXT), found, 4) for found in pair)
    assert one == two


@given(st.lists(mentions(), max_size=8), st.integers(1, 5))
@settings(deadline=None)
def test_as_many_sets_as_asked_for_come_and_none_twice(found: list[Mention], count: int) -> None:
    assert 1 <= len(choose(analyse(TEXT), found, count)) <= count


def test_nothing_named_leaves_one_empty_set() -> None:
    assert choose(analyse(TEXT), (), 4) == ((),)
    assert choose(analyse(""), (), 4) == ((),)


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Which rivers feed Lake Ladoga?", ["rivers", "feed", "Lake Ladoga"]),
        ("Lake Ladoga is fed by the Svir", ["Lake Ladoga", "is fed by", "Svir"]),
        ("depth of lakes", ["depth", "lakes"]),
    ],
)
def test_one_long_mention_is_kept_before_two_short_ones(reader: Reader, question: str, kept: list[str]) -> None:
    assert [choice.mention.surface for choice in reader.best(question)] == kept
