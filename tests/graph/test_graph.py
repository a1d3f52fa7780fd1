"""What a graph is: its words, its schema, its names."""

from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import RDFS

from kg.graph.lexicon import Kind
from kg.graph.words import normal_form, readable, tokenise
from kg.qa.index import GraphIndex
from kg.wiring import Engine

LAKES = "https://example.org/lakes#"


@pytest.fixture(scope="module")
def index(foreign: Engine) -> GraphIndex:
    return foreign.answerer.index


@pytest.mark.parametrize(
    ("one", "two"), [("Web sites", "web-site"), ("site's", "Sites"), ("Café", "cafe"), ("needs", "NEED")]
)
def test_spellings_of_one_word_have_one_normal_form(one: str, two: str) -> None:
    assert normal_form(one) == normal_form(two)


@pytest.mark.parametrize("name", ["hasPetType", "has_pet_type", "has-pet-type", "HasPetType"])
def test_a_local_name_is_read_as_words(name: str) -> None:
    assert readable(name) == "has pet type"


def test_tokens_point_into_the_text() -> None:
    text = "Which lake's depth, please?"
    assert [text[t.start : t.end] for t in tokenise(text)] == ["Which", "lake", "depth", "please"]


def test_the_schema_counts_classes_and_links(index: GraphIndex) -> None:
    assert index.schema.classes[URIRef(LAKES + "Lake")] == 3
    (edge,) = [e for e in index.schema.edges if e.predicate == URIRef(LAKES + "liesIn")]
    assert (edge.start, edge.end, edge.triples) == (URIRef(LAKES + "Lake"), URIRef(LAKES + "Country"), 3)


def test_inverse_properties_are_known_both_ways(index: GraphIndex) -> None:
    assert index.schema.inverses[URIRef(LAKES + "fedBy")] == URIRef(LAKES + "feeds")
    assert index.schema.inverses[URIRef(LAKES + "feeds")] == URIRef(LAKES + "fedBy")


def test_classes_that_describe_a_schema_are_not_what_a_graph_is_about(index: GraphIndex) -> None:
    assert not [cls for cls in index.schema.classes if "owl#" in cls]


def test_things_are_found_by_their_names(index: GraphIndex) -> None:
    (entry,) = index.lexicon.by_key[normal_form("lake ladoga")]
    assert (entry.kind, entry.term) == (Kind.ENTITY, URIRef(LAKES + "ladoga"))


def test_classes_and_properties_are_found_by_their_names(index: GraphIndex) -> None:
    assert {e.kind for e in index.lexicon.by_key[normal_form("rivers")]} == {Kind.CLASS, Kind.PROPERTY}


def test_marks_tell_what_a_statement_is(index: GraphIndex) -> None:
    assert index.marks.statements == {URIRef(LAKES + "Survey")}
    assert index.marks.details[URIRef(LAKES + "why")] == "reason"


def test_sub_properties_are_found_from_above(index: GraphIndex) -> None:
    above = URIRef("https://w3id.org/mktit/kg#source")
    assert URIRef(LAKES + "cites") in index.schema.below(above, RDFS.subPropertyOf)


def test_graphs_without_labels_are_known_by_their_local_names(tmp_path: Path) -> None:
    from kg.settings import Settings

    path = tmp_path / "pets.ttl"
    path.write_text(
        "@prefix p: <urn:pets:> . p:rex a p:BigDog ; p:ownerName 'Ann' ; p:weight_kg 30 .\n"
        "p:tom a p:BigDog ; p:ownerName 'Bob' ; p:weight_kg 22 ."
    )
    engine = Engine.open(settings=Settings((str(path),), "hashing"))
    answer = engine.ask("What is the owner name of rex?")
    assert [cell.label for row in answer.rows for cell in row if cell] == ["Ann"]
    assert len(engine.ask("list all big dogs").rows) == 2
