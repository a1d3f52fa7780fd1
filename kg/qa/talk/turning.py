"""Turning: the question before, asked of what a fragment names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rdflib import BNode, Literal, URIRef

from kg.graph.lexicon import Kind
from kg.model import Term
from kg.qa.dialogue import FollowUp
from kg.qa.forms import Ask, Comparison, LogicalForm, Node
from kg.qa.operators import Act, Operator, number_of, read_operators
from kg.qa.reading import Analysis, Choice, Choices, Mention
from kg.qa.talk.composing import replaced
from kg.qa.talk.exchanging import Exchange, Exchanger, picked_mentions
from kg.qa.talk.following import Followed, Ground
from kg.qa.talk.phrases import ARTICLES, OWNING, TELLING
from kg.qa.talk.referring import Rewritten, swapped
from kg.qa.talk.remembering import used
from kg.qa.variables import fresh
from kg.qa.walk import Pin, Read
from kg.rdf import XSD

THINGS = frozenset({Kind.ENTITY, Kind.VALUE})
EITHER = "choice"


def turn(ground: Ground, follow: FollowUp) -> Iterator[Followed]:
    """The last question with what the fragment names in the place of its like: in its form, or else in its words."""
    place = range(follow.start, follow.end)
    content = ground.read.analysis.content.intersection(place)
    if content and all(_is_number(ground.read.analysis, i) for i in content - _compared(ground)):
        yield from _with_number(ground, place)
    named = picked_mentions(ground.read.analysis, ground.read.mentions, place)
    exchanges = Exchanger(ground.answerer.index.schema, ground.answerer.lookups, _olds(ground)).exchanges(named)
    if not named or len(exchanges) < len(named) or content - {i for m in named for i in range(m.start, m.end)}:
        return
    yield from _in_form(ground, exchanges)
    yield from _in_words(ground, exchanges)


def _compared(ground: Ground) -> frozenset[int]:
    """The words that name a property by which the last form compares."""
    form = ground.told.form
    limited = {c.variable for c in form.comparisons}
    compared = {p.property for p in form.patterns if p.object in limited}
    named = [m for m in ground.read.mentions if any(c.entry.term in compared for c in m.candidates)]
    return frozenset(i for m in named for i in range(m.start, m.end))


def _is_number(analysis: Analysis, i: int) -> bool:
    """Whether a word says a number, or how to compare with one."""
    compares = any(o.act is Act.COMPARE and o.start <= i < o.end for o in read_operators(analysis))
    return compares or number_of(analysis.words[i]) is not None


def _olds(ground: Ground) -> Choices:
    """The choices that may be exchanged: the terms of the last form, and what else its question names."""
    told = ground.told
    terms = [c for c in told.choices if c.candidate.entry.kind in THINGS and _has(told.form, c.candidate.entry.term)]
    others = [c for c in told.own if c not in terms]
    return (
        *terms,
        *(c for c in others if c.candidate.entry.kind is not Kind.PROPERTY or _is_noun(told.read.analysis, c)),
    )


def _is_noun(analysis: Analysis, choice: Choice) -> bool:
    """Whether the name of a property stands as a noun, in whose place another can stand: "the depth of"."""
    words, mention = analysis.words, choice.mention
    before = words[mention.start - 1] if mention.start else ""
    after = words[mention.end] if mention.end < len(words) else ""
    return before in ARTICLES | OWNING | TELLING | {"", "and", "or"} or after in ("of", "for")


def turn_superlative(ground: Ground, follow: FollowUp) -> Iterator[Followed]:
    """The last question with another superlative in the place of its own: "and the smallest?"."""
    told = ground.told.read.analysis
    new = [o for o in _superlatives(ground.read.analysis) if follow.start <= o.start and o.end <= follow.end]
    old = _superlatives(told)
    if len(new) == len(old) == 1 and ground.told.spoken:
        analysis = ground.read.analysis
        place = (analysis.tokens[new[0].start].start, analysis.tokens[new[0].end - 1].end)
        mention = Mention(old[0].start, old[0].end, told.surface(old[0].start, old[0].end), ())
        yield _reread(ground, swapped(told, [(mention, analysis.text[slice(*place)], place)]), [mention], ())


def _superlatives(analysis: Analysis) -> list[Operator]:
    return [o for o in read_operators(analysis) if o.act is Act.SUPERLATIVE]


def unknown(ground: Ground, follow: FollowUp) -> Followed:
    """A decline of the last question asked of what nothing is called."""
    analysis = ground.read.analysis
    things = [c for c in ground.told.own if c.candidate.entry.kind in THINGS]
    if not things or follow.start >= follow.end:
        return ground.nothing()
    place = (analysis.tokens[follow.start].start, analysis.tokens[follow.end - 1].end)
    text = swapped(ground.told.read.analysis, [(things[-1].mention, analysis.text[slice(*place)], place)])
    walk = ground.answerer.conclude(ground.answerer.link(text.text), ())
    return Followed(walk, text.text, ground.told.choices)


def _in_form(ground: Ground, exchanges: Sequence[Exchange]) -> Iterable[Followed]:
    """The last form with other terms in it."""
    if any(not {e.candidate.entry.kind, e.old.candidate.entry.kind} <= THINGS for e in exchanges):
        return
    form = _exchanged(ground.told.form, exchanges)
    if form is None:
        return
    new = tuple(Choice(e.mention, e.candidate) for e in exchanges)
    gone = [e.old for e in exchanges]
    kept = (*(c for c in ground.told.choices if c not in gone), *new)
    text = _swapped(ground, exchanges)
    found = ground.answered(
        form, min(e.score for e in exchanges), new, text.text if text and ground.told.spoken else ""
    )
    if text is None:
        yield replace(found, choices=kept, about=())
        return
    pins = (*_new_pins(exchanges, text), *_old_pins(ground, _places(exchanges), text))
    read = ground.answerer.link(text.text, pins)
    yield replace(found, choices=kept, read=read, own=_own(read, kept), spoken=ground.told.spoken, about=())


def _exchanged(form: LogicalForm, exchanges: Sequence[Exchange]) -> LogicalForm | None:
    """The form with new terms for old ones; with several for one, a column tells which. None where one is missing."""
    new: dict[Node, list[URIRef | Literal]] = {}
    for exchange in exchanges:
        new.setdefault(exchange.old.candidate.entry.term, []).append(exchange.candidate.entry.term)  # type: ignore[arg-type]
    for old, terms in new.items():
        if not _has(form, old):
            return None
        if len(terms) == 1:
            form = replaced(form, {old: terms[0]})
        elif form.ask is Ask.LIST and not form.aggregates:
            name = fresh(EITHER, {*form.variables, *form.shown})
            form = replaced(form, {old: name})
            form = replace(form, choices=(*form.choices, (name, tuple(terms))), shown=(name, *form.shown))
        else:
            return None
    return form


def _has(form: LogicalForm, term: Node | Term) -> bool:
    """Whether a term stands anywhere in a form."""
    return not isinstance(term, BNode) and replaced(form, {term: XSD.string}) != form


def _in_words(ground: Ground, exchanges: Sequence[Exchange]) -> Iterable[Followed]:
    """The last question that says all of it in words, with other words in it."""
    text = _swapped(ground, exchanges)
    if text is not None:
        yield _reread(ground, text, _places(exchanges), _new_pins(exchanges, text))


def _reread(ground: Ground, text: Rewritten, gone: Sequence[Mention], new: Sequence[Pin]) -> Followed:
    """The answer to the last question with other words in the place of some."""
    read = ground.answerer.read(text.text, (*new, *_old_pins(ground, gone, text)))
    walk = ground.concluded(read, ((ranked, ranked.candidate.form) for ranked in read.ranked), text)
    own = used(walk.kept[0]) if walk.kept else ()
    return Followed(walk, text.text, own, read, own, spoken=True)


def _swapped(ground: Ground, exchanges: Sequence[Exchange]) -> Rewritten | None:
    """The last question with the fragment's words in it; None where its words do not hold what is exchanged."""
    if any(e.old not in ground.told.own for e in exchanges):
        return None
    analysis = ground.read.analysis
    new: dict[Mention, list[Mention]] = {}
    for exchange in exchanges:
        new.setdefault(exchange.old.mention, []).append(exchange.mention)
    names = []
    for old, mentions in sorted(new.items(), key=lambda item: item[0].start):
        place = (analysis.tokens[mentions[0].start].start, analysis.tokens[mentions[-1].end - 1].end)
        names.append((old, analysis.text[slice(*place)], place))
    return swapped(ground.told.read.analysis, names)


