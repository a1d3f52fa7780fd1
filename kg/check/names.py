"""What a person reads for a term: its label, or else the readable part of its IRI."""

import re
from collections.abc import Sequence
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef

from kg.model import Term
from kg.rdf import LABELS, RDF, local_name

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
        """The label of a thing, the text of a literal in quotes, "an unnamed X" for a blank node."""
        if isinstance(term, Literal):
            return f"“{_shorten(str(term))}”"
        found = self.label(term)
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

    def _unnamed(self, term: BNode) -> str:
        kinds = sorted(
            kind for graph in self._graphs for kind in graph.objects(term, RDF.type) if isinstance(kind, URIRef)
        )
        return f"an unnamed {self.of(kinds[0])}" if kinds else "a blank node"


def _literals(graph: Graph, term: Term, rank: URIRef) -> list[Literal]:
    return [label for label in graph.objects(term, rank) if isinstance(label, Literal)]


def _preference(label: Literal) -> tuple[int, str]:
    language = label.language.lower().split("-")[0] if label.language else None
    return (LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), str(label))


def _shorten(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONG else one_line[: LONG - 1] + "…"
