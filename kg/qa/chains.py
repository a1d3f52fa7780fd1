"""Chains: readings that follow the words of a question, from a thing that it names to what it asks for.

The core chain of STAGG (Yih et al. 2015), found by a beam over the schema that matches the steps with the words in the
order in which they stand outward from the thing; other things that the question names are branches of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.model import Term
from kg.qa.alternatives import Alternatives, read_alternatives, with_alternatives
from kg.qa.branching import Branch, Brancher
from kg.qa.clues import Clue, asked_for, outward, read_clues
from kg.qa.forms import Ask, LogicalForm
from kg.qa.formulas import is_formula
from kg.qa.negation import is_excluded
from kg.qa.operators import counting_words
from kg.qa.patterns import branch_patterns
from kg.qa.reading import Analysis, Candidate, CandidateQuery, Choice, Mention
from kg.qa.routes import Relevance, Route
from kg.qa.steps import SILENT, Chain, Search, Step
from kg.qa.terrain import LITERAL, Exit
from kg.qa.variables import variable_name

KEPT = 8
ANCHORS = 3
NAMESAKES = 3
SURE = 0.8
BESIDE = 0.5


@dataclass(frozen=True)
class Chainer:
    """Finds chains over one map for one question; `things` are the mentions that surely name things."""

    analysis: Analysis
    relevance: Relevance
    exits: Mapping[Term, tuple[Exit, ...]]
    types: Mapping[Term, frozenset[URIRef]]
    things: Sequence[Mention]

    def chains(self, mentions: Sequence[Mention]) -> Iterable[CandidateQuery]:
        """The candidate queries, unranked; none for a question that asks for a fact or a reason."""
        if self.analysis.ask in (Ask.YES_NO, Ask.WHY):
            return
        for anchor in self._anchors(mentions):
            others = [thing for thing in self.things if not _overlap(thing, anchor.mention)]
            firsts = [choice for other in others for choice in self._meant(other)[:1]]
            alternatives, spare = read_alternatives(self.analysis, [anchor, *firsts], self.types)
            if anchor in spare:
                continue
            others = [other for other in others if all(choice.mention != other for choice in spare)]
            clues = read_clues(self.analysis, mentions, self.relevance, anchor.mention, others)
            beside = self._beside(anchor, clues)
            kept = [clue for clue in clues if clue is not beside]
            branchers = [self._brancher(other, kept) for other in others]
            for chain in self._found(anchor, kept):
                found = self._candidate(anchor, chain, kept, beside, branchers)
                yield _with_all(found, alternatives, spare) if spare else found

    def _anchors(self, mentions: Sequence[Mention]) -> list[Choice]:
        """The things and values that the question may start from, the longest names first."""
        longest = sorted(mentions, key=lambda m: (-m.width, m.surface.islower(), -m.candidates[0].score, m.start))
        found = [self._meant(mention) for mention in longest]
        return [choice for group in [g for g in found if g][:ANCHORS] for choice in group]

    def _meant(self, mention: Mention) -> list[Choice]:
        """The things and values that a mention likely means, but for those that the question excludes."""
        things = [c for c in mention.candidates if c.entry.kind in (Kind.ENTITY, Kind.VALUE) and c.score >= SURE]
        meant = [c for c in things if c.entry.term not in self.relevance.marks.states]
        choices = [Choice(mention, c) for c in _distinct(meant)[:NAMESAKES]]
        return [choice for choice in choices if not is_excluded(self.analysis, choice, frozenset())]

    def _brancher(self, other: Mention, clues: Sequence[Clue]) -> Brancher:
        """What hangs another thing on a chain."""
        choices = [Choice(other, c) for c in other.candidates[:NAMESAKES] if c.entry.kind in (Kind.ENTITY, Kind.VALUE)]
        found = {
            choice: [b for order in outward(clues, other) for b in search.branches(self._exits(choice), order)]
            for choice in choices
            for search in [Search(self.relevance, clues)]
        }
        return Brancher(self.analysis, self.relevance.terrain, clues, other, found)

    def _found(self, anchor: Choice, clues: Sequence[Clue]) -> list[Chain]:
        """The best chains from an anchor, in whichever order the clues are read."""
        exits, own = self._exits(anchor), self._own(anchor)
        telling = [n for n, clue in enumerate(clues) if any(clue.says.get(cls, 0.0) >= BESIDE for cls in own)]
        asked = asked_for(self.analysis) in range(anchor.mention.start, anchor.mention.end)
        search = Search(self.relevance, clues, telling, asked)
        found: dict[str, Chain] = {}
        for order in outward(clues, anchor.mention):
            for chain in search.run(exits, order):
                if chain.key not in found or found[chain.key].score < chain.score:
                    found[chain.key] = chain
        return sorted(found.values(), key=Chain.rank)[:KEPT]

    def _exits(self, choice: Choice) -> tuple[Exit, ...]:
        entry, terrain = choice.candidate.entry, self.relevance.terrain
        if entry.property:
            return terrain.value_exits(entry.property)
        ways = [way for cls in sorted(self.types.get(entry.term, ())) for way in terrain.exits.get(cls, ())]
        return (*self.exits.get(entry.term, ()), *(way for way in ways if is_formula(way.hop.property)))

    def _own(self, anchor: Choice) -> frozenset[URIRef]:
        """The classes of an anchor."""
        classes = self.types.get(anchor.candidate.entry.term, frozenset())
        return frozenset(broad for cls in classes for broad in self.relevance.terrain.schema.within(cls))

    def _beside(self, anchor: Choice, clues: Sequence[Clue]) -> Clue | None:
        """The clue beside the anchor that only says what it is: "the film X"."""
        own = self._own(anchor)
        before = [clue for clue in clues if max(clue.positions) + 1 == anchor.mention.start]
        said = [clue for clue in before if any(clue.says.get(cls, 0.0) >= BESIDE for cls in own)]
        return said[0] if said else None

    def _candidate(
        self, anchor: Choice, chain: Chain, clues: Sequence[Clue], beside: Clue | None, branchers: Sequence[Brancher]
    ) -> CandidateQuery:
        schema, end = self.relevance.terrain.schema, chain.places[-1]
        root = variable_name(schema, None if end == LITERAL else end, chain.path[-1])
        route = Route(chain.path, chain.places, 1.0, frozenset())
        patterns, comparisons = branch_patterns(schema, [(anchor, route)], root)
        branches = [b for brancher in branchers if (b := brancher.on(chain, patterns)) is not None]
        excluded = [b for b in branches if is_excluded(self.analysis, b.choice, frozenset())]
        form = LogicalForm(
            Ask.COUNT if self.analysis.ask is Ask.COUNT else Ask.LIST,
            (*patterns, *(p for b in branches if b not in excluded for p in b.patterns)),
            comparisons=(*comparisons, *(c for b in branches for c in b.comparisons)),
            excluded=tuple(b.patterns for b in excluded),
            shown=(root,),
        )
        used = frozenset().union(chain.used, *(b.chain.used for b in branches))
        explained = {i for n in used for i in clues[n].positions} | (beside.positions if beside else frozenset())
        choices = (anchor, *(b.choice for b in branches))
        steps = [*chain.steps, *(step for b in branches for step in b.chain.steps)]
        told = [choice for step in steps for n in sorted(step.said.clues) for choice in self._telling(clues[n], step)]
        found = self._scored(form, chain, branches, choices, explained)
        return replace(found, told=tuple(dict.fromkeys(told)))

    def _telling(self, clue: Clue, step: Step) -> Iterable[Choice]:
        """The mention by which a clue names the relation or the class of a step."""
        schema, hop, place = self.relevance.terrain.schema, step.way.hop, step.way.place
        terms = {hop.property, schema.inverses.get(hop.property), *(schema.within(place) if place is not None else ())}
        return [choice for choice in clue.choices if choice.term in terms][:1]

    def _scored(
        self, form: LogicalForm, chain: Chain, branches: Sequence[Branch], choices: Sequence[Choice], said: set[int]
    ) -> CandidateQuery:
        content = self.analysis.content
        explained = said | {i for choice in choices for i in range(choice.mention.start, choice.mention.end)}
        explained |= counting_words(self.analysis) if self.analysis.ask is Ask.COUNT else frozenset()
        steps = [*chain.steps, *(step for branch in branches for step in branch.chain.steps)]
        gains = [*chain.gains, *(gain for branch in branches for gain in branch.chain.gains)]
        features = {
            "coverage": len(explained & content) / max(1, len(content)),
            "link": sum(choice.candidate.score for choice in choices) / len(choices),
            "told": sum(gains) / len(gains),
            "faint": max(0.0, 1.0 - min(gains)),
            "goal": 1.0,
            "roles": 1.0,
            "steps": len(gains) / 6,
            "polarity": float(bool(self.analysis.negated) and not form.excluded),
            "turns": float(chain.turns),
            "ends": chain.ends,
            "quiet": sum(1.0 for gain in gains if gain < SILENT),
            "vague": sum(1.0 for step in steps if step.said.vague),
            "fluent": max(-1.0, min(1.5, (chain.score + sum(b.worth for b in branches)) / chain.length)),
            "chained": 1.0,
        }
        ordered = tuple(sorted(choices, key=lambda choice: choice.mention.start))
        return CandidateQuery(form, ordered, frozenset(explained), features)


def _with_all(found: CandidateQuery, alternatives: Alternatives, spare: frozenset[Choice]) -> CandidateQuery:
    used = (*found.choices, *sorted(spare, key=lambda choice: choice.mention.start))
    explained = found.explained | {i for c in spare for i in range(c.mention.start, c.mention.end)}
    return replace(found, form=with_alternatives(found.form, alternatives), choices=used, explained=explained)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    seen: dict[Term, Candidate] = {}
    for candidate in candidates:
        seen.setdefault(candidate.entry.term, candidate)
    return list(seen.values())
