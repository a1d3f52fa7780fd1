"""Puts strange questions to the engine over the built-in graph: each has to end in an answer, a decline or one line.

    python bench/bench_inputs.py [COUNT] [SEED] [ENCODER]

10,000 questions of seed 1 with the hashing encoder unless told otherwise; "" names the default model. Prints what
broke, how questions ended, and how long the slowest took; the exit status is 1 when something broke.
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.settings import Settings
from kg.wiring import Engine
from tests.qa.strange import labels_of, make_judge, questions

SHOWN = 10


def main(count: int, seed: int, encoder: str) -> int:
    """Print the table."""
    engine = Engine.open(settings=Settings(encoder=encoder)).ready()
    judge, labels = make_judge(engine), labels_of(engine)
    ends: Counter[str] = Counter()
    broken: list[tuple[str, str]] = []
    times: list[tuple[float, str]] = []
    for question in questions(seed, count, labels):
        started = time.perf_counter()
        end, faults = judge.outcome(question)
        times.append((time.perf_counter() - started, question))
        ends[end] += 1
        broken += [(question, fault) for fault in faults]
    print(f"{count} questions, seed {seed}: {dict(sorted(ends.items()))}")
    times.sort(reverse=True)
    print(f"median {times[len(times) // 2][0] * 1000:.0f} ms, slowest {times[0][0]:.1f} s: {times[0][1]!r}")
    print(f"broke {len(broken)}")
    for question, fault in broken[:SHOWN]:
        print(f"- {question!r}\n    {fault[:600]}")
    return 1 if broken else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(
        main(
            int(given[0]) if given else 10_000, int(given[1]) if given[1:] else 1, given[2] if given[2:] else "hashing"
        )
    )
