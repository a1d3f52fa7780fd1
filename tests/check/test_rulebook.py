"""Every rule that a finding may name is explained, and its example shows it and nothing else."""

import re
from pathlib import Path

import pytest

from kg.check import Finding, validate_text
from kg.check.rulebook import Rule, general_rules
from kg.check.wording import SENTENCES
from kg.rdf import SH

RULES = list(general_rules().values())
PITFALLS = Path(__file__).parents[2] / "kg" / "check" / "pitfalls"


def findings(text: str) -> tuple[Finding, ...]:
    return validate_text(text, pitfalls=True).findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_breaks_its_rule_and_no_other(rule: Rule) -> None:
    assert {finding.rule for finding in findings(rule.fails)} == {rule.name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_mended_example_breaks_none(rule: Rule) -> None:
    assert [(finding.rule, finding.message) for finding in findings(rule.mended)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_has_the_severity_that_is_told(rule: Rule) -> None:
    severities = {finding.severity.value for finding in findings(rule.fails)}
    assert rule.severity == "as the shape says" or any(severity in rule.severity for severity in severities)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_it_means_and_how_to_mend_it_are_sentences(rule: Rule) -> None:
    assert rule.about.endswith(".")
    assert rule.mend.endswith(".")


def test_every_pitfall_is_explained() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(PITFALLS.glob("*.py")))
    named = set(re.findall(r'^[A-Z]+: Final = "([a-z]+(?:-[a-z]+)+)"$', code, re.MULTILINE))
    named |= set(re.findall(r'RDFS\.(?:domain|range): "([a-z]+(?:-[a-z]+)+)"', code))
    assert len(named) >= 16
    assert named <= set(general_rules())


def test_every_constraint_of_shacl_is_explained() -> None:
    named = {str(term).rpartition("#")[2] for term in dir(SH)}
    components = {name for name in named if re.fullmatch(r"[A-Z]\w+ConstraintComponent", name)}
    unheard = {"ExpressionConstraintComponent", "JSConstraintComponent", "PropertyConstraintComponent"}
    assert (components - unheard) | set(SENTENCES) <= set(general_rules())
