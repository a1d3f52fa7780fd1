"""A dozen mistakes of a dozen kinds in a file: each is reported once, at its line, and nothing else is."""

import re
import shutil
from pathlib import Path

import pytest

from kg.api import check
from kg.check import Finding, Report, render, validate_text
from kg.check.narrowing import Ignored, without_ignored
from kg.shipped import shipped_root
from tests.check.planted import LIBRARY, ZOO

EMAIL = Path("data", "channels", "email.ttl")
LAW, NEWS = "id:law-email-marketing", "id:newsletter-email\n"
JSON = "id:rel-triggered-email--uses-standard--json\n"
MISTAKES = (
    ("a mk:Channel, mk:ChannelFamily,", "a mk:Chanel, mk:ChannelFamily,", "mk:Chanel", "unknown-term"),
    ('"Email marketing"@en ;', '"Email marketing"@en, "Mail"@en ;', '"Mail"', "PreferredLabelShape"),
    ("id:bounce-and-complaint-data,", "id:bounce-and-complaint-dat,", "complaint-dat,", "ChannelDataShape"),
    ("mk:measuredBy\n", "mk:measuredBi\n", "mk:measuredBi", "unknown-term"),
    ("mk:regulation id:casl ;", "mk:regulation id:sms-gateway ;", "n id:sms-gateway ;", "LinkedRegulationShape"),
    (f"{LAW}--gdpr\n    a mk:RegulationLink", f"{LAW}--gdpr\n    a mk:RegulationLnk", "ionLnk", "unknown-term"),
    ("mk:source id:src-duaa ;", "mk:suorce id:src-duaa ;", "mk:suorce", "unknown-term"),
    ("    mk:source id:src-wp90 ;\n", "", f"{LAW}--eprivacy-directive\n", "StatementSourceShape"),
    (f"{NEWS}    a mk:Channel, skos:Concept ;\n", NEWS, NEWS, "missing-type"),
    ('"Triggered email"@en', '"Promotional email"@en', "id:triggered-email\n    a", "UniqueNameShape"),
    ("mk:strength mk:must", "mk:strength mk:mst", "mk:strength mk:mst", "RelationStrengthShape"),
    (JSON, f"{JSON}    mk:nonsense 1 ;\n", "mk:nonsense", "unknown-term"),
)  # fmt: skip
"""What stands in a shipped file, what is written instead, on which line that is found, and the rule that it breaks."""


def told(report: Report) -> list[tuple[int, str]]:
    return [(finding.position.line if finding.position else 0, finding.rule) for finding in report.findings]


def marked(text: str) -> list[tuple[int, str]]:
    lines = enumerate(text.splitlines(), start=1)
    return [(number, rule) for number, line in lines for rule in re.findall(r"#! (\S+)$", line)]


def by_rule(report: Report, rule: str) -> Finding:
    (finding,) = (found for found in report.findings if found.rule == rule)
    return finding


@pytest.mark.parametrize("text", [ZOO, LIBRARY], ids=["zoo", "library"])
def test_each_planted_mistake_is_reported_once_at_its_line_and_nothing_else(text: str) -> None:
    assert len({rule for _, rule in marked(text)}) >= 11
    assert sorted(told(validate_text(text, pitfalls=True))) == sorted(marked(text))


@pytest.fixture(scope="module")
def spoilt() -> str:
    """A shipped file with a dozen mistakes."""
    text = (shipped_root() / EMAIL).read_text(encoding="utf-8")
    for before, after, _, _ in MISTAKES:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


@pytest.fixture(scope="module")
def report(spoilt: str, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on the shipped data with that file in them."""
    folder = tmp_path_factory.mktemp("spoilt")
    shutil.copytree(shipped_root() / "data", folder / "data")
    (folder / EMAIL).write_text(spoilt, encoding="utf-8")
    return check([folder / "data"], (), [shipped_root() / "ontology"])


def test_mistakes_in_a_shipped_file_are_reported_once_at_their_lines(report: Report, spoilt: str) -> None:
    expected = [(spoilt[: spoilt.index(place)].count("\n") + 1, rule) for _, _, place, rule in MISTAKES]
    assert sorted(told(report)) == sorted(expected)


def test_what_follows_from_a_mistake_stands_under_it(report: Report) -> None:
    followed = {finding.rule: {found.rule for found in finding.consequences} for finding in report.findings}
    assert followed["missing-type"] >= {"RelationSubjectShape", "ExposedChannelShape"}
    assert followed["UniqueNameShape"] == {"UniqueNameShape"}
    assert followed["ChannelDataShape"] == {"UnusedThingShape"}


def test_a_cause_is_as_grave_as_what_follows() -> None:
    zoo = validate_text(ZOO, pitfalls=True)
    assert [found.severity for found in by_rule(zoo, "missing-type").consequences] == []
    assert by_rule(zoo, "unknown-term").severity == "error"


def test_text_shows_what_follows_with_its_place() -> None:
    text = render(validate_text(ZOO, pitfalls=True))
    block = text[text.index("error[unknown-term] tom") :].split("input.ttl", 2)
    assert block[0].endswith("  = hence: ")
    assert re.match(r":\d+:1: error\[NameShape\] tom: ", block[1])


def test_what_follows_counts_by_itself_when_its_cause_is_ignored() -> None:
    zoo = without_ignored(validate_text(ZOO, pitfalls=True), Ignored(frozenset({"unknown-term"})))
    assert by_rule(zoo, "NameShape").message.startswith("tom")


def test_plain_shacl_tells_each_result_by_itself() -> None:
    assert "NameShape" in {rule for _, rule in told(validate_text(ZOO))}
