"""A rule is explained from the rulebook, or from the shape that it is."""

from pathlib import Path

import pytest
from rdflib import Graph

from kg.check.explaining import example_files, explain_markdown, list_markdown, shape_rules
from kg.check.rulebook import general_rules
from kg.shipped import built_in_shapes

SHAPES = Graph().parse(
    data="""
@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/mktit/kg#> .
:AgeShape a sh:PropertyShape ; sh:path :age ; sh:targetClass :Animal ; sh:message "Too | old."@en , "Zu alt."@de ;
  sh:severity sh:Warning ; kg:fixRemoves "CONSTRUCT {} WHERE {}" .
:Silent a sh:NodeShape ; sh:targetSubjectsOf :keeps .
[] a sh:NodeShape .
"""
)
SHIPPED = sorted(path for path in (built_in_shapes().parent / "examples").glob("*/*Shape.ttl"))


def test_a_shape_is_explained_by_what_it_says() -> None:
    rule = shape_rules(SHAPES, {"AgeShape": ":leo :age 300 ."})["AgeShape"]
    assert (rule.severity, rule.about, rule.mend) == (
        "warning", "Too | old. It is applied to each <urn:x:Animal>.", "Too | old.",
    )  # fmt: skip
    assert (rule.fails, "--fix" in rule.fixes) == (":leo :age 300 .", True)


def test_a_shape_without_a_message_is_explained_too() -> None:
    rule = shape_rules(SHAPES, {})["Silent"]
    assert rule.about == "It is applied to whatever “<urn:x:keeps>” leads from."
    assert (rule.severity, rule.fixes) == ("error", "")


def test_a_shape_without_a_name_is_no_rule() -> None:
    assert set(shape_rules(SHAPES, {})) == {"AgeShape", "Silent"}


def test_an_explanation_says_how_to_switch_the_rule_off() -> None:
    text = explain_markdown(general_rules()["unused-prefix"])
    assert 'ignore = ["unused-prefix"]' in text
    assert "cannot be switched off" in explain_markdown(general_rules()["syntax"])


def test_a_list_has_a_row_for_each_rule() -> None:
    rows = list_markdown(list(shape_rules(SHAPES, {}).values())).splitlines()
    assert rows[2] == "| AgeShape | warning | Too \\| old. |"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_example_of_a_shipped_shape_is_found(path: Path) -> None:
    assert example_files([built_in_shapes()], path.stem) == [path]


def test_examples_lie_beside_a_file_of_shapes_too(tmp_path: Path) -> None:
    (tmp_path / "shapes").mkdir()
    (tmp_path / "examples" / "wrong").mkdir(parents=True)
    shapes, example = tmp_path / "shapes" / "a.ttl", tmp_path / "examples" / "wrong" / "AgeShape.ttl"
    for path in (shapes, example):
        path.write_text("", encoding="utf-8")
    assert example_files([shapes], "AgeShape") == example_files([shapes.parent], "AgeShape") == [example]
