"""The prefixes that a Turtle text declares, and those of them that it never uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.turtle.tokens import Kind, read_tokens

__all__ = ["Declared", "declared_prefixes", "unused_prefixes"]

DECLARATION: Final = re.compile(
    r"[ \t]*(?:@prefix|prefix)\s+([^\s:<>\"'#]*):\s*<([^<>\s]*)>(?:[ \t]*\.)?", re.IGNORECASE
)
WORDS: Final = ("@prefix", "PREFIX", "prefix ")
"""What a declaration begins with; SPARQL's word may have letters of either size, but never has both."""
DOUBTFUL: Final = frozenset("\"'#<")
"""Signs after which a name may stand in a text, a comment or an IRI."""
BEFORE: Final = frozenset(" \t\r\n,;([")


@dataclass(frozen=True, slots=True)
class Declared:
    """A prefix that is declared at `[start, end)`."""

    prefix: str
    namespace: str
    start: int
    end: int


def declared_prefixes(text: str) -> tuple[Declared, ...]:
    """The declarations that begin a line, in their order."""
    starts = sorted({text.rfind("\n", 0, at) + 1 for word in WORDS for at in _places(text, word)})
    found = (DECLARATION.match(text, start) for start in starts)
    return tuple(Declared(match[1], match[2], *match.span()) for match in found if match)


def unused_prefixes(text: str, declared: tuple[Declared, ...]) -> tuple[Declared, ...]:
    """The declarations of prefixes with which no name is written; the text must be valid Turtle."""
    doubtful = [found for found in declared if not _is_surely_used(text, found)]
    if not doubtful:
        return ()
    used = set(_used(text))
    return tuple(found for found in doubtful if found.prefix not in used)


def _is_surely_used(text: str, declared: Declared) -> bool:
    """Whether a name stands where nothing before it on the line could be a text, a comment or an IRI."""
    name = f"{declared.prefix}:"
    if f'"^^{name}' in text:
        return True
    return any(
        (at == 0 or text[at - 1] in BEFORE) and _is_plain(text[text.rfind("\n", 0, at) + 1 : at])
        for at in _places(text, name)
    )


def _is_plain(before: str) -> bool:
    """Whether what stands before a name on its line leaves no doubt, and declares no prefix."""
    return DOUBTFUL.isdisjoint(before) and "prefix" not in before.lower()


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _used(text: str) -> Iterator[str]:
    words = read_tokens(text)
    for word, before in zip(words, (None, *words), strict=False):
        declares = before is not None and before.text.lower() in ("@prefix", "prefix")
        if word.kind is Kind.NAME and not declares:
            yield word.text.partition(":")[0]
