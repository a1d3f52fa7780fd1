"""Roles: what the properties are for that no route used: shown, compared, ordered by, counted or grouped by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind
from kg.qa.english import AVERAGES, LEAST, MORE, MOST
from kg.qa.forms import Aggregate, Ask, Comparison, Hop, LogicalForm, Order, Pattern
from kg.qa.reading import Analysis, Choice
from kg.qa.terrain import LITERAL, Exit, Place, Terrain
from kg.qa.variables import fresh, variable_name
from kg.rdf import XSD

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
DISTINCT = frozenset({"different", "distinct", "unique"})
SORTING = frozenset({"sorted", "ordered", "order", "sort", "ascending", "descending", "alphabetical", "alphabetically"})
DESCENDING = frozenset({"descending", "decreasing", "desc"})
NEAR = 3
THING = 0.4
"""A column of further things is less likely meant than a column of values."""


@dataclass(frozen=True, slots=True)
class _Attached:
    """A property hung on the root: the patterns that reach its value, and the value's variable."""

    patterns: tuple[Pattern, ...]
    variable: str
    literal: bool


def add_roles(
    terrain: Terrain, analysis: Analysis, form: LogicalForm, place: Place, choices: Sequence[Choice]
) -> tuple[LogicalForm, frozenset[int], float]:
    """The form with each property in its role, the positions this explains, and the share of properties placed."""
    if form.ask in (Ask.YES_NO, Ask.WHY, Ask.DEFINITION) or place == LITERAL or not form.shown:
        return form, frozenset(), 1.0 if not choices else 0.0
    root = form.shown[0]
    explained: set[int] = set()
    placed = 0.0
    used = {pattern.property for pattern in form.patterns}
    for choice in choices:
        if {choice.term, terrain.schema.inverses.get(choice.term)} & used:
            explained |= set(range(choice.mention.start, choice.mention.end))
            placed += 1
            continue
        attached = _attach(terrain, form, (root, place), _properties(choice))
        if attached is not None:
            form, positions = _give_role(analysis, form, choice, attached)
            explained |= positions
            placed += 1 if attached.literal else THING
    form, positions = _order_by_count(analysis, form)
    return _per_thing(analysis, form, root), frozenset(explained | positions), placed / len(choices) if choices else 1.0


def _properties(choice: Choice) -> tuple[URIRef, ...]:
    """The chosen property, then the others that the same words may name."""
    others = [c.entry.term for c in choice.mention.candidates if c.entry.kind is Kind.PROPERTY]
    return tuple(dict.fromkeys([choice.term, *(term for term in others if isinstance(term, URIRef))]))


def _per_thing(analysis: Analysis, form: LogicalForm, root: str) -> LogicalForm:
    """One row for each thing, when only values of the things are shown and no distinct ones are asked for."""
    hidden = form.ask is Ask.LIST and form.shown and root not in form.shown and not form.aggregates
    return replace(form, per=root) if hidden and DISTINCT.isdisjoint(analysis.words) else form


def _attach(
    terrain: Terrain, form: LogicalForm, at: tuple[str, Place], properties: Sequence[URIRef]
) -> _Attached | None:
    """Hang the first of these properties that fits on the root, directly or over one more thing."""
    root, place = at
    ways = terrain.exits.get(place, ())
    for prop in properties:
        for way in ways:
            if way.hop.property == prop:
                name = _fresh(variable_name(terrain.schema, None, way.hop), form)
                return _Attached((_pattern(root, way.hop, name),), name, way.place == LITERAL)
    for prop in properties:
        for way in ways:
            onward = [w for w in terrain.exits.get(way.place, ()) if w == Exit(Hop(prop), LITERAL)] if way.place else []
            if onward:
                middle = _fresh(variable_name(terrain.schema, way.place, way.hop), form)
                name = _fresh(variable_name(terrain.schema, None, onward[0].hop), form)
                steps = (_pattern(root, way.hop, middle), Pattern(middle, prop, name))
                return _Attached(steps, name, onward[0].place == LITERAL)
    return None


def _pattern(start: str, hop: Hop, end: str) -> Pattern:
    return Pattern(start, hop.property, end) if hop.forward else Pattern(end, hop.property, start)


def _fresh(name: str, form: LogicalForm) -> str:
    return fresh(name, {*form.variables, *form.shown})


