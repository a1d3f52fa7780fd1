"""Selecting: the part of the last answer that a phrase keeps, or that it takes away."""

from collections.abc import Sequence
from dataclasses import replace

from rdflib import Literal, URIRef

from kg.qa.dialogue import FollowUp, Move
from kg.qa.forms import Ask, Comparison, LogicalForm
from kg.qa.reading import Choice, Choices
from kg.qa.talk.composing import bound, counting, excluding
from kg.qa.talk.exchanging import picked_mentions
from kg.qa.talk.following import Followed, Ground
from kg.qa.talk.narrowing import Condition, Narrower
from kg.qa.talk.referring import Stands, rewritten
from kg.qa.talk.remembering import REMEMBERED, Subject

CALLED = 0.8
"""What a part of the things' own names is worth."""


def select(ground: Ground, follow: FollowUp, subject: Subject) -> list[Followed]:
    """The part of the subject's things that the words name, by whole names, or by parts of the names of groups."""
    narrower, place = _narrower(ground, subject), _place(follow)
    analysis, mentions = ground.read.analysis, ground.read.mentions
    themselves = _themselves(ground, follow, subject, place)
    if themselves:
        return [_of_things(ground, follow, subject, themselves)]
    attempts = (narrower.exact(analysis, mentions, place), narrower.partial(analysis, place, grouped=True))
    return [_selected(ground, follow, subject, conditions) for conditions in attempts if conditions]


def select_loosely(ground: Ground, follow: FollowUp, subject: Subject) -> list[Followed]:
    """The part of the subject's things that the words name by a part of any name."""
    narrower, analysis, place = _narrower(ground, subject), ground.read.analysis, _place(follow)
    conditions = narrower.partial(analysis, place, grouped=False)
    called = () if conditions else narrower.called(analysis, place)
    found = [_selected(ground, follow, subject, conditions)] if conditions else []
    return found + ([_called(ground, follow, subject, called)] if called else [])


def _called(ground: Ground, follow: FollowUp, subject: Subject, things: tuple[URIRef | Literal, ...]) -> Followed:
    """The things of a subject that are called by the words."""
    form = replace(subject.form, choices=(*subject.form.choices, (subject.variable, things)))
    return _answered(ground, follow, subject, form, CALLED, ())


def _themselves(ground: Ground, follow: FollowUp, subject: Subject, place: frozenset[int]) -> Choices:
    """The things of the subject that the words name, when they name nothing else."""
    analysis = ground.read.analysis
    picked = picked_mentions(analysis, ground.read.mentions, range(follow.start, follow.end))
    named = [
        next((Choice(m, c) for c in m.candidates if c.entry.term in subject.things), None)
        for m in picked
        if place.issuperset(range(m.start, m.end))
    ]
    said = {i for choice in named if choice for i in range(choice.mention.start, choice.mention.end)}
    whole = None not in named and analysis.content & place <= said
    return tuple(choice for choice in named if choice) if whole and follow.move is not Move.TURN else ()


def _of_things(ground: Ground, follow: FollowUp, subject: Subject, choices: Choices) -> Followed:
    """Only the things that were named, or all but these."""
    form, terms = subject.form, tuple(dict.fromkeys(choice.candidate.entry.term for choice in choices))
    held = tuple(term for term in terms if isinstance(term, (URIRef, Literal)))
    if follow.move is Move.DROP:
        unlike = tuple(Comparison(subject.variable, "!=", term) for term in held)
        form = replace(form, comparisons=(*form.comparisons, *unlike))
    else:
        form = replace(form, choices=(*form.choices, (subject.variable, held)))
    return _answered(ground, follow, subject, form, min(c.candidate.score for c in choices), choices)


def _answered(
    ground: Ground, follow: FollowUp, subject: Subject, form: LogicalForm, sureness: float, choices: Choices
) -> Followed:
    asked = _asked(ground, follow, form, subject)
    found = ground.answered(asked, sureness, choices, _understood(ground, follow, subject))
    return replace(found, about=(subject, *ground.told.about)[:REMEMBERED])


def _narrower(ground: Ground, subject: Subject) -> Narrower:
    engine = ground.answerer
    graph = (engine.lookups, engine.index.schema, engine.hidden, engine.namer.name)
    return Narrower(*graph, subject.form, subject.variable, subject.things)


def _place(follow: FollowUp) -> frozenset[int]:
    """The words that say what is kept: all but those that point back."""
    core, reference = range(follow.start, follow.end), follow.reference
    return frozenset(core) - frozenset(range(reference.start, reference.end) if reference else ())


def _selected(ground: Ground, follow: FollowUp, subject: Subject, conditions: Sequence[Condition]) -> Followed:
    analysis = ground.read.analysis
    form, variable = subject.form, subject.variable
    for condition in conditions:
        first = min(condition.positions)
        denied = follow.move is Move.DROP or any(follow.start <= i < first for i in analysis.negated)
        add = excluding if denied else bound
        form = add(form, variable, condition.pattern, condition.terms)
    sureness = min(condition.score for condition in conditions)
    choices = tuple(choice for condition in conditions for choice in condition.choices)
    return _answered(ground, follow, subject, form, sureness, choices)


def _understood(ground: Ground, follow: FollowUp, subject: Subject) -> str:
    """A question that points back with what it points to in that place."""
    if follow.move is not Move.REFER or follow.reference is None or follow.reference.stands is not Stands.HEAD:
        return ""
    core = (follow.start, follow.end)
    return rewritten(ground.read.analysis, core, follow.reference, ground.answerer.words(subject.form)).text


def _asked(ground: Ground, follow: FollowUp, form: LogicalForm, subject: Subject) -> LogicalForm:
    """The form with what the question asks of it: how many, whether any, or which."""
    analysis, variable = ground.read.analysis, subject.variable
    counted = follow.move is Move.TURN and ground.told.form.ask is Ask.COUNT
    if analysis.ask is Ask.COUNT or counted:
        return counting(form, variable)
    if analysis.ask is Ask.YES_NO and ("any" in analysis.words or len(subject.things) == 1):
        return replace(form, ask=Ask.YES_NO, shown=())
    kept = _columns(ground, form) if subject in ground.recall.subjects else None
    return kept if kept is not None else ground.recall.shown(form, variable, subject.cls)


def _columns(ground: Ground, form: LogicalForm) -> LogicalForm | None:
    """The form with the columns of a last answer that showed more than the things."""
    told = ground.told.form
    known = {*form.variables}
    if told.ask is not Ask.LIST or told.aggregates or len(told.shown) < 2 or not known.issuperset(told.shown):
        return None
    return replace(form, shown=told.shown, per=told.per)
