"""Moves without words of their own: why, how many, which ones, the second one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind
from kg.qa.dialogue import FollowUp, Move, rankings
from kg.qa.forms import Ask, LogicalForm, Order
from kg.qa.reading import Choice
from kg.qa.talk.composing import among, counting, is_plain, reasons, replaced
from kg.qa.talk.exchanging import picked_mentions
from kg.qa.talk.following import Followed, Ground
from kg.qa.talk.remembering import MAX_THINGS, REMEMBERED, Subject
from kg.qa.walk import Walk

ANY_MEASURE = frozenset(["", *"highest lowest largest smallest biggest greatest higher lower larger smaller".split()])
"""Superlatives that may be of any number."""


def count(ground: Ground, _follow: FollowUp) -> Followed:
    """How many things the last answer is about."""
    subject, form = next(iter(ground.recall.subjects), None), ground.told.form
    if subject is not None:
        return ground.answered(counting(subject.form, subject.variable))
    return ground.answered(counting(form, form.shown[-1])) if form.shown and is_plain(form) else ground.nothing()


def rows(ground: Ground, follow: FollowUp) -> Followed:
    """The things that the last answer listed, counted or confirmed."""
    listed = _listed(ground)
    return ground.answered(replace(listed, ask=Ask.LIST)) if listed is not None else why(ground, follow)


def why(ground: Ground, follow: FollowUp) -> Followed:
    """The reasons of the last answer, or of that part of it which is about a thing that the question names."""
    told = ground.told
    if told.form.ask is Ask.YES_NO and not told.best.table.boolean:
        walk = Walk(ground.read, (told.best,), replace(told.answer, mentions=()))
        return Followed(walk, told.answer.reading, told.choices)
    if follow.start < follow.end and follow.reference is None:
        return _why_named(ground, follow)
    listed = _listed(ground)
    return ground.answered(reasons(told.form if listed is None else listed))


def others(ground: Ground, _follow: FollowUp) -> Followed:
    """The things from which those of the last answer were picked, without these."""
    shown = {thing for subject in ground.recall.subjects for thing in subject.things}
    for subject in ground.told.about:
        left = [thing for thing in subject.things if thing not in shown and isinstance(thing, (URIRef, Literal))]
        if left and len(left) < len(subject.things):
            form = among(subject.variable, tuple(left[:MAX_THINGS]))
            return ground.answered(ground.recall.shown(form, subject.variable, subject.cls))
    return ground.nothing()


def highest(ground: Ground, follow: FollowUp) -> Iterator[Followed]:
    """The first rows of the last answer, or the last, as it was sorted, or by the one number that it shows."""
    form = ground.told.form
    ranks = rankings(ground.read.analysis, follow.start, follow.end)
    if len(ranks) != 1 or form.ask is not Ask.LIST or ranks[0].measure not in ANY_MEASURE:
        return
    limit = int(ranks[0].number or 1)
    numbers = _numbers(ground)
    if form.order is not None and form.order.limit is None:
        yield ground.answered(replace(form, order=replace(form.order, descending=ranks[0].descending, limit=limit)))
    elif len(form.aggregates) == 1:
        told = form.aggregates[0]
        order = Order(told.variable, ranks[0].descending, told.function == "count", limit, told.function)
        yield ground.answered(replace(form, order=order))
    elif len(numbers) == 1:
        yield ground.answered(replace(form, order=Order(numbers[0], ranks[0].descending, limit=limit)))


def _numbers(ground: Ground) -> list[str]:
    """The columns of the last answer that are numbers."""
    known = ground.answerer.attributes.by_property
    numeric = {prop for prop, found in known.items() if any(attribute.numeric for attribute in found)}
    form = ground.told.form
    return [name for name in form.shown if any(p.object == name and p.property in numeric for p in form.patterns)]


def _why_named(ground: Ground, follow: FollowUp) -> Followed:
    """Why a thing that the question names is among those that were shown, or from which they were picked."""
    for subject in (*ground.recall.subjects, *ground.told.about):
        for choice in _picked(ground, follow, subject):
            found = ground.answered(_reason_for(subject, choice), choice.candidate.score, (choice,))
            return replace(found, about=(subject, *ground.told.about)[:REMEMBERED])
    return ground.nothing()


def _listed(ground: Ground) -> LogicalForm | None:
    """The last form as a list; None where it only says whether something is so."""
    form, subject = ground.told.form, next(iter(ground.recall.subjects), None)
    if form.ask not in (Ask.YES_NO, Ask.COUNT) and form.shown and not form.aggregates:
        return form
    return ground.recall.shown(subject.form, subject.variable, subject.cls) if subject else None


def _picked(ground: Ground, follow: FollowUp, subject: Subject) -> list[Choice]:
    """The things among those of the subject that a question names."""
    analysis, mentions = ground.read.analysis, ground.read.mentions
    picked = picked_mentions(analysis, mentions, range(follow.start, follow.end))
    return [
        Choice(m, c)
        for m in picked
        for c in m.candidates
        if c.entry.kind is Kind.ENTITY and c.entry.term in subject.things
    ]


def _reason_for(subject: Subject, choice: Choice) -> LogicalForm:
    """Why one thing is among those of a subject."""
    form, variable = subject.form, subject.variable
    if form.choices or form.comparisons or form.excluded or not form.patterns:
        return reasons(replace(form, choices=(*form.choices, (variable, (choice.term,)))))
    types = tuple((name, cls) for name, cls in form.types if name != variable)
    single = replaced(replace(form, types=types, shown=(), order=None), {variable: choice.term})
    return reasons(replace(single, ask=Ask.YES_NO))


OF_WHAT_WAS_SAID: Mapping[Move, Callable[[Ground, FollowUp], Followed]] = {
    Move.WHY: why,
    Move.COUNT: count,
    Move.ROWS: rows,
    Move.OTHERS: others,
}
"""The moves that need no words but those that make them."""
