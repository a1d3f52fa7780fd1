"""Full names: things whose names the graph keeps in parts, such as a first and a last name."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rdflib import Literal, URIRef

from kg.graph.lexicon import Kind, LexicalEntry
from kg.model import Table
from kg.qa.attributes import NAMING, Attributes
from kg.qa.reading import Analysis, Candidate, Mention

FULL = 0.98
MOST = 20
QUERY = "SELECT ?x ?p ?v ?q ?w {{ VALUES (?p ?v ?q ?w) {{ {rows} }} ?x ?p ?v ; ?q ?w }} ORDER BY ?x ?p ?q LIMIT {most}"

Part = tuple[URIRef, Literal]


def full_names_query(mentions: Sequence[Mention], attributes: Attributes) -> str | None:
    """The query for the things that have two values which stand side by side as parts of their names, if any do."""
    rows = [(*one, *other) for _, _, pairs in _side_by_side(mentions, attributes) for one, other in pairs]
    listed = " ".join(f"({' '.join(term.n3() for term in row)})" for row in sorted(set(rows)))
    return QUERY.format(rows=listed, most=MOST) if listed else None


def full_names(
    analysis: Analysis, mentions: Sequence[Mention], attributes: Attributes, found: Table
) -> tuple[Mention, ...]:
    """Mentions of the things that were found, over both parts of their names."""
    things: dict[tuple[Part, Part], list[URIRef]] = {}
    for x, p, v, q, w in found.rows:
        if isinstance(x, URIRef):
            things.setdefault(((p, v), (q, w)), []).append(x)  # type: ignore[arg-type]
    named = []
    for first, second, pairs in _side_by_side(mentions, attributes):
        text = analysis.surface(first.start, second.end)
        terms = dict.fromkeys(term for pair in pairs for term in things.get(pair, ()))
        candidates = tuple(Candidate(LexicalEntry(text, Kind.ENTITY, term), FULL) for term in terms)
        if candidates:
            named.append(Mention(first.start, second.end, text, candidates))
    return tuple(named)


def _side_by_side(
    mentions: Sequence[Mention], attributes: Attributes
) -> Iterable[tuple[Mention, Mention, list[tuple[Part, Part]]]]:
    valued = sorted((m for m in mentions if _parts(m, attributes)), key=lambda m: (m.start, m.end))
    for first, second in pairwise(valued):
        if first.end == second.start:
            pairs = [
                (one, other)
                for one in _parts(first, attributes)
                for other in _parts(second, attributes)
                if one[0] != other[0]
            ]
            if pairs:
                yield first, second, pairs


def _parts(mention: Mention, attributes: Attributes) -> list[Part]:
    """The parts of names that a mention may be."""
    return [
        (c.entry.property, c.entry.term)
        for c in mention.candidates
        if c.entry.kind is Kind.VALUE and c.entry.property is not None and isinstance(c.entry.term, Literal)
        if any(a.words & NAMING for a in attributes.by_property.get(c.entry.property, ()))
    ]
