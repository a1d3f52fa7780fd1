"""Why not: which part of a reading finds nothing, and what is found without one of its conditions.

The part is a minimal unsatisfiable subset of the conditions, found by deletion (Marques-Silva, 2010); the relaxed
readings each leave out one condition, as in query relaxation for empty answers.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.errors import QueryError
from kg.model import Table
from kg.qa.forms import Ask, Comparison, Condition, LogicalForm, Pattern, is_variable
from kg.qa.sparql import write_query

MOST = 8
"""Readings of more conditions are not taken apart."""
RELAXED = 2

Piece = Pattern | Comparison | tuple[str, URIRef] | tuple[Condition, ...]
"""What a reading may do without: a pattern, a comparison, a class, or a group that must not be."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The smallest part of a reading that finds nothing, and readings near it that find something."""

    part: LogicalForm
    relaxed: tuple[LogicalForm, ...]


def why_not(form: LogicalForm, run: Callable[[str], Table], inferred: Collection[URIRef] = ()) -> WhyNot | None:
    """Why a form finds nothing, by a few queries; None when it has too many conditions, or a query fails."""
    pieces = _pieces(form)
    if not 1 < len(pieces) <= MOST:
        return None
    try:
        smaller = [made for piece in pieces if (made := _without(form, piece)) is not None]
        relaxed = [made for made in smaller if _finds(made, run, inferred)]
        part = form
        for piece in pieces:
            less = _without(part, piece)
            if less is not None and not _finds(less, run, inferred):
                part = less
    except QueryError:
        return None
    return WhyNot(part, tuple(relaxed[:RELAXED]))


def _pieces(form: LogicalForm) -> tuple[Piece, ...]:
    return (*form.comparisons, *form.excluded, *form.types, *form.patterns)


def _without(form: LogicalForm, piece: Piece) -> LogicalForm | None:
    """The form without a piece; None when what is shown or compared would no longer be bound, or nothing be left."""
    smaller = replace(
        form,
        patterns=tuple(p for p in form.patterns if p != piece),
        types=tuple(t for t in form.types if t != piece),
        comparisons=tuple(c for c in form.comparisons if c != piece),
        excluded=tuple(group for group in form.excluded if group != piece),
    )
    used = {c.variable for c in smaller.comparisons} | {
        c.value for c in smaller.comparisons if isinstance(c.value, str)
    }
    used |= set(smaller.shown) | {a.variable for a in smaller.aggregates}
    used |= {str(o) for d in smaller.derived for o in d.operands if is_variable(o)}
    bound = {n for p in smaller.patterns for n in (p.subject, p.object)} | {name for name, _ in smaller.types}
    whole = all(name in bound or any(d.name == name for d in smaller.derived) for name in used if is_variable(name))
    return smaller if whole and (smaller.patterns or smaller.types) else None


def _finds(form: LogicalForm, run: Callable[[str], Table], inferred: Collection[URIRef]) -> bool:
    shown = form.shown or form.variables[:1]
    plain = replace(form, ask=Ask.LIST, shown=shown, aggregates=(), having=(), order=None, per=None)
    return bool(run(write_query(plain, 1, inferred)).rows) if shown else False
