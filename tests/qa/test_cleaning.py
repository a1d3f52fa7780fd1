"""The question as it is read, and where its characters were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import InputError
from kg.model import AnswerMention, NamedTerm
from kg.qa.analysis import MAX_LENGTH
from kg.qa.cleaning import clean
from kg.wiring import Engine


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("lakes", "lakes"),
        ("  two\n\t lakes ", "two lakes"),
        ("a\x00b", "a b"),
        ("a\u202eb", "a b"),
        ("\ufefflakes", "lakes"),
    ],
)
def test_what_cannot_be_seen_is_one_space(typed: str, text: str) -> None:
    assert clean(typed).text == text


@given(typed=st.text(alphabet=st.sampled_from("ab é\n\x00\u202e🐟"), max_size=30))
def test_each_character_knows_where_it_was_typed(typed: str) -> None:
    found = cleaned(typed)
    assert all(typed[place] == character for character, place in found if character != " ")
    assert [place for _, place in found] == sorted({place for _, place in found})


def cleaned(typed: str) -> list[tuple[str, int]]:
    try:
        found = clean(typed)
    except InputError:
        return []
    return list(zip(found.text, found.places, strict=True))


def test_a_mention_is_where_it_was_typed() -> None:
    mention = AnswerMention("b c", 2, 5, NamedTerm(URIRef("urn:x"), ""), 1.0)
    (found,) = clean("a   b \n c d").typed([mention])
    assert (found.start, found.end) == (4, 9)


def test_the_mentions_of_an_answer_point_into_the_question_as_typed(foreign: Engine) -> None:
    question = "\n Which   lakes\tlie in  Russia?"
    assert [question[m.start : m.end] for m in foreign.ask(question).mentions] == ["lakes", "lie in", "Russia"]


@pytest.mark.parametrize("typed", ["", " ", "\n\x00", "\ud800", "lakes \udfff", "a" * (MAX_LENGTH + 1)])
def test_what_is_no_question_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        clean(typed)


def test_spaces_do_not_make_a_question_too_long() -> None:
    assert clean("a" + " " * MAX_LENGTH + "b").text == "a b"
