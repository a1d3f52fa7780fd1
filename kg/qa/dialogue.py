"""Dialogue: whether a question goes on from the one before, and how."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.graph.lexicon import Kind
from kg.qa.english import AUXILIARIES, POLITE
from kg.qa.measures import DIRECTIONS
from kg.qa.operators import Act, Operator, read_operators
from kg.qa.reading import Analysis, Mention
from kg.qa.talk.phrases import (
    ALONE,
    ARTICLES,
    ASKING,
    BEING,
    CHOICE,
    COUNT_ALONE,
    DOING,
    DROPPING,
    JOINING,
    KEEPING,
    MEANING,
    ORDINALS,
    OTHERS_ALONE,
    RAISED,
    RELATING,
    ROWS_ALONE,
    TELLING,
    TRAILING,
    TURNING,
    WHAT_IT_IS,
    WHY_ALONE,
)  # fmt: skip
from kg.qa.talk.referring import Reference, Stands, find_reference

SURE = 0.7
"""A mention that is at least so likely counts as naming something."""
THINGS = (Kind.ENTITY, Kind.VALUE)
VERBS = frozenset("need needs use uses have has want cost costs work works belong belongs exist exists".split())


class Move(StrEnum):
    """How a question goes on from the one before."""

    WHY = "why"
    COUNT = "count"
    ROWS = "rows"
    CHOOSE = "choose"
    TURN = "turn"
    KEEP = "keep"
    DROP = "drop"
    REFER = "refer"
    OTHERS = "others"


ALONE_MOVES = (
    (Move.WHY, WHY_ALONE), (Move.COUNT, COUNT_ALONE), (Move.OTHERS, OTHERS_ALONE), (Move.ROWS, ROWS_ALONE),
)  # fmt: skip
"""Moves that whole phrases make."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that goes on: by which move, with its core at tokens `[start, end)`.

    `reference` is where it refers to what was said before; `ordinal` which of the offered readings it chooses. It is
    `sure` when it cannot stand alone.
    """

    move: Move
    start: int
    end: int
    reference: Reference | None = None
    ordinal: int = 0
    sure: bool = True


def follow_up(analysis: Analysis, mentions: Sequence[Mention], *, offered: bool = False) -> FollowUp | None:
    """How a question goes on, or None when it is a new one; `offered` says that readings were put to the person."""
    start, end, joined = _core(analysis.words)
    if start >= end:
        return None
    line = " ".join(analysis.words[start:end])
    if offered and (match := CHOICE.fullmatch(line)):
        return FollowUp(Move.CHOOSE, start, end, ordinal=ORDINALS[match["ordinal"]])
    for move, wording in ALONE_MOVES:
        if wording.fullmatch(line) and not WHAT_IT_IS.fullmatch(line):
            return FollowUp(move, end, end)
    if analysis.words[start] == "why" and _names_only(analysis, mentions, range(start + 1, end)):
        return FollowUp(Move.WHY, start + 1, end)
    return _opened(analysis, mentions, start, end) or _plain(analysis, mentions, (start, end), joined)


def _opened(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> FollowUp | None:
    """A move that the first or the last words make."""
    words = analysis.words
    turned = _after(words, start, (*TURNING, *MEANING))
    if turned:
        return _turn(analysis, mentions, turned, end)
    for move, openings in ((Move.KEEP, KEEPING), (Move.DROP, DROPPING)):
        inside = _after(words, start, openings)
        if inside and inside < end:
            return FollowUp(move, inside, end, find_reference(analysis, mentions, inside, end))
    if words[end - 1] in ALONE and end - 1 > start and words[start] not in ASKING | AUXILIARIES:
        return FollowUp(Move.KEEP, start, end - 1, find_reference(analysis, mentions, start, end - 1))
    return None


def _turn(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> FollowUp | None:
    if start >= end:
        return None
    kept = _opened(analysis, mentions, start, end)
    if kept is not None:
        return kept
    reference = find_reference(analysis, mentions, start, end)
    gap = _gap(analysis, mentions, start, end) if reference is None else None
    if gap is not None or (reference is not None and reference.stands is Stands.OWNER):
        return FollowUp(Move.REFER, start, end, reference or gap)
    return FollowUp(Move.KEEP if reference else Move.TURN, start, end, reference)


def _plain(analysis: Analysis, mentions: Sequence[Mention], core: tuple[int, int], joined: bool) -> FollowUp | None:
    """A move that pronouns make, or that a question makes which lacks what would let it stand alone."""
    start, end = core
    fragment = _is_fragment(analysis, start)
    reference = find_reference(analysis, mentions, start, end)
    if reference is not None:
        keeps = fragment and reference.stands is not Stands.OWNER
        return FollowUp(Move.KEEP if keeps else Move.REFER, start, end, reference)
    gap = _gap(analysis, mentions, start, end)
    if gap is not None:
        return FollowUp(Move.REFER, start, end, gap, sure=joined)
    if analysis.words[start] in AUXILIARIES and _is_one_phrase(analysis, mentions, start + 1, end):
        return FollowUp(Move.TURN, start + 1, end)
    if fragment and (joined or _is_bare(analysis, mentions, start, end)):
        return FollowUp(Move.TURN, start, end, sure=joined or analysis.words[start] in RELATING)
    return None


def _core(words: tuple[str, ...]) -> tuple[int, int, bool]:
    """Where a question begins after what joins it to the one before, where it ends, and whether anything joins it."""
    start, end, joined = 0, len(words), False
    moved = True
    while moved and start < end:
        after = _after(words, start, POLITE)
        moved = bool(after and after < end) or words[start] in JOINING
        joined = joined or words[start] in JOINING
        start = (after if after and after < end else start + 1) if moved else start
    while closing := next((c for c in TRAILING if end - len(c) >= start and words[end - len(c) : end] == c), ()):
        end -= len(closing)
    return start, end, joined


def _after(words: tuple[str, ...], start: int, openings: Collection[tuple[str, ...]]) -> int:
    """The token after the longest of these openings that stands at `start`, or nought."""
    found = [start + len(o) for o in openings if words[start : start + len(o)] == o]
    return max(found, default=0)


def _is_fragment(analysis: Analysis, start: int) -> bool:
    """Whether the core begins neither as a question nor as a request."""
    first, second = (*analysis.words[start : start + 2], "")[:2]
    return first not in ASKING | AUXILIARIES | TELLING and not (first in RELATING and second in ASKING)


def _gap(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> Reference | None:
    """Where the noun is missing of which a question asks: "which need …", "how many are in …", "the cheapest"."""
    if _named(mentions, start, end, Kind.CLASS):
        return None
    words = analysis.words
    for asking in (("how", "many"), ("which",)):
        place = start + len(asking)
        told = words[place : place + 2][-1:] == ("the",) and words[place : place + 1][0] in AUXILIARIES
        if words[start:place] == asking and place < end and _is_verb(analysis, mentions, place) and not told:
            return Reference(place, place, Stands.HEAD)
    ranks = [o for o in read_operators(analysis) if start <= o.start and o.end <= end]
    named = _named(mentions, start, end, Kind.ENTITY, Kind.VALUE)
    ranking = next(iter(rankings(analysis, start, end)), None)
    if ranking is not None and not named and _is_all(analysis, mentions, ranking, start, end):
        return Reference(ranking.end, ranking.end, Stands.HEAD)
    sorting = next((o for o in ranks if o.act is Act.SORT), None)
    if sorting is not None and not named:
        place = start + 1 if words[start] in TELLING and sorting.start <= start + 1 else start
        return Reference(place, place, Stands.HEAD)
    return None


def _is_verb(analysis: Analysis, mentions: Sequence[Mention], place: int) -> bool:
    """Whether a verb stands here: an auxiliary, one of the commonest, or a relation with its object after it."""
    words = analysis.words
    if words[place] in AUXILIARIES | VERBS:
        return True
    relations = [m for m in mentions if m.start == place and m.candidates[0].entry.kind is Kind.PROPERTY]
    after = [words[m.end] for m in relations if m.end < len(words)]
    objects = {m.start for m in mentions if m.candidates[0].entry.kind in THINGS}
    led = any(m.width > 1 or m.end in objects for m in relations)
    return led or not (RELATING | ARTICLES).isdisjoint(after)


def rankings(analysis: Analysis, start: int, end: int) -> list[Operator]:
    """The superlatives in a core, and a comparative at its end that compares with nothing."""
    found = [o for o in read_operators(analysis) if o.act is Act.SUPERLATIVE and start <= o.start and o.end <= end]
    last = analysis.words[end - 1]
    if found or last not in RAISED:
        return found
    up = DIRECTIONS[last] > 0
    return [Operator(Act.SUPERLATIVE, end - 1, end, "max" if up else "min", None, RAISED[last], descending=up)]


def _is_all(analysis: Analysis, mentions: Sequence[Mention], ranking: Operator, start: int, end: int) -> bool:
    """Whether a superlative is all that a core says, but for the property by which it ranks."""
    before = analysis.content.intersection(range(start, ranking.start))
    after = analysis.content.intersection(range(ranking.end, end))
    measured = {
        i
        for m in _likely(mentions, ranking.end, end)
        if any(c.entry.kind is Kind.PROPERTY for c in m.candidates)
        for i in range(m.start, m.end)
    }
    return not before and after <= measured and RELATING.isdisjoint(analysis.words[ranking.end : end])


def _is_bare(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a fragment only names something to put in the place of something else, or what it should be at."""
    if analysis.words[start] in RELATING:
        return ASKING.isdisjoint(analysis.words[start:end])
    only = _names_only(analysis, mentions, range(start, end))
    return (only and not _named(mentions, start, end, Kind.CLASS, Kind.PROPERTY)) or _is_one_name(
        analysis, mentions, start, end
    )


