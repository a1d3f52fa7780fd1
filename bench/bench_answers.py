"""How often answers over the built-in graph are right, how sure they were, and how long they took.

    python bench/bench_answers.py

The questions are those of tests/golden, which are visible: read the figures as progress, not as proof. The time of the
encoder alone on the same questions stands beside the time of an answer.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.model import Answer, Status
from kg.wiring import Engine, open_encoder
from tests.golden.test_answers import QUESTIONS, is_right

BINS = (0.5, 0.7, 0.8, 0.9, 1.01)


def main() -> None:
    """Print the table."""
    engine = Engine.open(("built-in",)).ready()
    answers = [engine.ask(question["question"]) for question in QUESTIONS]
    right = [is_right(question, answer) for question, answer in zip(QUESTIONS, answers, strict=True)]
    print(f"questions            {len(QUESTIONS)}")
    print(f"right                {sum(right) / len(right):.2f}")
    wrong = [a for a, r in zip(answers, right, strict=True) if not r and a.status is Status.ANSWERED]
    print(f"answered, wrong      {len(wrong)}")
    print_reliability(answers, right)
    print_times(answers)


def print_reliability(answers: Sequence[Answer], right: Sequence[bool]) -> None:
    """The share that is right at each confidence, of what was answered."""
    given = [(a.confidence, r) for a, r in zip(answers, right, strict=True) if a.status is Status.ANSWERED]
    for low, high in pairwise(BINS):
        inside = [r for confidence, r in given if low <= confidence < high]
        if inside:
            share = sum(inside) / len(inside)
            print(f"confidence {low:.2f}-{min(high, 1):.2f}  {share:.2f} right of {len(inside)}")


def print_times(answers: Sequence[Answer]) -> None:
    """The times of answers beside those of the encoder alone."""
    encoder = open_encoder("")
    times = sorted(answer.elapsed_ms for answer in answers)
    alone = []
    for question in QUESTIONS:
        started = time.perf_counter()
        encoder.encode([question["question"]])
        alone.append((time.perf_counter() - started) * 1000)
    print(f"an answer, warm      median {statistics.median(times):.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms")
    print(f"the encoder alone    median {statistics.median(alone):.0f} ms")


if __name__ == "__main__":
    main()
