"""Ranking: how likely each reading is what was meant, from few named features, and how sure we are."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.qa.english import VERB_AFTER
from kg.qa.forms import LogicalForm
from kg.qa.reading import Analysis, CandidateQuery, Likeness
from kg.rdf import RDF

WEIGHTS: Mapping[str, float] = {
    "coverage": 4.0,
    "soft": 1.5,
    "unknown": -4.0,
    "link": 1.5,
    "relation": 2.6,
    "goal": 1.2,
    "roles": 0.6,
    "size": -0.9,
    "held": 0.3,
    "polarity": -2.0,
    "pairs": -0.8,
    "bare": -2.0,
    "similarity": 1.2,
    "answers": 0.9,
}
"""Weights of the features in the log-odds that a reading is right."""
BIAS = -6.6
TEMPERATURE = 2.2
"""Flattens scores that are too sure of themselves (Guo et al. 2017); bench/bench_answers.py measures."""
VERB_GRAVITY = 0.4
MODIFIER_GRAVITY = 2.5
FIRM = 0.5
"""A word at least this similar to something in the reading counts as partly explained."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate query with its log-odds and its confidence in [0, 1]."""

    candidate: CandidateQuery
    score: float

    @property
    def confidence(self) -> float:
        """The logistic function of the score, flattened by the temperature."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score / TEMPERATURE))))

    def with_features(self, **features: float) -> "Ranked":
        """The same candidate with more known about it."""
        candidate = replace(self.candidate, features={**self.candidate.features, **features})
        return Ranked(candidate, score_of(candidate.features))


def rank(analysis: Analysis, candidate: CandidateQuery, likeness: Likeness) -> Ranked:
    """Score a candidate from its own features and from the words that it leaves unexplained."""
    terms = terms_of(candidate.form)
    left = sorted(analysis.content - candidate.explained)
    likes = {
        i: max((likeness.words.get(analysis.words[i], {}).get(term, 0.0) for term in terms), default=0.0) for i in left
    }
    soft = sum(min(1.0, max(0.0, (like - 0.25) / 0.5)) for like in likes.values()) / max(1, len(analysis.content))
    unknown = sum(_gravity(analysis, candidate, i) for i, like in likes.items() if like < FIRM) / 2
    features = {**candidate.features, "soft": soft, "unknown": min(1.5, unknown)}
    return Ranked(replace(candidate, features=features), score_of(features))


def _gravity(analysis: Analysis, candidate: CandidateQuery, position: int) -> float:
    """How much an unexplained word weighs: little where a verb stands, much before the noun that it narrows down."""
    if analysis.words[max(0, position - 1) : position] and analysis.words[position - 1] in VERB_AFTER:
        return VERB_GRAVITY
    nouns = {c.mention.start for c in candidate.choices if c.candidate.entry.kind in (Kind.ENTITY, Kind.CLASS)}
    return MODIFIER_GRAVITY if position + 1 in nouns & candidate.explained else 1.0


def score_of(features: Mapping[str, float]) -> float:
    """The log-odds of a reading: a weighted sum, unknown features ignored, missing ones nought."""
    return BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in sorted(features.items()))


def terms_of(form: LogicalForm) -> frozenset[URIRef]:
    """The classes and properties of a form."""
    properties = {pattern.property for pattern in form.patterns if pattern.property != RDF.type}
    classes = {pattern.object for pattern in form.patterns if pattern.property == RDF.type}
    return frozenset({*properties, *(cls for _, cls in form.types), *(c for c in classes if isinstance(c, URIRef))})
