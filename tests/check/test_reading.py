"""A file is read once, and looked through for places only when one is asked for: what is found is the same."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode

import kg.check.reading
from kg.check import Finding, Report, validate, validate_text
from kg.check.files import Language, Source
from kg.check.positions import parse_trig, parse_turtle
from kg.check.reading import Reading, locate, quiet, read, read_plainly
from kg.check.terms import Terms
from kg.shipped import ONTOLOGY, built_in_places, built_in_shapes, shipped_root
from tests.check.test_positions import HEAD, iris, literals, spaces
from tests.check.worlds import PREFIXES, ZOO_SHAPES

LINES = PREFIXES.count("\n")
EXAMPLES = sorted((shipped_root() / ONTOLOGY / "examples").rglob("*.ttl"))


def source_of(text: str, language: Language = Language.TURTLE) -> Source:
    return Source(Path("zoo.ttl"), text.encode(), language)


def check(body: str) -> Report:
    return validate_text(PREFIXES + body + ZOO_SHAPES.removeprefix(PREFIXES))


def marked(finding: Finding) -> str:
    return finding.excerpt[finding.position.column - 1 : finding.end_column - 1]


def spelt(reading: Reading) -> list[tuple[str, ...]]:
    return [tuple(term.n3() for term in triple) for triple in reading.triples]


@st.composite
def statements(draw: st.DrawFn) -> str:
    said = [
        draw(st.one_of(iris, st.just("a"))) + draw(spaces) + f"{draw(spaces)},".join(draw(values))
        for _ in range(draw(st.integers(1, 3)))
    ]
    return draw(iris) + draw(spaces) + f"{draw(spaces)};".join(said) + draw(spaces) + ".\n"


values = st.lists(st.one_of(iris, literals), min_size=1, max_size=3)


@settings(deadline=None, max_examples=60)
@given(st.lists(statements(), min_size=1, max_size=4))
def test_places_found_later_are_those_found_at_once(written: list[str]) -> None:
    text = HEAD + "".join(written)
    reading = read(source_of(text))
    at_once = parse_turtle(text).places
    assert spelt(reading) == [tuple(term.n3() for term in triple) for triple in at_once]
    assert locate(reading) == at_once


def test_triples_of_named_graphs_are_placed_in_the_order_of_the_text() -> None:
    text = HEAD + "ex:g { ex:s ex:p ex:o , 1 }\nex:s ex:q 2 .\nex:h { ex:s ex:p ex:o ; ex:r 3 }"
    reading = read(source_of(text, Language.TRIG))
    assert reading.places is None
    assert list(locate(reading).items()) == list(parse_trig(text).places.items())


def test_a_file_of_named_things_is_not_looked_through() -> None:
    assert read(source_of(HEAD + "ex:s ex:p 1 .")).places is None


def test_looking_for_places_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    text = HEAD + '@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\nex:s ex:p "x"^^xsd:integer .'
    with quiet():
        reading = read(source_of(text))
    assert len(locate(reading)) == 1
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("body", ["ex:s ex:p [] .", "_:n ex:p 1 .", "ex:s ex:p ( 1 ) ."])
def test_a_file_with_blank_nodes_is_looked_through_at_once(body: str) -> None:
    reading = read(source_of(HEAD + body))
    assert reading.triples == tuple(reading.places)


@pytest.mark.parametrize(
    ("body", "column"),
    [
        (
            'ex:z ex:has [ a ex:Animal ; rdfs:label "A" ; ex:age 1 ], [ a ex:Animal ; rdfs:label "B" ; ex:age "x" ] .',
            98,
        ),
        ('_:a a ex:Animal ; rdfs:label "A" . _:b a ex:Animal ; rdfs:label "B" ; ex:age "x" .', 78),
        ('ex:z ex:has ( [ a ex:Animal ; rdfs:label "A" ] [ a ex:Animal ; ex:age "x" ; rdfs:label "B" ] ) .', 71),
    ],
)
def test_a_finding_about_a_blank_node_is_placed_at_that_one(body: str, column: int) -> None:
    (finding,) = check(body + "\n").findings
    assert isinstance(finding.focus, BNode)
    assert (finding.position.line - LINES, finding.position.column, marked(finding)) == (1, column, '"x"')


def test_the_tag_of_a_language_keeps_its_capitals() -> None:
    (finding,) = check('ex:leo a ex:Animal ; rdfs:label "Leo" ; ex:age "old"@en-GB .\n').findings
    assert finding.value.n3() == '"old"@en-GB'
    assert marked(finding) == '"old"@en-GB'


@pytest.mark.parametrize("iri", ["<?q>", "<./x/./y>", "<#f>"])
def test_what_a_relative_iri_names_is_placed(iri: str, tmp_path: Path) -> None:
    path = tmp_path / "zoo.ttl"
    path.write_text(f"{PREFIXES}{iri} a ex:Animal .\n")
    (tmp_path / "shapes.ttl").write_text(ZOO_SHAPES)
    (finding,) = validate([path], shapes=[tmp_path / "shapes.ttl"]).findings
    assert marked(finding) == iri


def test_what_rdflib_cannot_read_is_placed_in_its_file() -> None:
    (finding,) = check('ex:leo a ex:Animal ; rdfs:label "Leo" @en ; ex:age "old" .\n').findings
    assert (finding.position.file, finding.position.line) == (Path("input.ttl"), 0)


def test_a_blank_node_on_two_lines_of_n_quads_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("_:a <http://e/p> <http://e/g> .\n\n# note\n_:a <http://e/q> _:b .\n")
    first, second = read(Source(path, path.read_bytes(), Language.N_QUADS)).triples
    assert first[0] == second[0] != second[2]


def test_files_do_not_share_blank_nodes() -> None:
    terms = Terms()
    text = HEAD + "_:a ex:p ex:o ."
    readings = [
        read(source_of(text), terms),
        read_plainly(source_of(text), terms),
        read_plainly(source_of(text), terms),
    ]
    assert len({reading.triples[0][0] for reading in readings}) == 3


def test_files_share_their_other_terms() -> None:
    terms = Terms()
    first, second = (read(source_of(HEAD + "ex:s ex:p false ."), terms).triples[0] for _ in range(2))
    assert all(one is other for one, other in zip(first, second, strict=True))


def test_a_triple_written_twice_counts_once() -> None:
    assert len(read(source_of(HEAD + "ex:s ex:p 1, 1 . ex:s ex:p 1 .")).triples) == 1


def nameless(report: Report) -> list[Finding]:
    """The findings with all blank nodes alike, since they have other names in each run."""
    return [
        replace(
            finding,
            path_triples=(),
            **{name: "_" for name in ("focus", "path", "value", "shape") if isinstance(getattr(finding, name), BNode)},
        )
        for finding in report.findings
    ]


def test_the_examples_have_the_findings_of_a_close_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [*map(Path, built_in_places()), *EXAMPLES]
    swift = validate(paths, shapes=[built_in_shapes()])
    monkeypatch.setattr(kg.check.reading, "UNFAITHFUL", re.compile(""))
    close = validate(paths, shapes=[built_in_shapes()])
    assert len(swift.findings) >= len(EXAMPLES) // 2
    assert nameless(swift) == nameless(close)
    assert (swift.triples, swift.shapes) == (close.triples, close.shapes)
