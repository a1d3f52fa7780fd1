"""Narrowing: which of the things that were shown a phrase keeps, told by what those things are joined with."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.graph.marks import Marks
from kg.graph.schema import Schema
from kg.graph.words import fold, normal_form
from kg.model import Term
from kg.qa.forms import LogicalForm, Pattern
from kg.qa.lookups import MAX_THINGS, MAX_TOLD, Facet, Lookups
from kg.qa.reading import Analysis, Candidate, Choice, Mention
from kg.rdf import LABELS, RDF

Name = Callable[[Term], str]
LIKELY = 0.5
"""A mention that is less likely than this names nothing that was meant."""
CARRIED = 0.95
"""What a value is worth that stands for the thing which has it."""
PARTIAL, UNGROUPED = 0.95, 0.85
"""What a part of a name is worth, and one of the name of something that does not group what was shown."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a phrase says of things: one of the terms stands at the other end of a property from them.

    `pattern` has the first of the terms; `positions` are the words that say so.
    """

    pattern: Pattern
    terms: tuple[URIRef | Literal, ...]
    score: float
    positions: frozenset[int]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Narrower:
    """Reads phrases as conditions on the things that one variable of a form stands for."""

    lookups: Lookups
    schema: Schema
    hidden: frozenset[URIRef]
    name: Name
    form: LogicalForm
    variable: str
    things: tuple[Term, ...]

    @property
    def marks(self) -> Marks:
        """What the ontology tells of its properties."""
        return self.lookups.marks

    def exact(self, analysis: Analysis, mentions: Sequence[Mention], place: Collection[int]) -> tuple[Condition, ...]:
        """The conditions by which every content word in a place names what the things are joined with; else none."""
        inside = [m for m in mentions if m.start in place and m.end - 1 in place and m.candidates[0].score >= LIKELY]
        carried = {c: self._bearers(c) for m in inside for c in m.candidates if c.entry.kind is Kind.VALUE}
        targets = {c.entry.term for m in inside for c in m.candidates if c.entry.kind is not Kind.PROPERTY}
        targets.update(thing for things in carried.values() for thing in things)
        facets = self._told(self.lookups.facets(self.things, targets)) if targets else []
        relations = [m for m in inside if any(c.entry.kind is Kind.PROPERTY for c in m.candidates)]
        found = [*(c for m in inside for c in self._strengths(m))]
        for mention in inside:
            found += self._joined(mention, facets, carried, relations)
        return _united(analysis, _covering(analysis, found, place))

    def partial(self, analysis: Analysis, place: Collection[int], *, grouped: bool) -> tuple[Condition, ...]:
        """The condition that some words are part of the name of what the things are joined with, or of their group."""
        words = frozenset(i for i in place if i in analysis.content)
        every = frozenset(analysis.tokens[i].normal for i in words)
        said = frozenset(analysis.words[i] for i in words)
        groups = frozenset(self.marks.properties("group"))
        if not every or (grouped and not groups):
            return ()
        found = []
        for facet in self._told(self.lookups.facets(self.things)):
            name = self.name(facet.value)
            asked = every - frozenset(normal_form(self.schema.name(facet.hop.property)))
            if asked and asked <= frozenset(normal_form(name)) and (not grouped or facet.hop.property in groups):
                score = PARTIAL if facet.hop.property in groups else PARTIAL * UNGROUPED
                choice = self._choice(analysis, words, facet, score)
                condition = Condition(self._pattern(facet), (facet.value,), score, words, (choice,))
                spelt = said <= frozenset(fold(name).split())
                rank = (self._order(facet), not spelt, -len(facet.things), len(name), repr(condition.pattern))
                found.append((*rank, condition))
        return (min(found)[-1],) if found else ()

    def _order(self, facet: Facet) -> int:
        """What sorts things comes first: their group, what they are a kind of, their class; then all else."""
        prop = facet.hop.property
        sorting = (prop in self.marks.properties("group"), prop in self.marks.chains.values(), prop == RDF.type)
        return next((number for number, holds in enumerate(sorting) if holds), len(sorting))

    def called(self, analysis: Analysis, place: Collection[int]) -> tuple[URIRef | Literal, ...]:
        """The things whose own names have all content words of a place."""
        asked = frozenset(analysis.tokens[i].normal for i in place if i in analysis.content)
        named = [t for t in self.things[:MAX_THINGS] if isinstance(t, (URIRef, Literal))]
        return tuple(thing for thing in named if asked and asked <= frozenset(normal_form(self.name(thing))))

    def _told(self, facets: Iterable[Facet]) -> list[Facet]:
        """The facets that say something of the things: no names, and nothing that describes statements."""
        return [f for f in facets if f.hop.property not in self.hidden and f.hop.property not in LABELS]

    def _bearers(self, candidate: Candidate) -> tuple[URIRef, ...]:
        """The things that have a value, such as the country that has a code."""
        value, prop = candidate.entry.term, candidate.entry.property
        return self.lookups.bearers([(prop, value)]) if prop is not None and isinstance(value, Literal) else ()

    def _strengths(self, mention: Mention) -> Iterable[Condition]:
        """That what joins the things with something is as strong as a word says."""
        positions = frozenset(range(mention.start, mention.end))
        for candidate in mention.candidates:
            prop = next((p for s, p in self.marks.states.items() if s == candidate.entry.term), None)
            for pattern in self._stated(prop) if prop is not None else ():
                other = pattern.object if pattern.subject == self.variable else pattern.subject
                choices = (Choice(mention, candidate),)
                yield Condition(pattern, (other,), candidate.score, positions, choices)  # type: ignore[arg-type]

    def _stated(self, prop: URIRef) -> Iterable[Pattern]:
        """The patterns of the form that state something of the things, as stated by another property."""
        stated = frozenset(self.marks.states.values())
        for pattern in self.form.patterns:
            if self.variable in (pattern.subject, pattern.object):
                if pattern.property in stated:
                    yield Pattern(pattern.subject, prop, pattern.object)
                elif self.schema.inverses.get(pattern.property) in stated:
                    yield Pattern(pattern.object, prop, pattern.subject)

    def _joined(
        self,
        mention: Mention,
        facets: Sequence[Facet],
        carried: dict[Candidate, tuple[URIRef, ...]],
        relations: Sequence[Mention],
    ) -> Iterable[Condition]:
        """That the things are joined with what a mention names, the likeliest such conditions first."""
        found = []
        for candidate in mention.candidates:
            for facet in facets:
                share = (
                    1.0
                    if facet.value == candidate.entry.term
                    else CARRIED * (facet.value in carried.get(candidate, ()))
                )
                if share and candidate.entry.kind is not Kind.PROPERTY and self._says(mention, candidate, facet):
                    positions, told = self._telling(mention, facet, relations)
                    score = round(share * candidate.score, 4)
                    named = candidate if share == 1.0 else self._candidate(facet, score)
                    choices = (Choice(mention, named),)
                    condition = Condition(self._pattern(facet), (facet.value,), score, positions, choices)
                    found.append((-told, -score, -len(facet.things), repr(condition.pattern), condition))
        yield from (item[-1] for item in sorted(found, key=lambda item: item[:-1])[:1])

    def _says(self, mention: Mention, candidate: Candidate, facet: Facet) -> bool:
        """Whether a facet tells some things from others, or is what the words name first."""
        every = len(facet.things) >= len(self.things[:MAX_TOLD]) and facet.hop.property == RDF.type
        return not every or candidate.score >= mention.candidates[0].score

    def _choice(self, analysis: Analysis, words: frozenset[int], facet: Facet, score: float) -> Choice:
        start, end = min(words), max(words) + 1
        candidate = self._candidate(facet, score)
        return Choice(Mention(start, end, analysis.surface(start, end), (candidate,)), candidate)

    def _candidate(self, facet: Facet, score: float) -> Candidate:
        kind = Kind.ENTITY if isinstance(facet.value, URIRef) else Kind.VALUE
        prop = None if kind is Kind.ENTITY else facet.hop.property
        return Candidate(LexicalEntry(self.name(facet.value), kind, facet.value, prop), score)

    def _telling(self, mention: Mention, facet: Facet, relations: Sequence[Mention]) -> tuple[frozenset[int], bool]:
        """The words that say a condition: the name, and what names the relation; whether there is any."""
        family = {facet.hop.property, self.schema.inverses.get(facet.hop.property)}
        positions = set(range(mention.start, mention.end))
        told = [m for m in relations if m is not mention and any(c.entry.term in family for c in m.candidates)]
        positions.update(i for m in told for i in range(m.start, m.end))
        return frozenset(positions), bool(told)

    def _pattern(self, facet: Facet) -> Pattern:
        if facet.hop.forward:
            return Pattern(self.variable, facet.hop.property, facet.value)
        return Pattern(facet.value, facet.hop.property, self.variable)


def _covering(analysis: Analysis, found: Sequence[Condition], place: Collection[int]) -> list[Condition]:
    """The widest conditions that do not say the same words, when these are all the content there is; else none."""
    kept: list[Condition] = []
    for condition in sorted(found, key=lambda c: (-len(c.positions), -c.score, min(c.positions), repr(c.pattern))):
        own = _own(condition)
        if all(own.isdisjoint(other.positions) for other in kept):
            kept.append(condition)
    said = {i for condition in kept for i in condition.positions}
    content = {i for i in place if i in analysis.content}
    return sorted(kept, key=lambda c: min(_own(c))) if kept and content <= said else []


def _own(condition: Condition) -> frozenset[int]:
    """The words that name what a condition is about."""
    return frozenset(i for c in condition.choices for i in range(c.mention.start, c.mention.end)) or condition.positions


def _united(analysis: Analysis, conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    """Conditions on one property with "or" between them as one."""
    united: list[Condition] = []
    for condition in conditions:
        before = united[-1] if united else None
        if before is not None and _is_either(analysis, before, condition):
            terms = tuple(dict.fromkeys([*before.terms, *condition.terms]))
            positions = before.positions | condition.positions
            choices = (*before.choices, *condition.choices)
            united[-1] = Condition(before.pattern, terms, min(before.score, condition.score), positions, choices)
        else:
            united.append(condition)
    return tuple(united)


def _is_either(analysis: Analysis, one: Condition, other: Condition) -> bool:
    same = one.pattern.property == other.pattern.property
    between = analysis.words[max(_own(one)) + 1 : min(_own(other))]
    return same and "or" in between