def _is_one_name(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> bool:
    content = [i for i in range(start, end) if i in analysis.content]
    return bool(content) and any(m.start <= content[0] and content[-1] < m.end for m in _likely(mentions, start, end))


def _is_one_phrase(analysis: Analysis, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether there is nothing but one name, with its article or preposition."""
    named = [m for m in _likely(mentions, start, end) if any(c.entry.kind in THINGS for c in m.candidates)]
    widest = max(named, key=lambda m: m.width, default=None)
    rest = [analysis.words[i] for i in range(start, end) if widest and not widest.start <= i < widest.end]
    return widest is not None and set(rest) <= RELATING | ARTICLES


def _names_only(analysis: Analysis, mentions: Sequence[Mention], place: range) -> bool:
    """Whether all that has content here is the name of a thing or of a value."""
    content = {i for i in place if i in analysis.content}
    held = {
        i
        for m in _likely(mentions, place.start, place.stop)
        if any(c.entry.kind in THINGS and c.score >= SURE for c in m.candidates)
        for i in range(m.start, m.end)
    }
    return bool(content) and content <= held and not any(analysis.words[i] in DOING | BEING for i in place)


def _named(mentions: Sequence[Mention], start: int, end: int, *kinds: Kind) -> bool:
    return any(c.entry.kind in kinds and c.score >= SURE for m in _likely(mentions, start, end) for c in m.candidates)


def _likely(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [m for m in mentions if start <= m.start and m.end <= end and m.candidates[0].score >= SURE]
