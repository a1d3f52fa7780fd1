"""Verdicts: what came of each question, and what they come to."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.check import competency
from kg.evaluation.benchmark import Gold
from kg.evaluation.cells import cells, matched
from kg.evaluation.risk import Held, auroc, coverage_at
from kg.evaluation.scoring import RIGHT, WRONG, Score, score
from kg.model import Answer, Considered, NamedTerm, Status, Table

BINS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one question; `first` scores its likeliest reading, whether that was given or not."""

    gold: Gold
    answer: Answer
    score: Score
    first: Score

    @property
    def held(self) -> Held:
        """How sure the likeliest reading was, and whether it is exactly right."""
        return self.answer.confidence, self.first.exact == 1.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Scores over questions, macro-averaged; a decline scores nothing; `wrong` are answers that hold nothing right.

    `calibration_error` is the expected one of what was answered (ten equal bins, Naeini et al. 2015). `auroc` and
    `coverage_at_5_wrong` are over all questions, declined ones by the reading that was held back (kg.evaluation.risk).
    Times are of answers, in milliseconds.
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
    auroc: float | None
    coverage_at_5_wrong: float
    median_ms: float
    p95_ms: float


def judge(gold: Gold, answer: Answer, names: Mapping[str, str], readings: Sequence[Considered] = ()) -> Verdict:
    """The verdict on an answer; `names` are labels by IRI, `readings` what a declined one was chosen from."""
    found = _score(gold, answer, names)
    if answer.status is Status.ANSWERED:
        return Verdict(gold, answer, found, WRONG if gold.is_unanswerable else found)
    return Verdict(gold, answer, found, score_reading(gold, readings[0], names) if readings else WRONG)


def score_reading(gold: Gold, reading: Considered, names: Mapping[str, str]) -> Score:
    """What a reading would score, were it the answer; nothing where it could not be run or nothing is right."""
    if reading.table is None or gold.is_unanswerable:
        return WRONG
    return _score(gold, _as_answer(reading.table), names)


def _as_answer(table: Table) -> Answer:
    rows = tuple(tuple(None if term is None else NamedTerm(term, "") for term in row) for row in table.rows)
    return Answer("", Status.ANSWERED, "", rows=rows, boolean=table.boolean)


def _score(gold: Gold, answer: Answer, names: Mapping[str, str]) -> Score:
    if gold.competency is not None:
        return RIGHT if competency.judge(gold.competency, gold.question, answer).right else WRONG
    if answer.status is not Status.ANSWERED:
        return WRONG
    if gold.yes_no:
        said = answer.boolean if answer.boolean is not None else bool(answer.rows)
        wanted = str(gold.accepted[0][0][0]).lower() == "true"
        return RIGHT if said is wanted else WRONG
    return _best(gold, answer, names)


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
    held = [verdict.held for verdict in verdicts]
    area = auroc(held)
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
        auroc=None if area is None else round(area, 4),
        coverage_at_5_wrong=round(coverage_at(held), 4),
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
