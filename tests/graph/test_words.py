"""When two spellings are one word, and where words stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.words import normal_form, readable, tokenise


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("the museum's shows", "the museum show"),
        ("the museum’s shows", "the museum show"),
        ("Straße", "STRASSE"),
        ("ﬁlm", "film"),
        ("naïve", "naive"),
        ("real-time", "real time"),
        ("snake_case", "snake case"),
        ("e-mail (marketing)", "E mail, marketing!"),
    ],
)
def test_spellings_of_one_text_have_one_normal_form(one: str, two: str) -> None:
    assert normal_form(one) == normal_form(two)


@pytest.mark.parametrize(("one", "two"), [("GA4", "GA"), ("web", "webs3"), ("sea", "seal")])
def test_different_words_stay_apart(one: str, two: str) -> None:
    assert normal_form(one) != normal_form(two)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hasURL", "has URL"),
        ("URLOfPage", "URL of page"),
        ("GA4Property", "GA4 property"),
        ("data-set_name", "data set name"),
        ("a%20b", "a 20b"),
        ("lake", "lake"),
        ("", ""),
    ],
)
def test_a_local_name_is_read_as_words(name: str, words: str) -> None:
    assert readable(name) == words


@given(st.text())
def test_tokens_stand_in_order_where_they_say(text: str) -> None:
    tokens = tokenise(text)
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert all(one.end <= two.start for one, two in pairwise(tokens))


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd", "Zs"], max_codepoint=0xFF)))
def test_capitals_do_not_matter_to_a_text_of_plain_letters(text: str) -> None:
    assert normal_form(text.casefold()) == normal_form(text)
