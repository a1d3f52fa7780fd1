"""What changed between two graphs: nothing exactly when they are isomorphic, and else by subject."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.check.contents import facts_of
from kg.check.diff import Kind
from kg.check.diff_report import difference_json, difference_markdown, difference_text
from kg.check.files import Language, Source
from kg.check.formatting import formatted
from kg.check.pairing import pair_up
from kg.check.versions import Comparison, VersionFile, compare_versions
from kg.errors import InputError, SyntaxErrorsFound
from tests.turtle.texts import turtle

THOROUGH = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
HEAD = "@prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
BLANKS = [BNode(f"n{number}") for number in range(4)]
TERMS = [URIRef("urn:a"), URIRef("urn:b"), *BLANKS]
TRIPLES = st.tuples(
    st.sampled_from(TERMS), st.sampled_from([URIRef("urn:p"), URIRef("urn:q")]), st.sampled_from([*TERMS, Literal(1)])
)


def version(*texts: str, language: Language = Language.TURTLE) -> list[VersionFile]:
    return [
        VersionFile(f"{number}.ttl", Path(f"{number}.ttl"), text.encode(), language)
        for number, text in enumerate(texts)
    ]


def compared(old: str, new: str) -> Comparison:
    return compare_versions(version(HEAD + old), version(HEAD + new))


def told(old: str, new: str) -> list[str]:
    return difference_text(compared(old, new)).splitlines()


def written(triples: list[Any]) -> str:
    return "".join(f"{' '.join(term.n3() for term in triple)} .\n" for triple in triples)


@THOROUGH
@given(st.lists(TRIPLES, max_size=8), st.lists(TRIPLES, max_size=8))
def test_nothing_changed_exactly_when_two_graphs_are_isomorphic(old: list[Any], new: list[Any]) -> None:
    same = isomorphic(Graph().parse(data=written(old)), Graph().parse(data=written(new)))
    assert (not compared(written(old), written(new)).difference.changes) == same


@THOROUGH
@given(st.lists(TRIPLES, max_size=10), st.permutations(BLANKS), st.randoms())
def test_other_names_and_another_order_change_nothing(old: list[Any], names: list[BNode], chance: Any) -> None:
    other = dict(zip(BLANKS, names, strict=True))
    new = [tuple(other.get(term, term) for term in triple) for triple in old]
    chance.shuffle(new)
    assert compared(written(old), written(new)).difference.changes == ()


@THOROUGH
@given(st.lists(TRIPLES, min_size=1, max_size=8), st.data())
def test_one_triple_less_is_a_change(old: list[Any], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(old))
    new = [triple for triple in old if triple != gone]
    assume(new)
    assert compared(written(old), written(new)).difference.changes


@settings(THOROUGH, max_examples=50)
@given(turtle())
def test_another_layout_changes_nothing(text: str) -> None:
    laid_out = formatted(Source(Path("0.ttl"), text.encode(), Language.TURTLE)).after.decode()
    assert compare_versions(version(text), version(laid_out)).difference.changes == ()


def test_a_value_that_changed_is_told_by_names() -> None:
    before = 'ex:leo rdfs:label "Leo" ; ex:keeper ex:ann . ex:keeper rdfs:label "is kept by" .'
    assert told(before, before.replace("ex:ann", "ex:bob")) == [
        "changed: Leo (ex:leo)",
        "  - is kept by: ex:ann",
        "  + is kept by: ex:bob",
        "1 changed: 1 triple out, 1 in (3 → 3)",
    ]


def test_what_is_new_and_what_is_gone_is_told_whole() -> None:
    lines = told("ex:leo ex:age 3 .", "ex:mia ex:age 4 .")
    assert lines == [
        "removed: ex:leo", "  - age: 3", "added: ex:mia", "  + age: 4",
        "1 added, 1 removed: 1 triple out, 1 in (1 → 1)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "after",
    [
        "# a comment\nex:a ex:p [ ex:q 1 ; ex:r ( 1 2 ) ] , ex:b .",
        "ex:a ex:p ex:b . ex:a ex:p [ ex:r ( 1\n2 ) ; ex:q 1 ] .",
        "@prefix other: <http://example.org/> . other:a other:p other:b , [ ex:r ( 1 2 ) ; other:q 1 ] .",
        "ex:a ex:p ex:b , _:x . _:x ex:q 1 ; ex:r ( 1 2 ) .",
    ],
)
def test_comments_and_layout_change_nothing(after: str) -> None:
    assert told("ex:a ex:p ex:b , [ ex:q 1 ; ex:r ( 1 2 ) ] .", after) == ["nothing changed: 8 triples"]


def test_what_changed_in_brackets_is_told_inside() -> None:
    before = "ex:a ex:shape [ ex:path ex:age ; ex:min 1 ] , [ ex:path ex:name ; ex:min 1 ] ."
    assert told(before, before.replace("ex:age ; ex:min 1", "ex:age ; ex:min 2")) == [
        "changed: ex:a",
        "  ~ shape: [ ex:path ex:age ]",
        "  -     min: 1",
        "  +     min: 2",
        "1 changed: 1 triple out, 1 in (6 → 6)",
    ]


def test_brackets_that_nothing_leads_to_are_told() -> None:
    assert told("[] ex:p 1 ; ex:q 2 .", "[] ex:p 1 ; ex:q 3 .")[1:4] == [
        "  ~ [ ex:p 1 ]",
        "  -     q: 2",
        "  +     q: 3",
    ]


def test_a_list_that_changed_is_told_whole() -> None:
    assert told("ex:a ex:p ( 1 2 ) .", "ex:a ex:p ( 1 3 ) .")[1:3] == ["  - p: ( 1 2 )", "  + p: ( 1 3 )"]


def test_lines_that_changed_in_a_text_are_told() -> None:
    lines = told('ex:a ex:p """one\ntwo\nthree""" .', 'ex:a ex:p """one\n2\nthree""" .')
    assert lines[1:-1] == ["  ~ p:", "        one", "  -     two", "  +     2", "        three"]


def test_two_triangles_are_no_hexagon() -> None:
    def ring(names: str) -> str:
        return "".join(f"_:{a} ex:p _:{b} . " for a, b in zip(names, names[1:] + names[0], strict=True))

    assert compared(ring("abc") + ring("def"), ring("abcdef")).difference.changes
    assert not compared(ring("abc") + ring("def"), ring("bca") + ring("fde")).difference.changes


def test_what_is_shared_and_unchanged_is_not_told() -> None:
    before = "ex:a ex:p _:x . ex:b ex:p _:x . _:x ex:q 1 . ex:c ex:p _:y . ex:d ex:p _:y . _:y ex:q 2 ."
    difference = compared(before, before.replace("ex:q 2", "ex:q 3")).difference
    assert [(change.kind, len(change.removed), len(change.added)) for change in difference.changes] == [
        (Kind.CHANGED, 1, 1)
    ]


def test_many_alike_are_paired_within_bounds() -> None:
    names = [f"_:n{number}" for number in range(300)]
    text = " ".join(f"ex:a ex:p {name} . ex:b ex:p {name} ." for name in names)
    assert not compared(text, text).difference.changes


def test_when_the_budget_is_spent_nodes_are_told_as_gone_and_new() -> None:
    node, other = BNode(), BNode()
    old, new = (
        facts_of([(URIRef("urn:a"), URIRef("urn:p"), n), (URIRef("urn:b"), URIRef("urn:p"), n)]) for n in (node, other)
    )
    assert pair_up(old, new)[node] == pair_up(old, new)[other]
    assert len(set(pair_up([*old] * 2, [*new] * 2, budget=0).values())) <= 2


def test_a_long_list_is_compared_in_little_time() -> None:
    items = [str(number) for number in range(20_000)]
    changed = compared(f"ex:a ex:p ( {' '.join(items)} ) .", f"ex:a ex:p ( {' '.join(items[:-1])} ) .")
    assert changed.difference.removed - changed.difference.added == 2


def test_what_is_nested_too_deeply_is_refused() -> None:
    deep = f"ex:a ex:p {'[ ex:p ' * 3000}1{' ]' * 3000} ."
    with pytest.raises(InputError, match="too deeply"):
        compared(deep, "ex:a ex:p 1 .")


def test_a_file_with_an_error_is_named() -> None:
    with pytest.raises(SyntaxErrorsFound, match=r"0\.ttl:2:"):
        compared("ex:a ex:p", "")


def test_relative_iris_are_the_same_in_both_versions() -> None:
    old, new = (
        [VersionFile(f"{folder}/a.ttl", Path("a.ttl"), b"<#x> <#y> <b.ttl> .", Language.TURTLE)] for folder in "xy"
    )
    assert compare_versions(old, new).difference.changes == ()


def test_named_graphs_are_read_as_one() -> None:
    quads = version("<urn:g> { <urn:a> <urn:p> <urn:b> }", language=Language.TRIG)
    assert compare_versions(quads, version("<urn:a> <urn:p> <urn:b> .")).difference.changes == ()


def test_the_same_change_is_told_in_the_same_words() -> None:
    lines = [
        f"ex:s{number} ex:p _:b{number} , [ ex:q _:b{number} ] . _:b{number} ex:r {number} ." for number in range(6)
    ]
    changed = [line.replace("ex:r 3", "ex:r 33") for line in lines]
    shuffled = random.Random(1).sample(changed, len(changed))
    assert told("\n".join(lines), "\n".join(changed)) == told("\n".join(lines), "\n".join(shuffled))


@pytest.mark.parametrize("write", [difference_text, difference_markdown, difference_json])
def test_no_format_lets_a_text_steer_the_terminal(write: Any) -> None:
    text = write(compared("", 'ex:a rdfs:label "\\u001b[31m``` <b>" ; ex:p "\\u202e\\n```" .'))
    assert "\x1b" not in text
    assert "\u202e" not in text
