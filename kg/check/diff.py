"""What changed between two graphs: by subject, blank nodes by what they say."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rdflib import BNode, URIRef

from kg.check.contents import Fact, Nested, Value, facts_of, settled, size, text_of
from kg.check.pairing import pair_up
from kg.model import Term, Triple

__all__ = ["Change", "Difference", "Inside", "Kind", "Said", "Sides", "compare"]

FEW: Final = 10_000
"""More pairs of contents than these are not tried one with another; such contents are told whole."""

Said = tuple[URIRef, Value]
"""What is said of a subject: a property and a value."""


class Kind(StrEnum):
    """What happened to a subject."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Inside:
    """A blank node in which something changed; `same` is what tells which one it is."""

    predicate: URIRef | None
    same: tuple[Said, ...]
    removed: tuple[Said, ...]
    added: tuple[Said, ...]
    inside: tuple["Inside", ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of one subject; None is for the blank nodes that nothing leads to."""

    subject: Term | None
    kind: Kind
    removed: tuple[Said, ...] = ()
    added: tuple[Said, ...] = ()
    inside: tuple[Inside, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, in the order of their subjects, and how many triples they take out and put in."""

    changes: tuple[Change, ...] = ()
    removed: int = 0
    added: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """Two versions of a graph: what differs without a blank node, all that has one, and the subjects of each."""

    removed: Collection[Triple]
    added: Collection[Triple]
    blank: tuple[Sequence[Triple], Sequence[Triple]]
    subjects: tuple[Collection[Term], Collection[Term]]


def compare(sides: Sides) -> Difference:
    """The changes from one version to the other; none exactly when the two graphs are isomorphic."""
    before, after = (facts_of(triples) for triples in sides.blank)
    names = pair_up(before, after)
    old, new = _settled(before, names), _settled(after, names)
    gone, come = _by_subject(old - new, sides.removed), _by_subject(new - old, sides.added)
    subjects = sorted({*gone, *come}, key=lambda subject: (subject is None, str(subject)))
    changes = [_change(subject, gone.get(subject, []), come.get(subject, []), sides) for subject in subjects]
    removed = sum(_triples(change.removed) + _inner(change.inside, "removed") for change in changes)
    added = sum(_triples(change.added) + _inner(change.inside, "added") for change in changes)
    return Difference(tuple(changes), removed, added)


def _settled(facts: Iterable[Fact], names: Mapping[BNode, str]) -> Counter[Fact]:
    return Counter(
        Fact(
            BNode(names[fact.subject]) if isinstance(fact.subject, BNode) else fact.subject,
            fact.predicate,
            settled(fact.value, names),
        )
        for fact in facts
    )


def _by_subject(facts: Counter[Fact], plain: Iterable[Triple]) -> dict[Term | None, list[Said]]:
    found: dict[Term | None, list[Said]] = defaultdict(list)
    for subject, predicate, value in (*facts.elements(), *plain):
        found[subject].append((predicate, value))  # type: ignore[arg-type]
    return found


def _change(subject: Term | None, gone: Sequence[Said], come: Sequence[Said], sides: Sides) -> Change:
    removed, added, inside = _split(gone, come)
    was, now = (subject in side or isinstance(subject, BNode) for side in sides.subjects)
    kind = Kind.CHANGED if subject is None or was == now else Kind.ADDED if now else Kind.REMOVED
    return Change(subject, kind, removed, added, inside)


def _split(gone: Sequence[Said], come: Sequence[Said]) -> tuple[tuple[Said, ...], tuple[Said, ...], tuple[Inside, ...]]:
    """What went and what came, and the contents that are still there and have changed inside."""
    removed, added, inside = sorted(gone, key=_order), sorted(come, key=_order), []
    for before, after in _alike(removed, added):
        removed.remove(before)
        added.remove(after)
        inside.append(_inside(before, after))
    return tuple(removed), tuple(added), tuple(inside)


def _inside(before: Said, after: Said) -> Inside:
    old, new = (Counter(said[1].properties if isinstance(said[1], Nested) else ()) for said in (before, after))
    same = tuple(sorted((old & new).elements(), key=_order))
    return Inside(before[0], same, *_split(list((old - new).elements()), list((new - old).elements())))


def _alike(removed: Sequence[Said], added: Sequence[Said]) -> list[tuple[Said, Said]]:
    """Contents under the same property that have most in common, each once."""
    olds, news = ([said for said in side if isinstance(said[1], Nested)] for side in (removed, added))
    if len(olds) * len(news) > FEW:
        return []
    scored = [(_likeness(old, new), i, j) for i, old in enumerate(olds) for j, new in enumerate(news)]
    pairs: list[tuple[int, int]] = []
    for score, i, j in sorted(scored, key=lambda found: (-found[0], found[1:])):
        if score and all(i != mine and j != theirs for mine, theirs in pairs):
            pairs.append((i, j))
    return [(olds[i], news[j]) for i, j in sorted(pairs)]


def _likeness(old: Said, new: Said) -> int:
    """Twice what both say, and once each property that both have; 0 when they are not to be compared."""
    if old[0] != new[0] or not (isinstance(old[1], Nested) and isinstance(new[1], Nested)):
        return 0
    mine, theirs = Counter(old[1].properties), Counter(new[1].properties)
    named = [Counter(prop for prop, _ in counter.elements()) for counter in (mine, theirs)]
    return 2 * (mine & theirs).total() + (named[0] & named[1]).total()


def _order(said: Said) -> tuple[str, str]:
    return str(said[0]), text_of(said[1], lambda term: term.n3())


def _triples(said: Iterable[Said]) -> int:
    return sum((predicate is not None) + size(value) for predicate, value in said)


def _inner(inside: Iterable[Inside], side: str) -> int:
    return sum(_triples(getattr(found, side)) + _inner(found.inside, side) for found in inside)
