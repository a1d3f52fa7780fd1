"""Text from graphs made safe to show: nothing in it can steer a terminal or turn the reading direction."""

import json
import unicodedata
from typing import Final

__all__ = ["as_json", "visible", "visible_lines", "width"]

STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: controls, invisible format characters, surrogates, line and paragraph separators."""
HARMLESS: Final = frozenset({"\u200c", "\u200d"})
"""Joiners that some scripts and emoji need."""


def visible(text: str) -> str:
    """The text with every steering character written as its number, `\\u001b` for escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def visible_lines(text: str) -> str:
    """The same, with line ends kept; in Turtle these are the language's own escapes."""
    return "\n".join(visible(line) for line in text.split("\n"))


def as_json(value: object) -> str:
    """JSON text, indented, in which letters stay letters and what could steer a terminal is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = (character if _passes(character) else json.dumps(character)[1:-1] for character in text)
    return "".join(shown) + "\n"


def width(text: str) -> int:
    """How many cells of a terminal a text fills: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def _shown(character: str) -> str:
    if character != "\n" and _passes(character):
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _passes(character: str) -> bool:
    if character == "\n" or character in HARMLESS:
        return True
    return unicodedata.category(character) not in STEERING
