"""Risk and coverage: how well confidence tells right readings from wrong ones.

Every question counts, declined ones too: by its likeliest reading, the confidence in it, and whether it is exactly
right. A question without a reading is wrong at confidence 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

Held = tuple[float, bool]
"""The confidence in the likeliest reading of one question, and whether that reading is right."""
WRONG_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold of confidence gives: the share of all questions answered, and how much of that is wrong."""

    coverage: float
    risk: float


def auroc(held: Sequence[Held]) -> float | None:
    """The chance that a right reading is surer than a wrong one, ties counting half; None where there is one kind only.

    This is the area under the ROC curve by the statistic of Mann and Whitney (1947), over all questions.
    """
    right = [confidence for confidence, is_right in held if is_right]
    wrong = [confidence for confidence, is_right in held if not is_right]
    if not (right and wrong):
        return None
    won = sum((one > other) + 0.5 * (one == other) for one in right for other in wrong)
    return won / (len(right) * len(wrong))


def risk_coverage(held: Sequence[Held]) -> tuple[Point, ...]:
    """The curve of selective answering (El-Yaniv and Wiener 2010): one point for each threshold, surest first.

    Questions of equal confidence are answered together, since no threshold parts them.
    """
    points, answered, wrong = [], 0, 0
    for _, group in groupby(sorted(held, key=lambda pair: -pair[0]), key=lambda pair: pair[0]):
        outcomes = [is_right for _, is_right in group]
        answered += len(outcomes)
        wrong += outcomes.count(False)
        points.append(Point(answered / len(held), wrong / answered))
    return tuple(points)


def coverage_at(held: Sequence[Held], wrong: float = WRONG_SHARE) -> float:
    """The largest share of all questions that one threshold answers with at most so much of it wrong; 0 if none."""
    return max((point.coverage for point in risk_coverage(held) if point.risk <= wrong), default=0.0)
