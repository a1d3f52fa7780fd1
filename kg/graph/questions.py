"""Competency questions: what a graph has to answer, and what it has to decline."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kg.graph.marks import Marked
from kg.graph.prefixes import declared_prefixes
from kg.model import Term
from kg.rdf import KG, OWL, RDFS, SH, local_name

Row = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class CompetencyQuestion:
    """A question with the query that answers it and what is expected; without a query it has to be declined.

    `expected` holds rows: of the key column alone when there is a `key`, else of all variables in the query's order.
    `values` are more whole rows as a data block of SPARQL 1.1 (section 10) without its variables.
    `boolean` is None unless the query is an ASK; `open_ended` says that more rows than the expected ones are no error.
    """

    iri: Term
    label: str
    wordings: tuple[str, ...] = ()
    kind: str = ""
    query: str = ""
    key: str = ""
    expected: frozenset[Row] = frozenset()
    values: str = ""
    boolean: bool | None = None
    open_ended: bool = False
    why_unanswerable: str = ""


def read_questions(graph: Graph, marked: Marked) -> tuple[CompetencyQuestion, ...]:
    """The questions of a graph, sorted by IRI: what has a wording and a query, or a reason to be declined.

    Those that are deprecated are left out.
    """
    gone = {iri for iri, value in graph.subject_objects(OWL.deprecated) if str(value) == "true"}
    found = set(_subjects(graph, marked, "wording")) - gone
    asked = [_question(graph, marked, iri) for iri in sorted(found)]
    return tuple(question for question in asked if question.query or question.why_unanswerable)


def read_suggestions(folder: Path, marks: Collection[URIRef]) -> tuple[str, ...]:
    """The labels of the questions in a folder of Turtle that one of these properties marks as true, sorted."""
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path, format="turtle")
    chosen = {question for mark in marks for question, value in graph.subject_objects(mark) if str(value) == "true"}
    return tuple(sorted(str(label) for question in chosen for label in graph.objects(question, RDFS.label)))


def _question(graph: Graph, marked: Marked, iri: Term) -> CompetencyQuestion:
    wordings = tuple(sorted(str(text) for text in _values(graph, marked, iri, "wording")))
    truth = _text(graph, marked, iri, "expectedBoolean")
    rows: list[Row] = [tuple(graph.items(head)) for head in _values(graph, marked, iri, "expectedRow")]  # type: ignore[arg-type]
    things: list[Row] = [(thing,) for thing in _values(graph, marked, iri, "expected")]
    return CompetencyQuestion(
        iri,
        str(graph.value(iri, RDFS.label) or next(iter(wordings), local_name(str(iri)))),
        wordings,
        _text(graph, marked, iri, "questionKind"),
        _query(graph, iri),
        _text(graph, marked, iri, "keyColumn"),
        frozenset([*rows, *things]),
        _text(graph, marked, iri, "expectedValues"),
        truth == "true" if truth else None,
        _text(graph, marked, iri, "openEnded") == "true",
        _text(graph, marked, iri, "whyUnanswerable"),
    )


def _query(graph: Graph, iri: Term) -> str:
    """The query led by its declared prefixes; empty when there is none."""
    text = graph.value(iri, SH.select) or graph.value(iri, SH.ask)
    return "" if text is None else declared_prefixes(graph, iri) + str(text)


def _subjects(graph: Graph, marked: Marked, mark: str) -> Iterable[Term]:
    return (subject for prop in _properties(marked, mark) for subject in graph.subjects(prop))  # type: ignore[misc]


def _values(graph: Graph, marked: Marked, iri: Term, mark: str) -> list[Term]:
    found = {value for prop in _properties(marked, mark) for value in graph.objects(iri, prop)}
    return sorted(found)  # type: ignore[arg-type]


def _text(graph: Graph, marked: Marked, iri: Term, mark: str) -> str:
    return str(next(iter(_values(graph, marked, iri, mark)), ""))


def _properties(marked: Marked, mark: str) -> list[URIRef]:
    return sorted({*marked.get(mark, ()), KG[mark]})
