"""Assembling: readings of a question in which everything it names has a role in one joined query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind
from kg.graph.marks import Marks
from kg.graph.words import stem
from kg.model import Term
from kg.qa.alternatives import Alternatives, read_alternatives, with_alternatives
from kg.qa.attributes import Attributes
from kg.qa.clues import asked_for
from kg.qa.drafting import Draft
from kg.qa.forms import Ask, LogicalForm, Pattern
from kg.qa.joining import Joiner, Tree, best_trees
from kg.qa.measures import QUANTITIES
from kg.qa.operators import Act, Operator, read_operators
from kg.qa.parts import Part, Parts, read_parts
from kg.qa.placing import Placer
from kg.qa.reading import Analysis, CandidateQuery, Choice, Choices
from kg.qa.regions import Region, read_regions
from kg.qa.routes import Relevances
from kg.qa.showing import Showing, is_nominal
from kg.qa.terrain import LITERAL, Exit, Place, Terrain

READINGS = 6
REACH = 6
"""A negation reaches this many words ahead."""
SURE = 0.65
"""Words that are less like what they are taken for are not explained by it."""
LITERALLY = 0.6
STOPS = frozenset({"and", "but", "that", "which", "who", "whose"})


@dataclass(frozen=True)
class Assembler:
    """Makes candidate queries for one question over the map, attributes and marks of one graph."""

    terrain: Terrain
    attributes: Attributes
    marks: Marks
    analysis: Analysis
    relevances: Relevances
    exits: Mapping[Term, tuple[Exit, ...]]
    types: Mapping[Term, frozenset[URIRef]]

    def assemble(self, choices: Choices) -> Iterable[CandidateQuery]:
        """The candidate queries for one set of choices, unranked."""
        if self._is_told_otherwise(choices):
            return
        named = [choice for choice in choices if choice.candidate.entry.kind is Kind.ENTITY]
        alternatives, spare = read_alternatives(self.analysis, named, self.types)
        units = {o.end - 1 for o in read_operators(self.analysis) if o.unit is not None}
        units -= {c.mention.start for c in choices if c.mention.width > 1}
        kept = tuple(c for c in choices if c not in spare and not (c.mention.width == 1 and c.mention.start in units))
        for candidate in self._assembled(kept):
            yield candidate if not alternatives else _with_all(candidate, alternatives, spare)

    def _assembled(self, choices: Choices) -> Iterable[CandidateQuery]:
        operators = self._operators(choices)
        nouns = {i for choice in choices for i in range(choice.mention.start, choice.mention.end)}
        regions = read_regions(self.analysis, operators, nouns)
        readings = read_parts(self.terrain, self.attributes, self.analysis, choices, self.types)
        for parts in islice(readings, READINGS):
            for tree, absent in self._trees(parts, operators, regions):
                yield self._candidate(parts, tree, absent, operators, regions)

    def _is_told_otherwise(self, choices: Choices) -> bool:
        """Whether the question asks for a fact, a reason or a definition of things that it names."""
        things = [c for c in choices if c.candidate.entry.kind is Kind.ENTITY]
        if self.analysis.ask is Ask.DEFINITION:
            return len(things) == len(choices) and not self._operators(choices)
        facts = len(things) == len(choices) and not self._operators(choices)
        return self.analysis.ask is Ask.WHY or (self.analysis.ask is Ask.YES_NO and facts)

    @property
    def _negations(self) -> list[Operator]:
        return [o for o in read_operators(self.analysis) if o.act is Act.NEGATE]

    def _operators(self, choices: Choices) -> tuple[Operator, ...]:
        """The operators whose words name nothing in these choices."""
        named = {i for choice in choices for i in range(choice.mention.start, choice.mention.end)}
        read = [_without_unit(o) if o.unit and o.end - 1 in named else o for o in read_operators(self.analysis)]
        return tuple(o for o in read if named.isdisjoint((o.start, o.end - 1)))

    # the tree

    def _trees(
        self, parts: Parts, operators: Sequence[Operator], regions: Sequence[Region]
    ) -> Iterable[tuple[Tree, tuple[Part, ...]]]:
        absent = tuple(part for part in parts if self._is_absent(part, operators, regions))
        present = [part for part in parts if part not in absent]
        root = _root(present, regions)
        roots = [root.owner] if root is not None else [*self._kinds(present, regions), *self._measured(operators)]
        joiner = self._joiner(parts)
        trees: tuple[Tree, ...] = tuple(joiner.start(place) for place in roots)
        for part in sorted(present, key=lambda p: (p.kind is Kind.ENTITY, p.start)):
            trees = best_trees(grown for tree in trees for grown in self._grown(joiner, tree, part))
        yield from ((tree, absent) for tree in trees[:2])

    def _kinds(self, parts: Sequence[Part], regions: Sequence[Region]) -> list[Place]:
        """The classes of what is of the kind that the question asks for, when this is a thing: "which valves"."""
        noun = asked_for(self.analysis)
        heads = [p for p in parts if p.kind is Kind.ENTITY and regions[p.start] in (Region.HEAD, Region.OWNER)]
        asked = [part for part in heads if noun is None or noun in part.positions]
        exits = [way for part in asked[:1] for way in self.exits.get(part.candidate.entry.term, ())]
        places = {way.place for way in exits if not way.hop.forward and way.place is not None and way.place != LITERAL}
        size = self.terrain.schema.classes
        ranked: list[Place] = [*sorted(places, key=lambda place: (-size.get(place, 0), str(place)))]
        return ranked[:2]

    def _measured(self, operators: Sequence[Operator]) -> list[Place]:
        """The classes of the things that an adjective may measure, when the question names no class: "the cheapest"."""
        nouns = {stem(noun) for o in operators for noun in QUANTITIES.get(o.measure, ())}
        found = self.attributes.by_owner.items()
        return [place for place, own in found if any(a.numeric and not nouns.isdisjoint(a.words) for a in own)][:4]

    def _grown(self, joiner: Joiner, tree: Tree, part: Part) -> tuple[Tree, ...]:
        if part.kind is Kind.ENTITY:
            return joiner.anchor(tree, part.candidate.entry.term, self.exits.get(part.candidate.entry.term, ()))
        if part.attribute is None and part.kind is Kind.PROPERTY and not is_nominal(self.analysis, part):
            return (tree,)
        return joiner.reach(tree, part.owner)

    def _joiner(self, parts: Parts) -> Joiner:
        links = tuple(
            Choice(part.mention, part.candidate)
            for part in parts
            if (part.kind is Kind.PROPERTY and part.attribute is None) or part.candidate.entry.term in self.marks.states
        )
        return Joiner(self.terrain, self.relevances.of(links))

    def _is_absent(self, part: Part, operators: Sequence[Operator], regions: Sequence[Region]) -> bool:
        """Whether a negation before a part, with nothing between that ends its reach, takes it back."""
        if regions[part.start] is Region.HEAD:
            return False
        before = [o for o in operators if o.act is Act.NEGATE and o.end <= part.start and part.start - o.end <= REACH]
        if not before:
            return False
        between = self.analysis.words[before[-1].end : part.start]
        return STOPS.isdisjoint(between) or ("and" in between and len(between) <= 3 and "that" not in between)

    # the form

    def _candidate(
        self,
        parts: Parts,
        tree: Tree,
        absent: tuple[Part, ...],
        operators: Sequence[Operator],
        regions: Sequence[Region],
    ) -> CandidateQuery:
        named = frozenset(part.owner for part in parts if part.kind is Kind.CLASS)
        draft = Draft(self._joiner(parts), self.attributes, tree, named)
        present = tuple(part for part in parts if part not in absent)
        self._conditions(draft, present)
        outside, inside = self._scopes(absent)
        placer = Placer(
            self.analysis, _within(operators, outside), regions, present, self.relevances.likeness, draft, outside
        )
        placer.place()
        if absent:
            self._negate(draft, placer, absent, _within(operators, inside), inside)
        ask = Showing(self.attributes, placer).show(present)
        return self._scored(draft, parts, draft.form(ask))

    def _scopes(self, absent: Sequence[Part]) -> tuple[frozenset[int], frozenset[int]]:
        """The tokens outside and inside the reach of the negation before the absent parts."""
        everything = frozenset(range(len(self.analysis.words)))
        if not absent:
            return everything, frozenset()
        start = min(part.start for part in absent)
        stops = [i for i in sorted(everything) if i > start and self.analysis.words[i] in STOPS - {"and", "that"}]
        inside = frozenset(range(start, stops[0] if stops else len(self.analysis.words)))
        return everything - inside, inside

    def _conditions(self, draft: Draft, parts: Sequence[Part]) -> None:
        """Values that things must have, and things that variables must be."""
        for part in parts:
            draft.explained.update(part.positions if part.kind in (Kind.VALUE, Kind.CLASS, Kind.ENTITY) else ())
        valued = {part.candidate.entry.property for part in parts if part.kind is Kind.VALUE}
        told = [p for p in parts if p.kind is Kind.PROPERTY and p.candidate.entry.term in valued]
        draft.explained.update(*(part.positions for part in told))
        grouped: dict[tuple[str, URIRef], list[Part]] = {}
        for part in parts:
            thing = draft.variable(part.owner) if part.kind is Kind.VALUE else None
            if thing is not None and part.candidate.entry.property is not None:
                grouped.setdefault((thing, part.candidate.entry.property), []).append(part)
        for (thing, prop), values in grouped.items():
            self._values(draft, thing, prop, values)
        for part in parts:
            truth = part.attribute.truth if part.attribute is not None and part.kind is Kind.PROPERTY else None
            thing = draft.variable(part.owner)
            if truth is not None and thing is not None:
                draft.patterns[Pattern(thing, part.attribute.prop, truth)] = None  # type: ignore[union-attr]
                draft.explained.update(part.positions)

    def _values(self, draft: Draft, thing: str, prop: URIRef, values: Sequence[Part]) -> None:
        literals = [part.candidate.entry.term for part in values]
        first = literals[0]
        assert isinstance(first, Literal)
        if len(values) == 1:
            draft.patterns[Pattern(thing, prop, first)] = None
            return
        either = "or" in self.analysis.words[values[0].end : values[-1].start]
        if either or thing == draft.root.variable:
            name = draft.value(thing, prop)
            draft.choices.append((name, tuple(dict.fromkeys(literals))))  # type: ignore[arg-type]
            return
        draft.patterns[Pattern(thing, prop, first)] = None
        for part in values[1:]:
            for tree in draft.joiner.grow(Tree(draft.tree.spots[:1], tuple(draft.patterns)), part.owner)[:1]:
                new = tree.spots[-1].variable
                draft.patterns.update(dict.fromkeys(tree.patterns))
                term = part.candidate.entry.term
                assert isinstance(term, Literal)
                draft.patterns[Pattern(new, prop, term)] = None

    def _negate(
        self, draft: Draft, placer: Placer, absent: Sequence[Part], operators: Sequence[Operator], scope: frozenset[int]
    ) -> None:
        """What must not be: the joins, values and comparisons that the absent parts and their operators would add."""
        tree = Tree(draft.tree.spots, tuple(draft.patterns))
        for part in sorted(absent, key=lambda p: (p.kind is Kind.ENTITY, p.start)):
            grown = self._grown(draft.joiner, tree, part)
            tree = grown[0] if grown else tree
        inner = Draft(draft.joiner, self.attributes, tree, frozenset())
        self._conditions(inner, absent)
        within = Placer(self.analysis, operators, placer.regions, absent, self.relevances.likeness, inner, scope)
        within.place()
        for part in absent:
            if part.kind is Kind.PROPERTY and part.attribute is not None and part not in within.used:
                within.bind_part(part)
        group = [pattern for pattern in inner.patterns if pattern not in draft.patterns]
        if not group:
            return
        draft.excluded.append((*group, *inner.comparisons))
        negations = [o for o in self._negations if any(0 <= part.start - o.end <= REACH for part in absent)]
        draft.explained.update(*(range(o.start, o.end) for o in negations), inner.explained, inner.tree.explained)
        draft.explained.update(*(part.positions for part in absent))
        placer.spent.update(within.spent)

    # what speaks for it

    def _scored(self, draft: Draft, parts: Parts, form: LogicalForm) -> CandidateQuery:
        content = self.analysis.content
        guessed = {i for part in parts if part.candidate.entry.weight < SURE for i in part.positions}
        explained = frozenset(draft.explained | draft.tree.explained) - guessed
        scores = draft.tree.scores
        features = {
            "coverage": len(explained & content) / max(1, len(content)),
            "link": sum(map(_link, parts)) / max(1, len(parts)),
            "relation": sum(scores) / len(scores) if scores else 0.6,
            "goal": 1.0,
            "roles": 1.0,
            "size": len(draft.tree.patterns) / 6,
            "misfit": min(2.0, sum(1.0 - p.fit for p in parts)),
            "polarity": float(bool(self.analysis.negated) and not form.excluded),
            "weakest": 1.0 - min(scores, default=1.0),
            "idle": sum(1.0 for p in parts if p.positions.isdisjoint(explained)),
            "passing": max(0, len(draft.tree.spots) - len({p.owner for p in parts if p.owner is not None})) / 2,
            "columns": len(form.shown) + len(form.aggregates) - 1,
            "valued": sum(1.0 for p in parts if p.kind is Kind.VALUE and p.fit < 0.5),
            "assembled": 1.0,
        }
        used = tuple(Choice(part.mention, part.candidate) for part in parts)
        return CandidateQuery(form, used, explained, features)


def _without_unit(operator: Operator) -> Operator:
    """The operator when the word after its number names something else: "14 years of experience"."""
    return replace(operator, end=operator.end - 1, unit=None)


def _with_all(candidate: CandidateQuery, alternatives: Alternatives, spare: frozenset[Choice]) -> CandidateQuery:
    """The candidate in which the things that stand for others are joined by these."""
    used = (*candidate.choices, *sorted(spare, key=lambda choice: choice.mention.start))
    explained = candidate.explained | {i for c in spare for i in range(c.mention.start, c.mention.end)}
    form = with_alternatives(candidate.form, alternatives)
    return replace(candidate, form=form, choices=used, explained=explained)


def _root(parts: Sequence[Part], regions: Sequence[Region]) -> Part | None:
    """What the answer is about: the first class of what is shown, or whose value is shown first."""
    owned = [p for p in parts if p.kind is not Kind.ENTITY and p.owner is not None and _is_rooted(p)]
    heads = [p for p in owned if regions[p.start] in (Region.HEAD, Region.OWNER)]
    classes = [p for p in heads if p.kind is Kind.CLASS]
    attributes = [p for p in heads if p.kind is Kind.PROPERTY]
    if attributes and classes and attributes[0].owner != classes[0].owner:
        return attributes[0]
    return next(iter([*classes, *attributes, *heads, *owned]), None)


def _link(part: Part) -> float:
    """How likely the naming is; a text that is also the name of a thing is less likely meant as a mere value."""
    named = part.kind is Kind.VALUE and any(c.entry.kind is Kind.ENTITY for c in part.mention.candidates)
    return part.candidate.score * (LITERALLY if named else 1.0)


def _is_rooted(part: Part) -> bool:
    """Whether a part says of what class things are; a relation says it too weakly."""
    return part.kind is not Kind.PROPERTY or part.attribute is not None


def _within(operators: Sequence[Operator], scope: frozenset[int]) -> tuple[Operator, ...]:
    return tuple(operator for operator in operators if operator.start in scope)