def _give_role(
    analysis: Analysis, form: LogicalForm, choice: Choice, attached: _Attached
) -> tuple[LogicalForm, frozenset[int]]:
    mention = choice.mention
    own = frozenset(range(mention.start, mention.end))
    wider = replace(form, patterns=(*form.patterns, *attached.patterns))
    before = range(max(0, mention.start - NEAR), mention.start)
    after = range(mention.end, min(len(analysis.words), mention.end + NEAR + 2))
    comparison = _comparison(analysis, [*after, *before], attached)
    if comparison is not None:
        condition, positions = comparison
        return replace(wider, comparisons=(*form.comparisons, condition)), own | positions
    ranking = [i for i in before if analysis.words[i] in MOST | LEAST]
    if ranking and form.order is None:
        descending = analysis.words[ranking[-1]] in MOST
        limit = _count_near(analysis, ranking[-1])
        order = Order(attached.variable, descending, counted=not attached.literal, limit=limit)
        return replace(wider, order=order), own | frozenset(ranking)
    sorting = [i for i in range(mention.start) if analysis.words[i] in SORTING]
    if sorting and form.order is None and "by" in analysis.words[sorting[-1] : mention.start]:
        descending = not DESCENDING.isdisjoint(analysis.words)
        return replace(wider, order=Order(attached.variable, descending)), own | frozenset(sorting)
    return _shown(analysis, form, wider, choice, attached, own)


def _shown(
    analysis: Analysis, form: LogicalForm, wider: LogicalForm, choice: Choice, attached: _Attached, own: frozenset[int]
) -> tuple[LogicalForm, frozenset[int]]:
    previous = choice.mention.start - 1
    word = analysis.words[previous] if previous >= 0 else ""
    if word in AVERAGES and attached.literal:
        aggregate = Aggregate(AVERAGES[word], attached.variable)
        return replace(wider, shown=(), aggregates=(*form.aggregates, aggregate)), own | {previous}
    if form.ask is Ask.COUNT:
        grouped = {"each", "per", "every", "by"} & set(
            analysis.words[max(0, choice.mention.start - 2) : choice.mention.start]
        )
        if grouped and form.shown:
            count = Aggregate("count", form.shown[0])
            return replace(wider, ask=Ask.LIST, shown=(attached.variable,), aggregates=(count,)), own
        return replace(wider, shown=(attached.variable,)), own
    if not attached.literal:
        return replace(wider, shown=(*form.shown, attached.variable)), own
    kept = tuple(name for name in form.shown if _is_value(wider, name))
    return replace(wider, shown=(*kept, attached.variable)), own


def _is_value(form: LogicalForm, name: str) -> bool:
    """Whether a variable stands for a column shown before, not for the things themselves."""
    typed = {variable for variable, _ in form.types}
    return name not in typed and all(pattern.subject != name for pattern in form.patterns)


def _comparison(
    analysis: Analysis, around: Sequence[int], attached: _Attached
) -> tuple[Comparison, frozenset[int]] | None:
    operators = [i for i in around if analysis.words[i] in MORE]
    numbers = [i for i in around if _number(analysis.words[i]) is not None]
    if not (operators and numbers and attached.literal):
        return None
    value = Literal(_number(analysis.words[numbers[0]]), datatype=XSD.integer)
    operator = MORE[analysis.words[operators[0]]]
    return Comparison(attached.variable, operator, value), frozenset({operators[0], numbers[0]})


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() and len(word) < 16 else NUMBERS.get(word)


def _count_near(analysis: Analysis, position: int) -> int:
    words = analysis.words[position : position + 2]
    return next((n for n in map(_number, words) if n), 1)


def _order_by_count(analysis: Analysis, form: LogicalForm) -> tuple[LogicalForm, frozenset[int]]:
    """ "Which X has the most Y": order the X by how many Y there are."""
    ranking = [i for i, word in enumerate(analysis.words) if word in ("most", "fewest", "least")]
    if not ranking or form.order is not None or form.ask is not Ask.LIST or len(form.shown) < 2:
        return form, frozenset()
    descending = analysis.words[ranking[0]] == "most"
    order = Order(form.shown[-1], descending, counted=True, limit=1)
    return replace(form, shown=form.shown[:-1], order=order), frozenset(ranking)
