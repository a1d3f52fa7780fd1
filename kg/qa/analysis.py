"""The question before any graph is looked at: its words, and what kind of answer it asks for."""

from itertools import pairwise

from kg.errors import InputError
from kg.graph.words import Token, fold, tokenise
from kg.qa.english import (
    AUXILIARIES,
    COUNTING,
    DEFINING,
    FOREIGN,
    FUNCTION_WORDS,
    NEGATIONS,
    POLITE,
    WHY,
)  # fmt: skip
from kg.qa.forms import Ask
from kg.qa.reading import Analysis

MAX_LENGTH = 1000
"""Longer texts are no questions."""


def clean(question: str) -> str:
    """The question on one line; raises InputError for an empty or overlong one."""
    text = " ".join("".join(c if c.isprintable() else " " for c in question).split())
    if not text:
        raise InputError("The question is empty.", "Ask something, such as: what is in this graph?")
    if len(text) > MAX_LENGTH:
        raise InputError(f"The question has {len(text):,} characters.", f"Ask it in {MAX_LENGTH:,} or fewer.")
    return text


def analyse(text: str) -> Analysis:
    """Read a question's words; never fails."""
    tokens = tokenise(text)
    words = tuple(fold(token.text).replace("'", "").replace("’", "") for token in tokens)
    core = words[_polite(words) :]
    content = frozenset(i for i, word in enumerate(words) if word not in FUNCTION_WORDS or _is_acronym(tokens[i], text))
    negated = frozenset(i for i, word in enumerate(words) if word in NEGATIONS)
    return Analysis(text, tokens, words, _ask(core), content, negated, _language(text, words))


def _is_acronym(token: Token, text: str) -> bool:
    """Whether capitals make a name of what would be a function word: "IT", "US"."""
    return len(token.text) > 1 and token.text.isupper() and not text.isupper()


def _polite(words: tuple[str, ...]) -> int:
    for opening in POLITE:
        if words[: len(opening)] == opening:
            return len(opening) + _polite(words[len(opening) :])
    return 0


def _ask(words: tuple[str, ...]) -> Ask:
    if _contains(words[:4], WHY):
        return Ask.WHY
    if _contains(words, COUNTING[:2]) or _begins(words, COUNTING):
        return Ask.COUNT
    if words and words[0] in AUXILIARIES:
        return Ask.YES_NO
    if _begins(words, DEFINING):
        return Ask.DEFINITION
    return Ask.LIST


def _begins(words: tuple[str, ...], openings: tuple[tuple[str, ...], ...]) -> bool:
    return any(len(words) >= len(o) and _matches(words, o) for o in openings)


def _matches(words: tuple[str, ...], opening: tuple[str, ...]) -> bool:
    if "*" in opening:
        cut = opening.index("*")
        tail = opening[cut + 1 :]
        return words[:cut] == opening[:cut] and words[-len(tail) :] == tail
    return words[: len(opening)] == opening


def _contains(words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> bool:
    singles = {phrase[0] for phrase in phrases if len(phrase) == 1}
    doubles = {phrase for phrase in phrases if len(phrase) == 2}
    triples = {phrase for phrase in phrases if len(phrase) == 3}
    found = not singles.isdisjoint(words) or not doubles.isdisjoint(pairwise(words))
    return found or not triples.isdisjoint(zip(words, words[1:], words[2:], strict=False))


def _language(text: str, words: tuple[str, ...]) -> str | None:
    letters = [character for character in text if character.isalpha()]
    if letters and sum(character.isascii() for character in letters) < len(letters) / 2:
        return "another language"
    english = sum(word in FUNCTION_WORDS for word in words)
    counts = {name: sum(word in marks for word in words) for name, marks in _foreign().items()}
    best = max(counts, key=lambda name: (counts[name], name))
    return best if counts[best] >= 2 and counts[best] > english else None


def _foreign() -> dict[str, frozenset[str]]:
    return {name: frozenset(fold(word) for word in words) - FUNCTION_WORDS for name, words in FOREIGN.items()}
