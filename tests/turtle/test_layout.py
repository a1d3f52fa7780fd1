"""How Turtle is laid out."""

import pytest

from kg.errors import SyntaxErrorsFound
from kg.turtle.layout import WIDTH, lay_out

HEAD = "@prefix ex: <urn:x:> .\n\n"


def body(text: str) -> str:
    return lay_out(HEAD + text).removeprefix(HEAD)


def test_a_subject_stands_above_its_properties() -> None:
    assert body("ex:a a ex:B;ex:p 1.") == "ex:a\n    a ex:B ;\n    ex:p 1 .\n"


def test_values_that_fit_stand_on_one_line() -> None:
    assert body("ex:a ex:p ex:b ,ex:c.") == "ex:a\n    ex:p ex:b, ex:c .\n"


def test_values_that_do_not_fit_stand_one_on_a_line() -> None:
    names = [f"ex:{'n' * 30}{number}" for number in range(3)]
    assert body(f"ex:a ex:p {','.join(names)} .") == "ex:a\n    ex:p\n        " + ",\n        ".join(names) + " .\n"


def test_a_line_is_as_long_as_it_may_be() -> None:
    room = WIDTH - len("    ex:p ex:b,  .")
    assert body(f"ex:a ex:p ex:b, <{'x' * (room - 2)}> .").count("\n") == 2
    assert body(f"ex:a ex:p ex:b, <{'x' * (room - 1)}> .").count("\n") == 4


def test_a_single_value_stays_beside_its_property_however_long() -> None:
    assert body(f'ex:a ex:p "{"long " * 50}" .').count("\n") == 2


def test_brackets_that_fit_stand_on_one_line() -> None:
    assert body("ex:a ex:p [ex:q 1;ex:r(1 2)].") == "ex:a\n    ex:p [ ex:q 1 ; ex:r ( 1 2 ) ] .\n"


def test_brackets_that_do_not_fit_are_opened() -> None:
    long = "n" * 60
    expected = f"ex:a\n    ex:p [\n        ex:{long} 1 ;\n        ex:{long} 2\n    ] .\n"
    assert body(f"ex:a ex:p [ ex:{long} 1 ; ex:{long} 2 ] .") == expected


def test_empty_brackets_are_short() -> None:
    assert body("[ ] ex:p ( ) .") == "[]\n    ex:p () .\n"


def test_comments_stay_behind_and_above_what_they_speak_of() -> None:
    text = "# of a\nex:a ex:p 1 ; # of p\n  # of q\n  ex:q 2 . # of the end\n# last"
    expected = "# of a\nex:a\n    ex:p 1 ; # of p\n    # of q\n    ex:q 2 . # of the end\n# last\n"
    assert body(text) == expected


def test_a_comment_opens_the_brackets_that_it_is_in() -> None:
    assert body("ex:a ex:p ( 1 # one\n 2 ) .") == "ex:a\n    ex:p (\n        1 # one\n        2\n    ) .\n"


def test_a_comment_before_a_mark_comes_behind_it() -> None:
    assert body("ex:a ex:p 1 # one\n ; ex:q 2 .") == "ex:a\n    ex:p 1 ; # one\n    ex:q 2 .\n"


def test_a_comment_at_the_end_of_a_statement_stays_in_it() -> None:
    assert body("ex:a ex:p 1\n # left over\n .") == "ex:a\n    ex:p 1\n    # left over\n    .\n"


def test_a_heading_stays_apart_from_what_follows() -> None:
    assert body("# Part one\n\nex:a ex:p 1 .") == "# Part one\n\nex:a\n    ex:p 1 .\n"


def test_statements_are_one_blank_line_apart() -> None:
    assert body("ex:a ex:p 1 . ex:b ex:p 2 .\n\n\n\nex:c ex:p 3 .").count("\n\n") == 2


def test_declarations_are_written_one_way() -> None:
    assert lay_out("prefix a: <urn:a>\nBASE <urn:b>\n\n@prefix c:<urn:c>.") == (
        "@prefix a: <urn:a> .\n@base <urn:b> .\n\n@prefix c: <urn:c> .\n"
    )


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("'it'", '"it"'),
        ('"""short"""', '"short"'),
        ("'say \"hi\"'", '"say \\"hi\\""'),
        ('"caf\\u00e9"', '"café"'),
        ('"a\\u200bb"', '"a\\u200bb"'),
        ('"it\\\'s"', '"it\'s"'),
        ('"""two\nlines\\""""', '"""two\nlines\\""""'),
        ('"""a\n\\"\\"\\"b"""', '"""a\n""\\"b"""'),
        ('"5"^^<http://www.w3.org/2001/XMLSchema#integer>', "5"),
        ('"five"^^<http://www.w3.org/2001/XMLSchema#integer>', '"five"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("007", "007"),
    ],
)
def test_a_literal_is_spelt_one_way(written: str, spelt: str) -> None:
    assert body(f"ex:a ex:p {written} .") == f"ex:a\n    ex:p {spelt} .\n"


def test_the_type_is_written_a_where_it_is_a_property() -> None:
    text = "@prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . <a> r:type r:type ."
    assert lay_out(text).endswith("<a>\n    a r:type .\n")


def test_line_ends_are_kept() -> None:
    assert lay_out('<a> <b>\r\n """x\ny""" .\r\n') == '<a>\r\n    <b> """x\ny""" .\r\n'


@pytest.mark.parametrize("text", ["", "\n\n", "  "])
def test_nothing_stays_nothing(text: str) -> None:
    assert lay_out(text) == ""


@pytest.mark.parametrize(
    "text", ["<a> <b>", "<a> .", "<a> <b> .", "( 1 ) .", "@prefix <a> .", "<a> <b> <c> <d> .", "{"]
)
def test_what_is_no_turtle_is_refused(text: str) -> None:
    with pytest.raises(SyntaxErrorsFound, match="Line 1"):
        lay_out(text)
