"""Which findings count, and by what they are known again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

from kg.check import Finding, Report, Severity
from kg.check.fingerprints import fingerprints
from kg.check.narrowing import Ignored, baseline_of, read_baseline, without_ignored, without_known
from kg.errors import InputError, UsageError
from kg.model import Position

LEO = URIRef("urn:leo")


def finding(rule: str = "AgeShape", file: str = "data/zoo.ttl", line: int = 3, **parts: object) -> Finding:
    told = {"focus": LEO, "value": Literal("old"), **parts}
    return Finding(rule, Severity.ERROR, "wrong", Position(Path(file), line, 5), **told)  # type: ignore[arg-type]


def report(*findings: Finding) -> Report:
    return Report(findings, tuple({found.position.file for found in findings if found.position}))


def rules(found: Report) -> list[str]:
    return [finding.rule for finding in found.findings]


def test_a_fingerprint_does_not_know_the_line() -> None:
    assert fingerprints([finding(line=3)], Path()) == fingerprints([finding(line=30)], Path())


@pytest.mark.parametrize("other", [{"rule": "X"}, {"file": "b.ttl"}, {"focus": URIRef("urn:mia")}, {"value": None}])
def test_a_fingerprint_knows_what_it_is_about(other: dict[str, object]) -> None:
    assert fingerprints([finding()], Path()) != fingerprints([finding(**other)], Path())  # type: ignore[arg-type]


def test_no_two_fingerprints_are_alike() -> None:
    assert len(set(fingerprints([finding(), finding(line=9)], Path()))) == 2


def test_a_blank_node_is_known_by_its_line_and_not_by_its_name() -> None:
    same = [fingerprints([finding(focus=BNode(), excerpt="  [] :age 1 .")], Path()) for _ in range(2)]
    other = fingerprints([finding(focus=BNode(), excerpt="[] :age 2 .")], Path())
    assert same[0] == same[1] != other


def test_a_fingerprint_is_the_same_on_another_machine(tmp_path: Path) -> None:
    here = fingerprints([finding(file=str(tmp_path / "a" / "zoo.ttl"))], tmp_path / "a")
    there = fingerprints([finding(file=str(tmp_path / "b" / "zoo.ttl"))], tmp_path / "b")
    assert here == there


def test_a_rule_can_be_switched_off() -> None:
    found = without_ignored(report(finding(), finding("NameShape")), Ignored(frozenset({"AgeShape"})))
    assert (rules(found), found.ignored) == (["NameShape"], 1)


def test_a_rule_can_be_switched_off_in_some_files() -> None:
    findings = report(finding(file="data/old/a.ttl"), finding(file="data/b.ttl"))
    found = without_ignored(findings, Ignored(in_files={"data/old/*": frozenset({"AgeShape"})}, root=Path.cwd()))
    assert [str(kept.position.file) for kept in found.findings if kept.position] == ["data/b.ttl"]


def test_syntax_cannot_be_switched_off() -> None:
    with pytest.raises(UsageError, match="cannot be switched off"):
        without_ignored(report(), Ignored(in_files={"*": frozenset({"syntax"})}))


def test_only_new_findings_are_left(tmp_path: Path) -> None:
    baseline = baseline_of(report(finding()), Path.cwd())
    found, gone = without_known(report(finding(line=7), finding("NameShape")), baseline)
    assert (rules(found), found.known, gone) == (["NameShape"], 1, 0)


def test_one_finding_more_of_the_same_is_new() -> None:
    baseline = baseline_of(report(finding()), Path.cwd())
    assert len(without_known(report(finding(), finding(line=9)), baseline)[0].findings) == 1


def test_what_is_gone_is_counted_in_the_files_that_were_looked_at() -> None:
    baseline = baseline_of(report(finding(), finding(file="data/other.ttl")), Path.cwd())
    assert without_known(replace(report(), files=(Path("data/zoo.ttl"),)), baseline)[1] == 1


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "kg-baseline.json"
    path.write_text(baseline_of(report(finding(), finding("NameShape")), tmp_path).text(), encoding="utf-8")
    assert set(read_baseline(path).known) == set(fingerprints([finding(), finding("NameShape")], tmp_path))


def test_a_baseline_is_written_in_a_fixed_order() -> None:
    one, other = finding(), finding("NameShape")
    assert baseline_of(report(one, other), Path()).text() == baseline_of(report(other, one), Path()).text()


def test_syntax_errors_make_no_baseline() -> None:
    with pytest.raises(UsageError, match="Mend them first"):
        baseline_of(report(finding("syntax")), Path())


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema_version": 2, "findings": []}', '{"schema_version": 1, "findings": [{}]}']
)
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.json"):
        read_baseline(path)


def test_a_baseline_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--write-baseline"):
        read_baseline(tmp_path / "none.json")


def test_a_baseline_says_what_it_knows() -> None:
    (entry,) = json.loads(baseline_of(report(finding()), Path.cwd()).text())["findings"]
    assert (entry["file"], entry["rule"], entry["message"]) == ("data/zoo.ttl", "AgeShape", "wrong")
