"""Triples written from Python values, and Turtle written from triples."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"

Value = ox.NamedNode | ox.Literal | str | int | float | Decimal | date
Values = Value | Sequence[Value]


@dataclass(frozen=True, slots=True)
class Namespaces:
    """Where the terms of a graph live: its vocabulary, its things, and what else it borrows from."""

    prefix: str
    vocabulary: str
    things: str
    borrowed: Mapping[str, str]

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes by name, as its Turtle and its gold queries use them."""
        common = {"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": XSD}
        return {self.prefix: self.vocabulary, "id": self.things, **self.borrowed, **common}

    def term(self, name: str) -> ox.NamedNode:
        """A class or property of the vocabulary."""
        return ox.NamedNode(self.vocabulary + name)

    def thing(self, name: str) -> ox.NamedNode:
        """A thing."""
        return ox.NamedNode(self.things + name)

    def facts(self, subject: ox.NamedNode, kind: str, **values: Values) -> Iterator[ox.Triple]:
        """The triples of a thing of a kind, one for each value of each property."""
        yield ox.Triple(subject, RDF_TYPE, self.term(kind))
        for name, value in values.items():
            yield from triples(subject, self.term(name), value)


def triples(subject: ox.NamedNode, predicate: ox.NamedNode, values: Values) -> Iterator[ox.Triple]:
    """A triple for each value."""
    several = values if isinstance(values, (list, tuple)) else (values,)
    return (ox.Triple(subject, predicate, as_term(value)) for value in several)


def as_term(value: Value) -> ox.NamedNode | ox.Literal:
    """The term of a Python value."""
    if isinstance(value, (ox.NamedNode, ox.Literal)):
        return value
    if isinstance(value, date):
        return typed(value.isoformat(), "date")
    if isinstance(value, Decimal):
        return typed(str(value), "decimal")
    return ox.Literal(value)


def typed(text: str, datatype: str) -> ox.Literal:
    """A literal of a datatype of XML Schema."""
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def as_turtle(found: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Turtle in the order of the triples, each triple once."""
    written = ox.serialize(dict.fromkeys(found), format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes))
    assert written is not None
    return written


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a table whose cells are separated by tabs, by the names in its first line."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    names = head.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines if line]


def slug(name: str) -> str:
    """A name as the last step of an IRI."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
