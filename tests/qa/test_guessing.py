"""Guesses: words that name nothing, taken for what they are like."""

from rdflib import URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.graph.schema import Names, Schema
from kg.qa.analysis import analyse
from kg.qa.guessing import CROWD, guess
from kg.qa.reading import Candidate, Likeness, Mention

FILM, STAR = URIRef("urn:Film"), URIRef("urn:star")
SCHEMA = Schema({FILM: 3}, (), {FILM: Names("movie"), STAR: Names("starring")}, ())
LIKENESS = Likeness({}, {"films": {FILM: 0.8, STAR: 0.2}, "weather": {FILM: 0.1}})


def named(question: str, word: int) -> Mention:
    entry = LexicalEntry("film", Kind.ENTITY, URIRef("urn:tag"))
    return Mention(word, word + 1, analyse(question).surface(word, word + 1), (Candidate(entry, 0.95),))


def test_a_word_is_taken_for_what_it_is_like() -> None:
    (mention,) = guess(SCHEMA, analyse("films"), (), LIKENESS, names=0)
    assert [(c.entry.term, c.entry.kind) for c in mention.candidates] == [(FILM, Kind.CLASS)]


def test_a_word_like_nothing_is_not_guessed() -> None:
    assert guess(SCHEMA, analyse("weather"), (), LIKENESS, names=0) == ()


def test_a_named_word_is_not_guessed() -> None:
    assert guess(SCHEMA, analyse("films"), (named("films", 0),), LIKENESS, names=CROWD) == ()


def test_a_common_word_is_guessed_among_very_many_names() -> None:
    assert guess(SCHEMA, analyse("films"), (named("films", 0),), LIKENESS, names=CROWD + 1)
