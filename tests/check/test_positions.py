"""Every triple of a file gets its place."""

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.check.lines import lines_of
from kg.check.positions import Place, parse_trig, parse_turtle
from kg.rdf import RDF, XSD

EX = "http://example.org/"
HEAD = f"@prefix ex: <{EX}> .\n"


def text_at(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]


def place_of(text: str, predicate: str) -> Place:
    return next(place for triple, place in parse_turtle(text).places.items() if triple[1] == URIRef(EX + predicate))


iris = st.sampled_from([f"ex:{name}" for name in "abcdef"] + [f"<{EX}x#y>", "ex:é", "ex:a\\,b", "ex:1.2"])
literals = st.one_of(
    st.sampled_from(
        [
            "01",
            "-4.50",
            "1e6",
            "true",
            '"a # b"',
            "'it'",
            '"""two\nlines "quoted" """',
            '"x"@en-GB',
            '"01"^^ex:type',
            '"tab\\t\\u00e9"',
            '"[ ( ; . ,"',
            "+7",
            '""',
            '"x"^^<http://example.org/t>',
        ]
    ),
    st.text(alphabet="aé😀 .;#", max_size=6).map(lambda text: f'"{text}"'),
)
spaces = st.sampled_from([" ", "  ", "\n  ", " # a ; comment . [\n", "\t", "\r\n "])


def nodes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(iris, spaces, inner), max_size=2)
    brackets = pairs.map(lambda said: "[" + " ; ".join(f"{p}{gap}{o}" for p, gap, o in said) + "]")
    lists = st.lists(inner, max_size=3).map(lambda items: "( " + " ".join(items) + " )")
    return st.one_of(brackets, lists)


objects = st.recursive(st.one_of(iris, literals), nodes, max_leaves=6)


@st.composite
def statements(draw: st.DrawFn) -> str:
    subject = draw(st.one_of(iris, st.just("_:n"), st.just("[]")))
    said = []
    for _ in range(draw(st.integers(1, 3))):
        items = draw(st.lists(objects, min_size=1, max_size=2))
        said.append(draw(st.one_of(iris, st.just("a"))) + draw(spaces) + f"{draw(spaces)},".join(items))
    return subject + draw(spaces) + f"{draw(spaces)};".join(said) + draw(spaces) + ".\n"


def reads_as(text: str, term: URIRef | BNode | Literal) -> bool:
    if isinstance(term, BNode):
        return text[:1] in "[(_" if text else False
    if text == "a":
        return term == RDF.type
    (triple,) = parse_turtle(f"{HEAD}ex:s ex:p {text} .").places
    return triple[2] == term


@settings(deadline=None, max_examples=40)
@given(st.lists(statements(), min_size=1, max_size=4))
def test_places_hold_the_text_of_their_terms(written: list[str]) -> None:
    text = HEAD + "".join(written)
    for triple, place in parse_turtle(text).places.items():
        if triple[1] in (RDF.first, RDF.rest):
            continue
        for term, span in zip(triple, place, strict=True):
            assert reads_as(text_at(text, span).replace("( )", "()"), term) or str(term) == str(RDF.nil)


@settings(deadline=None, max_examples=40)
@given(st.lists(statements(), min_size=1, max_size=4))
def test_the_triples_are_those_that_rdflib_reads(written: list[str]) -> None:
    text = HEAD + "".join(written)
    ours = Graph().parse(data=parse_turtle(text).graph().serialize(format="nt"), format="nt")
    assert isomorphic(ours, Graph().parse(data=text, format="turtle"))


@pytest.mark.parametrize(
    "spelt", ['"01"^^xsd:integer', '"1.50"^^xsd:decimal', '"+1"^^xsd:integer', '"2024-1-1"^^xsd:date']
)
def test_keeps_the_spelling_of_literals(spelt: str) -> None:
    text = f"{HEAD}@prefix xsd: <{XSD}> .\nex:s ex:p {spelt} ."
    (triple,) = parse_turtle(text).places
    assert str(triple[2]) == spelt.split('"')[1]
    assert rdflib.NORMALIZE_LITERALS is True


def test_numbers_without_quotes_keep_their_spelling() -> None:
    triples = list(parse_turtle(f"{HEAD}ex:s ex:p 007, 0.00000001, 1E3 .").places)
    assert [str(value) for _, _, value in triples] == ["007", "0.00000001", "1E3"]


def test_a_string_typed_as_string_is_the_plain_string() -> None:
    (triple,) = parse_turtle(f'{HEAD}ex:s ex:p "x", "x"^^<{XSD.string}> .').places
    assert triple[2] == Literal("x")


def test_a_cell_of_a_list_stands_at_its_item() -> None:
    text = HEAD + "ex:s ex:p ( ex:a ( ex:b ) ) ."
    places = parse_turtle(text).places
    at = {str(triple[2]): place for triple, place in places.items() if triple[1] == RDF.first}
    assert text_at(text, at[EX + "b"].object) == "ex:b"
    assert text_at(text, at[EX + "a"].subject) == "("


def test_lines_and_columns_count_characters_from_one() -> None:
    text = HEAD + '\nex:s ex:p "😀é" ;\r\n\tex:q ex:o .'
    assert lines_of(text).at(place_of(text, "q").object[0]) == (4, 7)
    assert lines_of(text).line(3) == 'ex:s ex:p "😀é" ;'


def test_triples_of_named_graphs_have_places_too() -> None:
    text = HEAD + "ex:g { ex:s ex:p ex:o }\nex:s ex:q 1 ."
    found = {text_at(text, place.object) for place in parse_trig(text).places.values()}
    assert found == {"ex:o", "1"}
