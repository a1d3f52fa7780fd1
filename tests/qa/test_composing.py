"""Forms from forms: what follow-ups make of the logical form before, and that its SPARQL parses."""

from dataclasses import replace

import pytest
from rdflib import Literal, URIRef
from rdflib.plugins.sparql.parser import parseQuery

from kg.qa.forms import Aggregate, Ask, Comparison, LogicalForm, Nested, Order, Pattern
from kg.qa.sparql import write_evidence_query, write_query
from kg.qa.talk.composing import (
    among,
    bound,
    counting,
    excluding,
    is_plain,
    listing,
    mentions,
    reasons,
    replaced,
    topics,
    within,
    without_columns,
)  # fmt: skip

LAKE, LIES, DEPTH, FEEDS = (URIRef(f"https://example.org/{name}") for name in ("Lake", "lies", "depth", "feeds"))
RUSSIA, FINLAND, SVIR = (URIRef(f"https://example.org/{name}") for name in ("russia", "finland", "svir"))
LITERALS = frozenset({DEPTH})
LAKES = LogicalForm(Ask.LIST, (Pattern("lake", LIES, RUSSIA),), types=(("lake", LAKE),), shown=("lake",))
DEPTHS = replace(LAKES, patterns=(*LAKES.patterns, Pattern("lake", DEPTH, "depth")), shown=("depth",), per="lake")
DEEPEST = replace(DEPTHS, shown=("lake",), per=None, order=Order("depth", True, limit=1))
NUMBER = replace(LAKES, shown=(), aggregates=(Aggregate("count", "lake"),))
FACT = LogicalForm(Ask.YES_NO, (Pattern(SVIR, FEEDS, RUSSIA),))
EVERY = (LAKES, DEPTHS, DEEPEST, NUMBER, FACT, replace(LAKES, ask=Ask.COUNT))


@pytest.mark.parametrize(
    ("form", "nodes"),
    [
        (LAKES, ["lake"]),
        (DEPTHS, ["lake"]),
        (NUMBER, ["lake"]),
        (FACT, [SVIR, RUSSIA]),
        (LogicalForm(Ask.LIST, (Pattern(SVIR, DEPTH, "depth"),), shown=("depth",)), [SVIR]),
        (LogicalForm(Ask.DEFINITION, (Pattern(SVIR, FEEDS, "class"),), shown=("class",)), [SVIR]),
    ],
)
def test_a_form_is_about_things_and_not_about_their_values(form: LogicalForm, nodes: list[object]) -> None:
    assert [topic.node for topic in topics(form, LITERALS)] == nodes


def test_a_list_with_a_limit_is_not_plain() -> None:
    assert [is_plain(form) for form in (LAKES, DEPTHS, DEEPEST)] == [True, True, False]


def test_a_count_becomes_the_list_of_what_it_counts() -> None:
    assert listing(NUMBER, "lake") == LAKES


def test_a_list_keeps_the_limit_that_picks_its_things() -> None:
    assert listing(DEEPEST, "lake").order == DEEPEST.order


def test_what_is_counted_is_things() -> None:
    assert "COUNT(DISTINCT ?lake)" in write_query(counting(DEPTHS, "lake"))


def test_a_fact_has_its_reasons_in_its_own_triple() -> None:
    assert f"{SVIR.n3()} {FEEDS.n3()} ?reason" in write_query(reasons(FACT))


def test_the_list_before_is_joined_by_its_thing_and_its_other_names_are_kept_apart() -> None:
    deep = LogicalForm(Ask.LIST, (Pattern("it", DEPTH, "depth"),), shown=("it",))
    joined = within(deep, "it", listing(DEPTHS, "lake"), "lake")
    assert joined.patterns == (
        Pattern("it", LIES, RUSSIA),
        Pattern("it", DEPTH, "depth2"),
        Pattern("it", DEPTH, "depth"),
    )
    assert joined.types == (("it", LAKE),)


def test_columns_of_the_list_before_may_be_shown_instead() -> None:
    deep = LogicalForm(Ask.LIST, (Pattern("it", DEPTH, "depth"),), shown=("it",))
    joined = within(deep, "it", listing(DEPTHS, "lake"), "lake", ("depth",))
    assert (joined.shown, joined.per) == (("depth2",), "it")


def test_one_term_is_held_in_the_pattern_and_several_in_values() -> None:
    pattern = Pattern("lake", LIES, FINLAND)
    assert pattern in bound(LAKES, "lake", pattern, (FINLAND,)).patterns
    assert bound(LAKES, "lake", pattern, (FINLAND, RUSSIA)).choices == (("choice", (FINLAND, RUSSIA)),)


def test_what_is_excluded_must_meet_none_of_the_terms() -> None:
    pattern = Pattern("lake", LIES, FINLAND)
    assert write_query(excluding(LAKES, "lake", pattern, (FINLAND, RUSSIA))).count("NOT EXISTS") == 2


def test_a_term_is_replaced_wherever_it_stands() -> None:
    nested = Nested("avg", "x", (Pattern("x", LIES, RUSSIA),))
    form = replace(
        DEPTHS,
        choices=(("country", (RUSSIA, FINLAND)),),
        excluded=((Pattern("lake", FEEDS, RUSSIA), Comparison("lake", "!=", RUSSIA)),),
        comparisons=(Comparison("depth", ">", nested), Comparison("lake", "!=", RUSSIA)),
    )
    assert "russia" not in write_query(replaced(form, {RUSSIA: SVIR}))


def test_a_term_may_become_a_variable() -> None:
    form = replaced(LAKES, {RUSSIA: "country"})
    assert (mentions(form, RUSSIA), mentions(form, "country")) == (False, True)


def test_patterns_that_only_bring_a_column_are_left_out_of_words() -> None:
    plain = listing(DEPTHS, "lake")
    assert without_columns(plain, ("depth",), LITERALS).patterns == LAKES.patterns
    deep = replace(plain, comparisons=(Comparison("depth", ">", Literal(5)),))
    assert without_columns(deep, ("depth",), LITERALS) == deep


@pytest.mark.parametrize("form", EVERY)
def test_whatever_is_made_of_a_form_is_a_query(form: LogicalForm) -> None:
    things = [topic.node for topic in topics(form, LITERALS) if topic.node in form.variables]
    made = [reasons(form), *(make(form, str(node)) for node in things for make in (listing, counting))]
    held = [within(each, each.shown[0], among("thing", (RUSSIA,)), "thing") for each in made if each.shown]
    for each in (*made, *held):
        parseQuery(write_query(each))
        parseQuery(write_evidence_query(each, 5))
