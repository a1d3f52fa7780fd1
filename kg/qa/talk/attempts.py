"""Attempts: what a follow-up may be answered with, the likeliest first, each made when it is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.graph.lexicon import Kind
from kg.qa.dialogue import FollowUp, Move, rankings
from kg.qa.english import AUXILIARIES, NEGATIONS
from kg.qa.forms import is_variable
from kg.qa.operators import Act, read_operators
from kg.qa.ranking import score_of
from kg.qa.talk import moves
from kg.qa.talk.exchanging import LIKELY, picked_mentions
from kg.qa.talk.following import Followed, Ground
from kg.qa.talk.phrases import RELATING, WHAT_IT_IS
from kg.qa.talk.referring import Reference, Stands
from kg.qa.talk.remembering import Subject
from kg.qa.talk.resolving import Resolver
from kg.qa.talk.selecting import Selector
from kg.qa.talk.turning import turn, turn_superlative, unknown

CERTAIN = 3.0
"""An answer with such log-odds needs no other to compare with."""
ABOUT, SHOWN_FIRST = 0.6, 1.5
"""Log-odds that differ by less say nothing against the thing that was named first, or that was shown."""
ARTICLES = frozenset({"the", "a", "an"})
QUALIFYING = (
    RELATING | NEGATIONS | frozenset({"that", "which", "who", "whose", "where", "older", "younger", "more", "less"})
)
"""What begins with these follows the noun that it says something of."""
PASSED = (Act.NEGATE, Act.EITHER, Act.COUNT, Act.DISTINCT, Act.GROUP)


def attempts(ground: Ground, follow: FollowUp) -> Iterator[Followed]:
    """The answers that a follow-up may have."""
    if follow.move in moves.OF_WHAT_WAS_SAID:
        yield moves.OF_WHAT_WAS_SAID[follow.move](ground, follow)
    elif follow.move is Move.TURN:
        yield from _turned(ground, follow)
    elif follow.move is Move.REFER and follow.reference is not None:
        yield from _referred(ground, follow, follow.reference)
    else:
        yield from _kept(ground, follow)


def _turned(ground: Ground, follow: FollowUp) -> Iterator[Followed]:
    """The fragment in the place of its like; or what it names of the things that were shown; or a part of them."""
    yield from turn(ground, follow)
    mentions = picked_mentions(ground.read.analysis, ground.read.mentions, range(follow.start, follow.end))
    if any(c.entry.kind in (Kind.PROPERTY, Kind.CLASS) for m in mentions for c in m.candidates):
        first = follow.start + (ground.read.analysis.words[follow.start] in ARTICLES)
        yield from _referred(ground, replace(follow, start=first), Reference(first, first, Stands.OWNER))
    for subject in (*ground.recall.subjects, *ground.told.about):
        yield from Selector(ground, follow, subject).select()
        yield from Selector(ground, follow, subject).select_loosely()
    yield unknown(ground, follow) if not mentions else ground.nothing()


def _kept(ground: Ground, follow: FollowUp) -> Iterator[Followed]:
    """A part of the things that were shown, or of those from which these were picked; or the question turned."""
    reference = follow.reference or _noun_of(ground, follow)
    follow = replace(follow, reference=reference)
    resolver = Resolver(ground, _with_negation(ground, follow), reference)
    subjects = resolver.subjects()
    before = [subject for subject in ground.told.about if subject not in subjects]
    alone = len(subjects) > 0 and len(subjects[0].things) == 1
    told = False
    if ground.told.form.order is not None:
        yield from moves.highest(ground, follow)
    for subject in (*before, *subjects) if alone else (*subjects, *before):
        found = _selected(ground, follow, subject)
        told = told or bool(found)
        yield from found
    for turned in turn(ground, follow):
        told = True
        yield turned
    for subject in () if told else (*before, *subjects) if alone else subjects:
        yield from (each for each in _best(resolver.several(subject)) if _is_less(each, subject))
        yield from Selector(ground, follow, subject).select_loosely()
    yield from moves.highest(ground, follow)
    yield ground.nothing(reference)


def _is_less(found: Followed, subject: Subject) -> bool:
    """Whether an answer shows only a part of some things, or says what is true of them all."""
    (tried, *_) = found.walk.kept
    form = tried.ranked.candidate.form
    added = [node for p in form.patterns if p not in subject.form.patterns for node in (p.subject, p.object)]
    told = form.order or form.comparisons != subject.form.comparisons or form.choices != subject.form.choices
    return len(tried.table.rows) < len(subject.things) or bool(told) or not all(map(is_variable, added))


def _noun_of(ground: Ground, follow: FollowUp) -> Reference:
    """The noun of a fragment that says again what the things are: "the domestic flights"; or where it is left out.

    That is before what follows a noun, and after what stands before it.
    """
    analysis, schema = ground.read.analysis, ground.answerer.index.schema
    for mention in ground.read.mentions:
        first, core = mention.candidates[0], set(range(follow.start, follow.end))
        classes = [first.entry.term] if first.entry.kind is Kind.CLASS and first.score >= LIKELY else []
        more = analysis.content & core - set(range(mention.start, mention.end))
        inside = mention.start in core and mention.end - 1 in core
        if inside and more and any(s.cls in classes for s in ground.recall.subjects if s.cls in schema.classes):
            return Reference(mention.start, mention.end, Stands.HEAD, noun=mention)
    place = follow.start if analysis.words[follow.start] in QUALIFYING or follow.move is Move.DROP else follow.end
    return Reference(place, place, Stands.HEAD)


def _with_negation(ground: Ground, follow: FollowUp) -> FollowUp:
    """A follow-up that takes something away, from the word on that says so."""
    before = ground.read.analysis.words[follow.start - 1] if follow.start else ""
    return replace(follow, start=follow.start - 1) if follow.move is Move.DROP and before in NEGATIONS else follow


def _referred(ground: Ground, follow: FollowUp, reference: Reference) -> Iterator[Followed]:
    """What the question says with that in it to which it points."""
    resolver, words = Resolver(ground, follow, reference), ground.read.analysis.words
    subjects, heads = resolver.subjects(), reference.stands is Stands.HEAD
    alone, asks = len(subjects) > 0 and len(subjects[0].things) == 1, words[follow.start] in AUXILIARIES
    if heads and follow.sure and rankings(ground.read.analysis, follow.start, follow.end):
        yield from turn_superlative(ground, follow)
    if heads and ground.told.form.order is not None:
        yield from moves.highest(ground, follow)
    if not reference.many or not subjects or (alone and (not heads or asks)):
        yield from _likeliest(resolver)
    for subject in (*(ground.told.about if heads and alone and not asks else ()), *subjects):
        yield from _of_all(resolver, subject)
    yield from moves.highest(ground, follow) if heads else ()
    yield from _otherwise(ground, follow, reference)


def _of_all(resolver: Resolver, subject: Subject) -> Iterator[Followed]:
    """What the question says of all things of a subject, or which of them it picks."""
    ground, follow = resolver.ground, replace(resolver.follow, reference=resolver.reference)
    heads = resolver.reference.stands is Stands.HEAD
    yield from _selected(ground, follow, subject) if heads else ()
    yield from _best(resolver.several(subject))
    yield from Selector(ground, follow, subject).select_loosely() if heads else ()
    yield from resolver.whether(subject)


def _otherwise(ground: Ground, follow: FollowUp, reference: Reference) -> Iterator[Followed]:
    """What is left to say when nothing was found: why, or what was shown; or that there is nothing."""
    words = ground.read.analysis.words[follow.start : follow.end]
    if words[0] == "why":
        yield moves.why(ground, follow)
    if WHAT_IT_IS.fullmatch(" ".join(words)):
        yield moves.rows(ground, follow)
    yield ground.nothing(reference)


def _selected(ground: Ground, follow: FollowUp, subject: Subject) -> Sequence[Followed]:
    """A part that names alone tell, where nothing is ranked or compared."""
    operators = read_operators(ground.read.analysis)
    told = any(o.act not in PASSED and follow.start <= o.start < follow.end for o in operators)
    return () if told else Selector(ground, follow, subject).select()


def _best(found: Iterable[Followed]) -> list[Followed]:
    """The surest of some answers, if there is one."""
    made: list[Followed] = []
    for each in found:
        if each.is_answered and _likelihood(each) >= CERTAIN:
            return [each]
        made += [each] if each.is_answered else []
    return [max(made, key=_likelihood)] if made else []


def _likeliest(resolver: Resolver) -> list[Followed]:
    """The answer for the thing that was shown, unless that is much less likely than for one that the question named."""
    shown = [best for each in resolver.shown() for best in _best(each)]
    if any(_likelihood(each) >= CERTAIN for each in shown):
        return shown
    named = [best for each in resolver.named() for best in _best(each)]
    most = max(map(_likelihood, [*shown, *named]), default=0.0)
    near = [each for each in shown if _likelihood(each) > most - SHOWN_FIRST]
    return near or [each for each in named if _likelihood(each) > most - ABOUT][:1]


def _likelihood(found: Followed) -> float:
    """How likely an answer is by what speaks for its reading, whatever it goes on from."""
    return max((score_of(tried.ranked.candidate.features) for tried in found.walk.kept), default=0.0)
