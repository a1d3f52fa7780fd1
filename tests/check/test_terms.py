"""Terms come through Oxigraph as the file spells them."""

import pyoxigraph
import pytest
from rdflib import BNode, Literal, URIRef

from kg.check.terms import NoTerm, OxigraphTerms, Terms, literal
from kg.rdf import XSD

INTEGER = pyoxigraph.NamedNode(str(XSD.integer))


@pytest.mark.parametrize(
    "term",
    [
        URIRef("http://example.org/é"),
        Literal(""),
        Literal("a\tb"),
        Literal("x", lang="en"),
        literal("01", XSD.integer),
        literal("x", XSD.integer),
        literal("1.50", XSD.decimal),
        literal("x", URIRef("http://example.org/t")),
    ],
)
def test_a_term_comes_back_as_it_went(term: URIRef | Literal) -> None:
    back = Terms()[OxigraphTerms()[term]]
    assert (back, back.n3()) == (term, term.n3())


def test_a_string_typed_as_string_is_the_plain_string() -> None:
    assert Terms()[pyoxigraph.Literal("x", datatype=pyoxigraph.NamedNode(str(XSD.string)))] == Literal("x")


def test_one_term_is_one_object() -> None:
    terms = Terms()
    assert terms[pyoxigraph.Literal("0", datatype=INTEGER)] is terms[pyoxigraph.Literal("0", datatype=INTEGER)]


def test_a_blank_node_goes_by_its_name() -> None:
    assert OxigraphTerms()[BNode("n")] == pyoxigraph.BlankNode("n")


@pytest.mark.parametrize(
    "term",
    [
        pyoxigraph.BlankNode("n"),
        pyoxigraph.Triple(INTEGER, INTEGER, INTEGER),
        pyoxigraph.Literal("x", language="en", direction=pyoxigraph.BaseDirection.LTR),
    ],
)
def test_says_so_when_there_is_no_term(term: object) -> None:
    with pytest.raises(NoTerm):
        Terms()[term]
