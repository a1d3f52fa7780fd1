"""Growing the graph by its documents: a new channel in one file, a company's own overlay."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import Graph

from kg.cli.main import cli

DOCS = Path(__file__).parents[2] / "docs" / "how-to"
FILLED = {
    "skos:altLabel": '"facsimile marketing"@en',
    "skos:definition": '"Advertising that is sent to fax machines."@en',
    "mk:alternativeTo": "id:mms-marketing",
    "mk:broaderChannel": "id:text-and-multimedia-messaging",
    "mk:measuredBy": "id:delivery-rate",
    "mk:operatedBy": "id:mobile-messaging-manager",
    "mk:producesData": "id:delivery-receipt-data",
    "mk:regulation": "id:gdpr",
    "mk:reason": '"The text is sent as a fax."@en',
    "mk:requirement": "id:digital-asset-management-system",
    "mk:strength": "mk:should",
    "mk:control": "id:vendor-risk-management",
    "mk:treatedRisk": "id:vendor-breach",
}
COMPONENT = {
    "skos:altLabel": '"fax server"@en',
    "skos:definition": '"A system that sends texts as faxes."@en',
    "mk:componentKind": "mk:systemKind",
    "mk:inPillar": "id:communication-channels-and-platforms",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def drafted(*arguments: str) -> str:
    result = run("new", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def filled(draft: str, values: dict[str, str], leaving: str = "") -> str:
    """The draft without its notes, with the values in its gaps; one gap may be left."""
    lines = [line for line in draft.splitlines() if not line.lstrip().startswith("#")]
    gap = re.compile(r"^    (\S+) kg:TODO")
    found = [(line, gap.match(line)) for line in lines]
    return "\n".join(
        line.replace("kg:TODO", values[hit[1]]) if hit and hit[1] != leaving else line for line, hit in found
    )


@pytest.fixture(scope="module")
def fax() -> str:
    return drafted("Channel", "Fax marketing")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "fax-marketing.ttl"


def findings(path: Path) -> list[dict[str, object]]:
    result = run("validate", "--json", str(path))
    found: list[dict[str, object]] = json.loads(result.stdout)["findings"]
    return found


def test_a_draft_is_turtle_with_gaps(fax: str) -> None:
    assert len(Graph().parse(data=fax)) > 30
    assert set(re.findall(r"^    (\S+) kg:TODO", fax, re.MULTILINE)) == set(FILLED)


def test_a_draft_is_never_written_over_a_file(place: Path) -> None:
    place.write_text("precious", encoding="utf-8")
    result = run("new", "Channel", "Fax marketing", "-o", str(place))
    assert (result.exit_code, place.read_text(encoding="utf-8")) == (2, "precious")


def test_every_gap_of_a_draft_is_reported_once_at_its_line(fax: str, place: Path) -> None:
    place.write_text(fax, encoding="utf-8")
    found = findings(place)
    lines = [number for number, line in enumerate(fax.splitlines(), start=1) if re.match(r"    \S+ kg:TODO", line)]
    assert sorted(finding["line"] for finding in found) == lines


def test_a_filled_draft_conforms_and_every_question_still_passes(fax: str, place: Path) -> None:
    place.write_text(filled(fax, FILLED), encoding="utf-8")
    assert findings(place) == []
    result = run("test", "--graph", "built-in", "--graph", str(place))
    assert result.exit_code == 0
    assert "gained Fax marketing" in result.stdout


@pytest.mark.parametrize(
    ("forgotten", "words"),
    [("mk:strength", "exactly one strength"), ("mk:requirement", "exactly one component"), ("mk:reason", "one reason")],
)
def test_what_is_forgotten_of_a_requirement_is_one_message(fax: str, place: Path, forgotten: str, words: str) -> None:
    place.write_text(filled(fax, FILLED, leaving=forgotten), encoding="utf-8")
    (finding,) = findings(place)
    assert words in str(finding["message"])


def test_a_forgotten_source_is_one_message(fax: str, place: Path) -> None:
    whole = filled(fax, FILLED)
    requirement = whole.index("a mk:Requirement")
    place.write_text(whole[:requirement] + whole[requirement:].replace("    mk:source id:src-editorial ;\n", "", 1))
    (finding,) = findings(place)
    assert "needs at least one source" in str(finding["message"])


def test_a_forgotten_pillar_of_a_new_component_is_one_message(fax: str, place: Path) -> None:
    component = filled(drafted("Component", "Fax gateway"), COMPONENT, leaving="mk:inPillar")
    channel = filled(fax, {**FILLED, "mk:requirement": "id:fax-gateway"})
    place.write_text(
        f"{channel}\n{component.replace('id:fax-gateway-data', 'id:fax-gateway-header')}", encoding="utf-8"
    )
    (finding,) = findings(place)
    assert "exactly one pillar" in str(finding["message"])


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """The Turtle of the page on overlays, as one file."""
    page = (DOCS / "your-own-overlay.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```turtle\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 3
    folder = tmp_path / "our-stack"
    folder.mkdir()
    (folder / "stack.ttl").write_text("\n".join(blocks), encoding="utf-8")
    return folder


def query(overlay: Path, text: str) -> list[list[str]]:
    result = run("query", "--graph", "built-in", "--graph", str(overlay), "-f", "csv", text)
    return [line.split(",") for line in result.stdout.splitlines()[1:]]


def test_the_overlay_of_the_page_conforms(overlay: Path) -> None:
    assert json.loads(run("validate", "--json", "-g", "built-in", "-g", str(overlay)).stdout)["findings"] == []


def test_an_overlay_adds_what_is_ours(overlay: Path) -> None:
    found = query(overlay, "SELECT ?product {?product mk:exampleOf id:sms-gateway}")
    assert ["https://acme.example/id/text-hub"] in found


def test_an_overlay_replaces_a_deprecated_statement(overlay: Path) -> None:
    found = query(overlay, "SELECT ?p {id:sms-marketing ?p id:link-shortener FILTER(?p IN (mk:requires, mk:mayUse))}")
    assert found == [["https://w3id.org/mktit/ns#requires"]]


def test_an_overlay_takes_a_label_back(overlay: Path) -> None:
    assert query(overlay, "SELECT ?name {id:sms-marketing skos:prefLabel ?name}") == [["Text marketing"]]


def test_the_shipped_graph_is_untouched_by_an_overlay(overlay: Path) -> None:
    result = run("query", "-f", "csv", "SELECT ?name {id:sms-marketing skos:prefLabel ?name}")
    assert result.stdout.splitlines()[1:] == ["SMS marketing"]
