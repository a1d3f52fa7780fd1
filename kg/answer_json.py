"""Answers as JSON, in the shape that every front returns."""

from collections.abc import Iterable
from typing import Any

from rdflib import BNode, URIRef

from kg.model import Answer, Count, Description, Evidence, NamedTerm, Rewording, Statistics, Term

SCHEMA_VERSION = 1


def to_json(answer: Answer) -> dict[str, Any]:
    """An answer as JSON values; terms are those of SPARQL 1.1 Query Results JSON with a label beside."""
    return {
        "question": answer.question,
        "understood_as": answer.understood_as or None,
        "status": str(answer.status),
        "text": answer.text,
        "reading": answer.reading,
        "sparql": answer.sparql,
        "variables": list(answer.variables),
        "rows": [[cell and cell_to_json(cell) for cell in row] for row in answer.rows],
        "boolean": answer.boolean,
        "evidence": [_evidence(item) for item in answer.evidence],
        "confidence": answer.confidence,
        "mentions": [
            {
                "surface": m.surface,
                "start": m.start,
                "end": m.end,
                "iri": str(m.term.term),
                "label": m.term.label,
                "score": m.score,
            }
            for m in answer.mentions
        ],
        "alternatives": [
            {"reading": r.text, "question": r.question, "sparql": r.sparql, "confidence": r.confidence}
            for r in answer.alternatives
        ],
        "reason": answer.reason and str(answer.reason),
        "nearest": [{"iri": str(thing.term), "label": thing.label} for thing in answer.nearest],
        "unknown": list(answer.unknown),
        "missing": answer.missing or None,
        "notices": list(answer.notices),
        "model": answer.model,
        "graph": f"sha256:{answer.graph}",
        "truncated": answer.truncated,
        "reworded": answer.reworded and _reworded(answer.reworded),
        "elapsed_ms": answer.elapsed_ms,
        "schema_version": SCHEMA_VERSION,
    }


def _reworded(found: Rewording) -> dict[str, Any]:
    proposal = found.proposal
    return {"by": found.by, "question": proposal.question or None, "sparql": proposal.sparql or None}


def description_to_json(description: Description) -> dict[str, Any]:
    """A description as JSON values; facts are written as an answer's evidence."""
    return {
        "thing": {"iri": str(description.thing.term), "label": description.thing.label},
        "facts": [_evidence(item) for item in description.facts],
        "truncated": description.truncated,
        "graph": f"sha256:{description.graph}",
        "schema_version": SCHEMA_VERSION,
    }


def term_to_json(term: Term) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON writes it."""
    if isinstance(term, URIRef):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, BNode):
        return {"type": "bnode", "value": str(term)}
    found = {"type": "literal", "value": str(term)}
    if term.language:
        return {**found, "xml:lang": term.language}
    return {**found, "datatype": str(term.datatype)} if term.datatype else found


def cell_to_json(cell: NamedTerm) -> dict[str, Any]:
    """A cell: its term, with the label."""
    return {**term_to_json(cell.term), "label": cell.label}


def statistics_to_json(statistics: Statistics, digest: str) -> dict[str, Any]:
    """The counts of a graph as JSON values."""
    return {
        "triples": statistics.triples,
        "derived": statistics.derived,
        "subjects": statistics.subjects,
        "objects": statistics.objects,
        "classes": _counts(statistics.classes),
        "kinds": _counts(statistics.kinds),
        "properties": _counts(statistics.properties),
        "statements": [
            {
                "iri": str(statement.term.term),
                "label": statement.term.label,
                "number": statement.number,
                "bases": _counts(statement.bases),
                "unverified": statement.unverified,
                "sourceless": statement.sourceless,
            }
            for statement in statistics.statements
        ],
        "graph": f"sha256:{digest}",
        "schema_version": SCHEMA_VERSION,
    }


def _counts(counts: Iterable[Count]) -> list[dict[str, Any]]:
    return [{"iri": str(c.term.term), "label": c.term.label, "number": c.number} for c in counts]


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "triple": [str(named.term) for named in item.triple],
        "text": item.text,
        "strength": item.strength,
        "basis": item.basis,
        "reason": item.reason,
        "condition": item.condition,
        "verified": item.verified,
        "inherited_from": item.inherited_from and item.inherited_from.label,
        "group": item.group,
        "source": item.source and {"label": item.source.label, "url": item.source.url},
        "file": item.position and str(item.position.file),
        "line": item.position and item.position.line,
    }
