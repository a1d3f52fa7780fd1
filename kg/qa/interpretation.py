"""Readings: the connected queries that join what a question names with the answer it expects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.graph.marks import Marks
from kg.graph.schema import COMMENTS
from kg.model import Term
from kg.qa.forms import Ask, Hop, LogicalForm, Pattern
from kg.qa.grounding import Ground
from kg.qa.negation import is_denied, is_excluded
from kg.qa.operators import counting_words
from kg.qa.patterns import Pair, branch_patterns, is_fact, node, pair_pattern
from kg.qa.reading import Analysis, CandidateQuery, Choice, Choices
from kg.qa.roles import add_roles
from kg.qa.routes import Relevance, Relevances, Route
from kg.qa.terrain import LITERAL, Place, Terrain
from kg.qa.variables import variable_name
from kg.rdf import RDF

ROUTES_PER_ANCHOR = 6
PRODUCTS = 24
DIRECTION = 0.12
OF = (("of",), ("for",), ("from",))


@dataclass(frozen=True)
class Interpreter:
    """Makes candidate queries; holds the map and the marks of one graph."""

    terrain: Terrain
    marks: Marks

    def read(
        self, analysis: Analysis, choices: Choices, ground: Ground, relevances: Relevances
    ) -> Iterable[CandidateQuery]:
        """The candidate queries for one set of choices, unranked, each made when it is asked for."""
        affirmed = tuple(choice for choice in choices if not is_denied(analysis, choice))
        scene = _Scene(self, analysis, choices, ground, relevances.of(affirmed))
        return scene.candidates()


@dataclass(frozen=True)
class _Scene:
    """One set of choices being read."""

    interpreter: Interpreter
    analysis: Analysis
    choices: Choices
    ground: Ground
    relevance: Relevance

    @property
    def anchors(self) -> list[Choice]:
        """Choices that name a thing or a value, but for strengths, which name relations."""
        marks = self.interpreter.marks
        named = [c for c in self.choices if c.candidate.entry.kind in (Kind.ENTITY, Kind.VALUE)]
        return [c for c in named if c.term not in marks.states]

    @property
    def classes(self) -> list[Choice]:
        """Choices that name a class."""
        return [c for c in self.choices if c.candidate.entry.kind is Kind.CLASS]

    def candidates(self) -> Iterable[CandidateQuery]:
        """Every reading of these choices."""
        anchors = self.anchors
        if self.analysis.ask is Ask.DEFINITION and len(anchors) == 1 and self._is_all(anchors[0]):
            yield from self._definition(anchors[0])
            return
        if self.analysis.ask in (Ask.YES_NO, Ask.WHY) and len(anchors) > 1:
            yield from self._facts(anchors)
            return
        if self.analysis.ask is Ask.YES_NO and len(anchors) == 1:
            yield from self._membership(anchors[0])
        yield from self._stars(anchors)

    @property
    def _list_or_count(self) -> Ask:
        """What a star answers when the question defines or asks for reasons: a list."""
        return Ask.LIST if self.analysis.ask in (Ask.WHY, Ask.DEFINITION) else self.analysis.ask

    def _is_all(self, choice: Choice) -> bool:
        """Whether the question has no other content than the mention of one thing."""
        return choice.candidate.entry.kind is Kind.ENTITY and self.analysis.content <= set(
            range(choice.mention.start, choice.mention.end)
        )

    def _definition(self, anchor: Choice) -> Iterable[CandidateQuery]:
        told = {way.hop.property for way in self.ground.exits.get(anchor.term, ()) if way.place == LITERAL}
        prop = next((prop for prop in COMMENTS if prop in told), RDF.type)
        name = "definition" if prop in told else "class"
        form = LogicalForm(Ask.DEFINITION, (Pattern(anchor.term, prop, name),), shown=(name,))
        yield self._candidate(form, (anchor,), (), {"relation": 1.0, "goal": 1.0})

    def _membership(self, anchor: Choice) -> Iterable[CandidateQuery]:
        for cls in self.classes:
            form = LogicalForm(Ask.YES_NO, (Pattern(anchor.term, RDF.type, cls.term),), shown=())
            is_a = 1.0 if self.analysis.words[0] in ("is", "are", "was", "were") else 0.6
            yield self._candidate(form, (anchor, cls), (), {"relation": is_a, "goal": is_a})

    def _facts(self, anchors: list[Choice]) -> Iterable[CandidateQuery]:
        first, *others = anchors
        second = others[-1]
        for subject, target in ((first, second), (second, first)):
            for hop in self._hops_between(subject.term, target.term):
                score, explained = self.relevance.of(hop)
                held = (subject.term, hop.property, target.term) in self.ground.links
                form = self._fact_form(subject.term, hop.property, target.term)
                features = {"relation": score, "goal": 1.0, "held": float(held)}
                yield self._candidate(form, (subject, target), explained, features)

    def _fact_form(self, subject: Term, prop: URIRef, target: Term) -> LogicalForm:
        pattern = Pattern(node(subject), prop, node(target))
        if self.analysis.ask is Ask.YES_NO:
            return LogicalForm(Ask.YES_NO, (pattern,))
        name = variable_name(self.interpreter.terrain.schema, None, Hop(prop))
        return LogicalForm(Ask.WHY, (replace(pattern, object=name),), choices=((name, (node(target),)),), shown=(name,))

    def _hops_between(self, subject: Term, target: Term) -> list[Hop]:
        ends = self.ground.types.get(target, frozenset())
        starts = self.ground.types.get(subject, frozenset())
        exits = {
            w for s in starts for w in self.interpreter.terrain.exits.get(s, ()) if w.hop.forward and w.place in ends
        }
        linked = {Hop(p) for s, p, o in self.ground.links if s == subject and o == target}
        return sorted({*(way.hop for way in exits), *linked}, key=lambda hop: hop.property)

    def _stars(self, anchors: list[Choice]) -> Iterable[CandidateQuery]:
        for goal in (None, *self.classes):
            place = goal.term if goal else None
            yield from self._star(goal, place, anchors, ())
            for pair in self._linked_pairs(anchors):
                kept = [a for a in anchors if a is not pair[1]]
                yield from self._star(goal, place, kept, (pair,))

    def _linked_pairs(self, anchors: list[Choice]) -> list[Pair]:
        pairs = []
        for kept, linked in product(anchors, anchors):
            for s, p, o in sorted(self.ground.links):
                if (
                    kept is not linked
                    and {s, o} == {kept.term, linked.term}
                    and p not in self.interpreter.terrain.hidden
                ):
                    pairs.append((kept, linked, p, s == kept.term))
        return pairs

    def _star(
        self,
        goal: Choice | None,
        place: Place,
        anchors: list[Choice],
        pairs: tuple[Pair, ...],
    ) -> Iterable[CandidateQuery]:
        options = [self._routes(anchor, place) for anchor in anchors]
        if not anchors and goal is None:
            yield from self._bare()
            return
        for routes in islice(_by_score(options), PRODUCTS):
            if len({_side(route.end) for route in routes}) <= 1:
                yield from self._assemble(goal, list(zip(anchors, routes, strict=True)), pairs)

    def _routes(self, anchor: Choice, place: Place) -> tuple[Route, ...]:
        entry, terrain = anchor.candidate.entry, self.interpreter.terrain
        exits = terrain.value_exits(entry.property) if entry.property else self.ground.exits.get(entry.term, ())
        routes = self.relevance.routes(tuple(exits), place, ROUTES_PER_ANCHOR)
        turned = [replace(r, relevance=r.relevance + DIRECTION * self._agreement(anchor, r.path[0])) for r in routes]
        return tuple(sorted(turned, key=lambda route: -round(route.score, 6)))

    def _agreement(self, anchor: Choice, hop: Hop) -> int:
        """1 when the word order has the thing on the side of the relation where the hop has it, -1 when not, else 0.

        "What does A need" and "the needs of A" have A as the subject, "what needs A" as the object.
        """
        inverse = self.interpreter.terrain.schema.inverses.get(hop.property)
        for choice in self.relevance.named:
            if choice.candidate.entry.kind is Kind.PROPERTY and choice.term in (hop.property, inverse):
                outward = hop.forward is (choice.term == hop.property)
                nominal = self.analysis.words[choice.mention.end : choice.mention.end + 1] in OF
                return 1 if outward is (nominal or anchor.mention.start < choice.mention.start) else -1
        return 0

    def _bare(self) -> Iterable[CandidateQuery]:
        """No thing and no class is named: the things that have the properties which are."""
        terrain = self.interpreter.terrain
        named = {c.term for c in self.choices if c.candidate.entry.kind is Kind.PROPERTY}
        starts = {
            p for p, ways in terrain.exits.items() if p and any(w.hop.forward and w.hop.property in named for w in ways)
        }
        for start in sorted(starts):
            yield from self._finish(
                None, LogicalForm(self._list_or_count, (), types=(("x", start),), shown=("x",)), start, (), [], 0.5
            )

    def _assemble(
        self,
        goal: Choice | None,
        branches: list[tuple[Choice, Route]],
        pairs: tuple[Pair, ...],
    ) -> Iterable[CandidateQuery]:
        schema = self.interpreter.terrain.schema
        place = goal.term if goal else branches[0][1].end
        last = branches[0][1].path[-1] if branches else None
        root = variable_name(schema, place if place != LITERAL else None, last)
        patterns, comparisons = branch_patterns(schema, branches, root)
        patterns += [pair_pattern(pair) for pair in pairs]
        types = ((root, goal.term),) if goal and self._must_type(goal.term, branches) else ()
        spent = frozenset(i - 1 for i in self._denials())
        denied = frozenset(choice for choice, _ in branches if goal and is_excluded(self.analysis, choice, spent))
        groups = {choice: branch_patterns(schema, [(choice, route)], root)[0] for choice, route in branches}
        excluded = tuple(tuple(groups[choice]) for choice, _ in branches if choice in denied)
        gone = {pattern for group in excluded for pattern in group}
        patterns = [pattern for pattern in patterns if pattern not in gone]
        types = ((root, goal.term),) if goal and (denied or types) else types
        ask = self._list_or_count
        form = LogicalForm(
            ask, tuple(patterns), types=types, excluded=excluded, comparisons=tuple(comparisons), shown=(root,)
        )  # fmt: skip
        used = [choice for choice, _ in branches] + [pair[1] for pair in pairs] + ([goal] if goal else [])
        explained = frozenset(i for _, route in branches for i in route.explained)
        scores = [route.score for _, route in branches]
        for _, _, prop, _ in pairs:
            score, positions = self.relevance.of(Hop(prop))
            scores.append(score)
            explained |= positions
        relation = sum(scores) / len(scores) if scores else 0.6
        yield from self._finish(goal, form, place, explained, used, relation)

    def _must_type(self, cls: URIRef, branches: list[tuple[Choice, Route]]) -> bool:
        return not branches or any(route.end != cls or self._leads_elsewhere(route) for _, route in branches)

    def _leads_elsewhere(self, route: Route) -> bool:
        """Whether the last hop also leads to things of other classes."""
        hop, schema = route.path[-1], self.interpreter.terrain.schema
        ends = {(e.end if hop.forward else e.start) for e in schema.edges if e.predicate == hop.property}
        return any(end != route.end for end in ends)

    def _finish(
        self,
        goal: Choice | None,
        form: LogicalForm,
        place: Place,
        explained: Iterable[int],
        used: Sequence[Choice],
        relation: float,
    ) -> Iterable[CandidateQuery]:
        """Give the properties that no route used their roles, and say what speaks for the reading."""
        done = frozenset(explained)
        open_choices = [
            c for c in self.choices if c.candidate.entry.kind is Kind.PROPERTY and c.mention.start not in done
        ]
        form, positions, roles = add_roles(self.interpreter.terrain, self.analysis, form, place, open_choices)
        mentioned = bool(self.classes)
        features = {
            "relation": relation,
            "goal": 1.0 if goal else (0.25 if mentioned else 0.6),
            "roles": roles,
            "size": len(form.patterns) / 6,
            "pairs": sum(1.0 - self.relevance.of(Hop(p.property))[0] for p in form.patterns if is_fact(p)),
            "polarity": float(bool(self.analysis.negated) and not form.excluded and not self._denials()),
        }
        denials = frozenset(self.analysis.negated) if form.excluded or self._denials() else frozenset()
        counting = counting_words(self.analysis) if form.ask is Ask.COUNT else frozenset()
        yield self._candidate(form, tuple(used), done | positions | denials | self._denials() | counting, features)

    def _denials(self) -> frozenset[int]:
        """The positions of relations that the question says are not meant."""
        denied = [choice.mention for choice in self.choices if is_denied(self.analysis, choice)]
        return frozenset(i for mention in denied for i in range(mention.start, mention.end))

    def _candidate(
        self, form: LogicalForm, used: tuple[Choice, ...], explained: Iterable[int], features: Mapping[str, float]
    ) -> CandidateQuery:
        positions = {i for choice in used for i in range(choice.mention.start, choice.mention.end)}
        everything = frozenset(explained) | positions
        content = self.analysis.content
        links = [choice.candidate.score for choice in used] or [0.5]
        coverage = len(everything & content) / max(1, len(content))
        bare = not (form.patterns or form.excluded or form.aggregates)
        return CandidateQuery(
            form, self.choices, everything,
            {
                "coverage": coverage,
                "bare": float(bare and coverage < 1.0),
                "link": sum(links) / len(links),
                **features,
            },
        )  # fmt: skip


def _side(place: Place) -> bool:
    return place == LITERAL


def _by_score(options: list[tuple[Route, ...]]) -> list[tuple[Route, ...]]:
    told = [[(route, str(route)) for route in routes] for routes in options]
    combined = islice(product(*told), 4 * PRODUCTS * 4)
    ranked = sorted(
        combined, key=lambda pairs: (-round(sum(r.score for r, _ in pairs), 6), [text for _, text in pairs])
    )
    return [tuple(route for route, _ in pairs) for pairs in ranked]
