"""Formulas: quantities that a graph does not keep but that follow from those it does, as a volume from lengths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from rdflib import URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.graph.words import stem
from kg.qa.attributes import Attribute, Attributes
from kg.qa.forms import Derived, Hop, LogicalForm, Pattern, is_variable
from kg.qa.reading import Analysis, Candidate, Mention
from kg.qa.terrain import LITERAL, Exit, Terrain
from kg.qa.variables import fresh

BASE = "urn:x-kg:formula:"
WORTH = 0.95
KNOWN: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "volume": ("*", (("width", "breadth"), ("height",), ("depth", "length"))),
    "area": ("*", (("width", "breadth"), ("length", "height", "depth"))),
    "footprint": ("*", (("width", "breadth"), ("depth", "length"))),
    "density": ("/", (("population", "inhabitant", "mass", "weight"), ("area", "volume"))),
    "revenue": ("*", (("price",), ("quantity", "sold"))),
    "profit": ("-", (("revenue", "income"), ("cost", "expenses"))),
    "margin": ("-", (("price",), ("cost",))),
}
"""The operator of each quantity, and for each operand the words that may name it, likeliest first."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A quantity of the things of one class: its own IRI, what it is called, and how it is computed."""

    iri: URIRef
    name: str
    owner: URIRef
    operator: str
    operands: tuple[URIRef, ...]


Formulas = Mapping[URIRef, Formula]


def read_formulas(attributes: Attributes) -> Formulas:
    """The known quantities that the attributes of each class allow, but for those that the class keeps."""
    found: dict[URIRef, Formula] = {}
    for owner, own in sorted(attributes.by_owner.items(), key=lambda item: str(item[0])):
        kept = {word for attribute in own for word in attribute.words}
        for name, (operator, parts) in KNOWN.items():
            operands = [_operand(own, words) for words in parts]
            if owner is not None and stem(name) not in kept and all(operands) and len(set(operands)) == len(operands):
                iri = URIRef(f"{BASE}{quote(owner, safe='')}:{name}")
                found[iri] = Formula(iri, name, owner, operator, tuple(a.prop for a in operands if a is not None))
    return found


def is_formula(prop: URIRef) -> bool:
    """Whether a property is a quantity that follows from others."""
    return prop.startswith(BASE)


def _operand(own: Sequence[Attribute], words: Sequence[str]) -> Attribute | None:
    numeric = [attribute for attribute in own if attribute.numeric and not attribute.dated]
    for word in words:
        fitting = [attribute for attribute in numeric if stem(word) in attribute.words]
        if fitting:
            return min(fitting, key=lambda attribute: (len(attribute.words), str(attribute.prop)))
    return None


def with_formulas(attributes: Attributes, formulas: Formulas) -> Attributes:
    """The attributes with the quantities that follow from them."""
    by_owner, by_property = dict(attributes.by_owner), dict(attributes.by_property)
    for formula in formulas.values():
        words = frozenset({stem(formula.name)})
        attribute = Attribute(
            formula.owner, formula.iri, numeric=True, dated=False, single=True, unique=False, telling=False, words=words
        )
        by_owner[formula.owner] = (*by_owner.get(formula.owner, ()), attribute)
        by_property[formula.iri] = (attribute,)
    return Attributes(by_owner, by_property, attributes.display)


def leading_to(terrain: Terrain, formulas: Formulas) -> Terrain:
    """The map with ways from things to the quantities that follow for them."""
    exits = dict(terrain.exits)
    for formula in formulas.values():
        exits[formula.owner] = (*exits.get(formula.owner, ()), Exit(Hop(formula.iri), LITERAL))
    return replace(terrain, exits=exits)


def formula_mentions(analysis: Analysis, mentions: Sequence[Mention], formulas: Formulas) -> tuple[Mention, ...]:
    """The mentions, with those of the quantities that follow; a word that names what the graph keeps means that."""
    named = {m.start for m in mentions if m.width == 1 and any(c.entry.kind is Kind.PROPERTY for c in m.candidates)}
    found = []
    for i, token in enumerate(analysis.tokens):
        meant = [formula for formula in formulas.values() if stem(formula.name) == token.normal]
        entries = [LexicalEntry(formula.name, Kind.PROPERTY, formula.iri) for formula in meant]
        if entries and i not in named:
            start = i - 1 if i and analysis.words[i - 1] in KNOWN[meant[0].name][1][0] else i
            surface = analysis.surface(start, i + 1)
            found.append(Mention(start, i + 1, surface, tuple(Candidate(entry, WORTH) for entry in entries)))
    return tuple(sorted((*mentions, *found), key=lambda mention: (mention.start, mention.end)))


def expanded(form: LogicalForm, formulas: Formulas) -> LogicalForm:
    """The form in which quantities that follow are computed from those that the graph keeps."""
    patterns: list[Pattern] = []
    derived = list(form.derived)
    taken = set(form.variables)
    for pattern in form.patterns:
        formula = formulas.get(pattern.property)
        if formula is None or not is_variable(pattern.object):
            patterns.append(pattern)
            continue
        names = []
        for number, prop in enumerate(formula.operands, start=1):
            names.append(fresh(f"{formula.name}_part{number}", taken))
            taken.add(names[-1])
            patterns.append(Pattern(pattern.subject, prop, names[-1]))
        derived.append(Derived(str(pattern.object), formula.operator, tuple(names)))
    return replace(form, patterns=tuple(patterns), derived=tuple(derived)) if len(derived) > len(form.derived) else form
