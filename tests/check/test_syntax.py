"""All syntax errors of a file are found in one pass."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.check import Finding, validate, validate_text
from kg.errors import InputError
from tests.check.worlds import PREFIXES, ZOO_SHAPES

LINES = PREFIXES.count("\n")


def faults(body: str | bytes, name: str = "zoo.ttl") -> tuple[Finding, ...]:
    content = body if isinstance(body, bytes) else (PREFIXES + body).encode()
    return validate_text(content, name=Path(name)).findings


def places(body: str) -> list[tuple[int, int]]:
    return [(f.position.line - LINES, f.position.column) for f in faults(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("ex:a ex:b ex:c\nex:d ex:e ex:f .", [(1, 15)]),
        ("ex:a ex:b ex:c # no stop\n\n# note\nex:d ex:e ex:f .", [(1, 15)]),
        ("ex:a ex:b ex:c d .\nex:d ex:e .\n", [(1, 16), (2, 11)]),
        ('ex:a ex:b "open .\nex:c ex:d ex:e .\nex:f ex:g <a b> .', [(1, 11), (3, 11)]),
        ('ex:a ex:b "open .\nex:c ex:d "e" .', [(1, 11)]),
        ('ex:a ex:b """open .\nex:c ex:d .\nex:e ex:f ex:g .', [(1, 11), (2, 11)]),
        ("ex:a zoo:b ex:c .\nex:d ex:e zoo:f .\nex:g ex:h .", [(1, 6), (3, 11)]),
        ("@prefix zoo: <http://zoo/\nzoo:a ex:b ex:c .\nex:d ex:e .", [(1, 14), (3, 11)]),
        ("ex:a ex:b [ ex:c ex:d .\nex:e ex:f ( ex:g .\nex:h ex:i ) .", [(1, 23), (2, 18), (3, 11)]),
        ('"text" ex:b ex:c .\nex:a ex:b “c” .', [(1, 1), (2, 11)]),
        ("ex:a ex:b", [(1, 10)]),
        ("@prefix {|zoo: <http://zoo/> .\nex:a ex:b ex:c .\nex:d ex:e .", [(1, 9), (3, 11)]),
        ('ex:a ex:é "😀" x .', [(1, 15)]),
    ],
)
def test_finds_each_error_at_its_place_and_once(body: str, expected: list[tuple[int, int]]) -> None:
    assert places(body) == expected


def test_says_what_is_missing_in_plain_words() -> None:
    (finding,) = faults("ex:a ex:b ex:c\nex:d ex:e ex:f .")
    assert finding.message == "A '.', ';' or ',' is missing here."
    assert finding.excerpt == "ex:a ex:b ex:c"
    assert finding.rule == "syntax"


def test_bytes_that_are_not_utf8_are_a_finding_with_their_line() -> None:
    found = faults(PREFIXES.encode() + b'ex:a ex:b "caf\xe9" .\nex:c ex:d .')
    assert [(f.position.line - LINES, f.position.column) for f in found] == [(1, 15), (2, 11)]
    assert found[0].message == "The byte 0xE9 is not UTF-8 text."


def test_prose_gives_few_findings_and_a_count() -> None:
    found = faults(b"Dear reader, this is no graph.\n" * 3000)
    assert len(found) == 26
    assert found[-1].message == "At least 475 more syntax errors from here on."


def test_a_picture_is_one_finding() -> None:
    (finding,) = faults(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe")
    assert finding.message == "This is not a text file."


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.nt", "<http://e/a> <http://e/b> <http://e/c> .\n<http://e/a> foo .\n", 2),
        ("a.nq", "<http://e/a> <http://e/b> <http://e/c> <http://e/g> .\nfoo\n", 2),
        ("a.trig", "@prefix ex: <http://e/> .\nex:g { ex:a ex:b }\n", 2),
        ("a.jsonld", '{"@id": "http://e/a",\n "http://e/b": [1,]}', 2),
        ("a.rdf", "<a>\n<b></a>", 2),
    ],
)
def test_every_language_has_its_errors_placed(name: str, text: str, line: int) -> None:
    assert faults(text.encode(), name)[0].position.line == line


def test_an_error_without_a_line_still_names_its_file() -> None:
    (finding,) = faults(b'{"@id": 1}', "a.jsonld")
    assert (finding.position.file, finding.position.line) == (Path("a.jsonld"), 0)


def test_statements_that_rdflib_cannot_read_are_a_finding() -> None:
    (finding,) = faults("ex:a ex:b <<( ex:c ex:d ex:e )>> .")
    assert finding.message == "RDF 1.2 triple terms cannot be checked yet."


def test_errors_of_all_files_are_told_and_consequences_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(PREFIXES + "ex:leo a ex:Animal .\nex:x ex:y .")
    (tmp_path / "b.ttl").write_text(PREFIXES + "ex:x ex:y .")
    (tmp_path / "shapes.ttl").write_text(ZOO_SHAPES)
    report = validate([tmp_path])
    assert [f.position.file.name for f in report.findings] == ["a.ttl", "b.ttl"]
    assert {f.rule for f in report.findings} == {"syntax"}


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(ZOO_SHAPES) - 1), st.text(max_size=4) | st.sampled_from(["{|", '"""', "<<", "_:", "["]))
def test_no_edit_breaks_the_check(at: int, typed: str) -> None:
    text = (ZOO_SHAPES[:at] + typed + ZOO_SHAPES[at + 1 :]).encode("utf-8", errors="surrogatepass")
    assert all(finding.position for finding in validate_text(text).findings)


def test_an_empty_file_is_fine() -> None:
    assert validate_text("").conforms


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonld", '{"@context": "http://example.org/c.jsonld", "@id": "http://e/a", "b": 1}'),
        ("a.jsonld", '{"@context": {"@import": "http://example.org/c"}, "@id": "http://e/a", "b": 1}'),
        ("a.rdf", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'),
        ("a.rdf", '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'),
        ("a.rdf", "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://example.org/x'> %p;]><x/>"),
    ],
)
def test_refuses_what_would_be_fetched_or_unfold(name: str, text: str) -> None:
    with pytest.raises(InputError):
        validate_text(text, name=Path(name))


def test_plain_abbreviations_in_xml_are_read() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY e "http://e/">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
        '<rdf:Description rdf:about="&e;a"><e:p>x</e:p></rdf:Description></rdf:RDF>'
    )
    assert validate_text(text, name=Path("a.owl")).triples == 1
