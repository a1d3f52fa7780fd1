"""Every logical form is written as SPARQL that parses, and terms stand in their own serialisation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from pyoxigraph import Literal as StoreLiteral
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.plugins.sparql.parser import parseQuery

from kg.qa.forms import Aggregate, Ask, Comparison, Having, LogicalForm, Nested, Order, Pattern
from kg.qa.sparql import write_evidence_query, write_query
from kg.rdf import ID, MK
from kg.wiring import Engine

P, Q = URIRef("https://example.org/p"), URIRef("https://example.org/q(1)")
ROOT = (Pattern("x", P, "y"),)
YEAR = Literal("2013", datatype=XSD.gYear, normalize=False)

FORMS = {
    "list": LogicalForm(Ask.LIST, ROOT, shown=("x",)),
    "typed": LogicalForm(Ask.LIST, (), types=(("x", Q),), shown=("x",)),
    "count": LogicalForm(Ask.COUNT, ROOT, shown=("x",)),
    "yes or no": LogicalForm(Ask.YES_NO, (Pattern(P, RDF.type, Q),)),
    "why": LogicalForm(Ask.WHY, ROOT, choices=(("y", (Q, Literal("a"))),), shown=("y",)),
    "definition": LogicalForm(Ask.DEFINITION, (Pattern(Q, P, "definition"),), shown=("definition",)),
    "without": LogicalForm(Ask.LIST, ROOT, excluded=((Pattern("x", Q, P), Pattern("x", P, Q)),), shown=("x",)),
    "compared": LogicalForm(Ask.LIST, ROOT, comparisons=(Comparison("y", ">", Literal(5)),), shown=("x",)),
    "equal": LogicalForm(Ask.LIST, ROOT, comparisons=(Comparison("y", "=", Q),), shown=("x",)),
    "highest": LogicalForm(Ask.LIST, ROOT, shown=("x",), order=Order("y", True, limit=3)),
    "most": LogicalForm(Ask.LIST, ROOT, shown=("x",), order=Order("y", True, counted=True, limit=1)),
    "average": LogicalForm(Ask.LIST, ROOT, aggregates=(Aggregate("avg", "y"),)),
    "grouped": LogicalForm(Ask.LIST, ROOT, shown=("y",), aggregates=(Aggregate("count", "x"),)),
    "several groups": LogicalForm(
        Ask.LIST, ROOT, shown=("y",), aggregates=(Aggregate("avg", "x"), Aggregate("avg", "z")), per="x"
    ),
    "more than": LogicalForm(
        Ask.LIST,
        ROOT,
        shown=("x",),
        having=(Having("count", "y", ">", Literal(5)), Having("avg", "y", "<", Literal(9))),
    ),
    "above average": LogicalForm(
        Ask.LIST,
        ROOT,
        comparisons=(Comparison("y", ">", Nested("avg", "v", (Pattern("u", P, "v"),), (("u", Q),))),),
        shown=("x",),
    ),
    "any of": LogicalForm(Ask.LIST, ROOT, comparisons=(Comparison("y", "=", Literal(5), (Literal(6),)),), shown=("x",)),
    "year": LogicalForm(Ask.LIST, ROOT, comparisons=(Comparison("y", ">", YEAR),), shown=("x",)),
    "text": LogicalForm(Ask.LIST, ROOT, comparisons=(Comparison("y", "contains", Literal('a"b')),), shown=("x",)),
    "without, compared": LogicalForm(
        Ask.LIST, ROOT, excluded=((Pattern("x", P, "z"), Comparison("z", ">", Literal(5))),), shown=("x",)
    ),
    "highest average": LogicalForm(
        Ask.LIST, ROOT, shown=("x",), order=Order("y", True, limit=1, function="avg"), per="x"
    ),
    "per thing": LogicalForm(Ask.LIST, ROOT, shown=("y",), per="x"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_form_of_every_kind_parses(form: LogicalForm) -> None:
    written = (write_query(form), write_query(form, limit=7), write_evidence_query(form, 10))
    assert all(parseQuery(query) for query in written)


HOSTILE = ['"', "'''", "\\", '" } DELETE WHERE { ?s ?p ?o', "line\nbreak", "\r\t", '"""\\"', "湖", "\u202e", "a" * 500]


@given(text=st.text(max_size=60) | st.sampled_from(HOSTILE), language=st.sampled_from([None, "en", "de-AT"]))
@settings(deadline=None, max_examples=150)
def test_a_literal_survives_the_query(text: str, language: str | None) -> None:
    value = Literal(text, lang=language)
    query = write_query(LogicalForm(Ask.LIST, (Pattern("x", P, value),), shown=("x",)))
    store = Store()
    store.add(Quad(NamedNode("urn:x"), NamedNode(P), store_literal(value), DefaultGraph()))
    assert len(list(store.query(query))) == 1


def store_literal(value: Literal) -> StoreLiteral:
    return StoreLiteral(str(value), language=value.language) if value.language else StoreLiteral(str(value))


@given(text=st.text(max_size=60) | st.sampled_from(HOSTILE), sign=st.sampled_from(["contains", "starts", "ends"]))
@settings(deadline=None, max_examples=100)
def test_a_text_that_is_sought_in_others_is_quoted(text: str, sign: str) -> None:
    form = LogicalForm(Ask.LIST, ROOT, comparisons=(Comparison("y", sign, Literal(text)),), shown=("x",))
    store = Store()
    store.add(Quad(NamedNode("urn:x"), NamedNode(P), StoreLiteral(text), DefaultGraph()))
    assert len(list(store.query(write_query(form)))) == 1


def test_plain_names_are_prefixed_and_declared() -> None:
    query = write_query(LogicalForm(Ask.LIST, (Pattern(ID["sms-gateway"], MK.requires, "x"),), shown=("x",)))
    assert "id:sms-gateway mk:requires ?x" in query
    assert query.startswith("PREFIX id: ")


@pytest.mark.parametrize("name", ["a(b)", "a/b", "a#b", "", "1-", "é", "a.", "a;b"])
def test_other_names_stand_in_a_query_that_parses(name: str) -> None:
    query = write_query(LogicalForm(Ask.LIST, (Pattern(ID[name], MK.requires, "x"),), shown=("x",)))
    assert parseQuery(query)


def test_a_prefix_inside_a_literal_is_not_declared() -> None:
    query = write_query(LogicalForm(Ask.LIST, (Pattern("x", P, Literal("mk:requires")),), shown=("x",)))
    assert "PREFIX" not in query


def test_numbers_are_compared_as_numbers() -> None:
    query = write_query(FORMS["compared"])
    assert f"<{XSD.decimal}>(STR(?y)) > " in query


QUESTIONS = [
    "Which lakes lie in Russia?",
    "How many rivers feed lakes in Russia?",
    "Which lakes have a depth above 100?",
    "Which lake has the largest depth?",
    "average depth of lakes in Russia",
    "lakes except those in Finland",
    "Does the Svir feed Lake Ladoga?",
    "Why is Lake Ladoga fed by the Svir?",
    "What is Saimaa?",
    "lakes sorted by depth",
    "How many lakes does each country have?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_reading_parses(foreign: Engine, question: str) -> None:
    forms = [ranked.candidate.form for ranked in foreign.answerer.read(question).ranked]
    assert forms
    for form in forms:
        parseQuery(write_query(form))
        parseQuery(write_evidence_query(form, 5))
