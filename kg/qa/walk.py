"""A question on its walk, with everything that it came from: as read, and as answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Answer
from kg.qa.ranking import Ranked
from kg.qa.reading import Analysis, Candidate, Mention
from kg.qa.trying import Tried


@dataclass(frozen=True, slots=True)
class Pin:
    """What the piece `[start, end)` of a question, in characters, names: nothing else is considered."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its mentions and its readings, likeliest first."""

    analysis: Analysis
    mentions: tuple[Mention, ...]
    ranked: tuple[Ranked, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """An answer with the question as it was read and the readings it rests on: one, several rivals, or none."""

    read: Read
    kept: tuple[Tried, ...]
    answer: Answer


def pinned(analysis: Analysis, mentions: Sequence[Mention], pins: Sequence[Pin]) -> tuple[Mention, ...]:
    """The mentions with those under pins replaced, in order of place."""
    held = [mention for pin in pins for mention in _mention(analysis, pin)]
    free = [m for m in mentions if not any(m.start < other.end and other.start < m.end for other in held)]
    return tuple(sorted([*free, *held], key=lambda mention: (mention.start, mention.end)))


def _mention(analysis: Analysis, pin: Pin) -> tuple[Mention, ...]:
    inside = [i for i, token in enumerate(analysis.tokens) if token.start < pin.end and pin.start < token.end]
    if not inside:
        return ()
    start, end = inside[0], inside[-1] + 1
    return (Mention(start, end, analysis.surface(start, end), pin.candidates),)
