"""Every format says the same, and nothing from a graph gets out of its quotes."""

import json
from pathlib import Path
from xml.dom.minidom import parseString

import pytest
from rdflib import Graph, Literal, URIRef

from kg.check import Finding, Format, Report, Severity, render, validate_text
from kg.model import Position
from kg.rdf import RDF, SH
from tests.check.worlds import PREFIXES, ZOO_SHAPES

HOSTILE = "\x1b[31mred\x07\u202e,100%:\r\n::error::]]><x>\"'"
LEO = URIRef("http://example.org/leo")


@pytest.fixture
def report() -> Report:
    body = 'ex:leo a ex:Animal ; rdfs:label "Leo" ; ex:age "old" ; ex:keeper ex:a, ex:b .\n'
    return validate_text(PREFIXES + body + ZOO_SHAPES.removeprefix(PREFIXES), name=Path("data/zoo.ttl"))


@pytest.fixture
def hostile() -> Report:
    place = Position(Path("data/a,b:%c.ttl"), 3, 5)
    finding = Finding(
        HOSTILE, Severity.ERROR, f"{HOSTILE} is odd.", place, 9, f"a\tb{HOSTILE}", LEO, value=Literal(HOSTILE)
    )
    return Report((finding,), (place.file,), 1, 1, 1.0)


def test_text_is_what_compilers_write(report: Report) -> None:
    lines = render(report).splitlines()
    line = PREFIXES.count("\n") + 1
    assert lines[0].startswith(f"data/zoo.ttl:{line}:48: error[AgeShape] Leo: ")
    assert lines[1].endswith('ex:age "old" ; ex:keeper ex:a, ex:b .')
    assert lines[2].split("| ")[1] == " " * 47 + "^^^^^"
    assert lines[-1] == "1 error, 1 warning in 1 file"


def test_text_of_what_conforms_is_one_line() -> None:
    report = Report((), (Path("a.ttl"), Path("b.ttl")), 4321)
    assert render(report) == "conforms: 4,321 triples in 2 files\n"


def test_colours_are_asked_for(report: Report) -> None:
    assert "\x1b[1;31merror[AgeShape]\x1b[0m" in render(report, colour=True)
    assert "\x1b" not in render(report)


def test_carets_stand_under_what_they_mean() -> None:
    text = PREFIXES + 'ex:leo\ta ex:Animal; rdfs:label "狮子"; ex:age "x".\n' + ZOO_SHAPES[len(PREFIXES) :]
    _, source, caret, _ = render(validate_text(text)).splitlines()
    assert caret.index("^") == source.index('"x"') + 2


def test_long_lines_are_shown_around_the_place() -> None:
    text = PREFIXES + f'ex:leo rdfs:label "{"long " * 500}" ; a ex:Animal ; ex:age "x" .\n'
    lines = render(validate_text(text + ZOO_SHAPES[len(PREFIXES) :])).splitlines()
    assert max(len(line) for line in lines) < 200
    assert lines[1][lines[2].index("^") :].startswith('"x"')


def test_json_says_everything(report: Report) -> None:
    said = json.loads(render(report, Format.JSON))
    assert (said["schema_version"], said["conforms"]) == (1, False)
    assert said["counts"]["error"] == 1
    first = said["findings"][0]
    assert (first["file"], first["column"], first["rule"]) == ("data/zoo.ttl", 48, "AgeShape")
    assert (first["focus"], first["path"]) == (str(LEO), "http://example.org/age")
    assert first["value"] == '"old"'


def test_sarif_has_the_structure_that_readers_need(report: Report) -> None:
    log = json.loads(render(report, Format.SARIF))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        location = result["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == "data/zoo.ttl"
        assert location["region"]["startLine"] == PREFIXES.count("\n") + 1
        assert result["partialFingerprints"]


def test_sarif_says_what_a_rule_means(report: Report) -> None:
    text = PREFIXES + 'ex:leo rdfs:labl "Leo" .\n'
    (run,) = json.loads(render(validate_text(text, pitfalls=True), Format.SARIF))["runs"]
    told = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert "misspelt" in told["unknown-term"]["fullDescription"]["text"]
    assert "kg explain unknown-term" in told["unknown-term"]["help"]["text"]


def test_fingerprints_stay_when_lines_move(report: Report) -> None:
    body = 'ex:leo a ex:Animal ; rdfs:label "Leo" ; ex:age "old" ; ex:keeper ex:a, ex:b .\n'
    text = PREFIXES + "\n\n" + body + ZOO_SHAPES.removeprefix(PREFIXES)
    moved = validate_text(text, name=Path("data/zoo.ttl"))
    assert fingerprints(moved) == fingerprints(report)


def fingerprints(report: Report) -> list[str]:
    results = json.loads(render(report, Format.SARIF))["runs"][0]["results"]
    return [result["partialFingerprints"]["finding/v1"] for result in results]


def test_junit_counts_its_failures(report: Report) -> None:
    root = parseString(render(report, Format.JUNIT)).documentElement
    assert root.getAttribute("failures") == str(len(root.getElementsByTagName("failure"))) == "2"


def test_the_shacl_report_is_turtle(report: Report) -> None:
    graph = Graph().parse(data=render(report, Format.TTL))
    whole = graph.value(None, RDF.type, SH.ValidationReport)
    assert graph.value(whole, SH.conforms).toPython() is False
    assert {graph.value(r, SH.focusNode) for r in graph.objects(whole, SH.result)} == {LEO}


def test_github_commands_escape_what_would_end_them(hostile: Report) -> None:
    (line,) = render(hostile, Format.GITHUB).splitlines()
    assert "file=data/a%2Cb%3A%25c.ttl,line=3,col=5,endColumn=9," in line
    head, _, said = line.partition(" is odd")[0].partition("::\\u001b")
    assert "::" not in head.removeprefix("::error ")
    assert "100%25" in said


@pytest.mark.parametrize("form", list(Format))
def test_hostile_text_reaches_no_terminal_raw(form: Format, hostile: Report) -> None:
    said = render(hostile, form)
    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(said)


@pytest.mark.parametrize("form", list(Format))
def test_every_format_of_hostile_text_can_be_read_back(form: Format, hostile: Report) -> None:
    said = render(hostile, form)
    if form in {Format.JSON, Format.SARIF}:
        assert json.loads(said)
    elif form is Format.JUNIT:
        assert parseString(said)
    elif form is Format.TTL:
        assert len(Graph().parse(data=said)) > 5
    else:
        assert said.endswith("\n")


@pytest.mark.parametrize("form", list(Format))
def test_every_format_has_words_for_conforming(form: Format) -> None:
    assert isinstance(render(Report((), (Path("a.ttl"),), 1), form), str)
