"""Negation: which relations a question takes back, and which named things it excludes."""

from kg.graph.lexicon import Kind
from kg.qa.english import AUXILIARIES
from kg.qa.reading import Analysis, Choice

REACH = 6
"""A negation reaches this many words ahead."""
STOPS = frozenset({"and", "but", "that", "which", "who"})


def is_denied(analysis: Analysis, choice: Choice) -> bool:
    """Whether a relation or strength follows "not" at once, as in "but not mandatory"; "do not require" excludes."""
    verb, *last = analysis.words[max(0, choice.mention.start - 2) : choice.mention.start] or ("",)
    return choice.candidate.entry.kind in (Kind.PROPERTY, Kind.ENTITY) and last == ["not"] and verb not in AUXILIARIES


def is_excluded(analysis: Analysis, choice: Choice, spent: frozenset[int]) -> bool:
    """Whether a negation stands before a named thing, with nothing between that ends its reach."""
    start = choice.mention.start
    before = [i for i in analysis.negated if start - REACH <= i < start and i not in spent]
    return bool(before) and not STOPS.intersection(analysis.words[max(before) : start])
