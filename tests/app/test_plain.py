"""Text of a graph or a question is shown letter by letter."""

import html

import pytest
from plain import as_html, as_label, as_text

from tests.app.answers import HOSTILE


def test_html_shows_every_letter_and_makes_no_element() -> None:
    assert html.unescape(as_html(HOSTILE)) == HOSTILE
    assert "<" not in as_html(HOSTILE)


@pytest.mark.parametrize("mark", ["**", "<b>", "[x](y)", "`x`", "$x$", ":red[x]", "# x", "![x](y)", "|x|"])
def test_label_leaves_no_mark_of_markdown_unescaped(mark: str) -> None:
    escaped = as_label(mark).replace("\\\\", "")
    punctuation = [at for at, letter in enumerate(escaped) if letter in "*<>[]()`$:#!|"]
    assert all(escaped[at - 1] == "\\" for at in punctuation)


@pytest.mark.parametrize("code", [":smile:", "https://a.ex", "www.a.ex", "a@b.ex", "-->", "<-"])
def test_label_keeps_apart_what_is_replaced_after_parsing(code: str) -> None:
    assert "\N{WORD JOINER}" in as_label(code)


def test_label_is_one_line() -> None:
    assert "\n" not in as_label("one\n\n# two")


def test_label_leaves_words_alone() -> None:
    assert as_label("Which laws govern email marketing") == "Which laws govern email marketing"


def test_an_escaped_colon_of_an_answer_makes_no_emoji() -> None:
    assert as_text(r"**a\:smile\:**") == "**a\\:\N{WORD JOINER}smile\\:\N{WORD JOINER}**"


def test_an_answer_without_escaped_colons_is_left_as_it_is() -> None:
    assert as_text("**a**: [b](https://c.example)") == "**a**: [b](https://c.example)"
