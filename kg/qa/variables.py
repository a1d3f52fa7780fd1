"""Names for variables that a person can read."""

import re
from collections.abc import Collection
from itertools import chain, count

from rdflib import URIRef

from kg.graph.schema import Schema
from kg.graph.words import readable
from kg.qa.forms import Hop
from kg.rdf import local_name

RESERVED = frozenset({"count", "sum", "avg", "min", "max"})


def variable_name(schema: Schema, cls: URIRef | None, hop: Hop | None) -> str:
    """A name from the class of what the variable stands for, or from the property that leads to it."""
    if cls is not None:
        return _clean(local_name(cls))
    if hop is not None:
        return _clean(local_name(schema.inverses.get(hop.property, hop.property) if not hop.forward else hop.property))
    return "x"


def fresh(name: str, taken: Collection[str]) -> str:
    """The name, or the first of name2, name3 … that is not taken."""
    numbered = (f"{name}{number}" for number in count(2))
    return next(each for each in chain((name,), numbered) if each not in taken)


def _clean(name: str) -> str:
    cleaned = re.sub(r"[^A-Za-z0-9]+", "_", readable(name)).strip("_").lower()
    if not cleaned or not cleaned[0].isalpha() or not cleaned.isascii():
        return "answer"
    return f"{cleaned}_" if cleaned in RESERVED else cleaned
