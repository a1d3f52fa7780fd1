"""Parts: what each mention of a question stands for in one reading, and on the things of which class."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.graph.schema import Schema
from kg.graph.words import normal_form
from kg.model import Term
from kg.qa.attributes import Attribute, Attributes
from kg.qa.reading import Analysis, Candidate, Choices, Mention
from kg.qa.terrain import LITERAL, Place, Terrain

BEAM = 24
OPTIONS = 6
SLACK = 0.2
LINK = 0.8
ELSEWHERE = 0.3


@dataclass(frozen=True, slots=True)
class Part:
    """A mention read as a candidate; `owner` is the class it belongs to, `fit` in [0, 1] how well it belongs there.

    `attribute` is set for literal properties and values.
    """

    mention: Mention
    candidate: Candidate
    owner: Place
    fit: float
    attribute: Attribute | None = None

    @property
    def kind(self) -> Kind:
        """What it stands for."""
        return self.candidate.entry.kind

    @property
    def start(self) -> int:
        """Its first token."""
        return self.mention.start

    @property
    def end(self) -> int:
        """The token after its last."""
        return self.mention.end

    @property
    def positions(self) -> frozenset[int]:
        """Its tokens."""
        return frozenset(range(self.mention.start, self.mention.end))


Parts = tuple[Part, ...]


def same_things(schema: Schema, one: Place, other: Place) -> bool:
    """Whether the things of one class may be those of another."""
    if one is None or other is None or one == LITERAL or other == LITERAL:
        return one == other
    return one in schema.within(other) or other in schema.within(one)


def read_parts(
    terrain: Terrain,
    attributes: Attributes,
    analysis: Analysis,
    choices: Choices,
    types: Mapping[Term, frozenset[URIRef]],
) -> tuple[Parts, ...]:
    """The likeliest ways to read the mentions that were chosen, best first, by all their candidates of the kind."""
    classes = [(c.mention, c.term) for c in choices if c.candidate.entry.kind is Kind.CLASS]
    states: list[tuple[float, Parts]] = [(0.0, ())]
    for choice in choices:
        options = list(_options(terrain, attributes, analysis, choice.mention, choice.candidate, classes, types))
        options = sorted(options, key=lambda part: (-_weight(part), _key(part)))[:OPTIONS]
        grown = [
            (score + _weight(part) + _company(terrain.schema, parts, part), (*parts, part))
            for score, parts in states
            for part in options
        ]
        states = sorted(grown or states, key=lambda state: (-round(state[0], 6), [_key(part) for part in state[1]]))[
            :BEAM
        ]
    return tuple(parts for _, parts in states)


def _weight(part: Part) -> float:
    return part.fit + LINK * part.candidate.score


def _company(schema: Schema, parts: Parts, part: Part) -> float:
    """Parts that belong to the same things belong together."""
    if part.kind is Kind.ENTITY or part.kind is Kind.CLASS:
        return 0.0
    return (
        0.25
        if any(same_things(schema, other.owner, part.owner) for other in parts if other.kind is not Kind.ENTITY)
        else 0.0
    )


def _options(
    terrain: Terrain,
    attributes: Attributes,
    analysis: Analysis,
    mention: Mention,
    chosen: Candidate,
    classes: Sequence[tuple[Mention, URIRef]],
    types: Mapping[Term, frozenset[URIRef]],
) -> Iterable[Part]:
    kind = chosen.entry.kind
    alike = [c for c in mention.candidates if c.entry.kind is kind and c.score >= chosen.score - SLACK]
    for candidate in alike:
        term = candidate.entry.term
        if kind is Kind.CLASS:
            yield Part(mention, candidate, URIRef(str(term)), 1.0)
        elif kind is Kind.ENTITY:
            yield Part(mention, candidate, next(iter(sorted(types.get(term, ()))), None), 1.0)
        else:
            prop = candidate.entry.property if kind is Kind.VALUE else URIRef(str(term))
            yield from _owned(terrain, attributes, analysis, mention, candidate, prop or URIRef(str(term)), classes)


def _owned(
    terrain: Terrain,
    attributes: Attributes,
    analysis: Analysis,
    mention: Mention,
    candidate: Candidate,
    prop: URIRef,
    classes: Sequence[tuple[Mention, URIRef]],
) -> Iterable[Part]:
    for attribute in islice(attributes.by_property.get(prop, ()), 8):
        owner, fit = _belongs(terrain.schema, analysis, mention, attribute.owner, classes)
        yield Part(mention, candidate, owner, fit, attribute)
    if prop not in attributes.by_property:
        starts = [p for p, ways in terrain.exits.items() if any(w.hop.forward and w.hop.property == prop for w in ways)]
        for start in starts[:8]:
            owner, fit = _belongs(terrain.schema, analysis, mention, start, classes)
            yield Part(mention, candidate, owner, fit)


def _belongs(
    schema: Schema, analysis: Analysis, mention: Mention, owner: Place, classes: Sequence[tuple[Mention, URIRef]]
) -> tuple[Place, float]:
    """The mentioned class that an owner is the same as, and how near it stands; the owner itself when none is."""
    if owner is not None and _tells_owner(schema, mention, owner):
        return next((cls for _, cls in classes if same_things(schema, cls, owner)), owner), 1.0
    if owner is not None and _tells_another(schema, mention, owner):
        return owner, ELSEWHERE
    found = [
        (_nearness(analysis, mention, other, classes), cls) for other, cls in classes if same_things(schema, cls, owner)
    ]
    if not found:
        return owner, 0.2 if classes else 0.5
    fit, cls = max(found, key=lambda pair: (pair[0], str(pair[1])))
    return cls, fit


def _tells_owner(schema: Schema, mention: Mention, owner: URIRef) -> bool:
    """Whether the mention itself says whose it is, as "singer's age" does of singers."""
    own = set(normal_form(schema.name(owner)))
    return bool(own) and own < set(normal_form(mention.surface))


def _tells_another(schema: Schema, mention: Mention, owner: URIRef) -> bool:
    """Whether the mention names another class than the one whose attribute it is: "owner id" on dogs."""
    words = set(normal_form(mention.surface))
    own = set(normal_form(schema.name(owner)))
    names = (set(normal_form(schema.name(cls))) for cls in schema.classes if cls != owner)
    return any(name and name < words and not name <= own for name in names)


def _nearness(analysis: Analysis, mention: Mention, other: Mention, classes: Sequence[tuple[Mention, URIRef]]) -> float:
    if other.end <= mention.start:
        between = analysis.words[other.end : mention.start]
        crossed = any(other.end <= c.start < mention.start for c, _ in classes)
        return 1.0 if not between else (0.55 if crossed else 0.85)
    between = analysis.words[mention.end : other.start]
    crossed = any(mention.end <= c.start < other.start for c, _ in classes)
    if not between:
        return 0.9
    return 0.55 if crossed else (1.0 if "of" in between or "for" in between else 0.7)


def _key(part: Part) -> tuple[str, str, str]:
    return (str(part.candidate.entry.term), str(part.candidate.entry.property or ""), str(part.owner or ""))
