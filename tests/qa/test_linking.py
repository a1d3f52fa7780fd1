"""Mentions: exact, inflected, misspelt; the longest of those that name a thing; whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.lexicon import Kind
from kg.qa.analysis import analyse
from kg.qa.linking import INFLECTED, MISSPELT, SAME, Linker
from kg.qa.reading import Candidate
from kg.rdf import local_name


def named(linker: Linker, question: str) -> dict[str, Candidate]:
    return {m.surface: m.candidates[0] for m in linker.link(analyse(question))}


@pytest.mark.parametrize(
    ("question", "surface", "name", "score"),
    [
        ("Saimaa", "Saimaa", "saimaa", SAME),
        ("saimaa", "saimaa", "saimaa", SAME),
        ("how deep is LAKE LADOGA", "LAKE LADOGA", "ladoga", SAME),
        ("Saimaa's depth", "Saimaa", "saimaa", SAME),
        ("all lakes", "lakes", "Lake", INFLECTED),
        ("the depths", "depths", "depth", INFLECTED),
        ("lake-ladoga", "lake-ladoga", "ladoga", INFLECTED),
        ("lakes in Finnland", "Finnland", "finland", MISSPELT),
        ("Lake Ladgoa", "Lake Ladgoa", "ladoga", MISSPELT),
    ],
)
def test_a_name_is_found_as_people_write_it(
    linker: Linker, question: str, surface: str, name: str, score: float
) -> None:
    candidate = named(linker, question)[surface]
    assert (local_name(str(candidate.entry.term)), candidate.score) == (name, score)


def test_the_longest_name_of_a_thing_wins(linker: Linker) -> None:
    assert set(named(linker, "Lake Ladoga")) == {"Lake Ladoga"}


def test_a_class_may_be_a_relation_too(linker: Linker) -> None:
    (mention,) = linker.link(analyse("river"))
    assert {c.entry.kind for c in mention.candidates} == {Kind.CLASS, Kind.PROPERTY}


@pytest.mark.parametrize("question", ["", "?", "who is it", "xyzzy", "fed", "lke", "湖", "🐟", "?x ?p ?o . } UNION {"])
def test_what_names_nothing_is_not_mentioned(linker: Linker, question: str) -> None:
    assert all(c.entry.kind is not Kind.ENTITY for c in named(linker, question).values())


def test_short_words_are_not_corrected(linker: Linker) -> None:
    assert linker.corrections("rusia") == ("russia",)
    assert named(linker, "lak") == {}


@pytest.mark.parametrize("question", ["Saimaa" * 160, "lake " * 200, "Lake Ladoga " * 80, "Rusia " * 150])
def test_long_texts_are_linked_quickly(linker: Linker, question: str) -> None:
    assert len(linker.link(analyse(question))) <= len(question.split())


@settings(max_examples=100, deadline=None)
@given(
    question=st.text(max_size=80) | st.lists(st.sampled_from("lake Ladoga river not in Russia".split())).map(" ".join)
)
def test_mentions_are_in_order_and_say_what_the_question_says(linker: Linker, question: str) -> None:
    analysis = analyse(question)
    mentions = linker.link(analysis)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.start, m.end))
    assert all(m.surface == analysis.surface(m.start, m.end) and m.candidates for m in mentions)
    assert all(0 < c.score <= 1 for m in mentions for c in m.candidates)
