"""The words of a Turtle text, each with the comments around it; after the grammar of RDF 1.1 Turtle, section 6.5."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.errors import SyntaxErrorsFound

__all__ = ["Comment", "Kind", "Token", "read_tokens"]


class Kind(StrEnum):
    """What a word of Turtle is."""

    IRI = "iri"
    NAME = "name"
    BLANK = "blank"
    TEXT = "text"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"
    END = "end"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` on; `apart` when a blank line is above it."""

    text: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `[start, end)`, with the comments on lines of their own before it and the one behind it.

    `apart` says that a blank line is between this word and what is before it, be that a comment.
    """

    kind: Kind
    text: str
    start: int
    before: tuple[Comment, ...] = ()
    after: str = ""
    apart: bool = False

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


LETTER: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
INNER: Final = "-_0-9\u00b7\u0300-\u036f\u203f\u2040" + LETTER
ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]"
NAME: Final = (
    rf"(?:[{LETTER}](?:[{INNER}.]*[{INNER}])?)?:"
    rf"(?:(?:[{LETTER}_:0-9]|{ESCAPED})(?:(?:[{INNER}.:]|{ESCAPED})*(?:[{INNER}:]|{ESCAPED}))?)?"
)
PATTERNS: Final = {
    "comment": r"#[^\r\n]*",
    Kind.IRI: r"<(?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>",
    Kind.TEXT: (
        r'"""(?:[^"\\]+|\\.|"{1,2}(?!"))*"""'
        r"|'''(?:[^'\\]+|\\.|'{1,2}(?!'))*'''"
        r'|"(?:[^"\\\r\n]+|\\.)*"'
        r"|'(?:[^'\\\r\n]+|\\.)*'"
    ),
    Kind.BLANK: rf"_:[{LETTER}_0-9](?:[{INNER}.]*[{INNER}])?",
    Kind.NAME: NAME,
    Kind.NUMBER: r"[+-]?(?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)",
    Kind.LANGUAGE: r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    Kind.WORD: r"[A-Za-z]+",
    Kind.MARK: r"\^\^|[.;,\[\]()]",
}
WORDS: Final = re.compile(
    r"(?P<space>[ \t\r\n]*)(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items()) + r"|\Z)",
    re.DOTALL,
)


def read_tokens(text: str) -> tuple[Token, ...]:
    """The words of a text and a last empty one at its end; raises SyntaxErrorsFound at what is none."""
    found: list[Token] = []
    waiting: list[Comment] = []
    apart = False
    for kind, piece, start, space in _pieces(text):
        apart = apart or space.count("\n") > 1
        if kind != "comment":
            found.append(Token(Kind(kind), piece, start, tuple(waiting), apart=apart))
            waiting, apart = [], False
        elif found and not waiting and "\n" not in space:
            found[-1] = _followed(found[-1], piece.rstrip())
        else:
            waiting.append(Comment(piece.rstrip(), apart))
            apart = False
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[str, str, int, str]]:
    """Kind, text and start of each word and comment, with the space before it."""
    offset = 0
    while True:
        match = WORDS.match(text, offset)
        if match is None:
            raise SyntaxErrorsFound(_complaint(text, offset), "Write it as RDF 1.1 Turtle.")
        kind = match.lastgroup if match.lastgroup != "space" else None
        start, offset = match.end("space"), match.end()
        yield kind or Kind.END, text[start:offset], start, match["space"]
        if kind is None:
            return


def _followed(token: Token, comment: str) -> Token:
    return Token(token.kind, token.text, token.start, token.before, comment, token.apart)


def _complaint(text: str, offset: int) -> str:
    offset += len(text[offset:]) - len(text[offset:].lstrip(" \t\r\n"))
    line = text.count("\n", 0, offset) + 1
    return f"Line {line}: {text[offset : offset + 20].split()[0]!r} is not read here."
