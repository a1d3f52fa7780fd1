"""How many questions of each benchmark are answered right, on samples that take seconds."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kg.evaluation.benchmark import Benchmark, read_benchmarks, sample
from kg.evaluation.competency import read_competency
from kg.evaluation.judging import judge
from kg.settings import Settings
from kg.shipped import BUILT_IN, built_in_questions
from kg.wiring import Engine
from tests.evaluation.floors import Tally
from tests.golden.test_answers import QUESTIONS, is_right

SPLIT = Path(__file__).parents[2] / "bench" / "split.json"
WORDINGS, EACH_GRAPH, PATHS = 60, 8, 24


def measure_golden(engine: Engine) -> Tally:
    """The questions of tests/golden."""
    right = sum(is_right(question, engine.ask(question["question"])) for question in QUESTIONS)
    return Tally(right, len(QUESTIONS))


def measure_competency(engine: Engine) -> Tally:
    """Every so many wordings of the competency questions, as `kg test --ask` judges them."""
    found = read_competency(built_in_questions(), (BUILT_IN,), engine.runner)
    return _tally([(found, engine)], WORDINGS)


def measure_spider(bench: Path) -> Tally:
    """Questions over the Spider graphs that may be worked on."""
    allowed = json.loads(SPLIT.read_text(encoding="utf-8"))["worked_on"]
    found = [each for each in read_benchmarks(bench / "spider") if each.name.split("/")[-1] in allowed]
    return _tally(((each, _engine(each)) for each in found), EACH_GRAPH)


def measure_metaqa(bench: Path) -> Tally:
    """Questions over paths among 40,000 names."""
    return _tally(((each, _engine(each)) for each in read_benchmarks(bench / "metaqa-sample")), PATHS)


OWN: Mapping[str, Callable[[Engine], Tally]] = {"golden": measure_golden, "competency": measure_competency}
FOREIGN: Mapping[str, Callable[[Path], Tally]] = {"spider": measure_spider, "metaqa": measure_metaqa}


def bench_folder() -> Path | None:
    """The folder of foreign benchmarks, where KG_BENCH names one that holds them."""
    named = os.environ.get("KG_BENCH", "")
    return Path(named) if named and all((Path(named) / name).is_dir() for name in ("spider", "metaqa-sample")) else None


def _engine(benchmark: Benchmark) -> Engine:
    return Engine.open(settings=replace(Settings(), graph=benchmark.places)).ready()


def _tally(pairs: Iterable[tuple[Benchmark, Engine]], count: int) -> Tally:
    exact: list[bool] = []
    for benchmark, engine in pairs:
        names = {str(term): name for term, name in engine.answerer.index.lexicon.names.items()}
        chosen = sample(benchmark.questions, count)
        exact += [judge(gold, engine.ask(gold.question), names).score.exact == 1.0 for gold in chosen]
    return Tally(sum(exact), len(exact))
