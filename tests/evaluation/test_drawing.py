"""The picture of risk against coverage."""

from xml.etree import ElementTree

from kg.evaluation.drawing import draw

SVG = "{http://www.w3.org/2000/svg}"
CURVES = {"own & others": [(0.9, True), (0.8, True), (0.1, False)], "<script>": [(0.5, False)]}


def drawn() -> ElementTree.Element:
    return ElementTree.fromstring(draw("Risk <against> coverage", CURVES))


def test_the_picture_is_well_formed_whatever_the_names_are() -> None:
    texts = [text.text for text in drawn().iter(SVG + "text")]
    assert "Risk <against> coverage" in texts
    assert "own & others: 67 % answered at 5 % wrong" in texts


def test_there_is_a_curve_for_each_name_with_a_point_for_each_threshold() -> None:
    points = [line.get("points", "").split() for line in drawn().iter(SVG + "polyline")]
    assert [len(found) for found in points] == [3, 1]


def test_a_reader_without_sight_is_told_the_same() -> None:
    assert drawn().findtext(SVG + "desc") == "; ".join(
        ["own & others: 67 % answered at 5 % wrong", "<script>: 0 % answered at 5 % wrong"]
    )


def test_the_picture_has_colours_for_light_and_for_dark_pages() -> None:
    style = drawn().findtext(SVG + "style") or ""
    assert "prefers-color-scheme: dark" in style


def test_what_is_more_wrong_stands_higher() -> None:
    (line, _) = drawn().iter(SVG + "polyline")
    heights = [float(point.split(",")[1]) for point in line.get("points", "").split()]
    assert heights[2] < heights[1] == heights[0]
