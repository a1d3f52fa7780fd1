"""What a person reads for a term: its label, or else the readable part of its IRI."""

import re
from collections.abc import Sequence
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef

from kg.model import Term
from kg.rdf import LABELS, RDF, RDFS, local_name

__all__ = ["Names"]

LANGUAGES: Final = ("en", None)
"""Which language is preferred: English, then none."""
IRI: Final = re.compile(r"<?\b[A-Za-z][A-Za-z0-9+.-]*:(?://)?[^\s<>\"'{}|^`\\]+>?")
LONG: Final = 80


class Names:
    """Looks labels up in graphs, the first graph first."""

    def __init__(self, graphs: Sequence[Graph]) -> None:
        self._graphs = graphs

    def of(self, term: Term) -> str:
        """The label of a thing, the text of a literal in quotes, "an unnamed X" for a blank node.

        A statement without a label is called by its kind and by the things that it is about.
        """
        if isinstance(term, Literal):
            return f"“{_shorten(str(term))}”"
        found = self.label(term) or self._statement(term)
        if found:
            return found
        if isinstance(term, BNode):
            return self._unnamed(term)
        return local_name(str(term))

    def label(self, term: Term) -> str:
        """The label of a thing in English or no language before others; empty when it has none."""
        found = [
            label
            for graph in self._graphs
            for rank in LABELS
            for label in sorted(_literals(graph, term, rank), key=_preference)
        ]
        return _shorten(str(found[0])) if found else ""

    def readable(self, message: str) -> str:
        """A message in which IRIs of things that the graphs describe are replaced by their names."""
        return IRI.sub(lambda found: self._named(found[0]), message)

    def _named(self, text: str) -> str:
        iri = text.strip("<>")
        bare = iri.rstrip(".,;:!?)”’")
        term = URIRef(bare)
        known = any((term, None, None) in graph for graph in self._graphs)
        return self.of(term) + iri[len(bare) :] if known else text

    def _statement(self, term: Term) -> str:
        ends = [self._end(term, RDF.subject), self._end(term, RDF.object)]
        if not any(ends):
            return ""
        kinds = self._kinds(term)
        about = " – ".join(end or "?" for end in ends)
        return f"{self.of(kinds[0]) if kinds else 'statement'} “{about}”"

    def _end(self, term: Term, role: URIRef) -> str:
        """The label of what a statement has as its subject or object, by whatever sub-property."""
        found = (
            value
            for graph in self._graphs
            for prop in [role, *sorted(graph.subjects(RDFS.subPropertyOf, role), key=str)]
            for value in sorted(graph.objects(term, prop), key=str)
        )
        return self.label(next(found, BNode()))  # type: ignore[arg-type]

    def _kinds(self, term: Term) -> list[URIRef]:
        return sorted(
            kind for graph in self._graphs for kind in graph.objects(term, RDF.type) if isinstance(kind, URIRef)
        )

    def _unnamed(self, term: BNode) -> str:
        kinds = self._kinds(term)
        return f"an unnamed {self.of(kinds[0])}" if kinds else "a blank node"


def _literals(graph: Graph, term: Term, rank: URIRef) -> list[Literal]:
    return [label for label in graph.objects(term, rank) if isinstance(label, Literal)]


def _preference(label: Literal) -> tuple[int, str]:
    language = label.language.lower().split("-")[0] if label.language else None
    return (LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), str(label))


def _shorten(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONG else one_line[: LONG - 1] + "…"
