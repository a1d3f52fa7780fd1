"""Readings that were tried: what their queries returned, and how they compare."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.errors import QueryError
from kg.graph.lexicon import Kind
from kg.model import Considered, ResultForm, Table
from kg.qa.ranking import Ranked
from kg.qa.sparql import write_query

AMBIGUOUS_MARGIN = 0.12
"""Readings whose log-odds are as near as this are about equally likely."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A reading and what its query returned."""

    ranked: Ranked
    sparql: str
    table: Table


def answers(table: Table) -> float:
    """How much a result says: 1 for something, 0 for nothing, between for a no."""
    if table.form is ResultForm.ASK:
        return 1.0 if table.boolean else 0.85
    empty = not table.rows or all(term is None or str(term) == "0" for row in table.rows for term in row)
    return 0.0 if empty else 1.0


def consider(
    ranked: Sequence[Ranked], run: Callable[[str], Table], inferred: Collection[URIRef] = ()
) -> tuple[Considered, ...]:
    """Readings with what their queries return, likeliest first; what fails stands where it would had it answered."""
    found = [(item, write_query(item.candidate.form, inferred=inferred)) for item in ranked]
    tables = [_table(sparql, run) for _, sparql in found]
    said = [
        item.with_features(answers=1.0 if table is None else answers(table))
        for (item, _), table in zip(found, tables, strict=True)
    ]
    order = sorted(range(len(said)), key=lambda i: rank_key(said[i]))
    return tuple(Considered(found[i][1], round(said[i].confidence, 4), tables[i]) for i in order)


def _table(sparql: str, run: Callable[[str], Table]) -> Table | None:
    try:
        return run(sparql)
    except QueryError:
        return None


def rank_key(ranked: Ranked) -> tuple[float, int, str]:
    """Best first, simplest first among equals, and always the same order."""
    return (-round(ranked.score, 6), len(ranked.candidate.form.patterns), repr(ranked.candidate.form))


def are_rivals(first: Tried, second: Tried) -> bool:
    """Whether two readings are about equally likely, answer differently, and take the same words for other things."""
    if first.ranked.score - second.ranked.score > AMBIGUOUS_MARGIN or not second.table.rows:
        return False
    if frozenset(first.table.rows) == frozenset(second.table.rows):
        return False
    chosen = {(c.mention.start, c.mention.end): c for c in first.ranked.candidate.choices}
    for other in second.ranked.candidate.choices:
        mine = chosen.get((other.mention.start, other.mention.end))
        if mine and mine.term != other.term and mine.candidate.entry.kind is other.candidate.entry.kind is Kind.ENTITY:
            return True
    return False


def distinct(tried: Sequence[Tried]) -> list[Tried]:
    """The readings after the first that answer, each with an answer and words of its own."""
    seen = {frozenset(tried[0].table.rows)}
    told = {tried[0].ranked.candidate.words}
    kept = []
    for item in tried[1:]:
        rows, words = frozenset(item.table.rows), item.ranked.candidate.words
        if rows not in seen and words not in told and answers(item.table) > 0:
            seen.add(rows)
            told.add(words)
            kept.append(item)
    return kept
