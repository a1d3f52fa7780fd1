"""Violations are told once, in words, at their places, and only where they are asked for."""

import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from kg.check import Finding, Report, Severity, validate, validate_graph, validate_text
from kg.check.shapes import run_shapes
from kg.errors import InputError
from kg.rdf import XSD
from tests.check.worlds import LIBRARY_SHAPES, PREFIXES, ZOO_SHAPES

LINES = PREFIXES.count("\n")
LEO = 'ex:leo a ex:Animal ; rdfs:label "Leo" ;\n  ex:age 7 .\n'


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    path = tmp_path / "shapes" / "zoo.ttl"
    path.parent.mkdir()
    path.write_text(ZOO_SHAPES)
    return path


def check(body: str, shapes: str) -> Report:
    return validate_text(PREFIXES + body + shapes.removeprefix(PREFIXES))


def only(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def marked(finding: Finding) -> str:
    return finding.excerpt[finding.position.column - 1 : finding.end_column - 1]


def write(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + body)
    return path


def test_points_at_the_value() -> None:
    finding = only(check('ex:leo a ex:Animal ; rdfs:label "Leo" ;\n  ex:age 3, "old" .\n', ZOO_SHAPES))
    assert (finding.position.line - LINES, marked(finding)) == (2, '"old"')
    assert (finding.rule, finding.severity) == ("AgeShape", Severity.ERROR)
    assert finding.message == "Leo: “age” must be of type integer, not “old”."


def test_points_at_the_predicate_when_no_value_is_to_blame() -> None:
    finding = only(check(LEO + "ex:leo ex:keeper ex:ann, ex:bob .\n", ZOO_SHAPES))
    assert (finding.position.line - LINES, marked(finding)) == (3, "ex:keeper")
    assert finding.severity is Severity.WARNING


def test_points_at_the_subject_when_something_is_missing() -> None:
    finding = only(check("ex:leo ex:age 7 .\nex:leo a ex:Animal .\n", ZOO_SHAPES))
    assert (finding.position.line - LINES, marked(finding)) == (2, "ex:leo")
    assert finding.severity is Severity.INFO
    assert finding.message == "leo: An animal needs a name."


def test_points_into_blank_nodes() -> None:
    body = "ex:zoo ex:has [ a ex:Animal ; ex:age 1 ] .\n"
    finding = only(check(body, ZOO_SHAPES))
    assert (finding.position.line - LINES, finding.position.column) == (1, 15)
    assert finding.message == "an unnamed Animal: An animal needs a name."


def test_names_things_in_queries_by_their_labels() -> None:
    body = LEO + 'ex:rex a ex:Animal ; rdfs:label "Rex"@en, "Roi"@fr ; ex:eats ex:leo .\n'
    finding = only(check(body, ZOO_SHAPES))
    assert finding.message == "Rex must not eat Leo."
    assert (finding.rule, marked(finding)) == ("AnimalShape", "ex:leo")


@pytest.mark.parametrize(
    ("body", "where", "says"),
    [
        ("ex:b a ex:Book ; ex:shelf ex:s .\nex:s ex:room ex:reading-room .", "ex:b", "author"),
        (
            "ex:b a ex:Book ; ex:author ex:ann ; ex:shelf ex:s .\nex:ann a ex:Person .\n"
            "ex:s ex:room ex:reading-room .\nex:x ex:borrowed ex:b .",
            "ex:x",
            "x is not of class “Person”",
        ),
        (
            'ex:b a ex:Book ; ex:author ex:ann ; ex:shelf ex:s ; ex:language "xx" .\n'
            "ex:ann a ex:Person .\nex:s ex:room ex:reading-room .",
            '"xx"',
            "not one of: “en”, “fr”",
        ),
        ("ex:b a ex:Book ; ex:author ex:ann .\nex:ann a ex:Person .", "ex:b", "“shelf / room” must have"),
    ],
)
def test_the_library_has_its_rules(body: str, where: str, says: str) -> None:
    finding = only(check(body + "\n", LIBRARY_SHAPES))
    assert marked(finding) == where
    assert says in finding.message
    assert finding.rule == "BookShape"


def test_says_the_same_thing_once() -> None:
    shapes = ZOO_SHAPES + "ex:Other a sh:NodeShape ; sh:targetClass ex:Animal ; sh:property ex:AgeShape .\n"
    report = check('ex:leo a ex:Animal ; rdfs:label "Leo" ; ex:age "x" .\n', shapes)
    assert len(report.findings) == 1


def test_a_graph_that_obeys_conforms() -> None:
    report = check(LEO, ZOO_SHAPES)
    assert report.conforms
    assert report.shapes == 4
    assert not report.fails(Severity.INFO)


def test_failing_is_a_matter_of_severity() -> None:
    report = check(LEO + "ex:leo ex:keeper ex:ann, ex:bob .\n", ZOO_SHAPES)
    assert report.fails(Severity.WARNING)
    assert not report.fails(Severity.ERROR)


def test_a_shape_that_cannot_be_used_is_a_finding_and_the_others_are_applied() -> None:
    broken = "ex:Odd a sh:NodeShape ; sh:targetClass ex:Animal ; sh:sparql [ sh:select 'SELECT nonsense' ] .\n"
    found = check("ex:leo a ex:Animal .\n", ZOO_SHAPES + broken).findings
    assert {f.rule for f in found} == {"broken-shape", "NameShape"}
    assert marked(next(f for f in found if f.rule == "broken-shape")) == "ex:Odd"


@pytest.mark.parametrize("clause", ["SERVICE <http://example.org/s> { $this ?p ?o }", "$this ?p ?o"])
def test_no_query_leaves_the_machine(clause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _no_network)
    source = "" if "SERVICE" in clause else "FROM <http://example.org/data>"
    shape = (
        "ex:Far a sh:NodeShape ; sh:targetClass ex:Animal ; "
        f"sh:sparql [ sh:select '''SELECT $this {source} WHERE {{ {clause} }}''' ] .\n"
    )
    finding = only(check(LEO, ZOO_SHAPES + shape))
    assert finding.rule == "broken-shape"
    assert "SERVICE" in finding.message


def test_nothing_is_fetched(shapes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", _no_network)
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<> owl:imports <http://example.org/far> .\n"
    path = write(tmp_path, "data/zoo.ttl", owl + LEO)
    assert validate([path], shapes=[shapes]).conforms


def _no_network(*_: object, **__: object) -> None:
    raise AssertionError("the network was opened")


def test_context_is_known_but_not_judged(shapes: Path, tmp_path: Path) -> None:
    known = write(tmp_path, "known.ttl", "ex:rex a ex:Animal .\nex:Cat rdfs:subClassOf ex:Animal .\n")
    edited = write(tmp_path, "edited.ttl", 'ex:tom a ex:Cat ; rdfs:label "Tom" ; ex:eats ex:rex .\n')
    finding = only(validate([edited], shapes=[shapes], context=[known]))
    assert finding.message == "Tom must not eat rex."
    assert len(validate([edited, known], shapes=[shapes]).findings) == 2


def test_a_triple_about_something_known_is_judged_where_it_is_written(shapes: Path, tmp_path: Path) -> None:
    known = write(tmp_path, "known.ttl", LEO)
    edited = write(tmp_path, "edited.ttl", 'ex:leo ex:age "old" .\n')
    assert only(validate([edited], shapes=[shapes], context=[known])).position.file == edited


def test_a_file_in_paths_and_context_counts_once_as_a_path(shapes: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "zoo/zoo.ttl", "ex:leo a ex:Animal .\n")
    report = validate([path], shapes=[shapes], context=[tmp_path / "zoo"])
    assert len(report.findings) == 1
    assert report.triples == 1


names = st.sampled_from("abcd")
facts = st.one_of(
    st.builds("ex:{} a ex:Animal .".format, names),
    st.builds('ex:{} rdfs:label "{}" .'.format, names, names),
    st.builds("ex:{} ex:age {} .".format, names, st.sampled_from(["1", '"x"'])),
    st.builds("ex:{} ex:{} ex:{} .".format, names, st.sampled_from(["eats", "keeper"]), names),
)


@settings(deadline=None, max_examples=30)
@given(st.lists(facts, max_size=12), names)
def test_some_focus_nodes_give_the_full_runs_results_for_them(written: list[str], name: str) -> None:
    data = Graph().parse(data=PREFIXES + "\n".join(written))
    shapes = Graph().parse(data=ZOO_SHAPES)
    focus = URIRef(f"http://example.org/{name}")
    full = run_shapes(data, shapes).results
    restricted = run_shapes(data, shapes, focus=frozenset({focus})).results
    assert set(restricted) == {result for result in full if result.focus == focus}


def test_folders_are_read_but_examples_rules_builds_and_hidden_ones_are_not(tmp_path: Path) -> None:
    for name in ("a.ttl", "sub/b.nt", "examples/c.ttl", "rules/d.ttl", "build/e.ttl", ".git/f.ttl", "g.txt"):
        write(tmp_path, name, "")
    (tmp_path / "sub/b.nt").write_text("")
    assert [path.name for path in validate([tmp_path]).files] == ["a.ttl", "b.nt"]
    assert [path.name for path in validate([tmp_path / "examples" / "c.ttl"]).files] == ["c.ttl"]


@pytest.mark.parametrize(("name", "says"), [("none.ttl", "no file or folder"), ("a.txt", "does not end like")])
def test_what_cannot_be_read_is_said_in_a_sentence(name: str, says: str, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "")
    with pytest.raises(InputError, match=says):
        validate([tmp_path / name])


def test_a_folder_without_rdf_files_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no RDF file"):
        validate([tmp_path])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nt", '<http://example.org/leo> <http://example.org/age> "x" .\n'),
        ("a.nq", '<http://example.org/leo> <http://example.org/age> "x" <http://e/g> .\n'),
        ("a.trig", 'PREFIX ex: <http://example.org/>\nex:g { ex:leo ex:age "x" }'),
        ("a.jsonld", '{"@id": "http://example.org/leo", "http://example.org/age": "x"}'),
    ],
)
def test_every_language_is_checked_and_the_file_is_named(name: str, text: str, shapes: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    known = write(tmp_path, "known.ttl", 'ex:leo a ex:Animal ; rdfs:label "Leo" .\n')
    finding = only(validate([path], shapes=[shapes], context=[known]))
    assert finding.position.file == path
    assert name.endswith("jsonld") or finding.excerpt[finding.position.column - 1 :].startswith('"x"')


def test_what_no_file_holds_is_placed_at_its_shape() -> None:
    shape = "ex:Lost a sh:NodeShape ; sh:targetNode ex:nobody ; sh:property ex:NameShape .\n"
    finding = only(check(LEO, ZOO_SHAPES + shape))
    assert marked(finding) == "ex:nobody"


def test_a_graph_is_checked_without_files() -> None:
    data = Graph().parse(data=PREFIXES + 'ex:leo a ex:Animal ; ex:age "old" .')
    findings = validate_graph(data, Graph().parse(data=ZOO_SHAPES)).findings
    assert [finding.position for finding in findings] == [None, None]


def test_strings_of_an_oxigraph_store_equal_plain_ones() -> None:
    data = Graph(store="Oxigraph")
    data.add((URIRef("http://example.org/b"), URIRef("http://example.org/language"), _typed("en")))
    shapes = LIBRARY_SHAPES + "ex:Any a sh:NodeShape ; sh:targetSubjectsOf ex:language ; sh:property ex:L .\n"
    shapes += 'ex:L a sh:PropertyShape ; sh:path ex:language ; sh:in ( "en" "fr" ) .\n'
    assert validate_graph(data, Graph().parse(data=shapes)).conforms


def _typed(text: str) -> Literal:
    return Literal(text, datatype=XSD.string)


def test_a_value_that_is_no_value_of_its_type_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    finding = only(check('ex:leo a ex:Animal ; rdfs:label "L" ; ex:age "x"^^xsd:integer .\n', ZOO_SHAPES))
    assert finding.rule == "AgeShape"
    assert capfd.readouterr().err == ""
