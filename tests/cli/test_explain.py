"""kg explain as a user types it."""

import json

import pytest
from click.testing import CliRunner, Result

from kg.check.rulebook import general_rules
from kg.cli.main import cli


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments])


def test_a_rule_of_our_own_is_explained() -> None:
    result = explain("hierarchy-cycle")
    assert (result.exit_code, "An example that fails" in result.stdout) == (0, True)


def test_a_shape_is_explained_with_its_example() -> None:
    said = json.loads(explain("OnePillarShape", "--json").stdout)
    assert said["severity"] == "error"
    assert "id:example-broken-one-pillar-component" in said["fails"]


def test_all_rules_are_listed() -> None:
    named = {rule["rule"] for rule in json.loads(explain("--json").stdout)["rules"]}
    assert named >= {*general_rules(), "OnePillarShape", "UnusedThingShape"}


def test_markdown_is_markdown() -> None:
    assert explain("syntax", "-f", "md").stdout.startswith("# syntax\n")


@pytest.mark.parametrize(("name", "hint"), [("hierarchy-cicle", "hierarchy-cycle"), ("xyz", "lists them all")])
def test_a_rule_that_there_is_not_ends_with_2(name: str, hint: str) -> None:
    result = explain(name)
    assert (result.exit_code, hint in result.stderr) == (2, True)


def test_shapes_of_ones_own_are_explained(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("shapes") / "s.ttl"
    path.write_text(
        '@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:x:Mine> a sh:NodeShape ; sh:message "No." .', encoding="utf-8"
    )
    assert "No." in explain("Mine", "--shapes", str(path)).stdout
    path.write_text("<urn:x:Mine>", encoding="utf-8")
    assert explain("Mine", "--shapes", str(path)).exit_code == 2
