"""What is shipped conforms, and each invalid example breaks exactly the shape after which it is named."""

from collections import defaultdict
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef

from kg.api import check
from kg.check.fixes import fix_of
from kg.check.shapes import run_shapes
from kg.rdf import ID, KG, MK, RDF, SH
from kg.shipped import built_in_places

ONTOLOGY = Path(__file__).parents[2] / "ontology"

SHAPES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
VALID = sorted((ONTOLOGY / "examples" / "valid").glob("*.ttl"))
INVALID = sorted(path for kind in ("invalid", "doubtful") for path in (ONTOLOGY / "examples" / kind).glob("*.ttl"))


def local(term):
    return str(term).rpartition("#")[2]


def shapes_in(graph):
    return {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in graph.subjects(RDF.type, kind)}


def results(graph, shapes):
    """The focus nodes, values and shape names of all results."""
    _, report, _ = validate(graph, shacl_graph=shapes, inference="none")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        places = {report.value(result, SH.focusNode), report.value(result, SH.value)}
        yield places, local(report.value(result, SH.sourceShape))


@pytest.fixture(scope="module")
def broken(shipped):
    """The names of the shapes that each example breaks; the examples share no name, so one run serves all."""
    graph, subjects, found = Graph(), {}, defaultdict(set)
    graph += shipped.asserted
    for path in (*VALID, *INVALID):
        example = Graph().parse(path)
        subjects[path] = {subject for subject in example.subjects() if "example" in str(subject)}
        graph += example
    for places, shape in results(graph, shipped.shapes):
        for path, own in subjects.items():
            if places & own:
                found[path].add(shape)
    return found


def test_shipped_graph_conforms_without_a_warning(shipped):
    assert list(results(shipped.asserted, shipped.shapes)) == []


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_example_conforms(broken, path):
    assert broken[path] == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_example_breaks_exactly_its_shape(broken, path):
    assert broken[path] == {path.stem}


@pytest.fixture(scope="module")
def reported():
    """The rules of the findings that `kg validate` has for each example, all examples at once."""
    report = check((*VALID, *INVALID), (), [Path(place) for place in built_in_places()])
    found = defaultdict(set)
    for finding in report.findings:
        found[finding.position.file].add(finding.rule)
    return found


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_kg_validate_reports_an_example_by_its_shape_alone(reported, path):
    assert reported[path] == (set() if path in VALID else {path.stem})


def test_examples_share_no_name():
    seen = defaultdict(set)
    for path in (*VALID, *INVALID):
        for subject in set(Graph().parse(path).subjects()):
            if "example" in str(subject):
                seen[subject].add(path.name)

    assert {subject: paths for subject, paths in seen.items() if len(paths) > 1} == {}


def test_every_shape_has_an_invalid_example(shipped):
    assert {local(shape) for shape in shapes_in(shipped.shapes)} == {path.stem for path in INVALID}


def test_every_shape_has_a_name_and_tells_what_to_do(shipped):
    for shape in shapes_in(shipped.shapes):
        message = shipped.shapes.value(shape, SH.message)
        assert isinstance(shape, URIRef)
        assert message is not None, shape
        assert message.language == "en"
        assert str(message).endswith(".")


def test_shapes_stand_beside_their_modules():
    modules = {path.stem for path in (ONTOLOGY / "modules").glob("*.ttl")}

    assert {path.stem for path in (ONTOLOGY / "shapes").glob("*.ttl")} <= modules


def test_every_class_of_things_has_a_valid_example():
    used = {local(kind) for path in VALID for kind in Graph().parse(path).objects(None, RDF.type)}
    things = "Channel ChannelFamily Component SecurityControl Standard Product Regulation Jurisdiction"
    context = "Role Metric DataAsset Risk Source Passage AmbiguousLabel CompetencyQuestion UnanswerableQuestion"
    statements = "Requirement PillarRequirement Relation RegulationLink RiskTreatment AttributedStatement"

    assert {*things.split(), *context.split(), *statements.split()} <= used


def test_a_circle_of_channels_is_found(shipped):
    circle = Graph()
    first, second = ID["example-first"], ID["example-second"]
    for channel, broader in ((first, second), (second, first)):
        circle.add((channel, RDF.type, MK.Channel))
        circle.add((channel, MK.broaderChannel, broader))

    found = {(focus, shape) for places, shape in results(circle, shipped.shapes) for focus in places}

    assert {(first, "BroaderChannelShape"), (second, "BroaderChannelShape")} <= found


FIXED = sorted(
    {
        local(shape)
        for mark in (KG.fixAdds, KG.fixRemoves)
        for path in SHAPES
        for shape in Graph().parse(path).subjects(mark)
    }
)


@pytest.mark.parametrize("name", FIXED)
def test_a_fix_clears_the_finding_of_its_invalid_example(shipped, name):
    (path,) = [path for path in INVALID if path.stem == name]
    data = Graph()
    data += shipped.asserted
    data.parse(path)
    only = alone(shipped.shapes, MK[name])
    (fix,) = [fix_of(result, data, shipped.shapes) for result in run_shapes(data, only).results][:1]
    assert fix is not None
    for triple in fix.removes:
        data.remove(triple)
    for triple in fix.adds:
        data.add(triple)

    assert run_shapes(data, only).results == ()


def alone(shapes, shape):
    """One shape of many, with what it leads to."""
    found, waiting = Graph(), [shape]
    while waiting:
        node = waiting.pop()
        for triple in shapes.triples((node, None, None)):
            if triple not in found:
                found.add(triple)
                waiting.append(triple[2])
    return found
