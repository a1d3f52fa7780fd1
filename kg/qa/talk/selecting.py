"""Selecting: the part of the last answer that a phrase keeps, or that it takes away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rdflib import Literal, URIRef

from kg.qa.dialogue import FollowUp, Move
from kg.qa.forms import Ask, Comparison, LogicalForm
from kg.qa.reading import Choice, Choices
from kg.qa.talk.composing import bound, counting, excluding
from kg.qa.talk.exchanging import picked_mentions
from kg.qa.talk.following import Followed, Ground
from kg.qa.talk.narrowing import Condition, Narrower
from kg.qa.talk.referring import Stands, rewritten
from kg.qa.talk.remembering import REMEMBERED, Subject

CALLED = 0.8
"""What a part of the things' own names is worth."""


@dataclass(frozen=True)
class Selector:
    """Reads one follow-up as a phrase that tells some things of a subject from the others."""

    ground: Ground
    follow: FollowUp
    subject: Subject

    def select(self) -> list[Followed]:
        """The things that the words name, that are joined with what they name, or that are in a group they name."""
        themselves = self._themselves()
        if themselves:
            return [self._of_things(themselves)]
        analysis, mentions = self.ground.read.analysis, self.ground.read.mentions
        narrower, place = self._narrower(), self._place
        attempts = (narrower.exact(analysis, mentions, place), narrower.partial(analysis, place, grouped=True))
        return [self._held(conditions) for conditions in attempts if conditions]

    def select_loosely(self) -> list[Followed]:
        """The things that are joined with something in whose name the words are, or that have them in their own."""
        analysis, narrower = self.ground.read.analysis, self._narrower()
        conditions = narrower.partial(analysis, self._place, grouped=False)
        if conditions:
            return [self._held(conditions)]
        called = narrower.called(analysis, self._place)
        choices = (*self.subject.form.choices, (self.subject.variable, called))
        return [self._answered(replace(self.subject.form, choices=choices), CALLED, ())] if called else []

    @property
    def _place(self) -> frozenset[int]:
        """The words that say what is kept: all but those that point back."""
        core, reference = range(self.follow.start, self.follow.end), self.follow.reference
        return frozenset(core) - frozenset(range(reference.start, reference.end) if reference else ())

    def _narrower(self) -> Narrower:
        engine, subject = self.ground.answerer, self.subject
        graph = (engine.lookups, engine.index.schema, engine.hidden, engine.namer.name)
        return Narrower(*graph, subject.form, subject.variable, subject.things)

    def _themselves(self) -> Choices:
        """The things of the subject that the words name, when they name nothing else."""
        analysis, place = self.ground.read.analysis, self._place
        picked = picked_mentions(analysis, self.ground.read.mentions, range(self.follow.start, self.follow.end))
        named = [
            next((Choice(m, c) for c in m.candidates if c.entry.term in self.subject.things), None)
            for m in picked
            if place.issuperset(range(m.start, m.end))
        ]
        said = {i for choice in named if choice for i in range(choice.mention.start, choice.mention.end)}
        whole = None not in named and analysis.content & place <= said
        return tuple(choice for choice in named if choice) if whole and self.follow.move is not Move.TURN else ()

    def _of_things(self, choices: Choices) -> Followed:
        """Only the things that were named, or all but these."""
        form, variable = self.subject.form, self.subject.variable
        terms = tuple(dict.fromkeys(choice.candidate.entry.term for choice in choices))
        held = tuple(term for term in terms if isinstance(term, (URIRef, Literal)))
        if self.follow.move is Move.DROP:
            unlike = tuple(Comparison(variable, "!=", term) for term in held)
            form = replace(form, comparisons=(*form.comparisons, *unlike))
        else:
            form = replace(form, choices=(*form.choices, (variable, held)))
        return self._answered(form, min(c.candidate.score for c in choices), choices)

    def _held(self, conditions: Sequence[Condition]) -> Followed:
        """The things that meet some conditions; a negation turns the one whose words it stands among or before."""
        negated, form, begin = self.ground.read.analysis.negated, self.subject.form, self.follow.start
        for condition in conditions:
            last = self.follow.end if condition is conditions[-1] else max(condition.positions)
            denied = self.follow.move is Move.DROP or any(begin <= i < last for i in negated)
            begin = last
            add = excluding if denied else bound
            form = add(form, self.subject.variable, condition.pattern, condition.terms)
        choices = tuple(choice for condition in conditions for choice in condition.choices)
        return self._answered(form, min(condition.score for condition in conditions), choices)

    def _answered(self, form: LogicalForm, sureness: float, choices: Choices) -> Followed:
        found = self.ground.answered(self._asked(form), sureness, choices, self._understood())
        return replace(found, about=(self.subject, *self.ground.told.about)[:REMEMBERED])

    def _understood(self) -> str:
        """A question that points back with what it points to in that place."""
        follow, reference = self.follow, self.follow.reference
        if follow.move is not Move.REFER or reference is None or reference.stands is not Stands.HEAD:
            return ""
        words = self.ground.answerer.words(self.subject.form)
        return rewritten(self.ground.read.analysis, (follow.start, follow.end), reference, words).text

    def _asked(self, form: LogicalForm) -> LogicalForm:
        """The form with what the question asks of it: how many, whether any, or which."""
        analysis, told, variable = self.ground.read.analysis, self.ground.told.form, self.subject.variable
        if analysis.ask is Ask.COUNT or (self.follow.move is Move.TURN and told.ask is Ask.COUNT):
            return counting(form, variable)
        if analysis.ask is Ask.YES_NO and ("any" in analysis.words or len(self.subject.things) == 1):
            return replace(form, ask=Ask.YES_NO, shown=())
        wide = told.ask is Ask.LIST and not told.aggregates and len(told.shown) > 1
        if wide and self.subject in self.ground.recall.subjects and {*form.variables}.issuperset(told.shown):
            return replace(form, shown=told.shown, per=told.per)
        return self.ground.recall.shown(form, variable, self.subject.cls)
