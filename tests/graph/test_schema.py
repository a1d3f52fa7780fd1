"""The schema is what the triples show: classes, edges, names, and what holds what."""

from rdflib import Namespace
from rdflib.namespace import OWL, XSD

from kg.graph.schema import Edge, Schema, read_schema
from kg.stores.runner import EmbeddedRunner

M = Namespace("https://example.org/museums#")


def edge(schema: Schema, name: str, start: str) -> Edge:
    (found,) = [e for e in schema.edges if (e.predicate, e.start) == (M[name], M[start])]
    return found


def test_classes_are_counted(schema: Schema) -> None:
    assert (schema.classes[M.Device], schema.classes[M.Lamp], schema.classes[M.Show]) == (3, 2, 2)
    assert OWL.Class not in schema.classes


def test_an_edge_counts_triples_subjects_and_objects(schema: Schema) -> None:
    (found,) = [e for e in schema.edges if (e.predicate, e.end) == (M.requires, M.Device)]
    assert (found.start, found.triples, found.subjects, found.objects) == (M.Show, 3, 2, 2)


def test_an_edge_into_numbers_knows_their_datatype(schema: Schema) -> None:
    found = edge(schema, "watts", "Lamp")
    assert (found.datatype, found.is_literal, found.sample in ("40", "5")) == (XSD.integer, True, True)


def test_an_edge_of_a_thing_without_class_has_no_start(schema: Schema) -> None:
    (found,) = [e for e in schema.edges if e.predicate == M.hangsIn]
    assert (found.start, found.end) == (None, M.Museum)


def test_names_are_english_where_they_can_be(schema: Schema) -> None:
    assert (schema.names[M.Device].preferred, schema.names[M.Device].synonyms) == ("device", ())
    assert schema.names[M.Device].comment == "What a show runs on."


def test_a_class_keeps_its_synonyms(schema: Schema) -> None:
    assert schema.names[M.Museum].all == ("museum", "gallery")


def test_a_property_without_label_is_called_by_its_local_name(schema: Schema) -> None:
    assert schema.name(M.hangsIn) == "hangs in"


def test_a_class_whose_things_all_are_of_another_is_within_it(schema: Schema) -> None:
    assert schema.broader[M.Lamp] == {M.Device}
    assert schema.within(M.Device) == {M.Device}


def test_a_class_is_within_what_an_axiom_says(schema: Schema) -> None:
    assert schema.within(M.Museum) == {M.Museum, M.Place}


def test_inverses_hold_both_ways(schema: Schema) -> None:
    assert (schema.inverses[M.requires], schema.inverses[M.requiredBy]) == (M.requiredBy, M.requires)


def test_reading_twice_gives_equal_schemas(museums: EmbeddedRunner, schema: Schema) -> None:
    assert read_schema(museums) == schema
