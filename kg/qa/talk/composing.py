"""Forms from forms: what a follow-up makes of the logical form of the question before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import Literal, URIRef

from kg.qa.forms import Ask, Comparison, Condition, Derived, LogicalForm, Nested, Node, Pattern, is_variable
from kg.qa.variables import fresh

Renaming = Mapping[Node, Node]
REASON, CHOICE = "reason", "choice"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a form is about: a variable, or the one term that stands in its place; `shown` is its column if it has one.

    The column shows the topic itself, or the literal by which it is told.
    """

    node: Node
    shown: str | None = None


def topics(form: LogicalForm, literals: Collection[URIRef]) -> tuple[Topic, ...]:
    """What the form's columns are about, in order; `literals` are the properties that end in literals."""
    if form.ask is Ask.DEFINITION:
        return (Topic(form.patterns[0].subject),)
    counted = [aggregate.variable for aggregate in form.aggregates]
    names = [*form.shown, *counted] or list(form.variables[:1])
    found = [_topic(form, name, literals) for name in names]
    if form.per is not None and all(topic.node != form.per for topic in found):
        found.insert(0, Topic(form.per))
    if not names:
        found = [Topic(node) for p in form.patterns for node in (p.subject, p.object) if isinstance(node, URIRef)]
    kept: dict[Node, Topic] = {}
    for topic in found:
        kept.setdefault(topic.node, topic)
    return tuple(kept.values())


def _topic(form: LogicalForm, name: str, literals: Collection[URIRef]) -> Topic:
    """The thing whose literal a variable is, or what the variable itself stands for."""
    for pattern in form.patterns:
        if pattern.object == name and pattern.property in literals and not isinstance(pattern.subject, Literal):
            return Topic(pattern.subject, name)
    return Topic(name, name)


def is_plain(form: LogicalForm) -> bool:
    """Whether a form tells its things by patterns and filters alone, so that more can be joined to it."""
    return not form.having and (form.order is None or form.order.limit is None)


def listing(form: LogicalForm, variable: str) -> LogicalForm:
    """The things that a form shows, counts or sums up over, as a list."""
    kept = None if is_plain(form) else form.order
    per = variable if kept is not None and kept.aggregated else None
    return replace(form, ask=Ask.LIST, shown=(variable,), aggregates=(), order=kept, per=per)


def without_columns(form: LogicalForm, columns: Collection[str], literals: Collection[URIRef]) -> LogicalForm:
    """The form without the patterns that only bring a literal for one of these columns."""
    compared = {c.variable for c in form.comparisons} | {name for name, _ in form.choices} | set(form.shown)
    compared |= {form.order.variable} if form.order else set()
    kept = tuple(
        pattern
        for pattern in form.patterns
        if pattern.property not in literals
        or pattern.object not in columns
        or pattern.object in compared
        or sum(pattern.object in (p.subject, p.object) for p in form.patterns) > 1
    )
    return replace(form, patterns=kept)


def counting(form: LogicalForm, variable: str) -> LogicalForm:
    """How many things a plain list has."""
    return replace(listing(form, variable), ask=Ask.COUNT)


def among(variable: str, things: tuple[URIRef | Literal, ...]) -> LogicalForm:
    """These things as a list."""
    return LogicalForm(Ask.LIST, (), choices=((variable, things),), shown=(variable,))


def reasons(form: LogicalForm) -> LogicalForm:
    """Why a form's answer holds: the same solutions, for the sake of their evidence."""
    if form.ask is not Ask.YES_NO:
        return replace(form, ask=Ask.WHY)
    if form.variables:
        return replace(form, ask=Ask.WHY, shown=form.variables[:1])
    first, *others = form.patterns
    if is_variable(first.object):
        return replace(form, ask=Ask.WHY)
    patterns = (replace(first, object=REASON), *others)
    return replace(
        form, ask=Ask.WHY, patterns=patterns, choices=((REASON, (first.object,)),), shown=(REASON,)  # type: ignore[arg-type]
    )  # fmt: skip


def bound(form: LogicalForm, variable: str, pattern: Pattern, terms: Sequence[URIRef | Literal]) -> LogicalForm:
    """The form in which a variable meets a pattern with one of the terms at the other end."""
    if len(terms) == 1:
        return replace(form, patterns=tuple(dict.fromkeys([*form.patterns, pattern])))
    choice = fresh(CHOICE, {*form.variables, *form.shown, variable})
    forward = pattern.subject == variable
    opened = replace(pattern, object=choice) if forward else replace(pattern, subject=choice)
    return replace(form, patterns=(*form.patterns, opened), choices=(*form.choices, (choice, tuple(terms))))


