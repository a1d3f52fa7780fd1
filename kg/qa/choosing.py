"""Which mentions to keep: the best sets of choices that never overlap."""

from collections.abc import Sequence
from dataclasses import replace

from kg.graph.lexicon import Kind
from kg.qa.reading import Analysis, Candidate, Choice, Choices, Mention

BEAM = 48
PRIOR = {Kind.ENTITY: 1.0, Kind.CLASS: 1.08, Kind.PROPERTY: 0.97, Kind.VALUE: 0.92}
FUNCTION_WEIGHT = 0.25
PER_MENTION = 0.08
"""One long mention is likelier than two short ones."""


def choose(analysis: Analysis, mentions: Sequence[Mention], count: int) -> tuple[Choices, ...]:
    """The `count` best sets of choices, best first: a beam over the question from left to right."""
    states: dict[int, list[tuple[float, Choices]]] = {0: [(0.0, ())]}
    starting: dict[int, list[Mention]] = {}
    for mention in mentions:
        starting.setdefault(mention.start, []).append(mention)
    for position in range(len(analysis.tokens)):
        here = _prune(states.pop(position, []), BEAM)
        states.setdefault(position + 1, []).extend(here)
        for mention in starting.get(position, ()):
            states.setdefault(mention.end, []).extend(_taken(analysis, here, mention))
    final = _prune(states.get(len(analysis.tokens), [(0.0, ())]), count)
    return tuple(choices for _, choices in final)


def divide(analysis: Analysis, mentions: Sequence[Mention], count: int) -> tuple[Choices, ...]:
    """The `count` best ways to divide the question into mentions of one kind each; which of its terms is left open."""
    whole = {(mention.start, mention.end): mention for mention in mentions}
    narrowed = [replace(mention, candidates=_best_of_kinds(mention.candidates)) for mention in mentions]
    return tuple(
        tuple(Choice(whole[c.mention.start, c.mention.end], c.candidate) for c in choices)
        for choices in choose(analysis, narrowed, count)
    )


def _best_of_kinds(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    best: dict[Kind, Candidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.entry.kind, candidate)
    return tuple(best.values())


def _taken(analysis: Analysis, states: list[tuple[float, Choices]], mention: Mention) -> list[tuple[float, Choices]]:
    positions = range(mention.start, mention.end)
    weight = sum(1.0 if i in analysis.content else FUNCTION_WEIGHT for i in positions)
    return [
        (
            score + weight * candidate.score * PRIOR[candidate.entry.kind] - PER_MENTION,
            (*choices, Choice(mention, candidate)),
        )
        for score, choices in states
        for candidate in mention.candidates
    ]


def _prune(states: list[tuple[float, Choices]], count: int) -> list[tuple[float, Choices]]:
    return sorted(states, key=lambda state: (-round(state[0], 6), _key(state[1])))[:count]


def _key(choices: Choices) -> str:
    return " ".join(
        f"{c.mention.start}-{c.mention.end}:{c.candidate.entry.kind}:{c.candidate.entry.term}" for c in choices
    )
