"""Verdicts: what came of each question, and what they come to."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.benchmark import Gold
from kg.evaluation.cells import cells, matched
from kg.evaluation.scoring import RIGHT, WRONG, Score, score
from kg.model import Answer, Status

BINS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one question."""

    gold: Gold
    answer: Answer
    score: Score


@dataclass(frozen=True, slots=True)
class Summary:
    """Scores over questions, macro-averaged; a decline scores nothing; `wrong` are answers that hold nothing right.

    `calibration_error` is the expected one of what was answered (ten equal bins, Naeini et al. 2015); times are of
    answers, in milliseconds.
    """

    questions: int
    precision: float
    recall: float
    f1: float
    rows: float
    exact: float
    hits_at_1: float
    answered: int
    declined: int
    wrong: int
    calibration_error: float
    median_ms: float
    p95_ms: float


def judge(gold: Gold, answer: Answer, names: Mapping[str, str]) -> Verdict:
    """The verdict on an answer: the best of its scores against what is accepted; `names` are labels by IRI."""
    if answer.status is not Status.ANSWERED:
        return Verdict(gold, answer, WRONG)
    if gold.yes_no:
        said = answer.boolean if answer.boolean is not None else bool(answer.rows)
        wanted = str(gold.accepted[0][0][0]).lower() == "true"
        return Verdict(gold, answer, RIGHT if said is wanted else WRONG)
    return Verdict(gold, answer, _best(gold, answer, names))


def _best(gold: Gold, answer: Answer, names: Mapping[str, str]) -> Score:
    told = [[None if cell is None else str(cell.term) for cell in row] for row in answer.rows]
    rows = cells([[str(answer.boolean)]]) if answer.boolean is not None else cells(told)
    wanted = [cells(accepted) for accepted in gold.accepted]
    return max((score(matched(rows, each, names), each) for each in wanted), key=lambda found: (found.f1, found.rows))


def summarise(verdicts: Sequence[Verdict]) -> Summary:
    """What verdicts come to; at least one is needed."""
    scores = [verdict.score for verdict in verdicts]
    answered = [verdict for verdict in verdicts if verdict.answer.status is Status.ANSWERED]
    times = sorted(verdict.answer.elapsed_ms for verdict in verdicts)
    return Summary(
        questions=len(verdicts),
        precision=_mean(s.precision for s in scores),
        recall=_mean(s.recall for s in scores),
        f1=_mean(s.f1 for s in scores),
        rows=_mean(s.rows for s in scores),
        exact=_mean(s.exact for s in scores),
        hits_at_1=_mean(s.hit for s in scores),
        answered=len(answered),
        declined=len(verdicts) - len(answered),
        wrong=sum(verdict.score.f1 == 0 for verdict in answered),
        calibration_error=round(_calibration_error(answered), 4),
        median_ms=round(statistics.median(times), 1),
        p95_ms=times[int(0.95 * (len(times) - 1))],
    )


def by_kind(verdicts: Sequence[Verdict]) -> dict[str, Summary]:
    """A summary for each kind of question, sorted by kind."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        for kind in verdict.gold.kinds:
            found[kind].append(verdict)
    return {kind: summarise(group) for kind, group in sorted(found.items())}


def _mean(values: Iterable[float]) -> float:
    return round(statistics.fmean(values), 4)


def _calibration_error(answered: Sequence[Verdict]) -> float:
    bins: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in answered:
        bins[min(BINS - 1, int(verdict.answer.confidence * BINS))].append(verdict)
    gaps = (abs(sum(v.answer.confidence - v.score.exact for v in group)) for group in bins.values())
    return sum(gaps) / max(1, len(answered))
