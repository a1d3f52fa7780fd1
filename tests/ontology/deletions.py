"""Deletes single triples of channels and of their requirements, and tells who notices: a shape or a question."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal as StoredLiteral
from pyoxigraph import NamedNode, Quad, QueryBoolean, RdfFormat, Store
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.serializers.nt import _nt_row

from kg.check.shapes import run_shapes
from kg.graph.questions import CompetencyQuestion, read_questions
from kg.model import Triple
from kg.rdf import KG, MK, RDF, RDFS

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"


@dataclass(frozen=True)
class World:
    """The shipped graph as it is checked: its triples, its shapes, its rules and its questions."""

    asserted: Graph
    shapes: Graph
    rules: tuple[str, ...]
    questions: tuple[CompetencyQuestion, ...]

    @cached_property
    def lines(self) -> dict[Triple, str]:
        """Each triple without blank nodes as N-Triples writes it."""
        return {triple: _nt_row(triple) for triple in self.asserted if all(not _is_blank(term) for term in triple)}

    def candidates(self) -> tuple[tuple[Triple, ...], ...]:
        """For each channel, the triples that say something of it or of its requirements."""
        graph = self.asserted
        groups = []
        for channel in sorted(graph.subjects(RDF.type, MK.Channel)):
            nodes = [channel, *sorted(graph.subjects(MK.requirer, channel))]
            groups.append(tuple(sorted(triple for node in nodes for triple in graph.triples((node, None, None)))))
        return tuple(groups)

    def noticed_by(self, gone: Triple) -> str:
        """The first question or shape that tells that a triple is missing; empty when nobody does."""
        return self._question(gone) or self._shape(gone)

    def _question(self, gone: Triple) -> str:
        store = Store()
        text = "\n".join(line for triple, line in self.lines.items() if triple != gone)
        store.bulk_load(text.encode(), format=RdfFormat.N_TRIPLES)
        before = -1
        while len(store) != before:
            before = len(store)
            for rule in self.rules:
                store.extend([Quad(*triple) for triple in store.query(rule)])
        return next((question.label for question in self.questions if not _passes(question, store)), "")

    def _shape(self, gone: Triple) -> str:
        self.asserted.remove(gone)
        results = run_shapes(self.asserted, self.shapes).results
        if gone in self.lines:
            self.asserted.add(gone)
        return next((str(result.shape).rpartition("#")[2] for result in results), "")


def read_world() -> World:
    """The shipped graph, read from its files."""
    asserted, shapes, asked = Graph(), Graph(), Graph()
    for room in ("modules", "vocab"):
        for path in sorted((ONTOLOGY / room).glob("*.ttl")):
            asserted.parse(path)
    for path in sorted((ROOT / "data").rglob("*.ttl")):
        asserted.parse(path)
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        shapes.parse(path)
    for path in sorted((ONTOLOGY / "questions").glob("*.ttl")):
        asked.parse(path)
    marked = {
        str(mark).removeprefix(str(KG)): frozenset(p for p in asserted.subjects(RDFS.subPropertyOf, mark))
        for mark in set(asserted.objects(None, RDFS.subPropertyOf))
        if str(mark).startswith(str(KG))
    }
    rules = tuple(path.read_text(encoding="utf-8") for path in sorted((ONTOLOGY / "rules").glob("*.rq")))
    return World(asserted, shapes, rules, read_questions(asked, marked))


def sample(groups: Sequence[Sequence[Triple]], count: int, seed: int) -> Iterator[Triple]:
    """So many triples, each a random one of a random channel; no triple twice."""
    chance, seen = random.Random(seed), set()
    while len(seen) < count:
        triple = chance.choice(chance.choice(groups))
        if triple not in seen:
            seen.add(triple)
            yield triple


def _passes(question: CompetencyQuestion, store: Store) -> bool:
    if not question.query:
        return True
    found = store.query(question.query)
    if isinstance(found, QueryBoolean):
        return bool(found) == question.boolean
    names = [variable.value for variable in found.variables]
    columns = [names.index(question.key)] if question.key else range(len(names))
    got = {tuple(_text(row[column]) for column in columns) for row in found}
    expected = {tuple(_text(term) for term in row) for row in question.expected} | _values(question, names, store)
    return expected <= got if question.open_ended else expected == got


def _values(question: CompetencyQuestion, names: Sequence[str], store: Store) -> set[tuple[tuple[str, str], ...]]:
    """The rows of a question's data block."""
    if not question.values:
        return set()
    head = "\n".join(line for line in question.query.splitlines() if line.startswith("PREFIX "))
    variables = " ".join(f"?{name}" for name in names)
    block = store.query(f"{head} SELECT {variables} {{ VALUES ({variables}) {{ {question.values} }} }}")
    return {tuple(_text(term) for term in row) for row in block}


def _text(term: object) -> tuple[str, str]:
    if isinstance(term, NamedNode):
        return ("iri", term.value)
    if isinstance(term, StoredLiteral):
        return ("literal", term.value)
    return ("literal" if isinstance(term, Literal) else "iri", str(term))


def _is_blank(term: object) -> bool:
    return not isinstance(term, URIRef | Literal)
