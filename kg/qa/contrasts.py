"""Contrasts: readings that set two things that a question names against each other, as in "is A larger than B"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.graph.words import stem
from kg.model import Term
from kg.qa.attributes import Attribute, Attributes
from kg.qa.forms import Ask, Comparison, Contrast, Derived, LogicalForm, Nested, Order, Pattern
from kg.qa.measures import QUANTITIES, reversed_by
from kg.qa.operators import DOWN, UP, phrase
from kg.qa.reading import Analysis, CandidateQuery, Choice, Mention
from kg.qa.routes import Relevance
from kg.qa.terrain import LITERAL, Terrain

LIKE = 0.3
MORE = rf"(?P<m>{UP}|{DOWN})"
LESS = frozenset(DOWN.split("|"))
CHOOSING = "or"
FEW = 4


@dataclass(frozen=True)
class Contraster:
    """Makes candidate queries for one question over the map and attributes of one graph."""

    analysis: Analysis
    terrain: Terrain
    attributes: Attributes
    relevance: Relevance
    types: Mapping[Term, frozenset[URIRef]]

    def contrasts(self, things: Sequence[Mention], mentions: Sequence[Mention]) -> Iterable[CandidateQuery]:
        """The candidate queries, unranked; none unless two things and a comparing word stand in the question."""
        pair = self._pair(things)
        comparing = phrase(self.analysis, MORE)
        if pair is None or comparing is None:
            return
        start, end, word = comparing
        counted = frozenset(range(start, end))
        for attribute in self._measured(pair, word, mentions):
            down = (word in LESS) is not reversed_by(word, self._noun(word, attribute))
            for form in self._of_values(pair, attribute, down):
                yield self._scored(form, pair, counted | self._words(attribute, mentions), 1.0)
        for nested, said, strength in self._counts(pair, mentions):
            form = LogicalForm(
                Ask.YES_NO, (), contrasts=(Contrast(nested[0], "<" if word in LESS else ">", nested[1]),)
            )
            if self.analysis.ask is Ask.YES_NO:
                yield self._scored(form, pair, counted | said, strength)

    def _pair(self, things: Sequence[Mention]) -> tuple[Choice, Choice] | None:
        """The only two things that are named, when there is a class that both are of."""
        named = sorted((m for m in things if m.candidates[0].entry.kind is Kind.ENTITY), key=lambda m: m.start)
        if len(named) != 2 or len(things) != 2:
            return None
        one, other = (Choice(mention, mention.candidates[0]) for mention in named)
        return (one, other) if self._classes(one) & self._classes(other) else None

    def _classes(self, choice: Choice) -> frozenset[URIRef]:
        own = self.types.get(choice.term, frozenset())
        return frozenset(broad for cls in own for broad in self.terrain.schema.within(cls))

    def _measured(self, pair: tuple[Choice, Choice], word: str, mentions: Sequence[Mention]) -> list[Attribute]:
        """What the question may compare of both: numbers and dates that it names, else what its adjective measures."""
        shared = self._classes(pair[0]) & self._classes(pair[1])
        own = [a for owner, found in self.attributes.by_owner.items() if owner in shared for a in found]
        numbers = [attribute for attribute in own if attribute.numeric or attribute.dated or attribute.timely]
        if "date" in QUANTITIES.get(word, ()):
            numbers = [attribute for attribute in numbers if attribute.timely] or numbers
        named = {c.entry.term for m in mentions for c in m.candidates if c.entry.kind is Kind.PROPERTY}
        told = [attribute for attribute in numbers if attribute.prop in named]
        if told:
            return _distinct(told)[:FEW]
        for noun in QUANTITIES.get(word, ()):
            fitting = [attribute for attribute in numbers if stem(noun) in attribute.words]
            if fitting:
                return _distinct(sorted(fitting, key=lambda a: (len(a.words), str(a.prop))))[:1]
        likes = {a.prop: max((w.get(a.prop, 0.0) for w in self._alike()), default=0.0) for a in numbers}
        near = sorted(_distinct(numbers), key=lambda a: (-likes[a.prop], str(a.prop)))
        return [attribute for attribute in near[:1] if likes[attribute.prop] >= LIKE]

    def _alike(self) -> Iterable[Mapping[URIRef, float]]:
        return self.relevance.likeness.words.values()

    def _noun(self, word: str, attribute: Attribute) -> str:
        """The noun by which an adjective measures an attribute."""
        return next((noun for noun in QUANTITIES.get(word, ()) if stem(noun) in attribute.words), "")

    def _words(self, attribute: Attribute, mentions: Sequence[Mention]) -> frozenset[int]:
        told = self.terrain.schema.within(attribute.owner) if attribute.owner is not None else frozenset()
        terms = {attribute.prop, *told}
        said = [m for m in mentions if any(c.entry.term in terms for c in m.candidates)]
        words = self.analysis.words
        alike = {
            i for i in self.analysis.content if self.relevance.likeness.of(words[i]).get(attribute.prop, 0) >= LIKE
        }
        return frozenset(alike | {i for mention in said for i in range(mention.start, mention.end)})

    def _of_values(self, pair: tuple[Choice, Choice], attribute: Attribute, down: bool) -> Iterable[LogicalForm]:
        one, other = (choice.term for choice in pair)
        both = (Pattern(one, attribute.prop, "one"), Pattern(other, attribute.prop, "other"))
        words = self.analysis.words
        if self.analysis.ask is Ask.YES_NO:
            yield LogicalForm(Ask.YES_NO, both, comparisons=(Comparison("one", "<" if down else ">", "other"),))
        elif {"much", "many", "difference"} & set(words):
            gap = Derived("difference", "-", ("other", "one") if down else ("one", "other"))
            yield LogicalForm(Ask.LIST, both, derived=(gap,), shown=("difference",))
        elif CHOOSING in words:
            pattern = Pattern("answer", attribute.prop, "value")
            order = Order("value", descending=not down, limit=1)
            choices = (("answer", (one, other)),)
            yield LogicalForm(Ask.LIST, (pattern,), choices=choices, shown=("answer",), order=order)

    def _counts(
        self, pair: tuple[Choice, Choice], mentions: Sequence[Mention]
    ) -> Iterable[tuple[tuple[Nested, Nested], frozenset[int], float]]:
        """For each way to what the question names, how many of it each of the two has."""
        for mention in mentions:
            for candidate in mention.candidates[:FEW]:
                term, kind = candidate.entry.term, candidate.entry.kind
                hops = {
                    way.hop
                    for cls in self._classes(pair[0]) & self._classes(pair[1])
                    for way in self.terrain.exits.get(cls, ())
                    if way.place != LITERAL
                    and (
                        (kind is Kind.PROPERTY and way.hop.property == term)
                        or (kind is Kind.CLASS and way.place == term)
                    )
                }
                for hop in sorted(hops, key=lambda hop: (str(hop.property), hop.forward)):
                    sides = tuple(
                        Nested("count", "each", (_pattern(choice.term, hop.property, hop.forward),)) for choice in pair
                    )
                    said = frozenset(range(mention.start, mention.end))
                    yield (sides[0], sides[1]), said, self.relevance.of(hop)[0]

    def _scored(
        self, form: LogicalForm, pair: tuple[Choice, Choice], said: frozenset[int], relation: float
    ) -> CandidateQuery:
        content = self.analysis.content
        held = frozenset(i for choice in pair for i in range(choice.mention.start, choice.mention.end))
        explained = said | held
        features = {
            "coverage": len(explained & content) / max(1, len(content)),
            "link": sum(choice.candidate.score for choice in pair) / 2,
            "relation": relation,
            "weakest": 1.0 - relation,
            "goal": 1.0,
            "roles": 1.0,
            "size": 1 / 3,
            "contrasted": 1.0,
        }
        return CandidateQuery(form, pair, explained, features)


def _pattern(thing: URIRef, prop: URIRef, forward: bool) -> Pattern:
    return Pattern(thing, prop, "each") if forward else Pattern("each", prop, thing)


def _distinct(attributes: Sequence[Attribute]) -> list[Attribute]:
    found: dict[URIRef, Attribute] = {}
    for attribute in attributes:
        found.setdefault(attribute.prop, attribute)
    return list(found.values())