def excluding(form: LogicalForm, variable: str, pattern: Pattern, terms: Sequence[URIRef | Literal]) -> LogicalForm:
    """The form without what meets a pattern with any of the terms at the other end."""
    forward = pattern.subject == variable
    each = [replace(pattern, object=term) if forward else replace(pattern, subject=term) for term in terms]
    return replace(form, excluded=(*form.excluded, *((one,) for one in each)))


def within(
    form: LogicalForm, variable: str, before: LogicalForm, thing: str, columns: Sequence[str] = ()
) -> LogicalForm:
    """The form with its variable held to be one of the things of a plain list before; the other names are kept apart.

    `columns` are those of the list that are shown instead of the form's own.
    """
    taken = {*form.variables, *form.shown, variable}
    names: dict[Node, Node] = {thing: variable}
    for name in before.variables:
        if name != thing:
            names[name] = fresh(name, taken)
            taken.add(str(names[name]))
    kept = replaced(before, names)
    return replace(
        form,
        patterns=tuple(dict.fromkeys([*kept.patterns, *form.patterns])),
        types=tuple(dict.fromkeys([*form.types, *kept.types])),
        choices=tuple(dict.fromkeys([*kept.choices, *form.choices])),
        excluded=(*kept.excluded, *form.excluded),
        comparisons=tuple(dict.fromkeys([*kept.comparisons, *form.comparisons])),
        shown=tuple(_name(name, names) for name in columns) or form.shown,
        per=variable if columns and thing not in columns else form.per,
    )


def mentions(form: LogicalForm, node: Node) -> bool:
    """Whether a node stands in a form's patterns."""
    return any(node in (pattern.subject, pattern.object) for pattern in form.patterns)


def replaced(form: LogicalForm, names: Renaming) -> LogicalForm:
    """The form with nodes put in the place of others, wherever they stand; terms of comparisons only by terms."""
    order = form.order and replace(form.order, variable=_name(form.order.variable, names))
    return replace(
        form,
        patterns=tuple(_pattern(p, names) for p in form.patterns),
        types=tuple((_name(name, names), cls) for name, cls in form.types),
        choices=tuple(
            (_name(name, names), tuple(_term(term, names) for term in terms)) for name, terms in form.choices
        ),
        excluded=tuple(tuple(_condition(c, names) for c in group) for group in form.excluded),
        comparisons=tuple(_comparison(c, names) for c in form.comparisons),
        shown=tuple(_name(name, names) for name in form.shown),
        aggregates=tuple(replace(a, variable=_name(a.variable, names)) for a in form.aggregates),
        order=order,
        per=None if form.per is None else _name(form.per, names),
        having=tuple(replace(h, variable=_name(h.variable, names)) for h in form.having),
        derived=tuple(_derived(derived, names) for derived in form.derived),
    )


def _derived(derived: Derived, names: Renaming) -> Derived:
    operands = tuple(o if isinstance(o, Literal) else _name(o, names) for o in derived.operands)
    return Derived(_name(derived.name, names), derived.operator, operands)


def _pattern(pattern: Pattern, names: Renaming) -> Pattern:
    subject, target = pattern.subject, pattern.object
    return Pattern(names.get(subject, subject), pattern.property, names.get(target, target))


def _condition(condition: Condition, names: Renaming) -> Condition:
    return _comparison(condition, names) if isinstance(condition, Comparison) else _pattern(condition, names)


def _comparison(comparison: Comparison, names: Renaming) -> Comparison:
    value = comparison.value
    if isinstance(value, Nested):
        inner = tuple(Pattern(_kept(p.subject, names), p.property, _kept(p.object, names)) for p in value.patterns)
        return replace(comparison, variable=_name(comparison.variable, names), value=replace(value, patterns=inner))
    if not isinstance(value, (URIRef, Literal)):
        return replace(comparison, variable=_name(comparison.variable, names), value=_name(value, names))
    return replace(comparison, variable=_name(comparison.variable, names), value=_term(value, names))


def _kept(node: Node, names: Renaming) -> Node:
    """A node of a nested query, whose variables are its own."""
    return node if is_variable(node) else _term(node, names)  # type: ignore[arg-type]


def _name(variable: str, names: Renaming) -> str:
    return str(names.get(variable, variable))


def _term(term: URIRef | Literal, names: Renaming) -> URIRef | Literal:
    found = names.get(term, term)
    return found if isinstance(found, (URIRef, Literal)) else term
