"""Deletes random triples of channels and their requirements, and prints who noticed: shapes, questions or nobody.

    python bench/bench_deletions.py [COUNT] [SEED]

The share that is noticed stands beside what the shapes alone, and the questions alone, notice.
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.rdf import local_name
from tests.ontology.deletions import read_world, sample


def main(count: int, seed: int) -> None:
    world, started = read_world(), time.perf_counter()
    both, missed = Counter(), Counter()
    for triple in sample(world.candidates(), count, seed):
        by = (bool(world._question(triple)), bool(world._shape(triple)))
        both[by] += 1
        if not any(by):
            missed[local_name(str(triple[1]))] += 1
            print("missed", " ".join(local_name(str(term)) for term in triple))
    total = sum(both.values())
    print(f"{total} deletions, seed {seed}, {time.perf_counter() - started:.0f} s")
    print(f"noticed             {1 - both[False, False] / total:.3f}")
    print(f"by questions alone  {(both[True, True] + both[True, False]) / total:.3f}")
    print(f"by shapes alone     {(both[True, True] + both[False, True]) / total:.3f}")
    for predicate, number in missed.most_common():
        print(f"missed {number:4} {predicate}")


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [100, 1][len(arguments) :]))