def _places(exchanges: Sequence[Exchange]) -> list[Mention]:
    """The mentions of the last question that are exchanged, in order of place."""
    return sorted({e.old.mention for e in exchanges}, key=lambda mention: mention.start)


def _new_pins(exchanges: Sequence[Exchange], text: Rewritten) -> list[Pin]:
    """What the new words name, where they name one thing."""
    pins = []
    for old, place in zip(_places(exchanges), text.named, strict=True):
        candidates = [e.candidate for e in exchanges if e.old.mention == old]
        pins += [Pin(*place, tuple(candidates))] if len(candidates) == 1 else []
    return pins


def _old_pins(ground: Ground, gone: Sequence[Mention], text: Rewritten) -> list[Pin]:
    """What the words that stay name, as before; relations are left open."""
    tokens, pins = ground.told.read.analysis.tokens, []
    for choice in ground.told.own:
        mention = choice.mention
        if choice.candidate.entry.kind is not Kind.PROPERTY and all(_apart(mention, other) for other in gone):
            shift = sum(
                (end - start) - (tokens[old.end - 1].end - tokens[old.start].start)
                for old, (start, end) in zip(gone, text.named, strict=True)
                if old.end <= mention.start
            )
            first, last = tokens[mention.start].start, tokens[mention.end - 1].end
            pins.append(Pin(first + shift, last + shift, (choice.candidate,)))
    return pins


