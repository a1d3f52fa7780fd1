"""Single places changed in a text, with the lines around them as they were."""

import pytest

from kg.turtle.draft import Draft

HEAD = "@prefix : <urn:x:> .\n\n"
MANY = """:a a :B ;
    :p 1, 2 ; # about p
    # above q
    :q "x"@en,
        "y"@en ;
    :r [ :s 3 ; :t 4 ] .

:z :p 9 .
"""


def removed(body: str, what: str) -> str:
    draft = Draft(HEAD + body)
    assert draft.remove(draft.text.index(what))
    return draft.text.removeprefix(HEAD)


def added(body: str, verb: str, value: str, subject: str = ":a") -> str:
    draft = Draft(HEAD + body)
    assert draft.add(draft.text.index(subject, len(HEAD)), verb, value)
    return draft.text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("1,", "    :p 1, 2 ; # about p\n", "    :p 2 ; # about p\n"),
        ("2 ;", "    :p 1, 2 ; # about p\n", "    :p 1 ; # about p\n"),
        ('"x"', '    :q "x"@en,\n        "y"@en ;\n', '    :q\n        "y"@en ;\n'),
        ('"y"', '    :q "x"@en,\n        "y"@en ;\n', '    :q "x"@en ;\n'),
        (":B", ":a a :B ;\n", ":a\n"),
        ("3 ;", "[ :s 3 ; :t 4 ]", "[ :t 4 ]"),
        ("4 ]", "[ :s 3 ; :t 4 ]", "[ :s 3 ]"),
        ("[ :s", '        "y"@en ;\n    :r [ :s 3 ; :t 4 ] .\n', '        "y"@en .\n'),
        ("9 .", "\n:z :p 9 .\n", ""),
    ],
)
def test_a_value_goes_and_other_lines_stay(what: str, before: str, after: str) -> None:
    assert removed(MANY, what) == MANY.replace(before, after)


def test_the_last_value_takes_its_statement_with_it() -> None:
    assert removed(":a :p 1 .\n\n:b :p 2 .\n", "1 .") == ":b :p 2 .\n"


def test_the_last_value_of_brackets_leaves_them_empty() -> None:
    assert removed(":a :p [ :q 1 ] .", "1 ]") == ":a :p [] ."


def test_a_comment_about_the_property_before_stays() -> None:
    assert removed(":a :p 1 ; # one\n   :q 2 . # two\n", "2 .") == ":a :p 1 . # one\n"


def test_a_comment_before_a_full_stop_stays() -> None:
    assert removed(":a :p 1 ;\n   :q 2\n # left\n .", "2\n") == ":a :p 1\n # left\n ."


def test_line_ends_stay() -> None:
    draft = Draft("<a> <p> 1 ;\r\n  <q> 2 .\r\n")
    draft.add(0, "<r>", "3")
    assert draft.text == "<a> <p> 1 ;\r\n  <q> 2 ;\r\n  <r> 3 .\r\n"


@pytest.mark.parametrize("what", ["(", "1 2", ":a", "9"])
def test_what_is_no_value_of_a_property_is_not_removed(what: str) -> None:
    draft = Draft(HEAD + ":a :p ( 1 2 ) .")
    found = draft.text.find(what, len(HEAD))
    assert draft.remove(found) is (what == "(")


@pytest.mark.parametrize(
    ("body", "verb", "expected"),
    [
        (":a :p 1 .", ":p", ":a :p 1, 0 ."),
        (":a\n    :p 1 ;\n    :q 2 .", ":p", ":a\n    :p 1, 0 ;\n    :q 2 ."),
        (":a\n    :p\n        1,\n        2 .", ":p", ":a\n    :p\n        1,\n        2,\n        0 ."),
        (":a :p 1 .", ":q", ":a :p 1 ;\n    :q 0 ."),
        (":a\n  :p 1 ;\n  :r 2 . # end", ":q", ":a\n  :p 1 ;\n  :r 2 ;\n  :q 0 . # end"),
        (":a :p 1 ; .", ":q", ":a :p 1 ;\n    :q 0 ."),
    ],
)
def test_a_value_comes_beside_its_like_or_last(body: str, verb: str, expected: str) -> None:
    assert added(body, verb, "0") == expected


def test_a_value_comes_into_brackets() -> None:
    assert added(":a :p [ :q 1 ] .", ":r", "2", subject="[") == ":a :p [ :q 1 ; :r 2 ] ."
    assert added(":a :p [] .", ":r", "2", subject="[") == ":a :p [ :r 2 ] ."


def test_a_subject_that_is_not_there_gets_nothing() -> None:
    assert Draft(HEAD + ":a :p 1 .").add(0, ":q", "2") is False


def test_places_are_found_after_changes() -> None:
    draft = Draft(":a :p 1, 2 ; :q 3 .")
    places = {what: draft.text.index(what) for what in ("1", "2", "3")}
    draft.replace(places["1"], places["1"] + 1, "1000")
    assert draft.remove(places["2"])
    assert draft.remove(places["3"])
    assert draft.text == ":a :p 1000 ."


def test_a_prefix_is_declared_below_the_others() -> None:
    draft = Draft(HEAD + ":a :p 1 .")
    draft.declare("ex", "urn:e:")
    assert draft.text == "@prefix : <urn:x:> .\n@prefix ex: <urn:e:> .\n\n:a :p 1 ."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a> <b> <c> .", "@prefix ex: <urn:e:> .\n\n<a> <b> <c> ."),
        ("PREFIX : <urn:x:> :a :b :c .", "PREFIX : <urn:x:> @prefix ex: <urn:e:> . :a :b :c ."),
        ("@prefix : <urn:x:> . # one", "@prefix : <urn:x:> . # one\n@prefix ex: <urn:e:> .\n"),
    ],
)
def test_a_prefix_finds_a_place_everywhere(text: str, expected: str) -> None:
    draft = Draft(text)
    draft.declare("ex", "urn:e:")
    assert draft.text == expected
