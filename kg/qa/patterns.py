"""Triple patterns from routes: how named things are joined with the root of a reading, and with one another."""

from collections.abc import Collection, Sequence

from rdflib import Literal, URIRef

from kg.graph.schema import Schema
from kg.model import Term
from kg.qa.forms import Comparison, Hop, Node, Pattern, is_variable
from kg.qa.reading import Choice
from kg.qa.routes import Route
from kg.qa.variables import fresh, variable_name

Pair = tuple[Choice, Choice, URIRef, bool]
"""Two named things and the property that joins them; true when it leads from the first to the second."""


def is_fact(pattern: Pattern) -> bool:
    """Whether a pattern joins two things that the question names."""
    return not is_variable(pattern.subject) and not is_variable(pattern.object)


def branch_patterns(
    schema: Schema, branches: Sequence[tuple[Choice, Route]], root: str, names: Collection[str] = ()
) -> tuple[list[Pattern], list[Comparison]]:
    """The patterns that lead from named things to the root; who comes back over a relation means other things.

    `names` are those of variables that are taken.
    """
    patterns: list[Pattern] = []
    comparisons: list[Comparison] = []
    taken = {root, *names}
    for choice, route in branches:
        start = node(choice.candidate.entry.term)
        here: Node = start
        for step, (hop, place) in enumerate(zip(route.path, route.places, strict=True)):
            name = variable_name(schema, place, hop)
            there = root if step == len(route.path) - 1 else fresh(name, taken)
            taken.add(there)
            patterns.append(Pattern(here, hop.property, there) if hop.forward else Pattern(there, hop.property, here))
            here = there
            if step == 1 and route.path[0] == Hop(hop.property, not hop.forward) and isinstance(start, URIRef):
                comparisons.append(Comparison(there, "!=", start))
    return patterns, comparisons


def pair_pattern(pair: Pair) -> Pattern:
    """The pattern that joins two named things."""
    kept, linked, prop, forward = pair
    ends = (kept, linked) if forward else (linked, kept)
    return Pattern(node(ends[0].term), prop, node(ends[1].term))


def node(term: Term) -> URIRef | Literal:
    """A term as a node of a pattern; blank nodes name nothing in a question."""
    assert isinstance(term, (URIRef, Literal))
    return term
