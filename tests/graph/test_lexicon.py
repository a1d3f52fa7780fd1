"""The words by which things are known: names, synonyms, values, local names and short forms."""

import pytest
from rdflib import Literal, Namespace

from kg.graph.lexicon import Kind, LexicalEntry, Lexicon, keys
from kg.graph.words import normal_form

M = Namespace("https://example.org/museums#")


def entries(lexicon: Lexicon, text: str) -> list[LexicalEntry]:
    return list(lexicon.by_key.get(normal_form(text), ()))


@pytest.mark.parametrize(
    ("text", "kind", "name", "weight"),
    [
        ("LED lamps", Kind.ENTITY, "lamp", 1.0),
        ("lights", Kind.ENTITY, "lamp", 0.97),
        ("lampp", Kind.ENTITY, "lamp", 0.95),
        ("painting of spring", Kind.ENTITY, "paintingOfSpring", 0.9),
        ("museums", Kind.CLASS, "Museum", 1.0),
        ("gallery", Kind.CLASS, "Museum", 0.97),
        ("hangs in", Kind.PROPERTY, "hangsIn", 1.0),
        ("handheld torch", Kind.ENTITY, "torch", 1.0),
        ("hand held torch", Kind.ENTITY, "torch", 1.0),
    ],
)
def test_a_thing_is_found_by_each_of_its_names(
    lexicon: Lexicon, text: str, kind: Kind, name: str, weight: float
) -> None:
    assert (kind, M[name], weight) in [(e.kind, e.term, e.weight) for e in entries(lexicon, text)]


def test_a_value_knows_the_property_that_has_it(lexicon: Lexicon) -> None:
    (entry,) = entries(lexicon, "warm white")
    assert (entry.kind, entry.term, entry.property) == (Kind.VALUE, Literal("warm white"), M.colour)


def test_numbers_are_no_words(lexicon: Lexicon) -> None:
    assert not entries(lexicon, "40")


def test_the_heaviest_entry_comes_first(lexicon: Lexicon) -> None:
    weights = [[e.weight for e in group] for group in lexicon.by_key.values()]
    assert weights == [sorted(group, reverse=True) for group in weights]


def test_things_have_their_preferred_names(lexicon: Lexicon) -> None:
    assert (lexicon.names[M.lamp], M.Museum in lexicon.names) == ("LED lamp", False)


def many(*names: str) -> Lexicon:
    return Lexicon(tuple(LexicalEntry(name, Kind.ENTITY, M[f"x{n}"]) for n, name in enumerate(names)), {})


ROOMS = [f"{colour} room" for colour in ("red", "blue", "green", "gold", "white", "black")]


def test_a_last_word_that_many_names_share_may_be_left_out() -> None:
    (entry,) = entries(many(*ROOMS), "blue")
    assert (entry.term, entry.weight) == (M.x1, 0.82)


def test_a_last_word_that_few_names_share_may_not() -> None:
    assert not entries(many(*ROOMS[:5]), "blue")


def test_the_common_word_itself_names_nothing() -> None:
    assert not entries(many(*ROOMS), "room")


def test_a_name_may_stop_before_its_and() -> None:
    assert [e.weight for e in entries(many("light shows and concerts"), "light shows")] == [0.82]


def test_a_name_of_too_many_words_is_no_key() -> None:
    assert keys("word " * 13) == ()


def test_a_name_without_words_is_no_key() -> None:
    assert keys("?!") == ()
