"""Learns the weights of the ranking and its calibration from visible questions, and writes kg/qa/weights.json.

    python bench/learn_ranking.py gather COMPETENCY.yaml OUT.jsonl FOLDER...
    python bench/learn_ranking.py train OUT.jsonl

Gathering reads the questions of the graphs that split.json lets us work on (of those it halves, every second one), of
the competency file and of tests/golden, and keeps the features of the readings with whether their answer is right.
Training fits a softmax over the readings of a question (which one is right) together with a logistic over the best
(whether it is right); calibration is isotonic, on scores of graphs that were left out of the fit.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from bench_competency import judge as judge_competency

from kg.evaluation.benchmark import read_benchmarks
from kg.evaluation.judging import judge
from kg.model import Answer, NamedTerm, Reason, Status
from kg.qa.cleaning import clean
from kg.qa.forms import Ask
from kg.qa.ranking import WEIGHTS
from kg.qa.trying import Tried
from kg.rdf import ID
from kg.settings import Settings
from kg.wiring import Engine
from tests.golden.test_answers import QUESTIONS, is_right

KEPT = 24
SECONDS = 2.0
SMALLEST = 8
"""A block of fewer answers says too little to be a knot."""
FOR = frozenset("soft answers coverage link relation told fluent ends goal roles held".split())
AGAINST = frozenset("faint unknown lost dropped skipped polarity turns quiet vague misfit weakest".split())
"""Features that by their meaning speak for a reading, or against it."""
PULL = 0.02
"""How strongly weights are held at where they began."""
STEPS, RATE = 400, 0.05


def main() -> None:
    """Gather or train."""
    if sys.argv[1] == "gather":
        gather(Path(sys.argv[2]), Path(sys.argv[3]), [Path(folder) for folder in sys.argv[4:]])
    else:
        train([json.loads(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()])


def gather(competency: Path, out: Path, folders: Sequence[Path]) -> None:
    """Write one line for each question: the group it belongs to, and its readings with features and outcome."""
    split = json.loads((HERE / "split.json").read_text(encoding="utf-8"))
    with out.open("w", buffering=1, encoding="utf-8") as lines:
        for benchmark in (found for folder in folders for found in read_benchmarks(folder)):
            name = benchmark.name.split("/")[-1]
            step = 2 if name in split["halved"] else 1
            if name in split["worked_on"] or name in split["halved"]:
                engine = Engine.open(settings=replace(Settings(), graph=benchmark.places, seconds=SECONDS)).ready()
                for gold in benchmark.questions[::step]:
                    tried = readings(engine, gold.question)
                    right = [judge(gold, as_answer(engine, t), {}).score.exact for t in tried]
                    write(lines, name, gold.question, tried, right)
        engine = Engine.open(("built-in",)).ready()
        found = yaml.safe_load(competency.read_text(encoding="utf-8"))
        extras = {one for ones in found["meta"]["never_an_error"].values() for one in ones}
        things = {str(t).removeprefix(ID) for t in engine.answerer.index.lexicon.names if str(t).startswith(ID)}
        for question in found["questions"]:
            tried = readings(engine, question["question"])
            right = [float(judge_competency(question, as_answer(engine, t), extras, things) == "right") for t in tried]
            write(lines, "competency", question["question"], tried, right)
        for question in QUESTIONS:
            tried = readings(engine, question["question"])
            right = [float("declined" not in question and is_right(question, as_answer(engine, t))) for t in tried]
            write(lines, "golden", question["question"], tried, right)


def readings(engine: Engine, question: str) -> list[Tried]:
    """The readings of a question that can be run, more of them than an answer needs."""
    answerer = engine.answerer
    return answerer.run(answerer.read(clean(question).text).ranked, KEPT)


def as_answer(engine: Engine, tried: Tried) -> Answer:
    """What the answer would be if this reading were chosen."""
    name = engine.answerer.namer.name
    rows = tuple(tuple(None if t is None else NamedTerm(t, name(t)) for t in row) for row in tried.table.rows)
    asks_why = tried.ranked.candidate.form.ask in (Ask.WHY, Ask.DEFINITION)
    evidence = engine.answerer.respondent.evidence(tried.ranked.candidate.form, tried.table) if asks_why else ()
    empty = not rows and tried.table.boolean is None
    status = Status.DECLINED if empty else Status.ANSWERED
    reason = Reason.NOTHING_FOUND if empty else None
    return Answer("", status, "", rows=rows, boolean=tried.table.boolean, evidence=evidence, reason=reason)


def write(lines: Any, group: str, question: str, tried: list[Tried], right: list[float]) -> None:
    """One line of what was gathered."""
    found = [{"features": dict(t.ranked.candidate.features), "right": r} for t, r in zip(tried, right, strict=True)]
    lines.write(json.dumps({"group": group, "question": question, "readings": found}) + "\n")


def train(questions: list[dict[str, Any]]) -> None:
    """Fit, say how good the choice is on graphs left out, and write the weights."""
    names = sorted({name for q in questions for r in q["readings"] for name in r["features"]})
    start = np.array([WEIGHTS.get(name, 0.0) for name in names])
    questions = [q for q in questions if q["readings"]]
    data = [matrix(q, names) for q in questions]
    strange = [matrix(estranged(q, number), names) for number, q in enumerate(questions)]
    groups = [q["group"] for q in questions]
    held: list[tuple[float, float]] = []
    chosen: dict[str, list[float]] = defaultdict(list)
    for group in sorted(set(groups)):
        rest = [d for d, g in zip(data, groups, strict=True) if g != group]
        weights, bias = fit(rest + strange, start, names)
        for number, ((features, right), own) in enumerate(zip(data, groups, strict=True)):
            if own == group and number % 4 == 0:
                held.append((float((strange[number][0] @ weights + bias).max()), 0.0))
            if own == group:
                scores = features @ weights + bias
                best = int(np.argmax(scores))
                held.append((float(scores[best]), float(right[best])))
                chosen[group].append(float(right[best]))
    for group, values in sorted(chosen.items()):
        could = [float(d[1].max()) for d, g in zip(data, groups, strict=True) if g == group]
        print(f"{group:32} right {np.mean(values):.3f} of {len(values)}; right among the readings {np.mean(could):.3f}")
    weights, bias = fit(data + strange, start, names)
    learned = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    knots = isotonic(held)
    file = HERE.parent / "kg" / "qa" / "weights.json"
    file.write_text(
        json.dumps({"bias": round(float(bias), 4), "weights": learned, "calibration": knots}, indent=1) + "\n",
        encoding="utf-8",
    )
    print(json.dumps(learned), bias)
    print(knots)


def estranged(question: dict[str, Any], number: int) -> dict[str, Any]:
    """The question as if it held one more word, which nothing in the graph accounts for: no reading is right."""
    more = 0.5 if number % 3 else 1.25
    share = (0.5, 0.67, 0.8)[number % 3]
    readings = []
    for reading in question["readings"]:
        known = reading["features"]
        coverage, unknown = known["coverage"] * share, min(1.5, known["unknown"] + more)
        strange = unknown * (1.0 - coverage)
        readings.append({**known, "coverage": coverage, "unknown": unknown, "strange": strange})
    return {**question, "readings": [{"features": features, "right": 0.0} for features in readings]}


def matrix(question: dict[str, Any], names: list[str]) -> tuple[Any, Any]:
    """Features, one row for each reading, and which readings are right."""
    rows = [[r["features"].get(name, 0.0) for name in names] for r in question["readings"]]
    return np.array(rows, dtype=float), np.array([r["right"] for r in question["readings"]], dtype=float)


def bounds(names: list[str]) -> tuple[Any, Any]:
    """The lowest and the highest weight of each feature: what speaks for a reading never counts against it."""
    lowest = np.array([0.0 if name in FOR else -np.inf for name in names])
    return lowest, np.array([0.0 if name in AGAINST else np.inf for name in names])


def fit(data: list[tuple[Any, Any]], start: Any, names: list[str]) -> tuple[Any, float]:
    """Weights and bias by gradient descent (Adam) on both losses."""
    weights, bias = start.copy(), -6.0
    lowest, highest = bounds(names)
    moment, second = np.zeros(len(start) + 1), np.zeros(len(start) + 1)
    for step in range(1, STEPS + 1):
        gradient = np.append(PULL * (weights - start) * len(data) / 100, 0.0)
        for features, right in data:
            gradient += slope(features, right, weights, bias)
        gradient /= len(data)
        moment = 0.9 * moment + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        change = RATE * (moment / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights, bias = np.clip(weights - change[:-1], lowest, highest), bias - change[-1]
    return weights, float(bias)


def slope(features: Any, right: Any, weights: Any, bias: float) -> Any:
    """The gradient of one question: of its softmax when a reading is right, and of the logistic of the best."""
    scores = features @ weights + bias
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    gradient = np.zeros(len(weights) + 1)
    if right.any():
        good = shares * right
        gradient[:-1] = features.T @ (shares - good / max(good.sum(), 1e-12))
    best = int(np.argmax(scores))
    error = 1 / (1 + np.exp(-np.clip(scores[best], -30, 30))) - right[best]
    gradient[:-1] += 0.3 * error * features[best]
    gradient[-1] += 0.3 * error
    return gradient


def isotonic(pairs: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Knots (score, share right) of the isotonic regression by pool-adjacent-violators, smoothed by one of each."""
    blocks: list[list[float]] = []
    for score, right in sorted(pairs):
        blocks.append([score, right, 1.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            score_sum, rights, count = blocks.pop()
            blocks[-1] = [
                (blocks[-1][0] * blocks[-1][2] + score_sum * count) / (blocks[-1][2] + count),
                blocks[-1][1] + rights,
                blocks[-1][2] + count,
            ]
    shares = accumulate(((r + 1) / (n + 2) for _, r, n in blocks if n >= SMALLEST), max)
    scores = (s for s, _, n in blocks if n >= SMALLEST)
    return [(round(score, 3), round(share, 3)) for score, share in zip(scores, shares, strict=True)]


if __name__ == "__main__":
    main()
