"""Terms on their way between Oxigraph and rdflib, spelt as the file spells them."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph
from rdflib import BNode, Literal, URIRef

from kg.model import Term, Triple
from kg.rdf import XSD

__all__ = ["NoTerm", "OxigraphTerms", "Terms", "literal"]

_OxigraphTerm = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


class NoTerm(ValueError):
    """There is no rdflib term for this: a triple as a term, a text with a direction, a blank node out of its file."""


class Terms(dict[object, Term]):
    """rdflib's term for each of Oxigraph's, made when it is first asked for; raises NoTerm.

    One term is one object however often it is read, which makes comparing two of them quick.
    """

    def __missing__(self, term: object) -> Term:
        made = self[term] = _from_oxigraph(term)
        return made

    def named_triples(self, quads: Iterable[pyoxigraph.Quad]) -> Iterator[Triple]:
        """The triples, in their order; raises NoTerm when one has a blank node."""
        return ((self[subject], self[predicate], self[target]) for subject, predicate, target, _ in quads)

    def triples(self, quads: Iterable[pyoxigraph.Quad]) -> Iterator[Triple]:
        """The triples of one file, in its order, with new blank nodes for its own; raises NoTerm."""
        own = _OfFile(self)
        return ((own[subject], own[predicate], own[target]) for subject, predicate, target, _ in quads)

    def triple(self, triple: pyoxigraph.Triple) -> Triple:
        """One triple without blank nodes."""
        return self[triple.subject], self[triple.predicate], self[triple.object]

    def own(self, triples: Iterable[pyoxigraph.Triple]) -> list[Triple]:
        """The triples of one file, with new blank nodes for its own; raises NoTerm."""
        made = _OfFile(self)
        return [(made[triple.subject], made[triple.predicate], made[triple.object]) for triple in triples]


class OxigraphTerms(dict[Any, Any]):
    """Oxigraph's term for each of rdflib's, made when it is first asked for; language tags come in small letters."""

    def __missing__(self, term: Term) -> _OxigraphTerm:
        made = self[term] = _to_oxigraph(term)
        return made


class _OfFile(dict[object, Term]):
    """The terms of one file: blank nodes that no other file has, the rest shared."""

    def __init__(self, shared: Terms) -> None:
        super().__init__()
        self._shared = shared

    def __missing__(self, term: object) -> Term:
        made = self[term] = BNode() if isinstance(term, pyoxigraph.BlankNode) else self._shared[term]
        return made


def literal(text: str, datatype: URIRef | None = None, language: str | None = None) -> Literal:
    """A literal spelt as given; xsd:string is left out, since RDF 1.1 takes it for the same term."""
    if datatype is None or datatype == XSD.string:
        return Literal(text, lang=language or None)
    return Literal(text, datatype=datatype, normalize=False)


def _from_oxigraph(term: object) -> Term:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if not isinstance(term, pyoxigraph.Literal) or term.direction:
        raise NoTerm
    return literal(term.value, None if term.language else URIRef(term.datatype.value), term.language)


def _to_oxigraph(term: Any) -> _OxigraphTerm:
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(str(term))
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    datatype = pyoxigraph.NamedNode(str(term.datatype)) if term.datatype else None
    return pyoxigraph.Literal(str(term), datatype=datatype)
