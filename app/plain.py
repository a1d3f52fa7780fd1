"""Text of a graph or a question, made safe for the place where it is shown."""

import html
import re
from typing import Final

_MARKDOWN: Final = re.compile(r"([!-/:-@\[-`{-~])")
_REPLACED_AFTER_PARSING: Final = re.compile(r"(:(?=[\w+-])|//|www(?=\.)|@|[<>~-](?=[=>~-]))")
_JOINER: Final = "\N{WORD JOINER}"


def as_html(text: str) -> str:
    """The text as HTML that shows it letter by letter, for st.html."""
    return html.escape(text)


def as_label(text: str) -> str:
    """The text as Markdown that shows it letter by letter, for labels of buttons and messages.

    Streamlit replaces emoji codes, bare addresses and arrows after it has parsed the Markdown, where a
    backslash no longer counts; an invisible word joiner keeps those apart.
    """
    joined = _REPLACED_AFTER_PARSING.sub(rf"\1{_JOINER}", " ".join(text.split()))
    return _MARKDOWN.sub(r"\\\1", joined)


def as_text(markdown: str) -> str:
    """An answer's own Markdown, its escaped colons kept from becoming emoji or addresses after parsing."""
    return markdown.replace("\\:", "\\:" + _JOINER)
