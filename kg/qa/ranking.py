"""Ranking: how likely each reading is what was meant, from few named features, and how sure we are."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

import numpy as np
from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.qa.english import CLOSED_CLASS, VERB_AFTER
from kg.qa.forms import LogicalForm
from kg.qa.reading import Analysis, CandidateQuery, Likeness, Mention
from kg.rdf import RDF

LEARNED = json.loads(files("kg.qa").joinpath("weights.json").read_text(encoding="utf-8"))
"""What bench/learn_ranking.py found."""
WEIGHTS: Mapping[str, float] = LEARNED["weights"]
"""Weights of the features in the log-odds that a reading is right."""
BIAS: float = LEARNED["bias"]
SCORES, SHARES = zip(*LEARNED["calibration"], strict=True)
"""The measured share of right answers at some scores, on graphs that were left out of the learning."""
VERB_GRAVITY = 0.4
MODIFIER_GRAVITY = 2.5
VERB_SLOT = frozenset("who that which have has had are is was were been be did do does not ever any".split())
"""After these words stands a verb, when something that it joins comes after."""
INFLECTED = ("s", "ed", "en")
SURE = 0.8
FIRM = 0.5
"""A word at least this similar to something in the reading counts as partly explained."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate query with its log-odds and its confidence in [0, 1]."""

    candidate: CandidateQuery
    score: float

    @property
    def confidence(self) -> float:
        """How sure it is that the answer is right."""
        return confidence_of(self.score)

    def with_features(self, **features: float) -> "Ranked":
        """The same candidate with more known about it."""
        candidate = replace(self.candidate, features={**self.candidate.features, **features})
        return Ranked(candidate, score_of(candidate.features))


@dataclass(frozen=True, slots=True)
class Hints:
    """What a reading should not pass over.

    `nameable` are the positions of words that frame a question and yet name something in the graph; `operators` the
    words, as sets of positions, that count, rank, compare, sum up or sort; `things` the words of each thing's name.
    """

    nameable: frozenset[int] = frozenset()
    operators: tuple[frozenset[int], ...] = ()
    things: tuple[frozenset[int], ...] = ()


NO_HINTS = Hints()


def rank(analysis: Analysis, candidate: CandidateQuery, likeness: Likeness, hints: Hints = NO_HINTS) -> Ranked:
    """Score a candidate from its own features and from the words that it leaves unexplained."""
    terms = terms_of(candidate.form)
    left = sorted(analysis.content - candidate.explained)
    likes = {
        i: max((likeness.words.get(analysis.words[i], {}).get(term, 0.0) for term in terms), default=0.0) for i in left
    }
    soft = sum(min(1.0, max(0.0, (like - 0.25) / 0.5)) for like in likes.values()) / max(1, len(analysis.content))
    unknown = sum(_gravity(analysis, candidate, i) for i, like in likes.items() if like < FIRM) / 2
    skipped = min(1.0, len(hints.nameable - candidate.explained) / 2)
    named = {i for c in candidate.choices for i in range(c.mention.start, c.mention.end)} | candidate.explained
    lost = sum(1.0 for words in hints.operators if words.isdisjoint(named))
    held = sum(choice.mention.width for choice in candidate.choices)
    pieces = len(candidate.choices) / max(1, held)
    features = {
        **candidate.features,
        **({} if analysis.content or not candidate.choices else {"coverage": 1.0}),
        "pieces": pieces,
        "lost": lost,
        "dropped": sum(1.0 for words in hints.things if words.isdisjoint(named)),
        "soft": soft,
        "unknown": min(1.5, unknown),
        "skipped": skipped,
    }
    return Ranked(replace(candidate, features=features), score_of(features))


def nameable_words(analysis: Analysis, mentions: Sequence[Mention], attributes: Collection[URIRef]) -> frozenset[int]:
    """The words that frame a question and are also, as they stand, the name of a property with literal values."""
    named = [m for m in mentions if any(c.entry.term in attributes and c.score >= SURE for c in m.candidates)]
    return frozenset(i for m in named for i in range(m.start, m.end)) - analysis.content - _closed(analysis)


def _closed(analysis: Analysis) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(analysis.words) if word in CLOSED_CLASS)


def _gravity(analysis: Analysis, candidate: CandidateQuery, position: int) -> float:
    """How much an unexplained word weighs: little where a verb stands, much before the noun that it narrows down."""
    before = analysis.words[position - 1] if position else ""
    if before in VERB_AFTER:
        return VERB_GRAVITY
    nouns = {c.mention.start for c in candidate.named if c.candidate.entry.kind in (Kind.ENTITY, Kind.CLASS)}
    narrows = position + 1 in nouns & candidate.explained
    if _joins(analysis, candidate, position, before) and (not narrows or analysis.words[position].endswith(INFLECTED)):
        return VERB_GRAVITY
    return MODIFIER_GRAVITY if narrows else 1.0


def _joins(analysis: Analysis, candidate: CandidateQuery, position: int, before: str) -> bool:
    """Whether a word stands as a verb between things that the reading joins."""
    held = {i for c in candidate.named for i in range(c.mention.start, c.mention.end)} & candidate.explained
    follows = before in VERB_SLOT or position - 1 in held
    lower = analysis.tokens[position].text.islower()
    return lower and follows and any(i > position for i in held) and any(i < position for i in held)


def score_of(features: Mapping[str, float]) -> float:
    """The log-odds of a reading: a weighted sum, unknown features ignored, missing ones nought."""
    return BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in sorted(features.items()))


def confidence_of(score: float) -> float:
    """The share of answers at this score that are right, between the measured ones on a straight line."""
    return float(np.interp(score, SCORES, SHARES))


def terms_of(form: LogicalForm) -> frozenset[URIRef]:
    """The classes and properties of a form."""
    properties = {pattern.property for pattern in form.patterns if pattern.property != RDF.type}
    classes = {pattern.object for pattern in form.patterns if pattern.property == RDF.type}
    return frozenset({*properties, *(cls for _, cls in form.types), *(c for c in classes if isinstance(c, URIRef))})
