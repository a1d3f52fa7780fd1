"""Clues: the words of a question outward from a thing that it names, and what each says of classes and relations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.graph.lexicon import Kind
from kg.graph.marks import Marks
from kg.qa.english import ASKING_WORDS, BEFORE_NOUN, CLOSED_CLASS, IMPERATIVES, SHARING, STANDS_FOR
from kg.qa.operators import Act, read_operators
from kg.qa.reading import Analysis, Choice, Likeness, Mention
from kg.qa.routes import Relevance

FLOOR, CEILING = 0.28, 0.75
"""Similarities at or below the floor say nothing, at the ceiling almost as much as a name."""
BY_MEANING = 0.85
CALLED = 0.8
OF = ("of", "for", "from")
PASSED = (Act.COUNT, Act.DISTINCT, Act.EITHER)
"""Operators whose words a chain may use."""
NARROWING = frozenset("of with without for by in from on at that which who whose".split())
PARTICIPLES = ("ed", "ing")
WORTH = 0.3
"""Clues weaker than this are passed over."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A word or name of the question: where it stands, and how much it says of each class and property, in [0, 1].

    `content` is whether something has to explain it; `choice` the mention as which it names a term; `shared` whether
    it says that two things have the same.
    """

    positions: frozenset[int]
    says: Mapping[URIRef, float]
    content: bool
    shared: bool = False
    forward: bool | None = None
    """The direction in which a relation that is named runs from what stands on the anchor's side, where words tell."""
    asked: bool = False
    """Whether it is the noun that the question asks for."""
    named: frozenset[URIRef] = frozenset()
    """The relations that it names as they are called."""
    choices: tuple[Choice, ...] = ()
    """The mentions as which it names classes and relations."""
    outward: bool = True
    """Whether these run outward from the anchor, by the order of the words: "X needs", "needs of X", not "needs X"."""


def read_clues(
    analysis: Analysis,
    mentions: Sequence[Mention],
    relevance: Relevance,
    anchor: Mention,
    others: Sequence[Mention],
) -> list[Clue]:
    """The clues of a question around a mention, in order of place; a longer name takes the place of its words.

    `others` name further things, whose words say nothing of classes and relations.
    """
    away = [anchor, *others]
    outside = [m for m in mentions if all(m.end <= other.start or m.start >= other.end for other in away)]
    named = sorted((m for m in outside if _choices(m, relevance.marks)), key=lambda m: (-m.width, m.start))
    spans: list[tuple[int, int]] = []
    for mention in named:
        if mention.width > 1 and all(mention.end <= start or mention.start >= end for start, end in spans):
            spans.append((mention.start, mention.end))
    busy = [(o.start, o.end) for o in read_operators(analysis) if o.act not in PASSED]
    spans = [(start, end) for start, end in spans if all(end <= first or start >= last for first, last in busy)]
    held = {i for start, end in [*spans, *busy, *((m.start, m.end) for m in away)] for i in range(start, end)}
    words = analysis.words
    single = [i for i in range(len(words)) if i not in held and (i in analysis.content or _speaks(words[i]))]
    spans += [(i, i + 1) for i in single]
    head = asked_for(analysis)
    clues = [_clue(analysis, named, relevance, range(start, end)) for start, end in sorted(spans)]
    return [replace(c, asked=head in c.positions, outward=_runs_outward(analysis, c, anchor)) for c in clues]


def _runs_outward(analysis: Analysis, clue: Clue, anchor: Mention) -> bool:
    after = max(clue.positions) + 1
    return after > anchor.start or analysis.words[after] in OF


def _speaks(word: str) -> bool:
    """Whether a word that needs no explanation may still say something."""
    return word not in CLOSED_CLASS or word in STANDS_FOR or word in SHARING


def asked_for(analysis: Analysis) -> int | None:
    """The word that says what is asked for: the end of the noun after "which", the verb beside "who", or "when"."""
    words = analysis.words
    asking = next((i for i, word in enumerate(words) if word in ASKING_WORDS), None)
    if asking is None:
        return _noun(analysis, 1) if words and words[0] in IMPERATIVES else _opening(analysis)
    if words[asking] in ("when", "where"):
        return asking
    noun = _noun(analysis, asking + 1)
    if words[asking] not in ("who", "whom"):
        return noun
    if asking + 1 in analysis.content:
        return asking + 1
    return noun if noun is not None else max((i for i in range(asking) if i in analysis.content), default=None)


