"""Scores: one answer against the gold."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluation.cells import Row

MANY = 512
"""Above this many rows only whole rows are compared."""


@dataclass(frozen=True, slots=True)
class Score:
    """How near an answer is to the gold, each in [0, 1].

    `precision`, `recall` and `f1` match rows one to one by the share of gold cells that they hold; surplus columns cost
    nothing (the measure of GRASP, Walter and Bast 2025). `rows` is the F1 of whole rows, `exact` whether nothing is
    missing and no row too many, `hit` whether the first row holds a gold cell.
    """

    precision: float
    recall: float
    f1: float
    rows: float
    exact: float
    hit: float


WRONG = Score(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
RIGHT = Score(1.0, 1.0, 1.0, 1.0, 1.0, 1.0)


def score(rows: Sequence[Row], gold: Sequence[Row]) -> Score:
    """The score of the rows of an answer."""
    if not rows or not gold:
        return RIGHT if len(rows) == len(gold) else WRONG
    precision, recall = _matching(rows, gold)
    whole = _f1(*_shares(len({*map(_bag, rows)} & {*map(_bag, gold)}), len(rows), len(gold)))
    f1 = _f1(precision, recall)
    first = float(not {value for row in gold for value in row}.isdisjoint(rows[0]))
    return Score(precision, recall, f1, whole, float(f1 >= 1 - 1e-9 and len(rows) == len(gold)), first)


def _bag(row: Row) -> tuple[str, ...]:
    return tuple(sorted(map(repr, row)))


def _matching(rows: Sequence[Row], gold: Sequence[Row]) -> tuple[float, float]:
    """Precision and recall of a one-to-one matching: equal rows first, then the best of what is left, greedily."""
    mine, theirs = Counter(map(_bag, rows)), Counter(map(_bag, gold))
    equal = sum((mine & theirs).values())
    left, open_gold = list((mine - theirs).elements()), list((theirs - mine).elements())
    partial, pairs = (0.0, 0) if len(rows) > MANY or len(gold) > MANY else _greedy(left, open_gold)
    found, size = equal + partial, equal + pairs
    surplus = len(rows) - size
    missing = (size - found) + len(gold) - size
    return (found / (found + surplus), found / (found + missing)) if found else (0.0, 0.0)


def _greedy(left: Sequence[tuple[str, ...]], gold: Sequence[tuple[str, ...]]) -> tuple[float, int]:
    """The shares of gold cells that pairs of rows have in common, and the size of the matching."""
    holding: dict[str, set[int]] = defaultdict(set)
    for j, theirs in enumerate(gold):
        for value in theirs:
            holding[value].add(j)
    scored = [
        (sum((Counter(mine) & Counter(gold[j])).values()) / len(gold[j]), i, j)
        for i, mine in enumerate(left)
        for j in sorted(set().union(*(holding[value] for value in mine)))
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    total = 0.0
    for share, i, j in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            total += share
    return total, min(len(left), len(gold))


def _shares(common: int, found: int, wanted: int) -> tuple[float, float]:
    return common / found, common / wanted


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
