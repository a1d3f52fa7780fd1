"""Remembering: what a conversation knows of its last answer, and what that answer was about."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.graph.lexicon import Kind
from kg.model import Answer, Term
from kg.qa.attributes import Attribute
from kg.qa.engine import Answerer
from kg.qa.forms import Ask, Hop, LogicalForm, Pattern, is_variable
from kg.qa.parts import same_things
from kg.qa.reading import Choices
from kg.qa.talk.composing import among, is_plain, listing, topics
from kg.qa.trying import Tried
from kg.qa.variables import fresh, variable_name
from kg.qa.walk import Read, Walk

NAME = "name"
REMEMBERED = 3
"""So many lists of things are kept from which the last ones were picked."""
MAX_THINGS = 1_000
"""So many things are held in a query one by one, where the query that found them cannot be joined to."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of a conversation, and how its question was understood.

    `read` is the last question whose words say all of it, `own` the choices in it; `choices` are all that the answered
    reading `best` rests on. `spoken` says that its words say the reading that was answered, not one that this goes on
    from. `about` are the things of which it was asked.
    """

    read: Read
    own: Choices
    choices: Choices
    best: Tried
    answer: Answer
    spoken: bool = True
    about: tuple["Subject", ...] = ()

    @property
    def form(self) -> LogicalForm:
        """The logical form that was answered."""
        return self.best.ranked.candidate.form


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation remembers: its last answer, and what came of the last question when that was no answer.

    `offered` holds readings between which the person was asked to choose since, `missed` a question that was declined.
    """

    told: Told | None = None
    offered: Walk | None = None
    missed: Walk | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Things that an answer was about: a plain form that lists them by its variable, their class, and themselves."""

    form: LogicalForm
    variable: str
    cls: URIRef | None
    things: tuple[Term, ...]


@dataclass(frozen=True)
class Recall:
    """Looks up what the last answer was about."""

    answerer: Answerer
    told: Told

    @cached_property
    def literals(self) -> frozenset[URIRef]:
        """The properties that end in literals."""
        return frozenset(edge.predicate for edge in self.answerer.index.schema.edges if edge.is_literal)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """What the columns of the answer are about, in order; after a no, what was asked about."""
        form = self.told.form
        if form.ask is Ask.YES_NO and not self.told.best.table.boolean:
            return self.told.about
        held = {name for name, _ in form.choices}
        nodes = sorted((topic.node for topic in topics(form, self.literals)), key=lambda node: node in held)
        found = [self._subject(form, str(node)) for node in nodes if is_variable(node) and node in form.variables]
        return tuple(subject for subject in found if subject.things)

    @cached_property
    def passed(self) -> tuple[Subject, ...]:
        """Things that the answer came by and did not show."""
        form, shown = self.told.form, {subject.variable for subject in self.subjects}
        inner = [p.subject for p in form.patterns] + [
            p.object for p in form.patterns if p.property not in self.literals
        ]
        names = [str(n) for n in dict.fromkeys(inner) if is_variable(n) and n not in shown]
        found = [self._subject(form, name) for name in names] if is_plain(form) and form.ask is not Ask.YES_NO else []
        return tuple(subject for subject in found if subject.things)

    @cached_property
    def named(self) -> tuple[URIRef, ...]:
        """The things that the last question named, in its order."""
        form = self.told.form
        nodes = [n for p in form.patterns for n in (p.subject, p.object) if isinstance(n, URIRef)]
        told = [c.term for c in self.told.choices if c.candidate.entry.kind is Kind.ENTITY and c.term in nodes]
        columns = [t.node for t in topics(form, self.literals) if isinstance(t.node, URIRef)]
        return tuple(dict.fromkeys([*told, *columns]))

    def of_kind(self, classes: Collection[URIRef]) -> tuple[Subject, ...]:
        """The subjects whose class may be one of these; all of them when no class is given."""
        schema = self.answerer.index.schema
        if not classes:
            return self.subjects
        every = (*self.subjects, *self.passed)
        return tuple(s for s in every if any(same_things(schema, s.cls, cls) for cls in classes))

    def label(self, term: Term) -> str:
        """What a thing is called: by its label, or by the attribute that tells it apart, or else by its local name."""
        attribute = self.attribute(self.class_of((term,))) if isinstance(term, URIRef) else None
        if attribute is not None and isinstance(term, URIRef):
            form = LogicalForm(Ask.LIST, (Pattern(term, attribute.prop, NAME),), shown=(NAME,))
            cells = [row[0] for row in self.answerer.table(form).rows]
            return str(cells[0]) if cells else self.answerer.namer.name(term)
        return self.answerer.namer.name(term)

    def attribute(self, cls: URIRef | None) -> Attribute | None:
        """The attribute by which things of a class are shown where they have no label."""
        display, schema = self.answerer.attributes.display, self.answerer.index.schema
        broader = [cls, *sorted(schema.within(cls) - {cls})] if cls is not None else []
        return next((display[each] for each in broader if each in display), None)

    def shown(self, form: LogicalForm, variable: str, cls: URIRef | None) -> LogicalForm:
        """The form with the things of a variable as its first column."""
        attribute, name, patterns = self.attribute(cls), variable, form.patterns
        if attribute is not None:
            told, taken = sorted(self.names(form, variable, cls)), {*form.variables, *form.shown}
            named = variable_name(self.answerer.index.schema, None, Hop(attribute.prop))
            name = told[0] if told else fresh(named, taken)
            patterns = tuple(dict.fromkeys([*patterns, Pattern(variable, attribute.prop, name)]))
        shown = (name, *(each for each in form.shown if each not in (variable, name)))
        per = variable if form.ask is Ask.LIST and variable not in shown else None
        return replace(form, patterns=patterns, shown=shown, per=per)

    def names(self, form: LogicalForm, variable: str, cls: URIRef | None) -> frozenset[str]:
        """The variables of a form by which the things of another are told apart."""
        attribute = self.attribute(cls)
        told = [p for p in form.patterns if attribute and (p.subject, p.property) == (variable, attribute.prop)]
        return frozenset(str(pattern.object) for pattern in told if is_variable(pattern.object))

    def _subject(self, form: LogicalForm, variable: str) -> Subject:
        listed = listing(form, variable)
        try:
            table = self.answerer.table(listed)
        except QueryError:
            return Subject(listed, variable, None, ())
        things = tuple(row[0] for row in table.rows if row[0] is not None)
        cls = dict(form.types).get(variable) or self.class_of(things)
        if is_plain(form):
            return Subject(listed, variable, cls, things)
        held = tuple(thing for thing in things if isinstance(thing, (URIRef, Literal)))[:MAX_THINGS]
        return Subject(among(variable, held), variable, cls, things)

    def class_of(self, things: tuple[Term, ...]) -> URIRef | None:
        """The narrowest class that holds all of some things."""
        schema = self.answerer.index.schema
        found = self.answerer.lookups.classes(things[:MAX_THINGS])
        holding = [
            frozenset().union(*(schema.within(c) for c in found.get(thing, ()))) for thing in things[:MAX_THINGS]
        ]
        shared = frozenset.intersection(*holding) if holding else frozenset()
        return min((c for c in shared if c in schema.classes), key=lambda c: (schema.classes[c], str(c)), default=None)


def used(tried: Tried) -> Choices:
    """The choices that a reading rests on."""
    candidate = tried.ranked.candidate
    return tuple(c for c in candidate.named if c.mention.start in candidate.explained)
