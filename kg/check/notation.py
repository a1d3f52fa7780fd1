"""How terms are written in what a person reads: as Turtle, with prefixes, numbers and truth values bare."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import NamespaceManager

from kg.model import Term
from kg.rdf import PREFIXES, XSD

__all__ = ["nearest", "notation", "written", "written_triple"]

BARE: Final = (XSD.boolean, XSD.integer)
NEAR: Final = 0.8
"""Names that are less alike than this are not taken for one another."""


def notation(prefixes: Mapping[str, str] = PREFIXES, data: Graph | None = None) -> NamespaceManager:
    """The prefixes under which terms are written: those given, and those that the data declare."""
    manager = NamespaceManager(Graph(), bind_namespaces="none")
    declared = {} if data is None else {prefix: str(namespace) for prefix, namespace in data.namespaces()}
    for prefix, namespace in {**prefixes, **declared}.items():
        manager.bind(prefix, URIRef(namespace))
    return manager


def written(term: Term, manager: NamespaceManager) -> str:
    """A term as Turtle writes it."""
    if isinstance(term, Literal) and term.datatype in BARE:
        return str(term)
    return term.n3(manager)


def written_triple(terms: Iterable[Term], manager: NamespaceManager) -> str:
    """A triple as Turtle writes it, with its full stop."""
    return f"{' '.join(written(term, manager) for term in terms)} ."


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that is most like another, empty when none is near (Ratcliff and Obershelp's measure, by difflib)."""
    return next(iter(get_close_matches(name, sorted(names), n=1, cutoff=NEAR)), "")