def _opening(analysis: Analysis) -> int | None:
    """The noun with which a mere phrase begins, when something that narrows it down follows: "films starring X"."""
    words = analysis.words
    first = next((i for i in range(len(words)) if words[i] not in BEFORE_NOUN), len(words))
    for last in range(first, min(first + 2, len(words) - 1)):
        following = words[last + 1]
        if last not in analysis.content or words[last].endswith(PARTICIPLES):
            return None
        if following in NARROWING or following.endswith(PARTICIPLES):
            return last
    return None


def _noun(analysis: Analysis, start: int) -> int | None:
    """The last of the content words that stand together at a place, after articles and auxiliaries."""
    words = analysis.words
    first = next((i for i in range(start, len(words)) if words[i] not in BEFORE_NOUN), len(words))
    last = first
    while last < len(words) and last in analysis.content:
        last += 1
    while last - 1 > first and (words[last - 1].endswith(PARTICIPLES) or words[last : last + 1] == ("by",)):
        last -= 1
    return last - 1 if last > first else None


def outward(clues: Sequence[Clue], anchor: Mention) -> list[tuple[int, ...]]:
    """The orders in which the clues may be read from the anchor on: left first, right first, or the nearest first."""
    left = [n for n, clue in enumerate(clues) if min(clue.positions) < anchor.start][::-1]
    right = [n for n, clue in enumerate(clues) if min(clue.positions) >= anchor.end]
    orders = [(*left, *right), (*right, *left), (*right[:1], *left, *right[1:])]
    return list(dict.fromkeys(orders))


def _clue(analysis: Analysis, named: Sequence[Mention], relevance: Relevance, span: range) -> Clue:
    says: dict[URIRef, float] = defaultdict(float)
    for mention in named:
        if (mention.start, mention.end) == (span.start, span.stop):
            for term, score in _choices(mention, relevance.marks):
                says[term] = max(says[term], score)
    choices = [c for m in named if (m.start, m.end) == (span.start, span.stop) for c in _named(m)]
    called = frozenset(term for term, score in says.items() if score >= CALLED)
    words = {analysis.words[i] for i in span}
    meant: dict[URIRef, float] = defaultdict(float)
    for word in words:
        for term, like in _likes(relevance.likeness, word):
            term = relevance.strongest(term)
            meant[term] = max(meant[term], BY_MEANING * min(1.0, (like - FLOOR) / (CEILING - FLOOR)))
    best = max([*meant.values(), *says.values(), WORTH])
    for term, worth in meant.items():
        says[term] = max(says[term], worth * worth / best if worth > 0 else 0.0)
    positions = frozenset(span)
    content = not positions.isdisjoint(analysis.content)
    said = {term: strength for term, strength in says.items() if strength >= WORTH}
    return Clue(positions, said, content, not words.isdisjoint(SHARING), named=called, choices=tuple(choices))


def _likes(likeness: Likeness, word: str) -> Iterable[tuple[URIRef, float]]:
    """How alike a word is to each class and property; a word that stands for others, as the most alike of these."""
    for other in STANDS_FOR.get(word, (word,)):
        yield from likeness.of(other).items()


def _named(mention: Mention) -> Iterable[Choice]:
    return (Choice(mention, c) for c in mention.candidates if c.entry.kind in (Kind.CLASS, Kind.PROPERTY))


def _choices(mention: Mention, marks: Marks) -> list[tuple[URIRef, float]]:
    """The classes and properties that a mention names; a strength names the relation that it states."""
    found = [(c.entry, c.score) for c in mention.candidates]
    schema = [(URIRef(str(e.term)), score) for e, score in found if e.kind in (Kind.CLASS, Kind.PROPERTY)]
    return schema + [(marks.states[URIRef(str(e.term))], score) for e, score in found if e.term in marks.states]
