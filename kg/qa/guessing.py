"""Guessing: words that name nothing as they are spelt, taken for what they are most like in meaning."""

from collections.abc import Sequence

from rdflib import URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.graph.schema import Schema
from kg.qa.reading import Analysis, Candidate, Likeness, Mention

ALIKE = 0.45
"""Less alike than this is not worth a guess."""
GUESSES = 3
CROWD = 5_000
WORTH = 0.85
NAMED = 0.8


def guess(
    schema: Schema, analysis: Analysis, mentions: Sequence[Mention], likeness: Likeness, *, names: int
) -> tuple[Mention, ...]:
    """Mentions for the content words that no sure mention holds: the classes and properties most like them.

    `names` is how many things have names: among very many, a common word is one by chance.
    """
    sure = [m for m in mentions if m.candidates[0].score > ALIKE and not (names > CROWD and _is_common(m))]
    held = {i for m in sure for i in range(m.start, m.end)}
    found = [_mention(schema, analysis, i, likeness) for i in sorted(analysis.content - held)]
    return tuple(mention for mention in found if mention is not None)


def is_thing(mention: Mention, names: int) -> bool:
    """Whether a mention surely names a thing or a value; `names` is how many things have names."""
    best = mention.candidates[0]
    named = best.entry.kind in (Kind.ENTITY, Kind.VALUE) and best.score >= NAMED
    return named and not (names > CROWD and mention.width == 1 and mention.surface.islower())


def _is_common(mention: Mention) -> bool:
    """Whether a mention is one plain word that is only the name of a thing."""
    kinds = {candidate.entry.kind for candidate in mention.candidates}
    return mention.width == 1 and mention.surface.islower() and kinds.isdisjoint({Kind.CLASS, Kind.PROPERTY})


def _mention(schema: Schema, analysis: Analysis, position: int, likeness: Likeness) -> Mention | None:
    likes = likeness.words.get(analysis.words[position], {})
    ranked = sorted(likes.items(), key=lambda pair: (-pair[1], str(pair[0])))
    near = [(term, like) for term, like in ranked[:GUESSES] if like >= ALIKE]
    candidates = tuple(Candidate(_entry(schema, term, like), round(WORTH * like, 4)) for term, like in near)
    surface = analysis.surface(position, position + 1)
    return Mention(position, position + 1, surface, candidates) if candidates else None


def _entry(schema: Schema, term: URIRef, like: float) -> LexicalEntry:
    kind = Kind.CLASS if term in schema.classes else Kind.PROPERTY
    return LexicalEntry(schema.name(term), kind, term, None, round(like, 4))
