"""An index as JSON and arrays, and back."""

import json
from typing import Any

import numpy as np
from rdflib import BNode, Literal, URIRef

from kg.graph.lexicon import Kind, LexicalEntry, Lexicon
from kg.graph.marks import Default, Marks
from kg.graph.schema import Edge, Names, Schema
from kg.model import Term
from kg.protocols import Matrix
from kg.qa.index import GraphIndex


def index_to_json(index: GraphIndex) -> str:
    """Everything of an index but its vectors."""
    return json.dumps(
        {
            "digest": index.digest,
            "encoder": index.encoder,
            "schema": _schema(index.schema),
            "lexicon": _lexicon(index.lexicon),
            "marks": _marks(index.marks),
            "schema_terms": list(index.schema_terms),
            "named": list(index.named),
        },
        ensure_ascii=False,
    )


def index_from_json(text: str, schema_vectors: Matrix, name_vectors: Matrix) -> GraphIndex:
    """The index that `index_to_json` wrote, with its vectors."""
    found = json.loads(text)
    return GraphIndex(
        found["digest"],
        found["encoder"],
        _read_schema(found["schema"]),
        _read_lexicon(found["lexicon"]),
        _read_marks(found["marks"]),
        tuple(map(URIRef, found["schema_terms"])),
        np.asarray(schema_vectors, dtype=np.float32),
        tuple(map(URIRef, found["named"])),
        np.asarray(name_vectors, dtype=np.float32),
    )


def _term(term: Term | None) -> Any:
    match term:
        case URIRef():
            return str(term)
        case Literal():
            return [str(term), term.datatype, term.language]
        case BNode():
            return [str(term)]
        case _:
            return None


def _read_term(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return URIRef(value)
    if len(value) == 1:
        return BNode(value[0])
    return Literal(value[0], datatype=value[1] and URIRef(value[1]), lang=value[2], normalize=False)


def _schema(schema: Schema) -> dict[str, Any]:
    return {
        "classes": schema.classes,
        "edges": [
            [e.start, e.predicate, e.end, e.datatype, e.triples, e.subjects, e.objects, e.length, e.sample]
            for e in schema.edges
        ],
        "names": {term: [n.preferred, list(n.synonyms), n.comment] for term, n in schema.names.items()},
        "axioms": schema.axioms,
        "inverses": schema.inverses,
        "broader": {cls: sorted(above) for cls, above in schema.broader.items()},
        "totals": schema.totals,
        "inferred": sorted(schema.inferred),
    }


def _read_schema(value: dict[str, Any]) -> Schema:
    return Schema(
        {URIRef(cls): count for cls, count in value["classes"].items()},
        tuple(
            Edge(_read_term(s), URIRef(p), _read_term(o), _read_term(d), *rest) for s, p, o, d, *rest in value["edges"]
        ),
        {URIRef(term): Names(name, tuple(others), comment) for term, (name, others, comment) in value["names"].items()},
        tuple((URIRef(s), URIRef(p), URIRef(o)) for s, p, o in value["axioms"]),
        {URIRef(p): URIRef(q) for p, q in value["inverses"].items()},
        {URIRef(cls): frozenset(map(URIRef, above)) for cls, above in value["broader"].items()},
        {URIRef(p): count for p, count in value["totals"].items()},
        frozenset(map(URIRef, value["inferred"])),
    )


def _lexicon(lexicon: Lexicon) -> dict[str, Any]:
    entries = [[e.text, e.kind, _term(e.term), e.property, e.weight] for e in lexicon.entries]
    return {"entries": entries, "names": lexicon.names}


def _read_lexicon(value: dict[str, Any]) -> Lexicon:
    entries = tuple(
        LexicalEntry(text, Kind(kind), _read_term(term), _read_term(prop), weight)
        for text, kind, term, prop, weight in value["entries"]
    )
    return Lexicon(entries, {URIRef(term): name for term, name in value["names"].items()})


def _marks(marks: Marks) -> dict[str, Any]:
    return {
        "statements": sorted(marks.statements),
        "details": marks.details,
        "chains": marks.chains,
        "states": marks.states,
        "ranks": marks.ranks,
        "notices": marks.notices,
        "defaults": {prop: [_term(d.basis), _term(d.source), d.verified] for prop, d in marks.defaults.items()},
    }


def _read_marks(value: dict[str, Any]) -> Marks:
    return Marks(
        frozenset(map(URIRef, value["statements"])),
        {URIRef(p): detail for p, detail in value["details"].items()},
        {URIRef(p): URIRef(q) for p, q in value["chains"].items()},
        {URIRef(p): URIRef(q) for p, q in value["states"].items()},
        {URIRef(p): rank for p, rank in value["ranks"].items()},
        {URIRef(p): Default(_read_term(b), _read_term(s), seen) for p, (b, s, seen) in value["defaults"].items()},
        {URIRef(cls): notice for cls, notice in value["notices"].items()},
    )