def _apart(one: Mention, other: Mention) -> bool:
    return one.end <= other.start or other.end <= one.start


def _own(read: Read, choices: Choices) -> Choices:
    """The choices where a question has them."""
    found = [
        Choice(mention, candidate)
        for choice in choices
        for mention in read.mentions
        if mention.surface == choice.mention.surface
        for candidate in mention.candidates
        if (candidate.entry.kind, candidate.entry.term) == (choice.candidate.entry.kind, choice.candidate.entry.term)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda choice: choice.mention.start))


def _with_number(ground: Ground, place: range) -> Iterable[Followed]:
    """The last form with another number to compare with."""
    analysis, form = ground.read.analysis, ground.told.form
    numeric = [c for c in form.comparisons if isinstance(c.value, Literal) and number_of(str(c.value)) is not None]
    numbers = [number_of(analysis.words[i]) for i in place if number_of(analysis.words[i]) is not None]
    if len(numeric) != 1 or len(numbers) != 1:
        return
    signs = [o.sign for o in read_operators(analysis) if o.act is Act.COMPARE and o.start in place]
    (old,), (number,) = numeric, numbers
    value = Literal(str(int(number) if number == int(number) else number), datatype=XSD.decimal)  # type: ignore[arg-type]
    new = Comparison(old.variable, signs[0] if signs else old.operator, value)
    changed = replace(form, comparisons=tuple(new if c == old else c for c in form.comparisons))
    yield ground.answered(changed, understood=_with_digits(ground, place))


def _with_digits(ground: Ground, place: range) -> str:
    """The words of the last question with another number in them, where they say all of it."""
    told, analysis = ground.told.read.analysis, ground.read.analysis
    found = _number_words(told, range(len(told.words)), compared=_compares(analysis, place))
    new = _number_words(analysis, place, compared=_compares(analysis, place))
    if len(found) != 1 or len(new) != 1 or not ground.told.spoken:
        return ""
    ((start, end),), ((first, last),) = found, new
    typed = (analysis.tokens[first].start, analysis.tokens[last - 1].end)
    mention = Mention(start, end, told.surface(start, end), ())
    return swapped(told, [(mention, analysis.text[slice(*typed)], typed)]).text


def _compares(analysis: Analysis, place: range) -> bool:
    return any(o.act is Act.COMPARE and o.start in place for o in read_operators(analysis))


def _number_words(analysis: Analysis, place: range, *, compared: bool) -> list[tuple[int, int]]:
    """Where numbers stand, or with `compared` where comparisons with numbers do."""
    if compared:
        return [(o.start, o.end) for o in read_operators(analysis) if o.act is Act.COMPARE and o.start in place]
    return [(i, i + 1) for i in place if number_of(analysis.words[i]) is not None]
