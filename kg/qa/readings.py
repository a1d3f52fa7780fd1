"""Readings: the candidate queries of all who make some, each once, ranked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kg.protocols import QueryRunner
from kg.qa.amounts import as_amount, units_said
from kg.qa.assembling import Assembler
from kg.qa.attributes import Attributes
from kg.qa.chains import Chainer
from kg.qa.choosing import choose, divide
from kg.qa.contrasts import Contraster
from kg.qa.forms import LogicalForm
from kg.qa.formulas import Formulas, expanded
from kg.qa.grounding import Ground, look_up
from kg.qa.guessing import guess
from kg.qa.index import GraphIndex
from kg.qa.interpretation import Interpreter
from kg.qa.likening import Likener
from kg.qa.operators import operator_words
from kg.qa.ranking import Hints, Ranked, nameable_words, rank
from kg.qa.reading import Analysis, CandidateQuery, Likeness, Mention
from kg.qa.recognising import Recogniser
from kg.qa.routes import Relevances
from kg.qa.terrain import Terrain
from kg.qa.trying import rank_key

CHOICES = 8
SEGMENTED = 8
CANDIDATES = 1_000
"""No more readings are made from the things that a question names; few questions have half as many."""


@dataclass(frozen=True)
class Reader:
    """Reads questions over the map, attributes and names of one graph."""

    index: GraphIndex
    terrain: Terrain
    attributes: Attributes
    formulas: Formulas
    recogniser: Recogniser
    likener: Likener
    runner: QueryRunner

    def read(self, analysis: Analysis, mentions: Sequence[Mention]) -> list[Ranked]:
        """Every reading, likeliest first."""
        likeness = self.likener.likeness(analysis)
        things = self.recogniser.things(mentions)
        told = [*things, *self.recogniser.strengths(mentions)]
        hints = Hints(
            nameable_words(analysis, mentions, self.attributes.by_property),
            operator_words(analysis),
            tuple(frozenset(range(thing.start, thing.end)) for thing in told),
        )
        found: dict[LogicalForm, Ranked] = {}
        for candidate in self._candidates(analysis, mentions, things, likeness):
            form = as_amount(expanded(candidate.form, self.formulas), self.attributes, analysis.words)
            explained = candidate.explained | units_said(form, self.attributes, analysis)
            ranked = rank(analysis, replace(candidate, form=form, explained=explained), likeness, hints)
            if form not in found or ranked.score > found[form].score:
                found[form] = ranked
        return sorted(found.values(), key=rank_key)

    def _candidates(
        self, analysis: Analysis, mentions: Sequence[Mention], things: Sequence[Mention], likeness: Likeness
    ) -> Iterable[CandidateQuery]:
        ground = look_up(self.runner, self.terrain, mentions)
        relevances = Relevances(self.terrain, self.index.marks, likeness)
        yield from islice(self._interpreted(analysis, mentions, ground, relevances), CANDIDATES)
        assembler = Assembler(
            self.terrain, self.attributes, self.index.marks, analysis, relevances, ground.exits, ground.types
        )
        guessed = guess(self.index.schema, analysis, mentions, likeness, names=len(self.index.lexicon.names))
        for choices in divide(analysis, [*mentions, *guessed], SEGMENTED):
            yield from assembler.assemble(choices)
        contraster = Contraster(analysis, self.terrain, self.attributes, relevances.of(()), ground.types)
        yield from contraster.contrasts(things, mentions)
        yield from Chainer(analysis, relevances.of(()), ground.exits, ground.types, things).chains(mentions)

    def _interpreted(
        self, analysis: Analysis, mentions: Sequence[Mention], ground: Ground, relevances: Relevances
    ) -> Iterable[CandidateQuery]:
        interpreter = Interpreter(self.terrain, self.index.marks)
        for choices in choose(analysis, mentions, CHOICES):
            yield from interpreter.read(analysis, choices, ground, relevances)
