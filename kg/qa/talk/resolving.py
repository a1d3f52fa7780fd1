"""Resolving: a question that points back, read with what it points to in that place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rdflib import BNode, URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.qa.dialogue import FollowUp
from kg.qa.english import AUXILIARIES, CLOSED_CLASS
from kg.qa.forms import Ask, LogicalForm, is_variable
from kg.qa.operators import Act, read_operators
from kg.qa.ranking import Ranked
from kg.qa.reading import Candidate
from kg.qa.talk.composing import among, mentions, replaced, within, without_columns
from kg.qa.talk.following import Followed, Ground
from kg.qa.talk.phrases import WHAT_IT_IS
from kg.qa.talk.referring import Reference, Rewritten, Stands, picked, raised, rewritten
from kg.qa.talk.remembering import MAX_THINGS, REMEMBERED, Subject, used
from kg.qa.variables import fresh, variable_name
from kg.qa.walk import Pin, Read
from kg.qa.wording import plural

SAMPLED = 2
"""Of several things so many are tried in the place of all."""
NAMED = 3
"""So many things that the last question named are tried in the place of "it"."""
SUMMED = ("sum", "avg")
THING = "thing"
SAYING = frozenset({"where", "when"})
"""Words of every question that yet say what is asked for."""


@dataclass(frozen=True)
class Resolver:
    """Reads one question that points back."""

    ground: Ground
    follow: FollowUp
    reference: Reference

    def subjects(self) -> tuple[Subject, ...]:
        """What the reference may point to: the subjects of the kind that it names; or else what the question named."""
        found = self.ground.recall.of_kind(self._kinds())
        return found or tuple(self._alone(term) for term in self.ground.recall.named if self._fits(term))

    def shown(self) -> list[Iterator[Followed]]:
        """The question with the one thing that was shown in it, in the ways in which it can be read."""
        alone = [s.things[0] for s in self.subjects() if len(s.things) == 1]
        return [self._with_thing(term) for term in alone[:1] if isinstance(term, URIRef)]

    def named(self) -> list[Iterator[Followed]]:
        """The question with each thing in it that the last question named."""
        named = [term for term in self.ground.recall.named if self._fits(term)]
        return [self._with_thing(term) for term in named[:NAMED]]

    def several(self, subject: Subject) -> Iterator[Followed]:
        """The question asked of all things of a subject: as a noun, and as what is true of each of them."""
        if self.reference.stands is not Stands.HEAD:
            yield from self._with_samples(subject)
        if subject.cls is not None:
            yield self._with_noun(subject, subject.cls)

    def whether(self, subject: Subject) -> Iterator[Followed]:
        """Whether anything of a subject is as the question has it."""
        if subject.cls is not None and self._asks_whether():
            yield self._with_noun(subject, subject.cls, whether=True)

    # what is pointed to

    def _kinds(self) -> tuple[URIRef, ...]:
        noun = self.reference.noun
        return tuple(c.entry.term for c in noun.candidates if c.entry.kind is Kind.CLASS) if noun else ()  # type: ignore[misc]

    def _fits(self, term: URIRef) -> bool:
        """Whether a thing is of the kind that the reference names."""
        schema, kinds = self.ground.answerer.index.schema, self._kinds()
        classes = self.ground.answerer.lookups.classes((term,)).get(term, frozenset()) if kinds else frozenset()
        wider = {each for cls in classes for each in schema.within(cls)}
        return not kinds or not wider.isdisjoint(kinds)

    # readings

    def _with_thing(self, term: URIRef) -> Iterator[Followed]:
        """The question with a thing in it, by its name and as the only one of its class."""
        label = self.ground.recall.label(term)
        text = self._rewritten(label, whole=True)
        read = self._read(text, Kind.ENTITY, label, term)
        held = _held_by_name(read, text)
        forms = [
            (ranked, ranked.candidate.form)
            for ranked in read.ranked
            if mentions(ranked.candidate.form, term) and self._is_asked(ranked, held)
        ]
        understood = self._rewritten(label, whole=True, phrase=True).text
        yield _whole(self._followed(read, forms, text, understood), read)
        subject = self._alone(term)
        if subject.cls is not None and not self._asks_whether():
            yield replace(self._with_noun(subject, subject.cls), understood=understood)

    def _alone(self, term: URIRef) -> Subject:
        """One thing as a subject."""
        cls = self.ground.recall.class_of((term,))
        name = variable_name(self.ground.answerer.index.schema, cls, None) if cls else THING
        return Subject(among(name, (term,)), name, cls, (term,))

    def _with_noun(self, subject: Subject, cls: URIRef, *, whether: bool = False) -> Followed:
        """The question with the class of the things, whose variable is then held to be one of them."""
        schema = self.ground.answerer.index.schema
        noun = plural(schema.name(cls)) if len(subject.things) > 1 or self.reference.many else schema.name(cls)
        text = self._rewritten(noun)
        read = self._read(text, Kind.CLASS, noun, cls)
        pinned = _held_by_name(read, text)
        name = variable_name(schema, cls, None)
        forms = [
            (ranked, self._held(ranked.candidate.form, variable, subject))
            for ranked in read.ranked
            for variable in _variables(ranked.candidate.form, cls, name)
            if pinned <= ranked.candidate.explained
            and self._is_asked(ranked, pinned)
            and not self._says_nothing(ranked.candidate.form, variable)
        ]
        if whether:
            forms = [(ranked, replace(form, ask=Ask.YES_NO, shown=(), order=None, per=None)) for ranked, form in forms]
        return replace(
            self._followed(read, forms, text, self._understood(subject)),
            about=(subject, *self.ground.told.about)[:REMEMBERED],
        )

    def _with_samples(self, subject: Subject) -> Iterator[Followed]:
        """The question with one of the things, and what it then says of that one said of all of them."""
        for thing in [t for t in subject.things if isinstance(t, URIRef)][:SAMPLED]:
            label = self.ground.recall.label(thing)
            text = self._rewritten(label)
            read = self._read(text, Kind.ENTITY, label, thing)
            forms = [
                (ranked, self._told_of_all(ranked.candidate.form, thing, subject))
                for ranked in read.ranked
                if _is_told_by_patterns(ranked.candidate.form, thing)
                and self._is_asked(ranked, _held_by_name(read, text))
            ]
            yield self._followed(read, forms, text, self._understood(subject))

    def _told_of_all(self, form: LogicalForm, thing: URIRef, subject: Subject) -> LogicalForm:
        variable = fresh(subject.variable, {*form.variables, *form.shown})
        return self._held(replaced(form, {thing: variable}), variable, subject)

    # forms

    def _held(self, form: LogicalForm, variable: str, subject: Subject) -> LogicalForm:
        """The form with its variable held to be one of the things; what is summed up may not come several times."""
        before, thing = subject.form, subject.variable
        summed = any(a.function in SUMMED for a in form.aggregates)
        if summed and before.variables != (thing,) and not any(isinstance(t, BNode) for t in subject.things):
            before = among(thing, subject.things[:MAX_THINGS])  # type: ignore[arg-type]
        heads = self.reference.stands is Stands.HEAD
        columns = self._columns(form, variable, subject) if heads else ()
        held = within(form, variable, before, thing, columns)
        if self._asks_whether() and "any" in self.ground.read.analysis.words[: self.reference.start + 1]:
            return replace(held, ask=Ask.YES_NO, shown=(), per=None)
        if not heads and len(subject.things) == 1:
            own = {variable, *self.ground.recall.names(held, variable, subject.cls)}
            rest = tuple(name for name in held.shown if name not in own)
            return replace(held, shown=rest) if rest else held
        bare = heads and held.shown == (variable,) and held.ask is Ask.LIST and not held.aggregates
        told_apart = bare or (not heads and self._is_of_values(held, variable))
        return self.ground.recall.shown(held, variable, subject.cls) if told_apart else held

    def _columns(self, form: LogicalForm, variable: str, subject: Subject) -> tuple[str, ...]:
        """The columns of the last answer, where the question picks from what it showed and asks for nothing else."""
        told, recall = self.ground.told.form, self.ground.recall
        own = {variable, *recall.names(form, variable, subject.cls)}
        is_list = (
            form.ask is Ask.LIST and told.ask in (Ask.LIST, Ask.WHY) and not told.aggregates and not form.aggregates
        )
        others = set(form.shown) - own
        things = others.isdisjoint(p.object for p in form.patterns if p.property in recall.literals)
        known = subject in recall.subjects and set(subject.form.variables).issuperset(told.shown)
        return told.shown if is_list and known and things and len(others) < len(form.shown) else ()

    def _is_of_values(self, form: LogicalForm, variable: str) -> bool:
        """Whether all that a form shows are literals that the things of a variable have themselves."""
        literals = self.ground.recall.literals
        own = [p for p in form.patterns if p.property in literals and p.subject == variable]
        told = {pattern.object for pattern in own if is_variable(pattern.object)}
        plain = form.ask is Ask.LIST and not form.aggregates and form.order is None
        return plain and told.issuperset(form.shown)

    def _says_nothing(self, form: LogicalForm, variable: str) -> bool:
        """Whether a form only lists the things of a class, or sorts them by how many they are."""
        if form.order is not None and form.order.variable == variable:
            return True
        names = self.ground.recall.names(form, variable, dict(form.types).get(variable))
        told = [p for p in form.patterns if not (p.subject == variable and p.object in names)]
        return not (
            told or form.comparisons or form.excluded or form.order or form.having or form.choices or form.types[1:]
        )

    def _is_asked(self, ranked: Ranked, named: frozenset[int]) -> bool:
        """Whether words of the question speak of what a reading shows, or it at least leads to other things."""
        form, literals = ranked.candidate.form, self.ground.recall.literals
        leads = any(p.property not in literals for p in form.patterns)
        told = ranked.candidate.explained - named
        if form == self.ground.told.form or not (told or self._says_anything()):
            return False
        return bool(told) or leads or form.ask is not Ask.LIST or bool(form.order or form.comparisons or form.excluded)

    def _says_anything(self) -> bool:
        """Whether there is any word but those that every question has, or the question asks what something is."""
        words = self.ground.read.analysis.words[self.follow.start : self.follow.end]
        if WHAT_IT_IS.fullmatch(" ".join(words)):
            return True
        return not CLOSED_CLASS.issuperset(words) or not SAYING.isdisjoint(words)

    # words

    def _asks_whether(self) -> bool:
        """Whether a question begins with an auxiliary and what it points back to: "are they", "do any of them"."""
        return self.ground.read.analysis.words[self.follow.start] in AUXILIARIES and (
            self.reference.start == self.follow.start + 1
        )

    def _rewritten(self, name: str, *, whole: bool = False, phrase: bool = False) -> Rewritten:
        analysis, core = self.ground.read.analysis, (self.follow.start, self.follow.end)
        if self._asks_whether() and self.reference.many and not whole:
            return picked(analysis, core, self.reference, name)
        sums = any(o.act is Act.AGGREGATE for o in read_operators(analysis))
        return raised(rewritten(analysis, core, self.reference, name, phrase=phrase or sums))

    def _understood(self, subject: Subject) -> str:
        told = self.ground.told.form
        is_all = subject in self.ground.recall.subjects and subject.form.choices and not told.choices
        form = told if is_all else without_columns(subject.form, told.shown, self.ground.recall.literals)
        return self._rewritten(self.ground.answerer.words(form), phrase=True).text

    def _read(self, text: Rewritten, kind: Kind, label: str, term: URIRef) -> Read:
        candidate = Candidate(LexicalEntry(label, kind, term), 1.0)
        return self.ground.answerer.read(text.text, (Pin(*text.named[0], (candidate,)),))

    def _followed(
        self, read: Read, forms: Iterable[tuple[Ranked, LogicalForm]], text: Rewritten, understood: str
    ) -> Followed:
        walk = self.ground.concluded(read, forms, text)
        new = used(walk.kept[0]) if walk.kept else ()
        return Followed(walk, understood, (*self.ground.told.choices, *new))


def _whole(found: Followed, read: Read) -> Followed:
    """An answer to a question whose words, once a thing is named in it, say all of it."""
    own = used(found.walk.kept[0]) if found.walk.kept else ()
    return replace(found, read=read, own=own, spoken=True)


def _held_by_name(read: Read, text: Rewritten) -> frozenset[int]:
    """The tokens of the name that was put in."""
    ((start, end),) = text.named
    return frozenset(i for i, t in enumerate(read.analysis.tokens) if start <= t.start and t.end <= end)


def _variables(form: LogicalForm, cls: URIRef, name: str) -> Sequence[str]:
    """The variable of a form for the things of a class, if it has one."""
    typed = [variable for variable, each in form.types if each == cls]
    return typed[:1] or [each for each in (name,) if each in form.variables]


def _is_told_by_patterns(form: LogicalForm, thing: URIRef) -> bool:
    """Whether a form says something of a thing in its patterns and nowhere else."""
    elsewhere = any(c.value == thing for c in form.comparisons) or any(thing in terms for _, terms in form.choices)
    return mentions(form, thing) and not elsewhere and not form.excluded
