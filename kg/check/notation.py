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
    """The name that is most like another, empty when none is near (Ratcliff and Obershelp's measure, by difflib).

    Of short names two swapped letters make more than that measure allows, so these are looked for by themselves.
    """
    known = sorted(names)
    near = get_close_matches(name, known, n=1, cutoff=NEAR)
    return next(iter([*near, *(other for other in known if _is_swapped(name, other))]), "")


def _is_swapped(name: str, other: str) -> bool:
    """Whether two neighbouring letters have changed places, and nothing else."""
    if len(name) != len(other):
        return False
    odd = [at for at, (mine, theirs) in enumerate(zip(name, other, strict=True)) if mine != theirs]
    return len(odd) == 2 and odd[1] == odd[0] + 1 and name[odd[0]] == other[odd[1]] and name[odd[1]] == other[odd[0]]
