"""A canonical layout says what the file said, keeps its comments, and is its own layout."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Graph
from rdflib.compare import isomorphic

from kg.check.files import BUILT, Language, Source, find_sources
from kg.check.formatting import formatted, says_the_same
from kg.check.reading import quiet
from kg.errors import InputError, SyntaxErrorsFound
from kg.shipped import built_in_places
from tests.turtle.texts import turtle

THOROUGH = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHIPPED = find_sources([Path(place) for place in built_in_places()], passed_over=BUILT)


def laid_out(text: str) -> str:
    return formatted(Source(Path("a.ttl"), text.encode(), Language.TURTLE)).after.decode()


def graph(text: str) -> Graph:
    with quiet():
        return Graph().parse(data=text, publicID="http://base.example/")


@THOROUGH
@given(turtle())
def test_it_says_the_same_with_the_same_comments(text: str) -> None:
    assert says_the_same(text, laid_out(text))


@THOROUGH
@given(turtle())
def test_laying_out_twice_changes_nothing_more(text: str) -> None:
    once = laid_out(text)
    assert laid_out(once) == once


@settings(THOROUGH, max_examples=40)
@given(turtle())
def test_another_parser_reads_the_same_graph(text: str) -> None:
    assert isomorphic(graph(text), graph(laid_out(text)))


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: "/".join(source.path.parts[-3:]))
def test_a_shipped_file_keeps_what_it_says_and_its_layout_is_stable(source: Source) -> None:
    after = formatted(source).after.decode()
    assert says_the_same(source.content.decode(), after)
    assert laid_out(after) == after


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<a> <b> 1 .", "<a> <b> 2 ."),
        ("<a> <b> 1 .", "<a> <b> 1 ; <c> 2 ."),
        ("<a> <b> [], [] .", "<a> <b> _:x, _:x ."),
        ("<a> <b> 1 . # c", "<a> <b> 1 ."),
        ("<a> <b> 1 . # c\n# d", "<a> <b> 1 . # d\n# c"),
    ],
)
def test_what_is_lost_or_changed_is_noticed(one: str, other: str) -> None:
    assert not says_the_same(one, other)


def test_a_syntax_error_is_told_with_its_place() -> None:
    with pytest.raises(SyntaxErrorsFound, match=r"a\.ttl:2:5: A value is missing"):
        laid_out("<a>\n<b> .")


@pytest.mark.parametrize(
    "text", ["<a> <b> <<( <c> <d> <e> )>> .", '<a> <b> "x"@en--ltr .', "<a> <b> <c> {| <d> 1 |} ."]
)
def test_what_rdf_1_2_adds_is_refused(text: str) -> None:
    with pytest.raises(SyntaxErrorsFound, match=r"not read|not expected"):
        laid_out(text)


def test_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="only Turtle"):
        formatted(Source(Path("a.nt"), b"", Language.N_TRIPLES))


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="too deeply"):
        laid_out(f"<a> <b> {'[ <b> ' * 5000}1{' ]' * 5000} .")
